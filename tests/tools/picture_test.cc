// DOT of a small graph: what a reader must be able to tell.
#include "tools/telling/picture.h"

#include <catch2/catch.hpp>

using namespace trine;
using namespace trine::graph;
using namespace trine::tools;

namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

KnowledgeGraph small_graph() {
  std::vector<Node> nodes = {
      {EntityId{1}, "Ana \"Nan\" Ruiz", EntityType::kPerson, true, false, 2, 9},
      {EntityId{2}, "Harbour Workers' Union of Lisbon", EntityType::kOrganization, true, false, 1,
       3},
      {EntityId{3}, "the strike", EntityType::kEvent, false, false, 1, 1}};
  std::vector<Relation> relations = {{RelationId{1}, "meet", "CONSULT", true},
                                     {RelationId{2}, "call for", "REQUEST", false},
                                     {RelationId{3}, "join", "PARTICIPATES_IN", false}};
  std::vector<Edge> edges(4);
  edges[0] = {FactId{1}, 0, 1, 0, 0.9, 3, 0, 0, 3, 0, 0};  // three documents
  edges[1] = {FactId{2}, 1, 2, 1, 0.5, 1, 0, 1, 1, 0, 0};  // planned
  edges[2] = {FactId{3}, 0, 2, 2, 0.1, 0, 1, 0, 1, 0, 0};  // denied
  edges[3] = {FactId{4}, 1, 2, 2, 0.5, 1, 0, 0, 1, 0, 0};
  return KnowledgeGraph::build(nodes, relations, edges);
}

}  // namespace

TEST_CASE("a picture tells types, sources, plans and denials", "[tools]") {
  const KnowledgeGraph graph = small_graph();
  Filter filter;
  filter.denied = true;
  const std::string dot = dot_text(graph, select(graph, {}, 0, 0, filter));
  REQUIRE(holds(dot, "Ana \\\"Nan\\\" Ruiz"));
  REQUIRE(holds(dot, "Harbour Workers'\\nUnion of Lisbon"));
  REQUIRE(holds(dot, "n0 -> n1 [label=\"meet (3)\""));
  REQUIRE(holds(dot, "dir=none"));
  REQUIRE(holds(dot, "n1 -> n2 [label=\"call for\", color=\"#5b7083\""));
  REQUIRE(holds(dot, "n0 -> n2 [label=\"join\", color=\"#c62828\""));
  REQUIRE(holds(dot, ">Person<"));
  REQUIRE(holds(dot, ">Organization<"));
  REQUIRE_FALSE(holds(dot, ">Place<"));
  REQUIRE(holds(dot, "denied"));
}

TEST_CASE("a program that is not installed is not found", "[tools]") {
  REQUIRE(find_program("no-such-program-here").empty());
  REQUIRE_FALSE(find_program("sh").empty());
}
