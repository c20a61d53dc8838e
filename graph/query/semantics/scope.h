// Names in scope, and what is known of their values before a query is run. Internal to semantics/.
#pragma once
#include <map>
#include <string>

#include "graph/query/functions/functions.h"

namespace trine::query {

// The kinds that a value may be of; of a list, also its elements'.
struct StaticType {
  Kinds kinds = kAnyKind;
  Kinds elements = kAnyKind;
};

struct Variable {
  int slot = 0;
  StaticType type;
};

using Scope = std::map<std::string, Variable>;

// Whether a value of that type can be one of `wanted`. Null is always possible.
inline bool may_be(const StaticType& type, Kinds wanted) {
  return (type.kinds & (wanted | kinds(Kind::kNull))) != 0;
}

}  // namespace trine::query
