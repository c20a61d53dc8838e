// A chunk of running text, which is what stands between spaces, as characters and their kinds: what
// the rules that cut it into words look at. Internal to the tokeniser.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/span.h"

namespace trine::extract {

enum class CharacterKind : std::uint8_t { kLetter, kDigit, kMark, kSpace, kOther };
CharacterKind character_kind(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_apostrophe(char32_t c);

// Positions count characters from the chunk's start; ranges are [b, e).
class Chunk {
 public:
  // Reads the first chunk of text[at, end) in place of the present one, and what comes after it.
  // Returns the offset behind the chunk. It is empty when there is only space.
  std::size_t read(std::string_view text, std::size_t at, std::size_t end);

  std::size_t size() const { return points_.size(); }
  bool empty() const { return points_.empty(); }
  // 0 beyond the end.
  char32_t at(std::size_t i) const { return i < points_.size() ? points_[i] : 0; }
  bool letter(std::size_t i) const { return is(i, CharacterKind::kLetter); }
  bool digit(std::size_t i) const { return is(i, CharacterKind::kDigit); }
  bool mark(std::size_t i) const { return is(i, CharacterKind::kMark); }
  // A letter, digit, mark or underscore.
  bool word(std::size_t i) const {
    return i < size() && (kinds_[i] != CharacterKind::kOther || points_[i] == '_');
  }
  bool all_digits(std::size_t b, std::size_t e) const;
  bool any_letter(std::size_t b, std::size_t e) const;
  bool any_digit(std::size_t b, std::size_t e) const;
  bool all_lower(std::size_t b, std::size_t e) const;
  bool all_upper(std::size_t b, std::size_t e) const;
  // The ASCII characters of [b, e) in lower case, '?' for others; curly apostrophes as straight
  // ones.
  std::string lower(std::size_t b, std::size_t e) const;
  // Does `prefix`, in small ASCII letters, begin at `i` in whatever case?
  bool starts(std::size_t i, std::string_view prefix) const;

  // The byte of the text at which character `i` begins; `size()`: at which the last one ends.
  std::uint32_t offset(std::size_t i) const { return offsets_[i]; }
  Span span(std::size_t b, std::size_t e) const { return {offsets_[b], offsets_[e]}; }
  // No space before this chunk.
  bool glued() const { return glued_; }
  // The first character of the next chunk, 0 if there is none.
  char32_t next() const { return next_; }
  // The next chunk, or its first bytes.
  std::string_view next_word() const { return next_word_; }

 private:
  bool is(std::size_t i, CharacterKind kind) const { return i < size() && kinds_[i] == kind; }

  std::vector<char32_t> points_;
  std::vector<CharacterKind> kinds_;
  std::vector<std::uint32_t> offsets_;
  bool glued_ = false;
  bool cut_short_ = false;  // the chunk goes on in the next
  char32_t next_ = 0;
  std::string_view next_word_;
};

}  // namespace trine::extract
