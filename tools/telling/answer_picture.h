// The nodes and relationships of a query's rows as a picture.
#pragma once
#include <map>
#include <set>
#include <string>

#include "graph/query/property_graph.h"
#include "graph/query/values/value.h"

namespace trine::tools {

class AnswerPicture {
 public:
  explicit AnswerPicture(const query::PropertyGraph& graph) : graph_(graph) {}

  // Takes what nodes, relationships and paths the value holds, also within lists and maps; the ends
  // of a relationship are drawn with it.
  void add(const query::Value& value);
  bool empty() const { return nodes_.empty(); }
  std::size_t nodes() const { return nodes_.size(); }
  // DOT; nodes and relationships by id, so that the same rows give the same bytes.
  std::string dot() const;

 private:
  void add_relationship(query::RelationshipId relationship);

  const query::PropertyGraph& graph_;
  std::set<query::NodeId> nodes_;
  std::set<query::RelationshipId> relationships_;
};

}  // namespace trine::tools
