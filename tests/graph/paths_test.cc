// Paths against textbook methods on seeded random graphs: Floyd-Warshall for the best cost, plain
// recursion for the set of all simple paths.
#include "graph/paths.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <set>

#include "graph/edge_filter.h"
#include "tests/graph/random_graph.h"

using namespace trine;
using namespace trine::graph;

namespace {

// What the naive methods know of a graph: for each ordered pair the best belief of a usable arc.
using Matrix = std::vector<std::vector<double>>;

Matrix arcs(const KnowledgeGraph& graph, const Filter& filter) {
  const std::size_t n = graph.nodes().size();
  const EdgeFilter allowed(filter);
  Matrix best(n, std::vector<double>(n, 0.0));
  for (EdgeIndex i = 0; i < graph.edges().size(); ++i) {
    const Edge& edge = graph.edge(i);
    if (!allowed.allows(graph.relation_of(i)) || !allowed.allows(edge)) continue;
    if (edge.subject == edge.object) continue;
    best[edge.subject][edge.object] = std::max(best[edge.subject][edge.object], edge.belief);
    if (!filter.directed || graph.relation_of(i).symmetric)
      best[edge.object][edge.subject] = std::max(best[edge.object][edge.subject], edge.belief);
  }
  return best;
}

struct NaivePath {
  std::size_t hops;
  double belief;
};

// Every simple path from `from` to `to` of at most `max_hops` hops.
std::vector<NaivePath> naive_paths(const KnowledgeGraph& graph, const Filter& filter, Vertex from,
                                   Vertex to, std::size_t max_hops,
                                   const std::vector<Vertex>& via = {}) {
  const Matrix arc = arcs(graph, filter);
  std::vector<NaivePath> found;
  std::vector<Vertex> path{from};
  const std::function<void(double)> extend = [&](double belief) {
    const Vertex here = path.back();
    if (here == to) {
      const bool all = std::all_of(via.begin(), via.end(), [&](Vertex v) {
        return std::count(path.begin(), path.end(), v) > 0;
      });
      if (all) found.push_back({path.size() - 1, belief});
      return;
    }
    if (path.size() > max_hops || (here != from && graph.node(here).literal)) return;
    for (Vertex next = 0; next < arc.size(); ++next) {
      if (arc[here][next] == 0.0 || std::count(path.begin(), path.end(), next) > 0) continue;
      if (std::count(filter.avoid.begin(), filter.avoid.end(), next) > 0) continue;
      path.push_back(next);
      extend(belief * arc[here][next]);
      path.pop_back();
    }
  };
  extend(1.0);
  return found;
}

void order(std::vector<NaivePath>& paths, Weight weight) {
  std::sort(paths.begin(), paths.end(), [&](const NaivePath& a, const NaivePath& b) {
    if (weight == Weight::kHops && a.hops != b.hops) return a.hops < b.hops;
    if (a.belief != b.belief) return a.belief > b.belief;
    return a.hops < b.hops;
  });
}

std::vector<Vertex> nodes_of(const Path& path) {
  std::vector<Vertex> nodes{path.hops.front().from};
  for (const Hop& hop : path.hops) nodes.push_back(hop.to);
  return nodes;
}

void require_same(const PathResult& result, const std::vector<NaivePath>& naive,
                  std::size_t count) {
  REQUIRE(result.paths.size() == std::min(count, naive.size()));
  std::set<std::vector<Vertex>> seen;
  for (std::size_t i = 0; i < result.paths.size(); ++i) {
    REQUIRE(result.paths[i].hops.size() == naive[i].hops);
    REQUIRE(result.paths[i].belief == naive[i].belief);
    REQUIRE(seen.insert(nodes_of(result.paths[i])).second);
  }
}

Filter filter_of(std::uint32_t seed, std::uint32_t nodes) {
  Filter filter;
  filter.directed = seed % 2 == 1;
  filter.denied = seed % 3 == 0;
  if (seed % 5 == 0) filter.classes = {"CONSULT", "TRAVEL"};
  if (seed % 7 == 0) filter.min_belief = 0.25;
  if (seed % 11 == 0) filter.from = "2023-01-05";
  if (seed % 13 == 0) filter.avoid = {nodes / 2};
  return filter;
}

}  // namespace

TEST_CASE("the best paths equal those that plain recursion finds", "[graph]") {
  for (std::uint32_t seed = 1; seed <= 150; ++seed) {
    const std::uint32_t nodes = 5 + seed % 5;
    const KnowledgeGraph graph = random_graph(seed, nodes, nodes * 2);
    for (const Weight weight : {Weight::kHops, Weight::kBelief}) {
      PathQuery query;
      query.to = nodes - 1;
      query.filter = filter_of(seed, nodes);
      query.weight = weight;
      std::vector<NaivePath> naive = naive_paths(graph, query.filter, 0, nodes - 1, nodes);
      order(naive, weight);
      CAPTURE(seed);
      for (const std::size_t count : {1U, 3U, 100U}) {
        query.count = count;
        require_same(k_shortest_paths(graph, query), naive, count);
      }
      REQUIRE(shortest_path(graph, query).has_value() == !naive.empty());
    }
  }
}

