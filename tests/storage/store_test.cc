#include "storage/store/store.h"

#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "schema/error.h"
#include "tests/storage/samples.h"

using namespace trine;
using namespace trine::storage;
using namespace trine::storage::samples;

namespace {

// Ada met Bo (in two documents, once the other way round); Bo denied suing Acme.
Analysis first_report() {
  Writer writer("a.txt", "2024-05-06");
  const auto ada = writer.entity("Ada Byron", EntityType::kPerson);
  const auto bo = writer.entity("Bo Lind", EntityType::kPerson);
  writer.analysis().entities[bo].aliases = {"Lind"};
  writer.analysis().entities[bo].roles = {"mayor"};
  auto& statement = writer.say(ada, "meet", bo, "CONSULT", true);
  statement.time = {"Friday", "2024-05-03", "2024-05-03"};
  return writer.analysis();
}

Analysis second_report() {
  Writer writer("b.txt", "2024-05-08");
  const auto bo = writer.entity("Bo Lind", EntityType::kPerson);
  const auto ada = writer.entity("Ada Byron", EntityType::kPerson);
  const auto acme = writer.entity("Acme", EntityType::kOrganization);
  writer.say(bo, "meet", ada, "CONSULT", true).confidence = 0.5;
  auto& denial = writer.say(bo, "sue", acme, "ACCUSE");
  denial.polarity = Polarity::kNegative;
  denial.attribution = {bo, "Bo Lind", EntityType::kPerson, {}};
  writer.say(ada, "be in", writer.entity("the old house", EntityType::kFacility, false));
  return writer.analysis();
}

EntityId node(const Store& store, std::string_view name) {
  const auto matches = store.find_exact(name);
  INFO("looking for " << name);
  REQUIRE(matches.size() == 1);
  return matches[0].id;
}

ErrorKind kind_of_error(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    INFO(error.what());
    return error.kind();
  }
  FAIL("no error was thrown");
  return ErrorKind::kInternal;
}

}  // namespace

SCENARIO("a store keeps documents across restarts", "[storage]") {
  GIVEN("a store closed after two documents were put") {
    TemporaryFolder folder;
    {
      auto store = Store::open(folder / "s", writing());
      REQUIRE(store.put(first_report()) == PutOutcome::kAdded);
      REQUIRE(store.put(second_report()) == PutOutcome::kAdded);
      REQUIRE(store.view_is_stale());
      REQUIRE(store.refresh_view());
      REQUIRE_FALSE(store.refresh_view());
    }
    WHEN("it is opened again") {
      const auto store = Store::open(folder / "s", reading());
      THEN("the documents are there, whole") {
        REQUIRE(store.analysis("a.txt") == first_report());
        REQUIRE(store.text("b.txt") == second_report().document);
        REQUIRE_FALSE(store.analysis("c.txt"));
        const auto documents = store.documents();
        REQUIRE(documents.size() == 2);
        REQUIRE(documents[0].key == "a.txt");
        REQUIRE(documents[1] == store.document("b.txt"));
        REQUIRE(documents[1].statements == 3);
      }
      THEN("unchanged ones need not be extracted again") {
        const auto hash = first_report().document.hash();
        REQUIRE(store.status("a.txt", hash) == DocumentStatus::kUnchanged);
        REQUIRE(store.status("a.txt", hash + 1) == DocumentStatus::kChanged);
        REQUIRE(store.status("c.txt", hash) == DocumentStatus::kAbsent);
        const auto newer = Store::open(folder / "s", {OpenMode::kReadOnly, 1, 3});
        REQUIRE(newer.status("a.txt", hash) == DocumentStatus::kOutdated);
      }
      THEN("the check finds nothing wrong") {
        const auto report = store.check();
        INFO(report);
        REQUIRE(report.problems.empty());
        REQUIRE(report.documents == 2);
        REQUIRE(report.facts == 3);
        REQUIRE(report.evidence == 4);
      }
    }
  }
}

