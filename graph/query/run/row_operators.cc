// Steps that filter, make and join rows.
#include <algorithm>
#include <unordered_set>

#include "graph/query/graphs/memory_graph.h"
#include "graph/query/procedure.h"
#include "graph/query/run/evaluate.h"
#include "graph/query/run/operators.h"

namespace trine::query {
namespace {

class FilterOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override { input().open(); }

 protected:
  bool advance() override {
    while (input().next()) {
      run_.tick();
      if (std::all_of(step_.predicates.begin(), step_.predicates.end(),
                      [&](const Predicate& one) { return holds(one, run_); })) {
        return true;
      }
    }
    return false;
  }
};

// OPTIONAL MATCH, and CALL { }: the rows of the second child for each of the first.
class ApplyOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    inside_ = false;
    input().open();
  }

 protected:
  bool advance() override {
    Operator& inner = *children_[1];
    while (true) {
      if (inside_) {
        if (inner.next()) {
          found_ = true;
          return true;
        }
        inside_ = false;
        if (step_.kind == StepKind::kOptional && !found_) {
          for (const int one : step_.slots) slot(one) = Value();
          return true;
        }
      }
      if (!input().next()) return false;
      run_.tick();
      inner.open();
      inside_ = true;
      found_ = false;
    }
  }

 private:
  bool inside_ = false;
  bool found_ = false;
};

class UnwindOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    list_ = Value();
    at_ = 0;
    input().open();
  }

 protected:
  bool advance() override {
    while (true) {
      run_.tick();
      if (list_.is(Kind::kList) && at_ < list_.list().size()) {
        slot(step_.slot) = list_.list()[at_++];
        return true;
      }
      if (!input().next()) return false;
      list_ = evaluate(*step_.expression, run_);
      at_ = 0;
      if (!list_.is_null() && !list_.is(Kind::kList)) list_ = List{list_};
    }
  }

 private:
  Value list_;
  std::size_t at_ = 0;
};

class CallOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    rows_.clear();
    at_ = 0;
    input().open();
  }

 protected:
  bool advance() override {
    const auto& clause = *step_.clause;
    while (true) {
      run_.tick();
      if (at_ < rows_.size()) {
        const List& row = rows_[at_++];
        for (const auto& item : clause.yields) slot(item.slot) = row.at(item.column);
        return true;
      }
      if (!input().next()) return false;
      List arguments;
      const auto& wanted = clause.procedure->arguments;
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        Value value = i < clause.arguments.size() ? evaluate(*clause.arguments[i], run_) : Value();
        if (wanted[i].type == "FLOAT" && value.is(Kind::kInteger)) value = Value(value.number());
        arguments.push_back(std::move(value));
      }
      rows_ = clause.procedure->run(run_.graph(), arguments);
      at_ = 0;
      // One that gives nothing is done for its own sake.
      if (clause.procedure->results.empty()) {
        rows_.clear();
        return true;
      }
    }
  }

 private:
  std::vector<List> rows_;
  std::size_t at_ = 0;
};

class ProjectOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override { input().open(); }

 protected:
  bool advance() override {
    if (!input().next()) return false;
    run_.tick();
    for (const auto& item : step_.projection->items) {
      const bool same =
          item.expression->kind == ExpressionKind::kVariable && item.expression->slot == item.slot;
      if (!same) slot(item.slot) = evaluate(*item.expression, run_);
    }
    return true;
  }
};

class MoveOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override { input().open(); }

 protected:
  bool advance() override {
    if (!input().next()) return false;
    // All are read before any is written.
    List values;
    for (const int from : step_.from_slots) values.push_back(slot(from));
    for (std::size_t i = 0; i < values.size(); ++i) slot(step_.slots[i]) = std::move(values[i]);
    return true;
  }
};

class DistinctOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    run_.release(held_);
    held_ = 0;
    seen_.clear();
    input().open();
  }

 protected:
  bool advance() override {
    while (input().next()) {
      run_.tick();
      List key;
      key.reserve(step_.slots.size());
      std::size_t bytes = 64;
      for (const int one : step_.slots) {
        key.push_back(slot(one));
        bytes += footprint(key.back());
      }
      if (!seen_.insert(std::move(key)).second) continue;
      held_ += bytes;
      run_.hold(bytes);
      return true;
    }
    return false;
  }

 private:
  std::unordered_set<List, RowHash, RowEquivalent> seen_;
  std::size_t held_ = 0;
};

class SkipLimitOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    count_ = row_count(*step_.expression, run_);
    input().open();
  }

 protected:
  bool advance() override {
    if (step_.kind == StepKind::kLimit) {
      if (count_ == 0) return false;
      --count_;
      return input().next();
    }
    for (; count_ > 0; --count_) {
      if (!input().next()) return false;
    }
    return input().next();
  }

 private:
  std::uint64_t count_ = 0;
};

class UnionOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    at_ = 0;
    children_[0]->open();
  }

 protected:
  bool advance() override {
    while (at_ < children_.size()) {
      if (children_[at_]->next()) return true;
      if (++at_ < children_.size()) children_[at_]->open();
    }
    return false;
  }

 private:
  std::size_t at_ = 0;
};

class CreateOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override { input().open(); }

 protected:
  bool advance() override {
    if (!input().next()) return false;
    if (run_.writer == nullptr) throw Error(ErrorKind::kUsage, "this graph can't be written to");
    std::vector<int> made;
    for (const auto& part : step_.clause->pattern.parts) {
      for (const auto& node : part.nodes) make(node, made);
      for (std::size_t i = 0; i < part.relationships.size(); ++i) {
        const auto& one = part.relationships[i];
        if (one.types.size() != 1) {
          throw Error(ErrorKind::kUsage, "a relationship is created with one type");
        }
        NodeId from = slot(part.nodes[i].slot).node();
        NodeId to = slot(part.nodes[i + 1].slot).node();
        if (one.direction == Direction::kIn) std::swap(from, to);
        slot(one.slot) = RelationshipValue{run_.writer->add_relationship(
            from, to, one.types.front(), properties(one.properties.get()))};
      }
    }
    return true;
  }

 private:
  void make(const NodePattern& node, std::vector<int>& made) {
    if (node.bound || std::find(made.begin(), made.end(), node.slot) != made.end()) return;
    slot(node.slot) =
        NodeValue{run_.writer->add_node(node.labels, properties(node.properties.get()))};
    made.push_back(node.slot);
  }

  Map properties(const Expression* of) {
    if (of == nullptr) return {};
    const Value value = evaluate(*of, run_);
    return value.is(Kind::kMap) ? value.map() : Map();
  }
};

}  // namespace

std::unique_ptr<Operator> make_row_step(const Step& step, Execution& run) {
  switch (step.kind) {
    case StepKind::kFilter:
      return std::make_unique<FilterOperator>(step, run);
    case StepKind::kOptional:
    case StepKind::kApply:
      return std::make_unique<ApplyOperator>(step, run);
    case StepKind::kUnwind:
      return std::make_unique<UnwindOperator>(step, run);
    case StepKind::kCall:
      return std::make_unique<CallOperator>(step, run);
    case StepKind::kProject:
      return std::make_unique<ProjectOperator>(step, run);
    case StepKind::kMove:
      return std::make_unique<MoveOperator>(step, run);
    case StepKind::kDistinct:
      return std::make_unique<DistinctOperator>(step, run);
    case StepKind::kSkip:
    case StepKind::kLimit:
      return std::make_unique<SkipLimitOperator>(step, run);
    case StepKind::kUnion:
      return std::make_unique<UnionOperator>(step, run);
    case StepKind::kCreate:
      return std::make_unique<CreateOperator>(step, run);
    default:
      return nullptr;
  }
}

}  // namespace trine::query
