#include "extract/views/oie.h"

#include <algorithm>
#include <cmath>

#include "extract/views/oie_printer.h"

namespace trine::extract {
namespace {

// How often a tuple of this rule shares its words with what annotators wrote (CaRB dev).
double prior(const Clause& clause) {
  switch (clause.kind) {
    case ClauseKind::kPossessive:
      return 0.2;
    case ClauseKind::kTitle:
      return 0.35;
    case ClauseKind::kApposition:
      return 0.55;
    case ClauseKind::kExistential:
      return 0.2;
    default:
      break;
  }
  switch (clause.context) {
    case ClauseContext::kMain:
      return 0.72;
    case ClauseContext::kAdverbial:
      return clause.own_subject ? 0.66 : 0.42;
    case ClauseContext::kComplement:
      return 0.58;
    case ClauseContext::kRelative:
      return 0.54;
    case ClauseContext::kParticiple:
      return 0.46;
    case ClauseContext::kPurpose:
    case ClauseContext::kControlled:
      return 0.34;
    default:
      return 0.4;
  }
}

}  // namespace

void OiePrinter::add(OieTuple tuple) {
  for (const std::string& argument : tuple.arguments) {
    if (argument.empty()) return;
  }
  if (tuple.predicate.empty()) return;
  for (const OieTuple& other : tuples_) {
    if (other.predicate == tuple.predicate && other.arguments == tuple.arguments) return;
  }
  tuples_.push_back(std::move(tuple));
}

double OiePrinter::confidence(const Clause& clause) const {
  float weakest = 1.0F;
  for (const TokenIndex at : clause.predicate) {
    weakest = std::min(weakest, tree_[at].head_probability);
  }
  for (const TokenIndex at : clause.subjects) {
    weakest = std::min(weakest, tree_[at].head_probability);
  }
  // The rule says more than the parser's doubt: the power was chosen on CaRB dev.
  return std::pow(static_cast<double>(weakest), 0.15) * prior(clause);
}

std::vector<Tokens> OiePrinter::subjects(const Clause& clause, const PhraseOptions& options) const {
  std::vector<Tokens> phrases;
  for (const TokenIndex head : clause.subjects) {
    phrases.push_back(noun_phrase(tree_, head, options));
  }
  return phrases;
}

bool OiePrinter::lacks_auxiliary(const Clause& clause) const {
  const std::string& xpos = tree_[clause.head].xpos;
  if (clause.kind != ClauseKind::kVerb || !clause.chain.empty()) return false;
  if (xpos != "VBN" && xpos != "VBG") return false;
  for (const TokenIndex at : clause.predicate) {
    if (one_of(tree_.relation(at), {Deprel::kAux, Deprel::kAuxPass})) return false;
  }
  return true;
}

bool OiePrinter::dangling_subject(const Clause& clause) const {
  return std::all_of(clause.subjects.begin(), clause.subjects.end(), [&](TokenIndex at) {
    return tree_[at].xpos == "WDT" ||
           (tree_[at].upos == Upos::kPron && one_of(tree_[at].lemma, {"which", "who"}));
  });
}

bool OiePrinter::is_comment(const ClauseArgument& argument) const {
  return argument.function == Function::kOblique &&
         one_of(tree_[argument.head].lemma,
                {"example", "instance", "particular", "addition", "fact", "contrast", "general"}) &&
         tree_.children(argument.head).size() <= 2;
}

std::vector<OieTuple> oie_tuples(const Sentence& sentence, OieView view) {
  if (!sentence.parsed || sentence.tokens.empty()) return {};
  return view == OieView::kCarb ? carb_tuples(sentence) : benchie_tuples(sentence);
}

}  // namespace trine::extract
