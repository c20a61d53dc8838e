// Stores that are damaged, and stores of an older format.
#include <fcntl.h>
#include <fmt/format.h>
#include <rocksdb/env.h>
#include <stdio.h>

#include <algorithm>
#include <set>

#include "schema/error.h"
#include "storage/store/analysis_fault.h"
#include "storage/store/mending.h"
#include "storage/store/store_folder.h"
#include "storage/store/store_impl.h"
#include "storage/table/durable_files.h"

namespace trine::storage {
namespace {

namespace fs = std::filesystem;

// RocksDB's lock, without opening the database.
class WriterLock {
 public:
  explicit WriterLock(const fs::path& store) : env_(rocksdb::Env::Default()) {
    if (!env_->LockFile((store / "db/LOCK").string(), &lock_).ok()) {
      throw Error(ErrorKind::kLocked,
                  fmt::format("store {} is in use by another writer", store.string()));
    }
  }
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  ~WriterLock() { env_->UnlockFile(lock_); }

 private:
  rocksdb::Env* env_;
  rocksdb::FileLock* lock_ = nullptr;
};

// As it is; else what RocksDB makes of its tables without their manifest, in the copy `copy`.
std::unique_ptr<Database> open_what_there_is(const fs::path& store, const fs::path& copy,
                                             std::vector<std::string>& lost) {
  try {
    return std::make_unique<Database>(store / "db", Database::Mode::kReadOnly);
  } catch (const Error& error) {
    lost.push_back(error.what());
  }
  fs::create_directories(copy);
  fs::copy(store / "db", copy / "db", fs::copy_options::recursive);
  Database::salvage(copy / "db");
  // Column families that had a table come back; the others are made.
  return std::make_unique<Database>(copy / "db", Database::Mode::kCreate);
}

// The 8-byte keys of a table, over what cannot be read: from the last key that could be, in leaps
// that double until there is something again. Ids are hashes, so a leap of one block's width loses
// about as much as lies in the block.
std::set<std::uint64_t> readable_keys(const Database& database, Table table,
                                      std::vector<std::string>& lost) {
  std::set<std::uint64_t> keys;
  std::uint64_t from = 0;
  std::uint64_t leap = 1;
  bool told = false;
  while (true) {
    rocksdb::ReadOptions options;
    const std::unique_ptr<rocksdb::Iterator> rows(
        database.db().NewIterator(options, database.family(table)));
    for (rows->Seek(Key().u64(from)); rows->Valid(); rows->Next()) {
      if (rows->key().size() != 8) continue;
      from = read_u64(rows->key(), 0);
      keys.insert(from);
      leap = 1;
    }
    if (rows->status().ok()) return keys;
    if (!told) lost.push_back(fmt::format("{}: {}", name_of(table), rows->status().ToString()));
    told = true;
    if (from + leap < from) return keys;
    from += leap;
    leap *= 2;
  }
}

std::optional<std::string> try_get(const Database& database, Table table, std::uint64_t key) {
  try {
    return database.get(table, Key().u64(key));
  } catch (const Error&) {
    return std::nullopt;
  }
}

void exchange(const fs::path& a, const fs::path& b) {
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) {
    sync_folder(fs::absolute(a).parent_path());
    return;
  }
  // Not every file system can. Stopped between these, the store is under the middle name.
  auto middle = a;
  middle += ".exchanged";
  fs::rename(a, middle);
  fs::rename(b, a);
  fs::rename(middle, b);
  sync_folder(fs::absolute(a).parent_path());
}

}  // namespace

struct Mending {
  static void take_over(Store& store, const Database& database, RepairReport& report) {
    LedgerState theirs;
    try {
      theirs = read_ledger_state(database, nullptr);
    } catch (const Error& error) {
      report.lost.push_back(error.what());
    }
    auto ids = readable_keys(database, Table::kDocuments, report.lost);
    ids.merge(readable_keys(database, Table::kTexts, report.lost));
    ids.merge(readable_keys(database, Table::kLedger, report.lost));
    for (const auto id : ids) take_over(store, database, DocumentId{id}, theirs, report);
    std::vector<Decision> decisions;
    for (const auto number : readable_keys(database, Table::kDecisions, report.lost)) {
      try {
        const auto what = fmt::format("decision {}", number);
        const auto bytes = try_get(database, Table::kDecisions, number);
        decisions.push_back(decode_decision(bytes.value_or(std::string()), what, number));
      } catch (const Error& error) {
        report.lost.push_back(error.what());
      }
    }
    report.decisions = store.import_decisions(decisions);
  }

  static void take_over(Store& store, const Database& database, DocumentId id,
                        const LedgerState& theirs, RepairReport& report) {
    std::string what = "document " + to_string(id);
    try {
      const auto document = try_get(database, Table::kDocuments, id.value);
      const auto text = try_get(database, Table::kTexts, id.value);
      const auto ledger = try_get(database, Table::kLedger, id.value);
      if (document) what = "document " + decode_document(*document, what).key;
      if (!document || !text || !ledger) {
        report.lost.push_back(what + ": a part of it cannot be read");
        return;
      }
      const auto entry = decode_document(*document, what);
      if (const auto fault = document_fault(id, entry, *text, *ledger)) {
        report.lost.push_back(fmt::format("{}: {}", what, *fault));
        return;
      }
      store.impl_->adopt(id, entry, {*document, *text, *ledger}, theirs);
      ++report.documents;
    } catch (const Error& error) {
      report.lost.push_back(error.what());
    }
  }
};

RepairReport repair(const fs::path& directory_in) {
  const auto directory = fs::absolute(directory_in / "").parent_path();
  version_of(directory);
  const WriterLock lock(directory);
  RepairReport report;
  const auto beside = [&](const char* what) {
    for (int i = 0;; ++i) {
      auto path = directory;
      path += i == 0 ? fmt::format(".{}", what) : fmt::format(".{}-{}", what, i);
      if (!fs::exists(path)) return path;
    }
  };
  const auto fresh = beside("repaired");
  const auto copy = beside("salvaged");
  try {
    const auto database = open_what_there_is(directory, copy, report.lost);
    Store store = Store::open(fresh, {OpenMode::kReadWrite, 0, 0});
    Mending::take_over(store, *database, report);
    store.refresh_view();
  } catch (...) {
    std::error_code error;
    fs::remove_all(fresh, error);
    fs::remove_all(copy, error);
    throw;
  }
  fs::remove_all(copy);
  std::sort(report.lost.begin(), report.lost.end());
  exchange(directory, fresh);
  report.old = beside("before-repair");
  fs::rename(fresh, report.old);
  sync_folder(directory.parent_path());
  return report;
}

bool migrate(const fs::path& directory) {
  const auto version = version_of(directory);
  if (version == kFormatVersion) return false;
  if (version > kFormatVersion) {
    throw Error(ErrorKind::kCorruption,
                fmt::format("store {} has format {}; this program reads up to {}",
                            directory.string(), version, kFormatVersion));
  }
  {
    const Database database(directory / "db", Database::Mode::kReadWrite);
    auto state = read_ledger_state(database, nullptr);
    state.format_version = kFormatVersion;
    rocksdb::WriteBatch batch;
    expect_ok(batch.Put(database.family(Table::kMeta), std::string(kLedgerStateKey), encode(state)),
              "collect the metadata");
    database.write(batch, true);
    PledgeFile(directory).reset(
        {database.db().GetLatestSequenceNumber(), state.revision, state.documents});
    database.flush();
  }
  write_marker(directory);
  Store::open(directory, {OpenMode::kModify, 0, 0}).refresh_view();
  return true;
}

}  // namespace trine::storage