SCENARIO("statements with the same ends and relation are one fact", "[storage]") {
  TemporaryFolder folder;
  auto store = Store::open(folder / "s", writing());
  store.put(first_report());
  store.put(second_report());
  store.refresh_view();
  const auto ada = node(store, "ada byron");
  const auto bo = node(store, "LIND");
  const auto acme = node(store, "Acme");

  const auto meetings = store.facts_between(bo, ada);
  REQUIRE(meetings.size() == 1);
  const auto& met = meetings[0];
  REQUIRE(met.symmetric);
  REQUIRE(met.subject == std::min(ada, bo));
  REQUIRE(met.support == 2);
  REQUIRE(met.documents == 2);
  REQUIRE(met.first_time == "2024-05-03");
  REQUIRE(met.last_time == "2024-05-08");
  REQUIRE(met.belief == Approx(1 - (1 - 0.8) * (1 - 0.5)));
  REQUIRE(store.fact(met.id) == met);
  REQUIRE(store.fact(met.subject, met.relation, met.object) == met);

  const auto evidence = store.evidence(met.id);
  REQUIRE(evidence.size() == 2);
  REQUIRE(store.evidence(met.id, 1).size() == 1);
  const auto best = store.best_evidence(met.id);
  REQUIRE(best->document_key == "a.txt");
  REQUIRE(best->sentence_text == "Ada Byron meet Bo Lind.");
  REQUIRE(best->subject == ada);  // as the sentence has it, whatever the fact's order
  REQUIRE(best->object == bo);

  const auto denied = store.facts_of_object(acme);
  REQUIRE(denied.size() == 1);
  REQUIRE(denied[0].only_denied());
  REQUIRE(denied[0].belief == 0);
  REQUIRE(store.evidence(denied[0].id)[0].attribution == bo);
  REQUIRE(store.facts_of_subject(bo).size() >= 1);
  REQUIRE(store.facts_of_class("ACCUSE") == denied);
  REQUIRE(store.relation(denied[0].relation)->phrase == "sue");
  REQUIRE(store.facts_of_class("NONE").empty());

  const auto record = store.entity(bo);
  REQUIRE(record->name == "Bo Lind");
  REQUIRE(record->documents == 2);
  REQUIRE(record->mentions == 3);
  REQUIRE(record->roles == std::vector<std::string>{"mayor"});
  REQUIRE(record->aliases == std::vector<Alias>{{"Bo Lind", 3}, {"Lind", 0}});
  REQUIRE_FALSE(store.entity(EntityId{42}));
}

SCENARIO("what depends on a document goes with it", "[storage]") {
  TemporaryFolder folder;
  auto store = Store::open(folder / "s", writing());
  auto only_first = Store::open(folder / "t", writing());
  store.put(first_report());
  only_first.put(first_report());
  only_first.refresh_view();
  store.put(second_report());
  store.refresh_view();

  REQUIRE(store.put(second_report()) == PutOutcome::kUnchanged);
  REQUIRE_FALSE(store.view_is_stale());
  auto changed = second_report();
  changed.document.date = "2024-05-09";
  REQUIRE(store.put(changed) == PutOutcome::kReplaced);
  REQUIRE(store.view_is_stale());

  // The old view no longer fits the document, so it is not quoted wrongly.
  for (const auto& fact : store.facts_of_class("ACCUSE")) REQUIRE(store.evidence(fact.id).empty());

  REQUIRE(store.remove("b.txt"));
  REQUIRE_FALSE(store.remove("b.txt"));
  store.refresh_view();
  REQUIRE(dump(store) == dump(only_first));
  REQUIRE(store.check().problems.empty());
}

SCENARIO("a re-read after a change of model replaces", "[storage]") {
  TemporaryFolder folder;
  {
    auto store = Store::open(folder / "s", writing());
    store.put(first_report());
    store.refresh_view();
  }
  auto store = Store::open(folder / "s", {OpenMode::kReadWrite, 1, 3});
  REQUIRE(store.put(first_report()) == PutOutcome::kReplaced);
  REQUIRE(store.put(first_report()) == PutOutcome::kUnchanged);
  REQUIRE(store.statistics().model_hash == 3);
}

