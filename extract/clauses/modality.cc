#include "extract/clauses/modality.h"

#include <algorithm>

#include "extract/clauses/predicate.h"
#include "extract/english/lexicon.h"

namespace trine::extract {
namespace {

// What the auxiliaries of one verb say, or kAsserted.
Modality of_auxiliaries(const Tree& tree, TokenIndex verb) {
  Modality modality = Modality::kAsserted;
  bool infinitive = false;
  bool be = false;
  for (const TokenIndex child : tree.children(verb)) {
    const Deprel relation = tree.relation(child);
    if (relation == Deprel::kMark && tree[child].xpos == "TO") infinitive = true;
    if (!one_of(relation, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop})) continue;
    const std::string& lemma = tree[child].lemma;
    if (lemma == "be" && !infinitive && relation != Deprel::kAuxPass) be = true;
    if (tree[child].xpos != "MD") continue;
    if (one_of(lemma, {"will", "shall", "'ll", "would", "wo", "'d"})) modality = Modality::kPlanned;
    if (one_of(lemma, {"can", "could", "may", "might"})) modality = Modality::kPossible;
    if (one_of(lemma, {"must", "should", "ought", "need"})) modality = Modality::kDemanded;
  }
  // "is to visit"
  if (be && infinitive && modality == Modality::kAsserted && tree[verb].upos == Upos::kVerb)
    return Modality::kPlanned;
  return modality;
}

// What a governing word makes of its complement; kAsserted: nothing. `chained`: its own subject
// acts in the complement.
Modality of_governor(const Tree& tree, TokenIndex verb, bool chained = false) {
  const std::string& lemma = tree[verb].lemma;
  const Properties traits = properties_of(lemma);
  const bool passive = is_passive(tree, verb);
  if (passive && one_of(lemma, {"expect", "believe", "think", "suppose", "project", "forecast"})) {
    return Modality::kPossible;
  }
  if (passive && one_of(lemma, {"schedule", "set", "slate", "plan", "design", "intend", "due"})) {
    return Modality::kPlanned;
  }
  // "convinced Bo to leave", "led Bo to leave": he left
  if (!passive && one_of(lemma, {"convince", "persuade", "induce"})) return Modality::kAsserted;
  if (traits.has(Property::kDemanding) && !one_of(lemma, {"force", "compel", "consider"})) {
    // "was asked to leave", "asked Bo to leave"; but "asked to leave", "pushed to win": own wishes
    if (passive || !chained || tree[verb].upos != Upos::kVerb) return Modality::kDemanded;
    return one_of(lemma, {"push", "press"}) ? Modality::kAsserted : Modality::kPlanned;
  }
  if (chained && lemma == "agree") return Modality::kAsserted;  // the relation says "agree to"

  if (traits.has(Property::kPlanning)) return Modality::kPlanned;
  if (traits.has(Property::kHoping)) return Modality::kPossible;
  if (traits.has(Property::kSeeming)) return Modality::kPossible;
  return Modality::kAsserted;
}

// "denied that ...", "did not think that ...": the complement is held to be false.
bool is_denied(const Tree& tree, const Clause& parent) {
  const std::string& lemma = tree[parent.head].lemma;
  const bool denies = one_of(lemma, {"deny", "refute", "disprove", "reject", "dispute"});
  if (parent.polarity == Polarity::kPositive) return denies;
  return one_of(lemma, {"think", "believe", "expect", "suppose", "imagine"});
}

// Nouns whose content somebody says or thinks.
bool tells(std::string_view noun) {
  return has_any(noun, {Property::kSaying, Property::kThinking, Property::kHoping}) ||
         has(noun, Property::kContentNoun);
}

// "used the veto to block", "voted to approve", "combined to win": what was aimed at was done.
bool comes_about(const Tree& tree, const Clause& clause) {
  return clause.tense == Tense::kPast && clause.polarity == Polarity::kPositive &&
         has(tree[clause.head].lemma, Property::kAimReached);
}

bool may_speak(const Token& token) {
  return token.upos == Upos::kPron || token.mention == MentionClass::kPerson ||
         token.mention == MentionClass::kOrganization || token.mention == MentionClass::kPlace;
}

bool is_source(const Tree& tree, const Clause& clause) {
  const std::string& lemma = tree[clause.head].lemma;
  return clause.kind == ClauseKind::kVerb &&
         has_any(lemma, {Property::kSaying, Property::kThinking, Property::kHoping});
}

}  // namespace

