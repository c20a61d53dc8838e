#include "tools/telling/path_search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "graph/store_search.h"
#include "tools/telling/links.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

constexpr std::size_t kEnds = 20;        // nodes tried for one description
constexpr std::size_t kAllSimple = 100;  // paths, where no count was asked for

bool better(const graph::FactPath& a, const graph::FactPath& b, graph::Weight weight) {
  if (weight == graph::Weight::kHops && a.hops.size() != b.hops.size()) {
    return a.hops.size() < b.hops.size();
  }
  if (a.belief != b.belief) return a.belief > b.belief;
  return a.hops.size() < b.hops.size();
}

std::vector<EntityId> ends(const NamedNodes& found) {
  auto ids = ids_of(found);
  if (ids.size() > kEnds) ids.resize(kEnds);
  return ids;
}

graph::FactPathQuery query_of(const PathOptions& options, const std::vector<EntityId>& via,
                              const std::vector<EntityId>& avoid) {
  graph::FactPathQuery query;
  query.query.filter = options.filter;
  query.query.filter.settled = !options.uncertain;
  query.query.weight = options.weight == "belief" ? graph::Weight::kBelief : graph::Weight::kHops;
  query.query.count = options.all_simple && options.count <= 1
                          ? kAllSimple
                          : std::max<std::size_t>(options.count, 1);
  query.query.max_hops = options.max_hops;
  query.all_simple = options.all_simple;
  query.via = via;
  query.avoid = avoid;
  return query;
}

JsonHop told(const storage::Store& store, const graph::FactHop& hop,
             std::optional<graph::StoreSearch>& by_links) {
  JsonHop one{hop.from, hop.to, {}, {}};
  for (const FactId id : hop.facts) {
    if (const auto fact = store.fact(id)) {
      one.facts.push_back(*fact);
      if (one.facts.size() > 1) continue;
      if (const auto best = store.best_evidence(id)) one.evidence = {*best};
    } else if (const auto link = by_links ? by_links->link(hop, id) : std::nullopt) {
      ToldLink as_fact = tell(store, *link);
      if (one.facts.empty()) one.evidence = {std::move(as_fact.evidence)};
      one.facts.push_back(std::move(as_fact.fact));
    }
  }
  return one;
}

}  // namespace

PathAnswer search_paths(const storage::Store& store, const NamedNodes& a, const NamedNodes& b,
                        const std::vector<EntityId>& via, const std::vector<EntityId>& avoid,
                        const PathOptions& options, Names& names) {
  graph::FactPathQuery query = query_of(options, via, avoid);
  PathAnswer answer;
  std::vector<graph::FactPath> paths;
  const auto search = [&](graph::StoreSearch& in) {
    for (const EntityId from : ends(a)) {
      for (const EntityId to : ends(b)) {
        query.from = from;
        query.to = to;
        graph::FactPathResult result = in.paths(query);
        answer.complete = answer.complete && result.complete;
        std::move(result.paths.begin(), result.paths.end(), std::back_inserter(paths));
      }
    }
  };
  graph::StoreSearch by_facts(store);
  search(by_facts);
  const bool one_node = a.nodes.front().id == b.nodes.front().id;
  if (paths.empty() && !options.uncertain && !one_node) {
    query.query.filter.settled = false;
    search(by_facts);
    answer.unsettled = !paths.empty();
  }
  std::optional<graph::StoreSearch> by_links;
  const graph::Filter& filter = options.filter;
  const bool narrowed = filter.directed || !filter.classes.empty() || !filter.relations.empty();
  if (paths.empty() && !narrowed && !one_node) {
    by_links.emplace(store, graph::Arcs::kFactsAndDescriptions);
    search(*by_links);
    const graph::Relation relation = graph::description_link_relation();
    names.remember({relation.id, relation.phrase, relation.relation_class, false, 0});
    answer.through_descriptions = !paths.empty();
  }
  std::stable_sort(paths.begin(), paths.end(),
                   [&](const graph::FactPath& x, const graph::FactPath& y) {
                     return better(x, y, query.query.weight);
                   });
  if (paths.size() > query.query.count) paths.resize(query.query.count);
  for (const graph::FactPath& path : paths) {
    ToldPath one;
    one.belief = path.belief;
    for (const graph::FactHop& hop : path.hops) one.hops.push_back(told(store, hop, by_links));
    answer.paths.push_back(std::move(one));
  }
  return answer;
}

}  // namespace trine::tools
