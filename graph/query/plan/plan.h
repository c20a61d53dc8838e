// How a query is run: a tree of steps. Each draws rows from its input (the first child) and adds
// what it finds to their slots; no slot is written by two steps, so that all steps of a query work
// on one row in place.
#pragma once
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "graph/query/property_graph.h"
#include "graph/query/syntax/ast.h"

namespace trine::query {

enum class StepKind : std::uint8_t {
  kArgument,        // the row that is there, once
  kAllNodes,        // slot := every node
  kLabelNodes,      // slot := every node with labels[0]
  kIndexNodes,      // slot := nodes whose property `key` is `expression`, by an index
  kRelationships,   // slot := every relationship of `types`
  kExpand,          // slot := relationships of from_slot's node; to_slot := their other ends
  kExpandInto,      // the same, where to_slot is known
  kEndpoints,       // slot is known: its ends go to from_slot and to_slot
  kVariableExpand,  // slot := lists of relationships
  kShortestPaths,   // path_slot := paths from from_slot to to_slot
  kBuildPath,       // path_slot := the path along `path`
  kFilter,          // rows for which all predicates are true
  kOptional,        // rows of the second child for each; nulls in `slots` where there are none
  kApply,           // rows of the second child for each
  kUnwind,          // slot := the elements of `expression`
  kCall,            // the rows of clause->procedure
  kProject,         // items[i].slot := items[i].expression
  kAggregate,       // groups
  kDistinct,        // of `slots`
  kSort,            // by `order`; only the first `limit` (+ skip) where that is known
  kSkip,
  kLimit,
  kUnion,  // the rows of all children
  kMove,   // slots[i] := from_slots[i]
  kCreate  // of a test graph
};

// Something that must be true of a row.
struct Predicate {
  enum class Kind : std::uint8_t {
    kExpression,  // expression
    kIsNode,      // slot holds a node
    kLabels,      // of the node in slot
    kProperty,    // slot.key = expression
    kAcyclic,     // the path in slot has no node twice
    kSimple       // nor that, but that its ends may be the same
  };
  Kind kind = Kind::kExpression;
  const Expression* expression = nullptr;
  int slot = kNoSlot;
  std::string key;
  std::vector<std::string> labels;
  std::string text;  // for people
};

struct Step {
  StepKind kind = StepKind::kArgument;
  std::vector<std::unique_ptr<Step>> children;
  double rows = 1;      // estimated
  std::string details;  // for people

  int slot = kNoSlot;
  int from_slot = kNoSlot;
  int to_slot = kNoSlot;
  int path_slot = kNoSlot;
  Direction direction = Direction::kBoth;
  std::vector<std::string> types;
  std::vector<std::string> labels;
  std::string key;
  const Expression* expression = nullptr;
  const RelationshipPattern* relationship = nullptr;
  const PatternPart* path = nullptr;
  bool reversed = false;                 // walked from the pattern's right to its left
  std::vector<int> other_relationships;  // slots of those that must be others
  std::vector<Predicate> predicates;
  const Projection* projection = nullptr;
  const Clause* clause = nullptr;
  std::vector<int> slots;
  std::vector<int> from_slots;
  const Expression* skip = nullptr;
  const Expression* limit = nullptr;
};

// A pattern or query inside of an expression.
struct SubqueryPlan {
  std::unique_ptr<Step> root;
  int result_slot = kNoSlot;  // of COLLECT
};

// Makes the plan; starts where, by the graph's counts, least is found. Expressions' own plans are
// put into `query`, which must outlive the plan.
std::unique_ptr<Step> make_plan(Query& query, const PropertyGraph& graph);

std::string_view to_string(StepKind kind);

}  // namespace trine::query
