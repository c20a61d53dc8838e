// Makes the derived view: a pure function of the ledger and the decisions. Internal.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "storage/decisions.h"
#include "storage/record_codec.h"
#include "storage/rocksdb_handles.h"
#include "storage/view_rows.h"

namespace trine::storage {

// Version of everything that a view is made by; a store whose view has another is made anew.
std::uint64_t view_rules();

// Writes all rows of the view under `generation`, of which there may be none yet, and returns what
// to put into the metadata for readers to use it. Nothing that readers see changes.
ViewState build_view(const Database& database, const LedgerState& ledger,
                     const ResolvedLedger& resolved, std::uint32_t generation);

// Turns the current view, made by the same rules, into the one that build_view() would give, in one
// atomic write, together with the new state under `state_key`. Nothing when too much of it would
// change for that to be the quicker way.
std::optional<ViewState> update_view(const Database& database, const LedgerState& ledger,
                                     const ResolvedLedger& resolved, const ViewState& current,
                                     std::string_view state_key);

// Deletes all rows of the generations [first, last).
void drop_generations(const Database& database, std::uint32_t first, std::uint32_t last);

}  // namespace trine::storage
