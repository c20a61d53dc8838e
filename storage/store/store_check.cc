// Store: looking whether all is well. Reads everything, changes nothing.
#include <fmt/format.h>
#include <rocksdb/options.h>

#include <algorithm>
#include <unordered_map>

#include "schema/error.h"
#include "storage/identity/names.h"
#include "storage/store/analysis_fault.h"
#include "storage/store/store.h"
#include "storage/store/store_impl.h"
#include "storage/view/view_builder.h"

namespace trine::storage {
namespace {

constexpr std::size_t kMostProblems = 100;

class Checker {
 public:
  Checker(const Database& database, bool stale)
      : database_(database), view_(database, &cache_), stale_(stale) {}

  CheckReport run() {
    attempt("the files' checksums", [&] {
      for (std::size_t i = 0; i < kTables; ++i) {
        scan(static_cast<Table>(i));
      }
    });
    attempt("the documents", [&] { documents(); });
    attempt("the nodes", [&] { entities(); });
    attempt("the names", [&] { names(); });
    attempt("the evidence", [&] { evidence(); });
    attempt("the facts", [&] { facts(); });
    return std::move(report_);
  }

 private:
  template <class... Args>
  void problem(fmt::format_string<Args...> format, Args&&... args) {
    if (report_.problems.size() < kMostProblems) {
      report_.problems.push_back(fmt::format(format, std::forward<Args>(args)...));
    } else if (report_.problems.size() == kMostProblems) {
      report_.problems.push_back("... and more");
    }
  }

  // What cannot be read is a problem too, not the end of the check.
  template <class Step>
  void attempt(std::string_view what, Step step) {
    try {
      step();
    } catch (const Error& error) {
      problem("{}: {}", what, error.what());
    }
  }

  void scan(Table table) {
    rocksdb::ReadOptions options;
    options.verify_checksums = true;
    options.fill_cache = false;
    const std::unique_ptr<rocksdb::Iterator> rows(
        database_.db().NewIterator(options, database_.family(table)));
    for (rows->SeekToFirst(); rows->Valid(); rows->Next()) {
    }
    if (!rows->status().ok()) problem("{}: {}", name_of(table), rows->status().ToString());
  }

  void documents() {
    LedgerState counted;
    std::uint64_t rows_of[2] = {0, 0};
    const Table parts[2] = {Table::kTexts, Table::kLedger};
    for (int i = 0; i < 2; ++i) {
      for (Rows rows(view_.snapshot(), parts[i], Key()); rows.valid(); rows.next()) ++rows_of[i];
    }
    for (Rows rows(view_.snapshot(), Table::kDocuments, Key()); rows.valid(); rows.next()) {
      const DocumentId id{read_u64(rows.key(), 0)};
      attempt("document " + to_string(id), [&] { document(id, rows.value(), counted); });
    }
    for (int i = 0; i < 2; ++i) {
      if (rows_of[i] != counted.documents) {
        problem("there are {} records of {} for {} documents", rows_of[i], name_of(parts[i]),
                counted.documents);
      }
    }
    for (Rows rows(view_.snapshot(), Table::kDecisions, Key()); rows.valid(); rows.next()) {
      const auto number = read_u64(rows.key(), 0);
      attempt(fmt::format("decision {}", number),
              [&] { (void)decode_decision(rows.value(), "it", number); });
      ++counted.decisions;
    }
    LedgerState said;
    if (const auto bytes = view_.snapshot().get(Table::kMeta, std::string(kLedgerStateKey))) {
      said = decode_ledger_state(*bytes, "the store's metadata");
    }
    counted.format_version = said.format_version;
    counted.revision = said.revision;
    counted.ontology_hash = said.ontology_hash;
    counted.model_hash = said.model_hash;
    counted.reader = said.reader;
    if (said != counted) {
      problem("the metadata counts {} documents, {} statements, {} decisions; there are {}, {}, {}",
              said.documents, said.statements, said.decisions, counted.documents,
              counted.statements, counted.decisions);
    }
    report_.documents = counted.documents;
  }

