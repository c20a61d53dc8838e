// Events told by nouns: "the summit between Yoon and Kishida", "Tokyo's invitation to the leader".
#pragma once
#include <vector>

#include "extract/clauses/clauses.h"
#include "extract/statements/arguments.h"
#include "schema/ontology.h"

namespace trine::extract {

struct NominalEvent {
  TokenIndex noun = kNoToken;
  std::vector<TokenIndex> subjects;
  std::vector<TokenIndex> objects;  // empty: the event has one participant
  std::string relation;             // lemma phrase with its preposition
  std::string relation_class;
  bool symmetric = false;
  bool pairwise = false;  // the subjects act on each other
  TokenIndex time = kNoToken;
  TokenIndex place = kNoToken;
  std::string_view rule;  // static storage
};

// `taken[token]`: the noun is already part of a light-verb relation.
std::vector<NominalEvent> find_nominal_events(const Tree& tree, const ArgumentResolver& resolver,
                                              const Ontology& ontology,
                                              const std::vector<char>& taken);

}  // namespace trine::extract
