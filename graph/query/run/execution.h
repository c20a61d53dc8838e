// One run of a query: the row that its steps work on, its parameters and its limits.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "graph/query/functions/functions.h"
#include "graph/query/plan/plan.h"
#include "graph/query/property_graph.h"

namespace trine::query {

class MemoryGraph;
class Operator;

struct Limits {
  std::optional<std::chrono::milliseconds> timeout;
  std::size_t memory = std::size_t{2} << 30;  // bytes that sorting, grouping and lists may hold
  std::function<bool()> interrupted;          // asked now and then
};

class Execution {
 public:
  Execution(const PropertyGraph& graph, const Map& parameters, int slots, Limits limits);
  ~Execution();

  const PropertyGraph& graph() const { return graph_; }
  const Map& parameters() const { return parameters_; }
  std::vector<Value>& row() { return row_; }
  Value& slot(int slot) { return row_[static_cast<std::size_t>(slot)]; }
  const FunctionContext& functions() const { return functions_; }
  bool profile = false;
  MemoryGraph* writer = nullptr;  // where CREATE goes

  // Called often. Throws Error{kInterrupted}, or Error{kUsage} when the time is up.
  void tick() {
    if ((++ticks_ & 0x3FF) == 0) look_up();
  }
  // Throws Error{kUsage} when more is held than may be.
  void hold(std::size_t bytes);
  void release(std::size_t bytes) { held_ -= bytes; }

  // The steps of an expression's own plan, made once.
  Operator& subquery(const SubqueryPlan& plan);

 private:
  void look_up() const;

  const PropertyGraph& graph_;
  const Map& parameters_;
  std::vector<Value> row_;
  Limits limits_;
  FunctionContext functions_;
  std::chrono::steady_clock::time_point begin_;
  std::uint64_t ticks_ = 0;
  std::size_t held_ = 0;
  std::unordered_map<const SubqueryPlan*, std::unique_ptr<Operator>> subqueries_;
};

}  // namespace trine::query
