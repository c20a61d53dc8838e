#include "extract/confidence.h"

#include <algorithm>

namespace trine::extract {

double confidence(const Sentence& sentence, const Statement& statement) {
  // The parser's least certain word of the relation.
  float weakest = 1.0F;
  for (const Token& token : sentence.tokens) {
    if (token.span.begin >= statement.relation_span.begin &&
        token.span.end <= statement.relation_span.end) {
      weakest = std::min(weakest, token.head_probability);
    }
  }
  const bool nominal = statement.rule.starts_with("nominal") || statement.rule.starts_with("noun");
  return (nominal ? 0.6 : 0.75) * static_cast<double>(weakest);
}

}  // namespace trine::extract
