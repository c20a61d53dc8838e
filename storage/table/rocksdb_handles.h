// RocksDB behind RAII: the database with its column families, statuses turned into errors.
// Internal.
#pragma once
#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/utilities/write_batch_with_index.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "storage/table/keys.h"

namespace trine::storage {

// Column families. The view's begin with the generation (4 bytes).
enum class Table : std::uint8_t {
  kMeta,       // RocksDB's default one
  kDocuments,  // document id
  kTexts,      // document id
  kLedger,     // document id
  kDecisions,  // number (8)
  kNodes,      // document id
  kMembers,    // entity, document, index (4)
  kEntities,   // entity
  kNames,      // normalised name, 0, entity
  kWords,      // word, 0, entity
  kFuzzy,      // word with letters left out, 0, word
  kRelations,  // relation
  kSpo,        // subject, relation, object
  kPos,        // relation, object, subject
  kOsp,        // object, subject, relation
  kEvidence,   // fact, document, statement (4)
  kDoubts,     // rank (4)
  kRanks,      // mentions, inverted (8); entity
};
inline constexpr std::size_t kTables = 18;
inline constexpr Table kFirstViewTable = Table::kNodes;
std::string_view name_of(Table table);
// Whether a key of the table is of the length that the list above says.
bool has_key_size(Table table, std::size_t size);

// Throws Error{kIo, kLocked, kCorruption}: "cannot `what`: reason".
void expect_ok(const rocksdb::Status& status, std::string_view what);

// How long a reader tries to open a store that a writer is changing all the time.
inline constexpr std::chrono::seconds kReaderPatience{30};

using Iterator = std::unique_ptr<rocksdb::Iterator>;

class Database {
 public:
  enum class Mode { kReadOnly, kReadWrite, kCreate };
  Database(const std::filesystem::path& directory, Mode mode);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  // Makes a database again of what tables there are, where the manifest is lost or wrong.
  static void salvage(const std::filesystem::path& directory);

  rocksdb::DB& db() const { return *db_; }
  rocksdb::ColumnFamilyHandle* family(Table table) const {
    return families_[static_cast<std::size_t>(table)];
  }

  std::optional<std::string> get(Table table, const rocksdb::Slice& key,
                                 const rocksdb::Snapshot* snapshot = nullptr) const;
  void write(rocksdb::WriteBatch& batch, bool sync, bool log = true) const;
  const std::filesystem::path& directory() const { return directory_; }
  // Bytes that are in memory and the log only.
  std::uint64_t unflushed() const;
  // Makes tables of them, compressed; whoever opens the store next need not read a long log.
  void flush() const;
  // What is in the log outlasts a power cut.
  void sync() const;

 private:
  std::filesystem::path directory_;
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, kTables> families_{};
};

// Held while the set of a view's files changes (exclusive, by the writer) and while a reader opens
// the store (shared), so that neither meets the other half done. For milliseconds; whoever cannot
// get it for long (a stopped process, a file system without locks) goes on without.
class SwitchLock {
 public:
  enum class Kind { kShared, kExclusive };
  SwitchLock(const std::filesystem::path& file, Kind kind);
  SwitchLock(const SwitchLock&) = delete;
  SwitchLock& operator=(const SwitchLock&) = delete;
  ~SwitchLock();

 private:
  int descriptor_;
};

// A consistent state of the database for the length of one call.
class Snapshot {
 public:
  explicit Snapshot(const Database& database)
      : database_(database), snapshot_(database.db().GetSnapshot()) {}
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot() { database_.db().ReleaseSnapshot(snapshot_); }

  std::optional<std::string> get(Table table, const rocksdb::Slice& key) const {
    return database_.get(table, key, snapshot_);
  }
  const rocksdb::Snapshot* handle() const { return snapshot_; }
  const Database& database() const { return database_; }

 private:
  const Database& database_;
  const rocksdb::Snapshot* snapshot_;
};

// The rows whose key begins with `prefix`, in key order:
//   for (Rows rows(snapshot, table, prefix); rows.valid(); rows.next()) ...
class Rows {
 public:
  Rows(const Database& database, const rocksdb::Snapshot* snapshot, Table table, const Key& prefix);
  Rows(const Snapshot& snapshot, Table table, const Key& prefix)
      : Rows(snapshot.database(), snapshot.handle(), table, prefix) {}
  // The rows as they will be once `batch` is written.
  Rows(const Database& database, rocksdb::WriteBatchWithIndex& batch, Table table,
       const Key& prefix);
  Rows(const Rows&) = delete;  // the iterator holds our address
  Rows& operator=(const Rows&) = delete;

  // Throws Error when reading failed; kCorruption for a key that is none of the table's, so that
  // whoever reads numbers out of keys need not look.
  bool valid();
  void next() { iterator_->Next(); }
  void seek(const Key& key) { iterator_->Seek(key); }
  rocksdb::Slice key() const { return iterator_->key(); }
  std::string_view value() const { return iterator_->value().ToStringView(); }

 private:
  void set_bounds(const rocksdb::Snapshot* snapshot);

  Table table_;
  rocksdb::ReadOptions options_;
  std::string upper_;
  rocksdb::Slice upper_slice_;
  bool bounded_here_ = false;
  Iterator iterator_;
};

}  // namespace trine::storage
