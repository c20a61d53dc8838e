// Which facts a search may use, and in which direction.
#pragma once
#include <string>
#include <vector>

#include "graph/knowledge_graph.h"
#include "storage/records.h"

namespace trine::graph {

struct Filter {
  std::vector<std::string> classes;    // relation classes; empty: all
  std::vector<std::string> relations;  // relation phrases; empty: all
  std::vector<Vertex> avoid;           // nodes not to be entered
  double min_belief = 0.0;
  std::string from;       // ISO date; facts that end before it, or have no time, are left out
  std::string to;         // ISO date; facts that begin after it, or have no time, are left out
  bool denied = false;    // also facts that are only ever denied
  bool settled = false;   // only what somebody states or reports: not what is merely planned,
                          // possible, hypothetical, demanded or alleged
  bool literals = false;  // paths may run through times, quantities and quoted texts
  bool directed = false;  // only from subject to object (a symmetric fact runs both ways)
};

// Does the filter let the fact through (directions and `avoid` aside)?
bool allows(const Filter& filter, const storage::RelationRecord& relation,
            const storage::FactRecord& fact);

}  // namespace trine::graph
