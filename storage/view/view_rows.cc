#include "storage/view/view_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "schema/error.h"
#include "storage/identity/fuzzy.h"
#include "storage/identity/local_entities.h"
#include "storage/identity/names.h"
#include "storage/records.h"

namespace trine::storage {
namespace {

constexpr std::size_t kLongestLookedUpName = 120;  // bytes, normalised
constexpr std::size_t kLongestLookedUpLiteral = 60;
constexpr std::uint64_t kAssignmentSeed = 8;

void write_members(RowSink& rows, const ResolvedDocument& document, const Analysis& analysis,
                   const std::vector<ResolvedLedger::Place>& places) {
  std::vector<bool> in_fact(analysis.entities.size());
  for (const auto& statement : analysis.statements) {
    if (statement.subject.empty()) continue;
    for (const auto* argument : {&statement.subject, &statement.object}) {
      if (argument->is_entity()) in_fact[argument->entity] = true;
    }
  }
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
    for (const auto& [text, count] : names[i]) member.aliases.push_back({std::string(text), count});
    member.roles = entity.roles;
    for (const auto other : entity.members) member.members.push_back(places[other].node);
    member.reason = places[i].reason;
    member.in_fact = in_fact[i];
    rows.put(Table::kMembers, rows.key().id(places[i].node).id(document.id).u32(i), encode(member));
  }
}

// The literals of one document: what each adds to its node.
class Literals {
 public:
  EntityId add(const Statement& statement, const Argument& argument) {
    const auto literal = literal_node(statement, argument);
    auto& [member, aliases] = members_[literal.id];
    if (member.mentions == 0) {
      member.name = literal.name;
      member.type = literal.type;
      member.literal = true;
      member.in_fact = true;
    }
    ++member.mentions;
    ++aliases[argument.text];
    return literal.id;
  }

  std::vector<EntityId> write(RowSink& rows, DocumentId document) {
    std::vector<EntityId> ids;
    for (auto& [id, literal] : members_) {
      auto& [member, aliases] = literal;
      for (const auto& [text, count] : aliases) member.aliases.push_back({text, count});
      rows.put(Table::kMembers, rows.key().id(id).id(document).u32(kLiteralIndex), encode(member));
      ids.push_back(id);
    }
    return ids;
  }

 private:
  std::map<EntityId, std::pair<MemberEntry, std::map<std::string, std::uint64_t>>> members_;
};

// How far a statement in this modality speaks for its fact. docs/storage-format.md, "Facts".
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
    case Modality::kAlleged:
      return 0.3;
  }
  return 0;
}

}  // namespace

// ---- Nodes of all documents ----

std::vector<ResolvedLedger::Place> ResolvedLedger::places(const ResolvedDocument& document,
                                                          std::string_view key,
                                                          const Analysis& analysis) const {
  std::vector<Place> places(analysis.entities.size());
  for (auto at = document.first; at < document.first + document.size; ++at) {
    places[indices[at]] = {assignment.nodes[assignment.node_of[at]].id, assignment.reasons[at]};
  }
  std::vector<std::uint32_t> mentions(places.size());
  for (const auto& mention : analysis.mentions) ++mentions[mention.entity];
  std::vector<Description> descriptions;
  auto next = document.first;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    if (next < document.first + document.size && indices[next] == i) {
      ++next;
      continue;
    }
    const auto& entity = analysis.entities[i];
    descriptions.push_back({i, entity.name, entity.type, mentions[i]});
  }
  const auto ids = identify(key, descriptions);
  for (std::size_t i = 0; i < ids.size(); ++i) places[descriptions[i].index].node = ids[i];
  return places;
}

std::uint64_t ResolvedLedger::assignment_hash(const ResolvedDocument& document) const {
  std::uint64_t hash = kAssignmentSeed;
  for (auto at = document.first; at < document.first + document.size; ++at) {
    hash = content_hash(assignment.reasons[at],
                        hash ^ node_hashes[assignment.node_of[at]] ^ indices[at]);
  }
  return hash;
}

