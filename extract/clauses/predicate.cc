#include "extract/clauses/predicate.h"

#include "extract/english/lexicon.h"

namespace trine::extract {

bool is_negation(const Tree& tree, TokenIndex at) {
  const Token& token = tree[at];
  // "not only ... but", "did not just ..."
  if (at + 1 < tree.size() && one_of(token.lemma, {"not", "n't"}) &&
      one_of(tree[at + 1].lemma, {"only", "just", "merely", "simply", "solely"})) {
    return false;
  }
  if (one_of(token.lemma, {"not", "n't", "never", "nowhere", "hardly", "scarcely", "neither"})) {
    return true;
  }
  if (one_of(token.form, {"n't", "n’t", "not", "Not", "Never", "never", "nt"})) return true;
  // "no longer", "no more"
  for (const TokenIndex child : tree.children(at)) {
    if (token.lemma == "ever" && one_of(tree[child].lemma, {"hardly", "scarcely"})) return true;
    if (tree[child].lemma == "no") return one_of(token.lemma, {"long", "longer", "more", "much"});
  }
  return false;
}

bool has_negative_determiner(const Tree& tree, TokenIndex at) {
  for (const TokenIndex child : tree.children(at)) {
    if (one_of(tree.relation(child), {Deprel::kDet, Deprel::kCcPreconj, Deprel::kAdvmod}) &&
        one_of(tree[child].lemma, {"no", "neither"})) {
      return true;
    }
  }
  return one_of(tree[at].lemma, {"nobody", "nothing", "none"});
}

namespace {

// "Minister arrested after protest": headlines drop the auxiliary.
bool is_headline_passive(const Tree& tree, TokenIndex head) {
  const Token& token = tree[head];
  if (token.xpos != "VBN" && token.xpos != "VBD") return false;
  if (tree.has_child(head, {Deprel::kObj, Deprel::kCcomp, Deprel::kXcomp})) return false;
  return token.xpos == "VBN" || has(token.lemma, Property::kHeadlinePassive);
}

}  // namespace

bool is_passive(const Tree& tree, TokenIndex head) {
  if (tree.has_child(head, {Deprel::kAuxPass, Deprel::kNsubjPass, Deprel::kCsubjPass})) return true;
  if (tree.has_child(head, {Deprel::kAux})) return false;
  // "has called for calm and voiced hopes"
  if (tree.relation(head) == Deprel::kConj && tree[head].head >= 0 && tree[head].xpos == "VBN" &&
      tree[tree[head].head].xpos == "VBN" && tree.has_child(tree[head].head, {Deprel::kAux}) &&
      !is_passive(tree, tree[head].head)) {
    return false;
  }
  // "adopted a doctrine and pushed to arm": a finite verb is coordinated with a finite verb.
  if (tree.relation(head) == Deprel::kConj && tree[head].head >= 0 && tree[head].xpos == "VBN" &&
      tree[tree[head].head].xpos == "VBD" && !is_passive(tree, tree[head].head)) {
    return false;
  }
  if (tree.sentence().kind == SentenceKind::kHeadline && is_headline_passive(tree, head)) {
    return true;
  }
  // A reduced clause: "a mill built in 1900", "a mill called Rose"; a perfect has its auxiliary.
  return tree[head].xpos == "VBN" && !tree.has_child(head, {Deprel::kNsubj});
}

void collect_verb_group(const Tree& tree, TokenIndex head, bool inner, bool outer,
                        std::vector<TokenIndex>& out) {
  const bool copular = tree.has_child(head, {Deprel::kCop});
  const bool complement = copular && !outer && tree[head].upos != Upos::kVerb;
  TokenIndex first = head;  // where the group begins
  TokenIndex subject = tree.child(head, {Deprel::kNsubj, Deprel::kNsubjPass});
  const TokenIndex mark = tree.child(head, {Deprel::kMark});
  const TokenIndex copula = tree.child(head, {Deprel::kCop});
  const bool clausal = tree.has_child(head, {Deprel::kNsubjOuter}) ||
                       (copula != kNoToken && mark > copula && tree[mark].xpos != "TO");
  for (const TokenIndex child : tree.children(head)) {
    switch (tree.relation(child)) {
      case Deprel::kAux:
      case Deprel::kAuxPass:
      case Deprel::kCop:
        // "the point is that they left": `is` belongs to the clause around.
        if (clausal && child < std::max(subject, mark)) break;
        out.push_back(child);
        first = std::min(first, child);
        break;
      case Deprel::kCompoundPrt:
        out.push_back(child);
        break;
      case Deprel::kMark:
        if ((inner || copular) && tree[child].xpos == "TO") out.push_back(child);
        break;
      default:
        break;
    }
  }
  for (const TokenIndex child : tree.children(head)) {
    if (tree.relation(child) != Deprel::kAdvmod) continue;
    if (is_negation(tree, child)) {
      // "no longer" is two words.
      tree.collect(child, out, [](TokenIndex) { return false; });
      continue;
    }
    if (tree[child].xpos == "WRB" || complement) continue;
    const bool between = child > first && child < head && child > copula;
    const bool just_before =
        first == head && child + 1 == head && child > subject && subject != kNoToken;
    const bool before_auxiliary = child + 1 == first && subject != kNoToken && child > subject;
    if ((between || just_before || before_auxiliary) && tree.children(child).empty() && !copular) {
      out.push_back(child);
    }
  }
  if (!complement) out.push_back(head);
}

namespace {

// "At no point did they", "under no circumstances": the verb is negated.
bool is_fronted_negation(const Tree& tree, TokenIndex verb, TokenIndex child) {
  if (tree.relation(child) != Deprel::kObl || child > verb) return false;
  const TokenIndex subject = tree.child(verb, {Deprel::kNsubj, Deprel::kNsubjPass});
  return child < subject && has_negative_determiner(tree, child) &&
         tree.has_child(verb, {Deprel::kAux, Deprel::kAuxPass});
}

Tense tense_of(const Tree& tree, TokenIndex head, bool& progressive, bool& perfect) {
  Tense tense = Tense::kNone;
  const auto finite = [&](TokenIndex at) {
    const Token& token = tree[at];
    if (token.xpos == "VBD") return Tense::kPast;
    if (token.xpos == "VBZ" || token.xpos == "VBP") return Tense::kPresent;
    if (token.xpos == "MD") {
      return one_of(token.lemma, {"will", "shall", "'ll", "’ll", "wo"}) ? Tense::kFuture
                                                                        : Tense::kPresent;
    }
    return Tense::kNone;
  };
  for (const TokenIndex child : tree.children(head)) {
    if (!one_of(tree.relation(child), {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop})) continue;
    if (tense == Tense::kNone) tense = finite(child);
    if (tree[child].lemma == "have" && tree.relation(child) == Deprel::kAux) perfect = true;
    if (tree[child].lemma == "be" && tree.relation(child) == Deprel::kAux &&
        tree[head].xpos == "VBG") {
      progressive = true;
    }
  }
  if (tense == Tense::kNone) tense = finite(head);
  return tense;
}

}  // namespace

void describe_predicate(const Tree& tree, Clause& clause) {
  bool progressive = false;
  bool perfect = false;
  int negations = 0;
  const auto visit = [&](TokenIndex verb) {
    const Tense tense = tense_of(tree, verb, progressive, perfect);
    if (clause.tense == Tense::kNone) clause.tense = tense;
    for (const TokenIndex child : tree.children(verb)) {
      const Deprel relation = tree.relation(child);
      if (relation == Deprel::kAdvmod && is_negation(tree, child)) ++negations;
      if (one_of(relation, {Deprel::kMark, Deprel::kCase}) && tree[child].lemma == "without") {
        ++negations;
      }
      if (relation == Deprel::kCcPreconj && tree[child].lemma == "neither") ++negations;
      if (relation == Deprel::kCc && tree[child].lemma == "nor") ++negations;
      if (is_fronted_negation(tree, verb, child)) ++negations;
      if (one_of(relation, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kObj}) &&
          has_negative_determiner(tree, child)) {
        ++negations;
      }
    }
  };
  for (const TokenIndex verb : clause.chain) visit(verb);
  visit(clause.head);
  if (clause.kind == ClauseKind::kCopula && has_negative_determiner(tree, clause.head)) {
    ++negations;
  }
  clause.polarity = negations % 2 == 1 ? Polarity::kNegative : Polarity::kPositive;
  clause.aspect = progressive ? Aspect::kProgressive : perfect ? Aspect::kPerfect : Aspect::kSimple;
  clause.passive = clause.kind == ClauseKind::kVerb && is_passive(tree, clause.head);
}

}  // namespace trine::extract
