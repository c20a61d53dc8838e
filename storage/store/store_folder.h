// The folder that is a store: the marker file that says so, RocksDB's files in `db`. Internal.
#pragma once
#include <filesystem>
#include <memory>

#include "storage/store/store.h"
#include "storage/table/rocksdb_handles.h"

namespace trine::storage {

inline constexpr std::uint32_t kFormatVersion = 3;  // 2 was never given out
inline constexpr std::uint32_t kOldestVersion = 1;  // that migrate() reads

// Looks at the folder before anything in it is touched, makes it a store when the mode says so and
// it is absent or empty, and opens the database. A reader waits until the view's files are all
// there. Throws as Store::open does; kCorruption also when the database has less than was pledged.
std::unique_ptr<Database> open_database(const std::filesystem::path& directory, OpenMode mode);

// Version of the store there. Throws as Store::open does when it is none.
std::uint32_t version_of(const std::filesystem::path& directory);

// Makes the directory a store, for good.
void write_marker(const std::filesystem::path& directory);
// The file that SwitchLock works on.
std::filesystem::path marker_of(const std::filesystem::path& directory);

}  // namespace trine::storage
