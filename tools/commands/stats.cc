// Counts of a store: ledger, view, types, classes.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tools/commands/commands.h"
#include "tools/telling/json.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

Counts most_first(const std::map<std::string, std::uint64_t>& counts) {
  Counts list(counts.begin(), counts.end());
  std::stable_sort(list.begin(), list.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return list;
}

void block(Output& out, const Paint& paint, const std::string& title, const Counts& counts,
           std::size_t limit) {
  if (counts.empty()) return;
  out.line("\n" + paint.yellow(title));
  Table table({1});
  for (std::size_t i = 0; i < counts.size() && i < limit; ++i)
    table.row({counts[i].first, with_commas(counts[i].second)});
  out.write(table.text("  "));
}

}  // namespace

int stats(const StatsOptions& options) {
  const storage::Store store = open_for_reading(options);
  const storage::Statistics s = store.statistics();
  Output out(options.output);
  if (options.json) {
    out.line(statistics_json(s));
    out.finish();
    return kFound;
  }
  std::map<std::string, std::uint64_t> types;
  for (std::size_t i = 0; i < s.types.size(); ++i)
    if (s.types[i] != 0) types[std::string(to_string(static_cast<EntityType>(i)))] = s.types[i];
  const std::size_t limit = options.limit == 0 ? 10 : options.limit;
  Counts mentioned;
  for (const storage::EntityRecord& entity : store.most_mentioned(limit))
    mentioned.emplace_back(one_line(entity.name), entity.mentions);

  const Paint paint(use_colour(options, out));
  out.line(paint.bold(options.location.string()));
  Table table({1});
  table.row({"documents", with_commas(s.documents)});
  table.row({"text", fmt::format("{:.1f} kB", static_cast<double>(s.text_bytes) / 1000)});
  table.row({"sentences", with_commas(s.sentences)});
  table.row({"mentions", with_commas(s.mentions)});
  table.row({"statements", with_commas(s.statements)});
  table.row({"entities", with_commas(s.entities)});
  table.row({"literals", with_commas(s.literals)});
  table.row({"relations", with_commas(s.relations)});
  table.row({"facts", with_commas(s.facts)});
  table.row({"decisions", with_commas(s.decisions)});
  out.write(table.text("  "));
  block(out, paint, "ENTITIES BY TYPE", most_first(types), 100);
  block(out, paint, "FACTS BY CLASS", most_first(s.classes), 100);
  block(out, paint, "MOST MENTIONED", mentioned, limit);
  out.finish();
  return kFound;
}

}  // namespace trine::tools
