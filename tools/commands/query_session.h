// Queries on one store: what `trine query` and its shell share. Internal to commands/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "graph/query/engine.h"
#include "graph/query/graphs/store_graph.h"
#include "storage/store/store.h"
#include "tools/options.h"
#include "tools/telling/output.h"

namespace trine::tools {

class QuerySession {
 public:
  explicit QuerySession(const QueryOptions& options);

  // Runs one query and writes its rows, or its plan; returns how many rows there were. Throws
  // Error{kUsage} with the place of the mistake, and what reading the store throws.
  std::size_t run(const std::string& text, Output& out);

  const query::StoreGraph& graph() const { return graph_; }
  const query::Procedures& procedures() const { return procedures_; }
  const storage::Store& store() const { return store_; }
  query::Map& parameters() { return parameters_; }
  std::string& format() { return format_; }

 private:
  const QueryOptions& options_;
  storage::Store store_;
  query::StoreGraph graph_;
  query::Procedures procedures_;
  query::Map parameters_;
  std::string format_;
};

// "name=value": a value of the language, or else the text as it is. Throws Error{kUsage}.
std::pair<std::string, query::Value> parse_parameter(const std::string& assignment);
// The queries of a text: what semicolons outside of quotes and comments part.
std::vector<std::string> split_queries(std::string_view text);

// Reads queries from a terminal until it ends.
int query_shell(QuerySession& session, const QueryOptions& options);

}  // namespace trine::tools
