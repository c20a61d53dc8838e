#include "extract/mentions/sentence_view.h"

#include <algorithm>
#include <array>

#include "extract/english/gazetteer.h"
#include "extract/english/lexicon.h"
#include "extract/english/names.h"

namespace trine::extract {

std::string plain_text(Span span, std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : span.in(text)) {
    if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
      gap = !out.empty();
    } else {
      if (gap) out += ' ';
      gap = false;
      out += c;
    }
  }
  return out;
}

std::string SentenceView::text(TokenIndex first, TokenIndex last) const {
  return plain_text(bytes(first, last), document_->text);
}

bool SentenceView::is_title(TokenIndex i) const {
  const auto word = lower(token(i).form);
  if (gazetteer_->has(WordList::kGivenMale, word) ||
      gazetteer_->has(WordList::kGivenFemale, word)) {
    return false;
  }
  return gazetteer_->has(WordList::kHonorific, word) || gazetteer_->has(WordList::kTitle, word) ||
         has(word, Property::kAddress);
}

bool is_possessive_mark(const Token& token) {
  return token.xpos == "POS" || (token.upos == Upos::kPart && token.relation == Deprel::kCase);
}

bool is_address(std::string_view form) {
  return form.find("://") != std::string_view::npos || form.find('@') != std::string_view::npos;
}

bool is_weekday(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kWeekdays = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return std::find(kWeekdays.begin(), kWeekdays.end(), word) != kWeekdays.end();
}

bool is_calendar_word(std::string_view word) {
  static constexpr std::array<std::string_view, 17> kMonths = {
      "January", "February", "March",    "April", "May",  "June", "July",  "August", "September",
      "October", "November", "December", "Jan.",  "Feb.", "Aug.", "Sept.", "Dec."};
  return is_weekday(word) || std::find(kMonths.begin(), kMonths.end(), word) != kMonths.end();
}

}  // namespace trine::extract
