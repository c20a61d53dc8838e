// Results as the TCK writes them, in one form for what is expected and what was found:
// (:A {n: 1}), [:T], <(:A)-[:T]->(:B)>, 'text', 1.0.
#pragma once
#include <string>

#include "graph/query/property_graph.h"
#include "graph/query/values/value.h"

namespace trine::tck {

// `any_order`: lists are the same whatever the order of their elements.
std::string found_text(const query::PropertyGraph& graph, const query::Value& value,
                       bool any_order);
// Throws std::runtime_error when it can't be read.
std::string expected_text(const std::string& written, bool any_order);

}  // namespace trine::tck
