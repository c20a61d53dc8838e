// The derived view of a store as an immutable graph: nodes are entities, edges are facts.
// Built once, then only read: const members are thread-safe. Boost.Graph stays in graph/*.cc.
#pragma once
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/entity_type.h"
#include "schema/ids.h"

namespace trine::storage {
class Store;
}

namespace trine::graph {

using Vertex = std::uint32_t;     // position of a node in KnowledgeGraph::nodes()
using EdgeIndex = std::uint32_t;  // position of an edge in KnowledgeGraph::edges()

struct Node {
  EntityId id;
  std::string name;
  EntityType type = EntityType::kAbstract;
  bool named = false;    // it goes by a proper name; else a description ("the ministry")
  bool literal = false;  // a time, a quantity, a quoted text
  std::uint32_t documents = 0;
  std::uint32_t mentions = 0;
  friend bool operator==(const Node&, const Node&) = default;
};

struct Relation {
  RelationId id;
  std::string phrase;          // "hold summit with"
  std::string relation_class;  // "CONSULT"
  bool symmetric = false;
  friend bool operator==(const Relation&, const Relation&) = default;
};

struct Edge {
  FactId fact;
  Vertex subject = 0;
  Vertex object = 0;
  std::uint32_t relation = 0;   // position in KnowledgeGraph::relations()
  double belief = 0.0;          // in [0, 1]
  std::uint32_t positive = 0;   // statements that affirm it
  std::uint32_t negative = 0;   // statements that deny it
  std::uint32_t uncertain = 0;  // affirming ones that are neither asserted nor reported
  std::uint32_t documents = 0;
  std::int32_t first_day = 0;  // 20230316; 0 when no time is known
  std::int32_t last_day = 0;
  friend bool operator==(const Edge&, const Edge&) = default;

  bool only_denied() const { return positive == 0 && negative > 0; }
  bool only_uncertain() const { return positive > 0 && uncertain >= positive; }
};

// "2023-03-16" -> 20230316, "2023-03" -> 20230300, "2023" -> 20230000; 0 for anything else.
std::int32_t pack_day(std::string_view iso_date);

class KnowledgeGraph {
 public:
  // `nodes` in ascending order of id. Edges may come in any order; they are kept sorted by
  // (subject, object, fact). Throws Error{kInternal} when an edge names a node or relation that
  // does not exist, or when the nodes are not ordered.
  static KnowledgeGraph build(std::vector<Node> nodes, std::vector<Relation> relations,
                              std::vector<Edge> edges);
  // The whole view of `store`. Throws what reading the store throws.
  static KnowledgeGraph load(const storage::Store& store);

  KnowledgeGraph(KnowledgeGraph&&) noexcept;
  KnowledgeGraph& operator=(KnowledgeGraph&&) noexcept;
  ~KnowledgeGraph();

  std::span<const Node> nodes() const;
  std::span<const Relation> relations() const;
  std::span<const Edge> edges() const;
  const Node& node(Vertex vertex) const { return nodes()[vertex]; }
  const Edge& edge(EdgeIndex edge) const { return edges()[edge]; }
  const Relation& relation_of(EdgeIndex edge) const { return relations()[edges()[edge].relation]; }

  // nullopt when the entity has no node.
  std::optional<Vertex> find(EntityId id) const;
  // Edges of which `vertex` is the subject (object), in ascending order.
  std::vector<EdgeIndex> outgoing(Vertex vertex) const;
  std::vector<EdgeIndex> incoming(Vertex vertex) const;

  class Impl;  // for the algorithms in graph/*.cc: csr.h
  const Impl& impl() const { return *impl_; }

 private:
  explicit KnowledgeGraph(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

std::ostream& operator<<(std::ostream& out, const Node& node);
std::ostream& operator<<(std::ostream& out, const Edge& edge);

}  // namespace trine::graph
