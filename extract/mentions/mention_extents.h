// How far the phrase around a head reaches. Internal.
#pragma once
#include <vector>

#include "extract/mentions/sentence_view.h"

namespace trine::extract {

// The extent of a mention is its head's subtree, less what stands outside the phrase: prepositions,
// coordinated phrases, appositions (mentions of their own), parentheses, and the clause around a
// predicate. GUM's boundaries.
class MentionExtents {
 public:
  explicit MentionExtents(const SentenceView& view);  // borrowed

  // Tokens [*first, *last], both included.
  void find(TokenIndex head, TokenIndex* first, TokenIndex* last) const;

 private:
  bool is_predicate(TokenIndex head) const;
  bool belongs(TokenIndex head, TokenIndex child, bool verbal, bool predicate) const;
  bool closes(TokenIndex first, TokenIndex last) const;

  const SentenceView& view_;
  std::vector<TokenIndex> left_;  // leftmost and rightmost token of every subtree
  std::vector<TokenIndex> right_;
};

}  // namespace trine::extract
