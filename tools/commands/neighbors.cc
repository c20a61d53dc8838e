// What lies around an entity.
#include <fmt/format.h>

#include <algorithm>

#include "graph/store_search.h"
#include "graph/traversal.h"
#include "tools/commands/commands.h"
#include "tools/telling/json.h"
#include "tools/telling/session.h"
#include "tools/telling/teller.h"

namespace trine::tools {

int neighbors(const NeighborsOptions& options) {
  const storage::Store store = open_for_reading(options);
  const NamedNodes found = find_nodes(store, options.name, options.quiet);
  check_filter(options.filter, store);
  graph::Filter filter = options.filter;
  const std::vector<EntityId> avoided = find_avoided(options, options, store);
  const std::uint32_t inner = options.depth > 1 ? options.depth - 1 : 0;
  const graph::KnowledgeGraph graph =
      graph::StoreSearch(store).around(ids_of(found), inner, filter, avoided);
  filter.avoid = vertices_of(graph, avoided);
  Names names(store);

  struct Row {
    graph::Neighbor neighbor;
    std::uint32_t hops;
  };
  std::vector<Row> rows;
  const std::vector<graph::Vertex> starts = vertices_of(graph, ids_of(found));
  for (const graph::Vertex start : starts)
    for (graph::Neighbor& neighbor : graph::neighbors(graph, start, filter))
      rows.push_back({std::move(neighbor), 1});
  if (options.depth > 1)
    for (const graph::Reached& reached : graph::within_hops(graph, starts, options.depth, filter))
      if (reached.hops > 1) rows.push_back({{reached.vertex, {}}, reached.hops});
  if (rows.empty()) {
    if (!options.quiet)
      say(fmt::format("{} has no neighbours", one_line(found.nodes.front().name)));
    return kNothingFound;
  }
  const std::size_t total = rows.size();
  const std::size_t limit = options.limit == 0 ? 50 : options.limit;
  if (rows.size() > limit) rows.resize(limit);

  Output out(options.output);
  const Paint paint(use_colour(options, out));
  Teller teller(out, paint, names);
  if (!options.json)
    out.line(fmt::format("{}: {}{}", teller.node(found.nodes.front().id),
                         counted(total, "neighbor"),
                         options.depth > 1 ? fmt::format(" within {} hops", options.depth) : ""));
  Table table;
  for (const Row& row : rows) {
    const storage::EntityRecord& node = names.node(graph.node(row.neighbor.vertex).id);
    if (options.json) {
      std::vector<storage::FactRecord> facts;
      for (const graph::EdgeIndex edge : row.neighbor.edges)
        if (const auto fact = store.fact(graph.edge(edge).fact)) facts.push_back(*fact);
      out.line(neighbor_json(node, row.hops, facts, names));
      continue;
    }
    std::string relations;
    std::size_t shown = 0;
    for (const graph::EdgeIndex edge : row.neighbor.edges) {
      if (++shown > 4) {
        relations += fmt::format(" and {} more", row.neighbor.edges.size() - 4);
        break;
      }
      const bool inward =
          graph.edge(edge).object != row.neighbor.vertex && !graph.relation_of(edge).symmetric;
      relations += fmt::format("{}{}{}", relations.empty() ? "" : ", ", inward ? "◀ " : "",
                               one_line(graph.relation_of(edge).phrase));
      if (graph.edge(edge).only_denied()) relations += " (denied)";
    }
    if (row.hops > 1) relations = fmt::format("{} hops away", row.hops);
    table.row({teller.node(node.id), paint.dim(to_string(node.type)), relations});
  }
  if (!options.json) {
    out.write(table.text("  "));
    if (total > limit) out.line(paint.dim(fmt::format("  and {} more (--limit)", total - limit)));
  }
  out.finish();
  return kFound;
}

}  // namespace trine::tools
