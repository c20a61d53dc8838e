// Searches work on 64-bit integer costs, so that sums are exact and ties are real ties:
// a fact of belief b costs -log2(b) in units of 2^-16, and
//   Weight::kHops    orders by (hops, cost):  hop << 40 | cost
//   Weight::kBelief  orders by (cost, hops):  cost << 16 | hop
// Equal costs are told apart by node numbers, which come from the order of content-derived ids.
#include "graph/paths.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/pending/queue.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <boost/property_map/property_map.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <ostream>
#include <set>

#include "graph/csr.h"

namespace trine::graph {
namespace {

using Cost = std::uint64_t;
using Nodes = std::vector<Vertex>;
constexpr Cost kInfinite = std::numeric_limits<Cost>::max();
constexpr std::size_t kCandidateLimit = 2000;   // of paths tried where a limit of hops rejects some
constexpr std::size_t kStepLimit = 20'000'000;  // of nodes entered by all_simple_paths
constexpr std::size_t kHeads =
    8;  // ways to a stop that are followed further, if not more are asked

Cost cost_of(const Edge& edge, Weight weight) {
  const double belief = std::clamp(edge.belief, 1e-6, 1.0);
  const Cost cost = static_cast<Cost>(std::llround(-std::log2(belief) * 65536.0));
  return weight == Weight::kHops ? (Cost{1} << 40 | cost) : (cost << 16 | Cost{1});
}

struct Found {};  // thrown to end a search at its target

// The cheapest path from one node to another in the view as it is now.
class BestPath {
 public:
  BestPath(const SearchView& view, Weight weight)
      : view_(view), weight_(weight), cost_(view.size()), before_(view.size()) {}

  // Empty when there is none.
  Nodes search(Vertex from, Vertex to) {
    if (weight_ == Weight::kHops)
      breadth_first(from, to);
    else
      dijkstra(from, to);
    if (cost_[to] == kInfinite) return {};
    Nodes nodes{to};
    while (nodes.back() != from) nodes.push_back(before_[nodes.back()]);
    std::reverse(nodes.begin(), nodes.end());
    return nodes;
  }

 private:
  void relax(const Arc& arc) {
    const Cost cost = cost_[arc.from] + cost_of(view_.impl().edges[arc.edge], weight_);
    if (cost < cost_[arc.to] || (cost == cost_[arc.to] && arc.from < before_[arc.to])) {
      cost_[arc.to] = cost;
      before_[arc.to] = arc.from;
    }
  }

  // A layer is complete before the next one is entered, so a node's cost is final once its own arcs
  // are looked at; arcs within a layer can't lower a cost because the hops come first in it.
  struct LayerVisitor : boost::default_bfs_visitor {
    LayerVisitor(BestPath& s, Vertex t) : search(&s), target(t) {}
    void examine_vertex(Vertex vertex, const SearchView&) const {
      if (vertex == target) throw Found{};
    }
    void examine_edge(const Arc& arc, const SearchView&) const { search->relax(arc); }
    BestPath* search;
    Vertex target;
  };

  void breadth_first(Vertex from, Vertex to) {
    std::fill(cost_.begin(), cost_.end(), kInfinite);
    std::fill(before_.begin(), before_.end(), kNoVertex);
    colour_.assign(view_.size(), boost::white_color);
    cost_[from] = 0;
    const auto colours = boost::make_iterator_property_map(colour_.begin(), index_);
    boost::queue<Vertex> waiting;
    try {
      boost::breadth_first_visit(view_, from, waiting, LayerVisitor(*this, to), colours);
    } catch (const Found&) {
    }
  }

  struct StopVisitor : boost::default_dijkstra_visitor {
    explicit StopVisitor(Vertex t) : target(t) {}
    void examine_vertex(Vertex vertex, const SearchView&) const {
      if (vertex == target) throw Found{};
    }
    Vertex target;
  };

  void dijkstra(Vertex from, Vertex to) {
    const auto weights = boost::make_function_property_map<Arc>(
        [this](const Arc& arc) { return cost_of(view_.impl().edges[arc.edge], weight_); });
    try {
      boost::dijkstra_shortest_paths_no_color_map(
          view_, from, boost::make_iterator_property_map(before_.begin(), index_),
          boost::make_iterator_property_map(cost_.begin(), index_), weights, index_,
          std::less<Cost>(), boost::closed_plus<Cost>(kInfinite), kInfinite, Cost{0},
          StopVisitor(to));
    } catch (const Found&) {
    }
  }

