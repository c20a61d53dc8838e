#include <sstream>

#include "graph/query/semantics/analyzer.h"

namespace trine::query {
namespace {

template <class Properties, class Visit>
void visit_pattern(Properties& pattern, const Visit& visit) {
  for (auto& part : pattern.parts) {
    for (auto& node : part.nodes) {
      if (node.properties != nullptr) visit(*node.properties);
    }
    for (auto& relationship : part.relationships) {
      if (relationship.properties != nullptr) visit(*relationship.properties);
    }
  }
}

bool any_part(const Expression& expression, bool (*wanted)(const Expression&)) {
  bool found = false;
  for_each_part(expression, [&](const Expression& part) { found = found || wanted(part); });
  return found;
}

}  // namespace

void for_each_part(const Expression& expression,
                   const std::function<void(const Expression&)>& visit) {
  for (const auto& argument : expression.arguments) {
    if (argument != nullptr) visit(*argument);
  }
  visit_pattern(expression.pattern, visit);
}

std::string canonical(const Expression& expression) {
  std::ostringstream text;
  text << '(' << static_cast<int>(expression.kind) << ' ' << expression.name << ' '
       << expression.value << (expression.distinct ? " distinct" : "");
  for (const auto& name : expression.names) text << " :" << name;
  for (const auto& sign : expression.operators) text << ' ' << sign;
  // Patterns and subqueries say all in their text.
  if (!expression.pattern.parts.empty() || expression.subquery != nullptr) {
    text << ' ' << expression.text;
  }
  for (const auto& argument : expression.arguments) {
    text << ' ' << (argument == nullptr ? std::string("-") : canonical(*argument));
  }
  text << ')';
  return text.str();
}

bool has_aggregate(const Expression& expression) {
  if (expression.kind == ExpressionKind::kAggregate) return true;
  if (expression.kind == ExpressionKind::kCall && is_aggregate(expression.name)) return true;
  return any_part(expression, has_aggregate);
}

bool varies(const Expression& expression) {
  if (expression.kind == ExpressionKind::kCall) {
    const Function* function = find_function(expression.name);
    if (function != nullptr && function->varies) return true;
  }
  return any_part(expression, varies);
}

bool has_variable(const Expression& expression) {
  if (expression.kind == ExpressionKind::kVariable) return true;
  return any_part(expression, has_variable);
}

}  // namespace trine::query
