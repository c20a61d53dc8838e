// Takes documents out of a store, with all that they alone contributed.
#include <fmt/format.h>

#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/telling/session.h"

namespace trine::tools {

int rm(const RmOptions& options) {
  storage::Store store = open_for_change(options);
  const storage::Statistics before = store.statistics();
  std::size_t removed = 0;
  std::vector<std::string> missing;
  for (const std::string& key : options.documents) {
    if (store.remove(key))
      ++removed;
    else
      missing.push_back(key);
  }
  store.refresh_view();
  const storage::Statistics after = store.statistics();
  if (!options.quiet && removed != 0)
    say(fmt::format("removed {}; {} and {} left, {} facts fewer", counted(removed, "document"),
                    counted(after.documents, "document"), counted(after.facts, "fact"),
                    before.facts - std::min(before.facts, after.facts)));
  if (missing.empty()) return kFound;
  std::string list;
  for (const std::string& key : missing) list += (list.empty() ? "" : ", ") + key;
  throw Error(ErrorKind::kNotFound,
              fmt::format("{}: no such document: {}; `trine export --format documents` lists them",
                          options.location.string(), list));
}

}  // namespace trine::tools
