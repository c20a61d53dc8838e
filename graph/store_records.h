// A store's records as nodes, relations and edges. Internal.
#pragma once
#include "graph/knowledge_graph.h"
#include "storage/records.h"

namespace trine::graph {

Node make_node(const storage::EntityRecord& record);
Relation make_relation(const storage::RelationRecord& record);
// All but the vertices and the position of the relation.
Edge make_edge(const storage::FactRecord& record);

// Fills in the vertices and positions, and builds. `ends` go with `edges`, nodes and relations are
// in the order of their ids; throws Error{kInternal} when one of them is missing among `nodes` and
// `relations`.
struct EdgeEnds {
  EntityId subject;
  EntityId object;
  RelationId relation;
};
KnowledgeGraph assemble(std::vector<Node> nodes, std::vector<Relation> relations,
                        std::vector<Edge> edges, const std::vector<EdgeEnds>& ends);

}  // namespace trine::graph
