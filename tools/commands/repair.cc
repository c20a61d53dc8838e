// A damaged store made whole from what of it can be read; a store of an older format made new.
#include <fmt/format.h>

#include "storage/store/mending.h"
#include "tools/commands/commands.h"
#include "tools/telling/session.h"

namespace trine::tools {

int repair(const Common& options) {
  const storage::RepairReport report = storage::repair(options.location);
  for (const std::string& lost : report.lost) say(lost);
  if (!options.quiet)
    say(fmt::format("{}: {} and {} kept, graph made anew; the store as it was is {}",
                    options.location.string(), counted(report.documents, "document"),
                    counted(report.decisions, "decision"), report.old.string()));
  return report.lost.empty() ? kFound : kSomeRejected;
}

int migrate(const Common& options) {
  const bool changed = storage::migrate(options.location);
  if (!options.quiet)
    say(fmt::format("{}: {}", options.location.string(),
                    changed ? "turned into this program's format" : "nothing to do"));
  return kFound;
}

}  // namespace trine::tools
