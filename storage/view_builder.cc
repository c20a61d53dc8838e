// In passes, each a scan in key order, so that memory holds the documents' entities and the nodes,
// but never statements or facts:
//   1. ledger          -> entities of all documents -> resolver -> decisions -> nodes
//   2. ledger          -> rows `nodes`, `members`, `evidence`
//   3. `members`       -> rows `entities`, `names`, `words`
//   4. `words`         -> rows `fuzzy`
//   5. `evidence`      -> rows `spo`, `pos`, `osp`; then `relations`
// RocksDB sorts between the passes. Every sum is taken in key order, so the bits of a belief do not
// depend on the order in which documents came.
#include "storage/view_builder.h"

#include <fmt/format.h>
#include <rocksdb/options.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "schema/error.h"
#include "storage/fuzzy.h"
#include "storage/names.h"
#include "storage/nodes.h"
#include "storage/resolution.h"
#include "storage/store.h"

namespace trine::storage {
namespace {

// Add one whenever the same ledger would give another view.
constexpr std::uint32_t kViewVersion = 1;

// Below this many statements, the rows go through the log: a flush would cost more.
constexpr std::uint64_t kSmallStore = 20'000;
constexpr std::size_t kBatchBytes = 4 * 1024 * 1024;
constexpr std::size_t kLongestLookedUpName = 120;  // bytes, normalised
constexpr std::size_t kLongestLookedUpLiteral = 60;

// Members of literals come after all document entities.
constexpr std::uint32_t kLiteralIndex = 0x80000000;

class RowWriter {
 public:
  RowWriter(const Database& database, std::uint32_t generation, bool log)
      : database_(database), generation_(generation), log_(log) {}

  Key key() const { return Key().u32(generation_); }
  void put(Table table, const Key& key, std::string_view value) {
    const auto status =
        batch_.Put(database_.family(table), key, rocksdb::Slice(value.data(), value.size()));
    expect_ok(status, "collect rows of the view");
    if (batch_.GetDataSize() > kBatchBytes) write();
  }
  void write() {
    if (batch_.Count() == 0) return;
    database_.write(batch_, false, log_);
    batch_.Clear();
  }
  const Database& database() const { return database_; }

 private:
  const Database& database_;
  std::uint32_t generation_;
  bool log_;
  rocksdb::WriteBatch batch_;
};

// The ledger in key order.
class LedgerScan {
 public:
  explicit LedgerScan(const Database& database)
      : documents_(database, nullptr, Table::kDocuments, Key()),
        ledger_(database, nullptr, Table::kLedger, Key()) {}

  // `analysis.document` gets key and metadata, not the text.
  bool next(DocumentId& id, DocumentEntry& entry, Analysis& analysis) {
    if (!first_) {
      documents_.next();
      ledger_.next();
    }
    first_ = false;
    if (!documents_.valid()) return false;
    id = DocumentId{read_u64(documents_.key(), 0)};
    entry = decode_document(documents_.value(), "document " + to_string(id));
    if (!ledger_.valid() || ledger_.key() != documents_.key()) {
      throw Error(ErrorKind::kCorruption,
                  fmt::format("document {} has no ledger record", entry.key));
    }
    decode_ledger(ledger_.value(), "the ledger of document " + entry.key, analysis);
    analysis.document.key = entry.key;
    analysis.document.date = entry.date;
    return true;
  }

