// The words of an argument: a noun phrase or clause cut from the tree.
#pragma once
#include <vector>

#include "extract/sentence/tree.h"

namespace trine::extract {

struct PhraseOptions {
  bool relatives = false;    // keep relative clauses
  bool appositions = false;  // keep appositions
  bool participles = true;   // keep participial and infinitive clauses
  bool modifiers = true;     // keep what follows the head: prepositional phrases, participles
  bool of = true;            // without modifiers: keep \"of\" phrases nevertheless
  bool conjuncts = false;    // keep what is coordinated with the head
  bool times = true;         // keep times without a preposition ("the talks this week")
  bool preposition = false;  // keep the head's own case markers
};

// The tokens of the noun phrase of `head`, in order, without punctuation at its ends. When `head`
// is a copula's predicate, what belongs to the clause (subject, copula, adjuncts) is left out.
std::vector<TokenIndex> noun_phrase(const Tree& tree, TokenIndex head,
                                    const PhraseOptions& options);

// The tokens of a clause below its head, without its complementiser and outer punctuation.
std::vector<TokenIndex> clause_phrase(const Tree& tree, TokenIndex head, bool keep_mark);

// Removes punctuation at the ends, brackets and quotes that lost their partner.
void trim_punctuation(const Tree& tree, std::vector<TokenIndex>& tokens);

}  // namespace trine::extract
