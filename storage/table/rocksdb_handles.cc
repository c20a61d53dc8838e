#include "storage/table/rocksdb_handles.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>
#include <vector>

#include "schema/error.h"

namespace trine::storage {
namespace {

constexpr std::size_t kMiB = 1024 * 1024;
// Few large files at the bottom: every file costs each opening some reads.
constexpr std::size_t kLargeFile = 256 * kMiB;

// RocksDB's own notes. A reader must not leave a file in a folder that it may not even be allowed
// to write to; and when the disk is full, a writer's notes end the program (an assertion in RocksDB
// 7.8) before it can say so. What matters comes back as a status.
class NoLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

rocksdb::CompressionType compression() {
  static const auto type = [] {
    const auto all = rocksdb::GetSupportedCompressions();
    const auto has = [&](auto t) { return std::find(all.begin(), all.end(), t) != all.end(); };
    return has(rocksdb::kZSTD) ? rocksdb::kZSTD : rocksdb::kNoCompression;
  }();
  return type;
}

rocksdb::ColumnFamilyOptions family_options(Table table,
                                            const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions options;
  options.compression = compression();
  options.compression_opts.level = 1;
  options.write_buffer_size = 16 * kMiB;
  options.target_file_size_base = kLargeFile;
  options.max_bytes_for_level_base = 4 * kLargeFile;
  rocksdb::BlockBasedTableOptions blocks;
  blocks.block_cache = cache;
  blocks.block_size = 16 * 1024;
  // Opening a file reads its footer and the top of its index. The parts below, and those of the
  // filters, are read when they are needed, and live in the cache with the rest.
  blocks.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  blocks.partition_filters = true;
  blocks.metadata_block_size = 4096;
  blocks.cache_index_and_filter_blocks = true;
  blocks.cache_index_and_filter_blocks_with_high_priority = true;
  blocks.pin_top_level_index_and_filter = true;
  blocks.format_version = 5;
  blocks.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  if (table == Table::kLedger || table == Table::kTexts) {
    options.compression_opts.level = 3;
    options.write_buffer_size = 32 * kMiB;
    blocks.block_size = 64 * 1024;
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(blocks));
  return options;
}

rocksdb::DBOptions database_options() {
  rocksdb::DBOptions options;
  // Files stay open: a reader keeps seeing those that a writer has deleted since.
  options.max_open_files = -1;
  // Threads that open the tables of each of the column families; 16 of each, the default, are some
  // 250 at every opening, for tables that are few and open in microseconds.
  options.max_file_opening_threads = 1;
  options.max_background_jobs = 2;
  options.max_subcompactions = 1;
  options.db_write_buffer_size = 256 * kMiB;
  options.max_total_wal_size = 256 * kMiB;
  // A log that the manifest names must be there, as long as it was when it was synced.
  options.track_and_verify_wals_in_manifest = true;
  options.bytes_per_sync = kMiB;
  options.wal_bytes_per_sync = kMiB;
  options.stats_dump_period_sec = 0;
  options.skip_stats_update_on_db_open = true;
  options.avoid_flush_during_recovery = true;  // opening a small store must not write files
  options.info_log = std::make_shared<NoLog>();
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families() {
  const auto cache = rocksdb::NewLRUCache(64 * kMiB, 2);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (std::size_t i = 0; i < kTables; ++i) {
    const auto table = static_cast<Table>(i);
    descriptors.emplace_back(std::string(name_of(table)), family_options(table, cache));
  }
  return descriptors;
}

// What tells whether a writer changed the set of files: the write-ahead logs there are, and name
// and size of the manifest.
struct Files {
  std::vector<std::string> logs;  // sorted
  std::vector<std::pair<std::string, std::uintmax_t>> manifests;

  explicit Files(const std::filesystem::path& directory) {
    std::error_code error;
    for (std::filesystem::directory_iterator entry(directory, error), end; entry != end && !error;
         entry.increment(error)) {
      const auto name = entry->path().filename().string();
      if (name.starts_with("MANIFEST-")) manifests.emplace_back(name, entry->file_size(error));
      if (name.ends_with(".log")) logs.push_back(name);
    }
    std::sort(logs.begin(), logs.end());
    std::sort(manifests.begin(), manifests.end());
  }
  bool has_logs_of(const Files& before) const {
    return std::includes(logs.begin(), logs.end(), before.logs.begin(), before.logs.end());
  }
  friend bool operator==(const Files&, const Files&) = default;
};

}  // namespace

std::string_view name_of(Table table) {
  static constexpr std::array<std::string_view, kTables> kNames{
      "default", "documents", "texts", "ledger",   "decisions", "nodes",
      "members", "entities",  "names", "words",    "fuzzy",     "relations",
      "spo",     "pos",       "osp",   "evidence", "doubts",    "ranks"};
  return kNames[static_cast<std::size_t>(table)];
}

bool has_key_size(Table table, std::size_t size) {
  constexpr std::size_t kGeneration = 4, kId = 8, kNumber = 4;
  switch (table) {
    case Table::kMeta:
      return true;
    case Table::kDocuments:
    case Table::kTexts:
    case Table::kLedger:
    case Table::kDecisions:
      return size == kId;
    case Table::kNodes:
    case Table::kEntities:
    case Table::kRelations:
      return size == kGeneration + kId;
    case Table::kMembers:
    case Table::kEvidence:
      return size == kGeneration + 2 * kId + kNumber;
    case Table::kNames:
    case Table::kWords:
      return size > kGeneration + 1 + kId;
    case Table::kFuzzy:
      return size > kGeneration + 1;
    case Table::kSpo:
    case Table::kPos:
    case Table::kOsp:
      return size == kGeneration + 3 * kId;
    case Table::kDoubts:
      return size == kGeneration + kNumber;
    case Table::kRanks:
      return size == kGeneration + 2 * kId;
  }
  return false;
}

void expect_ok(const rocksdb::Status& status, std::string_view what) {
  if (status.ok()) return;
  const auto kind = [&] {
    if (status.IsCorruption() || status.IsInvalidArgument() || status.IsNotSupported()) {
      return ErrorKind::kCorruption;
    }
    if (status.IsIOError() || status.IsBusy()) return ErrorKind::kIo;
    return ErrorKind::kInternal;
  }();
  const auto reason = status.IsNoSpace() ? std::string("the disk is full") : status.ToString();
  throw Error(kind, fmt::format("cannot {}: {}", what, reason));
}

Database::Database(const std::filesystem::path& directory, Mode mode) : directory_(directory) {
  auto options = database_options();
  options.create_if_missing = mode == Mode::kCreate;
  options.create_missing_column_families = mode != Mode::kReadOnly;
  const auto descriptors = families();
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  rocksdb::Status status;
  if (mode == Mode::kReadOnly) {
    // RocksDB reads the manifest, then opens the tables it names, then reads the logs. A writer at
    // work may delete files meanwhile: a table, then opening fails; or a log that has become a
    // table which the manifest did not name yet, then what was in it would be missed without a
    // word. In both cases: again.
    const auto give_up = std::chrono::steady_clock::now() + kReaderPatience;
    for (int attempt = 0;; ++attempt) {
      const Files before(directory);
      status =
          rocksdb::DB::OpenForReadOnly(options, directory.string(), descriptors, &handles, &db);
      const Files after(directory);
      if (status.ok() && after.has_logs_of(before)) break;
      if (status.ok()) {
        for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
        handles.clear();
        delete db;
        db = nullptr;
      } else if (after == before && attempt >= 10) {
        break;  // it is not a writer's doing
      }
      if (std::chrono::steady_clock::now() > give_up) {
        throw Error(ErrorKind::kIo, fmt::format("cannot open store {}: a writer keeps changing it",
                                                directory.parent_path().string()));
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(std::min(50, 2 * attempt)));
    }
  } else {
    status = rocksdb::DB::Open(options, directory.string(), descriptors, &handles, &db);
  }
  if (!status.ok()) {
    const std::string message = status.ToString();
    const auto store = directory.parent_path().string();
    if (status.IsIOError() && !status.IsNoSpace() && message.find("LOCK") != std::string::npos) {
      if (message.find("Permission denied") != std::string::npos ||
          message.find("Read-only file system") != std::string::npos) {
        throw Error(ErrorKind::kIo, fmt::format("store {} may only be read, not changed", store));
      }
      throw Error(
          ErrorKind::kLocked,
          fmt::format("store {} is in use by another writer; try again when it is done", store));
    }
    expect_ok(status, fmt::format("open store {}", store));
  }
  db_.reset(db);
  std::copy(handles.begin(), handles.end(), families_.begin());
}

void Database::salvage(const std::filesystem::path& directory) {
  expect_ok(rocksdb::RepairDB(directory.string(), database_options(), families()),
            fmt::format("make a database of the tables in {}", directory.string()));
}

Database::~Database() {
  if (!db_) return;
  for (auto* handle : families_) {
    if (handle) db_->DestroyColumnFamilyHandle(handle);
  }
  db_->Close();
}

std::optional<std::string> Database::get(Table table, const rocksdb::Slice& key,
                                         const rocksdb::Snapshot* snapshot) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  std::string value;
  const auto status = db_->Get(options, family(table), key, &value);
  if (status.IsNotFound()) return std::nullopt;
  expect_ok(status,
            fmt::format("read {} of store {}", name_of(table), directory_.parent_path().string()));
  return value;
}

void Database::write(rocksdb::WriteBatch& batch, bool sync, bool log) const {
  rocksdb::WriteOptions options;
  options.sync = sync;
  options.disableWAL = !log;
  expect_ok(db_->Write(options, &batch),
            fmt::format("write to store {}", directory_.parent_path().string()));
}

std::uint64_t Database::unflushed() const {
  std::uint64_t total = 0;
  for (auto* handle : families_) {
    std::uint64_t bytes = 0;
    if (db_->GetIntProperty(handle, rocksdb::DB::Properties::kCurSizeAllMemTables, &bytes)) {
      total += bytes;
    }
  }
  return total;
}

void Database::flush() const {
  expect_ok(db_->Flush({}, {families_.begin(), families_.end()}),
            fmt::format("write to store {}", directory_.parent_path().string()));
}

void Database::sync() const {
  expect_ok(db_->SyncWAL(), fmt::format("write to store {}", directory_.parent_path().string()));
}

SwitchLock::SwitchLock(const std::filesystem::path& file, Kind kind)
    : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) return;
  const int operation = (kind == Kind::kShared ? LOCK_SH : LOCK_EX) | LOCK_NB;
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (::flock(descriptor_, operation) != 0 && (errno == EWOULDBLOCK || errno == EINTR) &&
         std::chrono::steady_clock::now() < give_up) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