 private:
  bool first_ = true;
  Rows documents_;
  Rows ledger_;
};

void link(std::vector<LocalEntity>& entities, std::uint32_t a, std::uint32_t b) {
  if (a == kNoEntity || b == kNoEntity || a == b) return;
  entities[a].neighbours.push_back(b);
  entities[b].neighbours.push_back(a);
}

std::vector<LocalEntity> local_entities(const Analysis& analysis) {
  std::vector<LocalEntity> entities(analysis.entities.size());
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    const auto& from = analysis.entities[i];
    auto& to = entities[i];
    to.index = i;
    to.name = from.name;
    to.type = from.type;
    to.named = from.named;
    to.aliases = from.aliases;
    to.roles = from.roles;
    to.gazetteer_id = from.gazetteer_id;
    to.members = from.members;
  }
  for (const auto& mention : analysis.mentions) ++entities[mention.entity].mentions;
  for (const auto& statement : analysis.statements) {
    link(entities, statement.subject.entity, statement.object.entity);
    for (const auto& qualifier : statement.qualifiers) {
      link(entities, statement.subject.entity, qualifier.argument.entity);
      link(entities, statement.object.entity, qualifier.argument.entity);
    }
  }
  for (auto& entity : entities) {
    std::sort(entity.neighbours.begin(), entity.neighbours.end());
    entity.neighbours.erase(std::unique(entity.neighbours.begin(), entity.neighbours.end()),
                            entity.neighbours.end());
  }
  return entities;
}

struct ResolvedLedger {
  NodeAssignment assignment;
  // Position of a document's first entity.
  std::unordered_map<std::uint64_t, std::uint32_t> first_position;
};

ResolvedLedger resolve_ledger(const Database& database, std::span<const Decision> decisions) {
  struct DocumentEntities {
    std::string key;
    DocumentId id;
    std::vector<LocalEntity> entities;
  };
  std::vector<DocumentEntities> documents;
  {
    LedgerScan scan(database);
    DocumentId id;
    DocumentEntry entry;
    Analysis analysis;
    while (scan.next(id, entry, analysis)) {
      documents.push_back({entry.key, id, local_entities(analysis)});
    }
  }
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a.key < b.key; });

  ResolvedLedger resolved;
  ResolutionInput input;
  std::size_t total = 0;
  for (const auto& document : documents) total += document.entities.size();
  if (total >= kLiteralIndex) throw Error(ErrorKind::kInternal, "more than 2^31 document entities");
  input.documents.reserve(documents.size());
  input.entities.reserve(total);
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    const auto first = static_cast<std::uint32_t>(input.entities.size());
    resolved.first_position.emplace(documents[d].id.value, first);
    for (auto& entity : documents[d].entities) {
      entity.document = d;
      for (auto& member : entity.members) member += first;
      for (auto& neighbour : entity.neighbours) neighbour += first;
      input.entities.push_back(std::move(entity));
    }
    documents[d].entities = {};
    input.documents.push_back(std::move(documents[d].key));
  }
  auto resolution = resolve(input);
  if (resolution.links.size() != input.entities.size()) {
    throw Error(ErrorKind::kInternal, "the resolver must link every entity");
  }
  resolved.assignment = assign_nodes(input, std::move(resolution), decisions);
  return resolved;
}

// ---- Pass 2 ----

struct RelationMap {
  std::map<RelationId, RelationRecord> records;

  RelationId add(const Statement& statement) {
    const auto id = relation_id(statement.relation_class, statement.relation);
    auto& record = records[id];
    if (record.phrase.empty()) {
      record = {id, statement.relation, statement.relation_class, false, 0};
    }
    record.symmetric = record.symmetric || statement.symmetric;
    return id;
  }
};

class DocumentRows {
 public:
  DocumentRows(RowWriter& rows, const ResolvedLedger& resolved, RelationMap& relations)
      : rows_(rows), resolved_(resolved), relations_(relations) {}

  void write(DocumentId id, const DocumentEntry& entry, const Analysis& analysis) {
    const auto first = resolved_.first_position.at(id.value);
    const auto& assignment = resolved_.assignment;
    DocumentView view;
    view.content_hash = entry.content_hash;
    view.nodes.reserve(analysis.entities.size());
    for (std::uint32_t i = 0; i < analysis.entities.size(); ++i) {
      view.nodes.push_back(assignment.nodes[assignment.node_of[first + i]].id);
    }
    write_members(id, analysis, view.nodes, first);
    write_statements(id, entry, analysis, view);
    rows_.put(Table::kNodes, rows_.key().id(id), encode(view));
  }

 private:
  void write_members(DocumentId id, const Analysis& analysis, const std::vector<EntityId>& nodes,
                     std::uint32_t first) {
    std::vector<std::map<std::string_view, std::uint64_t>> names(analysis.entities.size());
    std::vector<std::uint32_t> mentions(analysis.entities.size());
    for (const auto& mention : analysis.mentions) {
      ++mentions[mention.entity];
      if (!mention.pronoun && !mention.name.empty()) ++names[mention.entity][mention.name];
    }
    for (std::uint32_t i = 0; i < analysis.entities.size(); ++i) {
      const auto& entity = analysis.entities[i];
      names[i].try_emplace(entity.name, 0);
      for (const auto& alias : entity.aliases) names[i].try_emplace(alias, 0);
      MemberEntry member;
      member.name = entity.name;
      member.type = entity.type;
      member.named = entity.named;
      member.mentions = mentions[i];
      for (const auto& [text, count] : names[i])
        member.aliases.push_back({std::string(text), count});
      member.roles = entity.roles;
      for (const auto group_member : entity.members) member.members.push_back(nodes[group_member]);
      member.reason = resolved_.assignment.reasons[first + i];
      rows_.put(Table::kMembers, rows_.key().id(nodes[i]).id(id).u32(i), encode(member));
    }
  }

