// What must not get into the ledger: an analysis whose parts do not fit together. Internal.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "schema/document.h"
#include "storage/codec/ledger_codec.h"

namespace trine::storage {

// Names the first span, sentence number or entity number that points nowhere, or nothing.
std::optional<std::string> find_fault(const Analysis& analysis);

// The same of a document on disk; and whether it is what was put, under its own id. Throws
// Error{kCorruption} when the bytes are no records at all.
std::optional<std::string> document_fault(DocumentId id, const DocumentEntry& entry,
                                          std::string_view text, std::string_view ledger);

}  // namespace trine::storage
