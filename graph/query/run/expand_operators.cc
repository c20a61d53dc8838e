// Steps along single relationships and along lists of them.
#include "graph/query/run/walk.h"

namespace trine::query {
namespace {

class ExpandOperator : public Operator {
 public:
  ExpandOperator(const Step& step, Execution& run)
      : Operator(step, run), filter_(run.graph(), step.types) {}
  void open() override {
    found_.clear();
    at_ = 0;
    input().open();
  }

 protected:
  bool advance() override {
    const bool into = step_.kind == StepKind::kExpandInto;
    while (true) {
      for (; at_ < found_.size();) {
        run_.tick();
        const Neighbour one = found_[at_++];
        if (into &&
            !(slot(step_.to_slot).is(Kind::kNode) && slot(step_.to_slot).node() == one.node)) {
          continue;
        }
        if (used_in(run_, step_.other_relationships, one.relationship)) continue;
        slot(step_.slot) = RelationshipValue{one.relationship};
        if (!into) slot(step_.to_slot) = NodeValue{one.node};
        return true;
      }
      if (!input().next()) return false;
      run_.tick();
      found_.clear();
      at_ = 0;
      const Value& from = slot(step_.from_slot);
      if (filter_.nothing || !from.is(Kind::kNode)) continue;
      run_.graph().expand(from.node(), step_.direction, filter_.types, found_);
    }
  }

 private:
  TypeFilter filter_;
  std::vector<Neighbour> found_;
  std::size_t at_ = 0;
};

// The relationship is known, its ends are looked up.
class EndpointsOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    way_ = 2;
    input().open();
  }

 protected:
  bool advance() override {
    while (true) {
      for (; way_ < 2;) {
        const int way = way_++;
        if (try_way(way == 1)) return true;
      }
      if (!input().next()) return false;
      run_.tick();
      const Value& value = slot(step_.slot);
      way_ = value.is(Kind::kRelationship) && fits(value.relationship()) ? 0 : 2;
    }
  }

 private:
  bool fits(RelationshipId id) {
    if (used_in(run_, step_.other_relationships, id)) return false;
    if (step_.types.empty()) return true;
    const std::string type = run_.graph().type_name(id);
    return std::find(step_.types.begin(), step_.types.end(), type) != step_.types.end();
  }

  bool try_way(bool backward) {
    const auto id = slot(step_.slot).relationship();
    NodeId left = run_.graph().start(id);
    NodeId right = run_.graph().end(id);
    if (backward && (step_.direction == Direction::kOut || left == right)) return false;
    if (!backward && step_.direction == Direction::kIn) {
      if (left != right) return false;
    }
    if (backward) std::swap(left, right);
    return put(step_.from_slot, left, false) &&
           put(step_.to_slot, right, step_.from_slot == step_.to_slot);
  }

  bool put(int to, NodeId node, bool just_put) {
    const bool known =
        just_put || std::find(step_.slots.begin(), step_.slots.end(), to) != step_.slots.end();
    if (known) return slot(to).is(Kind::kNode) && slot(to).node() == node;
    slot(to) = NodeValue{node};
    return true;
  }

  int way_ = 2;
};

// Depth first; a path is given before those that go on from it.
class VariableExpandOperator : public Operator {
 public:
  VariableExpandOperator(const Step& step, Execution& run)
      : Operator(step, run), filter_(run.graph(), step.types) {
    for (const int one : step.slots) {
      known_end_ = known_end_ || one == step.to_slot;
      known_list_ = known_list_ || one == step.slot;
    }
    // A self-loop in the pattern: the end is where it began.
    known_end_ = known_end_ || step.to_slot == step.from_slot;
  }
  void open() override {
    stack_.clear();
    walked_.clear();
    input().open();
  }

 protected:
  bool advance() override {
    while (true) {
      while (!stack_.empty()) {
        run_.tick();
        if (!step_on()) continue;
        if (give()) return true;
      }
      if (!input().next()) return false;
      run_.tick();
      if (!begin()) continue;
      if (give()) return true;
    }
  }

