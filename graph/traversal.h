// What lies around an entity.
#pragma once
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <vector>

#include "graph/filter.h"
#include "graph/knowledge_graph.h"

namespace trine::graph {

struct Reached {
  Vertex vertex = 0;
  std::uint32_t hops = 0;
  friend bool operator==(const Reached&, const Reached&) = default;
};

// Every node at most `hops` hops from one of `starts`, these included (0 hops), ordered by hops,
// then vertex. Literals are reached but not passed through unless the filter says so.
std::vector<Reached> within_hops(const KnowledgeGraph& graph, const std::vector<Vertex>& starts,
                                 std::uint32_t hops, const Filter& filter);

// A node one hop away and the facts that lead there, highest belief first.
struct Neighbor {
  Vertex vertex = 0;
  std::vector<EdgeIndex> edges;
  friend bool operator==(const Neighbor&, const Neighbor&) = default;
};
// Ordered by the number of documents behind the facts (most first), then vertex.
std::vector<Neighbor> neighbors(const KnowledgeGraph& graph, Vertex vertex, const Filter& filter);

// How much a reader needs each node in a picture: the sum over its facts of belief and number of
// documents, where facts between two named nodes count most. One value a node, in [0, inf).
std::vector<double> importance(const KnowledgeGraph& graph, const Filter& filter);

struct Subgraph {
  std::vector<Vertex> vertices;  // ascending
  std::vector<EdgeIndex> edges;  // ascending
  std::size_t left_out = 0;      // nodes that the limit cut
};
// The part of the graph to show: nodes within `depth` hops of `seeds` (all nodes when empty), of
// these the `limit` most important (0: all; seeds always stay), and the facts between them. Nodes
// that lose every fact are dropped, seeds excepted.
Subgraph select(const KnowledgeGraph& graph, const std::vector<Vertex>& seeds, std::uint32_t depth,
                std::size_t limit, const Filter& filter);

// Leaves out facts until a drawing can be read: each node keeps its strongest connection, then the
// strongest connections stay, `pairs` in all; of the facts between two nodes the `per_pair` best
// known. `Subgraph::vertices` stay.
Subgraph thin(const KnowledgeGraph& graph, const Subgraph& part, std::size_t pairs,
              std::size_t per_pair);

std::ostream& operator<<(std::ostream& out, const Reached& reached);

}  // namespace trine::graph
