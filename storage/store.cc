#include "storage/store.h"

#include <fmt/format.h>
#include <rocksdb/convenience.h>
#include <rocksdb/utilities/checkpoint.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <system_error>
#include <thread>

#include "schema/error.h"
#include "storage/names.h"
#include "storage/nodes.h"
#include "storage/store_impl.h"
#include "storage/view_builder.h"

namespace trine::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarkerName = "trine-store";
constexpr std::string_view kMarkerText = "trine store, format ";
// A reader replays the log when it opens the store; beyond this many bytes, that would be felt.
constexpr std::uint64_t kLongLog = 8 * 1024 * 1024;
constexpr auto kSyncInterval = std::chrono::milliseconds(500);
constexpr std::uint64_t kRelationSeed = 6;
constexpr std::uint64_t kFactSeed = 7;

[[noreturn]] void fail(ErrorKind kind, const std::string& message) { throw Error(kind, message); }

// Version in the marker; nothing when there is no marker. Throws when there is one of other make.
std::optional<std::uint32_t> read_marker(const fs::path& directory) {
  const auto path = directory / kMarkerName;
  std::error_code error;
  if (!fs::exists(path, error)) {
    if (error)
      fail(ErrorKind::kIo,
           fmt::format("cannot open store {}: {}", directory.string(), error.message()));
    return std::nullopt;
  }
  std::ifstream in(path);
  if (!in)
    fail(ErrorKind::kIo,
         fmt::format("cannot open store {}: cannot read {}", directory.string(), path.string()));
  std::string line;
  std::getline(in, line);
  std::uint32_t version = 0;
  const auto* end = line.data() + line.size();
  const bool known = std::string_view(line).starts_with(kMarkerText) &&
                     std::from_chars(line.data() + kMarkerText.size(), end, version).ptr == end;
  if (!known || version == 0) {
    fail(ErrorKind::kCorruption, fmt::format("{} is not a Trine store: its file {} is damaged",
                                             directory.string(), kMarkerName));
  }
  return version;
}

bool is_empty_directory(const fs::path& directory) {
  std::error_code error;
  const bool empty = fs::is_empty(directory, error);
  if (error)
    fail(ErrorKind::kIo, fmt::format("cannot read {}: {}", directory.string(), error.message()));
  return empty;
}

// Looks at the directory without changing it. True: a store has to be created there.
bool inspect(const fs::path& directory, OpenMode mode) {
  std::error_code error;
  const auto status = fs::status(directory, error);
  if (!fs::exists(status)) {
    if (error && status.type() == fs::file_type::none) {
      fail(ErrorKind::kIo,
           fmt::format("cannot open store {}: {}", directory.string(), error.message()));
    }
    if (mode == OpenMode::kReadWrite) return true;
    fail(ErrorKind::kIo, fmt::format("store {} does not exist", directory.string()));
  }
  if (!fs::is_directory(status)) {
    fail(ErrorKind::kCorruption,
         fmt::format("{} is not a Trine store, but a file", directory.string()));
  }
  const auto version = read_marker(directory);
  if (!version) {
    if (mode == OpenMode::kReadWrite && is_empty_directory(directory)) return true;
    fail(ErrorKind::kCorruption, fmt::format("{} is not a Trine store", directory.string()));
  }
  if (*version != kFormatVersion) {
    fail(ErrorKind::kCorruption, fmt::format("store {} has format {}; this program reads format {}",
                                             directory.string(), *version, kFormatVersion));
  }
  const auto data = directory / "db";
  if (fs::exists(data / "CURRENT", error)) return false;
  // RocksDB would take a directory without the file CURRENT for a new one and delete what is there.
  if (fs::exists(data, error)) {
    for (const auto& entry : fs::directory_iterator(data, error)) {
      const auto extension = entry.path().extension();
      if (extension == ".sst" || (extension == ".log" && entry.file_size(error) > 0)) {
        fail(
            ErrorKind::kCorruption,
            fmt::format("store {} is damaged: the file db/CURRENT is missing", directory.string()));
      }
    }
  }
  if (mode == OpenMode::kReadWrite) return true;
  fail(ErrorKind::kCorruption, fmt::format("store {} was never finished", directory.string()));
}

// Not while a writer is switching views.
bool has_whole_view(const Database& database) {
  const auto bytes = database.get(Table::kMeta, std::string(kViewStateKey));
  if (!bytes) return true;
  const auto state = decode_view_state(*bytes, "the view's metadata");
  if (state.generation == 0 || state.rules != view_rules()) return true;
  return database.get(Table::kMeta, seal_key(state.generation)).has_value();
}

