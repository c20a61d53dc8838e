#include "graph/layout.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/graph/random_graph.h"

using namespace trine;
using namespace trine::graph;

namespace {

Subgraph whole(const KnowledgeGraph& graph) {
  Filter filter;
  filter.denied = true;
  filter.literals = true;
  return select(graph, {}, 0, 0, filter);
}

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

SCENARIO("what is connected is drawn together", "[graph][layout]") {
  const KnowledgeGraph graph = random_graph(GENERATE(1U, 2U, 3U), 120, 150);
  const Subgraph part = whole(graph);
  const std::vector<Point> points = layout(graph, part);
  REQUIRE(points.size() == part.vertices.size());
  THEN("every point lies in the unit square, no two in one place") {
    for (std::size_t i = 0; i < points.size(); ++i) {
      CHECK((points[i].x >= 0 && points[i].x <= 1 && points[i].y >= 0 && points[i].y <= 1));
      for (std::size_t j = 0; j < i; ++j) CHECK(distance(points[i], points[j]) > 1e-6);
    }
  }
  THEN("neighbours are nearer to each other than nodes are on average") {
    double neighbours = 0;
    for (const EdgeIndex e : part.edges) {
      const auto at = [&](Vertex v) {
        return points[static_cast<std::size_t>(
            std::lower_bound(part.vertices.begin(), part.vertices.end(), v) -
            part.vertices.begin())];
      };
      neighbours += distance(at(graph.edge(e).subject), at(graph.edge(e).object));
    }
    double all = 0;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j, ++pairs) all += distance(points[i], points[j]);
    }
    CHECK(neighbours / static_cast<double>(part.edges.size()) <
          0.5 * all / static_cast<double>(pairs));
  }
  THEN("the same part gives the same points") { CHECK(layout(graph, part) == points); }
}

TEST_CASE("nothing, and a node alone, have a place too", "[graph][layout]") {
  const KnowledgeGraph graph = random_graph(1, 3, 1);
  CHECK(layout(graph, {}).empty());
  const std::vector<Point> one = layout(graph, {{0}, {}, 0});
  REQUIRE(one.size() == 1);
  CHECK(std::isfinite(one.front().x));
}
