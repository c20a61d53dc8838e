// Checks a query's meaning before it is run, and gives every variable its slot: names that are not
// there, things used as what they are not, aggregation in the wrong place.
#pragma once
#include <map>
#include <string>

#include "graph/query/functions/functions.h"
#include "graph/query/procedure.h"
#include "graph/query/syntax/ast.h"

namespace trine::query {

struct AnalyzeOptions {
  const Procedures* procedures = nullptr;
  const Map* parameters = nullptr;  // their names matter where they stand for arguments
  bool allow_create = false;        // for making test graphs; else writing is refused
};

// Fills in the parts of `query` that say so. Throws QueryError.
void analyze(Query& query, const AnalyzeOptions& options);

}  // namespace trine::query
