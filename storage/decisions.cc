#include "storage/decisions.h"

#include <istream>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "schema/error.h"

namespace trine::storage {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const NodeReference& reference) {
  Json json{{"id", to_string(reference.id)},
            {"name", reference.name},
            {"type", std::string(to_string(reference.type))}};
  if (!reference.document.empty()) json["document"] = reference.document;
  return json;
}

NodeReference reference_from(const Json& json) {
  NodeReference reference;
  const std::string id = json.at("id");
  if (id.size() != 16 || id.find_first_not_of("0123456789abcdef") != std::string::npos) {
    throw std::invalid_argument("'" + id + "' is not an id of 16 hexadecimal digits");
  }
  reference.id = EntityId{std::stoull(id, nullptr, 16)};
  reference.name = json.at("name");
  const std::string type = json.at("type");
  const auto parsed = parse_entity_type(type);
  if (!parsed) throw std::invalid_argument("'" + type + "' is not an entity type");
  reference.type = *parsed;
  reference.document = json.value("document", "");
  return reference;
}

std::optional<DecisionKind> parse_kind(std::string_view name) {
  for (const auto kind :
       {DecisionKind::kMerge, DecisionKind::kSplit, DecisionKind::kRename, DecisionKind::kApart}) {
    if (name == to_string(kind)) return kind;
  }
  return std::nullopt;
}

bool has_other(const Decision& decision) {
  return decision.kind == DecisionKind::kMerge || decision.kind == DecisionKind::kApart;
}

}  // namespace

std::string_view to_string(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::kMerge:
      return "merge";
    case DecisionKind::kSplit:
      return "split";
    case DecisionKind::kRename:
      return "rename";
    case DecisionKind::kApart:
      return "apart";
  }
  return "?";
}

std::ostream& operator<<(std::ostream& out, const NodeReference& reference) {
  out << reference.id << " \"" << reference.name << "\" " << reference.type;
  if (!reference.document.empty()) out << " in " << reference.document;
  return out;
}

std::ostream& operator<<(std::ostream& out, const Decision& decision) {
  out << decision.number << ' ' << to_string(decision.kind) << ' ' << decision.node;
  if (has_other(decision)) out << " with " << decision.other;
  for (const auto& document : decision.documents) out << " document " << document;
  if (!decision.local_name.empty()) out << " where it is \"" << decision.local_name << '"';
  if (!decision.name.empty()) out << " as \"" << decision.name << '"';
  if (!decision.note.empty()) out << " (" << decision.note << ')';
  return out;
}

void write_decisions(std::ostream& out, std::span<const Decision> decisions) {
  for (const auto& decision : decisions) {
    Json json{{"number", decision.number},
              {"decision", std::string(to_string(decision.kind))},
              {"node", to_json(decision.node)}};
    if (has_other(decision)) json["other"] = to_json(decision.other);
    if (!decision.documents.empty()) json["documents"] = decision.documents;
    if (!decision.local_name.empty()) json["local_name"] = decision.local_name;
    if (!decision.name.empty()) json["name"] = decision.name;
    if (!decision.note.empty()) json["note"] = decision.note;
    out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
}

std::vector<Decision> read_decisions(std::istream& in) {
  std::vector<Decision> decisions;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    try {
      const Json json = Json::parse(line);
      Decision decision;
      const std::string kind = json.at("decision");
      const auto parsed = parse_kind(kind);
      if (!parsed)
        throw std::invalid_argument("'" + kind + "' is not merge, split, rename or apart");
      decision.kind = *parsed;
      decision.number = json.value("number", std::uint64_t{0});
      decision.node = reference_from(json.at("node"));
      if (has_other(decision)) decision.other = reference_from(json.at("other"));
      decision.documents = json.value("documents", std::vector<std::string>{});
      decision.local_name = json.value("local_name", "");
      decision.name = json.value("name", "");
      decision.note = json.value("note", "");
      decisions.push_back(std::move(decision));
    } catch (const std::exception& error) {
      throw Error(ErrorKind::kInput,
                  "decisions, line " + std::to_string(number) + ": " + error.what());
    }
  }
  return decisions;
}

}  // namespace trine::storage
