// Names that contain or resemble what was typed.
#include <fmt/format.h>

#include <algorithm>

#include "tools/commands/commands.h"
#include "tools/json.h"
#include "tools/session.h"
#include "tools/teller.h"

namespace trine::tools {

int search(const SearchOptions& options) {
  const storage::Store store = open_for_reading(options);
  const std::size_t limit = options.limit == 0 ? 20 : options.limit;
  std::vector<storage::NameMatch> matches;
  const auto add = [&](const std::vector<storage::NameMatch>& more) {
    for (const storage::NameMatch& match : more)
      if (matches.size() < limit &&
          std::none_of(matches.begin(), matches.end(),
                       [&](const storage::NameMatch& other) { return other.id == match.id; }))
        matches.push_back(match);
  };
  add(store.find_exact(options.text));
  add(store.find_words(options.text, limit));
  add(store.find_prefix(options.text, limit));
  const bool only_similar = matches.empty();
  if (only_similar) add(store.find_similar(options.text, limit));
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
    table.row({paint.node(match.type, shorten(one_line(match.name), 60)),
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
