// Bytes of a file, of standard input or of a member of an archive, decompressed on the way: gzip,
// zstd, bzip2 and xz are told by their first bytes. Memory is bounded whatever the size. Internal
// to extract.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace trine::extract {

class ByteStream {
 public:
  // "-" is standard input. Throws Error{kInput}; the message says why, without the file's name.
  static ByteStream open(const std::filesystem::path& file);
  // What `read` gives, as read() below does.
  static ByteStream unpacking(std::function<std::size_t(char* to, std::size_t size)> read);
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) noexcept;
  ~ByteStream();

  // Up to `size` bytes; 0 at the end. Throws Error{kInput}: read error, damaged or truncated
  // compressed data, or more than a thousand bytes for one compressed.
  std::size_t read(char* to, std::size_t size);
  // Bytes taken from the file so far (before decompression).
  std::uint64_t consumed() const;

 private:
  class Impl;
  explicit ByteStream(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// A stream cut into lines.
class LineReader {
 public:
  enum class Result { kLine, kTooLong, kEnd };

  // Lines over `limit` bytes are skipped in bounded memory and reported as kTooLong.
  LineReader(ByteStream stream, std::size_t limit);

  // Without its '\n'. Throws as ByteStream::read.
  Result next(std::string& line);
  // All that is left, or nullopt when it is more than `most` bytes.
  std::optional<std::string> rest(std::size_t most);
  // As ByteStream::read.
  std::size_t read(char* to, std::size_t size);
  // The next `size` bytes, fewer at the end; nullopt when they are more than `most`, which are
  // passed over.
  std::optional<std::string> take(std::uint64_t size, std::size_t most);
  // What comes next, for a guess at its format: up to `size` bytes, not consumed.
  std::string_view peek(std::size_t size);

  std::uint64_t line_number() const { return line_number_; }  // of the line last returned, from 1
  std::uint64_t consumed() const { return stream_.consumed(); }

 private:
  bool fill();

  ByteStream stream_;
  std::size_t limit_;
  std::string buffer_;
  std::size_t at_ = 0;  // the first byte of `buffer_` not yet returned
  std::uint64_t line_number_ = 0;
  bool ended_ = false;
};

}  // namespace trine::extract
