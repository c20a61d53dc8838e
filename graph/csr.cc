#include "graph/csr.h"

#include <algorithm>
#include <tuple>

namespace trine::graph {

SearchView::SearchView(const KnowledgeGraph& graph, const Filter& filter, bool backward)
    : impl_(&graph.impl()),
      way_(!filter.directed ? Way::kBoth
           : backward       ? Way::kBackward
                            : Way::kForward),
      filter_(filter),
      through_literals_(filter.literals),
      blocked_(impl_->nodes.size(), false) {
  for (const Relation& relation : impl_->relations)
    relation_allowed_.push_back(filter_.allows(relation));
  for (const Vertex vertex : filter.avoid)
    if (vertex < blocked_.size()) blocked_[vertex] = true;
}

bool SearchView::allows(const Edge& edge) const {
  return relation_allowed_[edge.relation] && filter_.allows(edge);
}

bool SearchView::allows(const Arc& arc) const {
  if (arc.from == arc.to || blocked_[arc.to]) return false;
  if (!allows(impl_->edges[arc.edge])) return false;
  return cut.empty() || std::find(cut.begin(), cut.end(), std::pair(arc.from, arc.to)) == cut.end();
}

ArcIterator::ArcIterator(const SearchView& view, Vertex vertex, bool at_end)
    : view_(&view), vertex_(vertex) {
  std::tie(out_, out_end_) = boost::out_edges(vertex, view.impl().csr);
  std::tie(in_, in_end_) = boost::in_edges(vertex, view.impl().csr);
  if (at_end || !view.passable(vertex)) {
    out_ = out_end_;
    in_ = in_end_;
  } else {
    settle();
  }
}

Arc ArcIterator::current() const {
  const Csr& csr = view_->impl().csr;
  if (out_ != out_end_) {
    const EdgeIndex edge = get(boost::edge_index, csr, *out_);
    return {vertex_, view_->impl().edges[edge].object, edge};
  }
  const EdgeIndex edge = get(boost::edge_index, csr, *in_);
  return {vertex_, view_->impl().edges[edge].subject, edge};
}

void ArcIterator::increment() {
  if (out_ != out_end_)
    ++out_;
  else
    ++in_;
  settle();
}

void ArcIterator::settle() {
  const auto& impl = view_->impl();
  while (out_ != out_end_ || in_ != in_end_) {
    const bool outward = out_ != out_end_;
    const Arc arc = current();
    const bool both_ways = view_->way() == SearchView::Way::kBoth ||
                           impl.relations[impl.edges[arc.edge].relation].symmetric;
    const bool right_way = both_ways || outward == (view_->way() == SearchView::Way::kForward);
    if (right_way && view_->allows(arc)) return;
    if (outward)
      ++out_;
    else
      ++in_;
  }
}

}  // namespace trine::graph
