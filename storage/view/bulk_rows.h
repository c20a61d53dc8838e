// Rows of a new generation, many at a time: sorted runs that become files of the database without
// passing through its log and memory tables. Internal.
#pragma once
#include <array>
#include <filesystem>
#include <vector>

#include "storage/view/view_rows.h"

namespace trine::storage {

class BulkRows : public RowSink {
 public:
  // `files`: whether to make files; few rows are cheaper to write as batches.
  BulkRows(const Database& database, std::uint32_t generation, bool files);
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
    std::size_t size() const { return bytes.size() + rows.size() * sizeof(Row); }
  };

  void sort(Run& run) const;
  void write_batches(Table table, Run& run);
  std::filesystem::path write_file(Table table, Run& run);

  const Database& database_;
  std::filesystem::path folder_;
  bool files_;
  std::uint32_t next_file_ = 0;
  std::array<Run, kTables> runs_;
};

}  // namespace trine::storage
