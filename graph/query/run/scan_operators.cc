// Steps that find nodes to start from.
#include "graph/query/run/evaluate.h"
#include "graph/query/run/operators.h"
#include "graph/query/run/walk.h"

namespace trine::query {
namespace {

class ArgumentOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override { done_ = false; }

 protected:
  bool advance() override {
    if (done_) return false;
    done_ = true;
    return true;
  }

 private:
  bool done_ = true;
};

// All nodes, those of a label, or those that an index finds.
class ScanOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    cursor_.reset();
    found_.clear();
    at_ = 0;
    input().open();
  }

 protected:
  bool advance() override {
    while (true) {
      run_.tick();
      if (step_.kind == StepKind::kIndexNodes) {
        if (at_ < found_.size()) {
          slot(step_.slot) = NodeValue{found_[at_++]};
          return true;
        }
      } else if (cursor_ != nullptr) {
        if (const auto node = cursor_->next()) {
          slot(step_.slot) = NodeValue{*node};
          return true;
        }
      }
      if (!input().next()) return false;
      begin();
    }
  }

 private:
  void begin() {
    const auto& graph = run_.graph();
    at_ = 0;
    if (step_.kind == StepKind::kIndexNodes) {
      const Value wanted = evaluate(*step_.expression, run_);
      found_ = wanted.is_null() ? std::vector<NodeId>() : graph.find(step_.key, wanted);
    } else if (step_.kind == StepKind::kAllNodes) {
      cursor_ = graph.nodes();
    } else {
      const auto label = graph.label(step_.labels.front());
      cursor_ = label ? graph.nodes(*label) : nullptr;
    }
  }

  std::unique_ptr<NodeCursor> cursor_;
  std::vector<NodeId> found_;
  std::size_t at_ = 0;
};

class RelationshipsOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    cursor_.reset();
    input().open();
  }

 protected:
  bool advance() override {
    while (true) {
      run_.tick();
      if (cursor_ != nullptr) {
        if (const auto one = cursor_->next()) {
          slot(step_.slot) = RelationshipValue{*one};
          return true;
        }
      }
      if (!input().next()) return false;
      const TypeFilter filter(run_.graph(), step_.types);
      cursor_.reset();
      if (filter.nothing) continue;
      if (auto found = run_.graph().relationships(filter.types)) cursor_ = std::move(*found);
    }
  }

 private:
  std::unique_ptr<RelationshipCursor> cursor_;
};

}  // namespace

std::unique_ptr<Operator> make_scan(const Step& step, Execution& run) {
  switch (step.kind) {
    case StepKind::kArgument:
      return std::make_unique<ArgumentOperator>(step, run);
    case StepKind::kAllNodes:
    case StepKind::kLabelNodes:
    case StepKind::kIndexNodes:
      return std::make_unique<ScanOperator>(step, run);
    case StepKind::kRelationships:
      return std::make_unique<RelationshipsOperator>(step, run);
    default:
      return nullptr;
  }
}

}  // namespace trine::query
