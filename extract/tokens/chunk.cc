#include "extract/tokens/chunk.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace trine::extract {
namespace {

// Longer unbroken text is cut here, so that memory stays bounded.
constexpr std::size_t kLongestChunk = 4096;

// The character at `at`, which is moved behind it.
char32_t decode(std::string_view text, std::size_t& at) {
  UChar32 c = 0;
  std::int32_t i = 0;
  const auto rest = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()) + at, i, rest, c);
  at += static_cast<std::size_t>(i);
  return static_cast<char32_t>(c);
}

// The first character of text[at, end) that is no space; 0 where there is none near.
char32_t peek(std::string_view text, std::size_t at, std::size_t end) {
  for (int tries = 0; at < end && tries < 64; ++tries) {
    const auto c = decode(text, at);
    if (character_kind(c) != CharacterKind::kSpace) return c;
  }
  return 0;
}

// The first word of text[at, end), or as much of it as stands in 64 bytes.
std::string_view peek_word(std::string_view text, std::size_t at, std::size_t end) {
  auto word = text.substr(at, std::min<std::size_t>(end - at, 64));
  word.remove_prefix(std::min(word.find_first_not_of(" \n\r\t"), word.size()));
  return word.substr(0, word.find_first_of(" \n\r\t"));
}

}  // namespace

CharacterKind character_kind(char32_t c) {
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharacterKind::kLetter;
    if (c >= '0' && c <= '9') return CharacterKind::kDigit;
    if (c <= ' ' || c == 0x7F) return CharacterKind::kSpace;
    return CharacterKind::kOther;
  }
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
      return CharacterKind::kLetter;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharacterKind::kDigit;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return CharacterKind::kMark;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_CONTROL_CHAR:
      return CharacterKind::kSpace;
    case U_FORMAT_CHAR:
      // Zero-width spaces and directional marks separate; soft hyphens and joiners belong to words.
      return c == 0xAD || c == 0x200C || c == 0x200D ? CharacterKind::kMark : CharacterKind::kSpace;
    default:
      return CharacterKind::kOther;
  }
}

bool is_upper(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_lower(char32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(static_cast<UChar32>(c)) != 0;
}
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == '`' || c == 0x02BC; }

std::size_t Chunk::read(std::string_view text, std::size_t at, std::size_t end) {
  points_.clear();
  kinds_.clear();
  offsets_.clear();
  glued_ = cut_short_;
  cut_short_ = false;
  std::size_t chunk_end = at;
  while (at < end) {
    const auto before = at;
    const auto c = decode(text, at);
    const auto kind = character_kind(c);
    if (kind == CharacterKind::kSpace) {
      if (!empty()) {
        at = before;
        break;
      }
      glued_ = false;
      continue;
    }
    if (size() == kLongestChunk) {
      cut_short_ = true;
      at = before;
      break;
    }
    points_.push_back(c);
    kinds_.push_back(kind);
    offsets_.push_back(static_cast<std::uint32_t>(before));
    chunk_end = at;
  }
  offsets_.push_back(static_cast<std::uint32_t>(chunk_end));
  next_ = peek(text, at, end);
  next_word_ = peek_word(text, at, end);
  return at;
}

bool Chunk::all_digits(std::size_t b, std::size_t e) const {
  for (auto i = b; i < e; ++i) {
    if (!digit(i)) return false;
  }
  return b < e;
}

bool Chunk::any_letter(std::size_t b, std::size_t e) const {
  for (auto i = b; i < e; ++i) {
    if (letter(i)) return true;
  }
  return false;
}

bool Chunk::any_digit(std::size_t b, std::size_t e) const {
  for (auto i = b; i < e; ++i) {
    if (digit(i)) return true;
  }
  return false;
}

bool Chunk::all_lower(std::size_t b, std::size_t e) const {
  for (auto i = b; i < e; ++i) {
    if (!is_lower(at(i))) return false;
  }
  return b < e;
}

bool Chunk::all_upper(std::size_t b, std::size_t e) const {
  for (auto i = b; i < e; ++i) {
    if (!is_upper(at(i))) return false;
  }
  return b < e;
}

std::string Chunk::lower(std::size_t b, std::size_t e) const {
  std::string out;
  for (auto i = b; i < e; ++i) {
    const auto c = points_[i];
    if (is_apostrophe(c)) {
      out += '\'';
    } else if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else {
      out += c < 0x80 ? static_cast<char>(c) : '?';
    }
  }
  return out;
}

bool Chunk::starts(std::size_t i, std::string_view prefix) const {
  for (std::size_t k = 0; k < prefix.size(); ++k) {
    auto c = at(i + k);
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (c != static_cast<unsigned char>(prefix[k])) return false;
  }
  return true;
}

}  // namespace trine::extract
