// Names that contain or resemble what was typed.
#include <fmt/format.h>

#include "storage/identity/names.h"
#include "tools/commands/commands.h"
#include "tools/telling/facts.h"
#include "tools/telling/json.h"
#include "tools/telling/session.h"
#include "tools/telling/teller.h"

namespace trine::tools {

int search(const SearchOptions& options) {
  const storage::Store store = open_for_reading(options);
  const std::size_t limit = options.limit == 0 ? 20 : options.limit;
  const auto [matches, only_similar] = search_names(store, options.text, limit);
  if (matches.empty()) {
    if (!options.quiet) say(fmt::format("no name is like \"{}\"", options.text));
    return kNothingFound;
  }
  if (only_similar && !options.quiet)
    say(fmt::format("no name holds \"{}\"; these are spelled similarly", options.text));
  Output out(options.output);
  const Paint paint(use_colour(options, out));
  Table table({2, 3});
  for (const storage::NameMatch& match : matches) {
    if (options.json) {
      out.line(match_json(match));
      continue;
    }
    // Another name matched than the one that is shown: say which.
    std::string name = paint.node(match.type, shorten(one_line(match.name), 60));
    if (storage::normalised_name(match.name) != match.matched &&
        storage::normalised_name(match.name).find(storage::normalised_name(options.text)) ==
            std::string::npos)
      name += paint.dim(fmt::format("  (\"{}\")", shorten(match.matched, 40)));
    table.row({name,
               paint.dim(match.literal ? std::string(to_string(match.type)) + " (literal)"
                                       : std::string(to_string(match.type))),
               counted(match.mentions, "mention"), counted(match.documents, "document"),
               paint.dim("#" + to_string(match.id))});
  }
  out.write(table.text());
  out.finish();
  return kFound;
}

}  // namespace trine::tools
