// Internal: the graph's arrays, and the view of them that the Boost algorithms walk.
#pragma once
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <limits>
#include <utility>
#include <vector>

#include "graph/edge_filter.h"
#include "graph/filter.h"
#include "graph/knowledge_graph.h"

namespace trine::graph {

// Edges carry no property of their own: their position in the array is the EdgeIndex.
using Csr =
    boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property,
                                       boost::no_property, boost::no_property, Vertex, EdgeIndex>;

class KnowledgeGraph::Impl {
 public:
  std::vector<Node> nodes;
  std::vector<Relation> relations;
  std::vector<Edge> edges;
  Csr csr;
};

inline constexpr Vertex kNoVertex = std::numeric_limits<Vertex>::max();
inline constexpr EdgeIndex kNoEdge = std::numeric_limits<EdgeIndex>::max();

// One way along an edge.
struct Arc {
  Vertex from = kNoVertex;
  Vertex to = kNoVertex;
  EdgeIndex edge = kNoEdge;
  friend bool operator==(const Arc&, const Arc&) = default;
};

// The arcs that a search may use: those of the edges that the filter lets through, in the edges'
// direction, against it (`backward`), or both ways. Models VertexListGraph and IncidenceGraph.
class SearchView {
 public:
  enum class Way { kForward, kBackward, kBoth };

  SearchView(const KnowledgeGraph& graph, const Filter& filter, bool backward = false);

  const KnowledgeGraph::Impl& impl() const { return *impl_; }
  Vertex size() const { return static_cast<Vertex>(impl_->nodes.size()); }
  Way way() const { return way_; }
  bool allows(const Edge& edge) const;
  bool allows(const Arc& arc) const;
  // May a path run on from the node? It may from the search's start, and from all but literals.
  bool passable(Vertex vertex) const {
    return vertex == start_ || through_literals_ || !impl_->nodes[vertex].literal;
  }
  void set_start(Vertex start) { start_ = start; }
  void block(Vertex vertex, bool value = true) { blocked_[vertex] = value; }
  bool blocked(Vertex vertex) const { return blocked_[vertex]; }
  // Arcs that must not be used, as (from, to).
  std::vector<std::pair<Vertex, Vertex>> cut;

 private:
  const KnowledgeGraph::Impl* impl_;
  Way way_;
  EdgeFilter filter_;
  bool through_literals_;
  std::vector<bool> relation_allowed_;
  std::vector<bool> blocked_;
  Vertex start_ = kNoVertex;
};

// Walks the allowed arcs of one vertex: outgoing edges first, then incoming ones.
class ArcIterator : public boost::iterator_facade<ArcIterator, const Arc,
                                                  boost::forward_traversal_tag, const Arc> {
 public:
  ArcIterator() = default;
  ArcIterator(const SearchView& view, Vertex vertex, bool at_end);

 private:
  friend class boost::iterator_core_access;
  using OutIterator = boost::graph_traits<Csr>::out_edge_iterator;
  using InIterator = boost::graph_traits<Csr>::in_edge_iterator;

  Arc current() const;
  Arc dereference() const { return current(); }
  void increment();
  void settle();  // steps to the next allowed arc, or to the end
  bool equal(const ArcIterator& other) const { return out_ == other.out_ && in_ == other.in_; }

  const SearchView* view_ = nullptr;
  Vertex vertex_ = kNoVertex;
  OutIterator out_, out_end_;
  InIterator in_, in_end_;
};

inline std::pair<ArcIterator, ArcIterator> out_edges(Vertex vertex, const SearchView& view) {
  return {ArcIterator(view, vertex, false), ArcIterator(view, vertex, true)};
}
inline std::size_t out_degree(Vertex vertex, const SearchView& view) {
  const auto [begin, end] = out_edges(vertex, view);
  return static_cast<std::size_t>(std::distance(begin, end));
}
inline Vertex source(const Arc& arc, const SearchView&) { return arc.from; }
inline Vertex target(const Arc& arc, const SearchView&) { return arc.to; }
inline std::pair<boost::counting_iterator<Vertex>, boost::counting_iterator<Vertex>> vertices(
    const SearchView& view) {
  return {boost::counting_iterator<Vertex>(0), boost::counting_iterator<Vertex>(view.size())};
}
inline Vertex num_vertices(const SearchView& view) { return view.size(); }

}  // namespace trine::graph

namespace boost {
template <>
struct graph_traits<trine::graph::SearchView> {
  using vertex_descriptor = trine::graph::Vertex;
  using edge_descriptor = trine::graph::Arc;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  struct traversal_category : vertex_list_graph_tag, incidence_graph_tag {};
  using out_edge_iterator = trine::graph::ArcIterator;
  using vertex_iterator = counting_iterator<trine::graph::Vertex>;
  using vertices_size_type = trine::graph::Vertex;
  using degree_size_type = std::size_t;
  using edges_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return trine::graph::kNoVertex; }
};
}  // namespace boost
