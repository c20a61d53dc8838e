// What must not get into the ledger: an analysis whose parts do not fit together. Internal.
#pragma once
#include <optional>
#include <string>

#include "schema/document.h"

namespace trine::storage {

// Names the first span, sentence number or entity number that points nowhere, or nothing.
std::optional<std::string> find_fault(const Analysis& analysis);

}  // namespace trine::storage
