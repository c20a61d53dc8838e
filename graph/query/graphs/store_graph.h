// Trine's store as a property graph. Nodes are entities and literals, labelled with their type and
// its supertype ("Country", "Place"); relationships are the facts that have an object, of the type
// of their relation's class. What is read stays in memory, so that a query reads nothing twice.
// docs/query.md lists the properties.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "graph/query/procedure.h"
#include "graph/query/property_graph.h"

namespace trine::storage {
class Store;
}

namespace trine::query {

class StoreGraph : public PropertyGraph {
 public:
  // `store` must outlive it, and must not be written to meanwhile.
  explicit StoreGraph(const storage::Store& store);
  ~StoreGraph() override;

  std::optional<Token> label(std::string_view name) const override;
  std::optional<Token> type(std::string_view name) const override;
  std::vector<std::string> all_labels() const override;
  std::vector<std::string> all_types() const override;
  double count_nodes() const override;
  double count_nodes(Token label) const override;
  double count_relationships() const override;
  double count_relationships(Token type) const override;
  std::unique_ptr<NodeCursor> nodes() const override;
  std::unique_ptr<NodeCursor> nodes(Token label) const override;
  // By the store's index of names, and by id.
  bool has_index(std::string_view key) const override;
  std::vector<NodeId> find(std::string_view key, const Value& value) const override;
  bool has_label(NodeId node, Token label) const override;
  std::vector<std::string> labels(NodeId node) const override;
  Value node_property(NodeId node, std::string_view key) const override;
  Map node_properties(NodeId node) const override;
  std::string type_name(RelationshipId relationship) const override;
  NodeId start(RelationshipId relationship) const override;
  NodeId end(RelationshipId relationship) const override;
  Value relationship_property(RelationshipId relationship, std::string_view key) const override;
  Map relationship_properties(RelationshipId relationship) const override;
  void expand(NodeId node, Direction direction, std::span<const Token> types,
              std::vector<Neighbour>& into) const override;
  std::optional<std::unique_ptr<RelationshipCursor>> relationships(
      std::span<const Token> types) const override;
  bool finds_relationships() const override { return true; }
  // evidence(r), source(r), source(n)
  std::optional<Value> graph_function(std::string_view name, const Value& argument) const override;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// trine.find(name) and others that look names up in the store.
void add_store_procedures(Procedures& into, const storage::Store& store);

}  // namespace trine::query
