// What the verbs that look at a store begin with, and the filter that several share.
#pragma once
#include <vector>

#include "graph/filter.h"
#include "graph/knowledge_graph.h"
#include "storage/store/store.h"
#include "tools/options.h"
#include "tools/telling/names.h"
#include "tools/telling/output.h"

namespace trine::tools {

// Read-only. Says on standard error when the view does not yet show all documents.
storage::Store open_for_reading(const Common& common);
storage::Store open_for_change(const Common& common);

bool use_colour(const Common& common, const Output& out);

// Throws Error{kUsage} for a date that is not ISO 8601, and for a relation class that neither the
// built-in ontology nor the store has.
void check_filter(const graph::Filter& filter, const storage::Store& store);
std::vector<EntityId> find_avoided(const FilterOptions& options, const Common& common,
                                   const storage::Store& store);
// Those that the graph holds.
std::vector<graph::Vertex> vertices_of(const graph::KnowledgeGraph& graph,
                                       const std::vector<EntityId>& ids);
std::vector<EntityId> ids_of(const NamedNodes& found);

}  // namespace trine::tools
