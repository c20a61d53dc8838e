// Shortest paths between two known nodes, and named paths.
#include <deque>
#include <unordered_map>
#include <unordered_set>

#include "graph/query/run/walk.h"

namespace trine::query {
namespace {

class BuildPathOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override { input().open(); }

 protected:
  bool advance() override {
    if (!input().next()) return false;
    slot(step_.path_slot) = path();
    return true;
  }

 private:
  Value path() {
    const auto& part = *step_.path;
    const Value& first = slot(part.nodes.front().slot);
    if (!first.is(Kind::kNode)) return {};
    PathValue made;
    made.nodes.push_back(first.node());
    for (const auto& one : part.relationships) {
      const Value& value = slot(one.slot);
      if (value.is(Kind::kRelationship)) {
        go(made, value.relationship());
      } else if (value.is(Kind::kList)) {
        for (const auto& each : value.list()) go(made, each.relationship());
      } else {
        return {};
      }
    }
    return made;
  }

  void go(PathValue& path, RelationshipId relationship) {
    const NodeId start = run_.graph().start(relationship);
    const NodeId from = path.nodes.back();
    path.nodes.push_back(start == from ? run_.graph().end(relationship) : start);
    path.relationships.push_back(relationship);
  }
};

// One shortest path: breadth first from both ends, always from the smaller front. All of the least
// length: breadth first from the start, remembering every way each node was reached on its level.
// The first k: partial paths in order of their length, which may be many; memory is bounded.
class ShortestPathsOperator : public Operator {
 public:
  ShortestPathsOperator(const Step& step, Execution& run)
      : Operator(step, run), filter_(run.graph(), step.types) {}
  void open() override {
    found_.clear();
    at_ = 0;
    input().open();
  }

 protected:
  bool advance() override {
    while (at_ == found_.size()) {
      if (!input().next()) return false;
      found_.clear();
      at_ = 0;
      search();
    }
    give(found_[at_++]);
    return true;
  }

 private:
  void search() {
    const Value& from = slot(step_.from_slot);
    const Value& to = slot(step_.to_slot);
    if (!from.is(Kind::kNode) || !to.is(Kind::kNode)) return;
    const auto& pattern = *step_.relationship;
    const auto* properties = pattern.properties.get();
    properties_ = properties == nullptr ? Value() : evaluate(*properties, run_);
    least_ = pattern.variable_length ? pattern.least : 1;
    most_ = pattern.variable_length ? pattern.most.value_or(UINT64_MAX) : 1;
    if (filter_.nothing && least_ > 0) return;
    if (from.node() == to.node() && least_ == 0) {
      found_.push_back({{from.node()}, {}});
      if (step_.path->selector == Selector::kAllShortest || step_.path->count == 1) return;
      found_.clear();
    }
    const bool plain = least_ <= 1 && from.node() != to.node();
    if (plain && step_.path->selector == Selector::kShortest && step_.path->count == 1) {
      one_shortest(from.node(), to.node());
    } else if (plain && step_.path->selector == Selector::kAllShortest) {
      all_shortest(from.node(), to.node());
    } else {
      in_order(from.node(), to.node());
    }
  }

  void neighbours(NodeId node, bool backward, std::vector<Neighbour>& into) {
    run_.tick();
    Direction direction = step_.direction;
    if (backward && direction != Direction::kBoth) {
      direction = direction == Direction::kOut ? Direction::kIn : Direction::kOut;
    }
    into.clear();
    run_.graph().expand(node, direction, filter_.types, into);
    if (properties_.is(Kind::kMap)) {
      std::erase_if(into, [&](const Neighbour& one) {
        return !has_properties(run_, properties_, one.relationship);
      });
    }
  }

  using Reached = std::unordered_map<NodeId, Neighbour>;  // by which relationship, from where

  void one_shortest(NodeId from, NodeId to) {
    Reached reached[2];
    std::vector<NodeId> front[2] = {{from}, {to}};
    reached[0][from] = {0, from};
    reached[1][to] = {0, to};
    std::vector<Neighbour> next;
    for (std::uint64_t length = 1; length <= most_; ++length) {
      const int side = front[0].size() <= front[1].size() ? 0 : 1;
      std::vector<NodeId> further;
      for (const NodeId node : front[side]) {
        neighbours(node, side == 1, next);
        for (const auto& one : next) {
          if (!reached[side].try_emplace(one.node, Neighbour{one.relationship, node}).second) {
            continue;
          }
          if (reached[1 - side].contains(one.node)) {
            join(reached[0], reached[1], one.node);
            return;
          }
          further.push_back(one.node);
        }
      }
      front[side] = std::move(further);
      if (front[side].empty()) return;
    }
  }

  void join(const Reached& forward, const Reached& backward, NodeId middle) {
    PathValue path;
    for (NodeId node = middle;;) {
      path.nodes.push_back(node);
      const auto& step = forward.at(node);
      if (step.node == node) break;
      path.relationships.push_back(step.relationship);
      node = step.node;
    }
    std::reverse(path.nodes.begin(), path.nodes.end());
    std::reverse(path.relationships.begin(), path.relationships.end());
    for (NodeId node = middle;;) {
      const auto& step = backward.at(node);
      if (step.node == node) break;
      path.relationships.push_back(step.relationship);
      path.nodes.push_back(step.node);
      node = step.node;
    }
    found_.push_back(std::move(path));
  }

