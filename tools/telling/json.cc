#include "tools/telling/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/telling/json_text.h"

namespace trine::tools {
namespace {

using Json = nlohmann::ordered_json;
using storage::Evidence;
using storage::FactRecord;

Json text_or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return text;
}

// Six digits: enough for a probability, and the same on every machine.
double rounded(double value) { return std::round(value * 1e6) / 1e6; }

Json span_json(Span span) { return Json::array({span.begin, span.end}); }

// ---- Statements as extraction gives them: entities of the document

const Mention* mention_at(const Analysis& analysis, const Argument& argument) {
  const auto at =
      std::lower_bound(analysis.mentions.begin(), analysis.mentions.end(), argument.span,
                       [](const Mention& m, Span span) { return m.span.begin < span.begin; });
  for (auto m = at; m != analysis.mentions.end() && m->span.begin == argument.span.begin; ++m)
    if (m->span == argument.span && m->entity == argument.entity) return &*m;
  return nullptr;
}

// What to call an argument where nobody sees the graph: a named thing by its name, a description by
// its words in this sentence, a pronoun by what it stands for.
std::string shown_name(const Analysis& analysis, const Argument& argument) {
  if (!argument.is_entity() || argument.entity >= analysis.entities.size()) return argument.text;
  const Entity& entity = analysis.entities[argument.entity];
  if (entity.named || argument.text.empty()) return entity.name;
  const Mention* mention = mention_at(analysis, argument);
  return mention != nullptr && mention->pronoun ? entity.name : argument.text;
}

std::string local_id(std::uint32_t entity) { return "e" + std::to_string(entity); }

void add_argument(Json& json, const std::string& role, const Analysis& analysis,
                  const Argument& argument) {
  const std::string shown = shown_name(analysis, argument);
  json[role] = text_or_null(shown);
  if (argument.empty()) return;
  EntityType type = argument.type;
  std::vector<std::string> aliases;
  if (argument.is_entity() && argument.entity < analysis.entities.size()) {
    const Entity& entity = analysis.entities[argument.entity];
    if (entity.named) type = entity.type;
    json[role + "_id"] = local_id(argument.entity);
    aliases = entity.aliases;
    aliases.push_back(entity.name);
    const Mention* mention = mention_at(analysis, argument);
    if (mention == nullptr || !mention->pronoun) aliases.push_back(argument.text);
    std::sort(aliases.begin(), aliases.end());
    aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
    std::erase_if(aliases, [&](const std::string& a) { return a == shown || a.empty(); });
  }
  json[role + "_type"] = to_string(type);
  if (!aliases.empty()) json[role + "_aliases"] = aliases;
  json[role + "_span"] = span_json(argument.span);
}

void add_time(Json& json, const TimeValue& time) {
  json["time"] = text_or_null(time.text);
  if (time.from.empty() && time.to.empty()) return;
  json["time_from"] = text_or_null(time.from);  // null: open at this end
  json["time_to"] = text_or_null(time.to);
}

// What is said apart from who did what to whom.
void add_manner(Json& json, const Statement& statement) {
  json["polarity"] = to_string(statement.polarity);
  json["modality"] = to_string(statement.modality);
  json["tense"] = to_string(statement.tense);
  json["aspect"] = to_string(statement.aspect);
  add_time(json, statement.time);
  json["place"] = text_or_null(statement.place);
}

// ---- Records of the view

Json node_json(EntityId id, Names& names) {
  const storage::EntityRecord& node = names.node(id);
  return {{"id", to_string(id)}, {"name", node.name}, {"type", to_string(node.type)}};
}

Json evidence_json(const Evidence& evidence, Names& names) {
  const Statement& statement = evidence.statement;
  Json json;
  json["document"] = evidence.document_key;
  if (!evidence.title.empty()) json["title"] = evidence.title;
  json["date"] = text_or_null(evidence.date);
  if (!evidence.uri.empty()) json["uri"] = evidence.uri;
  json["sentence_number"] = statement.sentence;
  json["byte_start"] = evidence.sentence.begin;
  json["byte_end"] = evidence.sentence.end;
  json["text"] = evidence.sentence_text;
  json["subject"] = statement.subject.text;
  json["subject_span"] = span_json(statement.subject.span);
  json["relation_span"] = span_json(statement.relation_span);
  json["object"] = text_or_null(statement.object.text);
  if (!statement.object.empty()) json["object_span"] = span_json(statement.object.span);
  add_manner(json, statement);
  json["attribution"] = text_or_null(statement.attribution.text);
  if (evidence.attribution.value != 0) {
    json["attribution_id"] = to_string(evidence.attribution);
    json["attribution_name"] = names.node(evidence.attribution).name;
  }
  Json qualifiers = Json::array();
  for (std::size_t i = 0; i < statement.qualifiers.size(); ++i) {
    const Qualifier& qualifier = statement.qualifiers[i];
    Json one = {{"role", to_string(qualifier.role)},
                {"preposition", text_or_null(qualifier.preposition)},
                {"text", qualifier.argument.text},
                {"type", to_string(qualifier.argument.type)},
                {"span", span_json(qualifier.argument.span)}};
    if (i < evidence.qualifiers.size() && evidence.qualifiers[i].value != 0)
      one["id"] = to_string(evidence.qualifiers[i]);
    qualifiers.push_back(std::move(one));
  }
  json["qualifiers"] = std::move(qualifiers);
  json["confidence"] = rounded(statement.confidence);
  json["rule"] = statement.rule;
  return json;
}

Json fact_object(const FactRecord& fact, std::span<const Evidence> evidence, Names& names) {
  const storage::RelationRecord& relation = names.relation(fact.relation);
  Json json;
  json["kind"] = "fact";
  json["id"] = to_string(fact.id);
  json["subject"] = node_json(fact.subject, names);
  json["relation"] = relation.phrase;
  json["relation_class"] = relation.relation_class;
  json["object"] = fact.has_object() ? node_json(fact.object, names) : Json(nullptr);
  json["symmetric"] = fact.symmetric;
  json["belief"] = rounded(fact.belief);
  json["support"] = fact.support;
  json["documents"] = fact.documents;
  json["positive"] = fact.positive;
  json["negative"] = fact.negative;
  Json modality = Json::object();
  for (std::size_t i = 0; i < fact.modality.size(); ++i)
    if (fact.modality[i] != 0)
      modality[std::string(to_string(static_cast<Modality>(i)))] = fact.modality[i];
  json["modality"] = std::move(modality);
  json["first_time"] = text_or_null(fact.first_time);
  json["last_time"] = text_or_null(fact.last_time);
  if (!evidence.empty()) {
    Json list = Json::array();
    for (const Evidence& one : evidence) list.push_back(evidence_json(one, names));
    json["evidence"] = std::move(list);
  }
  return json;
}

}  // namespace