std::unique_ptr<Database> open_database(const fs::path& directory, OpenMode mode) {
  const bool create = inspect(directory, mode);
  if (create) {
    std::error_code error;
    fs::create_directories(directory / "db", error);
    if (error) {
      fail(ErrorKind::kIo,
           fmt::format("cannot create store {}: {}", directory.string(), error.message()));
    }
    write_marker(directory);
  }
  const auto data = directory / "db";
  if (mode != OpenMode::kReadOnly) {
    return std::make_unique<Database>(
        data, mode == OpenMode::kModify ? Database::Mode::kReadWrite : Database::Mode::kCreate);
  }
  const auto give_up = std::chrono::steady_clock::now() + kReaderPatience;
  while (true) {
    const SwitchLock lock(directory / kMarkerName, SwitchLock::Kind::kShared);
    auto database = std::make_unique<Database>(data, Database::Mode::kReadOnly);
    if (has_whole_view(*database)) return database;
    if (std::chrono::steady_clock::now() > give_up) {
      fail(ErrorKind::kCorruption,
           fmt::format("store {} lacks files of its view: it is damaged, or a writer keeps "
                       "changing it",
                       directory.string()));
    }
  }
}

std::uint64_t hash_number(std::uint64_t value, std::uint64_t seed) {
  return content_hash(Key().u64(value).str(), seed);
}

std::string what_of(std::string_view table, std::string_view key) {
  return fmt::format("{} of document {}", table, key);
}

void count(LedgerState& state, const DocumentEntry& entry, int sign) {
  const auto add = [&](std::uint64_t& total, std::uint64_t value) {
    total = sign > 0 ? total + value : total - value;
  };
  add(state.documents, 1);
  add(state.text_bytes, entry.text_bytes);
  add(state.sentences, entry.sentences);
  add(state.mentions, entry.mentions);
  add(state.entities, entry.entities);
  add(state.statements, entry.statements);
}

DocumentId document_id(std::string_view key) {
  return Document{std::string(key), {}, {}, {}, {}}.id();
}

std::optional<DocumentEntry> find_document(const Database& database, std::string_view key,
                                           const rocksdb::Snapshot* snapshot = nullptr) {
  const auto bytes = database.get(Table::kDocuments, Key().id(document_id(key)), snapshot);
  if (!bytes) return std::nullopt;
  auto entry = decode_document(*bytes, what_of("the record", key));
  if (entry.key != key) return std::nullopt;  // another document with the same hash
  return entry;
}

DocumentRecord record_of(DocumentId id, DocumentEntry entry) {
  DocumentRecord record;
  record.id = id;
  record.key = std::move(entry.key);
  record.title = std::move(entry.title);
  record.date = std::move(entry.date);
  record.uri = std::move(entry.uri);
  record.bytes = entry.text_bytes;
  record.sentences = entry.sentences;
  record.mentions = entry.mentions;
  record.entities = entry.entities;
  record.statements = entry.statements;
  return record;
}

std::optional<Document> find_text(const Snapshot& snapshot, std::string_view key) {
  const auto entry = find_document(snapshot.database(), key, snapshot.handle());
  if (!entry) return std::nullopt;
  const auto text = snapshot.get(Table::kTexts, Key().id(document_id(key)));
  if (!text) fail(ErrorKind::kCorruption, what_of("the text", key) + " is missing");
  return Document{entry->key, decode_text(*text, what_of("the text", key)), entry->title,
                  entry->date, entry->uri};
}

std::optional<Analysis> find_analysis(const Snapshot& snapshot, std::string_view key) {
  auto document = find_text(snapshot, key);
  if (!document) return std::nullopt;
  const auto ledger = snapshot.get(Table::kLedger, Key().id(document_id(key)));
  if (!ledger) fail(ErrorKind::kCorruption, what_of("the ledger", key) + " is missing");
  Analysis analysis;
  analysis.document = std::move(*document);
  decode_ledger(*ledger, what_of("the ledger", key), analysis);
  return analysis;
}

std::vector<DocumentRecord> list_documents(const Snapshot& snapshot) {
  std::vector<DocumentRecord> records;
  for (Rows rows(snapshot, Table::kDocuments, Key()); rows.valid(); rows.next()) {
    const DocumentId id{read_u64(rows.key(), 0)};
    records.push_back(record_of(id, decode_document(rows.value(), "document " + to_string(id))));
  }
  std::sort(records.begin(), records.end(),
            [](const auto& a, const auto& b) { return a.key < b.key; });
  return records;
}

