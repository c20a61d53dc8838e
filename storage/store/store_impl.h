// What a Store holds, and the consistent view of it that one reading call works on. Internal.
#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "storage/codec/ledger_codec.h"
#include "storage/codec/metadata_codec.h"
#include "storage/codec/view_codec.h"
#include "storage/store/document_cache.h"
#include "storage/store/pledge.h"
#include "storage/store/store.h"
#include "storage/table/rocksdb_handles.h"

namespace trine::storage {

inline constexpr std::string_view kLedgerStateKey = "ledger";
inline constexpr std::string_view kViewStateKey = "view";

// A consistent state of ledger and view for the length of one call.
class ReadView {
 public:
  explicit ReadView(const Database& database, DocumentCache* cache = nullptr)
      : snapshot_(database), cache_(cache) {
    if (const auto bytes = snapshot_.get(Table::kMeta, std::string(kViewStateKey))) {
      state_ = decode_view_state(*bytes, "the view's metadata");
    }
  }

  const ViewState& state() const { return state_; }
  const Snapshot& snapshot() const { return snapshot_; }
  Key key() const { return Key().u32(state_.generation); }
  std::optional<std::string> get(Table table, const Key& key) const {
    return snapshot_.get(table, key);
  }

  std::optional<EntityRecord> entity(EntityId id) const;
  // Of a row that an index names; throws kCorruption when it is not there.
  FactRecord fact(EntityId subject, RelationId relation, EntityId object) const;
  std::optional<FactEntry> find_fact(EntityId subject, RelationId relation, EntityId object) const;
  std::optional<FactEntry> find_fact(FactId id) const;
  // Nothing when the document changed since the view was made.
  std::optional<Evidence> evidence(DocumentId document, std::uint32_t statement,
                                   const EvidenceEntry& entry) const;

 private:
  std::shared_ptr<const CachedDocument> document(DocumentId id, const DocumentEntry& entry) const;

  Snapshot snapshot_;
  DocumentCache* cache_;  // may be null
  ViewState state_;
};

// What the ledger has of one document, as it is on disk.
struct DocumentRows {
  std::string_view document;
  std::string_view text;
  std::string_view ledger;
};

class Store::Impl {
 public:
  Impl(std::filesystem::path directory, const OpenOptions& options);
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl();  // a writer's: leaves tables only, no log

  void require_writable(std::string_view what) const;
  // Puts the ledger's metadata into the batch, writes it, and remembers the new state.
  void commit(rocksdb::WriteBatch& batch, const LedgerState& next);
  // Takes over a document that is not there yet, from a store with the metadata `theirs`.
  void adopt(DocumentId id, const DocumentEntry& entry, const DocumentRows& rows,
             const LedgerState& theirs);
  Decision record(Decision decision);
  Decision record_pair(DecisionKind kind, EntityId node, EntityId other, std::string note);
  // `may_update`: whether a small change may be made in place.
  void make_view(bool may_update);
  void shorten_log();
  // What was written so far outlasts a power cut, and its loss would be noticed.
  void settle();
  void pledge();
  NodeReference reference(EntityId id) const;
  std::vector<Decision> decisions() const;

  std::filesystem::path directory;
  OpenOptions options;
  std::uint64_t extraction_hash = 0;
  std::unique_ptr<Database> database;
  PledgeFile pledge_file;
  LedgerState ledger;  // of a writer: the current one
  DocumentCache cache;
  std::chrono::steady_clock::time_point last_sync;
};

// What the ledger's metadata says; that of an empty store when nothing was put yet.
LedgerState read_ledger_state(const Database& database, const rocksdb::Snapshot* snapshot);

}  // namespace trine::storage
