// Rows of a view on their way into files.
#include "storage/view/bulk_rows.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/temporary_folder.h"

using namespace trine;
using namespace trine::storage;

SCENARIO("however many runs the rows make, the table holds each once and in order", "[storage]") {
  for (const std::size_t run_bytes : {std::size_t{500}, std::size_t{20'000}, BulkRows::kRunBytes}) {
    INFO("runs of " << run_bytes << " bytes");
    TemporaryFolder folder;
    std::filesystem::create_directory(folder / "db");
    const Database database(folder / "db", Database::Mode::kCreate);
    std::map<std::string, std::string> expected;
    {
      BulkRows rows(database, 7, true, run_bytes);
      std::mt19937_64 random(run_bytes);
      for (int i = 0; i < 3000; ++i) {
        const auto word = std::to_string(random() % 2000);  // some are said twice
        const auto key = rows.key().text(word).end().text("w");
        rows.put(Table::kFuzzy, key, {});
        expected.emplace(key.str(), "");
        const auto relation = rows.key().u64(random());
        rows.put(Table::kRelations, relation, "value " + word);
        expected.emplace(relation.str(), "value " + word);
      }
      rows.finish({Table::kFuzzy, Table::kRelations, Table::kSpo});
    }
    std::map<std::string, std::string> found;
    for (const auto table : {Table::kFuzzy, Table::kRelations}) {
      for (Rows rows(database, nullptr, table, Key().u32(7)); rows.valid(); rows.next()) {
        REQUIRE(found.emplace(rows.key().ToString(), std::string(rows.value())).second);
      }
    }
    REQUIRE(found == expected);
    REQUIRE_FALSE(std::filesystem::exists(folder / "building"));
  }
}
