// WITH and RETURN: what they rename, group by, aggregate and sort.
#include <algorithm>

#include "graph/query/semantics/analyzer.h"

namespace trine::query {
namespace {

using K = ExpressionKind;

// A variable, or a property of one: what may stand beside an aggregation if it is grouped by.
bool is_simple(const Expression& expression) {
  if (expression.kind == K::kVariable) return true;
  return expression.kind == K::kProperty && is_simple(*expression.arguments[0]);
}

ExpressionPtr reference(const std::string& name, Position at) {
  auto made = std::make_unique<Expression>();
  made->kind = K::kVariable;
  made->name = name;
  made->text = name;
  made->position = at;
  return made;
}

[[noreturn]] void ambiguous(const Expression& at) {
  syntax_error("AmbiguousAggregationExpression", at.position,
               "'" + at.text +
                   "' beside an aggregation must be grouped by: give it a name in a "
                   "WITH before");
}

}  // namespace

void Analyzer::expand_star(Clause& clause, const Scope& scope, const Scope& outer) const {
  auto& projection = clause.projection;
  std::vector<ProjectionItem> items;
  for (const auto& [name, variable] : scope) {
    if (outer.contains(name) && clause.kind == ClauseKind::kReturn) continue;
    ProjectionItem item;
    item.expression = reference(name, clause.position);
    item.alias = name;
    item.has_alias = true;
    item.position = clause.position;
    items.push_back(std::move(item));
  }
  if (items.empty() && projection.items.empty() && clause.kind == ClauseKind::kReturn) {
    syntax_error("NoVariablesInScope", clause.position, "there is no variable that * could be");
  }
  std::move(projection.items.begin(), projection.items.end(), std::back_inserter(items));
  projection.items = std::move(items);
}

void Analyzer::check_aliases(const Clause& clause) const {
  std::set<std::string> names;
  for (const auto& item : clause.projection.items) {
    if (!names.insert(item.alias).second) {
      syntax_error("ColumnNameConflict", item.position,
                   "two columns are called '" + item.alias + "'");
    }
  }
}

void Analyzer::check_grouping(const Expression& of, const std::set<std::string>& keys) const {
  if (of.kind == K::kAggregate) return;
  if (is_simple(of)) {
    for (const Expression* part = &of;; part = part->arguments[0].get()) {
      if (keys.contains(canonical(*part))) return;
      if (part->kind == K::kVariable) ambiguous(of);
    }
  }
  // What it brings along itself is no part of the rows.
  std::set<std::string> inner = keys;
  if (of.kind == K::kListComprehension || of.kind == K::kQuantifier || of.kind == K::kReduce) {
    for (const auto& name : of.names) inner.insert(canonical(*reference(name, {})));
  }
  for_each_part(of, [&](const Expression& part) { check_grouping(part, inner); });
}

void Analyzer::take_aggregates(ExpressionPtr& of, Projection& projection) {
  if (of == nullptr) return;
  if (of->kind == K::kAggregate) {
    auto place = reference(of->text, of->position);
    place->slot = new_slot();
    of->slot = place->slot;
    projection.aggregate_calls.push_back(std::move(of));
    of = std::move(place);
    return;
  }
  for (auto& argument : of->arguments) take_aggregates(argument, projection);
}

void Analyzer::projection(Clause& clause, Scope& scope, const Scope& outer) {
  auto& of = clause.projection;
  if (of.all) expand_star(clause, scope, outer);
  check_aliases(clause);
  const Scope before = scope;
  Scope after = outer;
  std::set<std::string> keys;
  for (auto& item : of.items) {
    const StaticType type = expression(*item.expression, before, {false, true, false});
    if (has_aggregate(*item.expression)) {
      of.aggregates = true;
    } else {
      keys.insert(canonical(*item.expression));
    }
    item.slot = item.expression->kind == K::kVariable ? item.expression->slot : new_slot();
    after[item.alias] = {item.slot, type};
  }
  if (of.aggregates) {
    for (const auto& item : of.items) {
      if (has_aggregate(*item.expression)) check_grouping(*item.expression, keys);
    }
  }
  sort_items(of, before, after);
  for (const auto& item : of.items) {
    if (clause.kind == ClauseKind::kWith && !item.has_alias &&
        item.expression->kind != K::kVariable) {
      syntax_error("NoExpressionAlias", item.position,
                   "'" + item.alias + "' needs a name here: ... AS name");
    }
  }
  for (auto& item : of.items) {
    if (of.aggregates) take_aggregates(item.expression, of);
  }
  if (of.skip != nullptr) row_count(*of.skip, "SKIP");
  if (of.limit != nullptr) row_count(*of.limit, "LIMIT");
  if (of.where != nullptr) {
    Scope seen = of.aggregates || of.distinct ? Scope{} : before;
    for (const auto& [name, one] : after) seen[name] = one;
    if (!may_be(expression(*of.where, seen, {true, false, false}), kinds(Kind::kBoolean))) {
      syntax_error("InvalidArgumentType", of.where->position, "WHERE takes a condition");
    }
  }
  scope = std::move(after);
}

// The sort keys of a projection that aggregates, or keeps distinct rows, see only what it gives:
// by name, or written again.
void Analyzer::sort_items(Projection& of, const Scope& before, const Scope& after) {
  const bool closed = of.aggregates || of.distinct;
  Scope seen = closed ? Scope{} : before;
  for (const auto& [name, one] : after) seen[name] = one;
  for (auto& item : of.order) {
    const bool aggregating = has_aggregate(*item.expression);
    if (aggregating && !of.aggregates) {
      syntax_error("InvalidAggregation", item.expression->position,
                   "nothing is aggregated here that could be sorted by");
    }
    if (closed) rewrite_sort(item.expression, of, aggregating, after);
    expression(*item.expression, seen, {false, false, false});
  }
}

void Analyzer::rewrite_sort(ExpressionPtr& of, const Projection& projection, bool aggregating,
                            const Scope& after) const {
  if (of == nullptr) return;
  // A name that the projection gives is that.
  if (of->kind == K::kVariable && after.contains(of->name)) return;
  // Written as it was read: aggregates by their names in lower case, as expression() leaves them.
  auto written = canonical(*of);
  if (of->kind == K::kCall && is_aggregate(of->name)) {
    of->kind = K::kAggregate;
    for (char& c : of->name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    written = canonical(*of);
  }
  for (const auto& item : projection.items) {
    if (canonical(*item.expression) != written) continue;
    if (aggregating && of->kind != K::kAggregate && !is_simple(*of) &&
        !has_aggregate(*item.expression) && has_variable(*of)) {
      ambiguous(*of);
    }
    auto place = reference(item.alias, of->position);
    of = std::move(place);
    return;
  }
  if (of->kind == K::kAggregate) {
    for (const auto& argument : of->arguments) {
      for_each_part(*argument, [&](const Expression& part) {
        if (part.kind == K::kVariable && !after.contains(part.name)) {
          syntax_error("UndefinedVariable", part.position,
                       "there is no variable '" + part.name + "' here");
        }
      });
      if (argument->kind == K::kVariable && !after.contains(argument->name)) {
        syntax_error("UndefinedVariable", argument->position,
                     "there is no variable '" + argument->name + "' here");
      }
    }
    syntax_error("UndefinedVariable", of->position, "'" + of->text + "' is not among the columns");
  }
  for (auto& argument : of->arguments) rewrite_sort(argument, projection, aggregating, after);
}

void Analyzer::row_count(Expression& of, const char* word) {
  if (has_variable(of)) {
    syntax_error("NonConstantExpression", of.position,
                 std::string(word) + " can't depend on the rows");
  }
  const StaticType type = expression(of, {}, {});
  if (of.kind == K::kLiteral && of.value.is(Kind::kInteger) && of.value.integer() < 0) {
    syntax_error("NegativeIntegerArgument", of.position, std::string(word) + " can't be negative");
  }
  const bool wrong = (type.kinds & kinds(Kind::kInteger)) == 0;
  if (wrong) {
    syntax_error("InvalidArgumentType", of.position, std::string(word) + " takes an integer");
  }
}

}  // namespace trine::query
