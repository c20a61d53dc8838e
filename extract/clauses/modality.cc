#include "extract/clauses/modality.h"

#include <algorithm>

#include "extract/clauses/governors.h"
#include "extract/clauses/predicate.h"
#include "extract/clauses/reading.h"
#include "extract/english/ascii.h"
#include "extract/english/lexicon.h"

namespace trine::extract {
namespace {

// What the auxiliaries of one verb say, or kAsserted.
Modality of_auxiliaries(const Tree& tree, TokenIndex verb) {
  Modality modality = Modality::kAsserted;
  bool infinitive = false;
  bool be = false;
  bool perfect = false;
  bool counterfactual = false;  // would, was to
  for (const TokenIndex child : tree.children(verb)) {
    const Deprel relation = tree.relation(child);
    if (relation == Deprel::kMark && tree[child].xpos == "TO") infinitive = true;
    if (!one_of(relation, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop})) continue;
    const std::string& lemma = tree[child].lemma;
    if (lemma == "be" && !infinitive && relation != Deprel::kAuxPass) be = true;
    if (lemma == "have" && tree[child].xpos == "VB") perfect = true;
    if (tree[child].xpos != "MD") continue;
    if (one_of(lemma, {"will", "shall", "'ll", "would", "wo", "'d"})) modality = Modality::kPlanned;
    if (one_of(lemma, {"can", "could", "may", "might"})) modality = Modality::kPossible;
    if (one_of(lemma, {"must", "should", "ought", "need"})) modality = Modality::kDemanded;
    if (one_of(lemma, {"would", "'d", "could"})) counterfactual = true;
  }
  // "would have paid", "was to have paid": he did not
  if (perfect && (counterfactual || (be && infinitive))) return Modality::kHypothetical;
  // "is to visit"
  if (be && infinitive && modality == Modality::kAsserted && tree[verb].upos == Upos::kVerb)
    return Modality::kPlanned;
  return modality;
}

// The infinitive that continues the predicate of `verb`, or the verb itself.
TokenIndex next_link(const Tree& tree, TokenIndex verb) {
  const TokenIndex next = tree.child(verb, {Deprel::kXcomp});
  return next == kNoToken ? verb : next;
}

// What a governing word makes of its complement; kAsserted: nothing. `chained`: its own subject
// acts in the complement.
Modality of_governor(const Tree& tree, TokenIndex verb, bool chained = false) {
  const std::string& lemma = tree[verb].lemma;
  const Properties traits = properties_of(lemma);
  const bool passive = is_passive(tree, verb);
  if (lemma == "ought") return Modality::kDemanded;
  if (chained && (passive || tree[verb].upos == Upos::kAdj)) {
    // "is said to have", "was alleged to have"
    const Frame* frame = frame_of_link(tree, verb, next_link(tree, verb));
    if (frame != nullptr && frame->effect == Effect::kAlleged) return Modality::kAlleged;
    if (frame != nullptr && one_of(lemma, {"say", "report", "claim", "hold"})) {
      return Modality::kReported;
    }
    if (frame != nullptr && frame->effect == Effect::kThought) return Modality::kPossible;
  }
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

namespace {

// By the clause's own words: the outermost verb that says something decides.
Modality own_modality(const Tree& tree, const Clause& clause) {
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

  return own;
}

// By where the clause hangs, where no frame says it. Sets the speakers.
Modality by_context(const Tree& tree, const Clause* parent, Clause& clause, Modality& own) {
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
  return imposed;
}

void turn(Polarity& polarity) {
  polarity = polarity == Polarity::kPositive ? Polarity::kNegative : Polarity::kPositive;
}

// Adverbs that hedge: "allegedly", "perhaps"; "almost paid" did not pay.
void hedge(const Tree& tree, Clause& clause) {
  const auto look = [&](TokenIndex word) {
    for (const TokenIndex child : tree.children(word)) {
      if (!one_of(tree.relation(child), {Deprel::kAdvmod, Deprel::kDiscourse, Deprel::kDep})) {
        continue;
      }
      const Properties adverb = properties_of(lower_ascii(tree[child].lemma));
      if (adverb.has(Property::kHedgeAlleged)) clause.modality = Modality::kAlleged;
      const bool open = clause.modality == Modality::kAsserted;
      if (adverb.has(Property::kHedgePossible) && open) clause.modality = Modality::kPossible;
      if (adverb.has(Property::kNotQuite) && child < word && tree[word].upos == Upos::kVerb) {
        clause.dropped = true;
      }
    }
  };
  look(clause.head);
  for (const TokenIndex verb : clause.chain) look(verb);
  if (clause.own_subject && !clause.subjects.empty()) {
    // "Perhaps Ada herself": hung on the subject, before it
    const TokenIndex subject = clause.subjects.front();
    for (const TokenIndex child : tree.children(subject)) {
      if (child < subject && tree.relation(child) == Deprel::kAdvmod &&
          has(lower_ascii(tree[child].lemma), Property::kHedgePossible) &&
          clause.modality == Modality::kAsserted) {
        clause.modality = Modality::kPossible;
      }
    }
  }
}

// "In her new novel, a nun outwits the police": told in the present tense within a work.
bool is_fiction(const Tree& tree, const Clause& clause) {
  if (clause.tense != Tense::kPresent) return false;
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function != Function::kOblique || argument.preposition.empty()) continue;
    if (tree[argument.preposition.front()].lemma == "in" &&
        has(tree[argument.head].lemma, Property::kFiction)) {
      return true;
    }
  }
  return false;
}

// "the minister \"resigned\"": one word in quotation marks.
bool is_scare_quoted(const Tree& tree, TokenIndex word) {
  const auto is_quote = [&](TokenIndex at) {
    return at >= 0 && at < tree.size() &&
           one_of(tree[at].form, {"\"", "``", "''", "\u201C", "\u201D", "'", "\u2018", "\u2019"});
  };
  return is_quote(word - 1) && is_quote(word + 1);
}

// "If only they had", "Suppose they had", "Had they ...": supposed, not told.
bool is_supposed(const Tree& tree, const Clause& clause) {
  const TokenIndex mark = tree.child(clause.head, {Deprel::kMark});
  if (mark != kNoToken && mark < clause.head && one_of(tree[mark].lemma, {"if", "whether"})) {
    return true;
  }
  if (mark != kNoToken && has(lower_ascii(tree[mark].lemma), Property::kProviso)) return true;
  // "Had they paid, they would ..."
  const TokenIndex subject = tree.child(clause.head, {Deprel::kNsubj, Deprel::kNsubjPass});
  const TokenIndex auxiliary = tree.child(clause.head, {Deprel::kAux});
  return clause.context == ClauseContext::kMain && auxiliary != kNoToken && auxiliary < subject &&
         tree[auxiliary].form == "Had";
}

// The consequence of a condition.
void follow_condition(const Tree& tree, Clause& clause) {
  if (clause.modality != Modality::kPlanned && clause.modality != Modality::kPossible) return;
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function != Function::kAdverbial) continue;
    const TokenIndex mark = tree.child(argument.head, {Deprel::kMark});
    if (mark != kNoToken && one_of(tree[mark].lemma, {"if", "unless"})) {
      clause.modality = Modality::kHypothetical;
    }
  }
}

