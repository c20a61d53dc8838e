// What the resolver wants to know of a document's entities, read from its ledger record without
// unpacking the rest. Internal.
#pragma once
#include <string_view>
#include <vector>

#include "storage/identity/resolution.h"

namespace trine::storage {

// Without those that stay local, unless `all` are asked for or a group has them as members.
// `members` and `neighbours` are positions in the result, `document` is not set. Throws
// Error{kCorruption} naming `what`.
std::vector<LocalEntity> decode_local_entities(std::string_view bytes, std::string_view what,
                                               bool all);

}  // namespace trine::storage
