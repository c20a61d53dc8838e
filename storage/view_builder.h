// Makes the derived view: a pure function of the ledger and the decisions. Internal.
#pragma once
#include <cstdint>
#include <span>

#include "storage/decisions.h"
#include "storage/record_codec.h"
#include "storage/rocksdb_handles.h"

namespace trine::storage {

// Version of everything that a view is made by; a store whose view has another is made anew.
std::uint64_t view_rules();

// Writes all rows of the view under `generation`, of which there may be none yet, and returns what
// to put into the metadata for readers to use it. Nothing that readers see changes. `log`: whether
// the rows go through the write-ahead log; else they are flushed to files at the end.
ViewState build_view(const Database& database, const LedgerState& ledger,
                     std::span<const Decision> decisions, std::uint32_t generation);

// Deletes all rows of the generations [first, last).
void drop_generations(const Database& database, std::uint32_t first, std::uint32_t last);

}  // namespace trine::storage
