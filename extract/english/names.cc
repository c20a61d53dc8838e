#include "extract/english/names.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include <array>

namespace trine::extract {
namespace {

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

void append(std::string& out, UChar32 c) {
  std::array<char, 4> bytes{};
  std::int32_t size = 0;
  UBool error = false;
  U8_APPEND(reinterpret_cast<std::uint8_t*>(bytes.data()), size, 4, c, error);
  if (!error) out.append(bytes.data(), static_cast<std::size_t>(size));
}

// Letters that have no decomposition.
std::string_view plain_letter(UChar32 c) {
  switch (c) {
    case 0xDF:
      return "ss";
    case 0xC6:
      return "Ae";
    case 0xE6:
      return "ae";
    case 0xD8:
      return "O";
    case 0xF8:
      return "o";
    case 0x152:
      return "Oe";
    case 0x153:
      return "oe";
    case 0x110:
      return "D";
    case 0x111:
      return "d";
    case 0x131:
      return "i";
    case 0x141:
      return "L";
    case 0x142:
      return "l";
    case 0x2018:
    case 0x2019:
    case 0x2BC:
    case 0x60:
      return "'";
    case 0x201C:
    case 0x201D:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return "-";
    case 0xA0:
    case 0x2009:
    case 0x202F:
      return " ";
    default:
      return {};
  }
}

const UNormalizer2* nfd() {
  static const UNormalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFDInstance(&status);
  }();
  return instance;
}

// The letters that `c` stands on, without its marks.
UChar32 base_letter(UChar32 c) {
  for (int depth = 0; depth < 4 && nfd() != nullptr; ++depth) {
    std::array<UChar, 8> parts{};
    UErrorCode status = U_ZERO_ERROR;
    const auto length = unorm2_getRawDecomposition(nfd(), c, parts.data(), 8, &status);
    if (length <= 0 || U_FAILURE(status)) return c;
    std::int32_t at = 0;
    U16_NEXT(parts.data(), at, length, c);
  }
  return c;
}

template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    visit(c);
  }
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  if (is_ascii(text)) {
    for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
  }
  for_each_code_point(text, [&](UChar32 c) { append(out, u_tolower(c)); });
  return out;
}

std::string without_accents(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for_each_code_point(text, [&](UChar32 c) {
    if (const auto plain = plain_letter(c); !plain.empty()) {
      out += plain;
    } else if (u_getCombiningClass(c) == 0) {
      append(out, c < 0x80 ? c : base_letter(c));
    }
  });
  return out;
}

std::string fold_name(std::string_view name) {
  const std::string plain = lower(without_accents(name));
  std::string out;
  out.reserve(plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    if (c == '.' && i > 0 && plain[i - 1] != ' ') {
      // "secunia.com", "3.5" keep theirs
      const bool inside = i + 1 < plain.size() && plain[i + 1] != ' ' &&
                          !(i + 2 >= plain.size() || plain[i + 2] == '.');
      const bool initials = i < 2 || plain[i - 2] == '.' || plain[i - 2] == ' ';
      if (inside && !initials) out += c;
      continue;
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::string_view> name_words(std::string_view folded) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < folded.size()) {
    const auto end = folded.find_first_of(" ,;/\"()", at);
    const auto word = folded.substr(at, end == std::string_view::npos ? end : end - at);
    if (!word.empty()) words.push_back(word);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return words;
}

bool is_acronym_of(std::string_view acronym, std::string_view name) {
  const std::string letters = fold_name(acronym);
  if (letters.size() < 2 || letters.size() > 10) return false;
  for (const char c : letters) {
    if (c < 'a' || c > 'z') return false;
  }
  const std::string folded = fold_name(name);
  // Initials with a sign whether each may be skipped.
  std::string initials;
  std::vector<bool> small;
  for (const auto word : name_words(folded)) {
    const bool may_skip = word == "of" || word == "the" || word == "and" || word == "for" ||
                          word == "in" || word == "on" || word == "to" || word == "&" ||
                          word == "a" || word == "de";
    initials += word[0];
    small.push_back(may_skip);
    for (std::size_t i = 1; i + 1 < word.size(); ++i) {
      if (word[i] != '-') continue;
      initials += word[i + 1];
      small.push_back(true);
    }
  }
  if (initials.size() < 2) return false;
  std::size_t at = 0;
  std::size_t skipped = 0;
  for (const char c : letters) {
    while (at < initials.size() && initials[at] != c && small[at]) ++at;
    if (at >= initials.size()) return false;
    if (initials[at] != c) {
      // one word may be left out of a long one ("Korea Central News Agency of DPRK")
      if (++skipped > (letters.size() > 3 ? 1U : 0U) || at == 0) return false;
      ++at;
      while (at < initials.size() && initials[at] != c && small[at]) ++at;
      if (at >= initials.size() || initials[at] != c) return false;
    }
    ++at;
  }
  while (at < initials.size() && small[at]) ++at;
  return initials.size() - at <= (letters.size() > 3 ? 1U : 0U);
}

bool starts_upper(std::string_view word) {
  if (word.empty()) return false;
  if (static_cast<unsigned char>(word[0]) < 0x80) return word[0] >= 'A' && word[0] <= 'Z';
  bool upper = false;
  bool first = true;
  for_each_code_point(word, [&](UChar32 c) {
    if (first) upper = u_isupper(c) != 0 || u_istitle(c) != 0;
    first = false;
  });
  return upper;
}

bool all_upper(std::string_view word) {
  int letters = 0;
  bool small = false;
  for_each_code_point(word, [&](UChar32 c) {
    if (!u_isalpha(c)) return;
    ++letters;
    if (!u_isupper(c)) small = true;
  });
  return letters >= 2 && !small;
}

std::string title_case(std::string_view text) {
  std::string out;
  bool inside = false;
  for_each_code_point(text, [&](UChar32 c) {
    append(out, inside ? u_tolower(c) : u_toupper(c));
    inside = u_isalpha(c) != 0 || c == '\'' || c == 0x2019;
  });
  return out;
}

}  // namespace trine::extract