 private:
  struct Frame {
    NodeId node = 0;
    std::vector<Neighbour> next;
    std::size_t at = 0;
  };

  bool begin() {
    walked_.clear();
    const Value& from = slot(step_.from_slot);
    if (!from.is(Kind::kNode)) return false;
    const auto* properties = step_.relationship->properties.get();
    properties_ = properties == nullptr ? Value() : evaluate(*properties, run_);
    if (known_list_ && !slot(step_.slot).is(Kind::kList)) return false;
    stack_.push_back(frame(from.node()));
    return true;
  }

  Frame frame(NodeId node) {
    Frame made{node, {}, 0};
    const auto most = step_.relationship->most;
    const bool deeper = !most || walked_.size() < *most;
    if (deeper && !filter_.nothing) {
      run_.graph().expand(node, step_.direction, filter_.types, made.next);
    }
    return made;
  }

  // Goes one relationship further, or back. False: nothing new was reached.
  bool step_on() {
    Frame& top = stack_.back();
    if (top.at == top.next.size()) {
      stack_.pop_back();
      if (!walked_.empty()) walked_.pop_back();
      return false;
    }
    const Neighbour one = top.next[top.at++];
    if (!allowed(one)) return false;
    walked_.push_back(one.relationship);
    stack_.push_back(frame(one.node));
    return true;
  }

  bool allowed(const Neighbour& one) {
    const PathMode mode = step_.path->mode;
    if (mode != PathMode::kWalk) {
      if (std::find(walked_.begin(), walked_.end(), one.relationship) != walked_.end() ||
          used_in(run_, step_.other_relationships, one.relationship)) {
        return false;
      }
    }
    if (mode == PathMode::kAcyclic &&
        std::any_of(stack_.begin(), stack_.end(),
                    [&](const Frame& frame) { return frame.node == one.node; })) {
      return false;
    }
    if (known_list_ && !on_known_list(one.relationship)) return false;
    return has_properties(run_, properties_, one.relationship);
  }

  // Relationships of the list that an earlier clause bound, in its order.
  bool on_known_list(RelationshipId relationship) {
    const auto& list = slot(step_.slot).list();
    const std::size_t at = walked_.size();
    if (at >= list.size()) return false;
    const Value& wanted = list[step_.reversed ? list.size() - 1 - at : at];
    return wanted.is(Kind::kRelationship) && wanted.relationship() == relationship;
  }

  bool give() {
    const auto& pattern = *step_.relationship;
    if (walked_.size() < pattern.least || (pattern.most && walked_.size() > *pattern.most)) {
      return false;
    }
    const NodeId end = stack_.back().node;
    if (known_end_) {
      if (!slot(step_.to_slot).is(Kind::kNode) || slot(step_.to_slot).node() != end) return false;
    } else {
      slot(step_.to_slot) = NodeValue{end};
    }
    if (known_list_) return walked_.size() == slot(step_.slot).list().size();
    List list;
    list.reserve(walked_.size());
    for (const auto one : walked_) list.emplace_back(RelationshipValue{one});
    if (step_.reversed) std::reverse(list.begin(), list.end());
    slot(step_.slot) = std::move(list);
    return true;
  }

  TypeFilter filter_;
  bool known_end_ = false;
  bool known_list_ = false;
  Value properties_;
  std::vector<Frame> stack_;
  std::vector<RelationshipId> walked_;
};

}  // namespace

std::unique_ptr<Operator> make_expand(const Step& step, Execution& run) {
  switch (step.kind) {
    case StepKind::kExpand:
    case StepKind::kExpandInto:
      return std::make_unique<ExpandOperator>(step, run);
    case StepKind::kEndpoints:
      return std::make_unique<EndpointsOperator>(step, run);
    case StepKind::kVariableExpand:
      return std::make_unique<VariableExpandOperator>(step, run);
    default:
      return nullptr;
  }
}

}  // namespace trine::query
