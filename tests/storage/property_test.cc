// Seeded random operations against a naive model, and the laws that the view obeys.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "schema/error.h"
#include "storage/codec/ledger_codec.h"
#include "storage/identity/names.h"
#include "storage/store/analysis_fault.h"
#include "storage/store/store.h"
#include "tests/storage/samples.h"

using namespace trine;
using namespace trine::storage;
using namespace trine::storage::samples;

namespace {

// TRINE_PROPERTY_CASES raises the number of cases of each law (the default keeps a run short).
int cases(int usual) {
  const char* wanted = std::getenv("TRINE_PROPERTY_CASES");
  return wanted ? std::max(1, std::atoi(wanted)) : usual;
}

std::vector<Analysis> some_documents(RandomAnalyses& random, const std::string& prefix,
                                     std::uint64_t most) {
  std::vector<Analysis> documents;
  for (std::uint64_t i = 0; i < random.below(most + 1); ++i) {
    documents.push_back(random.make(prefix + std::to_string(i)));
  }
  return documents;
}

void shuffle(std::vector<Analysis>& documents, RandomAnalyses& random) {
  for (std::size_t i = documents.size(); i > 1; --i) {
    std::swap(documents[i - 1], documents[random.below(i)]);
  }
}

void put_all(Store& store, const std::vector<Analysis>& documents) {
  for (const auto& document : documents) store.put(document);
}

}  // namespace

TEST_CASE("a store does what a map of documents does", "[storage][property]") {
  for (int seed = 0; seed < cases(5); ++seed) {
    INFO("seed " << seed);
    RandomAnalyses random(static_cast<std::uint64_t>(seed));
    TemporaryFolder folder;
    auto store = Store::open(folder / "s", writing());
    std::map<std::string, Analysis> model;
    for (int step = 0; step < 60; ++step) {
      const auto key = "d" + std::to_string(random.below(8));
      const auto action = random.below(100);
      if (action < 45) {
        const auto analysis = random.make(key);
        const auto old = model.find(key);
        const auto expected = old == model.end()        ? PutOutcome::kAdded
                              : old->second == analysis ? PutOutcome::kUnchanged
                                                        : PutOutcome::kReplaced;
        REQUIRE(store.put(analysis) == expected);
        model[key] = analysis;
      } else if (action < 60) {
        if (!model.contains(key)) continue;
        REQUIRE(store.put(model.at(key)) == PutOutcome::kUnchanged);
      } else if (action < 75) {
        REQUIRE(store.remove(key) == (model.erase(key) == 1));
      } else if (action < 85) {
        store.refresh_view();
        REQUIRE_FALSE(store.view_is_stale());
      } else if (action < 90) {
        store = Store::open(folder / "other", writing());  // lets go of the lock first
        store = Store::open(folder / "s", writing());
      } else {
        const auto found = model.find(key);
        const auto analysis = store.analysis(key);
        REQUIRE(analysis.has_value() == (found != model.end()));
        if (analysis) REQUIRE(*analysis == found->second);
      }
    }
    std::map<std::string, Analysis> kept;
    store.for_each_analysis([&](const Analysis& analysis) {
      kept.emplace(analysis.document.key, analysis);
      return true;
    });
    REQUIRE(kept == model);

    // The view, too, is what a naive reading of the model gives.
    store.refresh_view();
    const auto report = store.check();
    INFO(report);
    REQUIRE(report.problems.empty());
    std::uint64_t statements = 0;
    for (const auto& [key, analysis] : model) {
      const auto nodes = store.nodes(key);
      REQUIRE(nodes.size() == analysis.entities.size());
      for (std::uint32_t i = 0; i < analysis.statements.size(); ++i) {
        const auto& statement = analysis.statements[i];
        const auto node = [&](const Argument& argument) {
          if (argument.empty()) return EntityId{};
          return argument.is_entity() ? nodes[argument.entity]
                                      : Store::literal_node(statement, argument);
        };
        auto subject = node(statement.subject), object = node(statement.object);
        if (statement.symmetric && object.value != 0 && object < subject)
          std::swap(subject, object);
        const auto fact =
            store.fact(subject, relation_id(statement.relation_class, statement.relation), object);
        REQUIRE(fact);
        const auto evidence = store.evidence(fact->id);
        REQUIRE(evidence.size() == fact->support);
        REQUIRE(std::any_of(evidence.begin(), evidence.end(), [&, &key = key](const Evidence& e) {
          return e.document_key == key && e.statement_index == i && e.statement == statement;
        }));
        ++statements;
      }
    }
    REQUIRE(store.statistics().evidence == statements);
    // Evidence read for many facts is what is read for each.
    std::vector<FactId> facts;
    store.for_each_fact([&](const FactRecord& fact) {
      facts.push_back(fact.id);
      return true;
    });
    const auto together = store.evidence_of(facts);
    REQUIRE(together.size() == facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
      REQUIRE(together[i] == store.evidence(facts[i]));
    }
  }
}

TEST_CASE("the view does not depend on the order of arrival", "[storage][property]") {
  for (int seed = 0; seed < cases(8); ++seed) {
    INFO("seed " << seed);
    RandomAnalyses random(1000 + static_cast<std::uint64_t>(seed));
    TemporaryFolder folder;
    auto documents = some_documents(random, "d", 12);
    auto one = Store::open(folder / "1", writing());
    put_all(one, documents);
    one.refresh_view();
    shuffle(documents, random);
    auto two = Store::open(folder / "2", writing());
    for (std::size_t i = 0; i < documents.size(); ++i) {
      two.put(random.make(documents[i].document.key));  // another version first
      if (random.chance(30)) two.refresh_view();
      two.put(documents[i]);
    }
    two.refresh_view();
    REQUIRE(dump(one) == dump(two));
  }
}