  void document(DocumentId id, std::string_view bytes, LedgerState& counted) {
    const auto entry = decode_document(bytes, "its record");
    ++counted.documents;
    counted.text_bytes += entry.text_bytes;
    counted.sentences += entry.sentences;
    counted.mentions += entry.mentions;
    counted.entities += entry.entities;
    counted.statements += entry.statements;
    const auto text = view_.get(Table::kTexts, Key().id(id));
    const auto ledger = view_.get(Table::kLedger, Key().id(id));
    if (!text || !ledger) {
      problem("document {} has no {}", entry.key, text ? "ledger" : "text");
      return;
    }
    if (const auto fault = document_fault(id, entry, *text, *ledger)) {
      problem("document {}: {}", entry.key, *fault);
    }
    if (stale_) return;
    const auto row = view_.get(Table::kNodes, view_.key().id(id));
    if (!row) {
      problem("document {} is not part of the view", entry.key);
      return;
    }
    const auto nodes = decode_document_view(*row, "its nodes");
    if (nodes.content_hash != entry.content_hash || nodes.nodes.size() != entry.entities ||
        nodes.facts.size() != entry.statements) {
      problem("document {}: the view was made from another version of it", entry.key);
    }
    for (std::uint32_t i = 0; i < nodes.nodes.size(); ++i) {
      if (!view_.get(Table::kMembers, view_.key().id(nodes.nodes[i]).id(id).u32(i))) {
        problem("document {}: entity {} is no member of its node {}", entry.key, i,
                to_string(nodes.nodes[i]));
      }
    }
    for (std::uint32_t i = 0; i < nodes.facts.size(); ++i) {
      if (nodes.facts[i].value != 0 &&
          !view_.get(Table::kEvidence, view_.key().id(nodes.facts[i]).id(id).u32(i))) {
        problem("document {}: statement {} is no evidence of its fact {}", entry.key, i,
                to_string(nodes.facts[i]));
      }
    }
  }

  void entities() {
    std::uint64_t entities = 0, literals = 0;
    for (Rows rows(view_.snapshot(), Table::kEntities, view_.key()); rows.valid(); rows.next()) {
      const EntityId id{read_u64(rows.key(), 4)};
      const auto record = decode_entity(rows.value(), "node " + to_string(id), id);
      ++(record.literal ? literals : entities);
      std::uint64_t documents = 0, mentions = 0;
      DocumentId last;
      for (Rows members(view_.snapshot(), Table::kMembers, view_.key().id(id)); members.valid();
           members.next()) {
        const DocumentId document{read_u64(members.key(), 12)};
        if (documents == 0 || document != last) ++documents;
        last = document;
        mentions += decode_member(members.value(), "a member").mentions;
      }
      if (documents != record.documents || mentions != record.mentions) {
        problem("node {} ({}) counts {} documents and {} mentions; its members have {} and {}",
                to_string(id), record.name, record.documents, record.mentions, documents, mentions);
      }
    }
    if (entities != view_.state().entities || literals != view_.state().literals) {
      problem("the metadata counts {} entities and {} literals; there are {} and {}",
              view_.state().entities, view_.state().literals, entities, literals);
    }
    report_.entities = entities;
  }

  void names() {
    for (Rows rows(view_.snapshot(), Table::kNames, view_.key()); rows.valid(); rows.next()) {
      const auto key = rows.key();
      const EntityId id{read_u64(key, key.size() - 8)};
      if (!view_.get(Table::kEntities, view_.key().id(id))) {
        problem("the name '{}' leads to node {}, which is not there",
                std::string(key.data() + 4, key.size() - 4 - 9), to_string(id));
      }
    }
  }