void set_modality(const Tree& tree, std::vector<Clause>& clauses, std::size_t index) {
  Clause& clause = clauses[index];
  const Clause* parent =
      clause.parent < 0 ? nullptr : &clauses[static_cast<std::size_t>(clause.parent)];
  // Its own words: the outermost verb that says something decides.
  Modality own = Modality::kAsserted;
  for (const TokenIndex verb : clause.chain) {
    if (own == Modality::kAsserted) own = of_auxiliaries(tree, verb);
    if (own == Modality::kAsserted) own = of_governor(tree, verb, true);
  }
  if (own == Modality::kAsserted) own = of_auxiliaries(tree, clause.head);
  if (own == Modality::kAsserted && clause.kind == ClauseKind::kVerb) {
    // "will meet and talk": a bare second verb shares the modal.
    for (const TokenIndex word : clause.predicate) {
      if (tree[word].xpos == "MD" && tree[word].head != clause.head) {
        own = of_auxiliaries(tree, tree[word].head);
      }
    }
  }

  // "voiced hopes that ...", "her claim that ..."
  const TokenIndex top = clause.chain.empty() ? clause.head : clause.chain.front();
  TokenIndex noun =
      one_of(tree.relation(top), {Deprel::kAcl, Deprel::kCcomp}) ? tree[top].head : kNoToken;
  if (noun >= 0 && tree[noun].upos != Upos::kNoun) noun = kNoToken;
  const bool hoped = noun >= 0 && has(tree[noun].lemma, Property::kHoping);

  Modality imposed = Modality::kAsserted;
  switch (clause.context) {
    case ClauseContext::kComplement:
    case ClauseContext::kControlled:
      if (parent == nullptr) break;
      if (is_source(tree, *parent))
        clause.speakers = parent->passive ? std::vector<TokenIndex>{} : parent->subjects;
      if (clause.context == ClauseContext::kControlled ||
          !has_any(tree[parent->head].lemma, {Property::kSaying, Property::kThinking}) ||
          clause.tense == Tense::kNone) {
        imposed = of_governor(tree, parent->head);
      }
      // "considered it to be a breach": a view, no plan
      if (clause.context == ClauseContext::kControlled && clause.kind == ClauseKind::kCopula &&
          has(tree[parent->head].lemma, Property::kThinking) && imposed == Modality::kPlanned) {
        imposed = Modality::kReported;
      }
      if (clause.context == ClauseContext::kControlled &&
          has(tree[parent->head].lemma, Property::kEnabling) && imposed == Modality::kAsserted &&
          !one_of(tree[parent->head].lemma, {"lead", "cause", "prompt", "get"})) {
        imposed = Modality::kPossible;
      }
      if (imposed == Modality::kAsserted && is_source(tree, *parent)) {
        imposed = has(tree[parent->head].lemma, Property::kHoping) ? Modality::kPossible
                                                                   : Modality::kReported;
      }
      if (imposed == Modality::kAsserted) {
        imposed = parent->modality;
        if (clause.speakers.empty()) clause.speakers = parent->speakers;
      }
      if (clause.speakers.empty()) clause.speakers = parent->speakers;
      if (noun != kNoToken) {
        if (clause.speakers.empty() && tells(tree[noun].lemma)) {
          const TokenIndex owner = tree.child(noun, {Deprel::kNmodPoss});
          if (owner != kNoToken) {
            clause.speakers = {owner};
          } else if (!parent->subjects.empty() && may_speak(tree[parent->subjects.front()])) {
            clause.speakers = parent->subjects;
          }
        }
        if (hoped) imposed = Modality::kPossible;
      }
      break;
    case ClauseContext::kPurpose:
      imposed = Modality::kPlanned;
      if (parent == nullptr) break;
      if (comes_about(tree, *parent)) imposed = parent->modality;
      clause.speakers = parent->speakers;
      if (parent->kind == ClauseKind::kCopula && tree[parent->head].upos == Upos::kAdj) {
        imposed = of_governor(tree, parent->head);  // "crucial for Oslo to win"
        if (imposed == Modality::kAsserted) imposed = Modality::kPossible;
      }
      break;
    case ClauseContext::kInfinitive: {
      imposed = Modality::kPlanned;
      const TokenIndex plan = tree[top].head;
      if (plan >= 0 && one_of(tree[plan].lemma, {"order", "request", "demand", "call", "time"})) {
        imposed = Modality::kDemanded;
      }
      if (parent != nullptr) clause.speakers = parent->speakers;
      // "used tugs to block the port"
      if (plan >= 0 && parent != nullptr && tree[plan].head == parent->head &&
          tree.relation(plan) == Deprel::kObj && comes_about(tree, *parent)) {
        imposed = parent->modality;
      }
      break;
    }
    case ClauseContext::kCondition:
      own = Modality::kHypothetical;
      if (parent != nullptr) clause.speakers = parent->speakers;
      break;
    case ClauseContext::kParticiple:
      if (parent != nullptr) clause.speakers = parent->speakers;
      break;
    case ClauseContext::kRelative:
      if (parent != nullptr && clause.quoted) clause.speakers = parent->speakers;
      break;
    case ClauseContext::kAdverbial:
      if (parent != nullptr && (parent->quoted == clause.quoted || !parent->speakers.empty())) {
        clause.speakers = parent->speakers;
      }
      break;
    case ClauseContext::kSubject:
      if (parent != nullptr) {
        clause.speakers = parent->speakers;
        imposed = of_governor(tree, parent->head);
      }
      break;
    default:
      break;
  }
  clause.modality = own != Modality::kAsserted ? own : imposed;
  if (clause.context == ClauseContext::kComplement && parent != nullptr &&
      is_denied(tree, *parent)) {
    clause.polarity =
        clause.polarity == Polarity::kPositive ? Polarity::kNegative : Polarity::kPositive;
  }
  // "hopes that they will": no plan
  if (own == Modality::kPlanned && parent != nullptr &&
      clause.context == ClauseContext::kComplement &&
      (hoped || has(tree[parent->head].lemma, Property::kHoping))) {
    clause.modality = Modality::kPossible;
  }
  // The consequence of a condition.
  if (clause.modality == Modality::kPlanned || clause.modality == Modality::kPossible) {
    for (const ClauseArgument& argument : clause.arguments) {
      if (argument.function != Function::kAdverbial) continue;
      const TokenIndex mark = tree.child(argument.head, {Deprel::kMark});
      if (mark != kNoToken && one_of(tree[mark].lemma, {"if", "unless"})) {
        clause.modality = Modality::kHypothetical;
      }
    }
  }
  const TokenIndex mark = tree.child(clause.head, {Deprel::kMark});
  if (mark != kNoToken && tree[mark].lemma == "whether") clause.modality = Modality::kHypothetical;
}

