#include "extract/oie.h"

#include <algorithm>

#include "extract/clauses.h"
#include "extract/phrases.h"
#include "extract/verb_traits.h"

namespace trine::extract {
namespace {

using Tokens = std::vector<TokenIndex>;

void append(Tokens& to, const Tokens& from) { to.insert(to.end(), from.begin(), from.end()); }

class Printer {
 public:
  explicit Printer(const Sentence& sentence) : tree_(sentence), clauses_(find_clauses(tree_)) {}

 protected:
  Tree tree_;
  std::vector<Clause> clauses_;
  std::vector<OieTuple> tuples_;

  std::string text(const Tokens& tokens) const { return join(tree_, tokens); }

  void add(OieTuple tuple) {
    for (const std::string& argument : tuple.arguments) {
      if (argument.empty()) return;
    }
    if (tuple.predicate.empty()) return;
    for (const OieTuple& other : tuples_) {
      if (other.predicate == tuple.predicate && other.arguments == tuple.arguments) return;
    }
    tuples_.push_back(std::move(tuple));
  }

  double confidence(const Clause& clause) const {
    float weakest = 1.0F;
    for (const TokenIndex at : clause.predicate) {
      weakest = std::min(weakest, tree_[at].head_probability);
    }
    for (const TokenIndex at : clause.subjects) {
      weakest = std::min(weakest, tree_[at].head_probability);
    }
    return static_cast<double>(weakest);
  }

  // Subject phrases, one a conjunct.
  std::vector<Tokens> subjects(const Clause& clause, const PhraseOptions& options) const {
    std::vector<Tokens> phrases;
    for (const TokenIndex head : clause.subjects) {
      phrases.push_back(noun_phrase(tree_, head, options));
    }
    return phrases;
  }

  // The subject a clause's predicate needs a "be" for: reduced relatives, participles.
  bool lacks_auxiliary(const Clause& clause) const {
    const std::string& xpos = tree_[clause.head].xpos;
    if (clause.kind != ClauseKind::kVerb || !clause.chain.empty()) return false;
    if (xpos != "VBN" && xpos != "VBG") return false;
    for (const TokenIndex at : clause.predicate) {
      if (one_of(tree_.relation(at), {Deprel::kAux, Deprel::kAuxPass})) return false;
    }
    return true;
  }
};

// ---------------------------------------------------------------------------------------- CaRB

class CarbPrinter : public Printer {
 public:
  using Printer::Printer;

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
    std::vector<Slot> slots;
    for (const ClauseArgument& argument : clause.arguments) add_slot(clause, argument, slots);
    std::vector<Tokens> subject_phrases = subjects(clause, {});
    std::string predicate = text(clause.predicate);
    if (lacks_auxiliary(clause) && clause.relative_subject) {
      predicate = (clause.passive ? "was " : "is ") + predicate;
    }
    if (clause.kind == ClauseKind::kCopula && clause.predicate.empty()) predicate = "is";
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
    tuple.confidence = 0.3 * confidence(clause);
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
        tuple.predicate = "is";
        object = noun_phrase(tree_, clause.head, options);
        std::erase_if(subject, [&](TokenIndex at) { return tree_.dominates(clause.head, at); });
        break;
      default:
        tuple.predicate = "is";
        object = noun_phrase(tree_, clause.head, options);
        break;
    }
    tuple.arguments = {text(subject), text(object)};
    add(std::move(tuple));
  }
};

// ------------------------------------------------------------------------------------- BenchIE

class BenchiePrinter : public Printer {
 public:
  using Printer::Printer;

  std::vector<OieTuple> run() {
    for (const Clause& clause : clauses_) {
      if (!clause.implied()) print_clause(clause);
    }
    return std::move(tuples_);
  }

 private:
  PhraseOptions bare() const {
    PhraseOptions options;
    options.modifiers = false;
    return options;
  }

  void fact(const Clause& clause, const std::string& predicate, const Tokens& object) {
    PhraseOptions options;
    for (const Tokens& subject : subjects(clause, options)) {
      OieTuple tuple;
      tuple.predicate = predicate;
      tuple.arguments = {text(subject), text(object)};
      tuple.rule = clause.rule;
      tuple.confidence = confidence(clause);
      add(std::move(tuple));
    }
  }

  void print_clause(const Clause& clause) {
    if (clause.subjects.empty()) return;
    std::string predicate = text(clause.predicate);
    if (predicate.empty()) return;
    const ClauseArgument* object = nullptr;
    for (const ClauseArgument& argument : clause.arguments) {
      if (argument.function == Function::kObject ||
          (argument.function == Function::kPredicative && object == nullptr)) {
        object = &argument;
      }
    }
    Tokens core;  // the object folded into the relation
    if (object != nullptr) {
      if (!object->preposition.empty()) core = object->preposition;
      append(core, noun_phrase(tree_, object->head, bare()));
    }
    for (const ClauseArgument& argument : clause.arguments) {
      switch (argument.function) {
        case Function::kObject:
        case Function::kPredicative:
          nominal(clause, predicate, argument);
          break;
        case Function::kIndirect:
          nominal(clause, predicate, argument);
          break;
        case Function::kAgent:
        case Function::kOblique: {
          std::string relation = predicate;
          if (!core.empty() && argument.head > clause.predicate.front() && &argument != object) {
            relation += ' ' + text(core);
          }
          nominal(clause, relation, argument);
          break;
        }
        case Function::kContent:
          if (has_trait(tree_[clause.head].lemma, kSaying | kThinking)) {
            fact(clause, predicate, clause_phrase(tree_, argument.head, false));
          }
          break;
        case Function::kAdverb:
        case Function::kAdverbial:
          break;
      }
    }
  }

  // The fact of a noun phrase argument and those of the phrases inside it.
  void nominal(const Clause& clause, const std::string& predicate, const ClauseArgument& argument) {
    for (const TokenIndex head : argument.conjuncts) {
      std::string relation = predicate;
      Tokens preposition = argument.preposition;
      if (!preposition.empty()) relation += ' ' + text(preposition);
      fact(clause, relation, noun_phrase(tree_, head, bare()));
      nested(clause, relation, head, 0);
    }
  }

  void nested(const Clause& clause, const std::string& relation, TokenIndex head, int depth) {
    if (depth > 2) return;
    for (const TokenIndex child : tree_.children(head)) {
      if (tree_.relation(child) != Deprel::kNmod || child < head) continue;
      Tokens preposition;
      for (const TokenIndex mark : tree_.children(child)) {
        if (tree_.relation(mark) == Deprel::kCase && mark < child) {
          tree_.collect(mark, preposition, [](TokenIndex) { return false; });
        }
      }
      if (preposition.empty()) continue;
      const std::string inner =
          relation + ' ' + text(noun_phrase(tree_, head, bare())) + ' ' + text(preposition);
      for (const TokenIndex conjunct : conjuncts(tree_, child)) {
        fact(clause, inner, noun_phrase(tree_, conjunct, bare()));
        nested(clause, inner, conjunct, depth + 1);
      }
    }
  }
};

}  // namespace

std::vector<OieTuple> oie_tuples(const Sentence& sentence, OieView view) {
  if (!sentence.parsed || sentence.tokens.empty()) return {};
  return view == OieView::kCarb ? CarbPrinter(sentence).run() : BenchiePrinter(sentence).run();
}

}  // namespace trine::extract
