#include "graph/query/run/operators.h"

#include <chrono>
#include <set>

#include "graph/query/run/evaluate.h"

namespace trine::query {

bool Operator::next() {
  if (!run_.profile) {
    if (!advance()) return false;
    ++rows_;
    return true;
  }
  const auto begin = std::chrono::steady_clock::now();
  const bool found = advance();
  nanoseconds_ += static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - begin)
          .count());
  if (found) ++rows_;
  return found;
}

std::unique_ptr<Operator> make_operator(const Step& step, Execution& run) {
  std::unique_ptr<Operator> made;
  for (const auto make :
       {make_scan, make_expand, make_path_step, make_row_step, make_aggregate, make_sort}) {
    if (made == nullptr) made = make(step, run);
  }
  if (made == nullptr) {
    throw Error(ErrorKind::kInternal,
                "no operator for the step " + std::string(to_string(step.kind)));
  }
  for (const auto& child : step.children) made->add_child(make_operator(*child, run));
  return made;
}

namespace {

bool nodes_differ(const PathValue& path, bool ends_may_meet) {
  std::set<NodeId> seen(path.nodes.begin(), path.nodes.end());
  if (seen.size() == path.nodes.size()) return true;
  return ends_may_meet && path.nodes.front() == path.nodes.back() &&
         seen.size() + 1 == path.nodes.size();
}

}  // namespace

bool holds(const Predicate& predicate, Execution& run) {
  switch (predicate.kind) {
    case Predicate::Kind::kExpression: {
      const Value value = evaluate(*predicate.expression, run);
      if (!value.is_null() && !value.is(Kind::kBoolean)) {
        type_error("InvalidArgumentType", "WHERE takes a condition");
      }
      return value.is_true();
    }
    case Predicate::Kind::kIsNode: {
      const Value& value = run.slot(predicate.slot);
      if (!value.is_null() && !value.is(Kind::kNode)) {
        type_error("InvalidArgumentType", "'" + predicate.text + "' is not a node");
      }
      return value.is(Kind::kNode);
    }
    case Predicate::Kind::kLabels: {
      const Value& value = run.slot(predicate.slot);
      if (!value.is(Kind::kNode)) return false;
      for (const auto& name : predicate.labels) {
        const auto label = run.graph().label(name);
        if (!label || !run.graph().has_label(value.node(), *label)) return false;
      }
      return true;
    }
    case Predicate::Kind::kProperty: {
      const Value wanted = evaluate(*predicate.expression, run);
      if (wanted.is_null()) return false;
      const Value value = property(run.graph(), run.slot(predicate.slot), predicate.key);
      return equal(value, wanted) == Truth::kTrue;
    }
    case Predicate::Kind::kAcyclic:
    case Predicate::Kind::kSimple: {
      const Value& value = run.slot(predicate.slot);
      return value.is(Kind::kPath) &&
             nodes_differ(value.path(), predicate.kind == Predicate::Kind::kSimple);
    }
  }
  return false;
}

std::uint64_t row_count(const Expression& expression, Execution& run) {
  const Value value = evaluate(expression, run);
  const auto wrong = [&](std::string_view detail, const std::string& message) {
    throw QueryError("SyntaxError", Phase::kRuntime, detail, expression.position, message);
  };
  if (!value.is(Kind::kInteger)) wrong("InvalidArgumentType", "a number of rows is an integer");
  if (value.integer() < 0) {
    wrong("NegativeIntegerArgument", "a number of rows can't be negative");
  }
  return static_cast<std::uint64_t>(value.integer());
}

}  // namespace trine::query