  void write_statements(DocumentId id, const DocumentEntry& entry, const Analysis& analysis,
                        DocumentView& view) {
    std::map<EntityId, MemberEntry> literals;
    const auto node_of = [&](const Statement& statement, const Argument& argument) -> EntityId {
      if (argument.empty()) return {};
      if (argument.is_entity()) return view.nodes[argument.entity];
      const auto literal = literal_node(statement, argument);
      auto& member = literals[literal.id];
      if (member.mentions == 0) {
        member.name = literal.name;
        member.type = literal.type;
        member.literal = true;
      }
      ++member.mentions;
      const auto alias = std::find_if(member.aliases.begin(), member.aliases.end(),
                                      [&](const Alias& a) { return a.text == argument.text; });
      if (alias == member.aliases.end()) {
        member.aliases.push_back({argument.text, 1});
      } else {
        ++alias->count;
      }
      return literal.id;
    };

    view.facts.reserve(analysis.statements.size());
    for (std::uint32_t i = 0; i < analysis.statements.size(); ++i) {
      const auto& statement = analysis.statements[i];
      if (statement.subject.empty()) {  // kept in the ledger, but about nothing
        view.facts.push_back({});
        continue;
      }
      EvidenceEntry evidence;
      evidence.subject = node_of(statement, statement.subject);
      evidence.object = node_of(statement, statement.object);
      evidence.relation = relations_.add(statement);
      if (statement.attribution.is_entity()) {
        evidence.attribution = view.nodes[statement.attribution.entity];
      }
      evidence.symmetric = statement.symmetric && evidence.object.value != 0;
      if (evidence.symmetric && evidence.object < evidence.subject) {
        std::swap(evidence.subject, evidence.object);
        evidence.swapped = true;
      }
      evidence.confidence = statement.confidence;
      evidence.content_hash = entry.content_hash;
      evidence.polarity = statement.polarity;
      evidence.modality = statement.modality;
      evidence.sentence_kind = analysis.sentences[statement.sentence].kind;
      evidence.time_from = statement.time.from.empty() ? entry.date : statement.time.from;
      evidence.time_to = statement.time.from.empty() || statement.time.to.empty()
                             ? evidence.time_from
                             : statement.time.to;
      const auto fact = fact_id(evidence.subject, evidence.relation, evidence.object);
      view.facts.push_back(fact);
      rows_.put(Table::kEvidence, rows_.key().id(fact).id(id).u32(i), encode(evidence));
    }
    for (auto& [literal, member] : literals) {
      std::sort(member.aliases.begin(), member.aliases.end(),
                [](const Alias& a, const Alias& b) { return a.text < b.text; });
      rows_.put(Table::kMembers, rows_.key().id(literal).id(id).u32(kLiteralIndex), encode(member));
    }
  }

  RowWriter& rows_;
  const ResolvedLedger& resolved_;
  RelationMap& relations_;
};

// ---- Pass 3 ----

// All rows of `members` with one entity, in key order.
class EntityAggregate {
 public:
  void add(DocumentId document, MemberEntry member) {
    if (record_.mentions == 0 && record_.documents == 0) record_.literal = member.literal;
    if (record_.documents == 0 || document != last_document_) ++record_.documents;
    last_document_ = document;
    record_.mentions += member.mentions;
    record_.named = record_.named || member.named;
    record_.type = member.type;  // of literals; nodes bring their own
    names_[member.name] += member.mentions;
    for (auto& alias : member.aliases) aliases_[std::move(alias.text)] += alias.count;
    roles_.insert(std::make_move_iterator(member.roles.begin()),
                  std::make_move_iterator(member.roles.end()));
    members_.insert(member.members.begin(), member.members.end());
  }

