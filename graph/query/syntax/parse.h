// The text of a query as a tree. What is wrong with its form is told with its place.
#pragma once
#include <string_view>

#include "graph/query/syntax/ast.h"

namespace trine::query {

// Throws QueryError: SyntaxError at compile time.
Query parse(std::string_view text);
// An expression alone, of literals and parameters: values given on a command line.
ExpressionPtr parse_expression(std::string_view text);

}  // namespace trine::query
