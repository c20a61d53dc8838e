// Letters and digits of ASCII, whatever the locale; for lemmas, mark-up and fixed words. Names want
// names.h, which knows all of Unicode.
#pragma once
#include <string>
#include <string_view>

namespace trine::extract {

constexpr bool is_upper_ascii(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter_ascii(char c) { return is_upper_ascii(c) || is_lower_ascii(c); }
constexpr bool is_digit_ascii(char c) { return c >= '0' && c <= '9'; }

// Other bytes are kept, so valid UTF-8 stays so.
constexpr char lower_ascii(char c) {
  return is_upper_ascii(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}
inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_ascii(c);
  return out;
}

}  // namespace trine::extract
