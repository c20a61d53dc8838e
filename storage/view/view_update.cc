// A few documents changed: the same rows as a full build, by looking only at the documents whose
// rows may differ and at the nodes and facts that these touch. Which documents those are is not
// guessed: resolution runs over the whole ledger, and a document is affected if its content, the
// node of one of its entities, that node's name or type, or the reason why it belongs there differs
// from what its row in `nodes` remembers.
#include <rocksdb/utilities/write_batch_with_index.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "schema/error.h"
#include "storage/identity/fuzzy.h"
#include "storage/view/view_builder.h"

namespace trine::storage {
namespace {

constexpr std::size_t kMostBatchBytes = 256 * 1024 * 1024;

class UpdateRows : public RowSink {
 public:
  UpdateRows(const Database& database, std::uint32_t generation)
      : RowSink(generation),
        database_(database),
        batch_(rocksdb::BytewiseComparator(), 0, true /* the last write of a key holds */) {}

  void put(Table table, const Key& key, std::string_view value) override {
    expect_ok(batch_.Put(database_.family(table), key, rocksdb::Slice(value.data(), value.size())),
              "collect rows of the view");
  }
  void remove(Table table, const Key& key) {
    expect_ok(batch_.Delete(database_.family(table), key), "collect rows of the view");
  }
  // As it stands before the update.
  std::optional<std::string> old(Table table, const Key& key) const {
    return database_.get(table, key);
  }
  const Database& database() const { return database_; }
  rocksdb::WriteBatchWithIndex& batch() { return batch_; }

 private:
  const Database& database_;
  rocksdb::WriteBatchWithIndex batch_;
};

class Update {
 public:
  Update(const Database& database, const ResolvedLedger& resolved, const ViewState& current)
      : rows_(database, current.generation), resolved_(resolved), state_(current) {}

  // False: it is not worth it.
  bool run() {
    const auto affected = affected_documents();
    if (4 * affected.size() > resolved_.documents.size() + 16) return false;
    for (const auto& [id, document] : affected) {
      remove_rows(id);
      if (document) write_rows(*document);
      if (rows_.batch().GetWriteBatch()->GetDataSize() > kMostBatchBytes) return false;
    }
    for (const auto id : entities_) update_entity(id);
    for (const auto& word : words_) update_word(word);
    for (const auto id : facts_) update_fact(id);
    for (const auto& [id, change] : relation_changes_) update_relation(id, change);
    update_doubts();
    return rows_.batch().GetWriteBatch()->GetDataSize() <= kMostBatchBytes;
  }

  ViewState commit(std::uint64_t revision, std::string_view state_key) {
    state_.revision = revision;
    const auto& database = rows_.database();
    expect_ok(
        rows_.batch().Put(database.family(Table::kMeta), std::string(state_key), encode(state_)),
        "collect the view's metadata");
    database.write(*rows_.batch().GetWriteBatch(), true);
    return state_;
  }

 private:
  struct RelationChange {
    std::int64_t facts = 0;
    std::int64_t symmetric_facts = 0;
  };

  // By id; with nothing for those that are gone.
  std::map<DocumentId, const ResolvedDocument*> affected_documents() const {
    std::map<DocumentId, const ResolvedDocument*> affected;
    auto document = resolved_.documents.begin();
    const auto end = resolved_.documents.end();
    for (Rows rows(rows_.database(), nullptr, Table::kNodes, rows_.key()); rows.valid();
         rows.next()) {
      const DocumentId id{read_u64(rows.key(), 4)};
      for (; document != end && document->id < id; ++document) {
        affected.emplace(document->id, &*document);
      }
      if (document == end || document->id != id) {
        affected.emplace(id, nullptr);
        continue;
      }
      const auto view = decode_view_hashes(rows.value(), "document " + to_string(id));
      if (view.content != document->content_hash ||
          view.assignment != resolved_.assignment_hash(*document)) {
        affected.emplace(id, &*document);
      }
      ++document;
    }
    for (; document != end; ++document) affected.emplace(document->id, &*document);
    return affected;
  }

