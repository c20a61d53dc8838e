// Clusters to the document's entities: type, name, aliases, roles, members of groups. Internal to
// extract.
#pragma once
#include <vector>

#include "extract/coreference/discourse.h"

namespace trine::extract::coreference {

// Sets `entity`, and what follows from it of name and type, of every mention.
std::vector<Entity> make_entities(Discourse& d);

}  // namespace trine::extract::coreference
