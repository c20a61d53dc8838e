// Relations: the lemma phrase of a clause and its class in the ontology.
#pragma once
#include <string>
#include <string_view>

#include "extract/clauses/clauses.h"
#include "schema/ontology.h"

namespace trine::extract {

struct Relation {
  std::string phrase;          // "refuse to comply with"
  std::string relation_class;  // "REJECT"
  bool symmetric = false;
  friend bool operator==(const Relation&, const Relation&) = default;
};

// What a relation phrase is made of. `object` is the noun of a light-verb frame ("hold [summit]
// with") or kNoToken; `preposition` comes last and may be empty.
struct RelationParts {
  const Clause* clause = nullptr;
  TokenIndex object = kNoToken;
  std::string_view preposition;
  bool keep_passive = false;  // "be dispatched to", where no agent turns it round
};

Relation make_relation(const Tree& tree, const RelationParts& parts, const Ontology& ontology);

// "be N" or "be N of": `noun` is the head of a predicate, apposition or title.
Relation make_role_relation(const Tree& tree, TokenIndex noun, std::string_view preposition,
                            bool person, const Ontology& ontology);

// The lemma phrase of a nominal ("prime minister", "chief cabinet secretary"): head, compounds and
// adjectives before it, lower case unless proper.
std::string role_phrase(const Tree& tree, TokenIndex noun);

// Does `verb noun` make one relation ("hold summit", "reach agreement")?
bool is_light_frame(const Tree& tree, const Clause& clause, TokenIndex object,
                    const Ontology& ontology);

// Words of a preposition, lower case, joined by a space.
std::string preposition_text(const Tree& tree, std::span<const TokenIndex> preposition);

}  // namespace trine::extract
