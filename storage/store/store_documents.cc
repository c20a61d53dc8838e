// Store: documents put in, taken out, merged in and read back. What they say is the ledger.
#include <fmt/format.h>

#include <algorithm>

#include "schema/error.h"
#include "storage/identity/nested_names.h"
#include "storage/store/analysis_fault.h"
#include "storage/store/store.h"
#include "storage/store/store_impl.h"

namespace trine::storage {
namespace {

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
  if (!text) throw Error(ErrorKind::kCorruption, what_of("the text", key) + " is missing");
  return Document{entry->key, decode_text(*text, what_of("the text", key)), entry->title,
                  entry->date, entry->uri};
}

std::optional<Analysis> find_analysis(const Snapshot& snapshot, std::string_view key) {
  auto document = find_text(snapshot, key);
  if (!document) return std::nullopt;
  const auto ledger = snapshot.get(Table::kLedger, Key().id(document_id(key)));
  if (!ledger) throw Error(ErrorKind::kCorruption, what_of("the ledger", key) + " is missing");
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

// Empty when the document changed since the view was made.
std::vector<EntityId> nodes_of(const ReadView& view, DocumentId id, const DocumentEntry& entry) {
  const auto bytes = view.get(Table::kNodes, view.key().id(id));
  if (!bytes) return {};
  auto row = decode_document_view(*bytes, what_of("the nodes", entry.key));
  if (row.content_hash != entry.content_hash) return {};
  return std::move(row.nodes);
}

std::vector<NestedName> nested_names_of(const ReadView& view, DocumentId id,
                                        const DocumentEntry& entry) {
  const auto nodes = nodes_of(view, id, entry);
  if (nodes.empty()) return {};
  const auto ledger = view.get(Table::kLedger, Key().id(id));
  if (!ledger)
    throw Error(ErrorKind::kCorruption, what_of("the ledger", entry.key) + " is missing");
  return decode_nested_names(*ledger, what_of("the ledger", entry.key), nodes);
}

}  // namespace

// ---- Writing ----

void Store::Impl::adopt(DocumentId id, const DocumentEntry& entry, const DocumentRows& rows,
                        const LedgerState& theirs) {
  const Key key = Key().id(id);
  rocksdb::WriteBatch batch;
  const auto put = [&](Table table, std::string_view bytes) {
    expect_ok(batch.Put(database->family(table), key, rocksdb::Slice(bytes.data(), bytes.size())),
              "collect a document");
  };
  put(Table::kDocuments, rows.document);
  put(Table::kTexts, rows.text);
  put(Table::kLedger, rows.ledger);
  auto next = ledger;
  count(next, entry, +1);
  if (next.ontology_hash == 0 && next.model_hash == 0) {
    next.ontology_hash = theirs.ontology_hash;
    next.model_hash = theirs.model_hash;
    next.reader = theirs.reader;
  }
  commit(batch, next);
}

PutOutcome Store::put(const Analysis& analysis) {
  impl_->require_writable("add a document");
  const auto& document = analysis.document;
  if (const auto fault = find_fault(analysis)) {
    throw Error(
        ErrorKind::kInternal,
        fmt::format("the analysis of document {} does not fit together: {}", document.key, *fault));
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
      throw Error(ErrorKind::kInternal,
                  fmt::format("documents {} and {} have the same id", old.key, document.key));
    }
    if (old == entry) return PutOutcome::kUnchanged;
    count(next, old, -1);
    outcome = PutOutcome::kReplaced;
  }
  count(next, entry, +1);
  next.ontology_hash = impl_->options.ontology_hash;
  next.model_hash = impl_->options.model_hash;
  next.reader = impl_->options.reader;

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
      throw Error(ErrorKind::kCorruption, fmt::format("store {} lacks parts of document {}",
                                                      other.directory().string(), entry.key));
    }
    impl_->adopt(id, entry, {rows.value(), *text, *ledger}, their_state);
    ++report.added;
  }
  report.decisions = import_decisions(other.decisions());
  std::sort(report.conflicts.begin(), report.conflicts.end());
  return report;
}

DocumentStatus Store::status(std::string_view document_key, std::uint64_t document_hash) const {
  const auto entry = find_document(*impl_->database, document_key);
  if (!entry) return DocumentStatus::kAbsent;
  if (entry->document_hash != document_hash) return DocumentStatus::kChanged;
  return entry->extraction_hash == impl_->extraction_hash ? DocumentStatus::kUnchanged
                                                          : DocumentStatus::kOutdated;
}

// ---- Reading ----

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
  return entry ? nodes_of(view, document_id(document_key), *entry) : std::vector<EntityId>();
}

std::vector<NestedName> Store::nested_names(std::string_view document_key) const {
  const ReadView view(*impl_->database);
  const auto entry = find_document(*impl_->database, document_key, view.snapshot().handle());
  return entry ? nested_names_of(view, document_id(document_key), *entry)
               : std::vector<NestedName>();
}

void Store::for_each_nested_name(
    const std::function<bool(const DocumentRecord&, const NestedName&)>& visit) const {
  const ReadView view(*impl_->database);
  for (Rows rows(view.snapshot(), Table::kDocuments, Key()); rows.valid(); rows.next()) {
    const DocumentId id{read_u64(rows.key(), 0)};
    auto entry = decode_document(rows.value(), "document " + to_string(id));
    const auto names = nested_names_of(view, id, entry);
    if (names.empty()) continue;
    const auto record = record_of(id, std::move(entry));
    for (const auto& name : names) {
      if (!visit(record, name)) return;
    }
  }
}

}  // namespace trine::storage
