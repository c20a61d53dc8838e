// The rules of the view, one document, node or fact at a time: what rows follow from it. Shared by
// the full build and by the update of a few documents. Internal.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "storage/codec/ledger_codec.h"
#include "storage/codec/view_codec.h"
#include "storage/identity/nodes.h"
#include "storage/table/rocksdb_handles.h"

namespace trine::storage {

// Members of literals come after all document entities.
inline constexpr std::uint32_t kLiteralIndex = 0x80000000;

// Where rows go.
class RowSink {
 public:
  explicit RowSink(std::uint32_t generation) : generation_(generation) {}
  virtual ~RowSink() = default;
  virtual void put(Table table, const Key& key, std::string_view value) = 0;
  Key key() const { return Key().u32(generation_); }

 private:
  std::uint32_t generation_;
};

// ---- Nodes of all documents ----

// Most entities of a ledger are descriptions that stay local to their document. What they are
// follows from that document alone, so only the others are held in memory: those that resolution or
// a decision may join to something. These have positions.
struct ResolvedDocument {
  DocumentId id;
  std::uint64_t content_hash = 0;
  std::uint32_t first = 0;  // position of its first entity that has one
  std::uint32_t size = 0;   // how many have
};

struct ResolvedLedger {
  NodeAssignment assignment;
  std::vector<std::uint32_t> indices;       // position -> index into Analysis::entities
  std::vector<ResolvedDocument> documents;  // by id
  std::vector<std::uint64_t> node_hashes;   // of what a document's rows take from its nodes

  // The node of each entity, and why it is there.
  struct Place {
    EntityId node;
    std::string reason;
  };
  std::vector<Place> places(const ResolvedDocument& document, std::string_view key,
                            const Analysis& analysis) const;
  // With equal content and equal hashes, a document has equal places and equal rows.
  std::uint64_t assignment_hash(const ResolvedDocument& document) const;
};

// Reads the whole ledger, resolves, applies the decisions.
ResolvedLedger resolve_ledger(const Database& database, std::span<const Decision> decisions);

// ---- One document ----

using Relations = std::map<RelationId, RelationEntry>;

// Writes rows `members`, `evidence`, `nodes`; adds to `relations` (without counts). `analysis`
// needs no text.
DocumentView write_document(RowSink& rows, const ResolvedLedger& resolved,
                            const ResolvedDocument& document, const DocumentEntry& entry,
                            const Analysis& analysis, Relations& relations);

// ---- One node ----

// All rows of `members` with one entity, in key order.
class EntityAggregate {
 public:
  void add(DocumentId document, MemberEntry member);
  // Descriptions of one document of which nothing is said are not listed, and not looked up by
  // name: whoever comes upon the id of one makes the record from `members` (ReadView::entity).
  bool has_row(EntityId id, const Node* node) const;
  EntityRecord finish(EntityId id, const Node* node);

 private:
  EntityRecord record_;
  bool in_fact_ = false;
  DocumentId last_document_;
  std::map<std::string, std::uint64_t> names_;
  std::map<std::string, std::uint64_t> aliases_;
  std::set<std::string> roles_;
  std::set<EntityId> members_;
};

// Names and words under which the node is looked up.
struct LookupNames {
  std::map<std::string, std::uint64_t> names;  // normalised; mentions
  std::set<std::string> words;                 // none for literals
};
LookupNames lookup_names(const EntityRecord& record);

// Whether it is among those that statistics list, by mentions: named things.
bool is_ranked(const EntityRecord& record);
Key rank_key(Key generation, const EntityRecord& record);

// Rows `entities`, `ranks`, `names`, `words`.
void write_entity(RowSink& rows, const EntityRecord& record);
// Rows `fuzzy`.
void write_word(RowSink& rows, std::string_view word);

// ---- One fact ----

// All rows of `evidence` with one fact, in key order.
class FactAggregate {
 public:
  void add(DocumentId document, std::uint32_t statement, const EvidenceEntry& evidence);
  const FactEntry& finish(FactId id);

 private:
  using Rank = std::tuple<bool, double, double, bool>;
  void close_document();

  FactEntry entry_;
  DocumentId last_document_;
  double best_positive_ = 0, best_negative_ = 0;  // in the current document
  double not_positive_ = 1, not_negative_ = 1;    // products over the documents before it
  Rank best_;
};

// Rows `spo`, `pos`, `osp`.
void write_fact(RowSink& rows, const FactEntry& entry);

}  // namespace trine::storage
