#include "graph/knowledge_graph.h"

#include <algorithm>
#include <ostream>
#include <tuple>
#include <utility>

#include "graph/csr.h"
#include "schema/error.h"

namespace trine::graph {

std::int32_t pack_day(std::string_view iso_date) {
  // Year, then month and day as far as they are given.
  std::int32_t parts[3] = {0, 0, 0};
  std::size_t part = 0;
  std::size_t digits = 0;
  for (const char c : iso_date) {
    if (c >= '0' && c <= '9') {
      if (++digits > (part == 0 ? 4U : 2U)) return 0;
      parts[part] = parts[part] * 10 + (c - '0');
    } else if (c == '-' && digits > 0 && part < 2) {
      ++part;
      digits = 0;
    } else if (c == 'T' && part == 2 && digits == 2) {
      break;  // a time of day follows
    } else {
      return 0;
    }
  }
  return parts[0] * 10000 + parts[1] * 100 + parts[2];
}

KnowledgeGraph KnowledgeGraph::build(std::vector<Node> nodes, std::vector<Relation> relations,
                                     std::vector<Edge> edges) {
  const auto out_of_order = [](const Node& a, const Node& b) { return !(a.id < b.id); };
  if (std::adjacent_find(nodes.begin(), nodes.end(), out_of_order) != nodes.end())
    throw Error(ErrorKind::kInternal, "build a graph: its nodes are not in the order of their ids");
  for (const Edge& edge : edges)
    if (edge.subject >= nodes.size() || edge.object >= nodes.size() ||
        edge.relation >= relations.size())
      throw Error(ErrorKind::kInternal, "build a graph: fact " + to_string(edge.fact) +
                                            " names a node or relation that does not exist");
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    return std::tie(a.subject, a.object, a.fact) < std::tie(b.subject, b.object, b.fact);
  });
  std::vector<std::pair<Vertex, Vertex>> ends;
  ends.reserve(edges.size());
  for (const Edge& edge : edges) ends.emplace_back(edge.subject, edge.object);

  auto impl = std::make_unique<Impl>();
  // Boost sorts by source, stably: the position of an edge stays what it is in `edges`.
  impl->csr = Csr(boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(),
                  static_cast<Vertex>(nodes.size()));
  impl->nodes = std::move(nodes);
  impl->relations = std::move(relations);
  impl->edges = std::move(edges);
  return KnowledgeGraph(std::move(impl));
}

KnowledgeGraph::KnowledgeGraph(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KnowledgeGraph::KnowledgeGraph(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph& KnowledgeGraph::operator=(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph::~KnowledgeGraph() = default;

std::span<const Node> KnowledgeGraph::nodes() const { return impl_->nodes; }
std::span<const Relation> KnowledgeGraph::relations() const { return impl_->relations; }
std::span<const Edge> KnowledgeGraph::edges() const { return impl_->edges; }

std::optional<Vertex> KnowledgeGraph::find(EntityId id) const {
  const auto& nodes = impl_->nodes;
  const auto at =
      std::lower_bound(nodes.begin(), nodes.end(), id,
                       [](const Node& node, EntityId wanted) { return node.id < wanted; });
  if (at == nodes.end() || at->id != id) return std::nullopt;
  return static_cast<Vertex>(at - nodes.begin());
}

std::vector<EdgeIndex> KnowledgeGraph::outgoing(Vertex vertex) const {
  std::vector<EdgeIndex> found;
  const auto [begin, end] = boost::out_edges(vertex, impl_->csr);
  for (auto at = begin; at != end; ++at) found.push_back(get(boost::edge_index, impl_->csr, *at));
  return found;
}

std::vector<EdgeIndex> KnowledgeGraph::incoming(Vertex vertex) const {
  std::vector<EdgeIndex> found;
  const auto [begin, end] = boost::in_edges(vertex, impl_->csr);
  for (auto at = begin; at != end; ++at) found.push_back(get(boost::edge_index, impl_->csr, *at));
  std::sort(found.begin(), found.end());
  return found;
}

std::ostream& operator<<(std::ostream& out, const Node& node) {
  return out << node.id << " " << node.name << " [" << to_string(node.type) << "]";
}

std::ostream& operator<<(std::ostream& out, const Edge& edge) {
  return out << edge.fact << ": " << edge.subject << " -" << edge.relation << "-> " << edge.object
             << " belief " << edge.belief;
}

}  // namespace trine::graph
