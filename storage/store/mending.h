// What is done to a store that this program cannot, or should not, open as it is.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace trine::storage {

struct RepairReport {
  std::uint64_t documents = 0;    // kept
  std::uint64_t decisions = 0;    // kept
  std::vector<std::string> lost;  // what could not be read, a line each; sorted
  std::filesystem::path old;      // where the store as it was lies now
};

// Makes a new store beside the damaged one, of all documents and decisions that can be read and
// are what was put, with a view made anew; then exchanges the two. The old one is kept: whoever is
// content with the new one deletes it. Stopped at any moment, the store is the old one or the new.
// Throws Error as Store::open does when there is no store or another writer has it.
RepairReport repair(const std::filesystem::path& directory);

// Turns a store of an older format into one of this program's. False: it is one. The ledger's rows
// stay as they are; the old view stays until the new one is whole. Stopped at any moment, the same
// command goes on.
bool migrate(const std::filesystem::path& directory);

}  // namespace trine::storage