TEST_CASE("build(A + B) - B is build(A); merge(build A, build B) is build(A + B)",
          "[storage][property]") {
  for (int seed = 0; seed < cases(8); ++seed) {
    INFO("seed " << seed);
    RandomAnalyses random(2000 + static_cast<std::uint64_t>(seed));
    TemporaryFolder folder;
    const auto a = some_documents(random, "a", 6);
    const auto b = some_documents(random, "b", 6);
    auto all = a;
    all.insert(all.end(), b.begin(), b.end());
    shuffle(all, random);

    auto only_a = Store::open(folder / "a", writing());
    put_all(only_a, a);
    only_a.refresh_view();
    auto only_b = Store::open(folder / "b", writing());
    put_all(only_b, b);
    auto both = Store::open(folder / "both", writing());
    put_all(both, all);
    both.refresh_view();
    const auto union_dump = dump(both);

    for (const auto& document : b) REQUIRE(both.remove(document.document.key));
    both.refresh_view();
    // An emptied store still knows what it was last filled with; all else is equal.
    if (!a.empty()) REQUIRE(dump(both) == dump(only_a));

    only_a.merge(only_b);
    only_a.refresh_view();
    REQUIRE(dump(only_a) == union_dump);
  }
}

TEST_CASE("undo restores byte for byte", "[storage][property]") {
  for (int seed = 0; seed < cases(6); ++seed) {
    INFO("seed " << seed);
    RandomAnalyses random(3000 + static_cast<std::uint64_t>(seed));
    TemporaryFolder folder;
    auto store = Store::open(folder / "s", writing());
    put_all(store, some_documents(random, "d", 10));
    store.refresh_view();
    std::vector<std::string> states;
    for (int step = 0; step < 4; ++step) {
      std::vector<EntityRecord> entities;
      store.for_each_entity([&](const EntityRecord& record) {
        if (!record.literal) entities.push_back(record);
        return true;
      });
      if (entities.size() < 2) break;
      states.push_back(dump(store));
      const auto& a = entities[random.below(entities.size())];
      const auto& b = entities[random.below(entities.size())];
      const auto members = store.memberships(a.id);
      if (a.id != b.id && random.chance(60)) {
        store.merge_entities(a.id, b.id);
      } else if (members.size() > 1 &&
                 members.front().document_key != members.back().document_key) {
        store.split_entity(a.id, {members.front().document_key});
      } else {
        store.rename_entity(a.id, "renamed " + std::to_string(step));
      }
      store.refresh_view();
      const auto report = store.check();
      INFO(report);
      REQUIRE(report.problems.empty());
    }
    while (!states.empty()) {
      REQUIRE(store.undo());
      store.refresh_view();
      REQUIRE(dump(store) == states.back());
      states.pop_back();
    }
    REQUIRE_FALSE(store.undo());
  }
}

TEST_CASE("records decode to what was encoded, and damage is noticed", "[storage][property]") {
  for (int seed = 0; seed < cases(200); ++seed) {
    INFO("seed " << seed);
    RandomAnalyses random(4000 + static_cast<std::uint64_t>(seed));
    const auto analysis = random.make("d");
    REQUIRE_FALSE(find_fault(analysis));
    auto bytes = encode_ledger(analysis);
    Analysis decoded;
    decoded.document = analysis.document;
    decode_ledger(bytes, "it", decoded);
    REQUIRE(decoded == analysis);
    // Any damage gives another value or an Error, and never reads out of bounds.
    for (int i = 0; i < 20; ++i) {
      auto damaged = bytes;
      if (random.chance(30)) damaged.resize(random.below(damaged.size()));
      for (int flip = 0; flip < 3 && !damaged.empty(); ++flip) {
        damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
      }
      try {
        Analysis other;
        decode_ledger(damaged, "it", other);
        (void)LedgerReader(damaged, "it").statement(0);
      } catch (const Error& error) {
        REQUIRE(error.kind() == ErrorKind::kCorruption);
      }
    }
  }
}

TEST_CASE("names fold alike", "[storage]") {
  struct Row {
    const char* name;
    const char* normalised;
  };
  const Row rows[] = {
      {"The U.S.", "us"},
      {"O'Neil", "oneil"},
      {"O’Neil", "oneil"},
      {"Østergård", "ostergard"},
      {"STRASSE", "strasse"},
      {"Straße", "strasse"},
      {"ＡＢＣ", "abc"},
      {"Çelik-Öz", "celik oz"},
      {"  a   b ", "b"},
      {"A", "a"},
      {"The", "the"},
      {"東京", "東京"},
      {"AT&T", "at&t"},
      {"$1.5 million", "$1.5 million"},
      {"...", ""},
      {"", ""},
      {"Nguyễn Văn", "nguyen van"},
      {"\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd"},
  };
  for (const auto& [name, normalised] : rows) {
    INFO(name);
    REQUIRE(normalised_name(name) == normalised);
    REQUIRE(normalised_name(normalised_name(name)) == normalised_name(name));
  }
  REQUIRE(edit_distance("kishida", "kisihda", 2) == 1);
  REQUIRE(edit_distance("kitten", "sitting", 3) == 3);
  REQUIRE(edit_distance("kitten", "sitting", 2) == 3);
  REQUIRE(edit_distance("", "ab", 2) == 2);
  REQUIRE(edit_distance("łódź", "lódź", 2) == 1);
}
