// A query as it was written, and (from semantics/ on) where its variables live: every variable has
// a slot in the row of values that runs through the operators.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/query/error.h"
#include "graph/query/property_graph.h"
#include "graph/query/values/value.h"

namespace trine::query {

struct Function;      // functions/functions.h
struct Procedure;     // procedure.h
struct SubqueryPlan;  // plan/plan.h
struct Expression;
struct Query;
using ExpressionPtr = std::unique_ptr<Expression>;

inline constexpr int kNoSlot = -1;

struct NodePattern {
  Position position;
  std::string variable;  // empty: none
  std::vector<std::string> labels;
  ExpressionPtr properties;  // a map, or null
  int slot = kNoSlot;
  bool bound = false;  // by an earlier clause, or by an earlier place of this one
};

struct RelationshipPattern {
  Position position;
  std::string variable;
  std::vector<std::string> types;  // any of them; empty: all
  Direction direction = Direction::kBoth;
  bool variable_length = false;
  std::uint64_t least = 1;
  std::optional<std::uint64_t> most;
  ExpressionPtr properties;
  int slot = kNoSlot;
  bool bound = false;
};

enum class Selector : std::uint8_t {
  kAll,            // every path
  kShortest,       // the first `count` in order of length, for each pair of ends
  kAllShortest,    // all of the least length
  kShortestGroups  // all of the first `count` lengths
};
// What may come twice in a path: nothing forbids, relationships not, nodes not.
enum class PathMode : std::uint8_t { kWalk, kTrail, kAcyclic, kSimple };

// nodes.size() == relationships.size() + 1
struct PatternPart {
  Position position;
  std::string variable;  // of the path
  int slot = kNoSlot;
  std::vector<NodePattern> nodes;
  std::vector<RelationshipPattern> relationships;
  Selector selector = Selector::kAll;
  std::uint64_t count = 1;
  PathMode mode = PathMode::kTrail;
};

struct Pattern {
  std::vector<PatternPart> parts;
};

enum class ExpressionKind : std::uint8_t {
  kLiteral,        // value
  kParameter,      // name
  kVariable,       // name, slot
  kProperty,       // arguments[0] . name
  kList,           // arguments
  kMap,            // names: arguments
  kMapProjection,  // arguments[0] { names: arguments[1...] }; name "*": all properties
  kIndex,          // arguments[0] [ arguments[1] ]
  kSlice,          // arguments[0] [ arguments[1] .. arguments[2] ]; null: left out
  kNot,            // arguments[0]
  kAnd,            // arguments: two
  kOr,
  kXor,
  kComparison,  // arguments[0] operators[0] arguments[1] operators[1] ...
  kArithmetic,  // operators[0] is one of + - * / % ^
  kMinus,       // arguments[0]
  kPlus,
  kStartsWith,
  kEndsWith,
  kContains,
  kMatches,  // =~
  kIn,
  kIsNull,
  kIsNotNull,
  kHasLabels,             // arguments[0] : names
  kCall,                  // name ( arguments )
  kAggregate,             // the same; distinct; name "count(*)" has no arguments
  kCase,                  // arguments: operand or null, (when, then)..., else or null
  kListComprehension,     // slot in arguments[0]; arguments[1]: where or null; [2]: result or null
  kQuantifier,            // name all, any, none, single; the same, without a result
  kReduce,                // names: accumulator, element; slots; arguments: start, list, step
  kPatternComprehension,  // pattern; arguments: where or null, result
  kPatternPredicate,      // pattern
  kExists,                // subquery
  kCount,                 // subquery
  kCollect                // subquery
};

struct Expression {
  ExpressionKind kind = ExpressionKind::kLiteral;
  Position position;
  std::string text;  // as it was written
  std::string name;
  Value value;
  std::vector<ExpressionPtr> arguments;  // some may be null, see above
  std::vector<std::string> names;
  std::vector<std::string> operators;
  bool distinct = false;
  int slot = kNoSlot;
  int second_slot = kNoSlot;
  const Function* function = nullptr;
  Pattern pattern;
  std::unique_ptr<Query> subquery;
  std::shared_ptr<SubqueryPlan> plan;  // of pattern or subquery

  Expression();
  ~Expression();
};

struct SortItem {
  ExpressionPtr expression;
  bool descending = false;
};

struct ProjectionItem {
  ExpressionPtr expression;
  std::string alias;
  bool has_alias = false;
  Position position;
  int slot = kNoSlot;
};

// What WITH and RETURN have in common.
struct Projection {
  bool distinct = false;
  bool all = false;  // *
  std::vector<ProjectionItem> items;
  std::vector<SortItem> order;
  ExpressionPtr skip;
  ExpressionPtr limit;
  ExpressionPtr where;  // of WITH
  // From semantics/: aggregates that the items are made of, each with a slot of its own.
  bool aggregates = false;
  std::vector<ExpressionPtr> aggregate_calls;
};

enum class ClauseKind : std::uint8_t {
  kMatch,
  kUnwind,
  kCall,
  kCallSubquery,
  kWith,
  kReturn,
  kCreate,
  kOtherWrite,  // MERGE, SET, DELETE, REMOVE, FOREACH: read only to be refused
};

struct YieldItem {
  std::string field;
  std::string variable;
  Position position;
  int slot = kNoSlot;
  std::size_t column = 0;  // of the procedure's results
};

struct Clause {
  ClauseKind kind = ClauseKind::kReturn;
  Position position;
  bool optional = false;
  Pattern pattern;                       // MATCH, CREATE
  ExpressionPtr where;                   // MATCH, CALL
  ExpressionPtr expression;              // UNWIND
  std::string variable;                  // UNWIND
  int slot = kNoSlot;                    // UNWIND
  Projection projection;                 // WITH, RETURN
  std::string name;                      // CALL: the procedure; other writes: the keyword
  std::vector<ExpressionPtr> arguments;  // CALL
  bool implicit_arguments = false;       // CALL without parentheses
  bool yield_all = false;
  bool has_yield = false;
  std::vector<YieldItem> yields;
  const Procedure* procedure = nullptr;
  std::unique_ptr<Query> subquery;  // CALL { }
  std::vector<int> cleared_slots;   // OPTIONAL MATCH: null where nothing matches
};

struct SingleQuery {
  std::vector<Clause> clauses;
};

enum class Explain : std::uint8_t { kNo, kExplain, kProfile };

struct Query {
  Explain explain = Explain::kNo;
  std::vector<SingleQuery> parts;  // joined by UNION
  std::vector<bool> union_all;     // parts.size() - 1
  std::vector<Position> union_positions;
  // From semantics/.
  std::vector<std::string> columns;
  std::vector<std::vector<int>> column_slots;  // of each part
  int slots = 0;                               // size of a row; of the outermost query
  bool writes = false;
};

}  // namespace trine::query