  void remove_rows(DocumentId id) {
    const auto bytes = rows_.old(Table::kNodes, rows_.key().id(id));
    if (!bytes) return;
    const auto view = decode_document_view(*bytes, "document " + to_string(id));
    for (std::uint32_t i = 0; i < view.nodes.size(); ++i) {
      rows_.remove(Table::kMembers, rows_.key().id(view.nodes[i]).id(id).u32(i));
      entities_.insert(view.nodes[i]);
    }
    for (const auto literal : view.literals) {
      rows_.remove(Table::kMembers, rows_.key().id(literal).id(id).u32(kLiteralIndex));
      entities_.insert(literal);
    }
    for (std::uint32_t i = 0; i < view.facts.size(); ++i) {
      if (view.facts[i].value == 0) continue;
      rows_.remove(Table::kEvidence, rows_.key().id(view.facts[i]).id(id).u32(i));
      facts_.insert(view.facts[i]);
      --state_.evidence;
    }
    rows_.remove(Table::kNodes, rows_.key().id(id));
  }

  void write_rows(const ResolvedDocument& document) {
    const Key key = Key().id(document.id);
    const auto what = "document " + to_string(document.id);
    const auto entry = rows_.old(Table::kDocuments, key);
    const auto ledger = rows_.old(Table::kLedger, key);
    if (!entry || !ledger) {
      throw Error(ErrorKind::kInternal, "the ledger changed while its view was made");
    }
    Analysis analysis;
    decode_ledger(*ledger, what, analysis);
    const auto view = write_document(rows_, resolved_, document, decode_document(*entry, what),
                                     analysis, relations_);
    entities_.insert(view.nodes.begin(), view.nodes.end());
    entities_.insert(view.literals.begin(), view.literals.end());
    for (const auto fact : view.facts) {
      if (fact.value == 0) continue;
      facts_.insert(fact);
      ++state_.evidence;
    }
  }

  void update_entity(EntityId id) {
    const auto key = rows_.key().id(id);
    if (const auto bytes = rows_.old(Table::kEntities, key)) {
      const auto old = decode_entity(*bytes, "node " + to_string(id), id);
      state_.count(old, -1);
      rows_.remove(Table::kEntities, key);
      if (is_ranked(old)) rows_.remove(Table::kRanks, rank_key(rows_.key(), old));
      auto lookup = lookup_names(old);
      for (const auto& [name, count] : lookup.names) {
        rows_.remove(Table::kNames, rows_.key().text(name).end().id(id));
      }
      for (const auto& word : lookup.words) {
        rows_.remove(Table::kWords, rows_.key().text(word).end().id(id));
      }
      words_.merge(lookup.words);
    }
    EntityAggregate aggregate;
    bool any = false;
    for (Rows members(rows_.database(), rows_.batch(), Table::kMembers, key); members.valid();
         members.next()) {
      any = true;
      aggregate.add(DocumentId{read_u64(members.key(), 12)},
                    decode_member(members.value(), "a member of node " + to_string(id)));
    }
    const auto* node = resolved_.assignment.find(id);
    if (!any || !aggregate.has_row(id, node)) return;
    const auto record = aggregate.finish(id, node);
    state_.count(record, +1);
    write_entity(rows_, record);
    words_.merge(lookup_names(record).words);
  }

  void update_word(const std::string& word) {
    const auto prefix = rows_.key().text(word).end();
    const bool was = Rows(rows_.database(), nullptr, Table::kWords, prefix).valid();
    const bool is = Rows(rows_.database(), rows_.batch(), Table::kWords, prefix).valid();
    if (was == is) return;
    if (is) {
      write_word(rows_, word);
      return;
    }
    for (const auto& form : shortened_forms(word)) {
      rows_.remove(Table::kFuzzy, rows_.key().text(form).end().text(word));
    }
  }

