// Events told by nouns: modality and source come from the clause that speaks of them.
#include <algorithm>
#include <cctype>
#include <iterator>

#include "extract/english/lexicon.h"
#include "extract/sentence/phrases.h"
#include "extract/sentence/roles.h"
#include "extract/statements/confidence.h"
#include "extract/statements/sentence_statements.h"
#include "extract/times/time_expressions.h"

namespace trine::extract {

void SentenceStatements::from_event(const NominalEvent& event) {
  if (is_undone(event.noun)) return;
  if (const Clause* around = clause_around(event.noun); around != nullptr && around->dropped)
    return;
  Statement base;
  base.sentence = input_.number;
  base.rule = event.rule;
  base.relation_span = tree_[event.noun].span;
  base.tense = Tense::kNone;
  set_event_context(event, base);
  if (event.time != kNoToken) {
    std::vector<TokenIndex> preposition;
    for (const TokenIndex child : tree_.children(event.time)) {
      if (tree_.relation(child) == Deprel::kCase && child < event.time)
        preposition.push_back(child);
    }
    set_time(event.time, preposition, Tense::kPast, base);
  }
  if (event.place != kNoToken) base.place = resolver_.nominal(event.place).text;
  const Relation relation{event.relation, event.relation_class, event.symmetric};
  const Parties subjects = parties(event.subjects);
  if (event.pairwise) {
    add_pairs(base, subjects, relation, "");
    return;
  }
  if (event.objects.empty()) {
    if (event.relation_class == "LIFE_EVENT") {
      for (const Argument& subject : subjects) add(base, subject, relation, {}, "");
    } else if (base.modality == Modality::kDemanded &&
               clause_around(event.noun)->polarity == Polarity::kPositive) {
      // "demanded Oslo's apology": to those who demand it
      const Relation to{event.relation + " to", event.relation_class, false};
      const Clause* around = clause_around(event.noun);
      for (const Argument& subject : subjects) {
        for (const Argument& object : parties(around->subjects)) add(base, subject, to, object, "");
      }
    }
    return;
  }
  for (const Argument& subject : subjects) {
    for (const Argument& object : parties(event.objects)) add(base, subject, relation, object, "");
  }
}

bool SentenceStatements::is_undone(TokenIndex noun) const {
  const TokenIndex verb = tree_[noun].head;
  if (verb < 0) return false;
  const bool object =
      tree_.relation(noun) == Deprel::kObj || (tree_.relation(noun) == Deprel::kNsubjPass);
  return object &&
         one_of(tree_[verb].lemma,
                {"withdraw", "drop", "cancel", "prevent", "avoid", "avert", "deny", "abandon",
                 "block", "rule", "call", "forbid", "ban", "preclude"}) &&
         (tree_[verb].lemma != "rule" && tree_[verb].lemma != "call"
              ? true
              : tree_.has_child(verb, {Deprel::kCompoundPrt}));
}

const Clause* SentenceStatements::clause_around(TokenIndex at) const {
  for (; at >= 0; at = tree_[at].head) {
    for (const Clause& clause : clauses_) {
      if (clause.implied()) continue;
      if (clause.head == at ||
          std::find(clause.chain.begin(), clause.chain.end(), at) != clause.chain.end()) {
        return &clause;
      }
    }
  }
  return nullptr;
}

void SentenceStatements::set_event_context(const NominalEvent& event, Statement& base) const {
  const Clause* around = clause_around(event.noun);
  // "the lack of a reply to Oslo", "the threat of an attack on Oslo"
  const TokenIndex above = tree_[event.noun].head;
  if (above >= 0 && above < event.noun && tree_.relation(event.noun) == Deprel::kNmod &&
      tree_[above].upos == Upos::kNoun) {
    if (one_of(tree_[above].lemma, {"lack", "absence"})) base.polarity = Polarity::kNegative;
    if (one_of(tree_[above].lemma,
               {"threat", "risk", "danger", "possibility", "prospect", "fear", "hope", "chance",
                "likelihood", "probability", "idea", "proposal", "offer"})) {
      base.modality = Modality::kPossible;
      return;
    }
  }
  if (around == nullptr) return;
  bool object = false;
  for (const ClauseArgument& argument : around->arguments) {
    const bool direct = argument.function == Function::kObject ||
                        (argument.function == Function::kOblique && !argument.preposition.empty() &&
                         tree_[argument.preposition.front()].lemma == "for");
    if (direct && std::find(argument.conjuncts.begin(), argument.conjuncts.end(), event.noun) !=
                      argument.conjuncts.end()) {
      object = true;
    }
  }
  const Properties traits = properties_of(tree_[around->head].lemma);
  if (object && traits.has_any({Property::kDemanding, Property::kHoping}) && !around->passive) {
    base.modality = traits.has(Property::kDemanding) ? Modality::kDemanded : Modality::kPossible;
    Clause source;
    source.speakers = around->subjects;
    set_attribution(source, base);
    return;
  }
  // "plan to boost cooperation": as real as the boost
  if (object && !around->passive &&
      one_of(tree_[around->head].lemma,
             {"hold",     "have",    "host",       "boost",   "build", "strengthen", "develop",
              "expand",   "deepen",  "establish",  "create",  "seek",  "resume",     "restart",
              "begin",    "start",   "launch",     "achieve", "reach", "make",       "improve",
              "increase", "restore", "accelerate", "promote", "spark", "trigger",    "provoke",
              "cause",    "arrange", "organize",   "organise"})) {
    base.modality = around->modality;
    base.polarity = one_of(tree_[around->head].lemma, {"hold", "have", "host", "reach"})
                        ? around->polarity
                        : base.polarity;
    set_attribution(*around, base);
    return;
  }
  if (around->quoted) set_attribution(*around, base);
}

}  // namespace trine::extract
