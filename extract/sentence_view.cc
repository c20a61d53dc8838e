#include "extract/sentence_view.h"

#include "extract/gazetteer.h"
#include "extract/names.h"

namespace trine::extract {

std::string SentenceView::text(TokenIndex first, TokenIndex last) const {
  std::string out;
  bool gap = false;
  for (const char c : bytes(first, last).in(document_->text)) {
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

bool SentenceView::is_title(TokenIndex i) const {
  const auto word = lower(token(i).form);
  if (gazetteer_->has(WordList::kGivenMale, word) ||
      gazetteer_->has(WordList::kGivenFemale, word)) {
    return false;
  }
  return gazetteer_->has(WordList::kHonorific, word) || gazetteer_->has(WordList::kTitle, word);
}

bool is_possessive_mark(const Token& token) {
  return token.xpos == "POS" || (token.upos == Upos::kPart && token.relation == Deprel::kCase);
}

bool is_address(std::string_view form) {
  return form.find("://") != std::string_view::npos || form.find('@') != std::string_view::npos;
}

}  // namespace trine::extract