  void all_shortest(NodeId from, NodeId to) {
    std::unordered_map<NodeId, std::uint64_t> level{{from, 0}};
    std::unordered_map<NodeId, std::vector<Neighbour>> ways;
    std::vector<NodeId> front{from};
    std::vector<Neighbour> next;
    for (std::uint64_t length = 1; length <= most_ && !front.empty() && !level.contains(to);
         ++length) {
      std::vector<NodeId> further;
      for (const NodeId node : front) {
        neighbours(node, false, next);
        for (const auto& one : next) {
          const auto [at, fresh] = level.try_emplace(one.node, length);
          if (at->second != length) continue;
          ways[one.node].push_back({one.relationship, node});
          if (fresh) further.push_back(one.node);
        }
      }
      front = std::move(further);
    }
    if (!level.contains(to)) return;
    PathValue back;
    back.nodes.push_back(to);
    unwind(from, ways, back);
  }

  void unwind(NodeId from, const std::unordered_map<NodeId, std::vector<Neighbour>>& ways,
              PathValue& back) {
    const NodeId node = back.nodes.back();
    if (node == from) {
      run_.tick();
      run_.hold(sizeof(PathValue) + 16 * back.nodes.size());
      found_.push_back({{back.nodes.rbegin(), back.nodes.rend()},
                        {back.relationships.rbegin(), back.relationships.rend()}});
      return;
    }
    for (const auto& way : ways.at(node)) {
      back.nodes.push_back(way.node);
      back.relationships.push_back(way.relationship);
      unwind(from, ways, back);
      back.nodes.pop_back();
      back.relationships.pop_back();
    }
  }

  void in_order(NodeId from, NodeId to) {
    std::deque<PathValue> partial{{{from}, {}}};
    std::vector<Neighbour> next;
    std::uint64_t groups = 0;
    std::size_t last_length = SIZE_MAX;
    while (!partial.empty()) {
      const PathValue path = std::move(partial.front());
      partial.pop_front();
      const std::size_t length = path.relationships.size();
      if (path.nodes.back() == to && length >= least_ && !path_forbidden(path)) {
        if (length != last_length) ++groups;
        if (enough(groups, length != last_length)) return;
        last_length = length;
        found_.push_back(path);
      }
      if (length >= most_) continue;
      neighbours(path.nodes.back(), false, next);
      for (const auto& one : next) {
        if (!may_go(path, one)) continue;
        run_.hold(sizeof(PathValue) + 16 * path.nodes.size());
        partial.push_back(path);
        partial.back().nodes.push_back(one.node);
        partial.back().relationships.push_back(one.relationship);
      }
    }
  }

  // Whether the paths that were asked for have been found before this one.
  bool enough(std::uint64_t groups, bool new_length) const {
    const auto& part = *step_.path;
    switch (part.selector) {
      case Selector::kAllShortest:
        return groups > 1;
      case Selector::kShortestGroups:
        return new_length && groups > part.count;
      default:
        return found_.size() >= part.count;
    }
  }

  bool path_forbidden(const PathValue& path) const {
    return step_.path->mode == PathMode::kAcyclic && path.nodes.size() > 1 &&
           path.nodes.front() == path.nodes.back();
  }

  bool may_go(const PathValue& path, const Neighbour& one) const {
    const auto& used = path.relationships;
    const auto& nodes = path.nodes;
    switch (step_.path->mode) {
      case PathMode::kWalk:
        return true;
      case PathMode::kTrail:
        return std::find(used.begin(), used.end(), one.relationship) == used.end();
      case PathMode::kAcyclic:
        return std::find(nodes.begin(), nodes.end(), one.node) == nodes.end();
      case PathMode::kSimple:
        if (nodes.size() > 1 && nodes.front() == nodes.back()) return false;
        return std::find(nodes.begin() + 1, nodes.end(), one.node) == nodes.end() &&
               std::find(used.begin(), used.end(), one.relationship) == used.end();
    }
    return true;
  }

  void give(const PathValue& path) {
    if (step_.slot != kNoSlot) {
      if (step_.relationship->variable_length) {
        List list;
        for (const auto one : path.relationships) list.emplace_back(RelationshipValue{one});
        slot(step_.slot) = std::move(list);
      } else {
        slot(step_.slot) = RelationshipValue{path.relationships.front()};
      }
    }
    if (step_.path_slot != kNoSlot) slot(step_.path_slot) = path;
  }

  TypeFilter filter_;
  Value properties_;
  std::uint64_t least_ = 1;
  std::uint64_t most_ = 1;
  std::vector<PathValue> found_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<Operator> make_path_step(const Step& step, Execution& run) {
  switch (step.kind) {
    case StepKind::kBuildPath:
      return std::make_unique<BuildPathOperator>(step, run);
    case StepKind::kShortestPaths:
      return std::make_unique<ShortestPathsOperator>(step, run);
    default:
      return nullptr;
  }
}

}  // namespace trine::query
