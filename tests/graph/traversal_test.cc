#include "graph/traversal.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <queue>

#include "schema/error.h"
#include "tests/graph/random_graph.h"

using namespace trine;
using namespace trine::graph;

TEST_CASE("nodes within k hops equal those of a textbook breadth-first search", "[graph]") {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    const std::uint32_t n = 40;
    const KnowledgeGraph graph = random_graph(seed, n, 50);
    Filter filter;
    filter.directed = seed % 2 == 1;
    for (const std::uint32_t limit : {0U, 1U, 3U, 100U}) {
      std::vector<std::uint32_t> hops(n, 1000);
      std::queue<Vertex> waiting;
      hops[0] = 0;
      waiting.push(0);
      while (!waiting.empty()) {
        const Vertex here = waiting.front();
        waiting.pop();
        if (hops[here] == limit || (here != 0 && graph.node(here).literal)) continue;
        for (EdgeIndex i = 0; i < graph.edges().size(); ++i) {
          const Edge& edge = graph.edge(i);
          const bool both = !filter.directed || graph.relation_of(i).symmetric;
          if (edge.only_denied()) continue;
          Vertex to = here;
          if (edge.subject == here) to = edge.object;
          if (edge.object == here && both) to = edge.subject == here ? to : edge.subject;
          if (hops[to] != 1000) continue;
          hops[to] = hops[here] + 1;
          waiting.push(to);
        }
      }
      std::vector<Reached> expected;
      for (Vertex v = 0; v < n; ++v)
        if (hops[v] != 1000) expected.push_back({v, hops[v]});
      std::stable_sort(expected.begin(), expected.end(),
                       [](const Reached& a, const Reached& b) { return a.hops < b.hops; });
      CAPTURE(seed, limit);
      REQUIRE(within_hops(graph, {0}, limit, filter) == expected);
    }
  }
}

TEST_CASE("outgoing and incoming edges partition the graph", "[graph]") {
  const KnowledgeGraph graph = random_graph(7, 30, 80);
  std::vector<EdgeIndex> out, in;
  for (Vertex v = 0; v < 30; ++v) {
    for (const EdgeIndex e : graph.outgoing(v)) {
      REQUIRE(graph.edge(e).subject == v);
      out.push_back(e);
    }
    for (const EdgeIndex e : graph.incoming(v)) {
      REQUIRE(graph.edge(e).object == v);
      in.push_back(e);
    }
  }
  REQUIRE(out.size() == 80);
  std::sort(in.begin(), in.end());
  REQUIRE(in == out);
}

TEST_CASE("the graph does not depend on the order in which edges come", "[graph]") {
  const KnowledgeGraph graph = random_graph(3, 20, 60);
  std::vector<Edge> reversed(graph.edges().rbegin(), graph.edges().rend());
  const KnowledgeGraph again =
      KnowledgeGraph::build({graph.nodes().begin(), graph.nodes().end()},
                            {graph.relations().begin(), graph.relations().end()}, reversed);
  REQUIRE(std::equal(graph.edges().begin(), graph.edges().end(), again.edges().begin()));
  REQUIRE(graph.find(EntityId{10}) == Vertex{0});
  REQUIRE_FALSE(graph.find(EntityId{11}).has_value());
}

TEST_CASE("a selection keeps its seeds, the limit and only facts between its nodes", "[graph]") {
  const KnowledgeGraph graph = random_graph(5, 50, 150);
  const Subgraph part = select(graph, {4}, 2, 10, {});
  REQUIRE(part.vertices.size() <= 10);
  REQUIRE(part.left_out > 0);
  REQUIRE(std::count(part.vertices.begin(), part.vertices.end(), 4U) == 1);
  for (const EdgeIndex e : part.edges) {
    REQUIRE(std::count(part.vertices.begin(), part.vertices.end(), graph.edge(e).subject) == 1);
    REQUIRE(std::count(part.vertices.begin(), part.vertices.end(), graph.edge(e).object) == 1);
  }
  REQUIRE(select(graph, {}, 0, 0, {}).vertices.size() <= 50);
}

TEST_CASE("a thinned selection keeps every node connected", "[graph]") {
  const KnowledgeGraph graph = random_graph(11, 40, 400);
  const Subgraph whole = select(graph, {}, 0, 0, {});
  const Subgraph part = thin(graph, whole, 50, 2);
  REQUIRE(part.vertices == whole.vertices);
  REQUIRE(part.edges.size() <= 100);
  REQUIRE(
      std::includes(whole.edges.begin(), whole.edges.end(), part.edges.begin(), part.edges.end()));
  std::vector<bool> touched(40, false);
  for (const EdgeIndex e : part.edges)
    touched[graph.edge(e).subject] = touched[graph.edge(e).object] = true;
  for (const Vertex v : part.vertices) REQUIRE(touched[v]);
}

TEST_CASE("neighbours come with every allowed fact", "[graph]") {
  const KnowledgeGraph graph = random_graph(9, 12, 60);
  std::size_t facts = 0;
  for (const Neighbor& neighbor : neighbors(graph, 0, {})) {
    REQUIRE(neighbor.vertex != 0);
    facts += neighbor.edges.size();
  }
  std::size_t expected = 0;
  for (const Edge& edge : graph.edges())
    expected += (edge.subject == 0) != (edge.object == 0) && !edge.only_denied() ? 1 : 0;
  REQUIRE(facts == expected);
}

TEST_CASE("dates are packed as far as they are given", "[graph]") {
  REQUIRE(pack_day("2023-03-16") == 20230316);
  REQUIRE(pack_day("2023-03") == 20230300);
  REQUIRE(pack_day("2023") == 20230000);
  REQUIRE(pack_day("2023-03-16T10:00") == 20230316);
  REQUIRE(pack_day("") == 0);
  REQUIRE(pack_day("last year") == 0);
}

TEST_CASE("a graph with dangling edges or unordered nodes is refused", "[graph]") {
  std::vector<Node> nodes(1);
  nodes[0].id = EntityId{1};
  std::vector<Edge> edges(1);
  edges[0].object = 5;
  REQUIRE_THROWS_AS(KnowledgeGraph::build(nodes, {Relation{}}, edges), Error);
  nodes.push_back(nodes[0]);
  REQUIRE_THROWS_AS(KnowledgeGraph::build(nodes, {}, {}), Error);
}