bool hangs_inside(ClauseContext context) {
  return context != ClauseContext::kMain && context != ClauseContext::kRelative &&
         context != ClauseContext::kNoun;
}

// "instead of paying", "rather than pay": not done.
bool is_replaced(const Tree& tree, TokenIndex verb) {
  for (const TokenIndex child : tree.children(verb)) {
    if (child > verb) break;
    if (one_of(tree.relation(child),
               {Deprel::kMark, Deprel::kCase, Deprel::kCc, Deprel::kAdvmod}) &&
        one_of(lower_ascii(tree[child].form), {"instead", "rather"}) &&
        (tree.has_child(child, {Deprel::kFixed}) ||
         one_of(tree[child + 1].lemma, {"of", "than"}))) {
      return true;
    }
  }
  return false;
}

// What stands below something that is not told as so is not told as so either.
void inherit(const Tree& tree, const Clause& parent, Clause& clause) {
  const bool supposing = has(tree[parent.head].lemma, Property::kSupposing) &&
                         parent.subjects.empty() && tree[parent.head].xpos == "VB";
  if (supposing && clause.context == ClauseContext::kComplement) {
    clause.modality = Modality::kHypothetical;
  }
  if (hangs_inside(clause.context) && parent.dropped) clause.dropped = true;
  // "will not vote until the navy leaves": not yet so
  const TokenIndex mark = tree.child(clause.head, {Deprel::kMark, Deprel::kAdvmod});
  if (clause.context == ClauseContext::kAdverbial && clause.own_subject && mark != kNoToken &&
      clause.tense == Tense::kPresent && clause.modality == Modality::kAsserted &&
      one_of(tree[mark].lemma,
             {"until", "till", "once", "when", "before", "after", "as", "unless"}) &&
      one_of(to_string(parent.modality), {"planned", "possible", "demanded", "hypothetical"})) {
    clause.modality = parent.modality;
  }
  if (clause.context == ClauseContext::kAdverbial && !clause.own_subject &&
      clause.modality == Modality::kAsserted &&
      one_of(to_string(parent.modality), {"alleged", "hypothetical"})) {
    clause.modality = parent.modality;
  }
}

}  // namespace

