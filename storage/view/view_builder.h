// Makes the derived view: a pure function of the ledger and the decisions. Internal.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>

#include "storage/codec/metadata_codec.h"
#include "storage/decisions.h"
#include "storage/table/rocksdb_handles.h"
#include "storage/view/view_rows.h"

namespace trine::storage {

// Version of everything that a view is made by; a store whose view has another is made anew.
std::uint64_t view_rules();

// Writes all rows of the view under `generation`, of which there may be none yet. Then calls
// `switch_to` with what to put into the metadata for readers to use it; before that, nothing that
// readers see changes. `marker` is the file that SwitchLock works on.
void build_view(const Database& database, const LedgerState& ledger, const ResolvedLedger& resolved,
                std::uint32_t generation, const std::filesystem::path& marker,
                const std::function<void(const ViewState&)>& switch_to);

// Turns the current view, made by the same rules, into the one that build_view() would give, in one
// atomic write, together with the new state under `state_key`. Nothing when too much of it would
// change for that to be the quicker way.
std::optional<ViewState> update_view(const Database& database, const LedgerState& ledger,
                                     const ResolvedLedger& resolved, const ViewState& current,
                                     std::string_view state_key);

// A row of the metadata that becomes visible with the last files of a view. A reader that sees the
// switch to a generation (in the log) but not its seal (in the files) opened the store in between.
Key seal_key(std::uint32_t generation);

// Deletes all rows of the generations [first, last).
void drop_generations(const Database& database, std::uint32_t first, std::uint32_t last);

}  // namespace trine::storage
