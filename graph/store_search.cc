// Facts are read node by node, each node once, and kept. A corridor between two nodes grows layer
// by layer from both ends: with every node nearer than `a` hops to the one end and nearer than `b`
// hops to the other read, each arc of a path of at most a + b hops has an end that was read, so all
// such paths are known whole, and the shortest among them are the shortest there are.
#include "graph/store_search.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <ostream>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "graph/edge_filter.h"
#include "graph/store_records.h"
#include "schema/error.h"
#include "storage/store/store.h"

namespace trine::graph {
namespace {

constexpr std::size_t kFewFacts = 20'000;     // a view of so many is loaded in a tenth of a second
constexpr std::size_t kSmallPartOfFacts = 8;  // reading one by one costs several times as much

struct IdHash {
  template <class Tag>
  std::size_t operator()(Id<Tag> id) const {
    return static_cast<std::size_t>(id.value);  // ids are hashes
  }
};

struct StoredFact {
  EdgeEnds ends;
  Edge edge;
  EntityId other(EntityId end) const { return ends.subject == end ? ends.object : ends.subject; }
};

// What was read so far.
class StoredGraph {
 public:
  StoredGraph(const storage::Store& store, Arcs arcs) : store_(store) {
    if (arcs == Arcs::kFacts) return;
    links_.emplace(store);
    const Relation relation = description_link_relation();
    relations_.emplace(relation.id, relation);
  }

  // All facts with an object of which `id` is an end.
  const std::vector<StoredFact>& facts_of(EntityId id) {
    const auto [at, fresh] = facts_.try_emplace(id);
    std::vector<StoredFact>& facts = at->second;
    if (!fresh) return facts;
    const auto add = [&facts](const storage::FactRecord& record) {
      if (!record.has_object()) return;
      facts.push_back({{record.subject, record.object, record.relation}, make_edge(record)});
    };
    for (const auto& record : store_.facts_of_subject(id)) add(record);
    for (const auto& record : store_.facts_of_object(id))
      if (record.subject != id) add(record);
    if (links_) {
      const RelationId relation = description_link_relation().id;
      for (const DescriptionLink& link : links_->of(id))
        facts.push_back({{link.description, link.name, relation}, edge_of(link)});
    }
    read_ += facts.size() + 1;
    return facts;
  }

  const Node& node(EntityId id) {
    const auto [at, fresh] = nodes_.try_emplace(id);
    if (fresh) {
      const auto record = store_.entity(id);
      if (!record)
        throw Error(ErrorKind::kInternal,
                    "search the graph: no entity has the id " + to_string(id));
      at->second = make_node(*record);
    }
    return at->second;
  }

  const Relation& relation(RelationId id) {
    const auto [at, fresh] = relations_.try_emplace(id);
    if (fresh) {
      const auto record = store_.relation(id);
      if (!record)
        throw Error(ErrorKind::kInternal,
                    "search the graph: no relation has the id " + to_string(id));
      at->second = make_relation(*record);
    }
    return at->second;
  }

  // `facts` as a graph; with `more`, nodes that may have none.
  KnowledgeGraph graph(const std::vector<StoredFact>& facts, std::vector<EntityId> more) {
    std::vector<RelationId> relation_ids;
    std::vector<EdgeEnds> ends;
    std::vector<Edge> edges;
    for (const StoredFact& fact : facts) {
      more.insert(more.end(), {fact.ends.subject, fact.ends.object});
      relation_ids.push_back(fact.ends.relation);
      ends.push_back(fact.ends);
      edges.push_back(fact.edge);
    }
    std::vector<Node> nodes;
    for (const EntityId id : ordered(std::move(more))) nodes.push_back(node(id));
    std::vector<Relation> relations;
    for (const RelationId id : ordered(std::move(relation_ids))) relations.push_back(relation(id));
    return assemble(std::move(nodes), std::move(relations), std::move(edges), ends);
  }

  // Its nodes and relations need not be read from the store.
  void know(const KnowledgeGraph& graph) {
    for (const Node& node : graph.nodes()) nodes_.emplace(node.id, node);
    for (const Relation& relation : graph.relations()) relations_.emplace(relation.id, relation);
  }

  std::size_t read() const { return read_; }
  // Nothing when it goes by facts alone.
  std::optional<DescriptionLinks>& links() { return links_; }

  template <class IdType>
  static std::vector<IdType> ordered(std::vector<IdType> ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  }

