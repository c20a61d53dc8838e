#include "storage/store/store.h"

#include <fmt/format.h>
#include <rocksdb/utilities/checkpoint.h>

#include <algorithm>

#include "schema/error.h"
#include "storage/identity/nodes.h"
#include "storage/store/store_folder.h"
#include "storage/store/store_impl.h"
#include "storage/table/durable_files.h"
#include "storage/view/view_builder.h"

namespace trine::storage {
namespace {

namespace fs = std::filesystem;

// A reader replays the log when it opens the store; beyond this many bytes, that would be felt.
constexpr std::uint64_t kLongLog = 8 * 1024 * 1024;
constexpr auto kSyncInterval = std::chrono::milliseconds(500);

std::uint64_t hash_number(std::uint64_t value, std::uint64_t seed) {
  return content_hash(Key().u64(value).str(), seed);
}

bool is_stale(const LedgerState& ledger, const ViewState& view) {
  return view.revision != ledger.revision || view.rules != view_rules() ||
         (view.generation == 0 && ledger.revision != 0);
}

}  // namespace

LedgerState read_ledger_state(const Database& database, const rocksdb::Snapshot* snapshot) {
  const auto bytes = database.get(Table::kMeta, std::string(kLedgerStateKey), snapshot);
  if (!bytes) {  // created, and nothing put yet
    LedgerState state;
    state.format_version = kFormatVersion;
    return state;
  }
  return decode_ledger_state(*bytes, "the store's metadata");
}

// ---- Impl ----

Store::Impl::Impl(fs::path directory_in, const OpenOptions& options_in)
    : directory(std::move(directory_in)),
      options(options_in),
      extraction_hash(hash_number(options_in.ontology_hash, options_in.model_hash)),
      database(open_database(directory, options.mode)),
      pledge_file(directory),
      last_sync(std::chrono::steady_clock::now()) {
  ledger = read_ledger_state(*database, nullptr);
  if (ledger.format_version != kFormatVersion) {
    throw Error(ErrorKind::kCorruption,
                fmt::format("store {} has format {}; this program reads format {}",
                            directory.string(), ledger.format_version, kFormatVersion));
  }
}

Store::Impl::~Impl() {
  if (options.mode == OpenMode::kReadOnly) return;
  try {
    const SwitchLock lock(marker_of(directory), SwitchLock::Kind::kExclusive);
    database->flush();
    settle();
  } catch (const Error&) {
    // What refresh_view() returned from is in the log, synced and pledged.
  }
}

void Store::Impl::settle() {
  database->sync();
  last_sync = std::chrono::steady_clock::now();
  pledge();
}

void Store::Impl::pledge() {
  pledge_file.write({database->db().GetLatestSequenceNumber(), ledger.revision, ledger.documents});
}

void Store::Impl::require_writable(std::string_view what) const {
  if (options.mode == OpenMode::kReadOnly) {
    throw Error(ErrorKind::kUsage, fmt::format("cannot {}: store {} is open for reading only", what,
                                               directory.string()));
  }
}

void Store::Impl::commit(rocksdb::WriteBatch& batch, const LedgerState& next) {
  auto state = next;
  ++state.revision;
  expect_ok(batch.Put(database->family(Table::kMeta), std::string(kLedgerStateKey), encode(state)),
            "collect a change");
  // A process that dies loses nothing of what is in the log; only a power cut would, so it is
  // enough to sync now and then.
  const auto now = std::chrono::steady_clock::now();
  const bool sync = now - last_sync > kSyncInterval;
  database->write(batch, sync);
  ledger = state;
  if (!sync) return;
  last_sync = now;
  pledge();
}

void Store::Impl::make_view(bool may_update) {
  const std::string key(kViewStateKey);
  ViewState old;
  if (const auto bytes = database->get(Table::kMeta, key)) {
    old = decode_view_state(*bytes, "the view's metadata");
  }
  const auto resolved = resolve_ledger(*database, decisions());
  if (may_update && old.generation != 0 && old.rules == view_rules() &&
      update_view(*database, ledger, resolved, old, kViewStateKey)) {
    shorten_log();
    return;
  }
  // A build that was broken off leaves rows that no one reads; its number is not used again.
  const auto generation = std::max(old.generation, old.building) + 1;
  auto begun = old;
  begun.building = generation;
  rocksdb::WriteBatch begin;
  expect_ok(begin.Put(database->family(Table::kMeta), key, encode(begun)), "begin a view");
  database->write(begin, true);

  build_view(*database, ledger, resolved, generation, marker_of(directory),
             [&](const ViewState& state) {
               rocksdb::WriteBatch flip;
               expect_ok(flip.Put(database->family(Table::kMeta), key, encode(state)),
                         "switch to the new view");
               database->write(flip, true);
               drop_generations(*database, 0, generation);
             });
  shorten_log();
}

void Store::Impl::shorten_log() {
  if (database->unflushed() < kLongLog) return;
  const SwitchLock lock(marker_of(directory), SwitchLock::Kind::kExclusive);
  database->flush();
}

// ---- Opening ----

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const fs::path& directory, const OpenOptions& options) {
  return Store(std::make_unique<Impl>(directory, options));
}