  void update_fact(FactId id) {
    // The ids of a fact never change, so what any evidence says of them, old or new, holds.
    const auto key = rows_.key().id(id);
    if (Rows old(rows_.database(), nullptr, Table::kEvidence, key); old.valid()) {
      const auto entry = decode_evidence(old.value(), "evidence of fact " + to_string(id));
      const auto row = rows_.key().id(entry.subject).id(entry.relation).id(entry.object);
      if (const auto bytes = rows_.old(Table::kSpo, row)) {
        auto& change = relation_changes_[entry.relation];
        --change.facts;
        if (decode_fact(*bytes, "fact " + to_string(id)).fact.symmetric) --change.symmetric_facts;
        --state_.facts;
      }
      rows_.remove(Table::kSpo, row);
      rows_.remove(Table::kPos, rows_.key().id(entry.relation).id(entry.object).id(entry.subject));
      rows_.remove(Table::kOsp, rows_.key().id(entry.object).id(entry.subject).id(entry.relation));
    }
    FactAggregate aggregate;
    bool any = false;
    for (Rows evidence(rows_.database(), rows_.batch(), Table::kEvidence, key); evidence.valid();
         evidence.next()) {
      any = true;
      aggregate.add(DocumentId{read_u64(evidence.key(), 12)}, read_u32(evidence.key(), 20),
                    decode_evidence(evidence.value(), "evidence of fact " + to_string(id)));
    }
    if (!any) return;
    const auto& entry = aggregate.finish(id);
    write_fact(rows_, entry);
    auto& change = relation_changes_[entry.fact.relation];
    ++change.facts;
    if (entry.fact.symmetric) ++change.symmetric_facts;
    ++state_.facts;
  }

  void update_relation(RelationId id, const RelationChange& change) {
    const auto key = rows_.key().id(id);
    const auto bytes = rows_.old(Table::kRelations, key);
    auto entry =
        bytes ? decode_relation(*bytes, "relation " + to_string(id), id) : relations_.at(id);
    if (bytes) --state_.relations;
    entry.relation.facts += static_cast<std::uint64_t>(change.facts);
    state_.count_class(entry.relation.relation_class, change.facts);
    entry.symmetric_facts += static_cast<std::uint64_t>(change.symmetric_facts);
    if (entry.relation.facts == 0) {
      rows_.remove(Table::kRelations, key);
      return;
    }
    ++state_.relations;
    rows_.put(Table::kRelations, key, encode(entry));
  }

  void update_doubts() {
    const auto& doubts = resolved_.assignment.doubts;
    std::size_t i = 0;
    for (Rows old(rows_.database(), nullptr, Table::kDoubts, rows_.key()); old.valid();
         old.next(), ++i) {
      if (i >= doubts.size()) rows_.remove(Table::kDoubts, rows_.key().u32(read_u32(old.key(), 4)));
    }
    for (i = 0; i < doubts.size(); ++i) {
      const auto key = rows_.key().u32(static_cast<std::uint32_t>(i));
      const auto bytes = encode(doubts[i]);
      if (rows_.old(Table::kDoubts, key) != bytes) rows_.put(Table::kDoubts, key, bytes);
    }
  }

  UpdateRows rows_;
  const ResolvedLedger& resolved_;
  ViewState state_;
  Relations relations_;  // those of the documents that are written
  // What the affected documents touch, before or after.
  std::set<EntityId> entities_;
  std::set<FactId> facts_;
  std::set<std::string> words_;
  std::map<RelationId, RelationChange> relation_changes_;
};

}  // namespace

std::optional<ViewState> update_view(const Database& database, const LedgerState& ledger,
                                     const ResolvedLedger& resolved, const ViewState& current,
                                     std::string_view state_key) {
  Update update(database, resolved, current);
  if (!update.run()) return std::nullopt;
  return update.commit(ledger.revision, state_key);
}

}  // namespace trine::storage
