#include "extract/reading/byte_stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "schema/error.h"

namespace trine::extract {
namespace {

constexpr std::size_t kChunk = 256 * 1024;

[[noreturn]] void fail(const std::string& reason) { throw Error(ErrorKind::kInput, reason); }

// Text packs to a tenth, the most repetitive to a hundredth; a bomb to less than a thousandth.
constexpr std::uint64_t kHighestRatio = 1000;
constexpr std::uint64_t kRatioFrom = std::uint64_t{256} << 20;  // bytes unpacked

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

struct FreeArchive {
  void operator()(archive* handle) const { archive_read_free(handle); }
};

using Source = std::function<std::size_t(char* to, std::size_t size)>;

// Up to `size` bytes of the file at a time.
Source source_of(std::FILE* handle) {
  return [file = std::shared_ptr<std::FILE>(handle, CloseFile())](char* to, std::size_t size) {
    const auto count = std::fread(to, 1, size, file.get());
    if (count < size && std::ferror(file.get()) != 0) {
      fail(std::string("read error: ") + std::strerror(errno));
    }
    return count;
  };
}

}  // namespace

class ByteStream::Impl {
 public:
  explicit Impl(Source source) : source_(std::move(source)), in_(kChunk, '\0') {
    refill();
    const auto* head = reinterpret_cast<const unsigned char*>(in_.data());
    if (available() >= 2 && head[0] == 0x1f && head[1] == 0x8b) {
      kind_ = Kind::kGzip;
      // 15 bits of window, + 16: gzip framing.
      if (inflateInit2(&gzip_, 15 + 16) != Z_OK) fail("out of memory for gzip");
    } else if (available() >= 4 && head[0] == 0x28 && head[1] == 0xb5 && head[2] == 0x2f &&
               head[3] == 0xfd) {
      kind_ = Kind::kZstd;
      zstd_ = ZSTD_createDStream();
      if (zstd_ == nullptr) fail("out of memory for zstd");
    } else if (std::string_view(in_).substr(0, available()).starts_with("BZh") ||
               std::string_view(in_)
                   .substr(0, available())
                   .starts_with("\xfd"
                                "7zXZ")) {
      kind_ = Kind::kOther;
      open_other();
    }
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (kind_ == Kind::kGzip) inflateEnd(&gzip_);
    ZSTD_freeDStream(zstd_);
  }

  std::size_t read(char* to, std::size_t size) {
    if (size == 0) return 0;
    const auto count = unpack(to, size);
    unpacked_ += count;
    if (unpacked_ > kRatioFrom && unpacked_ / kHighestRatio > consumed_) {
      fail("unpacks to more than a thousand times its size");
    }
    return count;
  }

  std::uint64_t consumed() const { return consumed_; }

 private:
  enum class Kind { kPlain, kGzip, kZstd, kOther };

  std::size_t unpack(char* to, std::size_t size) {
    switch (kind_) {
      case Kind::kPlain:
        return read_plain(to, size);
      case Kind::kGzip:
        return read_gzip(to, size);
      case Kind::kZstd:
        return read_zstd(to, size);
      case Kind::kOther:
        return read_other(to, size);
    }
    return 0;
  }

  std::size_t available() const { return end_ - begin_; }

  // False at the end of the file.
  bool refill() {
    if (available() > 0) return true;
    begin_ = end_ = 0;
    if (at_end_) return false;
    end_ = source_(in_.data(), in_.size());
    consumed_ += end_;
    at_end_ = end_ == 0;
    return end_ > 0;
  }

  std::size_t read_plain(char* to, std::size_t size) {
    if (!refill()) return 0;
    const auto count = std::min(size, available());
    std::memcpy(to, in_.data() + begin_, count);
    begin_ += count;
    return count;
  }

