#include "storage/view/bulk_rows.h"

#include <fmt/format.h>
#include <rocksdb/sst_file_writer.h>

#include <algorithm>
#include <cstring>

#include "schema/error.h"

namespace trine::storage {
namespace {

constexpr std::size_t kBatchBytes = 4 * 1024 * 1024;
// A run that grows larger becomes a file at once; RocksDB merges the files as it reads.
constexpr std::size_t kRunBytes = 64 * 1024 * 1024;

}  // namespace

BulkRows::BulkRows(const Database& database, std::uint32_t generation, bool files)
    : RowSink(generation),
      database_(database),
      folder_(database.directory().parent_path() / "building"),
      files_(files) {
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
  if (run.size() > kRunBytes) finish({table});
}

void BulkRows::finish(std::initializer_list<Table> tables) {
  std::vector<rocksdb::IngestExternalFileArg> arguments;
  for (const auto table : tables) {
    auto& run = runs_[static_cast<std::size_t>(table)];
    if (run.rows.empty()) continue;
    sort(run);
    if (files_) {
      rocksdb::IngestExternalFileArg argument;
      argument.column_family = database_.family(table);
      argument.external_files = {write_file(table, run).string()};
      argument.options.move_files = true;
      argument.options.write_global_seqno = false;
      arguments.push_back(std::move(argument));
    } else {
      write_batches(table, run);
    }
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

std::filesystem::path BulkRows::write_file(Table table, Run& run) {
  auto path = folder_ / fmt::format("{}-{}.sst", name_of(table), next_file_++);
  auto* family = database_.family(table);
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), database_.db().GetOptions(family), family);
  const auto what = fmt::format("write {}", path.string());
  expect_ok(writer.Open(path.string()), what);
  for (const auto& row : run.rows) {
    const char* at = run.bytes.data() + row.begin;
    expect_ok(writer.Put(rocksdb::Slice(at, row.key_size),
                         rocksdb::Slice(at + row.key_size, row.value_size)),
              what);
  }
  expect_ok(writer.Finish(), what);
  return path;
}

}  // namespace trine::storage
