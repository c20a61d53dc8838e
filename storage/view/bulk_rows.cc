#include "storage/view/bulk_rows.h"

#include <fmt/format.h>
#include <rocksdb/sst_file_reader.h>
#include <rocksdb/sst_file_writer.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <queue>

#include "schema/error.h"

namespace trine::storage {
namespace {

constexpr std::size_t kBatchBytes = 4 * 1024 * 1024;
// Few large files: each costs every opening of the store some reads.
constexpr std::uint64_t kFileBytes = 256 * 1024 * 1024;
constexpr std::size_t kReadahead = 256 * 1024;

}  // namespace

BulkRows::BulkRows(const Database& database, std::uint32_t generation, bool files,
                   std::size_t run_bytes)
    : RowSink(generation),
      database_(database),
      folder_(database.directory().parent_path() / "building"),
      files_(files),
      run_bytes_(run_bytes) {
  std::error_code error;
  std::filesystem::remove_all(folder_, error);  // of a build that was broken off
  if (!files_) return;
  std::filesystem::create_directories(folder_, error);
  if (error) {
    throw Error(ErrorKind::kIo,
                fmt::format("cannot create {}: {}", folder_.string(), error.message()));
  }
}

BulkRows::~BulkRows() {
  std::error_code error;
  if (files_) std::filesystem::remove_all(folder_, error);
}

void BulkRows::put(Table table, const Key& key, std::string_view value) {
  auto& run = runs_[static_cast<std::size_t>(table)];
  run.rows.push_back({run.bytes.size(), static_cast<std::uint32_t>(key.str().size()),
                      static_cast<std::uint32_t>(value.size())});
  run.bytes += key.str();
  run.bytes += value;
  if (!files_ || run.size() < run_bytes_) return;
  auto files = write_files(table, run);
  run.spilled.insert(run.spilled.end(), files.begin(), files.end());
}

void BulkRows::finish(std::initializer_list<Table> tables) {
  std::vector<rocksdb::IngestExternalFileArg> arguments;
  for (const auto table : tables) {
    auto& run = runs_[static_cast<std::size_t>(table)];
    if (run.rows.empty() && run.spilled.empty()) continue;
    if (!files_) {
      sort(run);
      write_batches(table, run);
      run = {};
      continue;
    }
    auto files = write_files(table, run);
    if (!run.spilled.empty()) {
      run.spilled.insert(run.spilled.end(), files.begin(), files.end());
      files = merge_files(table, run.spilled);
    }
    rocksdb::IngestExternalFileArg argument;
    argument.column_family = database_.family(table);
    argument.external_files = std::move(files);
    argument.options.move_files = true;
    argument.options.write_global_seqno = false;
    arguments.push_back(std::move(argument));
    run = {};
  }
  if (!arguments.empty()) {
    expect_ok(database_.db().IngestExternalFiles(arguments), "add the view's files to the store");
  }
}

void BulkRows::sort(Run& run) const {
  const auto key = [&](const Row& row) {
    return std::string_view(run.bytes.data() + row.begin, row.key_size);
  };
  std::sort(run.rows.begin(), run.rows.end(),
            [&](const Row& a, const Row& b) { return key(a) < key(b); });
  // `fuzzy` and the like may say the same twice; files must not.
  run.rows.erase(std::unique(run.rows.begin(), run.rows.end(),
                             [&](const Row& a, const Row& b) { return key(a) == key(b); }),
                 run.rows.end());
}

void BulkRows::write_batches(Table table, Run& run) {
  rocksdb::WriteBatch batch;
  for (const auto& row : run.rows) {
    const char* at = run.bytes.data() + row.begin;
    expect_ok(batch.Put(database_.family(table), rocksdb::Slice(at, row.key_size),
                        rocksdb::Slice(at + row.key_size, row.value_size)),
              "collect rows of the view");
    if (batch.GetDataSize() > kBatchBytes) {
      database_.write(batch, false);
      batch.Clear();
    }
  }
  database_.write(batch, false);
}

// Takes rows in key order; begins a new file where one is large.
class BulkRows::Files {
 public:
  Files(BulkRows& rows, Table table) : rows_(rows), table_(table) {}

  void put(const rocksdb::Slice& key, const rocksdb::Slice& value) {
    if (key == rocksdb::Slice(last_) && writer_) return;  // `fuzzy` and the like say things twice
    if (writer_ && writer_->FileSize() > kFileBytes) close();
    if (!writer_) open();
    expect_ok(writer_->Put(key, value), "write " + names_.back());
    last_.assign(key.data(), key.size());
  }
  std::vector<std::string> finish() {
    if (writer_) close();
    return std::move(names_);
  }

 private:
  void open() {
    auto* family = rows_.database_.family(table_);
    names_.push_back(
        (rows_.folder_ / fmt::format("{}-{}.sst", name_of(table_), rows_.next_file_++)).string());
    writer_ = std::make_unique<rocksdb::SstFileWriter>(
        rocksdb::EnvOptions(), rows_.database_.db().GetOptions(family), family);
    expect_ok(writer_->Open(names_.back()), "write " + names_.back());
  }
  void close() {
    expect_ok(writer_->Finish(), "write " + names_.back());
    writer_.reset();
  }

  BulkRows& rows_;
  Table table_;
  std::unique_ptr<rocksdb::SstFileWriter> writer_;
  std::vector<std::string> names_;
  std::string last_;
};

std::vector<std::string> BulkRows::write_files(Table table, Run& run) {
  sort(run);
  Files files(*this, table);
  for (const auto& row : run.rows) {
    const char* at = run.bytes.data() + row.begin;
    files.put(rocksdb::Slice(at, row.key_size), rocksdb::Slice(at + row.key_size, row.value_size));
  }
  run.bytes = {};
  run.rows = {};
  return files.finish();
}

std::vector<std::string> BulkRows::merge_files(Table table,
                                               const std::vector<std::string>& spilled) {
  const auto options = database_.db().GetOptions(database_.family(table));
  std::vector<std::unique_ptr<rocksdb::SstFileReader>> readers;
  std::vector<Iterator> runs;
  const auto later = [&](std::size_t a, std::size_t b) {
    return runs[a]->key().compare(runs[b]->key()) > 0;
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> next(later);
  const auto queue = [&](std::size_t i) {
    if (runs[i]->Valid()) {
      next.push(i);
    } else {
      expect_ok(runs[i]->status(), "read " + spilled[i]);
    }
  };
  rocksdb::ReadOptions read;
  read.fill_cache = false;
  read.readahead_size = kReadahead;
  for (std::size_t i = 0; i < spilled.size(); ++i) {
    readers.push_back(std::make_unique<rocksdb::SstFileReader>(options));
    expect_ok(readers[i]->Open(spilled[i]), "read " + spilled[i]);
    runs.emplace_back(readers[i]->NewIterator(read));
    runs[i]->SeekToFirst();
    queue(i);
  }
  Files files(*this, table);
  while (!next.empty()) {
    const auto first = next.top();
    next.pop();
    files.put(runs[first]->key(), runs[first]->value());
    runs[first]->Next();
    queue(first);
  }
  runs.clear();
  readers.clear();
  for (const auto& file : spilled) std::filesystem::remove(file);
  return files.finish();
}

}  // namespace trine::storage
