#include "tools/serving/live_store.h"

#include <chrono>
#include <system_error>
#include <utility>

#include "schema/error.h"
#include "schema/ids.h"

namespace trine::tools {
namespace {

constexpr std::int64_t kLookEvery = 1000;  // milliseconds

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

LiveStore::LiveStore(std::filesystem::path location) : location_(std::move(location)) {
  open(generation());
  looked_ = now();
}

// The names, sizes and times of the store's files: a write changes one of them.
std::string LiveStore::generation() const {
  std::uint64_t sum = 0;
  std::error_code error;
  std::filesystem::recursive_directory_iterator files(location_, error);
  for (; !error && files != std::filesystem::recursive_directory_iterator();
       files.increment(error)) {
    // What RocksDB tells of its own doings says nothing about the contents.
    const std::string name = files->path().filename().string();
    if (name.starts_with("LOG") || name.starts_with("OPTIONS") || name == "LOCK") continue;
    const auto size = files->is_regular_file(error) ? files->file_size(error) : 0;
    const auto time = files->last_write_time(error).time_since_epoch().count();
    // A sum, for the order of the files is the file system's.
    sum += content_hash(name, static_cast<std::uint64_t>(time) ^ (size << 1));
  }
  return to_hex(sum);
}

void LiveStore::open(std::string generation) {
  current_ = std::make_shared<const Snapshot>(
      Snapshot{storage::Store::open(location_, {}), std::move(generation)});
}

std::shared_ptr<const Snapshot> LiveStore::snapshot() {
  const std::scoped_lock lock(mutex_);
  const std::int64_t time = now();
  if (time - looked_ >= kLookEvery) {
    looked_ = time;
    std::string latest = generation();
    if (latest != current_->generation) {
      try {
        open(std::move(latest));
      } catch (const Error&) {
        // Being replaced: the old snapshot's files stay readable as long as it holds them.
      }
    }
  }
  return current_;
}

void LiveStore::refresh() {
  const std::scoped_lock lock(mutex_);
  open(generation());
  looked_ = now();
}

}  // namespace trine::tools