SwitchLock::~SwitchLock() {
  if (descriptor_ >= 0) ::close(descriptor_);  // lets go of the lock
}

void Rows::set_bounds(const rocksdb::Snapshot* snapshot) {
  options_.snapshot = snapshot;
  if (!upper_.empty()) options_.iterate_upper_bound = &upper_slice_;
}

Rows::Rows(const Database& database, const rocksdb::Snapshot* snapshot, Table table,
           const Key& prefix)
    : table_(table), upper_(prefix.successor()), upper_slice_(upper_) {
  set_bounds(snapshot);
  iterator_.reset(database.db().NewIterator(options_, database.family(table)));
  iterator_->Seek(prefix);
}

Rows::Rows(const Database& database, rocksdb::WriteBatchWithIndex& batch, Table table,
           const Key& prefix)
    : table_(table), upper_(prefix.successor()), upper_slice_(upper_) {
  set_bounds(nullptr);
  bounded_here_ = true;
  auto* family = database.family(table);
  iterator_.reset(
      batch.NewIteratorWithBase(family, database.db().NewIterator(options_, family), &options_));
  iterator_->Seek(prefix);
}

bool Rows::valid() {
  if (iterator_->Valid()) {
    // Over a batch, RocksDB 7.8 may step to an entry of the batch that lies beyond the bound.
    if (bounded_here_ && !upper_.empty() && iterator_->key().compare(upper_slice_) >= 0) {
      return false;
    }
    if (!has_key_size(table_, iterator_->key().size())) {
      throw Error(ErrorKind::kCorruption, fmt::format("{} has a key of {} bytes: it is damaged",
                                                      name_of(table_), iterator_->key().size()));
    }
    return true;
  }
  expect_ok(iterator_->status(), fmt::format("read {}", name_of(table_)));
  return false;
}

}  // namespace trine::storage