LedgerState read_ledger_state(const Database& database, const rocksdb::Snapshot* snapshot) {
  const auto bytes = database.get(Table::kMeta, std::string(kLedgerStateKey), snapshot);
  if (!bytes) {  // created, and nothing put yet
    LedgerState state;
    state.format_version = kFormatVersion;
    return state;
  }
  return decode_ledger_state(*bytes, "the store's metadata");
}

bool is_stale(const LedgerState& ledger, const ViewState& view) {
  return view.revision != ledger.revision || view.rules != view_rules() ||
         (view.generation == 0 && ledger.revision != 0);
}

// Equal but for the number.
bool same_decision(Decision a, const Decision& b) {
  a.number = b.number;
  return a == b;
}

}  // namespace

void write_marker(const fs::path& directory) {
  const auto path = directory / kMarkerName;
  const auto temporary = directory / (std::string(kMarkerName) + ".new");
  std::ofstream out(temporary, std::ios::trunc);
  out << kMarkerText << kFormatVersion << '\n';
  out.close();
  std::error_code error;
  if (out) fs::rename(temporary, path, error);
  if (!out || error) {
    fail(ErrorKind::kIo, fmt::format("cannot create store {}: {}", directory.string(),
                                     error ? error.message() : std::strerror(errno)));
  }
}

// ---- Impl ----

Store::Impl::Impl(fs::path directory_in, const OpenOptions& options_in)
    : directory(std::move(directory_in)),
      options(options_in),
      extraction_hash(hash_number(options_in.ontology_hash, options_in.model_hash)),
      database(open_database(directory, options.mode)),
      last_sync(std::chrono::steady_clock::now()) {
  ledger = read_ledger_state(*database, nullptr);
  if (ledger.format_version != kFormatVersion) {
    fail(ErrorKind::kCorruption,
         fmt::format("store {} has format {}; this program reads format {}", directory.string(),
                     ledger.format_version, kFormatVersion));
  }
}

void Store::Impl::require_writable(std::string_view what) const {
  if (options.mode == OpenMode::kReadOnly) {
    fail(ErrorKind::kUsage,
         fmt::format("cannot {}: store {} is open for reading only", what, directory.string()));
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
  if (sync) last_sync = now;
  ledger = state;
}

std::vector<Decision> Store::Impl::decisions() const {
  std::vector<Decision> all;
  for (Rows rows(*database, nullptr, Table::kDecisions, Key()); rows.valid(); rows.next()) {
    const auto number = read_u64(rows.key(), 0);
    all.push_back(decode_decision(rows.value(), fmt::format("decision {}", number), number));
  }
  return all;
}

Decision Store::Impl::record(Decision decision) {
  require_writable("record a decision");
  const auto all = decisions();
  decision.number = all.empty() ? 1 : all.back().number + 1;
  rocksdb::WriteBatch batch;
  expect_ok(
      batch.Put(database->family(Table::kDecisions), Key().u64(decision.number), encode(decision)),
      "collect a decision");
  auto next = ledger;
  ++next.decisions;
  commit(batch, next);
  return decision;
}

Decision Store::Impl::record_pair(DecisionKind kind, EntityId node, EntityId other,
                                  std::string note) {
  Decision decision;
  decision.kind = kind;
  decision.node = reference(node);
  decision.other = reference(other);
  decision.note = std::move(note);
  return record(std::move(decision));
}

NodeReference Store::Impl::reference(EntityId id) const {
  const ReadView view(*database);
  const auto entity = view.entity(id);
  if (!entity) fail(ErrorKind::kNotFound, fmt::format("no entity has the id {}", to_string(id)));
  if (entity->literal) {
    fail(ErrorKind::kUsage, fmt::format("'{}' is a literal, not an entity", entity->name));
  }
  NodeReference reference{id, entity->name, entity->type, {}};
  if (!entity->named) {
    Rows rows(view.snapshot(), Table::kMembers, view.key().id(id));
    if (rows.valid()) {
      const DocumentId document{read_u64(rows.key(), 12)};
      if (const auto bytes = view.get(Table::kDocuments, Key().id(document))) {
        reference.document = decode_document(*bytes, "document " + to_string(document)).key;
      }
    }
  }
  return reference;
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

  build_view(*database, ledger, resolved, generation, directory / kMarkerName,
             [&](const ViewState& state) {
               rocksdb::WriteBatch flip;
               expect_ok(flip.Put(database->family(Table::kMeta), key, encode(state)),
                         "switch to the new view");
               database->write(flip, true);
               drop_generations(*database, 0, generation);
             });
  shorten_log();
}

void Store::Impl::shorten_log() const {
  if (database->unflushed() < kLongLog) return;
  const SwitchLock lock(directory / kMarkerName, SwitchLock::Kind::kExclusive);
  database->flush();
}

// ---- Store: opening ----

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const fs::path& directory, const OpenOptions& options) {
  return Store(std::make_unique<Impl>(directory, options));
}

