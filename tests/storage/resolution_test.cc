// One thing, one node: by rules that look at the whole set, never at the order.
#include "storage/identity/resolution.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>
#include <random>
#include <set>

using trine::EntityType;
using namespace trine::storage;

namespace {

LocalEntity named(std::uint32_t document, std::string name, EntityType type,
                  std::vector<std::string> aliases = {}, std::vector<std::string> roles = {}) {
  LocalEntity entity;
  entity.document = document;
  entity.name = std::move(name);
  entity.type = type;
  entity.named = true;
  entity.aliases = std::move(aliases);
  entity.roles = std::move(roles);
  entity.mentions = 1;
  return entity;
}

ResolutionInput input_of(std::vector<LocalEntity> entities) {
  ResolutionInput input;
  std::uint32_t documents = 0;
  std::map<std::uint32_t, std::uint32_t> next;
  for (auto& entity : entities) {
    documents = std::max(documents, entity.document + 1);
    entity.index = next[entity.document]++;
  }
  for (std::uint32_t d = 0; d < documents; ++d) input.documents.push_back("d" + std::to_string(d));
  input.entities = std::move(entities);
  return input;
}

std::uint32_t cluster_of(const Resolution& resolution, std::uint32_t position) {
  for (std::uint32_t c = 0; c < resolution.clusters.size(); ++c) {
    const auto& list = resolution.clusters[c].entities;
    if (std::binary_search(list.begin(), list.end(), position)) return c;
  }
  return 0xffffffff;
}

bool one(const Resolution& resolution, std::uint32_t a, std::uint32_t b) {
  return cluster_of(resolution, a) == cluster_of(resolution, b);
}

constexpr auto kPerson = EntityType::kPerson;
constexpr auto kOrganization = EntityType::kOrganization;

// What a random corpus is made of: names that collide in every way that the rules know.
LocalEntity random_entity(std::mt19937& random, std::uint32_t document) {
  static const std::vector<std::string> kGiven = {"Ana", "Bo", "Cy", "Dee", "Ed"};
  static const std::vector<std::string> kMiddle = {"", "", "", " H.", " W.", " Hugo"};
  static const std::vector<std::string> kSurnames = {"Ortiz", "Palm", "Quist", "Reed"};
  static const std::vector<std::string> kBodies = {
      "Acme Tools",        "Acme Tools Inc.",         "ATI",           "Harbor Authority",
      "Harbour Authority", "World Tin Board",         "WTB",           "Ghanaian Supreme Court",
      "Supreme Court",     "Supreme Court of Norway", "Korvan War II", "Second Korvan War"};
  const auto pick = [&](const auto& list) { return list[random() % list.size()]; };
  switch (random() % 6) {
    case 5: {
      const bool norway = random() % 2 == 0;
      auto entity = named(document, norway ? "Norway" : "Ghana", EntityType::kCountry,
                          {norway ? "Norwegian" : "Ghanaian"});
      entity.gazetteer_id = norway ? "iso:NO" : "iso:GH";
      entity.mentions = 1 + random() % 5;
      return entity;
    }
    case 0:
      return named(document, pick(kSurnames), kPerson, {}, {random() % 2 ? "mayor" : "judge"});
    case 1:
    case 2:
      return named(document, pick(kGiven) + pick(kMiddle) + " " + pick(kSurnames), kPerson, {},
                   {random() % 2 ? "mayor" : "judge"});
    case 3: {
      auto entity =
          named(document, pick(kBodies), random() % 3 ? kOrganization : EntityType::kPlace);
      if (random() % 4 == 0) entity.aliases = {pick(kBodies)};
      return entity;
    }
    default: {
      auto entity = named(document, "the ministry", kOrganization);
      entity.named = false;
      return entity;
    }
  }
}

// A corpus as documents of entities; neighbours are positions within the document.
struct Corpus {
  std::map<std::string, std::vector<LocalEntity>> documents;
};

ResolutionInput input_of(const Corpus& corpus) {
  ResolutionInput input;
  for (const auto& [key, entities] : corpus.documents) {
    const auto first = static_cast<std::uint32_t>(input.entities.size());
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
      auto entity = entities[i];
      entity.document = static_cast<std::uint32_t>(input.documents.size());
      entity.index = i;
      for (auto& near : entity.neighbours) near += first;
      input.entities.push_back(std::move(entity));
    }
    input.documents.push_back(key);
  }
  return input;
}

