// What a query reads: nodes with labels, relationships with a type, properties of both. The engine
// knows nothing else of a graph.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/query/values/value.h"

namespace trine::query {

enum class Direction : std::uint8_t { kOut, kIn, kBoth };

using Token = std::uint32_t;  // stands for a label, or for a relationship type

// One end of a relationship, seen from the other.
struct Neighbour {
  RelationshipId relationship = 0;
  NodeId node = 0;
};

// Runs over nodes, each once.
class NodeCursor {
 public:
  virtual ~NodeCursor() = default;
  virtual std::optional<NodeId> next() = 0;
};

// Runs over relationships, each once.
class RelationshipCursor {
 public:
  virtual ~RelationshipCursor() = default;
  virtual std::optional<RelationshipId> next() = 0;
};

class PropertyGraph {
 public:
  virtual ~PropertyGraph() = default;

  // ---- Names and counts: what plans are made of. Counts may be estimates. ----
  // Nothing when the graph has no such label (type).
  virtual std::optional<Token> label(std::string_view name) const = 0;
  virtual std::optional<Token> type(std::string_view name) const = 0;
  virtual std::vector<std::string> all_labels() const = 0;  // sorted
  virtual std::vector<std::string> all_types() const = 0;
  virtual double count_nodes() const = 0;
  virtual double count_nodes(Token label) const = 0;
  virtual double count_relationships() const = 0;
  virtual double count_relationships(Token type) const = 0;

  // ---- Starts ----
  virtual std::unique_ptr<NodeCursor> nodes() const = 0;
  virtual std::unique_ptr<NodeCursor> nodes(Token label) const = 0;
  // By an index on a property of nodes, if the graph has one for `key`. All nodes whose property
  // equals `value` are found; further ones may be.
  virtual bool has_index(std::string_view key) const = 0;
  virtual std::vector<NodeId> find(std::string_view key, const Value& value) const = 0;

  // All relationships of these types (empty: all), where a graph can find them without their nodes.
  virtual std::optional<std::unique_ptr<RelationshipCursor>> relationships(
      std::span<const Token> /*types*/) const {
    return std::nullopt;
  }
  virtual bool finds_relationships() const { return false; }

  // ---- Nodes and relationships ----
  virtual bool has_label(NodeId node, Token label) const = 0;
  virtual std::vector<std::string> labels(NodeId node) const = 0;
  virtual Value node_property(NodeId node, std::string_view key) const = 0;
  virtual Map node_properties(NodeId node) const = 0;
  virtual std::string type_name(RelationshipId relationship) const = 0;
  virtual NodeId start(RelationshipId relationship) const = 0;
  virtual NodeId end(RelationshipId relationship) const = 0;
  virtual Value relationship_property(RelationshipId relationship, std::string_view key) const = 0;
  virtual Map relationship_properties(RelationshipId relationship) const = 0;
  // Appends the relationships of `node` that run in `direction`, a loop once. `types` empty: all.
  virtual void expand(NodeId node, Direction direction, std::span<const Token> types,
                      std::vector<Neighbour>& into) const = 0;

  // ---- Functions that only some graphs have: evidence(r), source(r). ----
  virtual std::optional<Value> graph_function(std::string_view /*name*/,
                                              const Value& /*argument*/) const {
    return std::nullopt;
  }
};

}  // namespace trine::query
