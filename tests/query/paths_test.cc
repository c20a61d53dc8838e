// Shortest paths against textbook breadth-first search, and trails against plain enumeration.
#include <catch2/catch.hpp>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "graph/query/engine.h"
#include "graph/query/graphs/memory_graph.h"

using namespace trine::query;

namespace {

struct Random {
  MemoryGraph graph;
  std::vector<std::pair<NodeId, NodeId>> edges;
};

Random random_graph(unsigned seed) {
  std::mt19937 source(seed);
  Random made;
  const int nodes = 3 + static_cast<int>(source() % 6);
  for (int i = 0; i < nodes; ++i) made.graph.add_node({}, {{"i", Value(i)}});
  const int edges = static_cast<int>(source() % 14);
  for (int i = 0; i < edges; ++i) {
    const NodeId from = source() % static_cast<unsigned>(nodes);
    const NodeId to = source() % static_cast<unsigned>(nodes);
    made.graph.add_relationship(from, to, "T", {});
    made.edges.emplace_back(from, to);
  }
  return made;
}

std::vector<List> rows_of(const PropertyGraph& graph, const std::string& text) {
  QueryRun run(graph, text, {});
  std::vector<List> rows;
  for (List row; run.next(row);) rows.push_back(row);
  return rows;
}

// Hops and number of shortest paths from node 0 to node 1.
std::pair<int, int> naive_shortest(const Random& random) {
  std::map<NodeId, int> hops{{0, 0}};
  std::map<NodeId, int> ways{{0, 1}};
  std::deque<NodeId> open{0};
  while (!open.empty()) {
    const NodeId node = open.front();
    open.pop_front();
    for (const auto& [from, to] : random.edges) {
      if (from != node) continue;
      if (!hops.contains(to)) {
        hops[to] = hops[node] + 1;
        open.push_back(to);
      }
      if (hops[to] == hops[node] + 1) ways[to] += ways[node];
    }
  }
  return hops.contains(1) ? std::pair(hops[1], ways[1]) : std::pair(-1, 0);
}

// Trails of at least one hop from 0 to 1, by length.
std::map<int, int> naive_trails(const Random& random) {
  std::map<int, int> count;
  std::set<std::size_t> used;
  const std::function<void(NodeId)> walk = [&](NodeId node) {
    if (node == 1 && !used.empty()) ++count[static_cast<int>(used.size())];
    for (std::size_t i = 0; i < random.edges.size(); ++i) {
      if (random.edges[i].first != node || !used.insert(i).second) continue;
      walk(random.edges[i].second);
      used.erase(i);
    }
  };
  walk(0);
  return count;
}

}  // namespace

TEST_CASE("paths equal those of the textbook on seeded graphs", "[query]") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const Random random = random_graph(seed);
    INFO("seed " << seed);
    const auto [hops, ways] = naive_shortest(random);
    const std::string ends = "MATCH (a {i: 0}), (b {i: 1}) ";
    const auto one =
        rows_of(random.graph, ends + "MATCH p = shortestPath((a)-[*]->(b)) RETURN length(p)");
    const auto all =
        rows_of(random.graph, ends + "MATCH p = allShortestPaths((a)-[*]->(b)) RETURN length(p)");
    REQUIRE(one.size() == (hops < 0 ? 0 : 1));
    REQUIRE(all.size() == static_cast<std::size_t>(ways));
    if (hops > 0) {
      CHECK(one[0][0] == Value(hops));
      CHECK(all[0][0] == Value(hops));
    }
    const auto trails = naive_trails(random);
    std::map<int, int> found;
    for (const auto& row :
         rows_of(random.graph, ends + "MATCH p = (a)-[*]->(b) RETURN length(p)")) {
      ++found[static_cast<int>(row[0].integer())];
    }
    CHECK(found == trails);
    // The first three, in order of length.
    std::vector<int> lengths;
    for (const auto& [length, count] : trails)
      lengths.insert(lengths.end(), static_cast<std::size_t>(count), length);
    lengths.resize(std::min<std::size_t>(lengths.size(), 3));
    std::vector<int> first;
    for (const auto& row :
         rows_of(random.graph, ends + "MATCH p = SHORTEST 3 (a)-[*]->(b) RETURN length(p)")) {
      first.push_back(static_cast<int>(row[0].integer()));
    }
    CHECK(first == lengths);
  }
}
