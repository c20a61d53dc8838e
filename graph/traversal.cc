#include "graph/traversal.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <ostream>
#include <utility>

#include "graph/csr.h"

namespace trine::graph {

std::vector<Reached> within_hops(const KnowledgeGraph& graph, const std::vector<Vertex>& starts,
                                 std::uint32_t hops, const Filter& filter) {
  // Layer by layer: several starts and a limit of hops, which Boost's search does not offer.
  SearchView view(graph, filter);
  std::vector<bool> seen(view.size(), false);
  std::vector<Vertex> layer;
  for (const Vertex start : starts)
    if (start < view.size() && !seen[start]) {
      seen[start] = true;
      layer.push_back(start);
    }
  std::vector<Reached> reached;
  for (std::uint32_t at = 0; !layer.empty(); ++at) {
    std::sort(layer.begin(), layer.end());
    for (const Vertex vertex : layer) reached.push_back({vertex, at});
    if (at == hops) break;
    std::vector<Vertex> next;
    for (const Vertex vertex : layer) {
      if (at == 0) view.set_start(vertex);
      const auto [begin, end] = out_edges(vertex, view);
      for (auto arc = begin; arc != end; ++arc) {
        const Vertex to = (*arc).to;
        if (seen[to]) continue;
        seen[to] = true;
        next.push_back(to);
      }
    }
    layer = std::move(next);
    view.set_start(kNoVertex);
  }
  return reached;
}

std::vector<Neighbor> neighbors(const KnowledgeGraph& graph, Vertex vertex, const Filter& filter) {
  SearchView view(graph, filter);
  view.set_start(vertex);
  std::map<Vertex, std::vector<EdgeIndex>> found;
  const auto [begin, end] = out_edges(vertex, view);
  for (auto at = begin; at != end; ++at) {
    const Arc arc = *at;
    found[arc.to].push_back(arc.edge);
  }
  std::vector<Neighbor> result;
  for (auto& [to, edges] : found) {
    std::sort(edges.begin(), edges.end(), [&](EdgeIndex a, EdgeIndex b) {
      if (graph.edge(a).belief != graph.edge(b).belief)
        return graph.edge(a).belief > graph.edge(b).belief;
      return a < b;
    });
    result.push_back({to, std::move(edges)});
  }
  const auto documents = [&](const Neighbor& neighbor) {
    std::uint64_t sum = 0;
    for (const EdgeIndex edge : neighbor.edges) sum += graph.edge(edge).documents;
    return sum;
  };
  std::stable_sort(result.begin(), result.end(), [&](const Neighbor& a, const Neighbor& b) {
    return documents(a) > documents(b);
  });
  return result;
}

std::vector<double> importance(const KnowledgeGraph& graph, const Filter& filter) {
  const SearchView view(graph, filter);
  std::vector<double> score(graph.nodes().size(), 0.0);
  for (const Edge& edge : graph.edges()) {
    if (!view.allows(edge) || edge.subject == edge.object) continue;
    const Node& subject = graph.node(edge.subject);
    const Node& object = graph.node(edge.object);
    const double names = (subject.named ? 1.0 : 0.2) * (object.named ? 1.0 : 0.2) *
                         (subject.literal || object.literal ? 0.2 : 1.0);
    const double classified =
        graph.relations()[edge.relation].relation_class == "OTHER" ? 0.5 : 1.0;
    const double weight =
        edge.belief * names * classified * (1.0 + std::log2(1.0 + edge.documents));
    score[edge.subject] += weight;
    score[edge.object] += weight;
  }
  return score;
}

namespace {

constexpr double kTogether = 4.0;           // what a fact with a chosen node is worth
constexpr std::size_t kGreedyLimit = 1000;  // choosing takes limit * candidates steps

// `limit` of the candidates: seeds, then always the one of the highest score, where a fact with a
// node chosen before counts `kTogether`-fold: a picture of few islands rather than of many.
std::vector<Vertex> most_important(const KnowledgeGraph& graph, const SearchView& view,
                                   std::vector<Vertex> candidates, const std::vector<Vertex>& seeds,
                                   std::size_t limit, const std::vector<double>& score) {
  std::vector<double> worth = score;
  std::vector<bool> taken(graph.nodes().size(), false);
  std::vector<Vertex> chosen;
  const auto take = [&](Vertex vertex) {
    taken[vertex] = true;
    chosen.push_back(vertex);
    const auto draw_in = [&](EdgeIndex index, Vertex other) {
      if (view.allows(graph.edge(index)) && worth[other] == score[other]) worth[other] *= kTogether;
    };
    for (const EdgeIndex index : graph.outgoing(vertex)) draw_in(index, graph.edge(index).object);
    for (const EdgeIndex index : graph.incoming(vertex)) draw_in(index, graph.edge(index).subject);
  };
  for (const Vertex seed : seeds)
    if (chosen.size() < limit && !taken[seed]) take(seed);
  const auto better = [&](Vertex a, Vertex b) {
    return worth[a] != worth[b] ? worth[a] > worth[b] : a < b;
  };
  if (limit > kGreedyLimit) {
    std::sort(candidates.begin(), candidates.end(), better);
    for (const Vertex vertex : candidates)
      if (chosen.size() < limit && !taken[vertex]) chosen.push_back(vertex);
    return chosen;
  }
  while (chosen.size() < limit) {
    std::erase_if(candidates, [&](Vertex vertex) { return taken[vertex]; });
    if (candidates.empty()) break;
    take(*std::min_element(candidates.begin(), candidates.end(), better));
  }
  return chosen;
}

}  // namespace

Subgraph select(const KnowledgeGraph& graph, const std::vector<Vertex>& seeds, std::uint32_t depth,
                std::size_t limit, const Filter& filter) {
  const SearchView view(graph, filter);
  std::vector<Vertex> vertices;
  if (seeds.empty()) {
    vertices.resize(graph.nodes().size());
    std::iota(vertices.begin(), vertices.end(), Vertex{0});
    std::erase_if(vertices, [&](Vertex v) { return view.blocked(v); });
  } else {
    for (const Reached& reached : within_hops(graph, seeds, depth, filter))
      vertices.push_back(reached.vertex);
  }
  Subgraph result;
  const auto is_seed = [&](Vertex v) {
    return std::find(seeds.begin(), seeds.end(), v) != seeds.end();
  };
  if (limit != 0 && vertices.size() > limit) {
    result.left_out = vertices.size() - limit;
    vertices = most_important(graph, view, vertices, seeds, limit, importance(graph, filter));
  }
  std::vector<bool> chosen(graph.nodes().size(), false);
  for (const Vertex v : vertices) chosen[v] = true;
  std::vector<bool> connected(graph.nodes().size(), false);
  for (EdgeIndex i = 0; i < graph.edges().size(); ++i) {
    const Edge& edge = graph.edge(i);
    if (!chosen[edge.subject] || !chosen[edge.object] || !view.allows(edge)) continue;
    result.edges.push_back(i);
    connected[edge.subject] = connected[edge.object] = true;
  }
  for (const Vertex v : vertices)
    if (connected[v] || is_seed(v)) result.vertices.push_back(v);
  std::sort(result.vertices.begin(), result.vertices.end());
  return result;
}

Subgraph thin(const KnowledgeGraph& graph, const Subgraph& part, std::size_t pairs,
              std::size_t per_pair) {
  struct Pair {
    Vertex a = 0;
    Vertex b = 0;
    double strength = 0.0;
    std::vector<EdgeIndex> edges;
  };
  const auto weight = [&](EdgeIndex index) {
    const Edge& edge = graph.edge(index);
    const double classified = graph.relation_of(index).relation_class == "OTHER" ? 0.5 : 1.0;
    return classified * edge.belief * (1.0 + std::log2(1.0 + edge.documents));
  };
  std::map<std::pair<Vertex, Vertex>, Pair> by_ends;
  for (const EdgeIndex index : part.edges) {
    const auto ends = std::minmax(graph.edge(index).subject, graph.edge(index).object);
    Pair& pair = by_ends[ends];
    pair.a = ends.first;
    pair.b = ends.second;
    pair.strength += weight(index);
    pair.edges.push_back(index);
  }
  std::vector<Pair> ordered;
  for (auto& [ends, pair] : by_ends) ordered.push_back(std::move(pair));
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Pair& x, const Pair& y) { return x.strength > y.strength; });
  // The first pair of a node is its strongest.
  std::vector<bool> kept(ordered.size(), false);
  std::map<Vertex, bool> connected;
  std::size_t count = 0;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    const bool first_of_a = std::exchange(connected[ordered[i].a], true) == false;
    const bool first_of_b = std::exchange(connected[ordered[i].b], true) == false;
    kept[i] = first_of_a || first_of_b;
    count += kept[i] ? 1 : 0;
  }
  Subgraph result;
  result.vertices = part.vertices;
  result.left_out = part.left_out;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    if (!kept[i] && count >= pairs) continue;
    if (!kept[i]) ++count;
    std::vector<EdgeIndex>& edges = ordered[i].edges;
    std::stable_sort(edges.begin(), edges.end(),
                     [&](EdgeIndex x, EdgeIndex y) { return weight(x) > weight(y); });
    if (edges.size() > per_pair) edges.resize(per_pair);
    result.edges.insert(result.edges.end(), edges.begin(), edges.end());
  }
  std::sort(result.edges.begin(), result.edges.end());
  return result;
}

std::ostream& operator<<(std::ostream& out, const Reached& reached) {
  return out << reached.vertex << "@" << reached.hops;
}

}  // namespace trine::graph