  const SearchView& view_;
  Weight weight_;
  boost::identity_property_map index_;
  std::vector<Cost> cost_;
  std::vector<Vertex> before_;
  std::vector<boost::default_color_type> colour_;
};

// The facts of one hop, best first.
std::vector<EdgeIndex> facts_between(const SearchView& view, Vertex from, Vertex to) {
  std::vector<EdgeIndex> edges;
  const auto [begin, end] = out_edges(from, view);
  for (auto at = begin; at != end; ++at)
    if (const Arc arc = *at; arc.to == to) edges.push_back(arc.edge);
  const auto& all = view.impl().edges;
  std::sort(edges.begin(), edges.end(), [&](EdgeIndex a, EdgeIndex b) {
    if (all[a].belief != all[b].belief) return all[a].belief > all[b].belief;
    if (all[a].documents != all[b].documents) return all[a].documents > all[b].documents;
    return all[a].fact < all[b].fact;
  });
  return edges;
}

Path make_path(SearchView& view, const Nodes& nodes) {
  Path path;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    view.set_start(nodes[i]);
    Hop hop{nodes[i], nodes[i + 1], facts_between(view, nodes[i], nodes[i + 1])};
    path.belief *= view.impl().edges[hop.edges.front()].belief;
    path.hops.push_back(std::move(hop));
  }
  return path;
}

// A node sequence with its cost; ordered best first.
struct Candidate {
  Cost cost = 0;
  Nodes nodes;
  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

Cost cost_along(SearchView& view, const Nodes& nodes, Weight weight) {
  Cost cost = 0;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    view.set_start(nodes[i]);
    cost += cost_of(view.impl().edges[facts_between(view, nodes[i], nodes[i + 1]).front()], weight);
  }
  return cost;
}

// The next best loopless path on each call, by Yen's method with Lawler's saving: deviations are
// taken only at and after the node where a path left its parent.
class LooplessPaths {
 public:
  LooplessPaths(SearchView& view, Vertex from, Vertex to, Weight weight)
      : view_(view), search_(view, weight), weight_(weight), to_(to) {
    view_.set_start(from);
    if (Nodes nodes = search_.search(from, to); !nodes.empty()) add(std::move(nodes));
  }

  std::optional<Candidate> next() {
    if (!taken_.empty()) deviate(taken_.back());
    if (waiting_.empty()) return std::nullopt;
    taken_.push_back(*waiting_.begin());
    waiting_.erase(waiting_.begin());
    return taken_.back();
  }

 private:
  void add(Nodes nodes) {
    const Cost cost = cost_along(view_, nodes, weight_);
    Candidate candidate{cost, std::move(nodes)};
    if (std::find(taken_.begin(), taken_.end(), candidate) == taken_.end())
      waiting_.insert(std::move(candidate));
  }

  void deviate(const Candidate last) {
    Nodes blocked;
    for (std::size_t spur = 0; spur + 1 < last.nodes.size(); ++spur) {
      view_.cut.clear();
      const auto same_root = [&](const Candidate& other) {
        return other.nodes.size() > spur + 1 &&
               std::equal(last.nodes.begin(),
                          last.nodes.begin() + static_cast<std::ptrdiff_t>(spur) + 1,
                          other.nodes.begin());
      };
      for (const Candidate& other : taken_)
        if (same_root(other)) view_.cut.emplace_back(other.nodes[spur], other.nodes[spur + 1]);
      view_.set_start(last.nodes[spur]);
      Nodes rest = search_.search(last.nodes[spur], to_);
      view_.cut.clear();
      if (!rest.empty()) {
        Nodes nodes(last.nodes.begin(), last.nodes.begin() + static_cast<std::ptrdiff_t>(spur));
        nodes.insert(nodes.end(), rest.begin(), rest.end());
        deviations_.push_back(std::move(nodes));
      }
      if (!view_.blocked(last.nodes[spur])) {
        view_.block(last.nodes[spur]);
        blocked.push_back(last.nodes[spur]);
      }
    }
    for (const Vertex vertex : blocked) view_.block(vertex, false);
    for (Nodes& nodes : deviations_) add(std::move(nodes));
    deviations_.clear();
  }

