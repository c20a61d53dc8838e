// Rows of a new generation, many at a time: sorted runs, merged into few large files of the
// database that do not overlap, so that they go to its bottom level at once, without passing
// through its log and memory tables, and need no compaction. Memory holds one run of each table.
// Internal.
#pragma once
#include <array>
#include <filesystem>
#include <vector>

#include "storage/view/view_rows.h"

namespace trine::storage {

class BulkRows : public RowSink {
 public:
  static constexpr std::size_t kRunBytes = 64 * 1024 * 1024;

  // `files`: whether to make files; few rows are cheaper to write as batches. A run of `run_bytes`
  // becomes a file at once.
  BulkRows(const Database& database, std::uint32_t generation, bool files,
           std::size_t run_bytes = kRunBytes);
  ~BulkRows() override;

  void put(Table table, const Key& key, std::string_view value) override;
  // After this, the rows put so far can be read.
  void finish(std::initializer_list<Table> tables);

 private:
  struct Row {
    std::uint64_t begin;  // in the run's bytes: key, then value
    std::uint32_t key_size;
    std::uint32_t value_size;
  };
  struct Run {
    std::string bytes;
    std::vector<Row> rows;
    std::vector<std::string> spilled;  // files of sorted rows that were too many for memory
    std::size_t size() const { return bytes.size() + rows.size() * sizeof(Row); }
  };
  class Files;

  void sort(Run& run) const;
  void write_batches(Table table, Run& run);
  // Writes the run's rows as files, and forgets them.
  std::vector<std::string> write_files(Table table, Run& run);
  std::vector<std::string> merge_files(Table table, const std::vector<std::string>& spilled);

  const Database& database_;
  std::filesystem::path folder_;
  bool files_;
  std::size_t run_bytes_;
  std::uint32_t next_file_ = 0;
  std::array<Run, kTables> runs_;
};

}  // namespace trine::storage