const fs::path& Store::directory() const { return impl_->directory; }
OpenMode Store::mode() const { return impl_->options.mode; }

// ---- View ----

bool Store::refresh_view() {
  impl_->require_writable("refresh the view");
  const bool stale = view_is_stale();
  if (stale) impl_->make_view(true);
  impl_->settle();
  return stale;
}

void Store::rebuild_view() {
  impl_->require_writable("rebuild the view");
  impl_->make_view(false);
  impl_->settle();
}

bool Store::view_is_stale() const {
  const ReadView view(*impl_->database);
  return is_stale(read_ledger_state(*impl_->database, view.snapshot().handle()), view.state());
}

// ---- The store as a whole ----

Statistics Store::statistics() const {
  const ReadView view(*impl_->database);
  const auto ledger = read_ledger_state(*impl_->database, view.snapshot().handle());
  const auto& state = view.state();
  Statistics statistics;
  statistics.format_version = ledger.format_version;
  statistics.ontology_hash = ledger.ontology_hash;
  statistics.model_hash = ledger.model_hash;
  statistics.reader = ledger.reader;
  statistics.documents = ledger.documents;
  statistics.text_bytes = ledger.text_bytes;
  statistics.sentences = ledger.sentences;
  statistics.mentions = ledger.mentions;
  statistics.document_entities = ledger.entities;
  statistics.statements = ledger.statements;
  statistics.decisions = ledger.decisions;
  statistics.entities = state.entities;
  statistics.literals = state.literals;
  statistics.relations = state.relations;
  statistics.facts = state.facts;
  statistics.evidence = state.evidence;
  statistics.types = state.types;
  statistics.classes = state.classes;
  statistics.view_stale = is_stale(ledger, state);
  return statistics;
}

void Store::backup(const fs::path& target) const {
  impl_->require_writable("make a backup");
  std::error_code error;
  if (fs::exists(target, error) &&
      !(fs::is_directory(target, error) && fs::is_empty(target, error))) {
    throw Error(ErrorKind::kIo,
                fmt::format("cannot back up to {}: it is not an empty folder", target.string()));
  }
  create_folder(target);
  rocksdb::Checkpoint* made = nullptr;
  expect_ok(rocksdb::Checkpoint::Create(&impl_->database->db(), &made), "make a backup");
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  expect_ok(checkpoint->CreateCheckpoint((target / "db").string()),
            fmt::format("back up to {}", target.string()));
  impl_->settle();
  PledgeFile(target).reset(PledgeFile(impl_->directory).read().value_or(Pledge{}));
  sync_tree(target);
  write_marker(target);  // last: without it, half a backup is no store
}

// ---- Ids ----

EntityId Store::literal_node(const Statement& statement, const Argument& argument) {
  return storage::literal_node(statement, argument).id;
}

}  // namespace trine::storage