Corpus random_corpus(std::mt19937& random, std::size_t documents) {
  Corpus corpus;
  for (std::size_t d = 0; d < documents; ++d) {
    auto& entities = corpus.documents["doc" + std::to_string(random() % 1000)];
    entities.clear();
    const auto count = 1 + random() % 6;
    for (std::size_t i = 0; i < count; ++i) entities.push_back(random_entity(random, 0));
    if (count > 1 && random() % 2) {
      entities[0].neighbours = {1};
      entities[1].neighbours = {0};
    }
  }
  return corpus;
}

// The partition in terms of documents, so that it can be compared between corpora.
std::set<std::set<std::pair<std::string, std::uint32_t>>> partition(const ResolutionInput& input,
                                                                    const Resolution& resolution) {
  std::set<std::set<std::pair<std::string, std::uint32_t>>> all;
  for (const auto& cluster : resolution.clusters) {
    std::set<std::pair<std::string, std::uint32_t>> members;
    for (const auto position : cluster.entities) {
      const auto& entity = input.entities[position];
      members.emplace(input.documents[entity.document], entity.index);
    }
    all.insert(std::move(members));
  }
  return all;
}

}  // namespace

TEST_CASE("names that are one thing, and names that are not", "[resolution]") {
  struct Case {
    const char* what;
    LocalEntity a, b;
    bool same;
  };
  const std::vector<Case> cases = {
      {"full names", named(0, "Ana Ortiz", kPerson), named(1, "Ana Ortíz", kPerson), true},
      {"other first name", named(0, "Ana Ortiz", kPerson), named(1, "Bo Ortiz", kPerson), false},
      {"surname", named(0, "Ana Ortiz", kPerson), named(1, "Ortiz", kPerson), true},
      {"surname before the name", named(0, "Seo Min-jung", kPerson, {"Seo"}),
       named(1, "Seo", kPerson), true},
      {"given name alone", named(0, "Ana Ortiz", kPerson), named(1, "Ana", kPerson), false},
      {"middle name", named(0, "Ana Maria Ortiz", kPerson), named(1, "Ana Ortiz", kPerson), true},
      {"legal form", named(0, "Acme Tools Inc.", kOrganization),
       named(1, "Acme Tools", kOrganization), true},
      {"explained acronym", named(0, "World Tin Board", kOrganization, {"WTB"}),
       named(1, "WTB", kOrganization), true},
      {"acronym never explained", named(0, "World Tin Board", kOrganization),
       named(1, "WTB", kOrganization), false},
      {"type wavers", named(0, "Harbor Authority", kOrganization),
       named(1, "Harbor Authority", EntityType::kPlace), true},
      {"person and town, and nobody of that surname", named(0, "Reed", kPerson),
       named(1, "Reed", EntityType::kCity), true},
      {"surname and town", named(0, "Ana Reed", kPerson), named(1, "Reed", EntityType::kCity),
       false},
      {"initials without a space", named(0, "Ana H.W. Ortiz", kPerson),
       named(1, "Ana H. W. Ortiz", kPerson), true},
      {"a name that only begins with another",
       named(0, "Tin Board Choir", kOrganization, {"Tin Board"}),
       named(1, "Tin Board", kOrganization), false},
      {"what the name is of", named(0, "Charter of the Tin Board", kOrganization, {"Tin Board"}),
       named(1, "Tin Board", kOrganization), false},
      {"a description called alike",
       named(0, "Korvan War", EntityType::kEvent, {"war in the hills"}),
       named(1, "Oster War", EntityType::kEvent, {"war in the hills"}), false},
      {"two bodies with one short form",
       named(0, "Harbor Symphony Orchestra", kOrganization, {"Symphony Orchestra"}),
       named(1, "Mill Symphony Orchestra", kOrganization, {"Symphony Orchestra"}), false},
      {"a number in words", named(0, "Korvan War II", EntityType::kEvent),
       named(1, "Korvan War Two", EntityType::kEvent), true},
      {"an ordinal", named(0, "Korvan War II", EntityType::kEvent),
       named(1, "Second Korvan War", EntityType::kEvent), true},
      {"of what", named(0, "Treaty of Korva", EntityType::kLaw),
       named(1, "Korva Treaty", EntityType::kLaw), true},
      {"universities", named(0, "University of Korva", kOrganization),
       named(1, "Korva University", kOrganization), false},
      {"another number", named(0, "Korvan War II", EntityType::kEvent),
       named(1, "First Korvan War", EntityType::kEvent), false},
      {"a hyphen", named(0, "Non-Aligned Harbor Pact", EntityType::kLaw),
       named(1, "Nonaligned Harbor Pact", EntityType::kLaw), true},
      {"a body once taken for a person", named(0, "Harbor Mutual", kPerson),
       named(1, "Harbor Mutual", kOrganization), true},
  };
  for (const auto& test : cases) {
    INFO(test.what);
    const auto resolution = resolve(input_of({test.a, test.b}));
    CHECK(one(resolution, 0, 1) == test.same);
    // each is linked or stands alone, with a reason in words
    CHECK((resolution.links[1].to == 0) == test.same);
    CHECK(resolution.links[1].reason.empty() == !test.same);
  }
}

