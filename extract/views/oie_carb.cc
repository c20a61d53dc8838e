// The CaRB view: one full tuple a predicate and pair of conjuncts, the preposition of the second
// argument at the predicate's end; appositions, titles and possessives as implied "be" and "has"
// (CaRB takes "be" for any of its forms).
#include <algorithm>

#include "extract/views/oie_printer.h"

namespace trine::extract {
namespace {

// Titles that say nothing of what somebody is.
bool is_honorific(std::string_view lemma) {
  return one_of(lemma, {"Mr.", "Mrs.", "Ms.", "Miss", "Mr", "Mrs", "Ms", "mr.", "Sir", "Dr."});
}

class CarbPrinter : public OiePrinter {
 public:
  using OiePrinter::OiePrinter;

  std::vector<OieTuple> run() {
    for (const Clause& clause : clauses_) {
      if (clause.implied()) {
        print_implied(clause);
      } else {
        print_clause(clause);
      }
    }
    return std::move(tuples_);
  }

 private:
  struct Slot {
    TokenIndex at;                     // where it stands
    bool core;                         // object, predicative, content
    std::vector<Tokens> alternatives;  // one a conjunct
    Tokens preposition;
  };

  void print_clause(const Clause& clause) {
    if (clause.subjects.empty() && clause.kind != ClauseKind::kExistential) return;
    if (!clause.subjects.empty() && dangling_subject(clause)) return;
    std::vector<Slot> slots;
    for (const ClauseArgument& argument : clause.arguments) add_slot(clause, argument, slots);
    PhraseOptions subject_options;
    subject_options.participles = !clause.relative_subject;
    std::vector<Tokens> subject_phrases = subjects(clause, subject_options);
    std::string predicate = text(clause.predicate);
    if (lacks_auxiliary(clause) && clause.relative_subject) {
      predicate = "be " + predicate;  // the scorer takes it for any form of "be"
    }
    if (clause.kind == ClauseKind::kCopula && clause.predicate.empty()) predicate = "be";
    if (clause.kind == ClauseKind::kExistential) {
      if (slots.empty()) return;
      // "there was a mill in Oslo": (a mill; was; in Oslo)
      const auto what =
          std::find_if(slots.begin(), slots.end(), [](const Slot& s) { return s.core; });
      if (what == slots.end()) return;
      subject_phrases = what->alternatives;
      slots.erase(what);
      predicate = "There " + predicate;
      if (slots.empty()) slots.clear();
    }
    // The second slot: an object if there is one, else the first adjunct after the verb.
    auto second = std::find_if(slots.begin(), slots.end(), [](const Slot& s) { return s.core; });
    if (second == slots.end()) {
      second = std::find_if(slots.begin(), slots.end(), [&](const Slot& s) {
        return s.at > clause.head && !s.preposition.empty();
      });
    }
    if (second == slots.end()) second = slots.begin();
    std::vector<Tokens> seconds{{}};
    if (second != slots.end()) {
      if (!second->preposition.empty()) predicate += ' ' + text(second->preposition);
      seconds = second->alternatives;
    }
    for (const Tokens& subject : subject_phrases) {
      for (const Tokens& object : seconds) {
        OieTuple tuple;
        tuple.predicate = predicate;
        tuple.rule = clause.rule;
        tuple.confidence = confidence(clause);
        tuple.arguments.push_back(text(subject));
        if (!object.empty()) tuple.arguments.push_back(text(object));
        for (auto slot = slots.begin(); slot != slots.end(); ++slot) {
          if (slot == second) continue;
          Tokens words = slot->preposition;
          append(words, slot->alternatives.front());
          if (!words.empty()) tuple.arguments.push_back(text(words));
        }
        if (tuple.arguments.size() < 2) {
          tuple.arguments.push_back("");
          continue;
        }
        add(std::move(tuple));
      }
    }
  }

  void add_slot(const Clause& clause, const ClauseArgument& argument, std::vector<Slot>& slots) {
    Slot slot;
    if (is_comment(argument)) return;
    slot.at = argument.head;
    slot.preposition = argument.preposition;
    switch (argument.function) {
      case Function::kObject:
      case Function::kPredicative:
        slot.core = true;
        break;
      case Function::kContent:
        slot.core = clause.argument(Function::kObject) == nullptr;
        slot.preposition.clear();
        slot.alternatives = {clause_phrase(tree_, argument.head, false)};
        slots.push_back(std::move(slot));
        return;
      case Function::kAdverbial:
        return;
      case Function::kAdverb:
        if (one_of(tree_[argument.head].lemma,
                   {"however", "also", "therefore", "thus", "then", "so", "too", "as", "moreover",
                    "instead", "meanwhile", "still", "even", "only", "just", "furthermore"})) {
          return;
        }
        slot.core = false;
        break;
      default:
        slot.core = false;
        break;
    }
    PhraseOptions options;
    for (const TokenIndex head : argument.conjuncts) {
      slot.alternatives.push_back(noun_phrase(tree_, head, options));
    }
    slots.push_back(std::move(slot));
  }

  void print_implied(const Clause& clause) {
    PhraseOptions options;
    OieTuple tuple;
    tuple.rule = clause.rule;
    tuple.confidence = confidence(clause);
    Tokens subject = noun_phrase(tree_, clause.subjects.front(), options);
    Tokens object;
    switch (clause.kind) {
      case ClauseKind::kPossessive: {
        tuple.predicate = "has";
        std::erase_if(subject, [&](TokenIndex at) { return tree_[at].xpos == "POS"; });
        object = noun_phrase(tree_, clause.head, options);
        std::erase_if(object,
                      [&](TokenIndex at) { return tree_.dominates(clause.subjects.front(), at); });
        if (tree_[clause.subjects.front()].upos == Upos::kPron) return;
        break;
      }
      case ClauseKind::kTitle:
        if (is_honorific(tree_[clause.head].lemma)) return;
        tuple.predicate = "be";
        object = noun_phrase(tree_, clause.head, options);
        std::erase_if(subject, [&](TokenIndex at) { return tree_.dominates(clause.head, at); });
        break;
      default:
        tuple.predicate = "be";
        object = noun_phrase(tree_, clause.head, options);
        break;
    }
    tuple.arguments = {text(subject), text(object)};
    add(std::move(tuple));
  }
};

}  // namespace

std::vector<OieTuple> carb_tuples(const Sentence& sentence) { return CarbPrinter(sentence).run(); }

}  // namespace trine::extract
