#include "extract/reading/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <cerrno>
#include <exception>

#include "extract/reading/encoding.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

constexpr int kDeepest = 3;
constexpr std::uint64_t kMostMembers = 100'000;
constexpr std::size_t kMostUnpacked = std::size_t{128} << 20;  // of a packed document
// Text packs to a tenth, the most repetitive to a hundredth.
constexpr std::uint64_t kHighestRatio = 1000;
constexpr std::uint64_t kRatioFrom = std::uint64_t{256} << 20;  // bytes unpacked
constexpr std::size_t kChunk = std::size_t{64} << 10;

struct FreeArchive {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using Handle = std::unique_ptr<archive, FreeArchive>;

Handle new_handle() {
  Handle handle(archive_read_new());
  if (!handle) throw Error(ErrorKind::kInput, "out of memory for the archive");
  archive_read_support_format_zip(handle.get());
  archive_read_support_format_tar(handle.get());
  archive_read_support_format_gnutar(handle.get());
  archive_read_support_filter_none(handle.get());
  return handle;
}

[[noreturn]] void fail(archive* handle) {
  const char* why = archive_error_string(handle);
  throw Error(ErrorKind::kInput,
              fmt::format("archive is damaged: {}", why ? why : "no reason given"));
}

// An archive that is read from front to end, shared by the readers of its members.
class Stream {
 public:
  explicit Stream(LineReader bytes)
      : bytes_(std::move(bytes)), buffer_(kChunk, '\0'), handle_(new_handle()) {
    if (archive_read_open(
            handle_.get(), this, nullptr,
            [](archive*, void* self, const void** data) -> la_ssize_t {
              return static_cast<Stream*>(self)->refill(data);
            },
            nullptr) != ARCHIVE_OK) {
      fail(handle_.get());
    }
  }

  // The next member; null at the end.
  archive_entry* next() {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(handle_.get(), &entry);
    if (result == ARCHIVE_EOF) return nullptr;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) rethrow();
    return entry;
  }
  std::size_t read(char* to, std::size_t size) {
    const auto count = archive_read_data(handle_.get(), to, size);
    if (count < 0) rethrow();
    unpacked_ += static_cast<std::uint64_t>(count);
    if (unpacked_ > kRatioFrom && unpacked_ / kHighestRatio > bytes_.consumed() + taken_) {
      throw Error(ErrorKind::kInput, "archive unpacks to more than a thousand times its size");
    }
    return static_cast<std::size_t>(count);
  }
  std::uint64_t consumed() const { return bytes_.consumed(); }

 private:
  la_ssize_t refill(const void** data) {
    try {
      const auto count = bytes_.read(buffer_.data(), buffer_.size());
      taken_ += count;
      *data = buffer_.data();
      return static_cast<la_ssize_t>(count);
    } catch (const Error& error) {  // not through the library's frames
      failure_ = error.what();
      archive_set_error(handle_.get(), EIO, "%s", error.what());
      return -1;
    }
  }
  [[noreturn]] void rethrow() {
    if (!failure_.empty()) throw Error(ErrorKind::kInput, failure_);
    fail(handle_.get());
  }

  LineReader bytes_;
  std::string buffer_;
  Handle handle_;
  std::string failure_;
  std::uint64_t unpacked_ = 0;
  std::uint64_t taken_ = 0;
};

class ArchiveFile : public FileReader {
 public:
  ArchiveFile(LineReader bytes, FileContext context)
      : stream_(std::make_shared<Stream>(std::move(bytes))), context_(std::move(context)) {
    if (context_.depth >= kDeepest) {
      throw Error(ErrorKind::kInput, fmt::format("is an archive in {} archives", kDeepest));
    }
  }

  bool next(std::vector<ReadDocument>& out) override {
    if (!member_) return open_next();
    const auto before = out.size();
    bool more = false;
    try {
      more = member_->next(out);
    } catch (const std::exception& error) {
      context_.reject(member_name_, error.what());
    }
    for (auto i = before; i < out.size(); ++i) {
      auto& inner = out[i].member;
      inner = inner.empty() ? member_path_ : member_path_ + '/' + inner;
      if (!out[i].format) out[i].format = member_->format();
    }
    if (!more) member_.reset();
    return true;
  }
  std::uint64_t consumed() const override { return stream_->consumed(); }
  InputFormat format() const override { return InputFormat::kArchive; }

 private:
  bool open_next() {
    auto* entry = stream_->next();
    if (entry == nullptr) {
      if (members_ == 0) context_.reject(context_.name, "archive has no files");
      return false;
    }
    if (archive_entry_filetype(entry) != AE_IFREG) return true;
    if (++members_ > kMostMembers) {
      throw Error(ErrorKind::kInput,
                  "archive has more than 100,000 files; those after are not read");
    }
    const char* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr) path = archive_entry_pathname(entry);
    member_path_ = printable_key(path == nullptr ? "?" : path);
    const auto slash = member_path_.rfind('/');
    const auto name = member_path_.substr(slash == std::string::npos ? 0 : slash + 1);
    if (name.empty() || name[0] == '.' || member_path_.starts_with("__MACOSX/")) return true;
    member_name_ = context_.name + '/' + member_path_;
    if (archive_entry_is_encrypted(entry) != 0) {
      context_.reject(member_name_, "is encrypted");
      return true;
    }
    auto inner = context_;
    inner.file = member_path_;
    inner.name = member_name_;
    ++inner.depth;
    try {
      auto stream = stream_;
      member_ = open_file(LineReader(ByteStream::unpacking([stream](char* to, std::size_t size) {
                                       return stream->read(to, size);
                                     }),
                                     context_.options->max_document_bytes * 6 + 4096),
                          std::move(inner));
    } catch (const std::exception& error) {
      context_.reject(member_name_, error.what());
    }
    return true;
  }

  std::shared_ptr<Stream> stream_;
  FileContext context_;
  std::unique_ptr<FileReader> member_;
  std::string member_path_;
  std::string member_name_;
  std::uint64_t members_ = 0;
};

}  // namespace

std::unique_ptr<FileReader> read_archive_file(LineReader bytes, FileContext context) {
  return std::make_unique<ArchiveFile>(std::move(bytes), std::move(context));
}

std::map<std::string, std::string> unpack(const std::string& zip,
                                          bool (*wanted)(std::string_view path)) {
  const auto handle = new_handle();
  if (archive_read_open_memory(handle.get(), zip.data(), zip.size()) != ARCHIVE_OK) {
    fail(handle.get());
  }
  std::map<std::string, std::string> members;
  std::size_t total = 0;
  archive_entry* entry = nullptr;
  std::string chunk(kChunk, '\0');
  std::uint64_t count = 0;
  while (true) {
    const int result = archive_read_next_header(handle.get(), &entry);
    if (result == ARCHIVE_EOF || ++count > kMostMembers) break;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) fail(handle.get());
    const char* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr || !wanted(path) || archive_entry_filetype(entry) != AE_IFREG) continue;
    auto& bytes = members[path];
    while (true) {
      const auto size = archive_read_data(handle.get(), chunk.data(), chunk.size());
      if (size < 0) fail(handle.get());
      if (size == 0) break;
      total += static_cast<std::size_t>(size);
      if (total > kMostUnpacked) throw Error(ErrorKind::kInput, "unpacks to more than 128 MiB");
      bytes.append(chunk, 0, static_cast<std::size_t>(size));
    }
  }
  return members;
}

}  // namespace trine::extract