SCENARIO("a surname that several bear", "[resolution]") {
  GIVEN("two Ortizes and a bare Ortiz") {
    auto input = input_of(
        {named(0, "Ana Ortiz", kPerson, {}, {"mayor"}), named(0, "Harbor Authority", kOrganization),
         named(1, "Bo Ortiz", kPerson, {}, {"judge"}), named(2, "Ortiz", kPerson)});
    WHEN("nothing tells which") {
      const auto resolution = resolve(input);
      THEN("it stays alone, and the user is asked") {
        CHECK_FALSE(one(resolution, 0, 3));
        CHECK_FALSE(one(resolution, 2, 3));
        REQUIRE(resolution.doubts.size() == 2);
        CHECK(resolution.doubts[0].reason == "surname; several Ortiz in the corpus");
      }
    }
    WHEN("it has a role that one of them has") {
      input.entities[3].roles = {"mayor"};
      const auto resolution = resolve(input);
      THEN("it is that one") {
        CHECK(one(resolution, 0, 3));
        CHECK_FALSE(one(resolution, 2, 3));
      }
    }
  }
}

SCENARIO("two spellings or forms of a given name", "[resolution]") {
  struct Case {
    const char* a;
    const char* b;
    bool same;
  };
  const auto test = GENERATE(values<Case>({{"Josef Palm", "Joseph Palm", true},
                                           {"Bill Palm", "William Palm", true},
                                           {"Bill A. Palm", "William A. Palm", true},
                                           {"Erik Palm", "Erika Palm", false},
                                           {"Bill Palm", "Bob Palm", false},
                                           {"Bill A. Palm", "William B. Palm", false}}));
  CAPTURE(test.a, test.b);
  auto input = input_of({named(0, test.a, kPerson, {}, {"mayor"}), named(1, test.b, kPerson)});
  WHEN("nothing else speaks for one person") {
    const auto resolution = resolve(input);
    THEN("they stay two") { CHECK_FALSE(one(resolution, 0, 1)); }
  }
  WHEN("they share a role") {
    input.entities[1].roles = {"mayor"};
    const auto resolution = resolve(input);
    THEN("they are one if the names allow it") { CHECK(one(resolution, 0, 1) == test.same); }
  }
}

SCENARIO("what few documents say against what many know", "[resolution]") {
  std::vector<LocalEntity> entities;
  for (std::uint32_t document = 0; document < 6; ++document) {
    entities.push_back(named(document, "Harbor Health Board", kOrganization));
  }
  GIVEN("one document that calls another body by the name") {
    entities.push_back(
        named(6, "Korvan Trade Union", kOrganization, {"Harbor Health Board", "KTU"}));
    entities.push_back(named(7, "KTU", kOrganization));
    const auto resolution = resolve(input_of(entities));
    THEN("a slip does not make two bodies one") { CHECK_FALSE(one(resolution, 0, 6)); }
    THEN("an acronym that fits is believed at once") { CHECK(one(resolution, 6, 7)); }
  }
  GIVEN("documents that know both as two things, and one that mixes them up") {
    entities.resize(2);
    entities.push_back(named(0, "Mill Board", kOrganization));
    entities.push_back(named(1, "Mill Board", kOrganization));
    entities.push_back(named(2, "Mill Board", kOrganization, {"Harbor Health Board"}));
    std::sort(entities.begin(), entities.end(),
              [](const auto& a, const auto& b) { return a.document < b.document; });
    const auto resolution = resolve(input_of(entities));
    THEN("they stay two") { CHECK_FALSE(one(resolution, 0, 1)); }
  }
  GIVEN("two holders of one office") {
    const auto resolution = resolve(input_of({named(0, "Palm", kPerson, {"President of Korva"}),
                                              named(1, "Quist", kPerson, {"President of Korva"})}));
    THEN("the office does not make them one") { CHECK_FALSE(one(resolution, 0, 1)); }
  }
  GIVEN("a mother and a daughter") {
    const auto resolution =
        resolve(input_of({named(0, "Ana Palm", kPerson), named(0, "Ana Quist Palm", kPerson),
                          named(1, "Ana Palm", kPerson), named(2, "Ana Quist Palm", kPerson)}));
    THEN("whom a document tells apart are two, for the user to decide") {
      CHECK_FALSE(one(resolution, 0, 1));
      CHECK_FALSE(resolution.doubts.empty());
    }
  }
  GIVEN("initials") {
    const auto resolution =
        resolve(input_of({named(0, "A. B. Palm", kPerson), named(1, "Ana Berta Palm", kPerson),
                          named(2, "C. Quist", kPerson), named(3, "Carl Quist", kPerson),
                          named(4, "Cy Quist", kPerson)}));
    THEN("they go to the only full name that they fit") {
      CHECK(one(resolution, 0, 1));
      CHECK_FALSE(one(resolution, 2, 3));
      CHECK_FALSE(one(resolution, 2, 4));
    }
  }
  GIVEN("the first word of a body") {
    auto input = input_of({named(0, "Korva Shipping", kOrganization), named(0, "Ana Palm", kPerson),
                           named(1, "Korva", EntityType::kPlace), named(1, "Ana Palm", kPerson)});
    WHEN("nothing else is said of it") {
      const auto resolution = resolve(input);
      THEN("the user is asked") {
        CHECK_FALSE(one(resolution, 0, 2));
        CHECK(resolution.doubts.size() == 1);
      }
    }
    WHEN("it has to do with the same person") {
      input.entities[0].neighbours = {1};
      input.entities[1].neighbours = {0};
      input.entities[2].neighbours = {3};
      input.entities[3].neighbours = {2};
      const auto resolution = resolve(input);
      THEN("it is the body") { CHECK(one(resolution, 0, 2)); }
    }
  }
  GIVEN("two spellings of a word") {
    const auto resolution = resolve(input_of({named(0, "Harbor Labour Organisation", kOrganization),
                                              named(1, "Harbor Labor Organization", kOrganization),
                                              named(2, "Labour Party", kOrganization),
                                              named(3, "Labor Party", kOrganization)}));
    THEN("bodies are one, parties spell their own names") {
      CHECK(one(resolution, 0, 1));
      CHECK_FALSE(one(resolution, 2, 3));
    }
  }
}

