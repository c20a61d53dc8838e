// Modality and source of a clause, from its own words and from where it hangs.
#pragma once
#include <vector>

#include "extract/clauses/clauses.h"

namespace trine::extract {

// Sets modality and speakers of `clauses[index]`; its parent must be done already.
void set_modality(const Tree& tree, std::vector<Clause>& clauses, std::size_t index);

// After all clauses are made: "..., Ada said" hung below the claim, "according to Ada".
void attribute_claims(const Tree& tree, std::vector<Clause>& clauses);

}  // namespace trine::extract