void attribute_claims(const Tree& tree, std::vector<Clause>& clauses) {
  // "according to Ada", wherever the parser has hung it: the nearest clause above
  for (TokenIndex at = 0; at < tree.size(); ++at) {
    if (!names_source(tree, at)) continue;
    for (TokenIndex above = tree[at].head; above >= 0; above = tree[above].head) {
      const auto found = std::find_if(clauses.begin(), clauses.end(), [&](const Clause& clause) {
        return clause.head == above ||
               std::find(clause.chain.begin(), clause.chain.end(), above) != clause.chain.end();
      });
      if (found == clauses.end()) continue;
      if (found->speakers.empty()) found->speakers = {at};
      break;
    }
  }
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    Clause& clause = clauses[i];
    std::vector<TokenIndex> speakers;
    // "..., Ada said": hung below the claim
    const TokenIndex top = clause.chain.empty() ? clause.head : clause.chain.front();
    for (const TokenIndex child : tree.children(top)) {
      if (!one_of(tree.relation(child), {Deprel::kParataxis, Deprel::kAdvcl})) continue;
      for (const Clause& other : clauses) {
        if (other.head != child ||
            !has_any(tree[child].lemma, {Property::kSaying, Property::kThinking}))
          continue;
        if (other.subjects.empty() || !other.own_subject ||
            other.argument(Function::kContent) != nullptr ||
            other.argument(Function::kObject) != nullptr) {
          continue;
        }
        const TokenIndex mark = tree.child(child, {Deprel::kMark});
        const bool as = mark != kNoToken && tree[mark].lemma == "as";
        if (tree.relation(child) == Deprel::kAdvcl && !as) continue;
        speakers = other.subjects;
      }
    }
    if (!speakers.empty() && clause.speakers.empty()) clause.speakers = speakers;
    // Handed down to clauses made before it was known.
    if (clause.speakers.empty() && clause.parent >= 0 && clause.context != ClauseContext::kMain) {
      const Clause& parent = clauses[static_cast<std::size_t>(clause.parent)];
      const bool inherits = clause.context != ClauseContext::kRelative &&
                            clause.context != ClauseContext::kParticiple;
      if (inherits || clause.quoted) clause.speakers = parent.speakers;
    }
    if (!clause.speakers.empty() && clause.modality == Modality::kAsserted) {
      clause.modality = Modality::kReported;
    }
  }
}

}  // namespace trine::extract