SCENARIO("bodies that every country has", "[resolution]") {
  const auto country = [](std::uint32_t document, std::string name, std::string adjective,
                          std::uint32_t mentions) {
    auto entity = named(document, name, EntityType::kCountry, {std::move(adjective)});
    entity.gazetteer_id = "iso:" + name;
    entity.mentions = mentions;
    return entity;
  };
  GIVEN("the courts of two countries, called by country, by adjective, and by neither") {
    auto input =
        input_of({country(0, "Ghana", "Ghanaian", 5),
                  named(0, "Ghanaian Supreme Court", kOrganization, {"Supreme Court"}),
                  country(1, "Norway", "Norwegian", 5),
                  named(1, "Norway's Supreme Court", kOrganization, {"Supreme Court"}),
                  country(2, "Norway", "Norwegian", 6), country(2, "Ghana", "Ghanaian", 1),
                  named(2, "Supreme Court", kOrganization),
                  named(3, "Supreme Court of Norway", kOrganization),
                  named(4, "Supreme Court", kOrganization), country(5, "Norway", "Norwegian", 4),
                  country(5, "Ghana", "Ghanaian", 3), named(5, "Supreme Court", kOrganization)});
    const auto resolution = resolve(input);
    constexpr std::uint32_t kGhana = 1;
    constexpr std::uint32_t kNorway = 3;
    THEN("each is one with all its names, the bare one by what its document is about") {
      CHECK_FALSE(one(resolution, kGhana, kNorway));
      CHECK(one(resolution, kNorway, 7));
      CHECK(one(resolution, kNorway, 6));
      CHECK(resolution.links[6].reason == "same body; its document is about Norway");
    }
    THEN("where nobody can tell, it stays alone") {
      for (const std::uint32_t bare : {8U, 11U}) {
        CHECK_FALSE(one(resolution, kGhana, bare));
        CHECK_FALSE(one(resolution, kNorway, bare));
      }
      CHECK_FALSE(one(resolution, 8, 11));
    }
  }
  GIVEN("a country that is also called the State") {
    const auto resolution = resolve(input_of(
        {country(0, "Ghana", "State", 5), named(0, "Ghana's Department of State", kOrganization),
         country(1, "Ghana", "Ghanaian", 5), named(1, "Department of State", kOrganization)}));
    THEN("it is no part of what its bodies are called") { CHECK(one(resolution, 1, 3)); }
  }
  GIVEN("a department under two names") {
    const auto resolution = resolve(input_of(
        {country(0, "Ghana", "Ghanaian", 5),
         named(0, "Ghanaian Department of Trade", kOrganization),
         country(1, "Ghana", "Ghanaian", 5), named(1, "Trade Department", kOrganization)}));
    THEN("it is one") { CHECK(one(resolution, 1, 3)); }
  }
  GIVEN("a body that is no country's") {
    const auto resolution = resolve(input_of(
        {country(0, "Ghana", "Ghanaian", 5), named(0, "World Tin Council", kOrganization),
         country(1, "Norway", "Norwegian", 5), named(1, "World Tin Council", kOrganization)}));
    THEN("it is one wherever it is spoken of") { CHECK(one(resolution, 1, 3)); }
  }
  GIVEN("a city whose name stands for the country too") {
    const auto resolution = resolve(
        input_of({country(0, "Norway", "Oslo", 5), named(0, "Oslo Police", kOrganization),
                  country(1, "Norway", "Norwegian", 5), named(1, "Norwegian Police", kOrganization),
                  named(2, "Oslo", EntityType::kCity)}));
    THEN("the city's body is not the country's") { CHECK_FALSE(one(resolution, 1, 3)); }
  }
}

