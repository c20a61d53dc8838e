#include "graph/query/run/execution.h"

#include <fmt/format.h>

#include "graph/query/run/operators.h"

namespace trine::query {
namespace {

Clock clock_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  const auto nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
  return {nanos / kNanosPerSecond, static_cast<std::int32_t>(nanos % kNanosPerSecond)};
}

}  // namespace

Execution::Execution(const PropertyGraph& graph, const Map& parameters, int slots, Limits limits)
    : graph_(graph),
      parameters_(parameters),
      row_(static_cast<std::size_t>(slots)),
      limits_(std::move(limits)),
      functions_{graph, clock_now()},
      begin_(std::chrono::steady_clock::now()) {}

Execution::~Execution() = default;

void Execution::look_up() const {
  if (limits_.interrupted && limits_.interrupted()) {
    throw Error(ErrorKind::kInterrupted, "the query was interrupted");
  }
  if (limits_.timeout && std::chrono::steady_clock::now() - begin_ > *limits_.timeout) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the query took more than {} ms (--timeout); narrow it, or allow it "
                            "more",
                            limits_.timeout->count()));
  }
}

void Execution::hold(std::size_t bytes) {
  held_ += bytes;
  if (held_ > limits_.memory) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the query needs more than {} MiB for sorting and grouping; narrow "
                            "it, or allow it more (--memory)",
                            limits_.memory >> 20));
  }
}

Operator& Execution::subquery(const SubqueryPlan& plan) {
  auto& made = subqueries_[&plan];
  if (made == nullptr) made = make_operator(*plan.root, *this);
  return *made;
}

}  // namespace trine::query
