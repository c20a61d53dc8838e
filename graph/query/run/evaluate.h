// The value of an expression for the row that is in the execution's slots.
#pragma once
#include "graph/query/run/execution.h"

namespace trine::query {

// Throws QueryError at run time.
Value evaluate(const Expression& expression, Execution& run);

// a + b and the like. Throws QueryError.
Value arithmetic(const Value& a, char sign, const Value& b);
Value negated(const Value& value);

}  // namespace trine::query
