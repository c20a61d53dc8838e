// Internal to plan/.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "graph/query/plan/plan.h"

namespace trine::query {

// A plan in the making: its last step, and the slots that are known by then.
struct Draft {
  std::unique_ptr<Step> last;
  std::set<int> bound;
  double rows = 1;
};

class Planner {
 public:
  explicit Planner(const PropertyGraph& graph) : graph_(graph) {}

  // ---- planner.cc ----
  std::unique_ptr<Step> query(Query& query, const std::set<int>& bound);

 private:
  void single_query(SingleQuery& single, Draft& draft);
  void clause(Clause& clause, Draft& draft);
  void projection(Clause& clause, Draft& draft);
  void expression(Expression* expression, const std::set<int>& bound);
  void pattern_expressions(Pattern& pattern, const std::set<int>& bound);
  void match_clause(Clause& clause, Draft& draft);

  // ---- match.cc ----
  void match(Pattern& pattern, Expression* where, Draft& draft);
  friend class MatchPlanner;

  const PropertyGraph& graph_;
};

// Puts a step on top of the draft.
Step& add_step(Draft& draft, StepKind kind, double rows, std::string details = {});

// The slots of variables that occur in it, patterns and subqueries included.
void collect_slots(const Expression& expression, std::set<int>& into);
bool has_subquery(const Expression& expression);

}  // namespace trine::query
