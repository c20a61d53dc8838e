// A store that others may write to, rebuild or replace while it is served: every request gets the
// latest snapshot, and keeps the one that it got until it is done.
#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "storage/store/store.h"

namespace trine::tools {

struct Snapshot {
  storage::Store store;
  // Changes whenever the store's files do; the same for every reader of the same files.
  std::string generation;
};

class LiveStore {
 public:
  // Opens `location` at once, so that a wrong one is told of before anybody is served. Throws as
  // Store::open does.
  explicit LiveStore(std::filesystem::path location);

  // Looks at most once a second whether the files changed. Where the new ones can't be opened (half
  // replaced), the old snapshot serves on. Thread-safe.
  std::shared_ptr<const Snapshot> snapshot();
  // Opens it anew now: somebody here has written.
  void refresh();

  const std::filesystem::path& location() const { return location_; }

 private:
  std::string generation() const;
  void open(std::string generation);

  std::filesystem::path location_;
  std::mutex mutex_;
  std::shared_ptr<const Snapshot> current_;
  std::int64_t looked_ = 0;  // steady clock, milliseconds
};

}  // namespace trine::tools