  void evidence() {
    FactId last;
    std::uint64_t support = 0;
    FactEntry fact;
    const auto finish = [&] {
      if (support != 0 && fact.fact.support != support) {
        problem("fact {} counts {} statements; there are {}", to_string(last), fact.fact.support,
                support);
      }
    };
    for (Rows rows(view_.snapshot(), Table::kEvidence, view_.key()); rows.valid(); rows.next()) {
      const FactId id{read_u64(rows.key(), 4)};
      const DocumentId document{read_u64(rows.key(), 12)};
      const auto statement = read_u32(rows.key(), 20);
      const auto entry = decode_evidence(rows.value(), "evidence of fact " + to_string(id));
      ++report_.evidence;
      if (support == 0 || id != last) {
        finish();
        last = id;
        support = 0;
        const auto found = view_.find_fact(entry.subject, entry.relation, entry.object);
        if (!found) problem("there is evidence of fact {}, which is not there", to_string(id));
        fact = found.value_or(FactEntry{});
      }
      ++support;
      if (fact_id(entry.subject, entry.relation, entry.object) != id) {
        problem("evidence of fact {} belongs to another", to_string(id));
      }
      if (!stale_ && !view_.evidence(document, statement, entry)) {
        problem("evidence of fact {} rests on statement {} of document {}, which is not there",
                to_string(id), statement, to_string(document));
      }
    }
    finish();
    if (report_.evidence != view_.state().evidence) {
      problem("the metadata counts {} pieces of evidence; there are {}", view_.state().evidence,
              report_.evidence);
    }
  }

  void facts() {
    std::uint64_t with_object = 0;
    std::unordered_map<std::uint64_t, std::uint64_t> of_relation;
    for (Rows rows(view_.snapshot(), Table::kSpo, view_.key()); rows.valid(); rows.next()) {
      const EntityId subject{read_u64(rows.key(), 4)};
      const RelationId relation{read_u64(rows.key(), 12)};
      const EntityId object{read_u64(rows.key(), 20)};
      const auto id = fact_id(subject, relation, object);
      ++report_.facts;
      ++of_relation[relation.value];
      if (!Rows(view_.snapshot(), Table::kEvidence, view_.key().id(id)).valid()) {
        problem("fact {} has no evidence", to_string(id));
      }
      if (!view_.get(Table::kEntities, view_.key().id(subject))) {
        problem("fact {}: its subject {} is not there", to_string(id), to_string(subject));
      }
      if (!view_.get(Table::kPos, view_.key().id(relation).id(object).id(subject))) {
        problem("fact {} is missing in the index pos", to_string(id));
      }
      if (object.value == 0) continue;
      ++with_object;
      if (!view_.get(Table::kEntities, view_.key().id(object))) {
        problem("fact {}: its object {} is not there", to_string(id), to_string(object));
      }
      if (!view_.get(Table::kOsp, view_.key().id(object).id(subject).id(relation))) {
        problem("fact {} is missing in the index osp", to_string(id));
      }
    }
    const auto rows_in = [&](Table table) {
      std::uint64_t count = 0;
      for (Rows rows(view_.snapshot(), table, view_.key()); rows.valid(); rows.next()) ++count;
      return count;
    };
    if (rows_in(Table::kPos) != report_.facts || rows_in(Table::kOsp) != with_object) {
      problem("the indexes pos and osp do not have as many rows as there are facts");
    }
    std::uint64_t relations = 0;
    for (Rows rows(view_.snapshot(), Table::kRelations, view_.key()); rows.valid(); rows.next()) {
      const RelationId id{read_u64(rows.key(), 4)};
      const auto record = decode_relation(rows.value(), "relation " + to_string(id), id).relation;
      ++relations;
      const auto found = of_relation.find(id.value);
      if (found == of_relation.end() || found->second != record.facts) {
        problem("relation '{}' counts {} facts; there are {}", record.phrase, record.facts,
                found == of_relation.end() ? 0 : found->second);
      }
    }
    if (relations != of_relation.size() || relations != view_.state().relations ||
        report_.facts != view_.state().facts) {
      problem("the metadata counts {} facts and {} relations; there are {} and {}",
              view_.state().facts, view_.state().relations, report_.facts, relations);
    }
  }

  const Database& database_;
  DocumentCache cache_;
  ReadView view_;
  bool stale_;
  CheckReport report_;
};

}  // namespace

CheckReport Store::check() const { return Checker(*impl_->database, view_is_stale()).run(); }

}  // namespace trine::storage