SCENARIO("names are found however they are typed", "[storage]") {
  TemporaryFolder folder;
  auto store = Store::open(folder / "s", writing());
  Writer writer("a.txt");
  const auto bjorn = writer.entity("Björn Østergård", EntityType::kPerson);
  const auto un = writer.entity("U.N.", EntityType::kOrganization);
  const auto lodz = writer.entity("Łódź", EntityType::kCity);
  const auto unison = writer.entity("Unison Street", EntityType::kPlace);
  writer.say(bjorn, "visit", lodz);
  writer.say(un, "be in", unison);
  writer.say(bjorn, "head", un);
  auto& told = writer.say(bjorn, "say", un);
  told.object = {kNoEntity, "that unions are unnecessary", EntityType::kAbstract, {}};
  store.put(writer.analysis());
  store.refresh_view();

  const auto names = [](const std::vector<NameMatch>& matches) {
    std::string all;
    for (const auto& match : matches) all += (all.empty() ? "" : "; ") + match.name;
    return all;
  };
  REQUIRE(names(store.find_exact("bjorn ostergard")) == "Björn Østergård");
  REQUIRE(names(store.find_exact("BJÖRN  ØSTERGÅRD")) == "Björn Østergård");
  REQUIRE(names(store.find_exact("the UN")) == "U.N.");
  REQUIRE(names(store.find_exact("lodz")) == "Łódź");
  REQUIRE(store.find_exact("").empty());
  REQUIRE(store.find_exact("...").empty());
  REQUIRE(names(store.find_prefix("un", 9)) == "U.N.; Unison Street");
  REQUIRE(names(store.find_prefix("un", 1)) == "U.N.");
  REQUIRE(names(store.find_words("street", 9)) == "Unison Street");
  REQUIRE(names(store.find_words("street uni", 9)) == "Unison Street");
  REQUIRE(names(store.find_words("street acme", 9)) == "");
  REQUIRE(names(store.look_up("Ostergard")) == "Björn Østergård");
  REQUIRE(names(store.find_similar("Bjorn Ostregard", 9)) == "Björn Østergård");
  REQUIRE(names(store.find_similar("Ostergaard", 9)) == "Björn Østergård");
  REQUIRE(names(store.find_similar("lotz", 9)) == "Łódź");
  REQUIRE(names(store.find_similar("unsion street", 9)) == "Unison Street");
  REQUIRE(names(store.find_similar("zzzz", 9)) == "");
  const auto literal = store.find_prefix("that unions", 9);
  REQUIRE(literal.size() == 1);
  REQUIRE(literal[0].literal);
}

