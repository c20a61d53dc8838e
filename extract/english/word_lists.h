// Is a word one of a few, or of a fixed list?
#pragma once
#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace trine::extract {

// For a list given on the spot.
inline bool one_of(std::string_view word, std::initializer_list<std::string_view> any) {
  return std::find(any.begin(), any.end(), word) != any.end();
}

// For long lists: sorted when compiled, searched by halves.
template <std::size_t N>
constexpr auto sorted(std::array<std::string_view, N> words) {
  std::sort(words.begin(), words.end());
  return words;
}
template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

}  // namespace trine::extract
