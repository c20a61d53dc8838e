// The graph on random scale-free-like graphs of fixed seed: time to build, to find a path, to list
// neighbourhoods. Each answer is verified. Run: build/release/tests/trine_graph_bench
#include <benchmark/benchmark.h>

#include <optional>
#include <random>
#include <stdexcept>

#include "graph/knowledge_graph.h"
#include "graph/paths.h"
#include "graph/traversal.h"

using namespace trine;
using namespace trine::graph;

namespace {

// Few nodes have most of the facts, as in news: the end of a fact is the square of a uniform draw.
struct Parts {
  std::vector<Node> nodes;
  std::vector<Relation> relations;
  std::vector<Edge> edges;
};

Parts parts(std::uint32_t edges) {
  const std::uint32_t nodes = edges / 4;
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  Parts made;
  made.nodes.resize(nodes);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    made.nodes[i].id = EntityId{i + 1};
    made.nodes[i].named = true;
  }
  made.relations = {{RelationId{1}, "meet", "CONSULT", true},
                    {RelationId{2}, "criticise", "ACCUSE", false}};
  const auto pick = [&] {
    const double u = uniform(random);
    return std::min(nodes - 1, static_cast<std::uint32_t>(u * u * nodes));
  };
  for (std::uint32_t i = 0; i < edges; ++i) {
    Edge edge;
    edge.fact = FactId{i + 1};
    edge.subject = pick();
    edge.object = pick();
    edge.relation = i % 2;
    edge.belief = 0.5 + 0.5 * uniform(random);
    edge.positive = edge.documents = 1;
    made.edges.push_back(edge);
  }
  return made;
}

const KnowledgeGraph& graph_of(std::uint32_t edges) {
  static std::uint32_t size = 0;
  static std::optional<KnowledgeGraph> graph;
  if (size != edges) {
    Parts p = parts(edges);
    graph = KnowledgeGraph::build(std::move(p.nodes), std::move(p.relations), std::move(p.edges));
    size = edges;
  }
  return *graph;
}

void build(benchmark::State& state) {
  const Parts made = parts(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    auto graph = KnowledgeGraph::build(made.nodes, made.relations, made.edges);
    if (graph.edges().size() != made.edges.size()) throw std::runtime_error("edges lost");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(build)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// Breadth-first over everything: items are edges looked at (each from both ends).
void reach_everything(benchmark::State& state) {
  const KnowledgeGraph& graph = graph_of(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state)
    if (within_hops(graph, {0}, 1000, {}).size() < graph.nodes().size() / 2)
      throw std::runtime_error("nodes lost");
  state.SetItemsProcessed(state.iterations() * state.range(0) * 2);
}
BENCHMARK(reach_everything)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void best_path(benchmark::State& state, Weight weight, std::size_t count) {
  const KnowledgeGraph& graph = graph_of(static_cast<std::uint32_t>(state.range(0)));
  std::mt19937 random(3);
  for (auto _ : state) {
    PathQuery query;
    query.from = static_cast<Vertex>(random() % graph.nodes().size());
    query.to = static_cast<Vertex>(random() % graph.nodes().size());
    query.weight = weight;
    query.count = count;
    const PathResult result = k_shortest_paths(graph, query);
    for (const Path& path : result.paths)
      if (path.hops.front().from != query.from || path.hops.back().to != query.to)
        throw std::runtime_error("not a path between the two");
  }
}
BENCHMARK_CAPTURE(best_path, fewest_hops, Weight::kHops, 1)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(best_path, highest_belief, Weight::kBelief, 1)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(best_path, five_shortest, Weight::kHops, 5)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
