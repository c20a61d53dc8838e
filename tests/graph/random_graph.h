// Seeded random graphs for the tests of graph/.
#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "graph/knowledge_graph.h"

namespace trine::graph {

// Node i has id 10 * i. Beliefs are powers of one half, so that products are exact and ties abound.
inline KnowledgeGraph random_graph(std::uint32_t seed, std::uint32_t nodes, std::uint32_t edges) {
  std::mt19937 random(seed);
  std::vector<Node> node_list;
  for (std::uint32_t i = 0; i < nodes; ++i) {
    Node node;
    node.id = EntityId{10 * (i + 1)};
    node.name = "n" + std::to_string(i);
    node.named = random() % 4 != 0;
    node.literal = random() % 8 == 0;
    node_list.push_back(node);
  }
  const std::vector<Relation> relations = {{RelationId{1}, "meet", "CONSULT", true},
                                           {RelationId{2}, "criticise", "ACCUSE", false},
                                           {RelationId{3}, "travel to", "TRAVEL", false}};
  std::vector<Edge> edge_list;
  for (std::uint32_t i = 0; i < edges; ++i) {
    Edge edge;
    edge.fact = FactId{i + 1};
    edge.subject = random() % nodes;
    edge.object = random() % nodes;
    edge.relation = random() % 3;
    edge.belief = 1.0 / static_cast<double>(1U << random() % 4);
    edge.negative = random() % 5 == 0 ? 1 : 0;
    edge.positive = edge.negative == 1 && random() % 2 == 0 ? 0 : 1;
    edge.documents = 1 + random() % 3;
    edge.first_day = random() % 3 == 0 ? 0 : 20230101 + static_cast<std::int32_t>(random() % 28);
    edge.last_day = edge.first_day;
    edge_list.push_back(edge);
  }
  return KnowledgeGraph::build(node_list, relations, edge_list);
}

}  // namespace trine::graph
