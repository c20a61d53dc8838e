// Who does it: the subject of a clause that has one, and of those that have none of their own.
#include <algorithm>

#include "extract/clauses/clause_finder.h"
#include "extract/clauses/governors.h"
#include "extract/clauses/predicate.h"
#include "extract/english/ascii.h"
#include "extract/english/lexicon.h"

namespace trine::extract {

namespace {

// Nouns whose infinitive is what somebody else does: "Ada has a plan to sell".
bool is_control_noun(std::string_view lemma) { return has(lemma, Property::kControlNoun); }

// Verbs whose object is somebody else's plan: "opposed the plan to sell".
bool takes_up_anothers(std::string_view lemma) { return has(lemma, Property::kAnothersPlan); }

// Events, times and substances do nothing.
bool can_act(const Tree& tree, TokenIndex at) {
  if (tree[at].upos == Upos::kPron) return true;
  const MentionClass kind = tree[at].mention;
  return kind != MentionClass::kEvent && kind != MentionClass::kTime &&
         kind != MentionClass::kSubstance && kind != MentionClass::kPlant;
}

// Persons, institutions, countries, animals; bills and treaties, which "ban" and "end" things.
bool can_do(const Tree& tree, TokenIndex at) {
  const Token& token = tree[at];
  if (token.upos == Upos::kPron || token.upos == Upos::kPropn) return true;
  switch (token.mention) {
    case MentionClass::kPerson:
    case MentionClass::kOrganization:
    case MentionClass::kAnimal:
    case MentionClass::kPlace:
      return true;
    default:
      return has(token.lemma, Property::kRuleOrDevice);
  }
}

}  // namespace

TokenIndex ClauseFinder::asked_of(TokenIndex verb, TokenIndex complement) const {
  if (!one_of(tree_[verb].lemma, {"call", "appeal", "plead", "prevail", "rely", "count"})) {
    return kNoToken;
  }
  for (const TokenIndex child : tree_.children(verb)) {
    if (tree_.relation(child) != Deprel::kObl || child < verb || child > complement) continue;
    const std::vector<TokenIndex> preposition = prepositions(tree_, child);
    if (preposition.size() == 1 &&
        one_of(tree_[preposition.front()].lemma, {"on", "upon", "to", "with"})) {
      return child;
    }
  }
  return kNoToken;
}

bool ClauseFinder::is_controlled_object(TokenIndex at, const Clause& clause) const {
  if (clause.parent < 0) return false;
  const Clause& parent = clauses_[index(clause.parent)];
  const TokenIndex noun = tree_[at].head;
  if (!has_any(tree_[parent.head].lemma, {Property::kDemanding, Property::kEnabling}) ||
      is_control_noun(tree_[noun].lemma)) {
    return false;
  }
  return tree_[noun].head == parent.head && tree_.relation(noun) == Deprel::kObj;
}

bool ClauseFinder::is_ordered(TokenIndex at, const Clause& clause) const {
  if (clause.parent < 0) return false;
  const Clause& parent = clauses_[index(clause.parent)];
  if (!has(tree_[parent.head].lemma, Property::kDemanding) || parent.kind != ClauseKind::kVerb) {
    return false;
  }
  if (tree_[at].head == parent.head && asked_of(parent.head, at) != kNoToken) return true;
  const ClauseArgument* object = parent.argument(Function::kObject);
  for (const TokenIndex mark : tree_.children(at)) {
    if (tree_.relation(mark) == Deprel::kMark && tree_[mark].xpos == "TO" && mark > 0 &&
        one_of(tree_[mark - 1].lemma, {"order", "as"})) {
      return false;  // "in order to", "so as to"
    }
  }
  if (object != nullptr && tree_[object->head].mention != MentionClass::kNone &&
      !can_do(tree_, object->head) && tree_[object->head].mention != MentionClass::kAbstract) {
    return false;  // "ordered a review to save money"
  }
  return object != nullptr && object->head < at && tree_[at].head == parent.head;
}

void ClauseFinder::set_subject(TokenIndex at, Clause& clause, const Clause* coordinated) {
  TokenIndex subject = kNoToken;
  for (const TokenIndex child : tree_.children(at)) {
    if (!one_of(tree_.relation(child), kSubjects)) continue;
    if (child > at && tree_[at].xpos == "VB" && tree_.relation(child) == Deprel::kNsubj &&
        clause.context != ClauseContext::kMain) {
      continue;  // see stranded_subject
    }
    // "the point is that they left": the nearer one
    if (subject == kNoToken || (child < clause.head && child > subject)) subject = child;
  }
  if (clause.kind == ClauseKind::kExistential && clause.chain.empty()) subject = kNoToken;
  if (subject != kNoToken) {
    if (clause.context == ClauseContext::kRelative && is_relative_pronoun(tree_, subject)) {
      const TokenIndex antecedent = tree_[first_conjunct(tree_, at)].head;
      if (antecedent >= 0) {
        clause.subjects = antecedents(antecedent, subject, at);
        clause.relative_subject = true;
        return;
      }
    }
    const TokenIndex owner = tree_.child(subject, {Deprel::kNmodPoss});
    const TokenIndex copula = tree_.child(at, {Deprel::kCop});
    if (owner != kNoToken && copula != kNoToken && tree_[at].upos == Upos::kVerb &&
        is_control_noun(tree_[subject].lemma)) {
      subject = owner;  // "Ada's goal is to win"
    }
    clause.subjects = nominal_conjuncts(subject);
    // "Norway, Sweden sign treaty": a headline's comma for "and"
    for (const TokenIndex child : tree_.children(at)) {
      if (tree_.relation(child) == Deprel::kNsubj && child < subject &&
          tree_[child].upos == Upos::kPropn && tree_[subject].upos == Upos::kPropn &&
          tree_[child + 1].form == ",") {
        clause.subjects.insert(clause.subjects.begin(), child);
      }
    }
    clause.own_subject = true;
    return;
  }
  if (clause.kind == ClauseKind::kExistential) return;
  if (const TokenIndex stranded = stranded_subject(at); stranded != kNoToken) {
    clause.subjects = nominal_conjuncts(stranded);
    clause.own_subject = true;
    return;
  }
  if (coordinated != nullptr) {
    clause.subjects = coordinated->subjects;
    clause.relative_subject = coordinated->relative_subject;
    return;
  }
  const Clause* parent = clause.parent < 0 ? nullptr : &clauses_[index(clause.parent)];
  if (parent != nullptr && set_governed_subject(at, *parent, clause)) return;
  switch (clause.context) {
    case ClauseContext::kControlled:
      if (parent == nullptr) return;
      if (const TokenIndex asked = asked_of(parent->head, at); asked != kNoToken) {
        clause.subjects = nominal_conjuncts(asked);
        return;
      }
      for (const ClauseArgument& argument : parent->arguments) {
        if (argument.function == Function::kObject || argument.function == Function::kIndirect) {
          clause.subjects = argument.conjuncts;
          return;
        }
      }
      clause.subjects = parent->subjects;
      return;
    case ClauseContext::kAdverbial:
    case ClauseContext::kPurpose:
    case ClauseContext::kCondition:
      set_adverbial_subject(at, parent, clause);
      return;
    case ClauseContext::kParticiple:
    case ClauseContext::kRelative:
      if (parent != nullptr && modifies_clause(at)) {
        clause.subjects = parent->subjects;
        return;
      }
      if (is_gerund_complement(at)) {
        set_owner(tree_[at].head, parent, clause);
        return;
      }
      clause.subjects = {tree_[at].head};
      clause.relative_subject = true;
      if (clause.context == ClauseContext::kParticiple && tree_.has_child(at, {Deprel::kMark}) &&
          is_control_noun(tree_[tree_[at].head].lemma)) {
        set_controller(at, parent, clause);
      }
      return;
    case ClauseContext::kInfinitive:
      if (parent != nullptr && parent->kind == ClauseKind::kCopula && parent->own_subject &&
          (parent->head == tree_[at].head ||
           first_conjunct(tree_, tree_[at].head) == parent->head) &&
          !is_control_noun(tree_[tree_[at].head].lemma)) {
        clause.subjects = parent->subjects;  // "Ada was the first to leave"
        return;
      }
      set_controller(at, parent, clause);
      return;
    default:
      return;
  }
}

bool ClauseFinder::set_governed_subject(TokenIndex at, const Clause& parent, Clause& clause) const {
  const Governor governor = governor_of(tree_, at);
  if (governor.frame == nullptr) return false;
  const Frame& frame = *governor.frame;
  if (frame.complement == Complement::kThat || frame.complement == Complement::kWhether) {
    return false;
  }
  switch (frame.controller) {
    case Controller::kObject: {
      if (asked_of(governor.word, at) != kNoToken) return false;
      if (is_passive(tree_, governor.word)) {
        clause.subjects = parent.subjects;
        clause.relative_subject = parent.relative_subject;
        return true;
      }
      for (const ClauseArgument& argument : parent.arguments) {
        if ((argument.function == Function::kObject || argument.function == Function::kIndirect) &&
            tree_[argument.head].head == governor.word) {
          clause.subjects = argument.conjuncts;
          return true;
        }
      }
      return true;  // nobody is named
    }
    case Controller::kSubject:
      if (frame.part == Part::kAdjective && frame.complement == Complement::kTo) return false;
      if (frame.part == Part::kAdjective && tree_.relation(governor.word) == Deprel::kXcomp) {
        // "found Ada guilty of"
        const ClauseArgument* found = parent.argument(Function::kObject);
        clause.subjects = found != nullptr ? found->conjuncts : parent.subjects;
        return true;
      }
      if (frame.part == Part::kVerb && is_passive(tree_, governor.word)) {
        if (const ClauseArgument* agent = parent.argument(Function::kAgent); agent != nullptr) {
          clause.subjects = agent->conjuncts;
        }
        return true;
      }
      clause.subjects = parent.subjects;
      return true;
    case Controller::kOwner:
    case Controller::kNone:
      if (frame.part != Part::kNoun || frame.complement == Complement::kTo) return false;
      if (frame.effect == Effect::kAlleged || frame.effect == Effect::kTold ||
          frame.effect == Effect::kEvidence) {
        clause.subjects = accused_by(governor.word, parent);
        return true;
      }
      return false;
    case Controller::kOblique:
      return false;
  }
  return false;
}

std::vector<TokenIndex> ClauseFinder::accused_by(TokenIndex noun, const Clause& parent) const {
  for (const TokenIndex child : tree_.children(noun)) {
    if (tree_.relation(child) != Deprel::kNmod || child < noun) continue;
    const std::vector<TokenIndex> preposition = prepositions(tree_, child);
    if (preposition.size() == 1 && tree_[preposition.front()].lemma == "against") {
      return nominal_conjuncts(child);
    }
  }
  const TokenIndex verb = tree_[noun].head;
  if (verb < 0 || parent.kind != ClauseKind::kVerb) return {};
  if (tree_.relation(noun) == Deprel::kObj) {
    return has(tree_[verb].lemma, Property::kAnsweringClaim) ? parent.subjects
                                                             : std::vector<TokenIndex>{};
  }
  const std::vector<TokenIndex> preposition = prepositions(tree_, noun);
  if (preposition.empty() ||
      !one_of(tree_[preposition.front()].lemma, {"on", "over", "under", "amid", "for", "of"})) {
    return {};
  }
  if (parent.passive) return parent.subjects;
  const ClauseArgument* object = parent.argument(Function::kObject);
  if (object != nullptr) return object->conjuncts;
  return tree_.relation(noun) == Deprel::kObl ? parent.subjects : std::vector<TokenIndex>{};
}

std::vector<TokenIndex> ClauseFinder::antecedents(TokenIndex noun, TokenIndex pronoun,
                                                  TokenIndex verb) const {
  const bool plural = tree_[verb].xpos != "VBZ" && [&] {
    for (const TokenIndex child : tree_.children(verb)) {
      if (one_of(tree_.relation(child), {Deprel::kAux, Deprel::kCop, Deprel::kAuxPass})) {
        return tree_[child].xpos == "VBP" || tree_[child].xpos == "VBD" ||
               tree_[child].xpos == "MD";
      }
    }
    return true;
  }();
  const bool comma = pronoun > 0 && tree_[pronoun - 1].form == ",";
  if (plural && comma && tree_.relation(noun) == Deprel::kConj) {
    return nominal_conjuncts(first_conjunct(tree_, noun));
  }
  return {noun};
}

void ClauseFinder::set_adverbial_subject(TokenIndex at, const Clause* parent,
                                         Clause& clause) const {
  if (parent == nullptr) return;
  if (clause.context == ClauseContext::kPurpose && parent->kind == ClauseKind::kCopula &&
      tree_[parent->head].upos == Upos::kAdj &&
      (parent->subjects.empty() || tree_[parent->subjects.front()].lemma == "it")) {
    // "it is crucial for Oslo to win": Oslo, or nobody
    for (const ClauseArgument& argument : parent->arguments) {
      if (argument.function == Function::kOblique && argument.head < at &&
          argument.head > parent->head) {
        clause.subjects = argument.conjuncts;
      }
    }
    return;
  }
  clause.subjects = parent->subjects;
  // "gave Oslo a week to reply": Oslo is to
  if (clause.context == ClauseContext::kPurpose && !parent->passive) {
    if (const ClauseArgument* receiver = parent->argument(Function::kIndirect);
        receiver != nullptr && receiver->head < at) {
      clause.subjects = receiver->conjuncts;
      return;
    }
  }
  // "appointed Ada to lead the firm": she is to
  if (clause.context == ClauseContext::kPurpose && !parent->passive &&
      has(tree_[parent->head].lemma, Property::kAppointing)) {
    for (const ClauseArgument& argument : parent->arguments) {
      if (argument.function == Function::kObject && argument.head < at &&
          can_do(tree_, argument.head)) {
        clause.subjects = argument.conjuncts;
        return;
      }
    }
  }
  const TokenIndex mark = tree_.child(at, {Deprel::kMark});
  // "a summit expected to ...", "missiles aimed at ...": right after a noun, without a comma,
  // the participle modifies the noun, wherever the parser has hung it.
  const bool participle = tree_[at].xpos == "VBN" || tree_[at].xpos == "VBG";
  const bool spends =
      one_of(tree_[parent->head].lemma, {"spend", "waste", "devote", "lose", "use"});
  if (participle && !spends && mark == kNoToken && at > 0 && !tree_.children(at).empty() &&
      tree_.children(at).front() > at) {
    TokenIndex noun = at - 1;
    if (tree_[noun].upos != Upos::kNoun && tree_[noun].upos != Upos::kPropn) return;
    while (tree_[noun].head == at - 1 || one_of(tree_.relation(noun), {Deprel::kFlat})) {
      noun = tree_[noun].head;
    }
    if (noun != parent->head &&
        one_of(tree_.relation(noun), {Deprel::kObj, Deprel::kObl, Deprel::kNmod, Deprel::kConj})) {
      clause.subjects = {noun};
      clause.relative_subject = true;
    }
    return;
  }
  // "criticised Bo for leaving": the object left.
  // "pressed Oslo into paying"
  if (mark != kNoToken && one_of(tree_[mark].lemma, {"for", "into"}) && tree_[at].xpos == "VBG") {
    for (const ClauseArgument& argument : parent->arguments) {
      if (argument.function == Function::kObject) clause.subjects = argument.conjuncts;
    }
  }
}

TokenIndex ClauseFinder::stranded_subject(TokenIndex at) const {
  const auto finite = [&](TokenIndex verb) {
    return one_of(tree_[verb].xpos, {"VBD", "VBZ", "VBP", "MD"});
  };
  TokenIndex first = at;
  bool is_finite = finite(at);
  bool marked = false;
  for (const TokenIndex child : tree_.children(at)) {
    if (child > at) break;
    if (one_of(tree_.relation(child), {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop})) {
      if (first == at) is_finite = finite(child);
      first = std::min(first, child);
    } else if (tree_.relation(child) == Deprel::kMark) {
      marked = true;
    } else if (tree_.relation(child) == Deprel::kCc) {
      return kNoToken;
    }
  }
  if (!is_finite || first == 0) return kNoToken;
  TokenIndex noun = first - 1;
  if (tree_[noun].upos != Upos::kNoun && tree_[noun].upos != Upos::kPropn) return kNoToken;
  // To the head of the noun phrase; "after" and the like begin a clause, so that it ends there.
  const auto begins_clause = [&](TokenIndex word) {
    const std::vector<TokenIndex> marks = prepositions(tree_, word);
    return !marks.empty() &&
           one_of(tree_[marks.front()].lemma, {"after", "before", "since", "as", "until", "than",
                                               "while", "because", "though", "although"});
  };
  while (!begins_clause(noun) && tree_[noun].head >= 0 &&
         one_of(tree_.relation(noun), {Deprel::kFlat, Deprel::kCompound, Deprel::kNmod,
                                       Deprel::kAppos, Deprel::kNmodDesc})) {
    if (tree_[noun].head > first) return kNoToken;
    noun = tree_[noun].head;
  }
  // "a plan to mend ties after [Oslo] announced": not the subject of an infinitive before it
  const bool astray = tree_.relation(noun) == Deprel::kNsubj && tree_[noun].head >= 0 &&
                      tree_[noun].head < noun && tree_[tree_[noun].head].xpos == "VB";
  const bool loose =
      astray || (!marked && (begins_clause(noun) || tree_.relation(noun) == Deprel::kObj));
  return loose && !tree_.dominates(at, noun) ? noun : kNoToken;
}

bool ClauseFinder::modifies_clause(TokenIndex at) const {
  if (tree_[tree_[at].head].mention == MentionClass::kTime && tree_[at].xpos == "VBG") return true;
  for (const TokenIndex child : tree_.children(at)) {
    if (!one_of(tree_.relation(child), {Deprel::kMark, Deprel::kCase})) continue;
    if (one_of(tree_[child].lemma,
               {"after", "before", "while", "when", "since", "by", "without"})) {
      return true;
    }
  }
  return false;
}

bool ClauseFinder::is_gerund_complement(TokenIndex at) const {
  for (const TokenIndex child : tree_.children(at)) {
    if (!one_of(tree_.relation(child), {Deprel::kMark, Deprel::kCase})) continue;
    if (one_of(tree_[child].lemma, {"of", "in", "about", "from", "at"})) return true;
  }
  return false;
}

void ClauseFinder::set_owner(TokenIndex noun, const Clause* parent, Clause& clause) const {
  const TokenIndex owner = tree_.child(noun, {Deprel::kNmodPoss});
  if (owner != kNoToken) {
    clause.subjects = nominal_conjuncts(owner);
  } else if (parent != nullptr && one_of(tree_.relation(noun), {Deprel::kObj, Deprel::kXcomp})) {
    clause.subjects = parent->subjects;
  }
}

void ClauseFinder::set_controller(TokenIndex at, const Clause* parent, Clause& clause) const {
  const TokenIndex noun = tree_[at].head;
  // "a deadline for Ada to reply"
  const TokenIndex to = tree_.child(at, {Deprel::kMark});
  for (const TokenIndex child : tree_.children(noun)) {
    if (tree_.relation(child) != Deprel::kNmod || child < noun || child > at) continue;
    const std::vector<TokenIndex> preposition = prepositions(tree_, child);
    if (preposition.size() == 1 && tree_[preposition.front()].lemma == "for" &&
        can_do(tree_, child) && to > 0 && tree_.dominates(child, to - 1)) {
      clause.subjects = nominal_conjuncts(child);
      return;
    }
  }
  const Deprel relation = tree_.relation(noun);
  const bool object =
      one_of(relation, {Deprel::kObj, Deprel::kXcomp}) ||
      (relation == Deprel::kConj && tree_.relation(first_conjunct(tree_, noun)) == Deprel::kObj);
  const bool acts =
      parent != nullptr && !parent->subjects.empty() && can_act(tree_, parent->subjects.front());
  if (is_control_noun(tree_[noun].lemma)) {
    if (const TokenIndex owner = controller_beside(noun); owner != kNoToken) {
      clause.subjects = nominal_conjuncts(owner);
      return;
    }
    // "it is time to go": nobody is named.
    const bool expletive =
        acts && tree_[parent->subjects.front()].lemma == "it" && parent->head == noun;
    const bool nominal = one_of(relation, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNmod});
    const bool given =
        acts && parent->passive &&
        one_of(tree_[parent->head].lemma,
               {"grant", "give", "offer", "allow", "award", "accord", "deny", "assign", "promise"});
    const bool known = acts && !expletive && (!parent->passive || given) && !nominal;
    if (expletive) return;
    const bool own = known && (object ? !has(tree_[parent->head].lemma, Property::kPreventing) &&
                                            !takes_up_anothers(tree_[parent->head].lemma)
                                      : relation != Deprel::kObl || is_own_aim(noun, *parent));
    if (own) {
      const ClauseArgument* receiver = parent->argument(Function::kIndirect);
      clause.subjects = receiver != nullptr ? receiver->conjuncts : parent->subjects;
      return;
    }
    clause.agentless = true;  // "the meeting comes amid an attempt to mend ties": whose?
  }
  // "raised funds to pay the crew", "had a book to read": what is used does not act itself.
  if (!clause.agentless && object && acts && !parent->passive && !can_do(tree_, noun) &&
      !is_relative_infinitive(noun)) {
    clause.subjects = parent->subjects;
    return;
  }
  clause.subjects = {noun};
  clause.relative_subject = true;
}

