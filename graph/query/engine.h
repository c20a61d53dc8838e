// A query, from its text to its rows. Example:
//   QueryRun run(graph, "MATCH (n:Person) RETURN n.name", {});
//   List row;
//   while (run.next(row)) ...
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/query/procedure.h"
#include "graph/query/property_graph.h"
#include "graph/query/run/execution.h"

namespace trine::query {

struct QueryOptions {
  Map parameters;
  const Procedures* procedures = nullptr;
  Limits limits;
  MemoryGraph* writer = nullptr;  // the graph itself, where CREATE is to be allowed
};

class QueryRun {
 public:
  // Reads, checks and plans. `graph` and what `options` points to must outlive it. Throws
  // QueryError at compile time.
  QueryRun(const PropertyGraph& graph, std::string_view text, QueryOptions options);
  ~QueryRun();

  const std::vector<std::string>& columns() const;
  Explain explain() const;
  // False: there are no more rows. Throws QueryError at run time, Error{kUsage} at a limit and
  // Error{kInterrupted}.
  bool next(List& row);
  // The plan as a table; after a PROFILE with what each step gave and took.
  std::string plan() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace trine::query
