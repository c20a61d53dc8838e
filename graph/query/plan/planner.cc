#include "graph/query/plan/planner.h"

#include <cmath>

namespace trine::query {
namespace {

std::unique_ptr<Step> argument() { return std::make_unique<Step>(); }

std::string joined(const std::vector<ProjectionItem>& items) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += ", ";
    text += item.expression->text;
    if (item.has_alias && item.expression->text != item.alias) text += " AS " + item.alias;
  }
  return text;
}

std::string joined(const std::vector<SortItem>& items) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += ", ";
    text += item.expression->text + (item.descending ? " DESC" : "");
  }
  return text;
}

double literal_count(const Expression* expression, double otherwise) {
  return expression != nullptr && expression->value.is(Kind::kInteger)
             ? static_cast<double>(expression->value.integer())
             : otherwise;
}

// All slots that a part of a query writes, whatever it is.
void collect_pattern(const Pattern& pattern, std::set<int>& into) {
  for (const auto& part : pattern.parts) {
    if (part.slot != kNoSlot) into.insert(part.slot);
    for (const auto& node : part.nodes) {
      into.insert(node.slot);
      if (node.properties != nullptr) collect_slots(*node.properties, into);
    }
    for (const auto& one : part.relationships) {
      into.insert(one.slot);
      if (one.properties != nullptr) collect_slots(*one.properties, into);
    }
  }
}

}  // namespace

Step& add_step(Draft& draft, StepKind kind, double rows, std::string details) {
  auto step = std::make_unique<Step>();
  step->kind = kind;
  step->rows = rows;
  step->details = std::move(details);
  if (draft.last != nullptr) step->children.push_back(std::move(draft.last));
  draft.last = std::move(step);
  draft.rows = rows;
  return *draft.last;
}

void collect_slots(const Expression& expression, std::set<int>& into) {
  if (expression.kind == ExpressionKind::kVariable) into.insert(expression.slot);
  for (const auto& one : expression.arguments) {
    if (one != nullptr) collect_slots(*one, into);
  }
  collect_pattern(expression.pattern, into);
}

bool has_subquery(const Expression& expression) {
  if (expression.subquery != nullptr) return true;
  for (const auto& one : expression.arguments) {
    if (one != nullptr && has_subquery(*one)) return true;
  }
  return false;
}

std::unique_ptr<Step> make_plan(Query& query, const PropertyGraph& graph) {
  return Planner(graph).query(query, {});
}

std::unique_ptr<Step> Planner::query(Query& query, const std::set<int>& bound) {
  std::vector<Draft> parts;
  for (auto& single : query.parts) {
    Draft draft;
    draft.bound = bound;
    draft.last = argument();
    single_query(single, draft);
    parts.push_back(std::move(draft));
  }
  if (parts.size() == 1) return std::move(parts.front().last);
  Draft all;
  double rows = 0;
  for (const auto& part : parts) rows += part.rows;
  auto& merged = add_step(all, StepKind::kUnion, rows);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    // The results of all parts go where those of the first are.
    if (i > 0) {
      auto& move = add_step(parts[i], StepKind::kMove, parts[i].rows);
      move.from_slots = query.column_slots[i];
      move.slots = query.column_slots[0];
    }
    merged.children.push_back(std::move(parts[i].last));
  }
  if (!query.union_all.front()) {
    add_step(all, StepKind::kDistinct, rows).slots = query.column_slots[0];
  }
  return std::move(all.last);
}

void Planner::single_query(SingleQuery& single, Draft& draft) {
  for (auto& one : single.clauses) clause(one, draft);
}

void Planner::match_clause(Clause& clause, Draft& draft) {
  if (!clause.optional) {
    match(clause.pattern, clause.where.get(), draft);
    return;
  }
  Draft inner;
  inner.last = argument();
  inner.bound = draft.bound;
  match(clause.pattern, clause.where.get(), inner);
  const double rows = draft.rows * std::max(1.0, inner.rows);
  auto& step = add_step(draft, StepKind::kOptional, rows);
  for (const int slot : inner.bound) {
    if (!draft.bound.contains(slot)) step.slots.push_back(slot);
  }
  step.children.push_back(std::move(inner.last));
  draft.bound = inner.bound;
}

void Planner::clause(Clause& clause, Draft& draft) {
  switch (clause.kind) {
    case ClauseKind::kMatch:
      match_clause(clause, draft);
      break;
    case ClauseKind::kUnwind: {
      expression(clause.expression.get(), draft.bound);
      auto& step = add_step(draft, StepKind::kUnwind, draft.rows * 10,
                            clause.expression->text + " AS " + clause.variable);
      step.expression = clause.expression.get();
      step.slot = clause.slot;
      draft.bound.insert(clause.slot);
      break;
    }
    case ClauseKind::kCall: {
      for (auto& argument : clause.arguments) expression(argument.get(), draft.bound);
      auto& step = add_step(draft, StepKind::kCall, draft.rows * 10, clause.name);
      step.clause = &clause;
      for (const auto& item : clause.yields) draft.bound.insert(item.slot);
      if (clause.where == nullptr) break;
      expression(clause.where.get(), draft.bound);
      auto& filter = add_step(draft, StepKind::kFilter, draft.rows / 2, clause.where->text);
      filter.predicates.push_back(
          {Predicate::Kind::kExpression, clause.where.get(), kNoSlot, {}, {}, clause.where->text});
      break;
    }
    case ClauseKind::kCallSubquery: {
      auto inner = query(*clause.subquery, draft.bound);
      Draft nested;
      nested.rows = inner->rows;
      nested.last = std::move(inner);
      if (!clause.yields.empty()) {
        auto& move = add_step(nested, StepKind::kMove, nested.rows);
        move.from_slots = clause.subquery->column_slots[0];
        for (const auto& item : clause.yields) move.slots.push_back(item.slot);
      }
      auto& step = add_step(draft, StepKind::kApply, draft.rows * std::max(1.0, nested.rows));
      step.children.push_back(std::move(nested.last));
      for (const auto& item : clause.yields) draft.bound.insert(item.slot);
      break;
    }
    case ClauseKind::kWith:
    case ClauseKind::kReturn:
      projection(clause, draft);
      break;
    case ClauseKind::kCreate: {
      pattern_expressions(clause.pattern, draft.bound);
      add_step(draft, StepKind::kCreate, draft.rows).clause = &clause;
      collect_pattern(clause.pattern, draft.bound);
      break;
    }
    case ClauseKind::kOtherWrite:
      break;
  }
}

