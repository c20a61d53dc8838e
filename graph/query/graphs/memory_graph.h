// A property graph in memory, that can grow: for tests, and wherever a graph is small.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "graph/query/property_graph.h"

namespace trine::query {

class MemoryGraph : public PropertyGraph {
 public:
  NodeId add_node(const std::vector<std::string>& labels, Map properties);
  // Throws Error{kUsage} when an end does not exist.
  RelationshipId add_relationship(NodeId start, NodeId end, const std::string& type,
                                  Map properties);

  std::optional<Token> label(std::string_view name) const override;
  std::optional<Token> type(std::string_view name) const override;
  std::vector<std::string> all_labels() const override;
  std::vector<std::string> all_types() const override;
  double count_nodes() const override { return static_cast<double>(nodes_.size()); }
  double count_nodes(Token label) const override;
  double count_relationships() const override { return static_cast<double>(edges_.size()); }
  double count_relationships(Token type) const override;
  std::unique_ptr<NodeCursor> nodes() const override;
  std::unique_ptr<NodeCursor> nodes(Token label) const override;
  bool has_index(std::string_view) const override { return false; }
  std::vector<NodeId> find(std::string_view, const Value&) const override { return {}; }
  bool has_label(NodeId node, Token label) const override;
  std::vector<std::string> labels(NodeId node) const override;
  Value node_property(NodeId node, std::string_view key) const override;
  Map node_properties(NodeId node) const override { return nodes_.at(node).properties; }
  std::string type_name(RelationshipId relationship) const override;
  NodeId start(RelationshipId relationship) const override { return edges_.at(relationship).start; }
  NodeId end(RelationshipId relationship) const override { return edges_.at(relationship).end; }
  Value relationship_property(RelationshipId relationship, std::string_view key) const override;
  Map relationship_properties(RelationshipId relationship) const override {
    return edges_.at(relationship).properties;
  }
  void expand(NodeId node, Direction direction, std::span<const Token> types,
              std::vector<Neighbour>& into) const override;

 private:
  struct StoredNode {
    std::vector<Token> labels;
    Map properties;
    std::vector<RelationshipId> outgoing;
    std::vector<RelationshipId> incoming;
  };
  struct StoredRelationship {
    NodeId start = 0;
    NodeId end = 0;
    Token type = 0;
    Map properties;
  };
  // Names by token, and back.
  struct Names {
    std::vector<std::string> names;
    std::vector<std::uint64_t> counts;
    std::map<std::string, Token, std::less<>> tokens;
    Token add(const std::string& name);
    std::optional<Token> find(std::string_view name) const;
    std::vector<std::string> sorted() const;
  };

  std::vector<StoredNode> nodes_;
  std::vector<StoredRelationship> edges_;
  Names labels_;
  Names types_;
};

}  // namespace trine::query
