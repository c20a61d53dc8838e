// Letters of ASCII, whatever the locale; for lemmas, mark-up and fixed words. Names want names.h,
// which knows all of Unicode.
#pragma once
#include <string>
#include <string_view>

namespace trine::extract {

// Other bytes are kept, so valid UTF-8 stays so.
inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

}  // namespace trine::extract