  SearchView& view_;
  BestPath search_;
  Weight weight_;
  Vertex to_;
  std::vector<Candidate> taken_;
  std::set<Candidate> waiting_;
  std::vector<Nodes> deviations_;
};

bool fits(const Nodes& nodes, std::size_t max_hops) {
  return max_hops == 0 || nodes.size() <= max_hops + 1;
}

// The best `count` loopless paths of one leg, of at most `max_hops` hops.
std::vector<Candidate> best_of_leg(SearchView& view, Vertex from, Vertex to, const PathQuery& query,
                                   bool& complete) {
  std::vector<Candidate> found;
  LooplessPaths paths(view, from, to, query.weight);
  for (std::size_t tried = 0; found.size() < query.count; ++tried) {
    if (tried == kCandidateLimit) {
      complete = false;
      break;
    }
    std::optional<Candidate> candidate = paths.next();
    if (!candidate) break;
    if (fits(candidate->nodes, query.max_hops))
      found.push_back(std::move(*candidate));
    else if (query.weight == Weight::kHops)
      break;  // every later one is as long or longer
  }
  return found;
}

// Through all of `query.via`: for every order of these, the legs' best paths, joined where no node
// comes twice.
std::vector<Candidate> through(SearchView& view, const PathQuery& query, bool& complete) {
  Nodes stops = query.via;
  std::sort(stops.begin(), stops.end());
  stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
  std::erase_if(stops, [&](Vertex v) { return v == query.from || v == query.to; });
  std::set<Candidate> found;
  do {
    Nodes ends = stops;
    ends.push_back(query.to);
    std::vector<Candidate> partial{{0, {query.from}}};
    for (const Vertex end : ends) {
      const bool last = end == query.to;
      PathQuery leg_query = query;
      // The joined paths are in the order of their last legs, unless some are too long for a reason
      // other than their cost.
      const bool in_order = query.max_hops == 0 || query.weight == Weight::kHops;
      if (!last || !in_order) leg_query.count = std::max(query.count, kHeads);
      Cost least = 0;  // of any last leg
      if (last && partial.size() > 1) {
        view.set_start(partial.front().nodes.back());
        LooplessPaths open(view, partial.front().nodes.back(), end, query.weight);
        const auto best = open.next();
        if (!best) {
          partial.clear();
          break;
        }
        least = best->cost;
      }
      std::set<Candidate> longer;
      for (const Candidate& head : partial) {  // best first
        if (last && longer.size() >= query.count &&
            head.cost + least >
                std::next(longer.begin(), static_cast<std::ptrdiff_t>(query.count) - 1)->cost)
          break;
        // What the head and the later stops hold is closed to this leg.
        Nodes closed(head.nodes.begin(), head.nodes.end() - 1);
        for (const Vertex later : ends)
          if (later != end &&
              std::find(head.nodes.begin(), head.nodes.end(), later) == head.nodes.end())
            closed.push_back(later);
        std::erase_if(closed, [&](Vertex v) { return view.blocked(v); });
        for (const Vertex v : closed) view.block(v);
        for (Candidate& leg : best_of_leg(view, head.nodes.back(), end, leg_query, complete)) {
          Candidate joined{head.cost + leg.cost, head.nodes};
          joined.nodes.insert(joined.nodes.end(), leg.nodes.begin() + 1, leg.nodes.end());
          if (fits(joined.nodes, query.max_hops)) longer.insert(std::move(joined));
        }
        for (const Vertex v : closed) view.block(v, false);
      }
      partial.assign(longer.begin(), longer.end());
      if (partial.size() > leg_query.count) partial.resize(leg_query.count);
    }
    found.insert(partial.begin(), partial.end());
  } while (std::next_permutation(stops.begin(), stops.end()));
  return {found.begin(), found.end()};
}

PathResult as_result(SearchView& view, std::vector<Candidate> candidates, std::size_t count,
                     bool complete) {
  PathResult result;
  result.complete = complete;
  if (candidates.size() > count) candidates.resize(count);
  for (const Candidate& candidate : candidates)
    result.paths.push_back(make_path(view, candidate.nodes));
  return result;
}

// Fewest hops from every node to `to`; the number of nodes where there is no way.
std::vector<std::uint32_t> hops_to(const KnowledgeGraph& graph, const Filter& filter, Vertex to) {
  SearchView view(graph, filter, true);
  view.set_start(to);
  std::vector<std::uint32_t> hops(view.size(), view.size());
  std::vector<boost::default_color_type> colour(view.size(), boost::white_color);
  const boost::identity_property_map index;
  hops[to] = 0;
  boost::queue<Vertex> waiting;
  const auto distances = boost::make_iterator_property_map(hops.begin(), index);
  boost::breadth_first_visit(
      view, to, waiting,
      boost::make_bfs_visitor(boost::record_distances(distances, boost::on_tree_edge())),
      boost::make_iterator_property_map(colour.begin(), index));
  return hops;
}

// Extends a path node by node; `hops_left` to the target prune what can't arrive in time.
class Enumeration {
 public:
  Enumeration(SearchView& view, const std::vector<std::uint32_t>& hops_left, Vertex to)
      : view_(view), hops_left_(hops_left), to_(to), on_path_(view.size(), false) {}