namespace {

struct DocumentEntities {
  std::string key;
  std::vector<LocalEntity> entities;
};

// By document id; `whole`: documents (keys) of which all entities are wanted, or nothing for all.
std::vector<DocumentEntities> read_entities(const Database& database,
                                            const std::optional<std::set<std::string>>& whole,
                                            std::vector<ResolvedDocument>& into) {
  std::vector<DocumentEntities> contents;
  Rows documents(database, nullptr, Table::kDocuments, Key());
  Rows ledger(database, nullptr, Table::kLedger, Key());
  for (; documents.valid(); documents.next(), ledger.next()) {
    const DocumentId id{read_u64(documents.key(), 0)};
    const auto entry = decode_document(documents.value(), "document " + to_string(id));
    if (!ledger.valid() || ledger.key() != documents.key()) {
      throw Error(ErrorKind::kCorruption,
                  fmt::format("document {} has no ledger record", entry.key));
    }
    auto entities = decode_local_entities(ledger.value(), "the ledger of document " + entry.key,
                                          !whole || whole->contains(entry.key));
    into.push_back({id, entry.content_hash, 0, static_cast<std::uint32_t>(entities.size())});
    contents.push_back({entry.key, std::move(entities)});
  }
  return contents;
}

ResolvedLedger resolve_entities(const Database& database, std::span<const Decision> decisions,
                                const std::optional<std::set<std::string>>& whole) {
  ResolvedLedger resolved;
  auto contents = read_entities(database, whole, resolved.documents);

  // The resolver gets them by key.
  std::vector<std::uint32_t> order(contents.size());
  std::size_t total = 0;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    order[i] = i;
    total += contents[i].entities.size();
  }
  if (total >= kLiteralIndex) throw Error(ErrorKind::kInternal, "more than 2^31 document entities");
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return contents[a].key < contents[b].key; });
  ResolutionInput input;
  input.documents.reserve(order.size());
  input.entities.reserve(total);
  for (const auto index : order) {
    auto& [key, entities] = contents[index];
    const auto first = static_cast<std::uint32_t>(input.entities.size());
    resolved.documents[index].first = first;
    for (auto& entity : entities) {
      entity.document = static_cast<std::uint32_t>(input.documents.size());
      for (auto& member : entity.members) member += first;
      for (auto& neighbour : entity.neighbours) neighbour += first;
      resolved.indices.push_back(entity.index);
      input.entities.push_back(std::move(entity));
    }
    entities = {};
    input.documents.push_back(std::move(key));
  }

  auto resolution = resolve(input);
  if (resolution.links.size() != input.entities.size()) {
    throw Error(ErrorKind::kInternal, "the resolver must link every entity");
  }
  resolved.assignment = assign_nodes(input, std::move(resolution), decisions);
  return resolved;
}

}  // namespace

ResolvedLedger resolve_ledger(const Database& database, std::span<const Decision> decisions) {
  // What a decision speaks of must have a position. A description is referred to with its document.
  std::optional<std::set<std::string>> whole(std::in_place);
  for (const auto& decision : decisions) {
    for (const auto* reference : {&decision.node, &decision.other}) {
      if (!reference->document.empty()) whole->insert(reference->document);
    }
  }
  auto resolved = resolve_entities(database, decisions, whole);
  if (resolved.assignment.unknown_reference) {
    resolved = resolve_entities(database, decisions, std::nullopt);
  }
  for (const auto& node : resolved.assignment.nodes) {
    auto hash = content_hash(node.name, node.id.value);
    hash = content_hash(node.gazetteer_id, hash + static_cast<std::uint64_t>(node.type));
    resolved.node_hashes.push_back(hash + (node.named ? 1 : 0));
  }
  return resolved;
}

// ---- One document ----

DocumentView write_document(RowSink& rows, const ResolvedLedger& resolved,
                            const ResolvedDocument& document, const DocumentEntry& entry,
                            const Analysis& analysis, Relations& relations) {
  DocumentView view;
  view.content_hash = entry.content_hash;
  view.assignment_hash = resolved.assignment_hash(document);
  const auto places = resolved.places(document, entry.key, analysis);
  for (const auto& place : places) view.nodes.push_back(place.node);
  write_members(rows, document, analysis, places);

  Literals literals;
  const auto node_of = [&](const Statement& statement, const Argument& argument) -> EntityId {
    if (argument.empty()) return {};
    return argument.is_entity() ? view.nodes[argument.entity] : literals.add(statement, argument);
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
    evidence.relation = relation_id(statement.relation_class, statement.relation);
    relations.try_emplace(evidence.relation, RelationEntry{{evidence.relation, statement.relation,
                                                            statement.relation_class, false, 0},
                                                           0});
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
    evidence.time_to = statement.time.from.empty() || statement.time.to.empty() ? evidence.time_from
                                                                                : statement.time.to;
    const auto fact = fact_id(evidence.subject, evidence.relation, evidence.object);
    view.facts.push_back(fact);
    rows.put(Table::kEvidence, rows.key().id(fact).id(document.id).u32(i), encode(evidence));
  }
  view.literals = literals.write(rows, document.id);
  rows.put(Table::kNodes, rows.key().id(document.id), encode(view));
  return view;
}

