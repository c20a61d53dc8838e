// What coordinated clauses share: outer verbs, auxiliaries, objects, adjuncts.
#include <algorithm>

#include "extract/clauses/clause_finder.h"
#include "extract/clauses/predicate.h"
#include "extract/english/lexicon.h"

namespace trine::extract {

std::vector<TokenIndex> ClauseFinder::chain_before(TokenIndex at, const Clause* coordinated) const {
  std::vector<TokenIndex> chain;
  if (coordinated == nullptr || tree_.has_child(at, kSubjects)) return chain;
  for (const TokenIndex verb : coordinated->chain) {
    if (verb == tree_[at].head) return chain;
    chain.push_back(verb);
  }
  return coordinated->head == tree_[at].head ? chain : std::vector<TokenIndex>{};
}

bool ClauseFinder::is_excluded(TokenIndex conjunct) const {
  for (const TokenIndex child : tree_.children(conjunct)) {
    if (child > conjunct) break;
    if (one_of(tree_.relation(child), {Deprel::kCc, Deprel::kAdvmod}) &&
        one_of(tree_[child].lemma, {"not", "rather", "instead", "never"})) {
      return true;
    }
  }
  return false;
}

std::vector<TokenIndex> ClauseFinder::nominal_conjuncts(TokenIndex at) const {
  std::vector<TokenIndex> all = conjuncts(tree_, at);
  std::erase_if(all, [&](TokenIndex other) {
    return other != at &&
           (is_excluded(other) || clause_at_[index(other)] >= 0 || is_predicate(other) ||
            names_source(tree_, other) || belongs_above(at, other) || in_one_name(at, other) ||
            // "Bo , 42 , and Ada": an age
            (tree_[other].upos == Upos::kNum && tree_[at].upos == Upos::kPropn));
  });
  return all;
}

bool ClauseFinder::in_one_name(TokenIndex first, TokenIndex other) const {
  for (TokenIndex at = first + 1; at <= other; ++at) {
    if (tree_[at].name == NameClass::kNone || tree_[at].name_begins) return false;
  }
  return first < other && tree_[first].name != NameClass::kNone;
}

bool ClauseFinder::belongs_above(TokenIndex first, TokenIndex other) const {
  const TokenIndex owner = tree_.child(other, {Deprel::kNmodPoss});
  const TokenIndex verb = tree_[first].head;
  if (owner == kNoToken || tree_[owner].upos != Upos::kPron || verb < 0) return false;
  if (tree_.relation(first) != Deprel::kObj || tree_.relation(verb) != Deprel::kAcl) return false;
  if (tree_.has_child(first, {Deprel::kNmodPoss, Deprel::kDet})) return false;
  return tree_.has_child(tree_[verb].head, {Deprel::kNmodPoss});
}

void ClauseFinder::share(TokenIndex at, const Clause& first, Clause& clause) const {
  if (!clause.own_subject) {
    share_auxiliaries(at, clause);
  }
  const bool has_object = clause.argument(Function::kObject) != nullptr ||
                          clause.argument(Function::kContent) != nullptr;
  const TokenIndex start = first.chain.empty() ? first.head : first.chain.front();
  for (const ClauseArgument& argument : first.arguments) {
    if (argument.borrowed && argument.head < at) continue;
    const bool after = argument.head > at && !tree_.dominates(at, argument.head);
    const bool fronted = argument.function == Function::kOblique && argument.head < start &&
                         !clause.own_subject &&
                         (first.subjects.empty() || argument.head < first.subjects.front());
    if (!after && !fronted) continue;
    if (argument.function == Function::kObject && has_object) continue;
    if (argument.function == Function::kContent || argument.function == Function::kAdverbial) {
      continue;
    }
    ClauseArgument copy = argument;
    copy.borrowed = true;
    clause.arguments.push_back(std::move(copy));
  }
}

void ClauseFinder::share_back(TokenIndex at, Clause& first, const Clause& clause) const {
  if (tree_[at].head + 2 != at || first.head != tree_[at].head || clause.own_subject) return;
  if (first.kind != ClauseKind::kVerb || first.passive) return;
  if (one_of(tree_[first.head].lemma,
             {"come", "go", "sit", "stand", "stop", "wait", "try", "return", "arrive", "stay",
              "turn", "rise", "leave", "run", "fly"})) {
    return;
  }
  for (const ClauseArgument& argument : first.arguments) {
    if (argument.function != Function::kAdverb && argument.head > first.head) return;
  }
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function != Function::kObject || argument.head < at) continue;
    first.arguments.push_back(argument);
    first.arguments.back().borrowed = true;
  }
}

void ClauseFinder::share_auxiliaries(TokenIndex at, Clause& clause) const {
  if (tree_.has_child(at, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop})) return;
  const TokenIndex other = tree_[at].head;
  if (!tree_.has_child(other, {Deprel::kAux, Deprel::kAuxPass})) return;
  const std::string& here = tree_[at].xpos;
  const std::string& there = tree_[other].xpos;
  if (here != there || here == "VBD" || here == "VBZ" || here == "VBP") return;
  for (const TokenIndex child : tree_.children(other)) {
    if (one_of(tree_.relation(child), {Deprel::kAux, Deprel::kAuxPass})) {
      clause.predicate.push_back(child);
    }
    const TokenIndex cc = tree_.child(at, {Deprel::kCc});
    if (tree_.relation(child) == Deprel::kAdvmod && is_negation(tree_, child) && cc != kNoToken &&
        one_of(tree_[cc].lemma, {"or", "nor"})) {
      clause.predicate.push_back(child);
    }
  }
}

}  // namespace trine::extract
