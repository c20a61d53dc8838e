// Keys: fixed-width big-endian numbers, so that byte order is numeric order. Internal.
#pragma once
#include <rocksdb/slice.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "schema/ids.h"

namespace trine::storage {

class Key {
 public:
  Key& u32(std::uint32_t value) { return number(value, 4); }
  Key& u64(std::uint64_t value) { return number(value, 8); }
  template <class Tag>
  Key& id(Id<Tag> value) {
    return u64(value.value);
  }
  Key& text(std::string_view value) {
    bytes_.append(value);
    return *this;
  }
  // Ends a text: no normalised name contains a zero byte.
  Key& end() {
    bytes_ += '\0';
    return *this;
  }

  const std::string& str() const { return bytes_; }
  operator rocksdb::Slice() const { return bytes_; }

  // The smallest key that is greater than all that begin with this one.
  std::string successor() const {
    std::string next = bytes_;
    while (!next.empty() && next.back() == '\xff') next.pop_back();
    if (!next.empty()) next.back() = static_cast<char>(static_cast<unsigned char>(next.back()) + 1);
    return next;
  }

 private:
  Key& number(std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      bytes_ += static_cast<char>((value >> shift) & 0xff);
    }
    return *this;
  }
  std::string bytes_;
};

inline std::uint64_t read_u64(rocksdb::Slice key, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    value = value << 8 | static_cast<unsigned char>(key[at + i]);
  }
  return value;
}

inline std::uint32_t read_u32(rocksdb::Slice key, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(key[at + i]);
  }
  return value;
}

}  // namespace trine::storage