SCENARIO("users' decisions hold until they are undone", "[storage]") {
  TemporaryFolder folder;
  auto store = Store::open(folder / "s", writing());
  Writer one("1.txt");
  one.say(one.entity("NYC", EntityType::kCity), "be in", one.entity("Mars", EntityType::kPlace));
  Writer two("2.txt");
  two.say(two.entity("New York", EntityType::kCity), "be in",
          two.entity("Mars", EntityType::kPlace));
  store.put(one.analysis());
  store.put(two.analysis());
  store.refresh_view();
  const auto before = dump(store);
  const auto nyc = node(store, "NYC");
  const auto new_york = node(store, "New York");
  const auto mars = node(store, "Mars");

  SECTION("a merge makes one node of two, and their facts one") {
    const auto decision = store.merge_entities(new_york, nyc, "the same city");
    REQUIRE(decision.number == 1);
    REQUIRE(store.view_is_stale());
    store.refresh_view();
    REQUIRE(node(store, "nyc") == new_york);
    REQUIRE_FALSE(store.entity(nyc));
    REQUIRE(store.entity(new_york)->documents == 2);
    REQUIRE(store.facts_of_object(mars).size() == 1);
    REQUIRE(store.memberships(new_york)[0].reason == "merged by the user (decision 1)");
    REQUIRE(store.check().problems.empty());
    // A decision on the node that is gone, and one on the whole.
    store.rename_entity(new_york, "The Big Apple");
    store.refresh_view();
    REQUIRE(store.entity(new_york)->name == "The Big Apple");
    REQUIRE(node(store, "big apple") == new_york);
  }
  SECTION("a split takes documents out of a node") {
    store.split_entity(mars, {"2.txt"}, "", "Mars, Pennsylvania");
    store.refresh_view();
    REQUIRE(store.entity(mars)->documents == 1);
    REQUIRE(store.find_exact("Mars").size() == 2);
    REQUIRE(node(store, "Mars Pennsylvania") != mars);
    REQUIRE(store.facts_of_object(mars).size() == 1);
  }
  SECTION("decisions travel as a file and apply to another store") {
    store.merge_entities(new_york, nyc, "the same \"city\"");
    store.split_entity(mars, {"2.txt"});
    store.keep_apart(mars, nyc);
    store.refresh_view();
    std::stringstream file;
    write_decisions(file, store.decisions());
    auto other = Store::open(folder / "t", writing());
    other.put(two.analysis());
    other.put(one.analysis());
    const auto decisions = read_decisions(file);
    REQUIRE(decisions == store.decisions());
    REQUIRE(other.import_decisions(decisions) == 3);
    REQUIRE(other.import_decisions(decisions) == 0);
    other.refresh_view();
    REQUIRE(dump(other) == dump(store));
  }
  // Undo, whatever was decided, restores byte for byte.
  while (store.undo()) {
  }
  store.refresh_view();
  REQUIRE(dump(store) == before);

  SECTION("what makes no sense is refused") {
    REQUIRE(kind_of_error([&] { store.merge_entities(nyc, nyc); }) == ErrorKind::kUsage);
    REQUIRE(kind_of_error([&] { store.merge_entities(nyc, EntityId{7}); }) == ErrorKind::kNotFound);
    REQUIRE(kind_of_error([&] { store.rename_entity(nyc, " "); }) == ErrorKind::kUsage);
    REQUIRE(kind_of_error([&] { store.split_entity(mars, {"3.txt"}); }) == ErrorKind::kUsage);
    REQUIRE(kind_of_error([&] {
              store.split_entity(mars, {"1.txt", "2.txt"});
            }) == ErrorKind::kUsage);
    REQUIRE(store.decisions().empty());
    REQUIRE_FALSE(store.undo(3));
    std::istringstream broken("{\"decision\":\"merge\"}\n");
    REQUIRE(kind_of_error([&] { read_decisions(broken); }) == ErrorKind::kInput);
  }
}

SCENARIO("a decision survives the renaming of its node by other documents", "[storage]") {
  TemporaryFolder folder;
  auto store = Store::open(folder / "s", writing());
  Writer one("1.txt");
  one.say(one.entity("the two ministers", EntityType::kPerson, false), "visit",
          one.entity("Mars", EntityType::kPlace));
  store.put(one.analysis());
  store.refresh_view();
  const auto decision = store.rename_entity(node(store, "two ministers"), "Ada and Bo");
  REQUIRE(decision.node.document == "1.txt");
  // Another reading calls them something else first; by name they are still found.
  auto changed = one.analysis();
  changed.entities[0].gazetteer_id = "user:77";
  store.put(changed);
  store.refresh_view();
  REQUIRE(store.find_exact("Ada and Bo").size() == 1);
}

SCENARIO("stores merge as if built together", "[storage]") {
  TemporaryFolder folder;
  auto left = Store::open(folder / "l", writing());
  auto right = Store::open(folder / "r", writing());
  auto both = Store::open(folder / "b", writing());
  left.put(first_report());
  right.put(second_report());
  both.put(second_report());
  both.put(first_report());
  const auto report = left.merge(right);
  REQUIRE(report.added == 1);
  left.refresh_view();
  both.refresh_view();
  REQUIRE(dump(left) == dump(both));
  REQUIRE(left.merge(right).unchanged == 1);
  REQUIRE_FALSE(left.view_is_stale());

  auto changed = second_report();
  changed.statements.clear();
  right.put(changed);
  REQUIRE(left.merge(right).conflicts == std::vector<std::string>{"b.txt"});
  REQUIRE(left.analysis("b.txt") == second_report());
}

