#include "graph/query/syntax/ast.h"

namespace trine::query {

// Here, where Query is complete.
Expression::Expression() = default;
Expression::~Expression() = default;

}  // namespace trine::query
