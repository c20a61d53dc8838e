#include <algorithm>

#include "graph/query/semantics/analyzer.h"

namespace trine::query {
namespace {

// The kinds of values that a procedure's type name stands for.
Kinds kinds_of_type(const std::string& type) {
  if (type == "INTEGER") return kinds(Kind::kInteger);
  if (type == "FLOAT" || type == "NUMBER") return kNumbers;
  if (type == "STRING") return kinds(Kind::kString);
  if (type == "BOOLEAN") return kinds(Kind::kBoolean);
  if (type == "NODE") return kinds(Kind::kNode);
  if (type == "RELATIONSHIP") return kinds(Kind::kRelationship);
  if (type == "PATH") return kinds(Kind::kPath);
  if (type == "MAP") return kinds(Kind::kMap);
  if (type.starts_with("LIST")) return kinds(Kind::kList);
  return kAnyKind;
}

bool is_write(const Clause& clause) {
  return clause.kind == ClauseKind::kCreate || clause.kind == ClauseKind::kOtherWrite;
}

}  // namespace

void analyze(Query& query, const AnalyzeOptions& options) {
  Analyzer analyzer(options);
  analyzer.query(query, {}, true, false);
  query.slots = analyzer.slots();
  query.writes = analyzer.writes();
}

void Analyzer::query(Query& query, const Scope& outer, bool needs_result, bool nested) {
  for (std::size_t i = 1; i < query.union_all.size(); ++i) {
    if (query.union_all[i] != query.union_all[0]) {
      syntax_error("InvalidClauseComposition", query.union_positions[i],
                   "UNION and UNION ALL can't be mixed");
    }
  }
  query.column_slots.clear();
  for (std::size_t i = 0; i < query.parts.size(); ++i) {
    std::vector<std::string> columns;
    std::vector<int> slots;
    single_query(query.parts[i], outer, needs_result, nested, columns, slots);
    if (i == 0) {
      query.columns = columns;
    } else if (columns != query.columns) {
      // In another order they are the same.
      std::vector<int> ordered;
      for (const auto& column : query.columns) {
        const auto found = std::find(columns.begin(), columns.end(), column);
        if (found == columns.end() || columns.size() != query.columns.size()) {
          syntax_error("DifferentColumnsInUnion", query.union_positions[i - 1],
                       "the parts of a UNION must have the same columns");
        }
        ordered.push_back(slots[static_cast<std::size_t>(found - columns.begin())]);
      }
      slots = ordered;
    }
    query.column_slots.push_back(std::move(slots));
  }
}

void Analyzer::check_order(const SingleQuery& single, bool needs_result, bool nested) const {
  const auto& clauses = single.clauses;
  for (const auto& clause : clauses) {
    if (is_write(clause) && nested) {
      syntax_error("InvalidClauseComposition", clause.position,
                   "a subquery in an expression can't write");
    }
    const bool makes = options_.allow_create && clause.kind == ClauseKind::kCreate;
    if (is_write(clause) && !makes) {
      syntax_error("UnsupportedWrite", clause.position,
                   clause.name +
                       " would change the graph; a query only reads. Documents are added "
                       "with `trine build`, entities corrected with `trine entity`");
    }
    if (clause.kind == ClauseKind::kReturn && &clause != &clauses.back()) {
      syntax_error("InvalidClauseComposition", (&clause)[1].position,
                   "nothing can follow RETURN but UNION");
    }
  }
  const auto& last = clauses.back();
  const bool ends =
      last.kind == ClauseKind::kReturn || is_write(last) ||
      last.kind == ClauseKind::kCallSubquery ||
      (last.kind == ClauseKind::kCall && (clauses.size() == 1 || !last.has_yield || !needs_result));
  const bool match_alone = !needs_result && last.kind != ClauseKind::kWith;
  if (!ends && !match_alone) {
    syntax_error("InvalidClauseComposition", last.position, "a query ends with RETURN");
  }
}

void Analyzer::single_query(SingleQuery& single, const Scope& outer, bool needs_result, bool nested,
                            std::vector<std::string>& columns, std::vector<int>& column_slots) {
  check_order(single, needs_result, nested);
  Scope scope = outer;
  for (auto& clause : single.clauses) {
    switch (clause.kind) {
      case ClauseKind::kMatch:
        match(clause, scope);
        break;
      case ClauseKind::kUnwind:
        unwind(clause, scope);
        break;
      case ClauseKind::kCall: {
        const bool standalone = single.clauses.size() == 1 && !nested;
        call(clause, scope, standalone);
        if (!standalone) break;
        for (const auto& item : clause.yields) {
          columns.push_back(item.variable);
          column_slots.push_back(item.slot);
        }
        break;
      }
      case ClauseKind::kCallSubquery:
        call_subquery(clause, scope);
        break;
      case ClauseKind::kWith:
      case ClauseKind::kReturn:
        projection(clause, scope, outer);
        if (clause.kind == ClauseKind::kWith) break;
        for (const auto& item : clause.projection.items) {
          columns.push_back(item.alias);
          column_slots.push_back(item.slot);
        }
        break;
      case ClauseKind::kCreate:
        writes_ = true;
        create(clause, scope);
        break;
      case ClauseKind::kOtherWrite:
        break;
    }
  }
}

void Analyzer::match(Clause& clause, Scope& scope) {
  const Scope before = scope;
  pattern(clause.pattern, scope, true);
  if (clause.where != nullptr) {
    if (!may_be(expression(*clause.where, scope, {true, false, false}), kinds(Kind::kBoolean))) {
      syntax_error("InvalidArgumentType", clause.where->position, "WHERE takes a condition");
    }
  }
  for (const auto& [name, one] : scope) {
    if (!before.contains(name)) clause.cleared_slots.push_back(one.slot);
  }
}

void Analyzer::add_variable(const std::string& name, int slot, StaticType type, Position at,
                            Scope& scope) {
  if (scope.contains(name)) {
    syntax_error("VariableAlreadyBound", at, "the variable '" + name + "' is already there");
  }
  scope[name] = {slot, type};
}

void Analyzer::unwind(Clause& clause, Scope& scope) {
  const StaticType list = expression(*clause.expression, scope, {});
  clause.slot = new_slot();
  const bool sure = (list.kinds & ~(kinds(Kind::kList, Kind::kNull))) == 0;
  add_variable(clause.variable, clause.slot, {sure ? list.elements : kAnyKind, kAnyKind},
               clause.position, scope);
}

void Analyzer::call_arguments(Clause& clause, Scope& scope, bool standalone) {
  const auto& wanted = clause.procedure->arguments;
  if (clause.implicit_arguments && !wanted.empty()) {
    if (!standalone) {
      syntax_error("InvalidArgumentPassingMode", clause.position,
                   "within a query the arguments of " + clause.name + " must be written");
    }
    for (const auto& parameter : wanted) {
      if (options_.parameters == nullptr || !options_.parameters->contains(parameter.name)) {
        if (parameter.optional) break;
        throw QueryError("ParameterMissing", Phase::kCompile, "MissingParameter", clause.position,
                         "there is no value for the parameter $" + parameter.name);
      }
      auto argument = std::make_unique<Expression>();
      argument->kind = ExpressionKind::kParameter;
      argument->name = parameter.name;
      argument->position = clause.position;
      clause.arguments.push_back(std::move(argument));
    }
  }
  const auto least = static_cast<std::size_t>(std::count_if(
      wanted.begin(), wanted.end(), [](const Parameter& one) { return !one.optional; }));
  if (clause.arguments.size() < least || clause.arguments.size() > wanted.size()) {
    syntax_error(
        "InvalidNumberOfArguments", clause.position,
        clause.name + " does not take " + std::to_string(clause.arguments.size()) + " arguments");
  }
  for (std::size_t i = 0; i < clause.arguments.size(); ++i) {
    const StaticType type = expression(*clause.arguments[i], scope, {});
    if (!may_be(type, kinds_of_type(wanted[i].type))) {
      syntax_error("InvalidArgumentType", clause.arguments[i]->position,
                   "'" + wanted[i].name + "' of " + clause.name + " is of type " + wanted[i].type);
    }
  }
}

void Analyzer::call(Clause& clause, Scope& scope, bool standalone) {
  clause.procedure =
      options_.procedures == nullptr ? nullptr : options_.procedures->find(clause.name);
  if (clause.procedure == nullptr) {
    throw QueryError("ProcedureError", Phase::kCompile, "ProcedureNotFound", clause.position,
                     "there is no procedure " + clause.name);
  }
  call_arguments(clause, scope, standalone);
  const auto& results = clause.procedure->results;
  if (clause.yield_all && !standalone) {
    syntax_error("UnexpectedSyntax", clause.position, "YIELD * can't be used within a query");
  }
  if ((!clause.has_yield || clause.yield_all) && standalone) {
    for (const auto& result : results) {
      clause.yields.push_back({result.name, result.name, clause.position, kNoSlot, 0});
    }
  }
  for (auto& item : clause.yields) {
    const auto found = std::find_if(results.begin(), results.end(),
                                    [&](const Parameter& one) { return one.name == item.field; });
    if (found == results.end()) {
      syntax_error("UndefinedVariable", item.position,
                   clause.name + " gives no '" + item.field + "'");
    }
    item.column = static_cast<std::size_t>(found - results.begin());
    item.slot = new_slot();
    add_variable(item.variable, item.slot,
                 {kinds_of_type(found->type) | kinds(Kind::kNull), kAnyKind}, item.position, scope);
  }
  if (clause.where != nullptr) expression(*clause.where, scope, {true, false, false});
}

void Analyzer::call_subquery(Clause& clause, Scope& scope) {
  // Only what its first WITH names is seen of the query around it.
  bool imports = true;
  for (const auto& part : clause.subquery->parts) {
    imports = imports && part.clauses.front().kind == ClauseKind::kWith;
  }
  query(*clause.subquery, imports ? scope : Scope{}, false, false);
  for (std::size_t i = 0; i < clause.subquery->columns.size(); ++i) {
    YieldItem item;
    item.variable = clause.subquery->columns[i];
    item.slot = new_slot();
    add_variable(item.variable, item.slot, {}, clause.position, scope);
    clause.yields.push_back(std::move(item));
  }
}

void Analyzer::create(Clause& clause, Scope& scope) { pattern(clause.pattern, scope, true); }

}  // namespace trine::query