 private:
  const storage::Store& store_;
  std::optional<DescriptionLinks> links_;
  std::unordered_map<EntityId, std::vector<StoredFact>, IdHash> facts_;
  std::unordered_map<EntityId, Node, IdHash> nodes_;
  std::unordered_map<RelationId, Relation, IdHash> relations_;
  std::size_t read_ = 0;
};

// Which arcs a search takes; the same as SearchView, on what is not a graph yet.
class Steps {
 public:
  Steps(StoredGraph& stored, const Filter& filter, const std::vector<EntityId>& avoid)
      : stored_(stored),
        edges_(filter),
        directed_(filter.directed),
        through_literals_(filter.literals),
        avoid_(avoid.begin(), avoid.end()) {}

  bool avoided(EntityId id) const { return avoid_.contains(id); }
  // May a path that does not begin or end there run on from the node?
  bool passable(EntityId id) { return through_literals_ || !stored_.node(id).literal; }
  // Nodes one hop from `id`, or from which it is one hop to `id` (`backward`); some more than once.
  template <class Visit>
  void for_each_next(EntityId id, bool backward, Visit visit) {
    for (const StoredFact& fact : stored_.facts_of(id)) {
      const EntityId other = fact.other(id);
      if (other == id || avoided(other) || !edges_.allows(fact.edge)) continue;
      const Relation& relation = stored_.relation(fact.ends.relation);
      if (!edges_.allows(relation)) continue;
      const bool right_way =
          !directed_ || relation.symmetric || (fact.ends.subject == id) != backward;
      if (right_way) visit(other);
    }
  }

 private:
  StoredGraph& stored_;
  EdgeFilter edges_;
  bool directed_;
  bool through_literals_;
  std::unordered_set<EntityId, IdHash> avoid_;
};

using Distances = std::unordered_map<EntityId, std::uint32_t, IdHash>;

// One end of a corridor.
class Front {
 public:
  Front(EntityId start, bool backward) : backward_(backward), layer_{start} {
    distance_.emplace(start, 0);
  }
  const std::vector<EntityId>& layer() const { return layer_; }  // the nodes to be read next
  std::uint32_t depth() const { return depth_; }                 // layers that were read
  const Distances& distance() const { return distance_; }

  // Reads the layer, unless `keep_on` says no in the midst of it.
  template <class KeepOn>
  bool grow(Steps& steps, KeepOn keep_on) {
    std::vector<EntityId> next;
    for (const EntityId id : layer_) {
      if (!keep_on()) return false;
      if (depth_ > 0 && !steps.passable(id)) continue;
      read_.push_back(id);
      steps.for_each_next(id, backward_, [&](EntityId to) {
        if (distance_.emplace(to, depth_ + 1).second) next.push_back(to);
      });
    }
    std::sort(next.begin(), next.end());
    layer_ = std::move(next);
    ++depth_;
    return true;
  }
  const std::vector<EntityId>& read() const { return read_; }

 private:
  bool backward_;
  std::uint32_t depth_ = 0;
  std::vector<EntityId> layer_;
  std::vector<EntityId> read_;
  Distances distance_;
};

}  // namespace

class StoreSearch::Impl {
 public:
  Impl(const storage::Store& store, Arcs arcs, std::size_t most_facts)
      : store_(store), stored_(store, arcs), most_facts_(most_facts) {}

  // The whole view; loaded at the first call.
  const KnowledgeGraph& whole() {
    if (!whole_) whole_.emplace(load());
    return *whole_;
  }

  std::optional<DescriptionLink> link(const FactHop& hop, FactId fact) {
    if (!stored_.links()) return std::nullopt;
    for (DescriptionLink& link : stored_.links()->of(hop.from)) {
      if (link.other(hop.from) == hop.to && fact_of(link) == fact) return std::move(link);
    }
    return std::nullopt;
  }

  FactPathResult paths(const FactPathQuery& query) {
    // Without a bound on the hops of what is wanted there is none on what must be read.
    const bool bounded =
        query.via.empty() && (query.query.weight == Weight::kHops || query.all_simple);
    if (bounded && !whole_ && query.from != query.to) {
      if (auto found = in_corridor(query)) return std::move(*found);
    }
    return find_paths(whole(), query);
  }

