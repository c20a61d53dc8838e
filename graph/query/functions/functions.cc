#include "graph/query/functions/functions.h"

#include <algorithm>
#include <array>

namespace trine::query {
namespace {

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return made;
}

}  // namespace

const std::map<std::string, Function, std::less<>>& all_functions() {
  static const auto kAll = [] {
    std::vector<Function> functions;
    add_scalar_functions(functions);
    add_graph_functions(functions);
    add_list_functions(functions);
    add_math_functions(functions);
    add_string_functions(functions);
    add_conversion_functions(functions);
    add_temporal_functions(functions);
    add_duration_functions(functions);
    std::map<std::string, Function, std::less<>> by_name;
    for (auto& one : functions) by_name.emplace(lower(one.name), std::move(one));
    return by_name;
  }();
  return kAll;
}

const Function* find_function(std::string_view name) {
  const auto found = all_functions().find(lower(name));
  return found == all_functions().end() ? nullptr : &found->second;
}

bool is_aggregate(std::string_view name) {
  static constexpr std::array<std::string_view, 11> kNames = {
      "avg",   "collect", "count",          "count(*)",       "max", "min",
      "stdev", "stdevp",  "percentilecont", "percentiledisc", "sum"};
  return std::find(kNames.begin(), kNames.end(), lower(name)) != kNames.end();
}

Value property(const PropertyGraph& graph, const Value& value, std::string_view key) {
  switch (value.kind()) {
    case Kind::kNull:
      return {};
    case Kind::kNode:
      return graph.node_property(value.node(), key);
    case Kind::kRelationship:
      return graph.relationship_property(value.relationship(), key);
    case Kind::kMap: {
      const auto found = value.map().find(key);
      return found == value.map().end() ? Value() : found->second;
    }
    default:
      if (const auto part = temporal_part(value, key)) return *part;
      if ((kTemporals & kinds(value.kind())) != 0) return {};
      type_error("InvalidArgumentType", "a " + std::string(to_string(value.kind())) +
                                            " has no property '" + std::string(key) + "'");
  }
}

}  // namespace trine::query
