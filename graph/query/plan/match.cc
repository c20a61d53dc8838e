// The plan of one pattern: where to start, and in which order to go on.
#include <algorithm>
#include <cmath>
#include <limits>

#include "graph/query/plan/match_planner.h"

namespace trine::query {
void Planner::match(Pattern& pattern, Expression* where, Draft& draft) {
  pattern_expressions(pattern, draft.bound);
  MatchPlanner(*this, pattern, where, draft).plan();
}

// Nodes that earlier clauses found must be nodes; null matches nothing.
void MatchPlanner::use_known_nodes() {
  for (const auto& node : nodes_) {
    if (!known(node.slot)) continue;
    pending_.push_back(
        {{Predicate::Kind::kIsNode, nullptr, node.slot, {}, {}, node.name}, {node.slot}, 1.0});
  }
}

void MatchPlanner::apply_predicates() {
  std::vector<Predicate> ready;
  double rows = draft_.rows;
  std::string text;
  // Whether they are nodes comes first.
  for (const bool first : {true, false}) {
    std::erase_if(pending_, [&](PendingPredicate& one) {
      const bool is_first = one.predicate.kind == Predicate::Kind::kIsNode;
      if (is_first != first ||
          !std::all_of(one.needs.begin(), one.needs.end(), [&](int slot) { return known(slot); })) {
        return false;
      }
      rows *= one.selectivity;
      if (!is_first) text += (text.empty() ? "" : ", ") + one.predicate.text;
      ready.push_back(std::move(one.predicate));
      return true;
    });
  }
  if (ready.empty()) return;
  add_step(draft_, StepKind::kFilter, rows, text).predicates = std::move(ready);
}

const PatternNode& MatchPlanner::node(int slot) const {
  return *std::find_if(nodes_.begin(), nodes_.end(),
                       [&](const PatternNode& one) { return one.slot == slot; });
}

double MatchPlanner::label_share(const PatternNode& of) const {
  double share = 1;
  const double all = std::max(1.0, graph_.count_nodes());
  for (const auto& name : of.labels) {
    const auto label = graph_.label(name);
    share = std::min(share, label ? graph_.count_nodes(*label) / all : 0.0);
  }
  return share;
}

double MatchPlanner::count_relationships(const RelationshipPattern& of) const {
  if (of.types.empty()) return graph_.count_relationships();
  double count = 0;
  for (const auto& name : of.types) {
    if (const auto type = graph_.type(name)) count += graph_.count_relationships(*type);
  }
  return count;
}

double MatchPlanner::degree(const RelationshipPattern& of) const {
  return count_relationships(of) / std::max(1.0, graph_.count_nodes()) *
         (of.direction == Direction::kBoth ? 2 : 1);
}

double MatchPlanner::fan_out(const PatternEdge& edge) const {
  const bool both = known(edge.left) && known(edge.right);
  const double one = degree(*edge.relationship);
  if (edge.relationship->bound || known(edge.relationship->slot)) return 0.01;
  if (!edge.relationship->variable_length) {
    if (both) return 0.02;
    return one * label_share(node(known(edge.left) ? edge.right : edge.left));
  }
  const double hops =
      static_cast<double>(std::min<std::uint64_t>(edge.relationship->most.value_or(5), 5));
  return std::max(0.05, std::pow(std::max(one, 1.1), hops) * (both ? 0.1 : 1.0));
}

PatternEdge* MatchPlanner::cheapest_edge() {
  PatternEdge* best = nullptr;
  double least = std::numeric_limits<double>::infinity();
  for (auto& edge : edges_) {
    if (edge.done) continue;
    const bool both = known(edge.left) && known(edge.right);
    const bool selects = edge.part->selector != Selector::kAll;
    const bool by_relationship =
        !edge.relationship->variable_length && known(edge.relationship->slot);
    if (selects ? !both : !(known(edge.left) || known(edge.right) || by_relationship)) continue;
    const double cost = fan_out(edge);
    if (cost < least) {
      least = cost;
      best = &edge;
    }
  }
  return best;
}

std::string MatchPlanner::arrow(const RelationshipPattern& of, bool reversed) const {
  std::string inside = of.variable + words(of.types, "|");
  if (of.variable_length) {
    inside += "*";
    if (of.least != 1) inside += std::to_string(of.least);
    if (of.least != 1 || of.most) inside += "..";
    if (of.most) inside += std::to_string(*of.most);
  }
  const Direction direction = !reversed                         ? of.direction
                              : of.direction == Direction::kOut ? Direction::kIn
                              : of.direction == Direction::kIn  ? Direction::kOut
                                                                : Direction::kBoth;
  return std::string(direction == Direction::kIn ? "<-[" : "-[") + inside +
         (direction == Direction::kOut ? "]->" : "]-");
}

void MatchPlanner::take(PatternEdge& edge) {
  edge.done = true;
  if (edge.part->selector != Selector::kAll) {
    shortest(edge);
    return;
  }
  const auto& of = *edge.relationship;
  const bool unique = edge.part->mode != PathMode::kWalk;
  const bool reversed = !known(edge.left);
  const int from = reversed ? edge.right : edge.left;
  const int to = reversed ? edge.left : edge.right;
  const bool into = known(to);
  const double rows = draft_.rows * fan_out(edge);
  const std::string details =
      "(" + node(from).name + ")" + arrow(of, reversed) + "(" + node(to).name + ")";
  StepKind kind = into ? StepKind::kExpandInto : StepKind::kExpand;
  if (of.variable_length) kind = StepKind::kVariableExpand;
  if (!of.variable_length && known(of.slot)) kind = StepKind::kEndpoints;
  auto& step = add_step(draft_, kind, rows, details);
  step.relationship = &of;
  step.path = edge.part;
  step.slot = of.slot;
  step.types = of.types;
  step.reversed = reversed;
  step.from_slot = kind == StepKind::kEndpoints ? edge.left : from;
  step.to_slot = kind == StepKind::kEndpoints ? edge.right : to;
  // What is known already is compared; these three may be.
  for (const int slot : {edge.left, edge.right, of.slot}) {
    if (known(slot)) step.slots.push_back(slot);
  }
  step.direction = of.direction;
  if (reversed && kind != StepKind::kEndpoints && of.direction != Direction::kBoth) {
    step.direction = of.direction == Direction::kOut ? Direction::kIn : Direction::kOut;
  }
  if (unique) step.other_relationships = used_relationships_;
  if (unique) used_relationships_.push_back(of.slot);
  draft_.bound.insert({edge.left, edge.right, of.slot});
}

void MatchPlanner::shortest(PatternEdge& edge) {
  auto& step = add_step(draft_, StepKind::kShortestPaths, draft_.rows,
                        "(" + node(edge.left).name + ")" + arrow(*edge.relationship, false) + "(" +
                            node(edge.right).name + ")");
  step.relationship = edge.relationship;
  step.path = edge.part;
  step.types = edge.relationship->types;
  step.direction = edge.relationship->direction;
  step.slot = edge.relationship->slot;
  step.path_slot = edge.part->slot;
  step.from_slot = edge.left;
  step.to_slot = edge.right;
  draft_.bound.insert(edge.relationship->slot);
  if (edge.part->slot != kNoSlot) draft_.bound.insert(edge.part->slot);
}

const PendingPredicate* MatchPlanner::indexed(int slot) const {
  for (const auto& one : pending_) {
    if (one.predicate.kind != Predicate::Kind::kProperty || one.predicate.slot != slot ||
        !graph_.has_index(one.predicate.key)) {
      continue;
    }
    const bool ready = std::all_of(one.needs.begin(), one.needs.end(),
                                   [&](int need) { return need == slot || known(need); });
    if (ready) return &one;
  }
  return nullptr;
}

// Where the graph can list relationships, and fewer of one kind are than of the nodes to begin with
// (each of which would be looked at for them).
bool MatchPlanner::start_by_relationship(double nodes) {
  if (!graph_.finds_relationships()) return false;
  const PatternEdge* best = nullptr;
  double least = nodes;
  for (const auto& edge : edges_) {
    const bool plain = !edge.done && edge.part->selector == Selector::kAll &&
                       !edge.relationship->variable_length && !known(edge.relationship->slot) &&
                       !known(edge.left) && !known(edge.right);
    if (!plain) continue;
    const double count = count_relationships(*edge.relationship);
    if (count < least) {
      least = count;
      best = &edge;
    }
  }
  if (best == nullptr) return false;
  auto& step = add_step(draft_, StepKind::kRelationships, draft_.rows * least,
                        arrow(*best->relationship, false));
  step.slot = best->relationship->slot;
  step.types = best->relationship->types;
  draft_.bound.insert(step.slot);
  return true;
}

bool MatchPlanner::start() {
  const PatternNode* best = nullptr;
  double least = std::numeric_limits<double>::infinity();
  for (const auto& one : nodes_) {
    if (known(one.slot)) continue;
    const double rows = indexed(one.slot) != nullptr ? 1 : graph_.count_nodes() * label_share(one);
    if (rows < least) {
      least = rows;
      best = &one;
    }
  }
  if (best == nullptr) return false;
  if (start_by_relationship(least)) return true;
  if (const auto* index = indexed(best->slot)) {
    auto& step = add_step(draft_, StepKind::kIndexNodes, draft_.rows * 2, index->predicate.text);
    step.key = index->predicate.key;
    step.expression = index->predicate.expression;
    step.slot = best->slot;
  } else {
    std::string label;
    double count = std::numeric_limits<double>::infinity();
    for (const auto& name : best->labels) {
      const auto found = graph_.label(name);
      const double nodes = found ? graph_.count_nodes(*found) : 0;
      if (nodes < count) {
        count = nodes;
        label = name;
      }
    }
    const bool labelled = !best->labels.empty();
    auto& step =
        add_step(draft_, labelled ? StepKind::kLabelNodes : StepKind::kAllNodes,
                 draft_.rows * least, "(" + best->name + (labelled ? ":" + label : "") + ")");
    step.slot = best->slot;
    if (labelled) step.labels = {label};
  }
  draft_.bound.insert(best->slot);
  return true;
}

void MatchPlanner::build_paths() {
  for (const auto& part : pattern_.parts) {
    const bool checked = part.mode == PathMode::kAcyclic || part.mode == PathMode::kSimple;
    if (part.selector != Selector::kAll || part.slot == kNoSlot) continue;
    auto& step = add_step(draft_, StepKind::kBuildPath, draft_.rows, part.variable);
    step.path = &part;
    step.path_slot = part.slot;
    draft_.bound.insert(part.slot);
    if (!checked) continue;
    auto& filter = add_step(draft_, StepKind::kFilter, draft_.rows, "no node twice");
    filter.predicates.push_back(
        {part.mode == PathMode::kAcyclic ? Predicate::Kind::kAcyclic : Predicate::Kind::kSimple,
         nullptr,
         part.slot,
         {},
         {},
         {}});
  }
}

}  // namespace trine::query
