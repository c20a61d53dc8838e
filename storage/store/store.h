// A Trine store: one directory. The ledger keeps what every document contributed, whole; the view
// (nodes, names, relations, facts, evidence) is derived from the ledger and the user's decisions by
// refresh_view(), the same for any order of arrival. Bytes on disk: docs/storage-format.md.
// Const members are thread-safe; the others may be called from one thread at a time.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/document.h"
#include "schema/ids.h"
#include "storage/decisions.h"
#include "storage/records.h"

namespace trine::storage {

enum class OpenMode {
  kReadOnly,   // never creates or changes anything; works while a writer is at work, and sees the
               // store as it was when it was opened
  kModify,     // reads and writes; never creates
  kReadWrite,  // reads and writes; creates the store when the directory is absent or empty
};

struct OpenOptions {
  OpenMode mode = OpenMode::kReadOnly;
  // The extraction's version: a document that was read under another one counts as changed.
  std::uint64_t ontology_hash = 0;
  std::uint64_t model_hash = 0;
  std::string reader{};  // the model's name, told by statistics()
};

enum class PutOutcome { kAdded, kReplaced, kUnchanged };
enum class DocumentStatus {
  kAbsent,
  kChanged,
  kOutdated,  // the same, but what is there was read by another version of the extraction
  kUnchanged,
};

struct MergeReport {
  std::uint64_t added = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t decisions = 0;         // taken over
  std::vector<std::string> conflicts;  // keys of documents that differ: ours were kept; sorted
  friend bool operator==(const MergeReport&, const MergeReport&) = default;
};

struct CheckReport {
  std::vector<std::string> problems;  // one line each, naming the record; empty: all is well
  std::uint64_t documents = 0;        // looked at
  std::uint64_t entities = 0;
  std::uint64_t facts = 0;
  std::uint64_t evidence = 0;
  friend bool operator==(const CheckReport&, const CheckReport&) = default;
};

class Store {
 public:
  // Throws Error: kIo (missing, or no access, or disk full), kLocked (another writer has it),
  // kCorruption (not a store, damaged, or of another format version; it is left as it is).
  static Store open(const std::filesystem::path& directory, const OpenOptions& options);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  const std::filesystem::path& directory() const;
  OpenMode mode() const;

  // ---- Ledger: writing. The view does not change before refresh_view(). ----

  // All of `analysis` or nothing is stored, under its document's key. A crash of the process loses
  // nothing that put() returned from; a power cut may lose what was put in the last second.
  PutOutcome put(const Analysis& analysis);
  // False when there was none.
  bool remove(std::string_view document_key);
  // Documents of `other` that are absent here are taken over, and its decisions.
  MergeReport merge(const Store& other);

  // Whether a document with this hash (Document::hash()) needs to be extracted.
  DocumentStatus status(std::string_view document_key, std::uint64_t document_hash) const;

  // ---- Sources: the folders that were read, and what their documents' keys call them. ----

  std::map<std::string, std::string> source_origins() const;  // absolute folder -> source
  void set_source_origin(std::string_view origin, std::string_view source);

  // ---- Decisions. They show after refresh_view(). ----

  // Throw Error{kNotFound} when no node has the id, kUsage when the decision makes no sense.
  Decision merge_entities(EntityId keep, EntityId other, std::string note = {});
  // The parts of `entity` in `documents` leave it; `local_name` narrows to the parts so named.
  Decision split_entity(EntityId entity, std::vector<std::string> documents,
                        std::string local_name = {}, std::string name = {}, std::string note = {});
  Decision rename_entity(EntityId entity, std::string name, std::string note = {});
  // They are two things: doubtful_pairs() no longer lists them.
  Decision keep_apart(EntityId a, EntityId b, std::string note = {});
  // Takes back decision `number`, or the latest one. Nothing when there is no such.
  std::optional<Decision> undo(std::optional<std::uint64_t> number = std::nullopt);
  // By number.
  std::vector<Decision> decisions() const;
  // Appends those that are not there yet (numbers aside); returns how many were.
  std::uint64_t import_decisions(std::span<const Decision> decisions);

  // ---- View ----

  // Makes the view anew if it is stale. Returns whether it was. Readers see the old or the new one.
  bool refresh_view();
  // Also when it is not stale.
  void rebuild_view();
  bool view_is_stale() const;

  // ---- Reading documents ----