TEST_CASE("all simple paths equal those that plain recursion finds", "[graph]") {
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    const std::uint32_t nodes = 6 + seed % 4;
    const KnowledgeGraph graph = random_graph(seed, nodes, nodes * 3);
    PathQuery query;
    query.to = nodes - 1;
    query.filter = filter_of(seed, nodes);
    query.max_hops = 2 + seed % 4;
    query.count = 100000;
    if (seed % 3 == 0) query.via = {2};
    std::vector<NaivePath> naive =
        naive_paths(graph, query.filter, 0, nodes - 1, query.max_hops, query.via);
    order(naive, Weight::kHops);
    CAPTURE(seed);
    require_same(all_simple_paths(graph, query), naive, query.count);
  }
}

TEST_CASE("on larger graphs the best path costs what Floyd-Warshall says", "[graph]") {
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    const std::uint32_t n = 60;
    const KnowledgeGraph graph = random_graph(seed, n, 110);
    Filter filter;
    filter.literals = true;
    filter.directed = seed % 2 == 0;
    const Matrix arc = arcs(graph, filter);
    Matrix hops(n, std::vector<double>(n, 1e9));
    Matrix cost(n, std::vector<double>(n, 1e9));
    for (Vertex a = 0; a < n; ++a)
      for (Vertex b = 0; b < n; ++b)
        if (arc[a][b] > 0) {
          hops[a][b] = 1;
          cost[a][b] = -std::log2(arc[a][b]);
        }
    for (Vertex k = 0; k < n; ++k)
      for (Vertex a = 0; a < n; ++a)
        for (Vertex b = 0; b < n; ++b) {
          hops[a][b] = std::min(hops[a][b], hops[a][k] + hops[k][b]);
          cost[a][b] = std::min(cost[a][b], cost[a][k] + cost[k][b]);
        }
    for (Vertex a = 0; a < n; a += 3)
      for (Vertex b = 0; b < n; ++b) {
        if (a == b) continue;
        PathQuery query;
        query.from = a;
        query.to = b;
        query.filter = filter;
        const auto fewest = shortest_path(graph, query);
        query.weight = Weight::kBelief;
        const auto surest = shortest_path(graph, query);
        REQUIRE(fewest.has_value() == (hops[a][b] < 1e8));
        REQUIRE(surest.has_value() == fewest.has_value());
        if (!fewest) continue;
        REQUIRE(static_cast<double>(fewest->hops.size()) == hops[a][b]);
        REQUIRE(surest->belief == std::exp2(-cost[a][b]));
      }
  }
}

TEST_CASE("a path through given nodes visits them and no node twice", "[graph]") {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    const KnowledgeGraph graph = random_graph(seed, 9, 20);
    PathQuery query;
    query.to = 8;
    query.via = {3, 5};
    query.count = 1;
    query.filter.literals = true;
    const PathResult result = k_shortest_paths(graph, query);
    CAPTURE(seed);
    for (const Path& path : result.paths) {
      std::vector<Vertex> nodes = nodes_of(path);
      REQUIRE(std::count(nodes.begin(), nodes.end(), 3U) == 1);
      REQUIRE(std::count(nodes.begin(), nodes.end(), 5U) == 1);
      std::sort(nodes.begin(), nodes.end());
      REQUIRE(std::adjacent_find(nodes.begin(), nodes.end()) == nodes.end());
    }
  }
}

SCENARIO("what a search leaves out", "[graph]") {
  GIVEN("two nodes joined by a denied fact, and by a longer way") {
    std::vector<Node> nodes(3);
    for (std::uint32_t i = 0; i < 3; ++i) nodes[i].id = EntityId{i + 1};
    std::vector<Edge> edges(3);
    edges[0] = {FactId{1}, 0, 2, 0, 0.9, 0, 1, 0, 1, 0, 0};
    edges[1] = {FactId{2}, 0, 1, 0, 0.9, 1, 0, 0, 1, 20230301, 20230305};
    edges[2] = {FactId{3}, 1, 2, 0, 0.9, 1, 1, 0, 1, 20230300, 20230300};
    const KnowledgeGraph graph =
        KnowledgeGraph::build(nodes, {{RelationId{1}, "meet", "CONSULT", false}}, edges);
    PathQuery query;
    query.to = 2;
    THEN("the denied fact is used on request only") {
      REQUIRE(shortest_path(graph, query)->hops.size() == 2);
      query.filter.denied = true;
      REQUIRE(shortest_path(graph, query)->hops.size() == 1);
    }
    THEN("facts outside the time asked for are not used") {
      query.filter.to = "2023-03";
      REQUIRE(shortest_path(graph, query).has_value());
      query.filter.from = "2023-03-06";
      REQUIRE_FALSE(shortest_path(graph, query).has_value());
    }
    THEN("a node can be avoided, a limit of hops is kept, and there is no path to oneself") {
      PathQuery other = query;
      other.filter.avoid = {1};
      REQUIRE_FALSE(shortest_path(graph, other).has_value());
      other = query;
      other.max_hops = 1;
      REQUIRE_FALSE(shortest_path(graph, other).has_value());
      other = query;
      other.to = 0;
      REQUIRE(k_shortest_paths(graph, other).paths.empty());
    }
  }
}
