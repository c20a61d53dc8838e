// What both open-extraction views share: clauses of a sentence and how phrases are cut. Internal.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/clauses/clauses.h"
#include "extract/sentence/phrases.h"
#include "extract/views/oie.h"

namespace trine::extract {

using Tokens = std::vector<TokenIndex>;

inline void append(Tokens& to, const Tokens& from) {
  to.insert(to.end(), from.begin(), from.end());
}

class OiePrinter {
 public:
  explicit OiePrinter(const Sentence& sentence) : tree_(sentence), clauses_(find_clauses(tree_)) {}

 protected:
  std::string text(const Tokens& tokens) const { return join(tree_, tokens); }
  // Keeps the tuple unless a slot is empty or it was printed before.
  void add(OieTuple tuple);
  // From the rule's record on CaRB dev and the parser's least certain word.
  double confidence(const Clause& clause) const;
  // One phrase a conjunct.
  std::vector<Tokens> subjects(const Clause& clause, const PhraseOptions& options) const;
  // A reduced clause: "missiles targeting ...".
  bool lacks_auxiliary(const Clause& clause) const;
  // A relative pronoun whose noun was not found says nothing outside its sentence.
  bool dangling_subject(const Clause& clause) const;
  // "for example", "in particular": comments on the saying, not on what is said.
  bool is_comment(const ClauseArgument& argument) const;

  Tree tree_;
  std::vector<Clause> clauses_;
  std::vector<OieTuple> tuples_;
};

std::vector<OieTuple> carb_tuples(const Sentence& sentence);
std::vector<OieTuple> benchie_tuples(const Sentence& sentence);

}  // namespace trine::extract
