// How two entities are connected: shortest, k-shortest and all simple paths. Parallel facts between
// the same two nodes are one hop: a path is told by its nodes, and each hop holds every fact that
// the filter lets through, best first. All orders are fixed, ties included.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <vector>

#include "graph/filter.h"
#include "graph/knowledge_graph.h"

namespace trine::graph {

struct Hop {
  Vertex from = 0;
  Vertex to = 0;
  std::vector<EdgeIndex> edges;  // never empty; highest belief first
  friend bool operator==(const Hop&, const Hop&) = default;
};

struct Path {
  std::vector<Hop> hops;
  double belief = 1.0;  // product of the beliefs of each hop's best fact
  friend bool operator==(const Path&, const Path&) = default;
};

enum class Weight {
  kHops,    // fewest hops; among these the highest belief
  kBelief,  // highest product of beliefs; among these the fewest hops
};

inline constexpr std::size_t kDefaultMaxHops = 4;  // of all_simple_paths, if not told

struct PathQuery {
  Vertex from = 0;
  Vertex to = 0;
  Filter filter;
  Weight weight = Weight::kHops;
  std::vector<Vertex> via;   // nodes that the path must visit, in any order
  std::size_t count = 1;     // at most so many paths
  std::size_t max_hops = 0;  // 0: no limit (all_simple_paths: kDefaultMaxHops)
};

struct PathResult {
  std::vector<Path> paths;  // best first
  bool complete = true;     // false: the search was given up before all candidates were seen
};

// The best path, or nullopt when there is none or both ends are one. Without `via` and `max_hops`
// exact: breadth-first or Dijkstra. `query.count` is ignored.
std::optional<Path> shortest_path(const KnowledgeGraph& graph, const PathQuery& query);

// The `count` best loopless paths (Yen 1971). With `via` the legs' best paths are combined.
PathResult k_shortest_paths(const KnowledgeGraph& graph, const PathQuery& query);

// Every simple path of at most `max_hops` hops, shortest first, up to `count`.
PathResult all_simple_paths(const KnowledgeGraph& graph, const PathQuery& query);

std::ostream& operator<<(std::ostream& out, const Hop& hop);
std::ostream& operator<<(std::ostream& out, const Path& path);

}  // namespace trine::graph
