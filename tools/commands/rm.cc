// Takes documents out of a store, with all that they alone contributed.
#include <fmt/format.h>

#include "schema/document_key.h"
#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

// The keys that a user means by `name`: that key, or those of this name in whatever source.
std::vector<std::string> keys_named(const storage::Store& store, const std::string& name) {
  if (store.document(name)) return {name};
  std::vector<std::string> keys;
  for (const auto& document : store.documents()) {
    if (split_key(document.key).name == name) keys.push_back(document.key);
  }
  return keys;
}

}  // namespace

int rm(const RmOptions& options) {
  storage::Store store = options.dry_run ? open_for_reading(options) : open_for_change(options);
  const storage::Statistics before = store.statistics();
  std::size_t removed = 0;
  std::vector<std::string> missing;
  for (const std::string& name : options.documents) {
    const auto keys = keys_named(store, name);
    if (keys.size() > 1) {
      for (const auto& key : keys) say("  " + one_line(key));
      throw Error(ErrorKind::kUsage,
                  fmt::format("{} is the name of {} documents; say which", name, keys.size()));
    }
    if (keys.empty()) {
      missing.push_back(name);
      continue;
    }
    ++removed;
    if (options.dry_run) {
      say(fmt::format("{}: would be removed", one_line(keys.front())));
    } else {
      store.remove(keys.front());
    }
  }
  if (!options.dry_run) store.refresh_view();
  const storage::Statistics after = store.statistics();
  if (!options.quiet && removed != 0 && !options.dry_run)
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