std::string statement_json(const Analysis& analysis, const Statement& statement) {
  Json json;
  json["doc"] = analysis.document.key;
  json["date"] = text_or_null(analysis.document.date);
  Span sentence;
  if (statement.sentence < analysis.sentences.size())
    sentence = analysis.sentences[statement.sentence].span;
  json["sentence_number"] = statement.sentence;
  json["byte_start"] = sentence.begin;
  json["byte_end"] = sentence.end;
  add_argument(json, "subject", analysis, statement.subject);
  json["relation"] = statement.relation;
  json["relation_class"] = statement.relation_class;
  json["relation_span"] = span_json(statement.relation_span);
  json["symmetric"] = statement.symmetric;
  add_argument(json, "object", analysis, statement.object);
  Json qualifiers = Json::array();
  for (const Qualifier& qualifier : statement.qualifiers) {
    Json one = {{"role", to_string(qualifier.role)},
                {"preposition", text_or_null(qualifier.preposition)},
                {"text", shown_name(analysis, qualifier.argument)},
                {"type", to_string(qualifier.argument.type)},
                {"span", span_json(qualifier.argument.span)}};
    if (qualifier.argument.is_entity()) one["id"] = local_id(qualifier.argument.entity);
    qualifiers.push_back(std::move(one));
  }
  json["qualifiers"] = std::move(qualifiers);
  add_manner(json, statement);
  json["attribution"] = text_or_null(shown_name(analysis, statement.attribution));
  if (statement.attribution.is_entity())
    json["attribution_id"] = local_id(statement.attribution.entity);
  json["confidence"] = rounded(statement.confidence);
  json["rule"] = statement.rule;
  json["text"] = sentence.in(analysis.document.text);
  return json_text(json);
}

std::string document_json(const storage::DocumentRecord& document) {
  return json_text({{"kind", "document"},
                    {"id", to_string(document.id)},
                    {"key", document.key},
                    {"title", text_or_null(document.title)},
                    {"date", text_or_null(document.date)},
                    {"uri", text_or_null(document.uri)},
                    {"bytes", document.bytes},
                    {"sentences", document.sentences},
                    {"mentions", document.mentions},
                    {"entities", document.entities},
                    {"statements", document.statements}});
}