TokenIndex ClauseFinder::controller_beside(TokenIndex noun) const {
  if (const TokenIndex owner = tree_.child(noun, {Deprel::kNmodPoss}); owner != kNoToken) {
    return owner;
  }
  for (const TokenIndex child : tree_.children(noun)) {
    // "American efforts"
    const bool capital = std::isupper(static_cast<unsigned char>(tree_[child].form.front())) != 0;
    if (tree_.relation(child) == Deprel::kAmod && child < noun && capital && child > 0) {
      return child;
    }
    // "attempts by Ada to sell", "the refusal of the crew to sail"
    if (tree_.relation(child) != Deprel::kNmod || child < noun || !can_do(tree_, child)) continue;
    const std::vector<TokenIndex> preposition = prepositions(tree_, child);
    if (preposition.size() == 1 && one_of(tree_[preposition.front()].lemma, {"by", "of"})) {
      return child;
    }
  }
  return kNoToken;
}

bool ClauseFinder::is_own_aim(TokenIndex noun, const Clause& parent) const {
  const std::vector<TokenIndex> preposition = prepositions(tree_, noun);
  if (preposition.empty()) return false;
  const std::string& first = tree_[preposition.front()].lemma;
  return one_of(first, {"in", "as", "with", "by", "through", "under", "after", "without", "for"}) ||
         (first == "despite" && can_do(tree_, parent.subjects.front()));
}

bool ClauseFinder::is_relative_infinitive(TokenIndex noun) const {
  for (const TokenIndex child : tree_.children(noun)) {
    if (child > noun) break;
    if (one_of(tree_[child].lemma, {"first", "last", "next", "only", "second", "third"}))
      return true;
    if (one_of(tree_[child].xpos, {"JJS"})) return true;
  }
  return false;
}

}  // namespace trine::extract
