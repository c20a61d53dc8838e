// The BenchIE view: a clause gives one fact an object or adjunct; what else the clause holds is
// folded into the relation ("sold the mill to"). A prepositional phrase inside an object gives a
// fact of its own, with all before it in the relation. Implied "is" and "has" are left out.
#include <algorithm>

#include "extract/english/lexicon.h"
#include "extract/views/oie_printer.h"

namespace trine::extract {
namespace {

// Facts below this are more often wrong than right (BenchIE dev).
constexpr double kLeast = 0.34;

class BenchiePrinter : public OiePrinter {
 public:
  using OiePrinter::OiePrinter;

  std::vector<OieTuple> run() {
    for (const Clause& clause : clauses_) {
      if (!clause.implied()) print_clause(clause);
    }
    return std::move(tuples_);
  }

 private:
  // The head with what stands before it; with its "of" phrases too, if asked for. Without quotes.
  Tokens phrase(TokenIndex head, bool of) const {
    PhraseOptions options;
    options.modifiers = false;
    options.of = of;
    return unquoted(noun_phrase(tree_, head, options));
  }

  Tokens unquoted(Tokens tokens) const {
    while (!tokens.empty() && tree_[tokens.back()].upos == Upos::kPunct) tokens.pop_back();
    const auto first = std::find_if(tokens.begin(), tokens.end(),
                                    [&](TokenIndex at) { return tree_[at].upos != Upos::kPunct; });
    tokens.erase(tokens.begin(), first);
    return tokens;
  }

  void fact(const Clause& clause, const std::string& relation, const Tokens& object,
            std::string_view shape) {
    fact(clause, clause, relation, object, shape);
  }

  // `owner` has the subject, `clause` the rule.
  void fact(const Clause& owner, const Clause& clause, const std::string& relation,
            const Tokens& object, std::string_view shape) {
    PhraseOptions options;
    options.participles = !owner.relative_subject;
    options.modifiers = !owner.relative_subject;
    for (const Tokens& subject : subjects(owner, options)) {
      OieTuple tuple;
      tuple.predicate = relation;
      tuple.arguments = {text(unquoted(subject)), text(object)};
      tuple.rule = clause.rule;
      tuple.shape = shape;
      tuple.confidence = confidence(clause);
      if (tuple.confidence < kLeast) continue;
      add(std::move(tuple));
    }
  }

  // Which inferred subjects are good enough to stand alone.
  bool stands_alone(const Clause& clause) const {
    if (clause.context == ClauseContext::kControlled) return false;
    if (clause.context == ClauseContext::kAdverbial && !clause.own_subject) {
      return tree_[clause.head].xpos == "VBG" && !tree_.has_child(clause.head, {Deprel::kMark});
    }
    return true;
  }

  void print_clause(const Clause& clause) {
    if (clause.subjects.empty() || clause.predicate.empty() || dangling_subject(clause)) return;
    if (!stands_alone(clause)) return;
    if (clause.context == ClauseContext::kInfinitive || clause.context == ClauseContext::kPurpose) {
      print_folded(clause);
      return;
    }
    const std::string predicate = text(clause.predicate);
    const ClauseArgument* object = nullptr;
    for (const ClauseArgument& argument : clause.arguments) {
      if (argument.function == Function::kObject ||
          (argument.function == Function::kPredicative && object == nullptr)) {
        object = &argument;
      }
    }
    std::string with_object = predicate;
    if (object != nullptr) {
      Tokens core = object->preposition;
      append(core, phrase(object->head, true));
      with_object += ' ' + text(core);
    }
    for (const ClauseArgument& argument : clause.arguments) {
      const bool shared_opening = argument.borrowed && argument.head < clause.head;
      if (is_comment(argument) || shared_opening) continue;
      switch (argument.function) {
        case Function::kObject:
        case Function::kPredicative:
        case Function::kIndirect:
          print_nominal(clause, predicate, argument);
          break;
        case Function::kAgent:
        case Function::kOblique:
          print_nominal(clause, with_object, argument);
          break;
        case Function::kContent:
          if (has_any(tree_[clause.head].lemma, {Property::kSaying, Property::kThinking})) {
            fact(clause, predicate, unquoted(clause_phrase(tree_, argument.head, true)), "content");
          }
          break;
        case Function::kAdverb:
          if (is_time_adverb(argument.head)) {
            fact(clause, with_object, noun_phrase(tree_, argument.head, {}), "adverb");
          }
          break;
        case Function::kAdverbial:
          break;
      }
    }
  }

