// How far a governed clause may be told as so: the effects of the words above it, composed.
#pragma once
#include <vector>

#include "extract/clauses/clauses.h"
#include "extract/clauses/governors.h"

namespace trine::extract {

struct Reading {
  Modality modality = Modality::kAsserted;
  bool opposite = false;             // the clause's polarity is turned round
  bool dropped = false;              // nothing is to be told: false, or in doubt
  bool final = false;                // beats what the clause's own auxiliaries say
  std::vector<TokenIndex> speakers;  // who says so
};

// What `governor` says of a clause below `parent`, the clause that the governing word stands in.
Reading read_through(const Tree& tree, const Governor& governor, const Clause& parent);

// What the outer verbs of the clause's own chain make of its innermost verb, for the clauses below:
// sets actual_modality and actual_polarity. Turns the polarity where the relation will not name the
// outer word ("was unable to attend").
void read_chain(const Tree& tree, Clause& clause);

}  // namespace trine::extract
