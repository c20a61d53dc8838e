#include "storage/store/pledge.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "schema/error.h"
#include "schema/ids.h"
#include "storage/table/durable_files.h"

namespace trine::storage {
namespace {

constexpr std::size_t kPlaceBytes = 4096;
constexpr std::size_t kPlaces = 2;
constexpr std::uint64_t kCheckSeed = 21;

std::string text_of(const Pledge& pledge) {
  const auto text = fmt::format("sequence {} revision {} documents {}", pledge.sequence,
                                pledge.revision, pledge.documents);
  return fmt::format("{} check {}\n", text, to_hex(content_hash(text, kCheckSeed)));
}

std::optional<Pledge> parse(const std::string& line) {
  std::istringstream in(line);
  std::string word;
  Pledge pledge;
  in >> word >> pledge.sequence >> word >> pledge.revision >> word >> pledge.documents;
  if (!in || text_of(pledge) != line + '\n') return std::nullopt;
  return pledge;
}

}  // namespace

PledgeFile::PledgeFile(const std::filesystem::path& store) : file_(store / "written") {}

std::optional<Pledge> PledgeFile::read() const {
  std::error_code error;
  if (!std::filesystem::exists(file_, error)) return std::nullopt;
  std::ifstream in(file_, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (in.bad() || !in.is_open()) {
    throw Error(ErrorKind::kIo, fmt::format("cannot read {}", file_.string()));
  }
  std::optional<Pledge> best;
  for (std::size_t at = 0; at < bytes.size(); at += kPlaceBytes) {
    const auto pledge = parse(bytes.substr(at, bytes.find('\n', at) - at));
    if (pledge && (!best || best->sequence < pledge->sequence)) best = pledge;
  }
  if (!best) {
    throw Error(ErrorKind::kCorruption, fmt::format("the file {} is damaged", file_.string()));
  }
  return best;
}

void PledgeFile::write(const Pledge& pledge) {
  if (last_ == pledge) return;
  std::error_code error;
  if (!std::filesystem::exists(file_, error)) {
    reset(pledge);
  } else {
    if (!last_) {  // not over the one that holds
      std::ifstream in(file_, std::ios::binary);
      std::string line;
      std::getline(in, line);
      const auto first = parse(line);
      const auto held = read();
      place_ = first == held ? 1 : 0;
    }
    const auto text = text_of(pledge);
    const int descriptor = ::open(file_.c_str(), O_WRONLY | O_CLOEXEC);
    const auto offset = static_cast<off_t>(place_ * kPlaceBytes);
    const bool written = descriptor >= 0 &&
                         ::pwrite(descriptor, text.data(), text.size(), offset) ==
                             static_cast<ssize_t>(text.size()) &&
                         ::fdatasync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!written) {
      throw Error(ErrorKind::kIo,
                  fmt::format("cannot write {}: {}", file_.string(), std::strerror(reason)));
    }
    place_ = (place_ + 1) % kPlaces;
  }
  last_ = pledge;
}

void PledgeFile::reset(const Pledge& pledge) {
  write_file(file_, text_of(pledge));
  last_ = pledge;
  place_ = 1;
}

}  // namespace trine::storage
