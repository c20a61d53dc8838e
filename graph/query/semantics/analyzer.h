// The one pass over a query's tree. Internal to semantics/.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "graph/query/semantics/analyze.h"
#include "graph/query/semantics/scope.h"

namespace trine::query {

// Where an expression stands.
struct Place {
  bool predicate = false;     // patterns may stand for their existence
  bool aggregation = false;   // count() and the like are allowed
  bool in_aggregate = false;  // inside of one
};

class Analyzer {
 public:
  explicit Analyzer(const AnalyzeOptions& options) : options_(options) {}

  // `outer`: what a subquery sees of the query around it; its variables stay visible.
  // `needs_result`: it must end with RETURN.
  void query(Query& query, const Scope& outer, bool needs_result, bool nested);
  int slots() const { return next_slot_; }
  bool writes() const { return writes_; }

 private:
  // ---- clauses.cc ----
  void single_query(SingleQuery& single, const Scope& outer, bool needs_result, bool nested,
                    std::vector<std::string>& columns, std::vector<int>& column_slots);
  void check_order(const SingleQuery& single, bool needs_result, bool nested) const;
  void match(Clause& clause, Scope& scope);
  void unwind(Clause& clause, Scope& scope);
  void call(Clause& clause, Scope& scope, bool standalone);
  void call_arguments(Clause& clause, Scope& scope, bool standalone);
  void call_subquery(Clause& clause, Scope& scope);
  void create(Clause& clause, Scope& scope);
  void add_variable(const std::string& name, int slot, StaticType type, Position at, Scope& scope);

  // ---- projection.cc ----
  void projection(Clause& clause, Scope& scope, const Scope& outer);
  void expand_star(Clause& clause, const Scope& scope, const Scope& outer) const;
  void check_aliases(const Clause& clause) const;
  void check_grouping(const Expression& item, const std::set<std::string>& keys) const;
  void take_aggregates(ExpressionPtr& expression, Projection& projection);
  void sort_items(Projection& projection, const Scope& before, const Scope& after);
  void rewrite_sort(ExpressionPtr& expression, const Projection& projection, bool aggregating,
                    const Scope& after) const;
  void row_count(Expression& count, const char* word);

  // ---- patterns.cc ----
  void pattern(Pattern& pattern, Scope& scope, bool may_introduce);
  void node(NodePattern& node, Scope& scope, bool may_introduce, const Scope& before);
  void relationship(RelationshipPattern& relationship, Scope& scope, bool may_introduce,
                    const Scope& before, std::set<std::string>& here);
  void path_variable(PatternPart& part, Scope& scope);
  void check_selector(const PatternPart& part) const;
  void properties(Expression& expression, Scope& scope);

  // ---- expressions.cc ----
  StaticType expression(Expression& expression, const Scope& scope, Place place);
  StaticType literal(const Expression& expression) const;
  StaticType variable(Expression& expression, const Scope& scope) const;
  StaticType property_of(Expression& expression, const Scope& scope, Place place);
  StaticType element(Expression& expression, const Scope& scope, Place place);
  StaticType logical(Expression& expression, const Scope& scope, Place place);
  StaticType arithmetic(Expression& expression, const Scope& scope, Place place);
  StaticType function_call(Expression& expression, const Scope& scope, Place place);
  StaticType aggregate(Expression& expression, const Scope& scope, Place place);
  StaticType case_of(Expression& expression, const Scope& scope, Place place);
  StaticType list_walk(Expression& expression, const Scope& scope, Place place);
  StaticType reduce(Expression& expression, const Scope& scope, Place place);
  StaticType pattern_expression(Expression& expression, const Scope& scope, Place place);
  StaticType subquery(Expression& expression, const Scope& scope);

  int new_slot() { return next_slot_++; }

  AnalyzeOptions options_;
  int next_slot_ = 0;
  bool writes_ = false;
};

// ---- tree.cc: looking at expressions ----

// The same for expressions that say the same.
std::string canonical(const Expression& expression);
bool has_aggregate(const Expression& expression);
// Of a function that gives another value each time.
bool varies(const Expression& expression);
bool has_variable(const Expression& expression);
// The direct parts of an expression, those of its patterns included.
void for_each_part(const Expression& expression,
                   const std::function<void(const Expression&)>& visit);

}  // namespace trine::query