  KnowledgeGraph around(const std::vector<EntityId>& starts, std::uint32_t hops,
                        const Filter& filter, const std::vector<EntityId>& avoid) {
    Steps steps(stored_, filter, avoid);
    std::vector<EntityId> layer = StoredGraph::ordered(starts);
    std::unordered_set<EntityId, IdHash> seen(layer.begin(), layer.end());
    std::vector<EntityId> read;
    for (std::uint32_t at = 0; at <= hops && !layer.empty(); ++at) {
      std::vector<EntityId> next;
      for (const EntityId id : layer) {
        if (!may_read_on()) return load();
        read.push_back(id);
        stored_.facts_of(id);
        if (at == hops || (at > 0 && !steps.passable(id))) continue;
        steps.for_each_next(id, false, [&](EntityId to) {
          if (seen.insert(to).second) next.push_back(to);
        });
      }
      layer = StoredGraph::ordered(std::move(next));
    }
    return stored_.graph(facts_of(StoredGraph::ordered(read), [](EntityId) { return true; }),
                         starts);
  }

 private:
  bool may_read_on() const { return stored_.read() <= most_facts_; }

  KnowledgeGraph load() {
    KnowledgeGraph facts = KnowledgeGraph::load(store_);
    if (!stored_.links()) return facts;
    // A description of which nothing is said is no node of the facts, but links to its names.
    std::vector<StoredFact> all;
    std::vector<EntityId> nodes;
    for (const Node& node : facts.nodes()) nodes.push_back(node.id);
    for (const Edge& edge : facts.edges())
      all.push_back({{facts.node(edge.subject).id, facts.node(edge.object).id,
                      facts.relations()[edge.relation].id},
                     edge});
    for (const DescriptionLink& link : stored_.links()->all())
      all.push_back({{link.description, link.name, description_link_relation().id}, edge_of(link)});
    stored_.know(facts);
    return stored_.graph(all, std::move(nodes));
  }

  // The facts of `nodes` (sorted) whose ends are wanted, each once.
  template <class Wanted>
  std::vector<StoredFact> facts_of(const std::vector<EntityId>& nodes, Wanted wanted) {
    std::vector<StoredFact> facts;
    for (const EntityId id : nodes)
      for (const StoredFact& fact : stored_.facts_of(id)) {
        const EntityId other = fact.other(id);
        const bool told = other < id && std::binary_search(nodes.begin(), nodes.end(), other);
        if (!told && wanted(id) && wanted(other)) facts.push_back(fact);
      }
    return facts;
  }

  // Nothing when too much would have to be read.
  std::optional<FactPathResult> in_corridor(const FactPathQuery& query) {
    Steps steps(stored_, query.query.filter, query.avoid);
    if (steps.avoided(query.from) || steps.avoided(query.to)) return FactPathResult{};
    Front ahead(query.from, false);
    Front back(query.to, true);
    std::size_t most_hops = query.query.max_hops;
    if (most_hops == 0 && query.all_simple) most_hops = kDefaultMaxHops;
    while (true) {
      const std::size_t hops = ahead.depth() + back.depth();
      const bool exhausted = ahead.layer().empty() || back.layer().empty();
      const bool all_known = exhausted || (most_hops != 0 && hops >= most_hops);
      if (hops > 0 && (all_known || meet(ahead, back, steps))) {
        FactPathQuery part_query = query;
        // What is longer may not be known whole.
        if (!all_known) part_query.query.max_hops = hops;
        FactPathResult found = find_paths(
            corridor(ahead, back, query, all_known ? SIZE_MAX : hops, steps), part_query);
        if (all_known || found.paths.size() >= query.query.count) return found;
      }
      if (all_known) return FactPathResult{};
      const bool forward = ahead.layer().size() <= back.layer().size();
      if (!(forward ? ahead : back).grow(steps, [&] { return may_read_on(); })) return std::nullopt;
    }
  }

  static bool meet(const Front& ahead, const Front& back, Steps& steps) {
    const bool few = ahead.distance().size() < back.distance().size();
    const Distances& some = few ? ahead.distance() : back.distance();
    const Distances& others = few ? back.distance() : ahead.distance();
    return std::any_of(some.begin(), some.end(), [&](const auto& node) {
      const auto other = others.find(node.first);
      return other != others.end() &&
             (node.second == 0 || other->second == 0 || steps.passable(node.first));
    });
  }

