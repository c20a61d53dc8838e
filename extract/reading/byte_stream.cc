#include "extract/reading/byte_stream.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "schema/error.h"

namespace trine::extract {
namespace {

constexpr std::size_t kChunk = 256 * 1024;

[[noreturn]] void fail(const std::string& reason) { throw Error(ErrorKind::kInput, reason); }

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace

class ByteStream::Impl {
 public:
  explicit Impl(File file) : file_(std::move(file)), in_(kChunk, '\0') {
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
    switch (kind_) {
      case Kind::kPlain:
        return read_plain(to, size);
      case Kind::kGzip:
        return read_gzip(to, size);
      case Kind::kZstd:
        return read_zstd(to, size);
    }
    return 0;
  }

  std::uint64_t consumed() const { return consumed_; }

 private:
  enum class Kind { kPlain, kGzip, kZstd };

  std::size_t available() const { return end_ - begin_; }

  // False at the end of the file.
  bool refill() {
    if (available() > 0) return true;
    begin_ = end_ = 0;
    if (at_end_) return false;
    end_ = std::fread(in_.data(), 1, in_.size(), file_.get());
    consumed_ += end_;
    if (end_ < in_.size()) {
      if (std::ferror(file_.get()) != 0) fail(std::string("read error: ") + std::strerror(errno));
      at_end_ = std::feof(file_.get()) != 0;
    }
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

  File file_;
  std::string in_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t consumed_ = 0;
  bool at_end_ = false;
  bool in_frame_ = true;  // compressed data not yet complete
  Kind kind_ = Kind::kPlain;
  z_stream gzip_{};
  ZSTD_DStream* zstd_ = nullptr;
};

ByteStream::ByteStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

ByteStream ByteStream::open(const std::filesystem::path& file) {
  File handle(file == "-" ? stdin : std::fopen(file.c_str(), "rb"));
  if (handle == nullptr) fail(std::string("can't be opened: ") + std::strerror(errno));
  return ByteStream(std::make_unique<Impl>(std::move(handle)));
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

std::string_view LineReader::peek(std::size_t size) {
  while (buffer_.size() - at_ < size && fill()) {
  }
  return std::string_view(buffer_).substr(at_, size);
}

}  // namespace trine::extract
