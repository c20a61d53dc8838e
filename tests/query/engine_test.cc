// The engine's promises that no feature file tells: places of errors, limits, plans.
#include "graph/query/engine.h"

#include <catch2/catch.hpp>

#include "graph/query/graphs/memory_graph.h"

using namespace trine::query;

namespace {

MemoryGraph ring(int size) {
  MemoryGraph graph;
  for (int i = 0; i < size; ++i) graph.add_node({i % 2 == 0 ? "Even" : "Odd"}, {{"i", Value(i)}});
  for (int i = 0; i < size; ++i) {
    graph.add_relationship(static_cast<NodeId>(i), static_cast<NodeId>((i + 1) % size), "NEXT", {});
  }
  return graph;
}

std::vector<List> rows_of(const PropertyGraph& graph, const std::string& text,
                          QueryOptions options = {}) {
  QueryRun run(graph, text, std::move(options));
  std::vector<List> rows;
  for (List row; run.next(row);) rows.push_back(row);
  return rows;
}

QueryError error_of(const std::string& text) {
  const MemoryGraph empty;
  try {
    rows_of(empty, text);
  } catch (const QueryError& error) {
    return error;
  }
  FAIL("no error: " << text);
  throw;
}

}  // namespace

TEST_CASE("errors say where", "[query]") {
  const auto [text, line, column] = GENERATE(table<std::string, unsigned, unsigned>({
      {"MATCH (n)\nRETURN m", 2, 8},
      {"MATCH (n) RETURN n +", 1, 21},
      {"RETURN 'é' AS a, nosuch(1)", 1, 18},
      {"MATCH (a)-[:X..]->(b) RETURN a", 1, 14},
      {"MATCH (n)\nWHERE n.a = 1 AND count(n) = 2 RETURN n", 2, 19},
      {"MATCH (n) SET n.a = 1", 1, 11},
  }));
  const QueryError error = error_of(text);
  INFO(error.what());
  CHECK(error.position() == Position{line, column});
}

TEST_CASE("writing is refused, whatever else the query does", "[query]") {
  for (const char* text : {"CREATE (n)", "MATCH (n) DELETE n", "MERGE (n:A) RETURN n",
                           "MATCH (n) REMOVE n.a", "UNWIND [1] AS x CREATE (:A {n: x})"}) {
    CHECK(error_of(text).detail() == "UnsupportedWrite");
  }
}

TEST_CASE("a query that would run for ever ends at its limits", "[query]") {
  const MemoryGraph graph = ring(60);
  SECTION("of time") {
    QueryOptions options;
    options.limits.timeout = std::chrono::milliseconds(20);
    CHECK_THROWS_WITH(rows_of(graph, "MATCH (a), (b), (c), (d), (e), (f) RETURN count(*)", options),
                      Catch::Contains("20 ms"));
  }
  SECTION("of memory") {
    QueryOptions options;
    options.limits.memory = 1 << 20;
    CHECK_THROWS_WITH(rows_of(graph, "MATCH (a), (b), (c) RETURN collect([a, b, c])", options),
                      Catch::Contains("1 MiB"));
  }
  SECTION("by the user") {
    QueryOptions options;
    options.limits.interrupted = [] { return true; };
    CHECK_THROWS_AS(rows_of(graph, "MATCH (a), (b), (c) RETURN count(*)", options), trine::Error);
  }
}

TEST_CASE("rows are given before all are found", "[query]") {
  const MemoryGraph graph = ring(2000);
  // 16 * 10^12 rows: none but the first are made.
  CHECK(rows_of(graph, "MATCH (a), (b), (c), (d) RETURN a LIMIT 3").size() == 3);
}

TEST_CASE("deep nesting is refused, not a crash", "[query]") {
  const std::string deep(5000, '(');
  CHECK(error_of("RETURN " + deep).detail() == "UnexpectedSyntax");
  std::string lists = "1";
  for (int i = 0; i < 100; ++i) lists = "[" + lists + "]";
  const MemoryGraph empty;
  CHECK(rows_of(empty, "RETURN " + lists).size() == 1);
}

TEST_CASE("a plan starts where least is found", "[query]") {
  MemoryGraph graph = ring(100);
  const NodeId rare = graph.add_node({"Rare"}, {});
  graph.add_relationship(3, rare, "TO", {});
  QueryRun run(graph, "EXPLAIN MATCH (n:Odd)-[:TO]->(r:Rare) RETURN n", {});
  CHECK(run.explain() == Explain::kExplain);
  INFO(run.plan());
  CHECK(run.plan().find("NodesByLabel (r:Rare)") != std::string::npos);
}

TEST_CASE("a profile counts what each step gave", "[query]") {
  const MemoryGraph graph = ring(10);
  QueryRun run(graph, "PROFILE MATCH (n:Odd) RETURN n", {});
  for (List row; run.next(row);) {
  }
  INFO(run.plan());
  CHECK(run.plan().find("         5") != std::string::npos);
}