  EntityRecord finish(EntityId id, const Node* node) {
    record_.id = id;
    if (node) {
      record_.name = node->name;
      record_.type = node->type;
      record_.named = record_.named || node->named;
      record_.gazetteer_id = node->gazetteer_id;
    } else {
      record_.name =
          std::max_element(names_.begin(), names_.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
          })->first;
    }
    aliases_.try_emplace(record_.name, 0);
    for (auto& [text, count] : aliases_) {
      if (!text.empty()) record_.aliases.push_back({text, count});
    }
    std::stable_sort(record_.aliases.begin(), record_.aliases.end(),
                     [](const Alias& a, const Alias& b) { return a.count > b.count; });
    record_.roles.assign(roles_.begin(), roles_.end());
    record_.members.assign(members_.begin(), members_.end());
    return std::move(record_);
  }

 private:
  EntityRecord record_;
  DocumentId last_document_;
  std::map<std::string, std::uint64_t> names_;
  std::map<std::string, std::uint64_t> aliases_;
  std::set<std::string> roles_;
  std::set<EntityId> members_;
};

void write_entity(RowWriter& rows, const EntityRecord& record) {
  rows.put(Table::kEntities, rows.key().id(record.id), encode(record));
  std::map<std::string, std::uint64_t> names;
  for (const auto& alias : record.aliases) {
    auto name = normalised_name(alias.text);
    if (name.empty() ||
        name.size() > (record.literal ? kLongestLookedUpLiteral : kLongestLookedUpName)) {
      continue;
    }
    names[std::move(name)] += alias.count;
  }
  std::set<std::string_view> words;
  for (const auto& [name, count] : names) {
    rows.put(Table::kNames, rows.key().text(name).end().id(record.id),
             encode(NameEntry{count, record.mentions, record.literal}));
    if (record.literal) continue;
    for (const auto word : words_of(name)) words.insert(word);
  }
  for (const auto word : words) {
    rows.put(Table::kWords, rows.key().text(word).end().id(record.id), {});
  }
}