  std::vector<DocumentRecord> documents() const;  // by key
  std::optional<DocumentRecord> document(std::string_view key) const;
  std::optional<Document> text(std::string_view key) const;  // with text and metadata
  std::optional<Analysis> analysis(std::string_view key) const;
  // By key; stops when `visit` returns false. One analysis is in memory at a time.
  void for_each_analysis(const std::function<bool(const Analysis&)>& visit) const;
  // Node of each entity of the document, by index; empty when the view does not have it.
  std::vector<EntityId> nodes(std::string_view document_key) const;
  // Descriptions with names inside them, in the order of the text; empty when the view does not
  // have the document.
  std::vector<NestedName> nested_names(std::string_view document_key) const;
  // Those of all documents, by the documents' ids; stops when `visit` returns false.
  void for_each_nested_name(
      const std::function<bool(const DocumentRecord&, const NestedName&)>& visit) const;
  // Node of a literal argument (time, quantity, clause) of a statement.
  static EntityId literal_node(const Statement& statement, const Argument& argument);

  // ---- Reading nodes and relations ----

  // Any node that a document or another record names.
  std::optional<EntityRecord> entity(EntityId id) const;
  // Nodes of which something is said, and named things: not the descriptions of one document that
  // no statement is about. Those are not found by name, either.
  void for_each_entity(const std::function<bool(const EntityRecord&)>& visit) const;  // by id
  // Named things, by mentions, then id.
  std::vector<EntityRecord> most_mentioned(std::size_t limit) const;
  std::vector<Membership> memberships(EntityId id) const;  // by document key, index
  std::vector<DoubtfulPair> doubtful_pairs(std::size_t limit) const;
  std::optional<RelationRecord> relation(RelationId id) const;
  void for_each_relation(const std::function<bool(const RelationRecord&)>& visit) const;  // by id

  // ---- Names: any alias, without regard to case and accents ----
  // Each entity once; best first: by mentions under that alias, then of the entity, then id.
  // Literals come last.

  std::vector<NameMatch> find_exact(std::string_view name) const;
  std::vector<NameMatch> find_prefix(std::string_view prefix, std::size_t limit) const;
  // Names that hold all the words, in any order; the last word may be a beginning.
  std::vector<NameMatch> find_words(std::string_view words, std::size_t limit) const;
  // "Did you mean": nearest spelling first.
  std::vector<NameMatch> find_similar(std::string_view name, std::size_t limit) const;
  // The first of exact, words, that finds something; empty: ask find_similar.
  std::vector<NameMatch> look_up(std::string_view name, std::size_t limit = 20) const;

  // ---- Facts ----

  std::optional<FactRecord> fact(FactId id) const;
  std::optional<FactRecord> fact(EntityId subject, RelationId relation, EntityId object) const;
  // By (subject, relation, object).
  void for_each_fact(const std::function<bool(const FactRecord&)>& visit) const;
  std::vector<FactRecord> facts_of_subject(EntityId subject) const;      // by relation, object
  std::vector<FactRecord> facts_of_object(EntityId object) const;        // by subject, relation
  std::vector<FactRecord> facts_of_relation(RelationId relation) const;  // by object, subject
  std::vector<FactRecord> facts_of_class(std::string_view relation_class) const;
  // Either way round.
  std::vector<FactRecord> facts_between(EntityId a, EntityId b) const;

  // By document id, statement. Evidence whose document was replaced or removed since the view was
  // made is left out.
  std::vector<Evidence> evidence(FactId fact, std::size_t limit = SIZE_MAX) const;
  // Of many facts, in their order: each document is read once for all of them.
  std::vector<std::vector<Evidence>> evidence_of(std::span<const FactId> facts) const;
  // The one to quote: positive before negative, asserted before the rest, then confidence, then a
  // body sentence before a headline, then order.
  std::optional<Evidence> best_evidence(FactId fact) const;

  // ---- The store as a whole ----

  Statistics statistics() const;
  // Reads everything: every fact has evidence, all evidence resolves, indexes and counts agree.
  CheckReport check() const;
  // A consistent copy that shares files where the file system allows. `target` must be absent or
  // empty. Throws Error{kUsage} in read-only mode.
  void backup(const std::filesystem::path& target) const;

 private:
  friend struct Mending;  // store_repair.cc
  class Impl;             // keeps rocksdb/ and capnp/ out of this header
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

std::ostream& operator<<(std::ostream& out, PutOutcome outcome);
std::ostream& operator<<(std::ostream& out, DocumentStatus status);
std::ostream& operator<<(std::ostream& out, const MergeReport& report);
std::ostream& operator<<(std::ostream& out, const CheckReport& report);

}  // namespace trine::storage
