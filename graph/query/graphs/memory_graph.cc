#include "graph/query/graphs/memory_graph.h"

#include <algorithm>

#include "graph/query/error.h"

namespace trine::query {
namespace {

class CountingCursor : public NodeCursor {
 public:
  CountingCursor(const MemoryGraph& graph, std::optional<Token> label)
      : graph_(graph), label_(label), end_(static_cast<NodeId>(graph.count_nodes())) {}
  std::optional<NodeId> next() override {
    for (; next_ < end_; ++next_) {
      if (!label_ || graph_.has_label(next_, *label_)) return next_++;
    }
    return std::nullopt;
  }

 private:
  const MemoryGraph& graph_;
  std::optional<Token> label_;
  NodeId next_ = 0;
  NodeId end_;
};

Value look_up(const Map& properties, std::string_view key) {
  const auto found = properties.find(key);
  return found == properties.end() ? Value() : found->second;
}

void drop_nulls(Map& properties) {
  std::erase_if(properties, [](const auto& one) { return one.second.is_null(); });
}

}  // namespace

Token MemoryGraph::Names::add(const std::string& name) {
  const auto [at, added] = tokens.emplace(name, static_cast<Token>(names.size()));
  if (added) {
    names.push_back(name);
    counts.push_back(0);
  }
  ++counts[at->second];
  return at->second;
}

std::optional<Token> MemoryGraph::Names::find(std::string_view name) const {
  const auto found = tokens.find(name);
  return found == tokens.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> MemoryGraph::Names::sorted() const {
  auto all = names;
  std::sort(all.begin(), all.end());
  return all;
}

NodeId MemoryGraph::add_node(const std::vector<std::string>& labels, Map properties) {
  StoredNode node;
  for (const auto& name : labels) {
    if (const auto known = labels_.find(name);
        known && std::find(node.labels.begin(), node.labels.end(), *known) != node.labels.end()) {
      continue;
    }
    node.labels.push_back(labels_.add(name));
  }
  drop_nulls(properties);
  node.properties = std::move(properties);
  nodes_.push_back(std::move(node));
  return nodes_.size() - 1;
}

RelationshipId MemoryGraph::add_relationship(NodeId start, NodeId end, const std::string& type,
                                             Map properties) {
  if (start >= nodes_.size() || end >= nodes_.size()) {
    throw Error(ErrorKind::kUsage, "a relationship needs two nodes of the graph");
  }
  drop_nulls(properties);
  edges_.push_back({start, end, types_.add(type), std::move(properties)});
  nodes_[start].outgoing.push_back(edges_.size() - 1);
  nodes_[end].incoming.push_back(edges_.size() - 1);
  return edges_.size() - 1;
}

std::optional<Token> MemoryGraph::label(std::string_view name) const { return labels_.find(name); }
std::optional<Token> MemoryGraph::type(std::string_view name) const { return types_.find(name); }
std::vector<std::string> MemoryGraph::all_labels() const { return labels_.sorted(); }
std::vector<std::string> MemoryGraph::all_types() const { return types_.sorted(); }

double MemoryGraph::count_nodes(Token label) const {
  return static_cast<double>(labels_.counts.at(label));
}

double MemoryGraph::count_relationships(Token type) const {
  return static_cast<double>(types_.counts.at(type));
}

std::unique_ptr<NodeCursor> MemoryGraph::nodes() const {
  return std::make_unique<CountingCursor>(*this, std::nullopt);
}

std::unique_ptr<NodeCursor> MemoryGraph::nodes(Token label) const {
  return std::make_unique<CountingCursor>(*this, label);
}

bool MemoryGraph::has_label(NodeId node, Token label) const {
  const auto& labels = nodes_.at(node).labels;
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

std::vector<std::string> MemoryGraph::labels(NodeId node) const {
  std::vector<std::string> names;
  for (const Token label : nodes_.at(node).labels) names.push_back(labels_.names[label]);
  return names;
}

Value MemoryGraph::node_property(NodeId node, std::string_view key) const {
  return look_up(nodes_.at(node).properties, key);
}

Value MemoryGraph::relationship_property(RelationshipId relationship, std::string_view key) const {
  return look_up(edges_.at(relationship).properties, key);
}

std::string MemoryGraph::type_name(RelationshipId relationship) const {
  return types_.names[edges_.at(relationship).type];
}

void MemoryGraph::expand(NodeId node, Direction direction, std::span<const Token> types,
                         std::vector<Neighbour>& into) const {
  const auto wanted = [&](RelationshipId id) {
    return types.empty() || std::find(types.begin(), types.end(), edges_[id].type) != types.end();
  };
  const auto& from = nodes_.at(node);
  if (direction != Direction::kIn) {
    for (const auto id : from.outgoing) {
      if (wanted(id)) into.push_back({id, edges_[id].end});
    }
  }
  if (direction == Direction::kOut) return;
  for (const auto id : from.incoming) {
    const bool seen = direction == Direction::kBoth && edges_[id].start == node;
    if (wanted(id) && !seen) into.push_back({id, edges_[id].start});
  }
}

}  // namespace trine::query
