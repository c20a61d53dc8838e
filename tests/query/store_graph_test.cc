// A store as a property graph: what its facts are called there, and that no start of a plan changes
// what is found.
#include "graph/query/graphs/store_graph.h"

#include <catch2/catch.hpp>

#include "graph/query/engine.h"
#include "tests/storage/samples.h"

using namespace trine;
using namespace trine::query;
using storage::Store;
using storage::samples::Writer;

namespace {

std::vector<List> rows_of(const PropertyGraph& graph, const Procedures& procedures,
                          const std::string& text) {
  query::QueryOptions options;
  options.procedures = &procedures;
  QueryRun run(graph, text, std::move(options));
  std::vector<List> rows;
  for (List row; run.next(row);) rows.push_back(row);
  return rows;
}

Store town(const TemporaryFolder& folder) {
  auto store = Store::open(folder / "s", storage::samples::writing());
  Writer writer("news", "2024-03-05");
  const auto ada = writer.entity("Ada Quill", EntityType::kPerson);
  const auto bo = writer.entity("Bo Fenn", EntityType::kPerson);
  const auto land = writer.entity("Norland", EntityType::kCountry);
  writer.say(ada, "meet", bo, "CONSULT", true).time = {"then", "2024-03-01", "2024-03-01"};
  writer.say(ada, "visit", land, "TRAVEL", false);
  writer.say(bo, "leave", land, "TRAVEL", false).polarity = Polarity::kNegative;
  store.put(writer.analysis());
  store.refresh_view();
  return store;
}

}  // namespace

SCENARIO("a store's facts are relationships", "[query]") {
  const TemporaryFolder folder;
  const Store store = town(folder);
  const StoreGraph graph(store);
  Procedures procedures;
  add_store_procedures(procedures, store);
  const auto ask = [&](const std::string& text) { return rows_of(graph, procedures, text); };

  THEN("a country is also a place") {
    CHECK(ask("MATCH (n:Place) RETURN n.name, labels(n)") ==
          std::vector<List>{{"Norland", List{"Country", "Place"}}});
    CHECK(ask("MATCH (n:City) RETURN n").empty());
  }
  THEN("facts have phrase, class, time and polarity") {
    CHECK(ask("MATCH ()-[r:CONSULT]-(b {name: 'Bo Fenn'}) RETURN r.relation, r.class, r.first, "
              "r.polarity") ==
          std::vector<List>{{"meet", "CONSULT", parse_date("2024-03-01"), "positive"}});
    CHECK(ask("MATCH (a)-[r {polarity: 'negative'}]->(b) RETURN a.name, r.relation") ==
          std::vector<List>{{"Bo Fenn", "leave"}});
  }
  THEN("evidence and sources are those of the document") {
    const auto rows =
        ask("MATCH ({name: 'Ada Quill'})-[r:TRAVEL]->() RETURN source(r), size(evidence(r))");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0][0].list().size() == 1);
    CHECK(rows[0][1] == Value(1));
  }
  THEN("names are found by any alias with trine.find, and looked up by their index") {
    CHECK(ask("CALL trine.find('ada quill') YIELD node RETURN node.name") ==
          std::vector<List>{{"Ada Quill"}});
    CHECK(ask("MATCH (n {name: 'ada quill'}) RETURN n").empty());
    QueryRun run(graph, "EXPLAIN MATCH (n)-[:TRAVEL]->(m) WHERE m.name = 'Norland' RETURN n", {});
    CHECK(run.plan().find("NodesByIndex") != std::string::npos);
  }
  THEN("starting from relationships, labels or names finds the same") {
    const std::vector<List> expected = {{"Ada Quill"}, {"Bo Fenn"}};
    CHECK(ask("MATCH (n)-[:TRAVEL]->(m) RETURN n.name ORDER BY n.name") == expected);
    CHECK(ask("MATCH (n:Person)-[:TRAVEL]->(m:Country) RETURN n.name ORDER BY n.name") == expected);
    CHECK(ask("MATCH (n)-[:TRAVEL]->({name: 'Norland'}) RETURN n.name ORDER BY n.name") ==
          expected);
  }
  THEN("counts tell labels and classes") {
    Procedures standard;
    add_standard_procedures(standard);
    const auto rows = rows_of(graph, standard,
                              "CALL db.counts() YIELD kind, name, count WHERE count > 0 "
                              "RETURN kind, name, count ORDER BY kind, name");
    CHECK(rows == std::vector<List>{{"label", "Country", 1},
                                    {"label", "Person", 2},
                                    {"label", "Place", 1},
                                    {"type", "CONSULT", 1},
                                    {"type", "TRAVEL", 2}});
  }
}
