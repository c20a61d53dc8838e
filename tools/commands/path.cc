// How two entities are connected, with the sentence behind every hop.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "graph/store_search.h"
#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/telling/json.h"
#include "tools/telling/links.h"
#include "tools/telling/session.h"
#include "tools/telling/teller.h"

namespace trine::tools {
namespace {

constexpr std::size_t kEnds = 20;  // nodes tried for one description

bool better(const graph::FactPath& a, const graph::FactPath& b, graph::Weight weight) {
  if (weight == graph::Weight::kHops && a.hops.size() != b.hops.size())
    return a.hops.size() < b.hops.size();
  if (a.belief != b.belief) return a.belief > b.belief;
  return a.hops.size() < b.hops.size();
}

}  // namespace

int path(const PathOptions& options) {
  const storage::Store store = open_for_reading(options);
  const NamedNodes a = find_nodes(store, options.a, options.quiet);
  const NamedNodes b = find_nodes(store, options.b, options.quiet);

  graph::FactPathQuery query;
  query.query.filter = make_filter(options);
  query.query.weight = options.weight == "belief" ? graph::Weight::kBelief : graph::Weight::kHops;
  query.query.count =
      options.all_simple && options.count <= 1 ? 100 : std::max<std::size_t>(options.count, 1);
  query.query.max_hops = options.max_hops;
  query.all_simple = options.all_simple;
  query.avoid = find_avoided(options, options, store);
  for (const std::string& name : options.via)
    query.via.push_back(find_node(store, name, options.quiet).id);

  Names names(store);
  std::vector<graph::FactPath> paths;
  bool complete = true;
  const auto search = [&](graph::StoreSearch& in) {
    const auto ends = [](const NamedNodes& found) {
      auto ids = ids_of(found);
      if (ids.size() > kEnds) ids.resize(kEnds);
      return ids;
    };
    for (const EntityId from : ends(a))
      for (const EntityId to : ends(b)) {
        query.from = from;
        query.to = to;
        graph::FactPathResult result = in.paths(query);
        complete = complete && result.complete;
        std::move(result.paths.begin(), result.paths.end(), std::back_inserter(paths));
      }
  };
  graph::StoreSearch by_facts(store);
  search(by_facts);
  std::optional<graph::StoreSearch> by_links;
  const bool narrowed = options.directed || !options.classes.empty() || !options.relations.empty();
  if (paths.empty() && !narrowed && a.nodes.front().id != b.nodes.front().id) {
    by_links.emplace(store, graph::Arcs::kFactsAndDescriptions);
    search(*by_links);
    const graph::Relation relation = graph::description_link_relation();
    names.remember({relation.id, relation.phrase, relation.relation_class, false, 0});
    if (!paths.empty() && !options.quiet)
      say("no path by facts alone: this one also uses names inside descriptions");
  }
  std::stable_sort(paths.begin(), paths.end(),
                   [&](const graph::FactPath& x, const graph::FactPath& y) {
                     return better(x, y, query.query.weight);
                   });
  if (paths.size() > query.query.count) paths.resize(query.query.count);
  if (paths.empty()) {
    if (!options.quiet) {
      const bool one_node = a.nodes.front().id == b.nodes.front().id;
      std::string hint =
          one_node ? fmt::format("\"{}\" and \"{}\" are one node", options.a, options.b)
                   : fmt::format("no path leads from {} to {}", one_line(a.nodes.front().name),
                                 one_line(b.nodes.front().name));
      if (options.max_hops != 0 && !one_node)
        hint += fmt::format(" in {}", counted(options.max_hops, "hop"));
      if (options.directed && !one_node) hint += "; without --directed facts count both ways";
      if (!options.denied && !one_node)
        hint += " (facts that are only denied are left out; --denied adds them)";
      say(hint);
    }
    return kNothingFound;
  }
  if (!complete && !options.quiet) say("there are more paths than are shown (--k, --max-hops)");

  Output out(options.output);
  const Paint paint(use_colour(options, out));
  Teller teller(out, paint, names);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::vector<JsonHop> hops;
    for (const graph::FactHop& hop : paths[i].hops) {
      JsonHop one{hop.from, hop.to, {}, {}};
      for (const FactId id : hop.facts) {
        if (const auto fact = store.fact(id)) {
          one.facts.push_back(*fact);
          if (one.facts.size() > 1) continue;
          if (const auto best = store.best_evidence(id)) one.evidence = {*best};
        } else if (const auto link = by_links ? by_links->link(hop, id) : std::nullopt) {
          ToldLink told = tell(store, *link);
          if (one.facts.empty()) one.evidence = {std::move(told.evidence)};
          one.facts.push_back(std::move(told.fact));
        }
      }
      hops.push_back(std::move(one));
    }
    if (options.json) {
      out.line(path_json(hops, paths[i].belief, names));
      continue;
    }
    std::string chain = teller.node(hops.front().from);
    for (const JsonHop& hop : hops) chain += paint.dim(" → ") + teller.node(hop.to);
    if (i != 0) out.line("");
    out.line(fmt::format(
        "{}  {}", chain,
        paint.dim(fmt::format("{}, belief {:.2f}", counted(hops.size(), "hop"), paths[i].belief))));
    for (std::size_t h = 0; h < hops.size(); ++h) {
      const JsonHop& hop = hops[h];
      if (hop.facts.empty()) continue;
      out.line(fmt::format("\n  {}. {}   {}", h + 1, teller.arrow(hop.facts.front(), hop.from),
                           paint.dim(teller.remarks(hop.facts.front()))));
      for (const storage::Evidence& evidence : hop.evidence) teller.quote(evidence, "     ");
      if (hop.facts.size() > 1) {
        std::string others;
        for (std::size_t f = 1; f < hop.facts.size() && f < 6; ++f)
          others +=
              (others.empty() ? "" : ", ") + one_line(names.relation(hop.facts[f].relation).phrase);
        if (hop.facts.size() > 6) others += fmt::format(" and {} more", hop.facts.size() - 6);
        for (const std::string& line : wrap_text("also: " + others, teller.width() - 5))
          out.line("     " + paint.dim(line));
      }
    }
  }
  out.finish();
  return kFound;
}

}  // namespace trine::tools