void set_modality(const Tree& tree, std::vector<Clause>& clauses, std::size_t index) {
  Clause& clause = clauses[index];
  const Clause* parent =
      clause.parent < 0 ? nullptr : &clauses[static_cast<std::size_t>(clause.parent)];
  const TokenIndex top = clause.chain.empty() ? clause.head : clause.chain.front();
  static const Clause kNothingAbove;  // a verbless sentence: "Bo's refusal to pay the crew."
  const TokenIndex first = first_conjunct(tree, top);
  const Governor governor =
      tree.relation(first) == Deprel::kRoot ? Governor{} : governor_of(tree, first);
  Modality own = own_modality(tree, clause);
  if (governor.frame != nullptr) {
    Reading reading = read_through(tree, governor, parent != nullptr ? *parent : kNothingAbove);
    clause.speakers = std::move(reading.speakers);
    clause.dropped = reading.dropped;
    if (reading.opposite) turn(clause.polarity);
    clause.modality = own == Modality::kAsserted || reading.final ? reading.modality : own;
  } else {
    const Modality imposed = by_context(tree, parent, clause, own);
    clause.modality = own != Modality::kAsserted ? own : imposed;
  }
  if (clause.asked || is_supposed(tree, clause)) clause.modality = Modality::kHypothetical;
  follow_condition(tree, clause);
  hedge(tree, clause);
  if (is_fiction(tree, clause)) clause.dropped = true;
  if (is_scare_quoted(tree, clause.head) && clause.kind == ClauseKind::kVerb &&
      clause.modality == Modality::kAsserted) {
    clause.modality = Modality::kAlleged;
  }
  if (is_replaced(tree, top) || is_replaced(tree, clause.head)) clause.dropped = true;
  if (parent != nullptr) inherit(tree, *parent, clause);
  read_chain(tree, clause);
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
        if (other.head == child && other.subjects.empty() && child > 0 &&
            tree.relation(child) == Deprel::kParataxis &&
            has(tree[child].lemma, Property::kSaying) &&
            tree.relation(child - 1) == Deprel::kAppos) {
          speakers = {child - 1};  // "Ada, police say, hid it": taken for an apposition
          break;
        }
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
    for (const ClauseArgument& argument : clause.arguments) {
      // "in Ada's account", "by his own telling"
      if (argument.function != Function::kOblique || !speakers.empty()) continue;
      const TokenIndex owner = tree.child(argument.head, {Deprel::kNmodPoss});
      if (owner != kNoToken && has(tree[argument.head].lemma, Property::kAccount) &&
          !argument.preposition.empty() &&
          one_of(lower_ascii(tree[argument.preposition.front()].form), {"in", "by", "to"})) {
        speakers = {owner};
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
