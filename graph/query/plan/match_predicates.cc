// What must be true of a pattern's nodes and relationships, and what has to be known before each
// can be asked.
#include <algorithm>

#include "graph/query/plan/match_planner.h"

namespace trine::query {
namespace {

void split_conjunction(Expression* of, std::vector<Expression*>& into) {
  if (of == nullptr) return;
  if (of->kind == ExpressionKind::kAnd) {
    split_conjunction(of->arguments[0].get(), into);
    split_conjunction(of->arguments[1].get(), into);
  } else {
    into.push_back(of);
  }
}

}  // namespace

std::string words(const std::vector<std::string>& names, const char* separator) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? ":" : separator) + name;
  return text;
}

void MatchPlanner::collect(Expression* where) {
  for (auto& part : pattern_.parts) {
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
      auto& one = part.nodes[i];
      auto found = std::find_if(nodes_.begin(), nodes_.end(),
                                [&](const PatternNode& node) { return node.slot == one.slot; });
      if (found == nodes_.end()) {
        nodes_.push_back({one.slot, one.variable, {}});
        found = nodes_.end() - 1;
      }
      found->labels.insert(found->labels.end(), one.labels.begin(), one.labels.end());
      if (!one.labels.empty()) {
        Predicate has{Predicate::Kind::kLabels,
                      nullptr,
                      one.slot,
                      {},
                      one.labels,
                      one.variable + words(one.labels, ":")};
        pending_.push_back({std::move(has), {one.slot}, 1.0});
      }
      collect_properties(one.slot, one.properties.get(), one.variable);
      if (i < part.relationships.size()) {
        edges_.push_back({&part, &part.relationships[i], one.slot, part.nodes[i + 1].slot, false});
      }
    }
    for (auto& one : part.relationships) {
      if (!one.variable_length) {
        collect_properties(one.slot, one.properties.get(), one.variable);
      }
    }
  }
  collect_conditions(where);
}

void MatchPlanner::collect_properties(int slot, Expression* properties, const std::string& name) {
  if (properties == nullptr) return;
  for (std::size_t i = 0; i < properties->names.size(); ++i) {
    const Expression* value = properties->arguments[i].get();
    Predicate has{
        Predicate::Kind::kProperty, value, slot,
        properties->names[i],       {},    name + "." + properties->names[i] + " = " + value->text};
    PendingPredicate pending{std::move(has), {slot}, kEquality};
    collect_slots(*value, pending.needs);
    pending_.push_back(std::move(pending));
  }
}

void MatchPlanner::collect_conditions(Expression* where) {
  std::vector<Expression*> conditions;
  split_conjunction(where, conditions);
  for (Expression* condition : conditions) {
    PendingPredicate pending;
    pending.predicate = {Predicate::Kind::kExpression, condition, kNoSlot, {}, {}, condition->text};
    collect_slots(*condition, pending.needs);
    std::set<int> of_pattern = draft_.bound;
    for (const auto& node : nodes_) of_pattern.insert(node.slot);
    for (const auto& edge : edges_) of_pattern.insert(edge.relationship->slot);
    for (const auto& part : pattern_.parts) of_pattern.insert(part.slot);
    // A subquery may see all; what a condition brings along itself need not be known.
    if (has_subquery(*condition)) {
      pending.needs = of_pattern;
      pending.needs.erase(kNoSlot);
    } else {
      std::erase_if(pending.needs, [&](int slot) { return !of_pattern.contains(slot); });
    }
    planner_.expression(condition, of_pattern);
    // variable.key = value finds by an index, too.
    const bool equality = condition->kind == ExpressionKind::kComparison &&
                          condition->operators.size() == 1 && condition->operators[0] == "=";
    for (int side = 0; equality && side < 2; ++side) {
      const Expression& property = *condition->arguments[static_cast<std::size_t>(side)];
      const Expression& value = *condition->arguments[static_cast<std::size_t>(1 - side)];
      if (property.kind != ExpressionKind::kProperty ||
          property.arguments[0]->kind != ExpressionKind::kVariable) {
        continue;
      }
      std::set<int> value_needs;
      collect_slots(value, value_needs);
      const int slot = property.arguments[0]->slot;
      if (value_needs.contains(slot)) continue;
      pending.predicate = {
          Predicate::Kind::kProperty, &value, slot, property.name, {}, condition->text};
      pending.selectivity = kEquality;
      break;
    }
    pending_.push_back(std::move(pending));
  }
}

}  // namespace trine::query
