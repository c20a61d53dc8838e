// The rows themselves: whatever way a view came about, they are the same.
#include <catch2/catch.hpp>

#include "storage/table/rocksdb_handles.h"
#include "tests/storage/samples.h"

using namespace trine;
using namespace trine::storage;
using namespace trine::storage::samples;

namespace {

// Every row of the view but for the generation, and nothing of other generations.
std::string rows_of(const std::filesystem::path& store) {
  const Database database(store / "db", Database::Mode::kReadOnly);
  std::string all;
  std::string generation;
  for (auto i = static_cast<std::size_t>(kFirstViewTable); i < kTables; ++i) {
    const auto table = static_cast<Table>(i);
    all += std::string(name_of(table)) + "\n";
    for (Rows rows(database, nullptr, table, Key()); rows.valid(); rows.next()) {
      const auto key = rows.key().ToString();
      if (generation.empty()) generation = key.substr(0, 4);
      REQUIRE(key.substr(0, 4) == generation);
      const auto value = rows.value();
      all += key.substr(4) + " " + to_hex(content_hash(value, value.size())) + "\n";
    }
  }
  return all;
}

}  // namespace

TEST_CASE("a view updated in place has the rows of a view made anew", "[storage][property]") {
  const char* wanted = std::getenv("TRINE_PROPERTY_CASES");
  const int cases = wanted ? std::max(1, std::atoi(wanted)) : 4;
  for (int seed = 0; seed < cases; ++seed) {
    INFO("seed " << seed);
    RandomAnalyses random(5000 + static_cast<std::uint64_t>(seed));
    TemporaryFolder folder;
    {
      auto store = Store::open(folder / "s", writing());
      for (int i = 0; i < 20; ++i) store.put(random.make("d" + std::to_string(i)));
      store.refresh_view();
    }
    for (int round = 0; round < 3; ++round) {
      INFO("round " << round);
      {
        auto store = Store::open(folder / "s", {OpenMode::kModify, 1, 2});
        for (std::uint64_t i = 0; i < 1 + random.below(4); ++i) {
          const auto key = "d" + std::to_string(random.below(24));
          if (random.chance(40)) {
            store.remove(key);
          } else {
            store.put(random.make(key));
          }
        }
        if (random.chance(40)) {
          std::vector<EntityId> entities;
          store.for_each_entity([&](const EntityRecord& record) {
            if (!record.literal) entities.push_back(record.id);
            return true;
          });
          if (entities.size() > 1) store.merge_entities(entities.front(), entities.back());
        }
        store.refresh_view();
        const auto report = store.check();
        INFO(report);
        REQUIRE(report.problems.empty());
      }
      const auto updated = rows_of(folder / "s");
      { Store::open(folder / "s", {OpenMode::kModify, 1, 2}).rebuild_view(); }
      REQUIRE(rows_of(folder / "s") == updated);
    }
  }
}

TEST_CASE("many rows become files, with the same outcome", "[storage]") {
  TemporaryFolder folder;
  RandomAnalyses random(7);
  auto store = Store::open(folder / "s", writing());
  std::vector<Analysis> documents;
  for (int i = 0; i < 8000; ++i) documents.push_back(random.make("d" + std::to_string(i)));
  for (const auto& document : documents) store.put(document);
  REQUIRE(store.statistics().statements + store.statistics().mentions > 20'000);
  store.refresh_view();
  auto report = store.check();
  INFO(report);
  REQUIRE(report.problems.empty());
  // Down to a small store again, and the rest is what the rest alone gives.
  auto other = Store::open(folder / "t", writing());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (i % 160 == 0) {
      other.put(documents[i]);
    } else {
      store.remove(documents[i].document.key);
    }
  }
  store.refresh_view();
  other.refresh_view();
  REQUIRE(dump(store) == dump(other));
}
