// Takes over the documents and decisions of other stores; copies a store.
#include <fmt/format.h>

#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/telling/session.h"

namespace trine::tools {

int merge(const MergeOptions& options) {
  storage::OpenOptions open;
  open.mode = storage::OpenMode::kReadWrite;
  // All sources are opened first: a missing one must not leave a half-made target.
  std::vector<storage::Store> sources;
  for (const std::string& source : options.stores)
    sources.push_back(storage::Store::open(source, {}));
  // The target takes over the extraction's version of the first source, where it is new.
  const storage::Statistics first = sources.front().statistics();
  open.ontology_hash = first.ontology_hash;
  open.model_hash = first.model_hash;
  open.reader = first.reader;
  storage::Store store = storage::Store::open(options.location, open);
  bool conflicts = false;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const storage::MergeReport report = store.merge(sources[i]);
    if (!options.quiet)
      say(fmt::format("{}: {} added, {} unchanged, {} decisions taken over", options.stores[i],
                      counted(report.added, "document"), report.unchanged, report.decisions));
    for (const std::string& key : report.conflicts) {
      conflicts = true;
      say(fmt::format("{}: document {} differs from ours, which was kept", options.stores[i], key));
    }
  }
  store.refresh_view();
  return conflicts ? kSomeRejected : kFound;
}

int backup(const BackupOptions& options) {
  const storage::Store store = open_for_change(options);
  store.backup(options.target);
  if (!options.quiet)
    say(fmt::format("{}: copied to {}", options.location.string(), options.target.string()));
  return kFound;
}

}  // namespace trine::tools
