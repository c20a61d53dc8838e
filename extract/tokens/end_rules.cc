#include "extract/tokens/end_rules.h"

#include <string>

#include "extract/english/ascii.h"
#include "extract/english/lexicon.h"
#include "extract/english/word_lists.h"

namespace trine::extract {
namespace {

class Words {
 public:
  Words(std::string_view text, std::span<const RawToken> words) : text_(text), words_(words) {}
  // Empty beyond the paragraph's end.
  std::string_view at(std::size_t i) const {
    return i < words_.size() ? words_[i].span.in(text_) : std::string_view();
  }
  std::size_t size() const { return words_.size(); }
  bool spaced(std::size_t i) const { return i < words_.size() && words_[i].space_before; }

 private:
  std::string_view text_;
  std::span<const RawToken> words_;
};

bool closes_quote(std::string_view word) {
  return one_of(word, {"\"", "\u201D", "''", "'", "\u2019"});
}
bool opens_quote(std::string_view word) {
  return one_of(word, {"\"", "\u201C", "``", "'", "\u2018"});
}

// "said", "asks", "warned": by its written form, since nothing is parsed yet.
bool is_saying(std::string_view form) {
  const auto word = lower_ascii(form);
  if (word == "said") return true;
  for (const std::string_view ending : {"ed", "d", "s", "es", ""}) {
    if (word.ends_with(ending) && word.size() > ending.size() + 1 &&
        has_any(std::string_view(word).substr(0, word.size() - ending.size()),
                {Property::kSaying, Property::kDemanding})) {
      return true;
    }
  }
  return false;
}

bool starts_with_letter(std::string_view word) {
  return !word.empty() && (is_letter_ascii(word[0]) || static_cast<unsigned char>(word[0]) >= 0xC3);
}

// `"Will they pay?" Minister Ana Ruiz asked on Monday.`: from word `at` on a name or description
// and a verb of saying whose object was the quotation, since none follows it.
bool is_speaker(const Words& words, std::size_t at) {
  constexpr std::size_t kLongestName = 7;
  for (std::size_t i = at; i < at + kLongestName && i < words.size(); ++i) {
    const auto word = words.at(i);
    if (!starts_with_letter(word)) return false;
    if (i == at || !is_lower_ascii(word[0]) || !is_saying(word)) continue;
    const auto next = lower_ascii(words.at(i + 1));
    return next.empty() || !is_letter_ascii(next[0]) || next.ends_with("ly") ||
           one_of(next, {"after", "as", "at", "before", "during", "from", "in", "of", "on", "when",
                         "while", "last", "this", "yesterday", "today"});
  }
  return false;
}

// "F.B.I.", "U.S."
bool is_acronym(std::string_view word) {
  if (word.size() < 4 || word.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < word.size(); i += 2) {
    if (!is_upper_ascii(word[i]) || word[i + 1] != '.') return false;
  }
  return true;
}

bool is_hour(std::string_view word) { return one_of(lower_ascii(word), {"a.m.", "p.m."}); }

// Does the phrase that ends with the hour at `i` open its clause? "At 6 p.m. Mr. Okoro left."
bool opens_clause(const Words& words, std::size_t i, std::size_t begin) {
  auto at = i;
  while (at > begin && i - at < 3 && !is_lower_ascii(words.at(at - 1)[0])) --at;  // the number
  if (at == begin) return true;
  --at;
  return one_of(lower_ascii(words.at(at)), {"at", "around", "about", "by", "before", "after",
                                            "from", "near", "past", "until", "since"}) &&
         (at == begin ||
          one_of(lower_ascii(words.at(at - 1)), {"that", ",", "and", "but", "when"}));
}

}  // namespace

std::optional<bool> ruled_end(std::string_view text, std::span<const RawToken> raw, std::size_t i,
                              std::size_t begin) {
  const Words words(text, raw);
  const auto word = words.at(i);
  const auto next = words.at(i + 1);
  if (i > begin && closes_quote(word) && one_of(words.at(i - 1), {"?", "!", "?!", "!?", "...?"}) &&
      words.spaced(i + 1) &&
      (is_lower_ascii(next[0]) || (opens_quote(words.at(begin)) && is_speaker(words, i + 1)))) {
    return false;
  }
  // A full stop of its own is no abbreviation's, even where an acronym follows: unlike initials, an
  // acronym is not preceded by a name of one letter.
  if (word == "." && i > begin && is_acronym(next) && words.at(i - 1).size() > 1) return true;
  // "He left at 6 p.m. Mr. Okoro stayed."
  if (is_hour(word) && next.size() > 2 && next.ends_with('.') && is_upper_ascii(next[0]) &&
      is_lower_ascii(next[1])) {
    return !opens_clause(words, i, begin);
  }
  return std::nullopt;
}

}  // namespace trine::extract