  // "five years later", "today"
  bool is_time_adverb(TokenIndex at) const {
    return tree_.has_child(at, {Deprel::kObl, Deprel::kOblUnmarked, Deprel::kNmodUnmarked}) ||
           one_of(tree_[at].lemma, {"today", "yesterday", "tomorrow", "now"});
  }

  // "was the last ship to enter | the harbour": an infinitive folded into the clause around it.
  void print_folded(const Clause& clause) {
    if (clause.parent < 0) return;
    const Clause& outer = clauses_[static_cast<std::size_t>(clause.parent)];
    if (outer.subjects.empty() || outer.predicate.empty() || dangling_subject(outer)) return;
    const TokenIndex top = clause.chain.empty() ? clause.head : clause.chain.front();
    const bool infinitive = clause.context == ClauseContext::kInfinitive;
    Tokens middle;  // the argument that stands between
    for (const ClauseArgument& argument : outer.arguments) {
      if (argument.function == Function::kContent || argument.function == Function::kAdverbial) {
        continue;
      }
      const bool between = infinitive ? tree_.dominates(argument.head, top)
                                      : argument.function == Function::kObject ||
                                            argument.function == Function::kPredicative;
      if (!between) continue;
      middle = argument.preposition;
      append(middle, phrase(argument.head, true));
      break;
    }
    if (infinitive && middle.empty()) return;
    std::string relation = text(outer.predicate);
    if (!middle.empty()) relation += ' ' + text(middle);
    const TokenIndex mark = tree_.child(top, {Deprel::kMark});
    if (mark != kNoToken) relation += ' ' + tree_[mark].form;
    relation += ' ' + text(clause.predicate);
    const ClauseArgument* object = nullptr;
    for (const ClauseArgument& argument : clause.arguments) {
      const bool adjunct = argument.function == Function::kOblique;
      if (argument.borrowed || (argument.function != Function::kObject &&
                                argument.function != Function::kPredicative && !adjunct)) {
        continue;
      }
      std::string inner = relation;
      if (object != nullptr && adjunct) inner += ' ' + text(phrase(object->head, true));
      if (argument.function == Function::kObject) object = &argument;
      if (!argument.preposition.empty()) inner += ' ' + text(argument.preposition);
      for (const TokenIndex head : argument.conjuncts) {
        fact(outer, clause, inner, phrase(head, true), "folded");
      }
    }
  }

  // The fact of a noun phrase argument and those of the phrases inside it.
  void print_nominal(const Clause& clause, const std::string& predicate,
                     const ClauseArgument& argument) {
    std::string relation = predicate;
    if (!argument.preposition.empty()) relation += ' ' + text(argument.preposition);
    for (const TokenIndex head : argument.conjuncts) {
      fact(clause, relation, phrase(head, true), to_string(argument.function));
      print_nested(clause, relation, head, 0);
    }
  }

  void print_nested(const Clause& clause, const std::string& relation, TokenIndex head, int depth) {
    constexpr int kDeepest = 1;
    if (depth > kDeepest) return;
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
          relation + ' ' + text(phrase(head, false)) + ' ' + text(preposition);
      for (const TokenIndex conjunct : conjuncts(tree_, child)) {
        fact(clause, inner, phrase(conjunct, false), "nested");
        print_nested(clause, inner, conjunct, depth + 1);
      }
    }
  }
};

}  // namespace

std::vector<OieTuple> benchie_tuples(const Sentence& sentence) {
  return BenchiePrinter(sentence).run();
}

}  // namespace trine::extract
