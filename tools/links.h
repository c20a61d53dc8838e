// Links that no sentence states but every reader sees: "South Korea's announcement" is a node of
// its own, and its words name South Korea. A path may run along them where facts alone give none.
#pragma once
#include <map>

#include "graph/knowledge_graph.h"
#include "storage/store.h"
#include "tools/names.h"

namespace trine::tools {

struct Link {
  storage::FactRecord fact;  // not in the store: made to be told like one
  storage::Evidence evidence;
};

struct LinkedGraph {
  graph::KnowledgeGraph graph;   // the given one's facts and the links
  std::map<FactId, Link> links;  // by the fact of their edge
};

inline constexpr const char* kLinkPhrase = "refer to";  // the description holds the name

// Reads the whole ledger: for when a path is not found without. `names` learns the links' relation.
LinkedGraph with_description_links(const storage::Store& store, const graph::KnowledgeGraph& graph,
                                   Names& names);

}  // namespace trine::tools