std::string entity_json(const storage::EntityRecord& entity, Names& names) {
  Json json = {{"kind", "entity"},
               {"id", to_string(entity.id)},
               {"name", entity.name},
               {"type", to_string(entity.type)},
               {"named", entity.named},
               {"literal", entity.literal},
               {"documents", entity.documents},
               {"mentions", entity.mentions}};
  Json aliases = Json::array();
  for (const storage::Alias& alias : entity.aliases)
    aliases.push_back({{"text", alias.text}, {"count", alias.count}});
  json["aliases"] = std::move(aliases);
  if (!entity.roles.empty()) json["roles"] = entity.roles;
  if (!entity.members.empty()) {
    Json members = Json::array();
    for (const EntityId member : entity.members) members.push_back(node_json(member, names));
    json["members"] = std::move(members);
  }
  if (!entity.gazetteer_id.empty()) json["gazetteer_id"] = entity.gazetteer_id;
  return json_text(json);
}

std::string match_json(const storage::NameMatch& match) {
  return json_text({{"kind", "entity"},
                    {"id", to_string(match.id)},
                    {"name", match.name},
                    {"type", to_string(match.type)},
                    {"literal", match.literal},
                    {"documents", match.documents},
                    {"mentions", match.mentions},
                    {"match", to_string(match.kind)},
                    {"matched", match.matched}});
}

std::string fact_json(const FactRecord& fact, std::span<const Evidence> evidence, Names& names) {
  return json_text(fact_object(fact, evidence, names));
}

std::string membership_json(const storage::Membership& membership) {
  return json_text({{"kind", "membership"},
                    {"entity", to_string(membership.entity)},
                    {"document", membership.document_key},
                    {"index", membership.index},
                    {"name", membership.name},
                    {"type", to_string(membership.type)},
                    {"mentions", membership.mentions},
                    {"reason", text_or_null(membership.reason)}});
}

std::string doubt_json(const storage::DoubtfulPair& pair, Names& names) {
  return json_text({{"kind", "doubt"},
                    {"a", node_json(pair.a, names)},
                    {"b", node_json(pair.b, names)},
                    {"score", rounded(pair.score)},
                    {"value", rounded(pair.value)},
                    {"reason", pair.reason}});
}

std::string statistics_json(const storage::Statistics& s) {
  return json_text({{"kind", "statistics"},
                    {"format_version", s.format_version},
                    {"ontology_hash", to_hex(s.ontology_hash)},
                    {"model_hash", to_hex(s.model_hash)},
                    {"reader", s.reader},
                    {"documents", s.documents},
                    {"text_bytes", s.text_bytes},
                    {"sentences", s.sentences},
                    {"mentions", s.mentions},
                    {"document_entities", s.document_entities},
                    {"statements", s.statements},
                    {"decisions", s.decisions},
                    {"entities", s.entities},
                    {"literals", s.literals},
                    {"relations", s.relations},
                    {"facts", s.facts},
                    {"evidence", s.evidence},
                    {"view_stale", s.view_stale}});
}

std::string path_json(std::span<const JsonHop> hops, double belief, Names& names) {
  Json json;
  json["kind"] = "path";
  json["length"] = hops.size();
  json["belief"] = rounded(belief);
  Json nodes = Json::array();
  Json list = Json::array();
  for (const JsonHop& hop : hops) {
    if (nodes.empty()) nodes.push_back(node_json(hop.from, names));
    nodes.push_back(node_json(hop.to, names));
    Json facts = Json::array();
    for (std::size_t i = 0; i < hop.facts.size(); ++i)
      facts.push_back(fact_object(
          hop.facts[i],
          i == 0 ? std::span<const Evidence>(hop.evidence) : std::span<const Evidence>(), names));
    list.push_back({{"from", to_string(hop.from)}, {"to", to_string(hop.to)}, {"facts", facts}});
  }
  json["nodes"] = std::move(nodes);
  json["hops"] = std::move(list);
  return json_text(json);
}

std::string neighbor_json(const storage::EntityRecord& node, std::uint32_t hops,
                          std::span<const FactRecord> facts, Names& names) {
  Json json = {{"kind", "neighbor"},
               {"id", to_string(node.id)},
               {"name", node.name},
               {"type", to_string(node.type)},
               {"hops", hops}};
  Json list = Json::array();
  for (const FactRecord& fact : facts) list.push_back(fact_object(fact, {}, names));
  json["facts"] = std::move(list);
  return json_text(json);
}

std::string json_string(std::string_view text) { return json_text(Json(text)); }

}  // namespace trine::tools
