// The steps of a plan at work.
#pragma once
#include <cstdint>
#include <memory>

#include "graph/query/run/execution.h"

namespace trine::query {

// Rows are drawn one at a time; each is in the execution's slots until the next one is drawn.
class Operator {
 public:
  Operator(const Step& step, Execution& run) : step_(step), run_(run) {}
  virtual ~Operator() = default;
  // From the beginning, for the values that are in the slots now.
  virtual void open() = 0;
  // False: there are no more.
  bool next();

  const Step& step() const { return step_; }
  std::uint64_t rows() const { return rows_; }
  std::uint64_t nanoseconds() const { return nanoseconds_; }
  Operator* child(std::size_t index) const {
    return index < children_.size() ? children_[index].get() : nullptr;
  }
  void add_child(std::unique_ptr<Operator> child) { children_.push_back(std::move(child)); }

 protected:
  virtual bool advance() = 0;
  Operator& input() { return *children_.front(); }
  Value& slot(int slot) { return run_.slot(slot); }

  const Step& step_;
  Execution& run_;
  std::vector<std::unique_ptr<Operator>> children_;

 private:
  std::uint64_t rows_ = 0;
  std::uint64_t nanoseconds_ = 0;
};

// With all those below it. `step` and `run` must outlive it.
std::unique_ptr<Operator> make_operator(const Step& step, Execution& run);

// Those that operators.cc puts together; null for a step of another file.
std::unique_ptr<Operator> make_scan(const Step& step, Execution& run);
std::unique_ptr<Operator> make_expand(const Step& step, Execution& run);
std::unique_ptr<Operator> make_path_step(const Step& step, Execution& run);
std::unique_ptr<Operator> make_row_step(const Step& step, Execution& run);
std::unique_ptr<Operator> make_aggregate(const Step& step, Execution& run);
std::unique_ptr<Operator> make_sort(const Step& step, Execution& run);

// Whether a predicate is true of the row.
bool holds(const Predicate& predicate, Execution& run);
// SKIP's and LIMIT's number. Throws SyntaxError at run time.
std::uint64_t row_count(const Expression& expression, Execution& run);

}  // namespace trine::query
