// A half-open range of UTF-8 bytes in a document's text.
#pragma once
#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string_view>

namespace trine {

struct Span {
  std::uint32_t begin = 0;  // bytes, included
  std::uint32_t end = 0;    // bytes, not included
  friend auto operator<=>(Span, Span) = default;

  bool empty() const { return begin >= end; }
  std::uint32_t size() const { return empty() ? 0 : end - begin; }
  bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  // The text of the span; the part of it that lies in `text` where it does not fit.
  std::string_view in(std::string_view text) const {
    if (begin >= text.size() || empty()) return {};
    return text.substr(begin, end - begin);
  }
};

// The smallest span that holds both; an empty span counts as nothing.
Span join(Span a, Span b);
std::ostream& operator<<(std::ostream& out, Span span);

}  // namespace trine
