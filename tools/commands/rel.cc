// What connects two entities directly.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/telling/json.h"
#include "tools/telling/session.h"
#include "tools/telling/teller.h"

namespace trine::tools {
namespace {

using storage::EntityRecord;
using storage::FactRecord;

std::string title_of(const NamedNodes& found) {
  if (found.nodes.size() == 1) return one_line(found.nodes.front().name);
  return fmt::format("\"{}\" ({} nodes)", found.asked, found.nodes.size());
}

// Facts between the two sets, strongest class first.
std::vector<FactRecord> facts_between(const storage::Store& store, const NamedNodes& a,
                                      const NamedNodes& b) {
  std::map<FactId, FactRecord> found;
  for (const EntityRecord& x : a.nodes)
    for (const EntityRecord& y : b.nodes) {
      if (x.id == y.id) continue;
      for (FactRecord& fact : store.facts_between(x.id, y.id))
        found.emplace(fact.id, std::move(fact));
    }
  std::vector<FactRecord> facts;
  for (auto& [id, fact] : found) facts.push_back(std::move(fact));
  return facts;
}

}  // namespace

int rel(const RelOptions& options) {
  const storage::Store store = open_for_reading(options);
  check_filter(options.filter, store);
  const NamedNodes a = find_nodes(store, options.a, options.quiet);
  const NamedNodes b = find_nodes(store, options.b, options.quiet);
  Names names(store);
  graph::Filter filter = options.filter;
  filter.denied = true;  // whoever asks about two hears what was denied, too
  std::vector<FactRecord> facts = facts_between(store, a, b);
  std::erase_if(facts, [&](const FactRecord& fact) {
    const bool against = filter.directed && !fact.symmetric && !a.contains(fact.subject);
    return against || !graph::allows(filter, names.relation(fact.relation), fact);
  });
  if (facts.empty()) {
    if (!options.quiet)
      say(fmt::format("nothing connects {} and {} directly; try: trine path '{}' '{}'", title_of(a),
                      title_of(b), options.a, options.b));
    return kNothingFound;
  }

  // Classes by their strongest fact, OTHER last; within a class the most documents first.
  const auto strength = [](const FactRecord& fact) {
    return static_cast<double>(fact.documents) + fact.belief;
  };
  std::map<std::string, double> best;
  for (const FactRecord& fact : facts) {
    const std::string& name = names.relation(fact.relation).relation_class;
    best[name] = std::max(best[name], name == "OTHER" ? -1.0 : strength(fact));
  }
  std::sort(facts.begin(), facts.end(), [&](const FactRecord& x, const FactRecord& y) {
    const std::string& cx = names.relation(x.relation).relation_class;
    const std::string& cy = names.relation(y.relation).relation_class;
    if (cx != cy) return best[cx] != best[cy] ? best[cx] > best[cy] : cx < cy;
    if (strength(x) != strength(y)) return strength(x) > strength(y);
    return x.id < y.id;
  });

  Output out(options.output);
  const std::size_t quotes = options.limit == 0 ? 5 : options.limit;
  if (options.json) {
    for (const FactRecord& fact : facts)
      out.line(fact_json(fact, store.evidence(fact.id, quotes), names));
    out.finish();
    return kFound;
  }
  const Paint paint(use_colour(options, out));
  Teller teller(out, paint, names);
  std::set<std::string> documents;
  for (const FactRecord& fact : facts)
    for (const storage::Evidence& evidence : store.evidence(fact.id))
      documents.insert(evidence.document_key);
  out.line(fmt::format("{} and {}: {} in {}", paint.bold(title_of(a)), paint.bold(title_of(b)),
                       counted(facts.size(), "fact"), counted(documents.size(), "document")));
  std::string current;
  for (const FactRecord& fact : facts) {
    const std::string& name = names.relation(fact.relation).relation_class;
    if (name != current) out.line("\n" + paint.yellow(name));
    current = name;
    teller.fact(fact, std::max<std::size_t>(quotes, 2), {}, "  ");
  }
  out.finish();
  return kFound;
}

}  // namespace trine::tools
