// What the steps along relationships share. Internal to run/.
#pragma once
#include <algorithm>
#include <vector>

#include "graph/query/run/evaluate.h"
#include "graph/query/run/operators.h"

namespace trine::query {

// The types a step may follow; `nothing` where the graph has none of those named.
struct TypeFilter {
  std::vector<Token> types;
  bool nothing = false;

  TypeFilter(const PropertyGraph& graph, const std::vector<std::string>& names) {
    for (const auto& name : names) {
      if (const auto type = graph.type(name)) types.push_back(*type);
    }
    nothing = types.empty() && !names.empty();
  }
};

// Whether the relationship stands in one of the slots: alone, or in a list.
inline bool used_in(Execution& run, const std::vector<int>& slots, RelationshipId relationship) {
  for (const int slot : slots) {
    const Value& value = run.slot(slot);
    if (value.is(Kind::kRelationship) && value.relationship() == relationship) return true;
    if (!value.is(Kind::kList)) continue;
    for (const auto& one : value.list()) {
      if (one.is(Kind::kRelationship) && one.relationship() == relationship) return true;
    }
  }
  return false;
}

// {key: value} of a relationship pattern.
inline bool has_properties(Execution& run, const Value& wanted, RelationshipId relationship) {
  if (!wanted.is(Kind::kMap)) return true;
  return std::all_of(wanted.map().begin(), wanted.map().end(), [&](const auto& one) {
    const Value value = run.graph().relationship_property(relationship, one.first);
    return equal(value, one.second) == Truth::kTrue;
  });
}

}  // namespace trine::query