  // The nodes through which a path of at most `hops` hops may run, with all facts between them.
  KnowledgeGraph corridor(const Front& ahead, const Front& back, const FactPathQuery& query,
                          std::size_t hops, Steps& steps) {
    std::vector<EntityId> read = ahead.read();
    read.insert(read.end(), back.read().begin(), back.read().end());
    read = StoredGraph::ordered(std::move(read));
    // Hops to the target within what was read: exact for nodes on paths of at most `hops` hops.
    Distances left{{query.to, 0}};
    std::vector<EntityId> layer{query.to};
    // Arcs between a node that was read and one that was not are known at the former only.
    std::unordered_map<EntityId, std::vector<EntityId>, IdHash> from_read;
    for (const EntityId id : read)
      steps.for_each_next(id, false, [&](EntityId next) {
        if (!std::binary_search(read.begin(), read.end(), next)) from_read[next].push_back(id);
      });
    for (std::uint32_t at = 1; !layer.empty() && at <= hops; ++at) {
      std::vector<EntityId> next;
      const auto enter = [&](EntityId id) {
        if (left.emplace(id, at).second) next.push_back(id);
      };
      for (const EntityId id : layer) {
        if (std::binary_search(read.begin(), read.end(), id)) {
          steps.for_each_next(id, true, enter);
        } else if (const auto known = from_read.find(id); known != from_read.end()) {
          for (const EntityId before : known->second) enter(before);
        }
      }
      layer = std::move(next);
    }
    const auto on_the_way = [&](EntityId id) {
      const auto there = left.find(id);
      if (there == left.end()) return false;
      const auto here = ahead.distance().find(id);
      // Not reached from the start by what was read: at least as far as its layers go.
      const std::size_t from_start =
          here != ahead.distance().end() ? here->second : ahead.depth() + std::size_t{1};
      return hops == SIZE_MAX || from_start + there->second <= hops;
    };
    return stored_.graph(facts_of(read, on_the_way), {query.from, query.to});
  }

  const storage::Store& store_;
  StoredGraph stored_;
  std::size_t most_facts_;
  std::optional<KnowledgeGraph> whole_;
};

StoreSearch::StoreSearch(const storage::Store& store, Arcs arcs)
    : StoreSearch(
          store, arcs,
          std::max<std::size_t>(
              kFewFacts, static_cast<std::size_t>(store.statistics().facts) / kSmallPartOfFacts)) {}
StoreSearch::StoreSearch(const storage::Store& store, Arcs arcs, std::size_t most_facts)
    : impl_(std::make_unique<Impl>(store, arcs, most_facts)) {}
StoreSearch::StoreSearch(StoreSearch&&) noexcept = default;
StoreSearch::~StoreSearch() = default;

FactPathResult StoreSearch::paths(const FactPathQuery& query) { return impl_->paths(query); }
KnowledgeGraph StoreSearch::around(const std::vector<EntityId>& starts, std::uint32_t hops,
                                   const Filter& filter, const std::vector<EntityId>& avoid) {
  return impl_->around(starts, hops, filter, avoid);
}
std::optional<DescriptionLink> StoreSearch::link(const FactHop& hop, FactId fact) {
  return impl_->link(hop, fact);
}

FactPath by_ids(const KnowledgeGraph& graph, const Path& path) {
  FactPath result;
  result.belief = path.belief;
  for (const Hop& hop : path.hops) {
    FactHop one{graph.node(hop.from).id, graph.node(hop.to).id, {}};
    for (const EdgeIndex edge : hop.edges) one.facts.push_back(graph.edge(edge).fact);
    result.hops.push_back(std::move(one));
  }
  return result;
}

FactPathResult find_paths(const KnowledgeGraph& graph, const FactPathQuery& query) {
  const auto from = graph.find(query.from);
  const auto to = graph.find(query.to);
  if (!from || !to) return {};
  PathQuery in_graph = query.query;
  in_graph.from = *from;
  in_graph.to = *to;
  in_graph.via.clear();
  in_graph.filter.avoid.clear();
  for (const EntityId id : query.via)
    if (const auto vertex = graph.find(id)) in_graph.via.push_back(*vertex);
  for (const EntityId id : query.avoid)
    if (const auto vertex = graph.find(id)) in_graph.filter.avoid.push_back(*vertex);
  const PathResult found =
      query.all_simple ? all_simple_paths(graph, in_graph) : k_shortest_paths(graph, in_graph);
  FactPathResult result;
  result.complete = found.complete;
  for (const Path& path : found.paths) result.paths.push_back(by_ids(graph, path));
  return result;
}

std::ostream& operator<<(std::ostream& out, const FactHop& hop) {
  out << hop.from << "-[";
  for (std::size_t i = 0; i < hop.facts.size(); ++i) out << (i == 0 ? "" : ",") << hop.facts[i];
  return out << "]-" << hop.to;
}

std::ostream& operator<<(std::ostream& out, const FactPath& path) {
  for (const FactHop& hop : path.hops) out << hop << " ";
  return out << "belief " << path.belief;
}

}  // namespace trine::graph
