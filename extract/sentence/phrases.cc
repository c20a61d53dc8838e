#include "extract/sentence/phrases.h"

#include "extract/sentence/roles.h"

namespace trine::extract {

namespace {

bool is_of_phrase(const Tree& tree, TokenIndex at) {
  const TokenIndex preposition = tree.child(at, {Deprel::kCase});
  return preposition != kNoToken && tree[preposition].lemma == "of";
}

// "mother-in-law", "editor-in-chief": one word, though its tokens are a noun and its modifier.
bool is_compound(const Tree& tree, TokenIndex head, TokenIndex modifier) {
  const TokenIndex hyphen = head + 1;
  return modifier > hyphen && !tree[head].space_after && tree[hyphen].form == "-" &&
         !tree[hyphen].space_after;
}

}  // namespace

void trim_punctuation(const Tree& tree, std::vector<TokenIndex>& tokens) {
  int open = 0;
  int close = 0;
  for (const TokenIndex at : tokens) {
    open += one_of(tree[at].form, {"``", "“", "(", "[", "-LRB-"}) ? 1 : 0;
    close += one_of(tree[at].form, {"''", "”", ")", "]", "-RRB-"}) ? 1 : 0;
  }
  const auto is_loose = [&](TokenIndex at) {
    const Token& token = tree[at];
    if (token.upos != Upos::kPunct || token.form == "%") return false;
    // A pair of quotation marks or brackets stays.
    const bool paired = one_of(token.form, {"``", "“", "(", "[", "''", "”", ")", "]"});
    return !(paired && open == close);
  };
  while (!tokens.empty() && is_loose(tokens.back())) tokens.pop_back();
  std::size_t from = 0;
  while (from < tokens.size() && is_loose(tokens[from])) ++from;
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(from));
}

std::vector<TokenIndex> noun_phrase(const Tree& tree, TokenIndex head,
                                    const PhraseOptions& options) {
  const bool copular =
      tree.has_child(head, {Deprel::kCop}) ||
      (one_of(tree.relation(head), {Deprel::kRoot, Deprel::kCcomp, Deprel::kAdvcl,
                                    Deprel::kParataxis, Deprel::kAclRelcl, Deprel::kAcl}) &&
       tree.has_child(head, {Deprel::kNsubj}));
  const TokenIndex copula = copular ? tree.child(head, {Deprel::kCop}) : kNoToken;
  std::vector<TokenIndex> tokens;
  tree.collect(head, tokens, [&](TokenIndex at) {
    const bool direct = tree[at].head == head;
    switch (tree.relation(at)) {
      case Deprel::kAclRelcl:
        return !options.relatives;
      case Deprel::kAppos:
      case Deprel::kParataxis:
        // "KCNA (the agency)"; a date's year "March 9 , 2023" hangs here too in places.
        return !options.appositions && tree[at].upos != Upos::kNum;
      case Deprel::kConj:
      case Deprel::kCc:
      case Deprel::kCcPreconj:
        return direct && !options.conjuncts;
      case Deprel::kCase:
        return direct && !options.preposition && at < head;
      case Deprel::kAcl:
        return direct && !(options.modifiers && options.participles) && at > head;
      case Deprel::kNmod:
        return direct && !options.modifiers && at > head && !is_compound(tree, head, at) &&
               !(options.of && is_of_phrase(tree, at));
      case Deprel::kNmodUnmarked:
        return direct && !options.times && at > head && is_time_word(tree, at);
      case Deprel::kDep:
      case Deprel::kDiscourse:
      case Deprel::kVocative:
      case Deprel::kReparandum:
      case Deprel::kDislocated:
        return direct;
      case Deprel::kNsubj:
      case Deprel::kNsubjPass:
      case Deprel::kCsubj:
      case Deprel::kNsubjOuter:
      case Deprel::kExpl:
      case Deprel::kCop:
      case Deprel::kAux:
      case Deprel::kAdvcl:
      case Deprel::kMark:
      case Deprel::kCcomp:
        return copular && direct;
      case Deprel::kObl:
      case Deprel::kOblUnmarked:
        return copular && direct;
      case Deprel::kAdvmod:
        return copular && direct && at < copula;
      default:
        return false;
    }
  });
  trim_punctuation(tree, tokens);
  // Commas around what was left out.
  std::vector<TokenIndex> kept;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool comma = tree[tokens[i]].form == "," || tree[tokens[i]].form == "(";
    const bool gap = comma && i + 1 < tokens.size() && tokens[i + 1] != tokens[i] + 1;
    if (!gap) kept.push_back(tokens[i]);
  }
  return kept;
}

std::vector<TokenIndex> clause_phrase(const Tree& tree, TokenIndex head, bool keep_mark) {
  std::vector<TokenIndex> tokens;
  tree.collect(head, tokens, [&](TokenIndex at) {
    if (tree[at].head != head) return false;
    switch (tree.relation(at)) {
      case Deprel::kMark:
        return !keep_mark && tree[at].xpos != "TO";
      case Deprel::kParataxis:
      case Deprel::kDiscourse:
        return true;
      default:
        return false;
    }
  });
  trim_punctuation(tree, tokens);
  return tokens;
}

}  // namespace trine::extract
