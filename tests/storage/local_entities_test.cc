// Descriptions that stay local to their document are left out where all documents are looked at.
// That must make no difference, and decisions must still reach them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "storage/identity/resolution.h"
#include "storage/store/store.h"
#include "tests/storage/samples.h"

using namespace trine;
using namespace trine::storage;
using namespace trine::storage::samples;

namespace {

// Few names, so that many meet; groups, gazetteer entries, neighbours.
ResolutionInput random_input(std::mt19937& random) {
  static const std::vector<std::string> kNames = {
      "Ana Reed", "Bo Reed", "Reed",        "Ana",      "the minister", "report", "Harbor Mutual",
      "HM",       "2018",    "Ana M. Reed", "minister", "Oslo",         "spring"};
  static const std::vector<EntityType> kTypes = {EntityType::kPerson, EntityType::kOrganization,
                                                 EntityType::kTime, EntityType::kPlace,
                                                 EntityType::kAbstract};
  ResolutionInput input;
  const auto documents = 1 + random() % 5;
  for (std::uint32_t d = 0; d < documents; ++d) {
    input.documents.push_back("d" + std::to_string(d));
    const auto first = static_cast<std::uint32_t>(input.entities.size());
    const auto count = static_cast<std::uint32_t>(random() % 8);
    for (std::uint32_t i = 0; i < count; ++i) {
      LocalEntity entity;
      entity.document = d;
      entity.index = i;
      entity.name = kNames[random() % kNames.size()];
      entity.type = kTypes[random() % kTypes.size()];
      entity.named = random() % 5 < 3;
      if (random() % 4 == 0) entity.aliases.push_back(kNames[random() % kNames.size()]);
      if (random() % 4 == 0) entity.roles.push_back("mayor");
      if (random() % 8 == 0) entity.gazetteer_id = "g:" + std::to_string(random() % 3);
      entity.mentions = static_cast<std::uint32_t>(random() % 3);
      for (std::uint32_t other = 0; other < count; ++other) {
        if (other != i && random() % 3 == 0) entity.neighbours.push_back(first + other);
      }
      input.entities.push_back(entity);
    }
  }
  return input;
}

}  // namespace

TEST_CASE("300 random corpora: leaving out what stays local changes nothing else", "[storage]") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const auto input = random_input(random);
    const auto all = resolve(input);
    ResolutionInput rest;
    rest.documents = input.documents;
    std::vector<std::uint32_t> place(input.entities.size(), 0xffffffff);
    std::vector<std::uint32_t> kept;
    for (std::uint32_t i = 0; i < place.size(); ++i) {
      if (stays_local(input.entities[i])) continue;
      place[i] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(i);
    }
    for (const auto i : kept) {
      auto entity = input.entities[i];
      std::vector<std::uint32_t> near;
      for (const auto other : entity.neighbours) {
        if (place[other] != 0xffffffff) near.push_back(place[other]);
      }
      entity.neighbours = near;
      rest.entities.push_back(entity);
    }
    const auto some = resolve(rest);
    std::vector<Cluster> shared;
    for (auto cluster : all.clusters) {
      const auto& first = input.entities[cluster.entities.front()];
      if (stays_local(first)) {
        REQUIRE(cluster.entities.size() == 1);
        CHECK(cluster.name == first.name);
        CHECK(cluster.type == first.type);
        CHECK_FALSE(cluster.named);
        CHECK(all.links[cluster.entities.front()].reason.empty());
        continue;
      }
      for (auto& position : cluster.entities) {
        REQUIRE(place[position] != 0xffffffff);
        position = place[position];
      }
      shared.push_back(cluster);
    }
    REQUIRE(some.clusters.size() == shared.size());
    for (std::size_t c = 0; c < shared.size(); ++c) {
      CHECK(some.clusters[c].entities == shared[c].entities);
      CHECK(some.clusters[c].name == shared[c].name);
      CHECK(some.clusters[c].type == shared[c].type);
      CHECK(some.clusters[c].named == shared[c].named);
      CHECK(some.clusters[c].gazetteer_id == shared[c].gazetteer_id);
    }
    for (const auto i : kept) {
      CHECK(some.links[place[i]].reason == all.links[i].reason);
      CHECK(some.links[place[i]].to == place[all.links[i].to]);
    }
    REQUIRE(some.doubts.size() == all.doubts.size());
    for (std::size_t i = 0; i < some.doubts.size(); ++i) {
      CHECK(some.doubts[i].score == all.doubts[i].score);
      CHECK(some.doubts[i].reason == all.doubts[i].reason);
    }
  }
}

SCENARIO("decisions reach descriptions", "[storage]") {
  GIVEN("a document with a minister of no name, and another with a name") {
    const auto fill = [](Store& store) {
      Writer one("one");
      const auto minister = one.entity("the minister", EntityType::kPerson, false);
      one.say(minister, "praise", one.entity("Harbor Mutual", EntityType::kOrganization));
      store.put(one.analysis());
      Writer two("two");
      two.say(two.entity("Ana Reed", EntityType::kPerson), "meet",
              two.entity("the minister", EntityType::kPerson, false), "CONSULT", true);
      store.put(two.analysis());
      store.refresh_view();
    };
    TemporaryFolder folder;
    auto store = Store::open(folder / "s", writing());
    fill(store);
    const auto name = store.find_exact("Ana Reed").at(0).id;
    const auto ministers = store.find_exact("the minister");
    REQUIRE(ministers.size() == 2);  // each document's is its own
    const auto minister = store.nodes("one").at(0);
    const auto before = dump(store);
    WHEN("the minister of the first document is said to be that name") {
      store.merge_entities(name, minister);
      store.refresh_view();
      THEN("they are one node, and the other minister is not") {
        CHECK(store.nodes("one").at(0) == name);
        CHECK(store.find_exact("the minister").size() == 2);
        CHECK(store.memberships(name).size() == 2);
      }
      THEN("a full build gives the same") {
        const auto updated = dump(store);
        store.rebuild_view();
        CHECK(dump(store) == updated);
      }
      THEN("the decision holds elsewhere, also when it does not tell the document") {
        auto decisions = store.decisions();
        decisions.at(0).other.document.clear();
        auto other = Store::open(folder / "o", writing());
        fill(other);
        other.import_decisions(decisions);
        other.refresh_view();
        CHECK(other.nodes("one").at(0) == name);
        CHECK(other.nodes("two") == store.nodes("two"));
      }
      THEN("taking it back restores what was there") {
        store.undo();
        store.refresh_view();
        CHECK(dump(store) == before);
      }
    }
  }
}
