#include "graph/query/graphs/store_records.h"

#include <algorithm>
#include <set>

#include "graph/query/error.h"

namespace trine::query {
namespace {

List texts(const std::vector<std::string>& from) { return List(from.begin(), from.end()); }

// The store's days are whole or cut ("2023-03"): the first of those meant.
Value day(const std::string& text) {
  if (text.empty()) return {};
  try {
    return parse_date(text);
  } catch (const QueryError&) {
    return text;
  }
}

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

std::string_view polarity(const storage::FactRecord& fact) {
  if (fact.negative == 0) return "positive";
  return fact.positive == 0 ? "negative" : "disputed";
}

// The modality of most statements.
std::string_view modality(const storage::FactRecord& fact) {
  const auto most = std::max_element(fact.modality.begin(), fact.modality.end());
  return to_string(static_cast<Modality>(most - fact.modality.begin()));
}

List sorted(const std::set<std::string>& values) { return List(values.begin(), values.end()); }

}  // namespace

std::string label_of(EntityType type) {
  const std::string name(to_string(type));
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

Map properties_of(const storage::EntityRecord& entity) {
  Map made{{"name", entity.name},
           {"type", label_of(entity.type)},
           {"named", entity.named},
           {"literal", entity.literal},
           {"documents", number(entity.documents)},
           {"mentions", number(entity.mentions)},
           {"id", to_string(entity.id)}};
  List aliases;
  for (const auto& alias : entity.aliases) aliases.emplace_back(alias.text);
  made["aliases"] = std::move(aliases);
  if (!entity.roles.empty()) made["roles"] = texts(entity.roles);
  if (!entity.gazetteer_id.empty()) made["gazetteer"] = entity.gazetteer_id;
  return made;
}

Map properties_of(const storage::FactRecord& fact, const storage::RelationRecord& relation) {
  Map made{{"relation", relation.phrase},
           {"class", relation.relation_class},
           {"belief", fact.belief},
           {"support", number(fact.support)},
           {"documents", number(fact.documents)},
           {"positive", number(fact.positive)},
           {"negative", number(fact.negative)},
           {"polarity", std::string(polarity(fact))},
           {"modality", std::string(modality(fact))},
           {"symmetric", fact.symmetric},
           {"id", to_string(fact.id)}};
  if (!fact.first_time.empty()) made["first"] = day(fact.first_time);
  if (!fact.last_time.empty()) made["last"] = day(fact.last_time);
  return made;
}

Value evidence_of(const storage::Store& store, FactId fact) {
  List all;
  for (const auto& one : store.evidence(fact)) {
    const auto& statement = one.statement;
    Map made{{"document", one.document_key},
             {"sentence", one.sentence_text},
             {"begin", number(one.sentence.begin)},
             {"end", number(one.sentence.end)},
             {"polarity",
              std::string(statement.polarity == Polarity::kPositive ? "positive" : "negative")},
             {"modality", std::string(to_string(statement.modality))},
             {"confidence", statement.confidence},
             {"rule", statement.rule}};
    if (!one.title.empty()) made["title"] = one.title;
    if (!one.date.empty()) made["date"] = day(one.date);
    if (!one.uri.empty()) made["uri"] = one.uri;
    if (!statement.attribution.empty()) made["speaker"] = statement.attribution.text;
    if (!statement.time.empty()) made["time"] = statement.time.text;
    if (!statement.place.empty()) made["place"] = statement.place;
    all.emplace_back(std::move(made));
  }
  return all;
}

Value sources_of(const storage::Store& store, FactId fact) {
  std::set<std::string> documents;
  for (const auto& one : store.evidence(fact)) documents.insert(one.document_key);
  return sorted(documents);
}

Value sources_of(const storage::Store& store, EntityId entity) {
  std::set<std::string> documents;
  for (const auto& one : store.memberships(entity)) documents.insert(one.document_key);
  return sorted(documents);
}

Value speakers_of(const storage::Store& store, FactId fact) {
  std::set<std::string> names;
  for (const auto& one : store.evidence(fact)) {
    if (one.statement.attribution.empty()) continue;
    const auto speaker = store.entity(one.attribution);
    names.insert(speaker ? speaker->name : one.statement.attribution.text);
  }
  return sorted(names);
}

Value rules_of(const storage::Store& store, FactId fact) {
  std::set<std::string> rules;
  for (const auto& one : store.evidence(fact)) rules.insert(one.statement.rule);
  return sorted(rules);
}

}  // namespace trine::query
