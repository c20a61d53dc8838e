#include "storage/identity/names.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "schema/error.h"

namespace trine::storage {
namespace {

// Letters that have no decomposition but are typed without their stroke.
const char* plain_letter(UChar32 c) {
  switch (c) {
    case 0x00f8:
      return "o";  // ø
    case 0x0142:
      return "l";  // ł
    case 0x0111:
      return "d";  // đ
    case 0x00f0:
      return "d";  // ð
    case 0x00fe:
      return "th";  // þ
    case 0x0127:
      return "h";  // ħ
    case 0x0131:
      return "i";  // ı
    case 0x0167:
      return "t";  // ŧ
    case 0x00e6:
      return "ae";  // æ
    case 0x0153:
      return "oe";  // œ
    default:
      return nullptr;
  }
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Case folded, decomposed, without marks: what is left of accents and full-width forms.
std::string folded(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  if (is_ascii(name)) {
    for (const char c : name) {
      out += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
  }
  UErrorCode error = U_ZERO_ERROR;
  const auto* fold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const auto* decompose = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) throw Error(ErrorKind::kInternal, "ICU has no normalisation data");
  const auto text =
      icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
  const auto plain = decompose->normalize(fold->normalize(text, error), error);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
    const UChar32 c = plain.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    if (const char* letter = plain_letter(c)) {
      kept.append(icu::UnicodeString(letter, -1, US_INV));
    } else {
      kept.append(c);
    }
  }
  kept.toUTF8String(out);
  return out;
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), i, size, c);
    out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

}  // namespace

std::string normalised_name(std::string_view name) {
  const std::string plain = folded(name);
  std::string out;
  out.reserve(plain.size());
  bool gap = false;
  const auto size = static_cast<std::int32_t>(plain.size());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(plain.data(), i, size, c);
    const bool ascii = c < 0x80;
    const bool letter = ascii ? (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') : u_isalnum(c);
    const bool symbol = ascii ? c == '$' || c == '%' || c == '&' || c == '+' || c == '#'
                              : !letter && !u_isUWhiteSpace(c) && !u_ispunct(c) && u_isgraph(c);
    // Within a word, an apostrophe or a full stop leaves no gap: "o'brien", "u.s.", "1.5".
    if (c == '.' || c == '\'' || c == 0x2019) {
      if (c == '.' && begin > 0 && i < size && plain[begin - 1] >= '0' && plain[begin - 1] <= '9' &&
          plain[i] >= '0' && plain[i] <= '9') {
        out += '.';
      }
      continue;
    }
    if (!letter && !symbol) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out.append(plain, static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
  }
  for (const std::string_view article : {"the ", "a ", "an "}) {
    if (out.size() > article.size() && std::string_view(out).substr(0, article.size()) == article) {
      out.erase(0, article.size());
      break;
    }
  }
  return out;
}

std::vector<std::string_view> words_of(std::string_view normalised) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  while (begin < normalised.size()) {
    const auto end = std::min(normalised.find(' ', begin), normalised.size());
    if (end > begin) words.push_back(normalised.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::uint32_t edit_distance(std::string_view a_text, std::string_view b_text, std::uint32_t limit) {
  std::u32string a = code_points(a_text);
  std::u32string b = code_points(b_text);
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  // Optimal string alignment, three rows.
  const std::size_t width = a.size() + 1;
  std::vector<std::uint32_t> before(width), last(width), row(width);
  for (std::size_t i = 0; i < width; ++i) last[i] = static_cast<std::uint32_t>(i);
  for (std::size_t j = 1; j <= b.size(); ++j) {
    row[0] = static_cast<std::uint32_t>(j);
    std::uint32_t least = row[0];
    for (std::size_t i = 1; i < width; ++i) {
      const std::uint32_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[i] = std::min({last[i] + 1, row[i - 1] + 1, last[i - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[i] = std::min(row[i], before[i - 2] + 1);
      }
      least = std::min(least, row[i]);
    }
    // An exchange may still come back from the row before, so both must be past the limit.
    if (least > limit && *std::min_element(last.begin(), last.end()) > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[width - 1], limit + 1);
}

}  // namespace trine::storage