SCENARIO("two entries of a gazetteer are never one", "[resolution]") {
  auto a = named(0, "Acme Tools Inc.", kOrganization);
  auto b = named(1, "Acme Tools", kOrganization);
  a.gazetteer_id = "my:1";
  b.gazetteer_id = "my:2";
  CHECK_FALSE(one(resolve(input_of({a, b})), 0, 1));
  b.gazetteer_id = "my:1";
  CHECK(one(resolve(input_of({a, b})), 0, 1));
}

SCENARIO("descriptions stay in their document", "[resolution]") {
  auto a = named(0, "the ministry", kOrganization);
  auto b = named(1, "the ministry", kOrganization);
  a.named = b.named = false;
  const auto resolution = resolve(input_of({a, b}));
  CHECK_FALSE(one(resolution, 0, 1));
  CHECK_FALSE(resolution.clusters[0].named);
}

TEST_CASE(
    "500 random corpora: every position in one cluster, linked within it; the same whatever came "
    "before",
    "[resolution][property]") {
  std::mt19937 random(20231);
  for (int round = 0; round < 500; ++round) {
    const auto corpus = random_corpus(random, 1 + random() % 12);
    const auto input = input_of(corpus);
    const auto resolution = resolve(input);
    REQUIRE(resolution.links.size() == input.entities.size());
    std::vector<int> seen(input.entities.size(), 0);
    std::uint32_t last_first = 0;
    for (std::size_t c = 0; c < resolution.clusters.size(); ++c) {
      const auto& cluster = resolution.clusters[c];
      REQUIRE_FALSE(cluster.entities.empty());
      REQUIRE(std::is_sorted(cluster.entities.begin(), cluster.entities.end()));
      if (c > 0) REQUIRE(cluster.entities[0] > last_first);
      last_first = cluster.entities[0];
      std::size_t roots = 0;
      for (const auto position : cluster.entities) {
        ++seen[position];
        const auto& link = resolution.links[position];
        REQUIRE(std::binary_search(cluster.entities.begin(), cluster.entities.end(), link.to));
        REQUIRE((link.to == position) == link.reason.empty());
        roots += link.to == position ? 1 : 0;
        // links lead to the root, without a circle
        auto at = position;
        std::size_t steps = 0;
        while (resolution.links[at].to != at && ++steps <= cluster.entities.size()) {
          at = resolution.links[at].to;
        }
        REQUIRE(steps <= cluster.entities.size());
      }
      REQUIRE(roots == 1);
    }
    REQUIRE(std::all_of(seen.begin(), seen.end(), [](int n) { return n == 1; }));
    for (const auto& doubt : resolution.doubts) {
      REQUIRE(doubt.a < doubt.b);
      REQUIRE(doubt.b < resolution.clusters.size());
    }

    // Document keys decide the order of positions; other keys, same partition.
    Corpus renamed;
    std::map<std::string, std::string> new_key;
    for (const auto& [key, entities] : corpus.documents) {
      std::string other = key;
      std::reverse(other.begin(), other.end());
      renamed.documents[other] = entities;
      new_key[key] = other;
    }
    const auto other_input = input_of(renamed);
    const auto other = partition(other_input, resolve(other_input));
    std::set<std::set<std::pair<std::string, std::uint32_t>>> expected;
    for (const auto& members : partition(input, resolution)) {
      std::set<std::pair<std::string, std::uint32_t>> mapped;
      for (const auto& [key, index] : members) mapped.emplace(new_key[key], index);
      expected.insert(std::move(mapped));
    }
    REQUIRE(other == expected);
  }
}