SCENARIO("a backup is a store like any other", "[storage]") {
  TemporaryFolder folder;
  auto store = Store::open(folder / "s", writing());
  store.put(first_report());
  store.refresh_view();
  store.backup(folder / "copy");
  const auto before = dump(store);
  store.remove("a.txt");
  store.refresh_view();
  REQUIRE(dump(Store::open(folder / "copy", reading())) == before);
  REQUIRE(kind_of_error([&] { store.backup(folder / "copy"); }) == ErrorKind::kIo);
}

SCENARIO("an analysis that does not fit together is refused", "[storage]") {
  TemporaryFolder folder;
  auto store = Store::open(folder / "s", writing());
  auto bad = first_report();
  bad.statements[0].object.entity = 17;
  REQUIRE(kind_of_error([&] { store.put(bad); }) == ErrorKind::kInternal);
  bad = first_report();
  bad.mentions[0].span.end = 1'000'000;
  REQUIRE(kind_of_error([&] { store.put(bad); }) == ErrorKind::kInternal);
  bad = first_report();
  bad.document.key.clear();
  REQUIRE(kind_of_error([&] { store.put(bad); }) == ErrorKind::kInternal);
  bad = first_report();
  bad.statements[0].confidence = std::nan("");
  REQUIRE(kind_of_error([&] { store.put(bad); }) == ErrorKind::kInternal);
  REQUIRE(store.statistics().documents == 0);
}

TEST_CASE("values print what matters", "[storage]") {
  std::ostringstream out;
  out << RelationRecord{RelationId{1}, "meet", "CONSULT", true, 3} << '\n'
      << Alias{"Ada", 2} << '\n'
      << MergeReport{1, 2, 3, {"x"}};
  REQUIRE(out.str() ==
          "0000000000000001 CONSULT meet symmetric facts:3\nAda x2\n"
          "added:1 unchanged:2 decisions:3 conflict:x");
}

SCENARIO("a description of which nothing is said is no row of the view, but is known by its id",
         "[storage]") {
  TemporaryFolder folder;
  auto store = Store::open(folder / "s", writing());
  Writer writer("a");
  const auto ana = writer.entity("Ana Ruiz", EntityType::kPerson);
  const auto ben = writer.entity("Ben Okoro", EntityType::kPerson);
  const auto told = writer.entity("the harbour plan", EntityType::kAbstract, false);
  const auto idle = writer.entity("the wooden bridge", EntityType::kProduct, false);
  const auto named = writer.entity("Port Lima", EntityType::kPlace);
  writer.say(ana, "criticise", told);
  writer.say(ana, "meet", ben);
  store.put(writer.analysis());
  store.refresh_view();
  const auto nodes = store.nodes("a");
  std::set<EntityId> listed;
  store.for_each_entity(
      [&](const EntityRecord& record) { return listed.insert(record.id).second; });
  CHECK(listed == std::set<EntityId>{nodes[ana], nodes[ben], nodes[told], nodes[named]});
  CHECK(store.find_exact("wooden bridge").empty());
  CHECK(store.find_words("bridge", 5).empty());
  const auto record = store.entity(nodes[idle]);
  REQUIRE(record);
  CHECK(record->name == "the wooden bridge");
  CHECK(record->type == EntityType::kProduct);
  CHECK(store.memberships(nodes[idle]).size() == 1);
  const auto statistics = store.statistics();
  CHECK(statistics.entities == 4);
  CHECK(statistics.types[static_cast<std::size_t>(EntityType::kPerson)] == 2);
  CHECK(statistics.classes == std::map<std::string, std::uint64_t>{{"OTHER", 2}});
  CHECK(store.most_mentioned(1).front().id == nodes[ana]);
  CHECK(store.most_mentioned(9).size() == 3);
  CHECK(store.check().problems.empty());

  // A later document says something of it: no other node, for it is another document's bridge; a
  // decision that names it makes it a row.
  store.rename_entity(nodes[idle], "Old Bridge");
  store.refresh_view();
  CHECK(store.find_exact("old bridge").size() == 1);
  store.undo();
  store.refresh_view();
  CHECK(store.find_exact("old bridge").empty());
  CHECK(store.statistics().entities == 4);
}