void Planner::projection(Clause& clause, Draft& draft) {
  auto& of = clause.projection;
  for (auto& call : of.aggregate_calls) expression(call.get(), draft.bound);
  for (auto& item : of.items) expression(item.expression.get(), draft.bound);
  if (of.aggregates) {
    double groups = std::sqrt(draft.rows);
    bool keys = false;
    std::string names;
    for (const auto& call : of.aggregate_calls) {
      names += (names.empty() ? "" : ", ") + call->text;
    }
    for (const auto& item : of.items) {
      std::set<int> slots;
      collect_slots(*item.expression, slots);
      bool aggregated = false;
      for (const auto& call : of.aggregate_calls)
        aggregated = aggregated || slots.contains(call->slot);
      if (aggregated) continue;
      keys = true;
      names += " by " + item.expression->text;
    }
    if (!keys) groups = 1;
    add_step(draft, StepKind::kAggregate, groups, names).projection = &of;
    for (const auto& call : of.aggregate_calls) draft.bound.insert(call->slot);
  }
  bool renames_only = true;
  for (const auto& item : of.items) {
    renames_only = renames_only && item.expression->kind == ExpressionKind::kVariable &&
                   item.slot == item.expression->slot;
    draft.bound.insert(item.slot);
  }
  if (!renames_only) {
    add_step(draft, StepKind::kProject, draft.rows, joined(of.items)).projection = &of;
  }
  if (of.distinct) {
    auto& step = add_step(draft, StepKind::kDistinct, draft.rows);
    for (const auto& item : of.items) step.slots.push_back(item.slot);
  }
  if (!of.order.empty()) {
    for (auto& item : of.order) expression(item.expression.get(), draft.bound);
    auto& step = add_step(draft, StepKind::kSort, draft.rows, joined(of.order));
    step.projection = &of;
    step.skip = of.skip.get();
    // Where nothing is filtered away after it, no more than the limit needs to be kept.
    step.limit = of.limit.get();
  }
  if (of.skip != nullptr) {
    add_step(draft, StepKind::kSkip, draft.rows, of.skip->text).expression = of.skip.get();
  }
  if (of.limit != nullptr) {
    const double rows = std::min(draft.rows, literal_count(of.limit.get(), draft.rows));
    add_step(draft, StepKind::kLimit, rows, of.limit->text).expression = of.limit.get();
  }
  if (of.where != nullptr) {
    expression(of.where.get(), draft.bound);
    auto& step = add_step(draft, StepKind::kFilter, draft.rows / 2, of.where->text);
    step.predicates.push_back(
        {Predicate::Kind::kExpression, of.where.get(), kNoSlot, {}, {}, of.where->text});
  }
}

void Planner::pattern_expressions(Pattern& pattern, const std::set<int>& bound) {
  for (auto& part : pattern.parts) {
    for (auto& node : part.nodes) expression(node.properties.get(), bound);
    for (auto& one : part.relationships) expression(one.properties.get(), bound);
  }
}

// Plans the patterns and subqueries within it.
void Planner::expression(Expression* of, const std::set<int>& bound) {
  if (of == nullptr) return;
  for (auto& one : of->arguments) expression(one.get(), bound);
  if (of->subquery != nullptr) {
    auto plan = std::make_shared<SubqueryPlan>();
    plan->root = query(*of->subquery, bound);
    if (of->kind == ExpressionKind::kCollect) {
      plan->result_slot = of->subquery->column_slots[0][0];
    }
    of->plan = std::move(plan);
    return;
  }
  if (of->pattern.parts.empty()) return;
  Draft inner;
  inner.last = argument();
  inner.bound = bound;
  Expression* where =
      of->kind == ExpressionKind::kPatternComprehension ? of->arguments[0].get() : nullptr;
  // Names that the pattern does not bring along are known outside, also those of a comprehension
  // around it.
  for (auto& part : of->pattern.parts) {
    for (auto& node : part.nodes) {
      if (node.bound) inner.bound.insert(node.slot);
    }
    for (auto& one : part.relationships) {
      if (one.bound) inner.bound.insert(one.slot);
    }
  }
  match(of->pattern, where, inner);
  of->plan = std::make_shared<SubqueryPlan>();
  of->plan->root = std::move(inner.last);
}

}  // namespace trine::query
