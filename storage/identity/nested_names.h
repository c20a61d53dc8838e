// Descriptions with names inside them, read from a ledger record without unpacking the rest.
// Internal.
#pragma once
#include <string_view>
#include <vector>

#include "schema/ids.h"
#include "storage/records.h"

namespace trine::storage {

// `nodes` are those of the document's entities. In the order of the descriptions, then of the
// names. Throws Error{kCorruption} naming `what`.
std::vector<NestedName> decode_nested_names(std::string_view bytes, std::string_view what,
                                            const std::vector<EntityId>& nodes);

}  // namespace trine::storage