const fs::path& Store::directory() const { return impl_->directory; }
OpenMode Store::mode() const { return impl_->options.mode; }

// ---- Ledger ----

PutOutcome Store::put(const Analysis& analysis) {
  impl_->require_writable("add a document");
  const auto& document = analysis.document;
  if (const auto fault = find_fault(analysis)) {
    fail(ErrorKind::kInternal, fmt::format("the analysis of document {} does not fit together: {}",
                                           document.key, *fault));
  }
  const auto& database = *impl_->database;
  const auto ledger_bytes = encode_ledger(analysis);

  DocumentEntry entry;
  entry.key = document.key;
  entry.title = document.title;
  entry.date = document.date;
  entry.uri = document.uri;
  entry.document_hash = document.hash();
  entry.extraction_hash = impl_->extraction_hash;
  entry.content_hash = content_hash(document.uri, content_hash(ledger_bytes, entry.document_hash));
  entry.text_bytes = document.text.size();
  entry.sentences = static_cast<std::uint32_t>(analysis.sentences.size());
  entry.mentions = static_cast<std::uint32_t>(analysis.mentions.size());
  entry.entities = static_cast<std::uint32_t>(analysis.entities.size());
  entry.statements = static_cast<std::uint32_t>(analysis.statements.size());

  const Key key = Key().id(document.id());
  auto next = impl_->ledger;
  auto outcome = PutOutcome::kAdded;
  if (const auto bytes = database.get(Table::kDocuments, key)) {
    const auto old = decode_document(*bytes, what_of("the record", document.key));
    if (old.key != document.key) {
      fail(ErrorKind::kInternal,
           fmt::format("documents {} and {} have the same id", old.key, document.key));
    }
    if (old == entry) return PutOutcome::kUnchanged;
    count(next, old, -1);
    outcome = PutOutcome::kReplaced;
  }
  count(next, entry, +1);
  next.ontology_hash = impl_->options.ontology_hash;
  next.model_hash = impl_->options.model_hash;

  rocksdb::WriteBatch batch;
  expect_ok(batch.Put(database.family(Table::kDocuments), key, encode(entry)),
            "collect a document");
  expect_ok(batch.Put(database.family(Table::kTexts), key, encode_text(document.text)),
            "collect a document");
  expect_ok(batch.Put(database.family(Table::kLedger), key, ledger_bytes), "collect a document");
  impl_->commit(batch, next);
  return outcome;
}

bool Store::remove(std::string_view document_key) {
  impl_->require_writable("remove a document");
  const auto& database = *impl_->database;
  const auto entry = find_document(database, document_key);
  if (!entry) return false;
  const Key key = Key().id(document_id(document_key));
  rocksdb::WriteBatch batch;
  for (const auto table : {Table::kDocuments, Table::kTexts, Table::kLedger}) {
    expect_ok(batch.Delete(database.family(table), key), "collect a removal");
  }
  auto next = impl_->ledger;
  count(next, *entry, -1);
  impl_->commit(batch, next);
  return true;
}

