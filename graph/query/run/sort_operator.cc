#include <algorithm>

#include "graph/query/run/evaluate.h"
#include "graph/query/run/operators.h"

namespace trine::query {
namespace {

// Keeps whole rows; where a LIMIT follows, little more than it lets through.
class SortOperator : public Operator {
 public:
  using Operator::Operator;
  void open() override {
    run_.release(held_);
    held_ = 0;
    rows_.clear();
    at_ = 0;
    sorted_ = false;
    input().open();
  }

 protected:
  bool advance() override {
    if (!sorted_) read_all();
    if (at_ == rows_.size()) return false;
    // Slots below are not written again: the input is at its end.
    run_.row() = rows_[at_++].slots;
    return true;
  }

 private:
  struct Row {
    List keys;
    List slots;
    std::size_t number = 0;  // rows that are level stay in their order
    std::size_t bytes = 0;
  };

  bool before(const Row& a, const Row& b) const {
    const auto& items = step_.projection->order;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const int by = order(a.keys[i], b.keys[i]);
      if (by != 0) return items[i].descending ? by > 0 : by < 0;
    }
    return a.number < b.number;
  }

  void read_all() {
    std::uint64_t wanted = UINT64_MAX;
    if (step_.limit != nullptr) {
      const std::uint64_t skip = step_.skip == nullptr ? 0 : row_count(*step_.skip, run_);
      const std::uint64_t limit = row_count(*step_.limit, run_);
      if (limit < UINT64_MAX - skip) wanted = skip + limit;
    }
    const auto less = [this](const Row& a, const Row& b) { return before(a, b); };
    std::size_t number = 0;
    while (input().next()) {
      run_.tick();
      if (wanted == 0) break;
      Row row;
      row.number = number++;
      for (const auto& item : step_.projection->order) {
        row.keys.push_back(evaluate(*item.expression, run_));
        row.bytes += footprint(row.keys.back());
      }
      row.slots = run_.row();
      for (const auto& value : row.slots) row.bytes += footprint(value);
      held_ += row.bytes;
      run_.hold(row.bytes);
      rows_.push_back(std::move(row));
      if (wanted < 1'000'000 && rows_.size() >= 2 * wanted + 1000) cut(wanted);
    }
    std::sort(rows_.begin(), rows_.end(), less);
    if (rows_.size() > wanted) rows_.resize(wanted);
    sorted_ = true;
  }

  void cut(std::uint64_t wanted) {
    const auto less = [this](const Row& a, const Row& b) { return before(a, b); };
    const auto end = rows_.begin() + static_cast<std::ptrdiff_t>(wanted);
    std::nth_element(rows_.begin(), end, rows_.end(), less);
    for (auto row = end; row != rows_.end(); ++row) {
      held_ -= row->bytes;
      run_.release(row->bytes);
    }
    rows_.erase(end, rows_.end());
  }

  std::vector<Row> rows_;
  std::size_t at_ = 0;
  std::size_t held_ = 0;
  bool sorted_ = false;
};

}  // namespace

std::unique_ptr<Operator> make_sort(const Step& step, Execution& run) {
  return step.kind == StepKind::kSort ? std::make_unique<SortOperator>(step, run) : nullptr;
}

}  // namespace trine::query
