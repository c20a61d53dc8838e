// Links that no sentence states but every reader sees: "South Korea's announcement" is a node of
// its own, and its words name South Korea. A path may run along them where facts alone give none.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "graph/knowledge_graph.h"
#include "schema/ids.h"

namespace trine::storage {
class Store;
}

namespace trine::graph {

struct DescriptionLink {
  EntityId description;
  EntityId name;
  std::string document_key;  // the first, by key, that shows it
  std::int32_t day = 0;      // of that document, packed as in Edge
  EntityId other(EntityId end) const { return description == end ? name : description; }
  friend auto operator<=>(const DescriptionLink&, const DescriptionLink&) = default;
};

// They pass for facts of one relation, "refer to", from the description to the name.
Relation description_link_relation();
FactId fact_of(const DescriptionLink& link);
// All but the vertices and the position of the relation. Weaker than most facts: what it says is
// only that they touch.
Edge edge_of(const DescriptionLink& link);

// The links of a store, which must outlive it and not be written to meanwhile. Reads the documents
// that mention a node, each once; where these are a good part of all, all of them, in one go.
class DescriptionLinks {
 public:
  explicit DescriptionLinks(const storage::Store& store);
  DescriptionLinks(DescriptionLinks&&) noexcept;
  ~DescriptionLinks();

  // Of which `id` is an end; sorted, each pair of nodes once.
  std::vector<DescriptionLink> of(EntityId id);
  // All of them; sorted.
  std::vector<DescriptionLink> all();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace trine::graph