MergeReport Store::merge(const Store& other) {
  impl_->require_writable("merge a store");
  MergeReport report;
  const auto& ours = *impl_->database;
  const Snapshot theirs(*other.impl_->database);
  const auto their_state = read_ledger_state(*other.impl_->database, theirs.handle());
  for (Rows rows(theirs, Table::kDocuments, Key()); rows.valid(); rows.next()) {
    const DocumentId id{read_u64(rows.key(), 0)};
    const Key key = Key().id(id);
    const auto entry = decode_document(rows.value(), "document " + to_string(id));
    if (const auto bytes = ours.get(Table::kDocuments, key)) {
      const auto old = decode_document(*bytes, "document " + to_string(id));
      if (old.content_hash == entry.content_hash && old.key == entry.key) {
        ++report.unchanged;
      } else {
        report.conflicts.push_back(entry.key);
      }
      continue;
    }
    const auto text = theirs.get(Table::kTexts, key);
    const auto ledger = theirs.get(Table::kLedger, key);
    if (!text || !ledger) {
      fail(ErrorKind::kCorruption, fmt::format("store {} lacks parts of document {}",
                                               other.directory().string(), entry.key));
    }
    rocksdb::WriteBatch batch;
    expect_ok(batch.Put(ours.family(Table::kDocuments), key, rows.value()), "collect a document");
    expect_ok(batch.Put(ours.family(Table::kTexts), key, *text), "collect a document");
    expect_ok(batch.Put(ours.family(Table::kLedger), key, *ledger), "collect a document");
    auto next = impl_->ledger;
    count(next, entry, +1);
    if (next.ontology_hash == 0 && next.model_hash == 0) {
      next.ontology_hash = their_state.ontology_hash;
      next.model_hash = their_state.model_hash;
    }
    impl_->commit(batch, next);
    ++report.added;
  }
  report.decisions = import_decisions(other.decisions());
  std::sort(report.conflicts.begin(), report.conflicts.end());
  return report;
}

DocumentStatus Store::status(std::string_view document_key, std::uint64_t document_hash) const {
  const auto entry = find_document(*impl_->database, document_key);
  if (!entry) return DocumentStatus::kAbsent;
  return entry->document_hash == document_hash && entry->extraction_hash == impl_->extraction_hash
             ? DocumentStatus::kUnchanged
             : DocumentStatus::kChanged;
}

// ---- Decisions ----

Decision Store::merge_entities(EntityId keep, EntityId other, std::string note) {
  if (keep == other) fail(ErrorKind::kUsage, "an entity cannot be merged with itself");
  return impl_->record_pair(DecisionKind::kMerge, keep, other, std::move(note));
}

Decision Store::split_entity(EntityId entity, std::vector<std::string> documents,
                             std::string local_name, std::string name, std::string note) {
  Decision decision;
  decision.kind = DecisionKind::kSplit;
  decision.node = impl_->reference(entity);
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  const auto members = memberships(entity);
  std::size_t leaving = 0;
  for (const auto& document : documents) {
    const auto count = static_cast<std::size_t>(
        std::count_if(members.begin(), members.end(),
                      [&](const Membership& m) { return m.document_key == document; }));
    if (count == 0) {
      fail(ErrorKind::kUsage,
           fmt::format("document {} does not mention '{}'", document, decision.node.name));
    }
    leaving += count;
  }
  if (leaving == 0) fail(ErrorKind::kUsage, "to split an entity, name the documents of one part");
  if (leaving == members.size() && local_name.empty()) {
    fail(ErrorKind::kUsage,
         fmt::format("these are all documents that mention '{}': nothing would stay",
                     decision.node.name));
  }
  decision.documents = std::move(documents);
  decision.local_name = std::move(local_name);
  decision.name = std::move(name);
  decision.note = std::move(note);
  return impl_->record(std::move(decision));
}

Decision Store::rename_entity(EntityId entity, std::string name, std::string note) {
  if (normalised_name(name).empty()) fail(ErrorKind::kUsage, "an entity's name cannot be empty");
  Decision decision;
  decision.kind = DecisionKind::kRename;
  decision.node = impl_->reference(entity);
  decision.name = std::move(name);
  decision.note = std::move(note);
  return impl_->record(std::move(decision));
}

Decision Store::keep_apart(EntityId a, EntityId b, std::string note) {
  if (a == b) fail(ErrorKind::kUsage, "an entity cannot be kept apart from itself");
  return impl_->record_pair(DecisionKind::kApart, a, b, std::move(note));
}

std::optional<Decision> Store::undo(std::optional<std::uint64_t> number) {
  impl_->require_writable("undo a decision");
  const auto all = impl_->decisions();
  const auto found = number ? std::find_if(all.begin(), all.end(),
                                           [&](const Decision& d) { return d.number == *number; })
                            : all.end() - (all.empty() ? 0 : 1);
  if (found == all.end()) return std::nullopt;
  rocksdb::WriteBatch batch;
  expect_ok(batch.Delete(impl_->database->family(Table::kDecisions), Key().u64(found->number)),
            "collect an undone decision");
  auto next = impl_->ledger;
  --next.decisions;
  impl_->commit(batch, next);
  return *found;
}

