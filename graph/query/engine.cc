#include "graph/query/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "graph/query/graphs/memory_graph.h"
#include "graph/query/run/operators.h"
#include "graph/query/semantics/analyze.h"
#include "graph/query/syntax/parse.h"

namespace trine::query {

class QueryRun::Impl {
 public:
  Impl(const PropertyGraph& graph, std::string_view text, QueryOptions given)
      : options(std::move(given)), query(parse(text)) {
    analyze(query, {options.procedures, &options.parameters, options.writer != nullptr});
    root = make_plan(query, graph);
    run = std::make_unique<Execution>(graph, options.parameters, query.slots, options.limits);
    run->profile = query.explain == Explain::kProfile;
    run->writer = options.writer;
    top = make_operator(*root, *run);
  }

  QueryOptions options;
  Query query;
  std::unique_ptr<Step> root;
  std::unique_ptr<Execution> run;
  std::unique_ptr<Operator> top;
  bool opened = false;
};

QueryRun::QueryRun(const PropertyGraph& graph, std::string_view text, QueryOptions options)
    : impl_(std::make_unique<Impl>(graph, text, std::move(options))) {}
QueryRun::~QueryRun() = default;

const std::vector<std::string>& QueryRun::columns() const { return impl_->query.columns; }
Explain QueryRun::explain() const { return impl_->query.explain; }

bool QueryRun::next(List& row) {
  if (!impl_->opened) {
    impl_->opened = true;
    impl_->top->open();
  }
  bool found = impl_->top->next();
  // Without columns, rows are only worked through.
  while (found && impl_->query.columns.empty()) found = impl_->top->next();
  if (!found) return false;
  row.clear();
  for (const int slot : impl_->query.column_slots.front()) row.push_back(impl_->run->slot(slot));
  return true;
}

std::string QueryRun::plan() const {
  const bool profile = explain() == Explain::kProfile;
  std::string text = fmt::format("{:>12}", "estimated");
  if (profile) text += fmt::format(" {:>10} {:>10}", "rows", "ms");
  text += "  step\n";
  const std::function<void(const Operator&, int)> tell = [&](const Operator& one, int depth) {
    const Step& step = one.step();
    text += fmt::format("{:>12.0f}", std::max(step.rows, 0.0));
    if (profile) {
      text += fmt::format(" {:>10} {:>10.3f}", one.rows(),
                          static_cast<double>(one.nanoseconds()) / 1e6);
    }
    text += fmt::format("  {:{}}{}", "", depth * 2, to_string(step.kind));
    if (!step.details.empty()) text += " " + step.details;
    text += "\n";
    for (std::size_t i = step.children.size(); i-- > 0;) {
      // The input below, on the same level: a plan is mostly a chain.
      const bool chain = i == 0 && step.kind != StepKind::kUnion;
      tell(*one.child(i), chain ? depth : depth + 1);
    }
  };
  tell(*impl_->top, 0);
  return text;
}

std::string_view to_string(StepKind kind) {
  switch (kind) {
    case StepKind::kArgument:
      return "Argument";
    case StepKind::kAllNodes:
      return "AllNodes";
    case StepKind::kLabelNodes:
      return "NodesByLabel";
    case StepKind::kIndexNodes:
      return "NodesByIndex";
    case StepKind::kRelationships:
      return "Relationships";
    case StepKind::kExpand:
      return "Expand";
    case StepKind::kExpandInto:
      return "ExpandInto";
    case StepKind::kEndpoints:
      return "Endpoints";
    case StepKind::kVariableExpand:
      return "VariableExpand";
    case StepKind::kShortestPaths:
      return "ShortestPaths";
    case StepKind::kBuildPath:
      return "BuildPath";
    case StepKind::kFilter:
      return "Filter";
    case StepKind::kOptional:
      return "Optional";
    case StepKind::kApply:
      return "Apply";
    case StepKind::kUnwind:
      return "Unwind";
    case StepKind::kCall:
      return "Call";
    case StepKind::kProject:
      return "Project";
    case StepKind::kAggregate:
      return "Aggregate";
    case StepKind::kDistinct:
      return "Distinct";
    case StepKind::kSort:
      return "Sort";
    case StepKind::kSkip:
      return "Skip";
    case StepKind::kLimit:
      return "Limit";
    case StepKind::kUnion:
      return "Union";
    case StepKind::kMove:
      return "Move";
    case StepKind::kCreate:
      return "Create";
  }
  return "";
}

}  // namespace trine::query