  std::size_t read_gzip(char* to, std::size_t size) {
    gzip_.next_out = reinterpret_cast<Bytef*>(to);
    gzip_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1U << 30));
    const auto wanted = gzip_.avail_out;
    while (gzip_.avail_out == wanted) {
      if (!refill()) {
        if (in_frame_) fail("gzip data is truncated");
        return 0;
      }
      if (!in_frame_) {  // another member follows the last one
        if (inflateReset(&gzip_) != Z_OK) fail("gzip data is damaged");
        in_frame_ = true;
      }
      gzip_.next_in = reinterpret_cast<Bytef*>(in_.data() + begin_);
      gzip_.avail_in = static_cast<uInt>(available());
      const int result = inflate(&gzip_, Z_NO_FLUSH);
      begin_ = end_ - gzip_.avail_in;
      if (result == Z_STREAM_END) {
        in_frame_ = false;
      } else if (result != Z_OK && result != Z_BUF_ERROR) {
        fail("gzip data is damaged");
      }
    }
    return wanted - gzip_.avail_out;
  }

  std::size_t read_zstd(char* to, std::size_t size) {
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0) {
      if (!refill() && !in_frame_) return 0;
      ZSTD_inBuffer in{in_.data() + begin_, available(), 0};
      const bool starved = in.size == 0;
      const std::size_t left = ZSTD_decompressStream(zstd_, &out, &in);
      if (ZSTD_isError(left) != 0U) {
        fail(std::string("zstd data is damaged: ") + ZSTD_getErrorName(left));
      }
      begin_ += in.pos;
      in_frame_ = left != 0;
      if (starved && in_frame_ && out.pos == 0) fail("zstd data is truncated");
    }
    return out.pos;
  }

  // bzip2 and xz, by libarchive.
  void open_other() {
    other_.reset(archive_read_new());
    if (!other_) fail("out of memory");
    archive_read_support_filter_bzip2(other_.get());
    archive_read_support_filter_xz(other_.get());
    archive_read_support_format_raw(other_.get());
    archive_entry* entry = nullptr;
    if (archive_read_open(other_.get(), this, nullptr, give_other, nullptr) != ARCHIVE_OK ||
        archive_read_next_header(other_.get(), &entry) != ARCHIVE_OK) {
      fail_other();
    }
  }
  static la_ssize_t give_other(archive*, void* self, const void** data) {
    auto& impl = *static_cast<Impl*>(self);
    try {
      if (!impl.refill()) return 0;
    } catch (const Error& error) {  // not through the library's frames
      archive_set_error(impl.other_.get(), EIO, "%s", error.what());
      return -1;
    }
    *data = impl.in_.data() + impl.begin_;
    return static_cast<la_ssize_t>(impl.end_ - std::exchange(impl.begin_, impl.end_));
  }
  std::size_t read_other(char* to, std::size_t size) {
    const auto count = archive_read_data(other_.get(), to, size);
    if (count < 0) fail_other();
    return static_cast<std::size_t>(count);
  }
  [[noreturn]] void fail_other() {
    const char* why = archive_error_string(other_.get());
    fail(std::string("compressed data is damaged: ") + (why == nullptr ? "no reason given" : why));
  }

  Source source_;
  std::string in_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t consumed_ = 0;
  bool at_end_ = false;
  bool in_frame_ = true;  // compressed data not yet complete
  Kind kind_ = Kind::kPlain;
  z_stream gzip_{};
  ZSTD_DStream* zstd_ = nullptr;
  std::unique_ptr<archive, FreeArchive> other_;  // freed also where opening it fails
  std::uint64_t unpacked_ = 0;
};

ByteStream::ByteStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

ByteStream ByteStream::open(const std::filesystem::path& file) {
  std::FILE* handle = file == "-" ? stdin : std::fopen(file.c_str(), "rb");
  if (handle == nullptr) fail(std::string("can't be opened: ") + std::strerror(errno));
  return ByteStream(std::make_unique<Impl>(source_of(handle)));
}

ByteStream ByteStream::unpacking(Source read) {
  return ByteStream(std::make_unique<Impl>(std::move(read)));
}

std::size_t ByteStream::read(char* to, std::size_t size) { return impl_->read(to, size); }
std::uint64_t ByteStream::consumed() const { return impl_->consumed(); }

LineReader::LineReader(ByteStream stream, std::size_t limit)
    : stream_(std::move(stream)), limit_(limit) {}

bool LineReader::fill() {
  if (ended_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  const auto before = buffer_.size();
  // Grown with what it holds, so that a long line is not moved once a chunk.
  const auto more = std::max(kChunk, before);
  buffer_.resize(before + more);
  const auto count = stream_.read(buffer_.data() + before, more);
  buffer_.resize(before + count);
  ended_ = count == 0;
  return !ended_;
}

LineReader::Result LineReader::next(std::string& line) {
  std::size_t searched = 0;
  bool too_long = false;
  while (true) {
    const auto newline = buffer_.find('\n', at_ + searched);
    const bool found = newline != std::string::npos;
    const auto end = found ? newline : buffer_.size();
    const auto length = end - at_;
    if (found || (ended_ && (length > 0 || too_long))) {
      too_long = too_long || length > limit_;
      if (!too_long) line.assign(buffer_, at_, length);
      at_ = found ? end + 1 : end;
      ++line_number_;
      return too_long ? Result::kTooLong : Result::kLine;
    }
    if (ended_) return Result::kEnd;
    if (length > limit_) {
      too_long = true;
      at_ = buffer_.size();
    }
    searched = buffer_.size() - at_;
    fill();
  }
}

std::optional<std::string> LineReader::rest(std::size_t most) {
  while (buffer_.size() - at_ <= most && fill()) {
  }
  if (buffer_.size() - at_ > most) return std::nullopt;
  std::string all = buffer_.substr(at_);
  at_ = buffer_.size();
  return all;
}

std::size_t LineReader::read(char* to, std::size_t size) {
  if (at_ == buffer_.size() && !fill()) return 0;
  const auto count = std::min(size, buffer_.size() - at_);
  std::memcpy(to, buffer_.data() + at_, count);
  at_ += count;
  return count;
}

std::optional<std::string> LineReader::take(std::uint64_t size, std::size_t most) {
  std::optional<std::string> taken;
  if (size <= most) taken.emplace();
  while (size > 0 && (at_ < buffer_.size() || fill())) {
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer_.size() - at_));
    if (taken) taken->append(buffer_, at_, count);
    at_ += count;
    size -= count;
  }
  return taken;
}

std::string_view LineReader::peek(std::size_t size) {
  while (buffer_.size() - at_ < size && fill()) {
  }
  return std::string_view(buffer_).substr(at_, size);
}

}  // namespace trine::extract