// ---- One node ----

void EntityAggregate::add(DocumentId document, MemberEntry member) {
  if (record_.documents == 0 || document != last_document_) ++record_.documents;
  last_document_ = document;
  record_.literal = member.literal;
  record_.mentions += member.mentions;
  record_.named = record_.named || member.named;
  in_fact_ = in_fact_ || member.in_fact;
  record_.type = member.type;  // of literals; nodes bring their own
  names_[member.name] += member.mentions;
  for (auto& alias : member.aliases) aliases_[std::move(alias.text)] += alias.count;
  roles_.insert(std::make_move_iterator(member.roles.begin()),
                std::make_move_iterator(member.roles.end()));
  members_.insert(member.members.begin(), member.members.end());
}

bool EntityAggregate::has_row(EntityId id, const Node* node) const {
  if (in_fact_ || record_.named || record_.documents > 1) return true;
  if (!node) return false;
  EntityAggregate alone = *this;
  return node->named || EntityAggregate(*this).finish(id, node) != alone.finish(id, nullptr);
}

EntityRecord EntityAggregate::finish(EntityId id, const Node* node) {
  record_.id = id;
  if (node) {
    record_.name = node->name;
    record_.type = node->type;
    record_.named = record_.named || node->named;
    record_.gazetteer_id = node->gazetteer_id;
  } else {
    const auto most =
        std::max_element(names_.begin(), names_.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    record_.name = most->first;
  }
  aliases_.try_emplace(record_.name, 0);
  for (const auto& [text, count] : aliases_) {
    if (!text.empty()) record_.aliases.push_back({text, count});
  }
  std::stable_sort(record_.aliases.begin(), record_.aliases.end(),
                   [](const Alias& a, const Alias& b) { return a.count > b.count; });
  record_.roles.assign(roles_.begin(), roles_.end());
  record_.members.assign(members_.begin(), members_.end());
  return std::move(record_);
}

LookupNames lookup_names(const EntityRecord& record) {
  LookupNames lookup;
  for (const auto& alias : record.aliases) {
    auto name = normalised_name(alias.text);
    if (name.empty() ||
        name.size() > (record.literal ? kLongestLookedUpLiteral : kLongestLookedUpName)) {
      continue;
    }
    if (!record.literal) {
      for (const auto word : words_of(name)) lookup.words.emplace(word);
    }
    lookup.names[std::move(name)] += alias.count;
  }
  return lookup;
}

bool is_ranked(const EntityRecord& record) { return record.named && !record.literal; }

Key rank_key(Key key, const EntityRecord& record) {
  return key.u64(~record.mentions).id(record.id);
}

void write_entity(RowSink& rows, const EntityRecord& record) {
  rows.put(Table::kEntities, rows.key().id(record.id), encode(record));
  if (is_ranked(record)) rows.put(Table::kRanks, rank_key(rows.key(), record), {});
  const auto lookup = lookup_names(record);
  for (const auto& [name, count] : lookup.names) {
    rows.put(Table::kNames, rows.key().text(name).end().id(record.id),
             encode(NameEntry{count, record.mentions, record.literal}));
  }
  for (const auto& word : lookup.words) {
    rows.put(Table::kWords, rows.key().text(word).end().id(record.id), {});
  }
}

void write_word(RowSink& rows, std::string_view word) {
  for (const auto& form : shortened_forms(word)) {
    rows.put(Table::kFuzzy, rows.key().text(form).end().text(word), {});
  }
}

// ---- One fact ----

void FactAggregate::add(DocumentId document, std::uint32_t statement,
                        const EvidenceEntry& evidence) {
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

const FactEntry& FactAggregate::finish(FactId id) {
  close_document();
  entry_.fact.id = id;
  entry_.fact.belief = (1 - not_positive_) * (1 - 0.5 * (1 - not_negative_));
  return entry_;
}

void FactAggregate::close_document() {
  not_positive_ *= 1 - best_positive_;
  not_negative_ *= 1 - best_negative_;
  best_positive_ = best_negative_ = 0;
}

void write_fact(RowSink& rows, const FactEntry& entry) {
  const auto& fact = entry.fact;
  rows.put(Table::kSpo, rows.key().id(fact.subject).id(fact.relation).id(fact.object),
           encode(entry));
  rows.put(Table::kPos, rows.key().id(fact.relation).id(fact.object).id(fact.subject), {});
  if (fact.has_object()) {
    rows.put(Table::kOsp, rows.key().id(fact.object).id(fact.subject).id(fact.relation), {});
  }
}

}  // namespace trine::storage