void write_entities(RowWriter& rows, const NodeAssignment& assignment, ViewState& state) {
  EntityAggregate aggregate;
  EntityId current;
  bool any = false;
  const auto finish = [&] {
    if (!any) return;
    const auto node = std::lower_bound(assignment.nodes.begin(), assignment.nodes.end(), current,
                                       [](const Node& n, EntityId id) { return n.id < id; });
    const bool found = node != assignment.nodes.end() && node->id == current;
    const auto record = aggregate.finish(current, found ? &*node : nullptr);
    ++(record.literal ? state.literals : state.entities);
    write_entity(rows, record);
    aggregate = {};
  };
  for (Rows members(rows.database(), nullptr, Table::kMembers, rows.key()); members.valid();
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

// ---- Pass 4 ----

void write_fuzzy(RowWriter& rows) {
  std::string last;
  for (Rows words(rows.database(), nullptr, Table::kWords, rows.key()); words.valid();
       words.next()) {
    const auto key = words.key().ToStringView();
    const auto word = key.substr(4, key.size() - 4 - 1 - 8);
    if (word == last) continue;
    last = word;
    for (const auto& form : shortened_forms(word)) {
      rows.put(Table::kFuzzy, rows.key().text(form).end().text(word), {});
    }
  }
}

// ---- Pass 5 ----

// How far a statement in this modality speaks for its fact. docs/storage-format.md, "Belief".
double weight(Modality modality) {
  switch (modality) {
    case Modality::kAsserted:
      return 1.0;
    case Modality::kReported:
      return 0.9;
    case Modality::kPlanned:
      return 0.5;
    case Modality::kPossible:
      return 0.4;
    case Modality::kDemanded:
      return 0.3;
    case Modality::kHypothetical:
      return 0.2;
  }
  return 0;
}

class FactAggregate {
 public:
  void add(DocumentId document, std::uint32_t statement, const EvidenceEntry& evidence) {
    auto& fact = entry_.fact;
    if (fact.support == 0) {
      fact.subject = evidence.subject;
      fact.relation = evidence.relation;
      fact.object = evidence.object;
    }
    if (fact.support == 0 || document != last_document_) {
      close_document();
      ++fact.documents;
      last_document_ = document;
    }
    ++fact.support;
    fact.symmetric = fact.symmetric || evidence.symmetric;
    ++fact.modality[static_cast<std::size_t>(evidence.modality)];
    const double belief = evidence.confidence * weight(evidence.modality);
    if (evidence.polarity == Polarity::kPositive) {
      ++fact.positive;
      best_positive_ = std::max(best_positive_, belief);
    } else {
      ++fact.negative;
      best_negative_ = std::max(best_negative_, belief);
    }
    if (!evidence.time_from.empty()) {
      if (fact.first_time.empty() || evidence.time_from < fact.first_time) {
        fact.first_time = evidence.time_from;
      }
      if (fact.last_time.empty() || evidence.time_to > fact.last_time) {
        fact.last_time = evidence.time_to;
      }
    }
    const Rank rank{evidence.polarity == Polarity::kPositive, weight(evidence.modality),
                    evidence.confidence, evidence.sentence_kind == SentenceKind::kBody};
    if (fact.support == 1 || rank > best_) {
      best_ = rank;
      entry_.best_document = document;
      entry_.best_statement = statement;
    }
  }

  const FactEntry& finish(FactId id) {
    close_document();
    entry_.fact.id = id;
    entry_.fact.belief = (1 - not_positive_) * (1 - 0.5 * (1 - not_negative_));
    return entry_;
  }

 private:
  using Rank = std::tuple<bool, double, double, bool>;

  void close_document() {
    not_positive_ *= 1 - best_positive_;
    not_negative_ *= 1 - best_negative_;
    best_positive_ = best_negative_ = 0;
  }

  FactEntry entry_;
  DocumentId last_document_;
  double best_positive_ = 0, best_negative_ = 0;  // in the current document
  double not_positive_ = 1, not_negative_ = 1;    // products over the documents before it
  Rank best_;
};

void write_facts(RowWriter& rows, RelationMap& relations, ViewState& state) {
  FactAggregate aggregate;
  FactId current;
  bool any = false;
  const auto finish = [&] {
    if (!any) return;
    const auto& entry = aggregate.finish(current);
    const auto& fact = entry.fact;
    rows.put(Table::kSpo, rows.key().id(fact.subject).id(fact.relation).id(fact.object),
             encode(entry));
    rows.put(Table::kPos, rows.key().id(fact.relation).id(fact.object).id(fact.subject), {});
    if (fact.has_object()) {
      rows.put(Table::kOsp, rows.key().id(fact.object).id(fact.subject).id(fact.relation), {});
    }
    ++relations.records[fact.relation].facts;
    ++state.facts;
    aggregate = {};
  };
  for (Rows evidence(rows.database(), nullptr, Table::kEvidence, rows.key()); evidence.valid();
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

ViewState build_view(const Database& database, const LedgerState& ledger,
                     std::span<const Decision> decisions, std::uint32_t generation) {
  const bool small = ledger.statements + ledger.mentions < kSmallStore;
  RowWriter rows(database, generation, small);
  ViewState state;
  state.generation = state.building = generation;
  state.revision = ledger.revision;
  state.rules = view_rules();

  auto resolved = resolve_ledger(database, decisions);
  RelationMap relations;
  {
    DocumentRows documents(rows, resolved, relations);
    LedgerScan scan(database);
    DocumentId id;
    DocumentEntry entry;
    Analysis analysis;
    while (scan.next(id, entry, analysis)) documents.write(id, entry, analysis);
  }
  rows.write();
  write_entities(rows, resolved.assignment, state);
  rows.write();
  write_fuzzy(rows);
  write_facts(rows, relations, state);
  for (const auto& [id, record] : relations.records) {
    rows.put(Table::kRelations, rows.key().id(id), encode(record));
  }
  state.relations = relations.records.size();
  for (std::uint32_t i = 0; i < resolved.assignment.doubts.size(); ++i) {
    rows.put(Table::kDoubts, rows.key().u32(i), encode(resolved.assignment.doubts[i]));
  }
  rows.write();
  if (!small) {
    std::vector<rocksdb::ColumnFamilyHandle*> families;
    for (auto i = static_cast<std::size_t>(kFirstViewTable); i < kTables; ++i) {
      families.push_back(database.family(static_cast<Table>(i)));
    }
    expect_ok(database.db().Flush({}, families), "write the view");
  }
  return state;
}

void drop_generations(const Database& database, std::uint32_t first, std::uint32_t last) {
  if (first >= last) return;
  rocksdb::WriteBatch batch;
  for (auto i = static_cast<std::size_t>(kFirstViewTable); i < kTables; ++i) {
    expect_ok(batch.DeleteRange(database.family(static_cast<Table>(i)), Key().u32(first),
                                Key().u32(last)),
              "collect the old view's rows");
  }
  database.write(batch, false);
}

}  // namespace trine::storage
