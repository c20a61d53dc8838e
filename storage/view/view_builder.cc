// In passes, each a scan in key order, so that memory holds the documents' entities and the nodes,
// but never all statements or facts:
//   1. ledger          -> entities of all documents -> resolver -> decisions -> nodes
//   2. ledger          -> rows `nodes`, `members`, `evidence`
//   3. `members`       -> rows `entities`, `ranks`, `names`, `words`
//   4. `words`         -> rows `fuzzy`
//   5. `evidence`      -> rows `spo`, `pos`, `osp`; then `relations`
// Between the passes, the rows are sorted. Every sum is taken in key order, so the bits of a belief
// do not depend on the order in which documents came.
#include "storage/view/view_builder.h"

#include <fmt/format.h>
#include <rocksdb/convenience.h>

#include <algorithm>

#include "schema/error.h"
#include "storage/identity/resolution.h"
#include "storage/view/bulk_rows.h"

namespace trine::storage {
namespace {

// Add one whenever the same ledger would give another view.
constexpr std::uint32_t kViewVersion = 4;

// Below this many statements and mentions, the rows are written as batches.
constexpr std::uint64_t kSmallStore = 20'000;

// Pass 2.
void write_documents(BulkRows& rows, const Database& database, const ResolvedLedger& resolved,
                     Relations& relations) {
  Rows entries(database, nullptr, Table::kDocuments, Key());
  Rows ledger(database, nullptr, Table::kLedger, Key());
  Analysis analysis;
  for (const auto& document : resolved.documents) {
    if (!entries.valid() || !ledger.valid()) {
      throw Error(ErrorKind::kInternal, "the ledger changed while its view was made");
    }
    const auto what = "document " + to_string(document.id);
    const auto entry = decode_document(entries.value(), what);
    decode_ledger(ledger.value(), "the ledger of document " + entry.key, analysis);
    write_document(rows, resolved, document, entry, analysis, relations);
    entries.next();
    ledger.next();
  }
}

// Pass 3.
void write_entities(BulkRows& rows, const Database& database, const NodeAssignment& assignment,
                    ViewState& state) {
  EntityAggregate aggregate;
  EntityId current;
  bool any = false;
  const auto finish = [&] {
    if (!any) return;
    const auto* node = assignment.find(current);
    if (aggregate.has_row(current, node)) {
      const auto record = aggregate.finish(current, node);
      state.count(record, +1);
      write_entity(rows, record);
    }
    aggregate = {};
  };
  for (Rows members(database, nullptr, Table::kMembers, rows.key()); members.valid();
       members.next()) {
    const EntityId id{read_u64(members.key(), 4)};
    if (any && id != current) finish();
    any = true;
    current = id;
    aggregate.add(DocumentId{read_u64(members.key(), 12)},
                  decode_member(members.value(), "a member of node " + to_string(id)));
  }
  finish();
}

// Pass 4.
void write_words(BulkRows& rows, const Database& database) {
  std::string last;
  for (Rows words(database, nullptr, Table::kWords, rows.key()); words.valid(); words.next()) {
    const auto key = words.key().ToStringView();
    const auto word = key.substr(4, key.size() - 4 - 1 - 8);
    if (word == last) continue;
    last = word;
    write_word(rows, word);
  }
}

// Pass 5.
void write_facts(BulkRows& rows, const Database& database, Relations& relations, ViewState& state) {
  FactAggregate aggregate;
  FactId current;
  bool any = false;
  const auto finish = [&] {
    if (!any) return;
    const auto& entry = aggregate.finish(current);
    write_fact(rows, entry);
    auto& relation = relations[entry.fact.relation];
    ++relation.relation.facts;
    if (entry.fact.symmetric) ++relation.symmetric_facts;
    ++state.facts;
    aggregate = {};
  };
  for (Rows evidence(database, nullptr, Table::kEvidence, rows.key()); evidence.valid();
       evidence.next()) {
    const FactId id{read_u64(evidence.key(), 4)};
    if (any && id != current) finish();
    any = true;
    current = id;
    ++state.evidence;
    aggregate.add(DocumentId{read_u64(evidence.key(), 12)}, read_u32(evidence.key(), 20),
                  decode_evidence(evidence.value(), "evidence of fact " + to_string(id)));
  }
  finish();
}

}  // namespace

std::uint64_t view_rules() {
  return static_cast<std::uint64_t>(kViewVersion) << 32 | kResolutionVersion;
}

void build_view(const Database& database, const LedgerState& ledger, const ResolvedLedger& resolved,
                std::uint32_t generation, const std::filesystem::path& marker,
                const std::function<void(const ViewState&)>& switch_to) {
  BulkRows rows(database, generation, ledger.statements + ledger.mentions >= kSmallStore);
  ViewState state;
  state.generation = state.building = generation;
  state.revision = ledger.revision;
  state.rules = view_rules();

  Relations relations;
  write_documents(rows, database, resolved, relations);
  rows.finish({Table::kNodes, Table::kMembers, Table::kEvidence});
  write_entities(rows, database, resolved.assignment, state);
  rows.finish({Table::kEntities, Table::kNames, Table::kWords, Table::kRanks});
  write_words(rows, database);
  write_facts(rows, database, relations, state);
  for (const auto& [id, entry] : relations) {
    rows.put(Table::kRelations, rows.key().id(id), encode(entry));
    state.count_class(entry.relation.relation_class,
                      static_cast<std::int64_t>(entry.relation.facts));
  }
  state.relations = relations.size();
  const auto& doubts = resolved.assignment.doubts;
  for (std::uint32_t i = 0; i < doubts.size(); ++i) {
    rows.put(Table::kDoubts, rows.key().u32(i), encode(doubts[i]));
  }
  rows.put(Table::kMeta, seal_key(generation), "sealed");
  const SwitchLock lock(marker, SwitchLock::Kind::kExclusive);
  rows.finish({Table::kFuzzy, Table::kSpo, Table::kPos, Table::kOsp, Table::kRelations,
               Table::kDoubts, Table::kMeta});
  switch_to(state);
}

Key seal_key(std::uint32_t generation) { return Key().text("seal").u32(generation); }

void drop_generations(const Database& database, std::uint32_t first, std::uint32_t last) {
  if (first >= last) return;
  const Key begin = Key().u32(first);
  const Key end = Key().u32(last);
  auto& db = database.db();
  // Whole files go at once, unless a call that is under way may still read them.
  std::uint64_t snapshots = 0;
  const bool unread =
      db.GetIntProperty(rocksdb::DB::Properties::kNumSnapshots, &snapshots) && snapshots == 0;
  rocksdb::WriteBatch batch;
  for (auto i = static_cast<std::size_t>(kFirstViewTable); i < kTables; ++i) {
    auto* family = database.family(static_cast<Table>(i));
    if (unread) {
      const rocksdb::Slice first_key = begin, last_key = end;
      const rocksdb::RangePtr range(&first_key, &last_key);
      expect_ok(rocksdb::DeleteFilesInRanges(&db, family, &range, 1, false), "drop the old view");
    }
    expect_ok(batch.DeleteRange(family, begin, end), "collect the old view's rows");
  }
  expect_ok(batch.DeleteRange(database.family(Table::kMeta), seal_key(first), seal_key(last)),
            "collect the old view's rows");
  database.write(batch, false);
}

}  // namespace trine::storage
