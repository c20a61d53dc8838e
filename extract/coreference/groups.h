// Who the members of a group are: "they" after "Ana and Bo", "both firms", "the two leaders".
// Groups go to their members only where a coordination, a role or a count names those. Internal to
// extract.
#pragma once
#include <cstdint>
#include <vector>

#include "extract/coreference/discourse.h"
#include "schema/document.h"

namespace trine::extract::coreference {

// The several whom the plural pronoun `i` takes up together: the members of a coordination, or both
// sides of a mutual deed ("Ana met Bo. They ..."), in its sentence or the one before. Empty where
// there are none, or where `chosen`, the ranker's antecedent (may be kNone), is a group itself.
std::vector<Id> several_before(Discourse& d, Id i, Id chosen);

// Sets the members of group entities. `groups`: the mentions of each entity; `entity_of`: the
// entity of each mention.
void find_members(Discourse& d, const std::vector<std::vector<Id>>& groups,
                  std::vector<Entity>& entities, const std::vector<std::uint32_t>& entity_of);

}  // namespace trine::extract::coreference
