#include "graph/query/functions/functions.h"
#include "graph/query/procedure.h"

namespace trine::query {
namespace {

std::vector<List> rows_of(const std::vector<std::string>& names) {
  std::vector<List> rows;
  for (const auto& name : names) rows.push_back({Value(name)});
  return rows;
}

}  // namespace

void add_standard_procedures(Procedures& into) {
  into.add({"db.labels",
            "the labels of nodes",
            {},
            {{"label", "STRING", false}},
            [](const PropertyGraph& graph, const List&) { return rows_of(graph.all_labels()); }});
  into.add({"db.relationshipTypes",
            "the types of relationships",
            {},
            {{"relationshipType", "STRING", false}},
            [](const PropertyGraph& graph, const List&) { return rows_of(graph.all_types()); }});
  into.add({"db.counts",
            "how many nodes of each label and relationships of each type there are",
            {},
            {{"kind", "STRING", false}, {"name", "STRING", false}, {"count", "INTEGER", false}},
            [](const PropertyGraph& graph, const List&) {
              std::vector<List> rows;
              for (const auto& name : graph.all_labels()) {
                rows.push_back({"label", name,
                                static_cast<std::int64_t>(graph.count_nodes(*graph.label(name)))});
              }
              for (const auto& name : graph.all_types()) {
                rows.push_back(
                    {"type", name,
                     static_cast<std::int64_t>(graph.count_relationships(*graph.type(name)))});
              }
              return rows;
            }});
  into.add({"dbms.functions",
            "the functions that expressions can call",
            {},
            {{"name", "STRING", false}},
            [](const PropertyGraph&, const List&) {
              std::vector<List> rows;
              for (const auto& [key, function] : all_functions()) rows.push_back({function.name});
              return rows;
            }});
}

}  // namespace trine::query
