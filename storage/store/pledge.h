// What must be there when the store is opened next. RocksDB takes a log that ends early, or is
// gone, for one that was never written: the store would be of yesterday without a word. So how far
// it had got when it was last synced stands in a file of its own, `STORE/written`. SQLite compares
// the salt of its log with the database's header for a like reason. Internal.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>

namespace trine::storage {

struct Pledge {
  std::uint64_t sequence = 0;   // RocksDB's number of the last change
  std::uint64_t revision = 0;   // LedgerState's
  std::uint64_t documents = 0;  // LedgerState's
  friend bool operator==(const Pledge&, const Pledge&) = default;
};

// Two places in the file are written in turn, each whole within one sector: a power cut in the
// midst of a write leaves the other.
class PledgeFile {
 public:
  explicit PledgeFile(const std::filesystem::path& store);

  // Nothing when there is no such file. Throws Error{kCorruption} when neither place is whole, kIo.
  std::optional<Pledge> read() const;
  // Durable when it returns. Creates the file.
  void write(const Pledge& pledge);
  // Also one that promises less than what was held. Atomic and durable.
  void reset(const Pledge& pledge);

 private:
  std::filesystem::path file_;
  std::optional<Pledge> last_;
  unsigned place_ = 0;
};

}  // namespace trine::storage
