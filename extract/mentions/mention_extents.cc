#include "extract/mentions/mention_extents.h"

#include <algorithm>

namespace trine::extract {

// Children before heads, without recursion: a sentence may be long.
MentionExtents::MentionExtents(const SentenceView& view) : view_(view) {
  const auto count = static_cast<std::size_t>(view.size());
  left_.resize(count);
  right_.resize(count);
  for (std::size_t i = 0; i < count; ++i) left_[i] = right_[i] = static_cast<TokenIndex>(i);
  const auto& order = view.tree().top_down();
  for (std::size_t k = order.size(); k-- > 0;) {
    const auto i = static_cast<std::size_t>(order[k]);
    const auto head = view.token(order[k]).head;
    if (head < 0) continue;
    auto& left = left_[static_cast<std::size_t>(head)];
    auto& right = right_[static_cast<std::size_t>(head)];
    left = std::min(left, left_[i]);
    right = std::max(right, right_[i]);
  }
}

bool MentionExtents::is_predicate(TokenIndex head) const {
  for (const auto child : view_.children(head)) {
    const auto relation = view_.token(child).relation;
    if (relation == Deprel::kCop || relation == Deprel::kNsubj || relation == Deprel::kNsubjOuter ||
        relation == Deprel::kExpl) {
      return true;
    }
  }
  return false;
}

bool MentionExtents::belongs(TokenIndex head, TokenIndex child, bool verbal, bool predicate) const {
  const auto& word = view_.token(child);
  const bool left = child < head;
  switch (word.relation) {
    case Deprel::kPunct:
    case Deprel::kCc:
    case Deprel::kCcPreconj:
    case Deprel::kParataxis:
    case Deprel::kDiscourse:
    case Deprel::kVocative:
    case Deprel::kReparandum:
    case Deprel::kList:
    case Deprel::kDislocated:
    case Deprel::kConj:
    case Deprel::kAppos:
    case Deprel::kOrphan:
      return false;
    case Deprel::kCase:
      return !left && is_possessive_mark(word);
    case Deprel::kMark:
      return verbal && word.xpos == "TO";
    case Deprel::kCop:
    case Deprel::kAux:
    case Deprel::kAuxPass:
    case Deprel::kExpl:
    case Deprel::kCsubj:
    case Deprel::kCsubjOuter:
    case Deprel::kCsubjPass:
    case Deprel::kNsubjOuter:
      return verbal;
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
      return verbal;
    case Deprel::kAdvmod:
      return verbal || (!left && !predicate);
    case Deprel::kAdvcl:
      return verbal ? !left : !left && !predicate;
    case Deprel::kObl:
    case Deprel::kOblUnmarked:
      return verbal ? !left : !predicate;
    case Deprel::kDep:
      return left;
    case Deprel::kNmod:
      return !left;
    case Deprel::kNmodUnmarked:
      return true;
    default:
      return true;
  }
}

void MentionExtents::find(TokenIndex head, TokenIndex* first, TokenIndex* last) const {
  const auto& word = view_.token(head);
  const bool verbal = word.upos == Upos::kVerb || word.upos == Upos::kAux;
  const bool predicate = !verbal && is_predicate(head);
  *first = *last = head;
  for (const auto child : view_.children(head)) {
    if (!belongs(head, child, verbal, predicate)) continue;
    *first = std::min(*first, left_[static_cast<std::size_t>(child)]);
    *last = std::max(*last, right_[static_cast<std::size_t>(child)]);
  }
  // A left child's own left edge may hold what stands outside: quotes, commas, prepositions.
  while (
      *first < head && !verbal &&
      (view_.token(*first).upos == Upos::kPunct || view_.token(*first).upos == Upos::kCconj ||
       (view_.token(*first).upos == Upos::kAdp && view_.token(*first).relation == Deprel::kCase))) {
    ++*first;
  }
  while (*last > head && view_.token(*last).upos == Upos::kPunct && !closes(*first, *last)) --*last;
}

// A bracket or quote at `last` that was opened inside the mention.
bool MentionExtents::closes(TokenIndex first, TokenIndex last) const {
  const auto& form = view_.token(last).form;
  const bool bracket = form == ")" || form == "]";
  const bool quote = form == "\"" || form == "”" || form == "’" || form == "''";
  if (!bracket && !quote) return false;
  for (TokenIndex i = last - 1; i >= first; --i) {
    const auto& other = view_.token(i).form;
    if (bracket && (other == "(" || other == "[")) return true;
    if (quote && (other == "\"" || other == "“" || other == "‘" || other == "``")) return true;
  }
  return false;
}

}  // namespace trine::extract