  // All simple paths of exactly `length` hops. False when the steps ran out.
  bool run(Vertex from, std::size_t length, const std::function<void(const Nodes&)>& found) {
    nodes_ = {from};
    on_path_[from] = true;
    const bool done = extend(length, found);
    on_path_[from] = false;
    return done;
  }

 private:
  bool extend(std::size_t left, const std::function<void(const Nodes&)>& found) {
    const Vertex here = nodes_.back();
    if (++steps_ > kStepLimit) return false;
    if (here == to_) {
      if (left == 0) found(nodes_);
      return true;
    }
    Nodes next;
    const auto [begin, end] = out_edges(here, view_);
    for (auto at = begin; at != end; ++at) {
      const Arc arc = *at;
      if (!on_path_[arc.to] && hops_left_[arc.to] + 1 <= left) next.push_back(arc.to);
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    for (const Vertex vertex : next) {
      on_path_[vertex] = true;
      nodes_.push_back(vertex);
      const bool done = extend(left - 1, found);
      nodes_.pop_back();
      on_path_[vertex] = false;
      if (!done) return false;
    }
    return true;
  }

  SearchView& view_;
  const std::vector<std::uint32_t>& hops_left_;
  Vertex to_;
  std::vector<bool> on_path_;
  Nodes nodes_;
  std::size_t steps_ = 0;
};

}  // namespace

std::optional<Path> shortest_path(const KnowledgeGraph& graph, const PathQuery& query) {
  PathQuery one = query;
  one.count = 1;
  PathResult result = k_shortest_paths(graph, one);
  if (result.paths.empty()) return std::nullopt;
  return std::move(result.paths.front());
}

PathResult k_shortest_paths(const KnowledgeGraph& graph, const PathQuery& query) {
  SearchView view(graph, query.filter);
  if (query.from == query.to || query.count == 0 || view.blocked(query.from)) return {};
  bool complete = true;
  std::vector<Candidate> candidates = query.via.empty()
                                          ? best_of_leg(view, query.from, query.to, query, complete)
                                          : through(view, query, complete);
  return as_result(view, std::move(candidates), query.count, complete);
}

PathResult all_simple_paths(const KnowledgeGraph& graph, const PathQuery& query) {
  SearchView view(graph, query.filter);
  if (query.from == query.to || query.count == 0 || view.blocked(query.from)) return {};
  const std::vector<std::uint32_t> hops_left = hops_to(graph, query.filter, query.to);
  const std::size_t max_hops = query.max_hops == 0 ? kDefaultMaxHops : query.max_hops;
  view.set_start(query.from);
  Enumeration enumeration(view, hops_left, query.to);
  std::vector<Candidate> candidates;
  bool complete = true;
  for (std::size_t length = hops_left[query.from];
       complete && length <= max_hops && candidates.size() < query.count; ++length) {
    std::vector<Nodes> of_length;
    complete = enumeration.run(query.from, length, [&](const Nodes& nodes) {
      const bool visits_all = std::all_of(query.via.begin(), query.via.end(), [&](Vertex v) {
        return std::find(nodes.begin(), nodes.end(), v) != nodes.end();
      });
      if (visits_all) of_length.push_back(nodes);
    });
    std::set<Candidate> ordered;
    for (Nodes& nodes : of_length) {
      const Cost cost = cost_along(view, nodes, Weight::kHops);
      ordered.insert({cost, std::move(nodes)});
    }
    view.set_start(query.from);
    candidates.insert(candidates.end(), ordered.begin(), ordered.end());
  }
  if (candidates.size() > query.count) complete = false;
  return as_result(view, std::move(candidates), query.count, complete);
}

std::ostream& operator<<(std::ostream& out, const Hop& hop) {
  out << hop.from << "-[";
  for (std::size_t i = 0; i < hop.edges.size(); ++i) out << (i == 0 ? "" : ",") << hop.edges[i];
  return out << "]-" << hop.to;
}

std::ostream& operator<<(std::ostream& out, const Path& path) {
  for (const Hop& hop : path.hops) out << hop << " ";
  return out << "belief " << path.belief;
}

}  // namespace trine::graph
