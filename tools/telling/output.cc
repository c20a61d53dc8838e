#include "tools/telling/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <random>

#include "schema/error.h"

namespace trine::tools {
namespace {

// Decodes one code point of valid UTF-8 and steps over it; a stray byte counts as one.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  length = std::min(length, text.size() - at);
  char32_t point = length == 1 ? lead : lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | (byte(at + i) & 0x3fU);
  at += length;
  return point;
}

std::size_t columns_of(char32_t point) {
  if (point < 0x20 || (point >= 0x300 && point < 0x370) || (point >= 0x200b && point <= 0x200f) ||
      (point >= 0xfe00 && point <= 0xfe0f))
    return 0;
  const bool wide = (point >= 0x1100 && point <= 0x115f) || (point >= 0x2e80 && point <= 0xa4cf) ||
                    (point >= 0xac00 && point <= 0xd7a3) || (point >= 0xf900 && point <= 0xfaff) ||
                    (point >= 0xfe30 && point <= 0xfe6f) || (point >= 0xff00 && point <= 0xff60) ||
                    (point >= 0x1f300 && point <= 0x1faff);
  return wide ? 2 : 1;
}

// What moves the cursor, rings the bell or begins an escape sequence (some terminals take the
// second block of them for that, too); and what separates lines.
bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0x2028 || point == 0x2029;
}

// Embeddings, overrides and isolates of writing direction: with them, a name shows as another one.
bool turns_text(char32_t point) {
  return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

std::filesystem::path unforeseeable(const std::filesystem::path& file) {
  std::random_device random;
  std::filesystem::path name = file;
  name += fmt::format(".{:08x}{:08x}.tmp", random(), random());
  return name;
}

}  // namespace

Output::Output(const std::filesystem::path& file) {
  if (file.empty() || file == "-") {
    stream_ = stdout;
    terminal_ = isatty(STDOUT_FILENO) != 0;
    return;
  }
  target_ = file;
  std::error_code error;
  const auto status = std::filesystem::status(target_, error);
  if (std::filesystem::is_directory(status))
    throw Error(ErrorKind::kIo, "write " + target_.string() + ": it is a folder");
  direct_ = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  if (direct_)
    stream_ = std::fopen(target_.c_str(), "wb");
  else
    open_beside();
  if (stream_ == nullptr) fail("create");
}

Output::~Output() {
  if (stream_ != nullptr && !target_.empty()) std::fclose(stream_);
  if (!finished_ && !temporary_.empty()) unlink(temporary_.c_str());
}

void Output::open_beside() {
  const std::filesystem::path folder = folder_of(target_);
  int descriptor = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (descriptor < 0) {  // not every file system can
    const std::filesystem::path name = unforeseeable(target_);
    descriptor = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor >= 0) temporary_ = name;
  }
  if (descriptor >= 0) stream_ = fdopen(descriptor, "wb");
}

void Output::fail(const char* attempted) const {
  const int error = errno;
  if (target_.empty() && error == EPIPE) throw ClosedPipe{};
  throw Error(ErrorKind::kIo, fmt::format("{} {}: {}", attempted,
                                          target_.empty() ? "standard output" : target_.string(),
                                          std::strerror(error)));
}

void Output::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size()) fail("write to");
}

void Output::flush() {
  if (std::fflush(stream_) != 0) fail("write to");
}

void Output::finish() {
  flush();
  if (target_.empty()) return;
  if (!direct_) {
    if (fsync(fileno(stream_)) != 0) fail("sync");
    if (temporary_.empty()) {
      const std::filesystem::path name = unforeseeable(target_);
      const std::string unnamed = fmt::format("/proc/self/fd/{}", fileno(stream_));
      if (linkat(AT_FDCWD, unnamed.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0)
        fail("create");
      temporary_ = name;
    }
    std::FILE* stream = stream_;
    stream_ = nullptr;
    if (std::fclose(stream) != 0) fail("close");
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) fail("rename into");
    // The name outlasts a power cut once the folder is synced; some file systems cannot do that.
    const int folder = open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
      static_cast<void>(fsync(folder));
      close(folder);
    }
  }
  finished_ = true;
}

std::string Paint::wrap(const char* code, std::string_view text) const {
  if (!on_ || text.empty()) return std::string(text);
  return fmt::format("\033[{}m{}\033[0m", code, text);
}

std::string Paint::node(EntityType type, std::string_view text) const {
  switch (base_type(type)) {
    case EntityType::kPerson:
      return wrap("1;34", text);
    case EntityType::kOrganization:
      return wrap("1;35", text);
    case EntityType::kPlace:
      return wrap("1;32", text);
    case EntityType::kEvent:
      return wrap("1;33", text);
    case EntityType::kTime:
    case EntityType::kQuantity:
      return wrap("36", text);
    default:
      return wrap("1", text);
  }
}

std::size_t terminal_width(bool terminal) {
  std::size_t width = 0;
  winsize size{};
  if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
  if (width == 0)
    if (const char* columns = std::getenv("COLUMNS"))
      width = static_cast<std::size_t>(std::strtoul(columns, nullptr, 10));
  if (width == 0) width = 100;
  return std::clamp<std::size_t>(width, 40, 160);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\033') {
      while (at < text.size() && text[at] != 'm') ++at;
      if (at < text.size()) ++at;
      continue;
    }
    width += columns_of(next_code_point(text, at));
  }
  return width;
}

std::vector<std::string> wrap_text(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t line_width = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find(' ', at);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const std::size_t word_width = display_width(word);
    if (line_width != 0 && line_width + 1 + word_width > width) {
      lines.push_back(std::move(line));
      line.clear();
      line_width = 0;
    }
    if (line_width != 0) {
      line += ' ';
      ++line_width;
    }
    line += word;
    line_width += word_width;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string shorten(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::size_t used = 0;
  std::size_t at = 0;
  std::size_t end = 0;
  while (at < text.size()) {
    used += columns_of(next_code_point(text, at));
    if (used + 1 > width) break;
    end = at;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string one_line(std::string_view text) {
  std::string line;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t point = next_code_point(text, at);
    if (point == ' ' || is_control(point)) {
      space = !line.empty();
      continue;
    }
    if (turns_text(point)) continue;
    if (space) line += ' ';
    space = false;
    line += text.substr(begin, at - begin);
  }
  return line;
}

std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t point = next_code_point(text, at);
    if (turns_text(point)) continue;
    if (is_control(point) && point != '\n' && point != '\t')
      out += ' ';
    else
      out += text.substr(begin, at - begin);
  }
  return out;
}

std::string Table::text(std::string_view indent) const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string text;
  for (const auto& row : rows_) {
    std::string line(indent);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - display_width(row[i]), ' ');
      const bool right = std::find(right_.begin(), right_.end(), i) != right_.end();
      line += right ? padding + row[i] : row[i] + padding;
      if (i + 1 < row.size()) line += "  ";
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    text += line + "\n";
  }
  return text;
}

std::string with_commas(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + "\"";
}

std::string counted(std::uint64_t count, std::string_view noun) {
  if (count == 1) return fmt::format("1 {}", noun);
  if (noun.ends_with("y") && !noun.ends_with("ey"))
    return fmt::format("{} {}ies", with_commas(count), noun.substr(0, noun.size() - 1));
  return fmt::format("{} {}s", with_commas(count), noun);
}

void say(std::string_view message) {
  std::fflush(stdout);
  show("trine: " + harmless(message) + "\n");
}

void show(std::string_view text) {
  // Whoever closed standard error does not want to know.
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace trine::tools