std::vector<Decision> Store::decisions() const { return impl_->decisions(); }

std::uint64_t Store::import_decisions(std::span<const Decision> decisions) {
  impl_->require_writable("import decisions");
  auto all = impl_->decisions();
  std::uint64_t number = all.empty() ? 0 : all.back().number;
  rocksdb::WriteBatch batch;
  std::uint64_t added = 0;
  for (auto decision : decisions) {
    if (std::any_of(all.begin(), all.end(),
                    [&](const Decision& d) { return same_decision(d, decision); })) {
      continue;
    }
    std::sort(decision.documents.begin(), decision.documents.end());
    decision.number = ++number;
    expect_ok(
        batch.Put(impl_->database->family(Table::kDecisions), Key().u64(number), encode(decision)),
        "collect a decision");
    all.push_back(std::move(decision));
    ++added;
  }
  if (added == 0) return 0;
  auto next = impl_->ledger;
  next.decisions += added;
  impl_->commit(batch, next);
  return added;
}

// ---- View ----

bool Store::refresh_view() {
  impl_->require_writable("refresh the view");
  if (!view_is_stale()) return false;
  impl_->make_view(true);
  return true;
}

void Store::rebuild_view() {
  impl_->require_writable("rebuild the view");
  impl_->make_view(false);
}

bool Store::view_is_stale() const {
  const ReadView view(*impl_->database);
  return is_stale(read_ledger_state(*impl_->database, view.snapshot().handle()), view.state());
}

// ---- Documents ----

std::vector<DocumentRecord> Store::documents() const {
  return list_documents(Snapshot(*impl_->database));
}

std::optional<DocumentRecord> Store::document(std::string_view key) const {
  auto entry = find_document(*impl_->database, key);
  if (!entry) return std::nullopt;
  return record_of(document_id(key), std::move(*entry));
}

std::optional<Document> Store::text(std::string_view key) const {
  return find_text(Snapshot(*impl_->database), key);
}

std::optional<Analysis> Store::analysis(std::string_view key) const {
  return find_analysis(Snapshot(*impl_->database), key);
}

void Store::for_each_analysis(const std::function<bool(const Analysis&)>& visit) const {
  const Snapshot snapshot(*impl_->database);
  for (const auto& document : list_documents(snapshot)) {
    const auto analysis = find_analysis(snapshot, document.key);
    if (analysis && !visit(*analysis)) return;
  }
}

std::vector<EntityId> Store::nodes(std::string_view document_key) const {
  const ReadView view(*impl_->database);
  const auto entry = find_document(*impl_->database, document_key, view.snapshot().handle());
  if (!entry) return {};
  const auto bytes = view.get(Table::kNodes, view.key().id(document_id(document_key)));
  if (!bytes) return {};
  auto row = decode_document_view(*bytes, what_of("the nodes", document_key));
  if (row.content_hash != entry->content_hash) return {};
  return std::move(row.nodes);
}

EntityId Store::literal_node(const Statement& statement, const Argument& argument) {
  return storage::literal_node(statement, argument).id;
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
  statistics.view_stale = is_stale(ledger, state);
  return statistics;
}

void Store::backup(const fs::path& target) const {
  impl_->require_writable("make a backup");
  std::error_code error;
  if (fs::exists(target, error) &&
      !(fs::is_directory(target, error) && fs::is_empty(target, error))) {
    fail(ErrorKind::kIo,
         fmt::format("cannot back up to {}: it is not an empty folder", target.string()));
  }
  fs::create_directories(target, error);
  if (error) {
    fail(ErrorKind::kIo, fmt::format("cannot back up to {}: {}", target.string(), error.message()));
  }
  rocksdb::Checkpoint* made = nullptr;
  expect_ok(rocksdb::Checkpoint::Create(&impl_->database->db(), &made), "make a backup");
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  expect_ok(checkpoint->CreateCheckpoint((target / "db").string()),
            fmt::format("back up to {}", target.string()));
  write_marker(target);  // last: without it, half a backup is no store
}

RelationId relation_id(std::string_view relation_class, std::string_view phrase) {
  return RelationId{content_hash(phrase, content_hash(relation_class, kRelationSeed))};
}

FactId fact_id(EntityId subject, RelationId relation, EntityId object) {
  return FactId{content_hash(Key().id(subject).id(relation).id(object).str(), kFactSeed)};
}

}  // namespace trine::storage
