// Searches in a store that read only as much of its view as they need. Each gives what the same
// search gives on KnowledgeGraph::load(store), or on that with all description links; where much of
// the view would have to be read piece by piece, it is loaded whole instead.
#pragma once
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <vector>

#include "graph/description_links.h"
#include "graph/filter.h"
#include "graph/knowledge_graph.h"
#include "graph/paths.h"
#include "schema/ids.h"

namespace trine::graph {

// A hop and a path by ids, for they may come from different parts of the graph.
struct FactHop {
  EntityId from;
  EntityId to;
  std::vector<FactId> facts;  // never empty; highest belief first
  friend bool operator==(const FactHop&, const FactHop&) = default;
};
struct FactPath {
  std::vector<FactHop> hops;
  double belief = 1.0;
  friend bool operator==(const FactPath&, const FactPath&) = default;
};
FactPath by_ids(const KnowledgeGraph& graph, const Path& path);

// PathQuery by ids: `query.from`, `query.to`, `query.via` and `query.filter.avoid` are not looked
// at.
struct FactPathQuery {
  EntityId from;
  EntityId to;
  std::vector<EntityId> via;
  std::vector<EntityId> avoid;
  PathQuery query;
  bool all_simple = false;  // all_simple_paths rather than k_shortest_paths
};
struct FactPathResult {
  std::vector<FactPath> paths;  // best first
  bool complete = true;         // as in PathResult
};
// In a graph that is at hand.
FactPathResult find_paths(const KnowledgeGraph& graph, const FactPathQuery& query);

// What a search may run along.
enum class Arcs { kFacts, kFactsAndDescriptions };

class StoreSearch {
 public:
  // `store` must outlive it, and must not be written to meanwhile. `most_facts`: how many may be
  // read one by one before the whole view is loaded; by default an eighth of the store's.
  explicit StoreSearch(const storage::Store& store, Arcs arcs = Arcs::kFacts);
  StoreSearch(const storage::Store& store, Arcs arcs, std::size_t most_facts);
  StoreSearch(StoreSearch&&) noexcept;
  ~StoreSearch();

  FactPathResult paths(const FactPathQuery& query);

  // A graph in which every node within `hops` hops of a start has all its facts (those the filter
  // lets through and the others), and no node or fact is missing between them. `filter.avoid` is
  // not looked at.
  KnowledgeGraph around(const std::vector<EntityId>& starts, std::uint32_t hops,
                        const Filter& filter, const std::vector<EntityId>& avoid);

  // The link that stands for a fact in a path found here; nothing for a fact of the store.
  std::optional<DescriptionLink> link(const FactHop& hop, FactId fact);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

std::ostream& operator<<(std::ostream& out, const FactHop& hop);
std::ostream& operator<<(std::ostream& out, const FactPath& path);

}  // namespace trine::graph
