// Store: reading nodes, relations and facts.
#include <fmt/format.h>

#include <algorithm>

#include "schema/error.h"
#include "storage/store/store.h"
#include "storage/store/store_impl.h"
#include "storage/view/view_rows.h"

namespace trine::storage {
namespace {

FactEntry fact_of_row(rocksdb::Slice key, std::string_view value) {
  const EntityId subject{read_u64(key, 4)};
  const RelationId relation{read_u64(key, 12)};
  const EntityId object{read_u64(key, 20)};
  auto entry = decode_fact(value, "a fact of node " + to_string(subject));
  entry.fact.subject = subject;
  entry.fact.relation = relation;
  entry.fact.object = object;
  entry.fact.id = fact_id(subject, relation, object);
  return entry;
}

EvidenceEntry evidence_of_row(const Rows& rows, FactId fact) {
  return decode_evidence(rows.value(), "evidence of fact " + to_string(fact));
}

}  // namespace

// ---- ReadView ----

std::optional<EntityRecord> ReadView::entity(EntityId id) const {
  if (const auto bytes = get(Table::kEntities, key().id(id))) {
    return decode_entity(*bytes, "node " + to_string(id), id);
  }
  // A description of which nothing is said.
  EntityAggregate aggregate;
  bool any = false;
  for (Rows rows(snapshot_, Table::kMembers, key().id(id)); rows.valid(); rows.next()) {
    any = true;
    aggregate.add(DocumentId{read_u64(rows.key(), 12)},
                  decode_member(rows.value(), "a member of node " + to_string(id)));
  }
  if (!any) return std::nullopt;
  return aggregate.finish(id, nullptr);
}

std::optional<FactEntry> ReadView::find_fact(EntityId subject, RelationId relation,
                                             EntityId object) const {
  const auto row = key().id(subject).id(relation).id(object);
  const auto bytes = get(Table::kSpo, row);
  if (!bytes) return std::nullopt;
  return fact_of_row(row, *bytes);
}

FactRecord ReadView::fact(EntityId subject, RelationId relation, EntityId object) const {
  auto found = find_fact(subject, relation, object);
  if (!found) {
    throw Error(ErrorKind::kCorruption,
                fmt::format("an index names a fact ({}, {}, {}) that is not there",
                            to_string(subject), to_string(relation), to_string(object)));
  }
  return std::move(found->fact);
}

std::optional<FactEntry> ReadView::find_fact(FactId id) const {
  Rows rows(snapshot_, Table::kEvidence, key().id(id));
  if (!rows.valid()) return std::nullopt;
  const auto entry = evidence_of_row(rows, id);
  return find_fact(entry.subject, entry.relation, entry.object);
}

std::shared_ptr<const CachedDocument> ReadView::document(DocumentId id,
                                                         const DocumentEntry& entry) const {
  if (cache_) {
    if (auto found = cache_->find(id, entry.content_hash, state_.revision)) return found;
  }
  const Key row = Key().id(id);
  const auto ledger = get(Table::kLedger, row);
  const auto text = get(Table::kTexts, row);
  if (!ledger || !text) {
    throw Error(ErrorKind::kCorruption, fmt::format("parts of document {} are missing", entry.key));
  }
  const auto what = "document " + entry.key;
  DocumentView nodes;
  if (const auto bytes = get(Table::kNodes, key().id(id)))
    nodes = decode_document_view(*bytes, what);
  auto document = std::make_shared<const CachedDocument>(decode_text(*text, what), *ledger,
                                                         std::move(nodes.nodes), what);
  if (cache_) cache_->add(id, entry.content_hash, state_.revision, document);
  return document;
}

std::optional<Evidence> ReadView::evidence(DocumentId document, std::uint32_t statement,
                                           const EvidenceEntry& entry) const {
  const Key row = Key().id(document);
  const auto what = "document " + to_string(document);
  const auto metadata = get(Table::kDocuments, row);
  if (!metadata) return std::nullopt;
  auto of = decode_document(*metadata, what);
  if (of.content_hash != entry.content_hash) return std::nullopt;
  const auto content = this->document(document, of);
  auto found = content->statement(statement);
  if (!found) {
    throw Error(ErrorKind::kCorruption,
                fmt::format("document {} has no statement {}", of.key, statement));
  }
  Evidence evidence;
  evidence.document = document;
  evidence.statement_index = statement;
  evidence.statement = std::move(found->statement);
  evidence.sentence = found->sentence.span;
  evidence.sentence_text = std::string(evidence.sentence.in(content->text()));
  evidence.document_key = std::move(of.key);
  evidence.title = std::move(of.title);
  evidence.date = std::move(of.date);
  evidence.uri = std::move(of.uri);
  evidence.subject = entry.swapped ? entry.object : entry.subject;
  evidence.object = entry.swapped ? entry.subject : entry.object;
  evidence.attribution = entry.attribution;
  for (const auto& qualifier : evidence.statement.qualifiers) {
    const auto index = qualifier.argument.entity;
    const auto& nodes = content->nodes();
    evidence.qualifiers.push_back(index < nodes.size() ? nodes[index] : EntityId{});
  }
  return evidence;
}

// ---- Nodes and relations ----

std::optional<EntityRecord> Store::entity(EntityId id) const {
  return ReadView(*impl_->database).entity(id);
}

void Store::for_each_entity(const std::function<bool(const EntityRecord&)>& visit) const {
  const ReadView view(*impl_->database);
  for (Rows rows(view.snapshot(), Table::kEntities, view.key()); rows.valid(); rows.next()) {
    const EntityId id{read_u64(rows.key(), 4)};
    if (!visit(decode_entity(rows.value(), "node " + to_string(id), id))) return;
  }
}

std::vector<EntityRecord> Store::most_mentioned(std::size_t limit) const {
  const ReadView view(*impl_->database);
  std::vector<EntityRecord> records;
  for (Rows rows(view.snapshot(), Table::kRanks, view.key());
       records.size() < limit && rows.valid(); rows.next()) {
    if (auto record = view.entity(EntityId{read_u64(rows.key(), 12)})) {
      records.push_back(std::move(*record));
    }
  }
  return records;
}

std::vector<Membership> Store::memberships(EntityId id) const {
  const ReadView view(*impl_->database);
  std::vector<Membership> memberships;
  for (Rows rows(view.snapshot(), Table::kMembers, view.key().id(id)); rows.valid(); rows.next()) {
    const DocumentId document{read_u64(rows.key(), 12)};
    auto entry = decode_member(rows.value(), "a member of node " + to_string(id));
    if (entry.literal) continue;
    Membership membership;
    membership.entity = id;
    membership.index = read_u32(rows.key(), 20);
    membership.name = std::move(entry.name);
    membership.type = entry.type;
    membership.mentions = entry.mentions;
    membership.reason = std::move(entry.reason);
    if (const auto bytes = view.get(Table::kDocuments, Key().id(document))) {
      membership.document_key = decode_document(*bytes, "document " + to_string(document)).key;
    }
    memberships.push_back(std::move(membership));
  }
  std::sort(memberships.begin(), memberships.end(), [](const auto& a, const auto& b) {
    return std::tie(a.document_key, a.index) < std::tie(b.document_key, b.index);
  });
  return memberships;
}

std::vector<DoubtfulPair> Store::doubtful_pairs(std::size_t limit) const {
  const ReadView view(*impl_->database);
  std::vector<DoubtfulPair> pairs;
  for (Rows rows(view.snapshot(), Table::kDoubts, view.key()); pairs.size() < limit && rows.valid();
       rows.next()) {
    pairs.push_back(decode_doubt(rows.value(), "a doubtful pair"));
  }
  return pairs;
}

std::optional<RelationRecord> Store::relation(RelationId id) const {
  const ReadView view(*impl_->database);
  const auto bytes = view.get(Table::kRelations, view.key().id(id));
  if (!bytes) return std::nullopt;
  return decode_relation(*bytes, "relation " + to_string(id), id).relation;
}

void Store::for_each_relation(const std::function<bool(const RelationRecord&)>& visit) const {
  const ReadView view(*impl_->database);
  for (Rows rows(view.snapshot(), Table::kRelations, view.key()); rows.valid(); rows.next()) {
    const RelationId id{read_u64(rows.key(), 4)};
    if (!visit(decode_relation(rows.value(), "relation " + to_string(id), id).relation)) return;
  }
}

// ---- Facts ----

std::optional<FactRecord> Store::fact(FactId id) const {
  auto found = ReadView(*impl_->database).find_fact(id);
  if (!found) return std::nullopt;
  return std::move(found->fact);
}

std::optional<FactRecord> Store::fact(EntityId subject, RelationId relation,
                                      EntityId object) const {
  auto found = ReadView(*impl_->database).find_fact(subject, relation, object);
  if (!found) return std::nullopt;
  return std::move(found->fact);
}

void Store::for_each_fact(const std::function<bool(const FactRecord&)>& visit) const {
  const ReadView view(*impl_->database);
  for (Rows rows(view.snapshot(), Table::kSpo, view.key()); rows.valid(); rows.next()) {
    if (!visit(fact_of_row(rows.key(), rows.value()).fact)) return;
  }
}

std::vector<FactRecord> Store::facts_of_subject(EntityId subject) const {
  const ReadView view(*impl_->database);
  std::vector<FactRecord> facts;
  for (Rows rows(view.snapshot(), Table::kSpo, view.key().id(subject)); rows.valid(); rows.next()) {
    facts.push_back(fact_of_row(rows.key(), rows.value()).fact);
  }
  return facts;
}

std::vector<FactRecord> Store::facts_of_object(EntityId object) const {
  const ReadView view(*impl_->database);
  std::vector<FactRecord> facts;
  if (object.value == 0) return facts;
  for (Rows rows(view.snapshot(), Table::kOsp, view.key().id(object)); rows.valid(); rows.next()) {
    facts.push_back(view.fact(EntityId{read_u64(rows.key(), 12)},
                              RelationId{read_u64(rows.key(), 20)}, object));
  }
  return facts;
}

std::vector<FactRecord> Store::facts_of_relation(RelationId relation) const {
  const ReadView view(*impl_->database);
  std::vector<FactRecord> facts;
  for (Rows rows(view.snapshot(), Table::kPos, view.key().id(relation)); rows.valid();
       rows.next()) {
    facts.push_back(view.fact(EntityId{read_u64(rows.key(), 20)}, relation,
                              EntityId{read_u64(rows.key(), 12)}));
  }
  return facts;
}

std::vector<FactRecord> Store::facts_of_class(std::string_view relation_class) const {
  std::vector<FactRecord> facts;
  for_each_relation([&](const RelationRecord& relation) {
    if (relation.relation_class == relation_class) {
      auto more = facts_of_relation(relation.id);
      std::move(more.begin(), more.end(), std::back_inserter(facts));
    }
    return true;
  });
  return facts;
}

std::vector<FactRecord> Store::facts_between(EntityId a, EntityId b) const {
  const ReadView view(*impl_->database);
  std::vector<FactRecord> facts;
  const auto add = [&](EntityId subject, EntityId object) {
    for (Rows rows(view.snapshot(), Table::kOsp, view.key().id(object).id(subject)); rows.valid();
         rows.next()) {
      facts.push_back(view.fact(subject, RelationId{read_u64(rows.key(), 20)}, object));
    }
  };
  add(a, b);
  if (a != b) add(b, a);
  return facts;
}

std::vector<Evidence> Store::evidence(FactId fact, std::size_t limit) const {
  const ReadView view(*impl_->database, &impl_->cache);
  std::vector<Evidence> all;
  for (Rows rows(view.snapshot(), Table::kEvidence, view.key().id(fact));
       all.size() < limit && rows.valid(); rows.next()) {
    auto evidence = view.evidence(DocumentId{read_u64(rows.key(), 12)}, read_u32(rows.key(), 20),
                                  evidence_of_row(rows, fact));
    if (evidence) all.push_back(std::move(*evidence));
  }
  return all;
}

std::vector<std::vector<Evidence>> Store::evidence_of(std::span<const FactId> facts) const {
  const ReadView view(*impl_->database, &impl_->cache);
  struct Wanted {
    std::size_t fact;  // position in `facts`
    DocumentId document;
    std::uint32_t statement;
    EvidenceEntry entry;
  };
  std::vector<Wanted> wanted;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (Rows rows(view.snapshot(), Table::kEvidence, view.key().id(facts[i])); rows.valid();
         rows.next()) {
      wanted.push_back({i, DocumentId{read_u64(rows.key(), 12)}, read_u32(rows.key(), 20),
                        evidence_of_row(rows, facts[i])});
    }
  }
  // Each fact's own stay in their order.
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const Wanted& a, const Wanted& b) { return a.document < b.document; });
  std::vector<std::vector<Evidence>> all(facts.size());
  for (const auto& one : wanted) {
    auto evidence = view.evidence(one.document, one.statement, one.entry);
    if (evidence) all[one.fact].push_back(std::move(*evidence));
  }
  return all;
}

std::optional<Evidence> Store::best_evidence(FactId fact) const {
  const ReadView view(*impl_->database, &impl_->cache);
  const auto found = view.find_fact(fact);
  if (!found) return std::nullopt;
  const auto row = view.key().id(fact).id(found->best_document).u32(found->best_statement);
  if (const auto bytes = view.get(Table::kEvidence, row)) {
    auto best = view.evidence(found->best_document, found->best_statement,
                              decode_evidence(*bytes, "evidence of fact " + to_string(fact)));
    if (best) return best;
  }
  auto rest = evidence(fact, 1);  // the best one's document changed since
  if (rest.empty()) return std::nullopt;
  return std::move(rest.front());
}

}  // namespace trine::storage
