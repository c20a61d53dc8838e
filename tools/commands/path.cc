// How two entities are connected, with the sentence behind every hop.
#include <fmt/format.h>

#include <algorithm>

#include "tools/commands/commands.h"
#include "tools/telling/json.h"
#include "tools/telling/path_search.h"
#include "tools/telling/session.h"
#include "tools/telling/teller.h"

namespace trine::tools {
namespace {

constexpr std::size_t kOthersNamed = 5;  // relations of a hop beside the best

void say_why_none(const PathOptions& options, const NamedNodes& a, const NamedNodes& b) {
  const bool one_node = a.nodes.front().id == b.nodes.front().id;
  std::string hint =
      one_node ? fmt::format("\"{}\" and \"{}\" are one node", options.a, options.b)
               : fmt::format("no path leads from {} to {}", one_line(a.nodes.front().name),
                             one_line(b.nodes.front().name));
  if (options.max_hops != 0 && !one_node) {
    hint += fmt::format(" in {}", counted(options.max_hops, "hop"));
  }
  if (options.filter.directed && !one_node) hint += "; without --directed facts count both ways";
  if (!options.filter.denied && !one_node) {
    hint += " (facts that are only denied are left out; --denied adds them)";
  }
  say(hint);
}

void tell_hop(Output& out, const Paint& paint, Teller& teller, Names& names, const JsonHop& hop,
              std::size_t number) {
  if (hop.facts.empty()) return;
  out.line(fmt::format("\n  {}. {}   {}", number, teller.arrow(hop.facts.front(), hop.from),
                       paint.dim(teller.remarks(hop.facts.front()))));
  for (const storage::Evidence& evidence : hop.evidence) teller.quote(evidence, "     ");
  if (hop.facts.size() == 1) return;
  std::string others;
  for (std::size_t f = 1; f < hop.facts.size() && f <= kOthersNamed; ++f) {
    others += (others.empty() ? "" : ", ") + one_line(names.relation(hop.facts[f].relation).phrase);
  }
  if (hop.facts.size() > kOthersNamed + 1) {
    others += fmt::format(" and {} more", hop.facts.size() - kOthersNamed - 1);
  }
  for (const std::string& line : wrap_text("also: " + others, teller.width() - 5)) {
    out.line("     " + paint.dim(line));
  }
}

}  // namespace

int path(const PathOptions& options) {
  const storage::Store store = open_for_reading(options);
  const NamedNodes a = find_nodes(store, options.a, options.quiet);
  const NamedNodes b = find_nodes(store, options.b, options.quiet);
  check_filter(options.filter, store);
  const std::vector<EntityId> avoid = find_avoided(options, options, store);
  std::vector<EntityId> via;
  for (const std::string& name : options.via) {
    via.push_back(find_node(store, name, options.quiet).id);
  }
  Names names(store);
  const PathAnswer answer = search_paths(store, a, b, via, avoid, options, names);
  if (answer.unsettled && !options.quiet) {
    say("no path by what is stated or reported: this one also uses what is planned, possible, "
        "demanded, hypothetical or alleged");
  }
  if (answer.through_descriptions && !options.quiet) {
    say("no path by facts alone: this one also uses names inside descriptions");
  }
  if (answer.paths.empty()) {
    if (!options.quiet) say_why_none(options, a, b);
    return kNothingFound;
  }
  if (!answer.complete && !options.quiet) {
    say("there are more paths than are shown (--k, --max-hops)");
  }

  Output out(options.output);
  const Paint paint(use_colour(options, out));
  Teller teller(out, paint, names);
  for (const ToldPath& path : answer.paths) {
    if (options.json) {
      out.line(path_json(path.hops, path.belief, names));
      continue;
    }
    std::string chain = teller.node(path.hops.front().from);
    for (const JsonHop& hop : path.hops) chain += paint.dim(" → ") + teller.node(hop.to);
    if (&path != &answer.paths.front()) out.line("");
    out.line(fmt::format("{}  {}", chain,
                         paint.dim(fmt::format("{}, belief {:.2f}",
                                               counted(path.hops.size(), "hop"), path.belief))));
    std::size_t number = 0;
    for (const JsonHop& hop : path.hops) tell_hop(out, paint, teller, names, hop, ++number);
  }
  out.finish();
  return kFound;
}

}  // namespace trine::tools
