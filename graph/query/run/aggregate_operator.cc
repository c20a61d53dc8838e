#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "graph/query/plan/planner.h"
#include "graph/query/run/evaluate.h"
#include "graph/query/run/operators.h"

namespace trine::query {
namespace {

// What one aggregating function has seen of one group.
class Accumulator {
 public:
  explicit Accumulator(const Expression& call) : call_(call), name_(call.name) {}

  void add(Execution& run) {
    if (name_ == "count(*)") {
      ++count_;
      return;
    }
    Value value = evaluate(*call_.arguments[0], run);
    if (name_.starts_with("percentile")) take_share(evaluate(*call_.arguments[1], run));
    if (value.is_null()) return;
    if (call_.distinct && !distinct_.insert(List{value}).second) return;
    ++count_;
    if (name_ == "sum" || name_ == "avg") {
      sum_ = count_ == 1 ? value : arithmetic(sum_, '+', value);
    } else if (name_ == "min" || name_ == "max") {
      if (count_ == 1 || (name_ == "min" ? order(value, best_) < 0 : order(value, best_) > 0)) {
        best_ = std::move(value);
      }
    } else if (name_ != "count") {
      run.hold(footprint(value));
      all_.push_back(std::move(value));
    }
  }

  Value result() {
    if (name_.starts_with("count")) return static_cast<std::int64_t>(count_);
    if (name_ == "collect") return std::move(all_);
    if (name_ == "min" || name_ == "max") return best_;
    if (name_ == "sum") return count_ == 0 ? Value(0) : sum_;
    if (count_ == 0) return name_.starts_with("stdev") ? Value(0.0) : Value();
    if (name_ == "avg") return average();
    if (name_.starts_with("stdev")) return deviation();
    return percentile();
  }

 private:
  void take_share(const Value& value) {
    if (!value.is_number() || !(value.number() >= 0 && value.number() <= 1)) {
      argument_error("NumberOutOfRange", "a percentile is a number from 0 to 1");
    }
    share_ = value.number();
  }

  Value average() const {
    const auto count = static_cast<double>(count_);
    if (sum_.is(Kind::kDuration)) return times(sum_.as<Duration>(), 1.0 / count);
    return sum_.number() / count;
  }

  Value deviation() const {
    double mean = 0;
    for (const auto& value : all_) mean += value.number() / static_cast<double>(all_.size());
    double squares = 0;
    for (const auto& value : all_) squares += (value.number() - mean) * (value.number() - mean);
    const std::size_t freedom = name_ == "stdev" ? all_.size() - 1 : all_.size();
    return freedom == 0 ? 0.0 : std::sqrt(squares / static_cast<double>(freedom));
  }

  Value percentile() {
    std::sort(all_.begin(), all_.end(),
              [](const Value& a, const Value& b) { return order(a, b) < 0; });
    const auto size = static_cast<double>(all_.size());
    if (name_ == "percentiledisc") {
      const auto at = static_cast<std::size_t>(std::max(1.0, std::ceil(share_ * size)));
      return all_[at - 1];
    }
    const double at = share_ * (size - 1);
    const auto below = static_cast<std::size_t>(std::floor(at));
    const auto above = static_cast<std::size_t>(std::ceil(at));
    const double rest = at - std::floor(at);
    return all_[below].number() * (1 - rest) + all_[above].number() * rest;
  }

  const Expression& call_;
  const std::string& name_;
  std::uint64_t count_ = 0;
  Value sum_;
  Value best_;
  double share_ = 0;
  List all_;
  std::unordered_set<List, RowHash, RowEquivalent> distinct_;
};

class AggregateOperator : public Operator {
 public:
  AggregateOperator(const Step& step, Execution& run) : Operator(step, run) {
    std::set<int> aggregated;
    for (const auto& call : step.projection->aggregate_calls) aggregated.insert(call->slot);
    for (const auto& item : step.projection->items) {
      std::set<int> slots;
      collect_slots(*item.expression, slots);
      const bool is_key = std::none_of(slots.begin(), slots.end(),
                                       [&](int one) { return aggregated.contains(one); });
      if (is_key) keys_.push_back(item.expression.get());
    }
  }

  void open() override {
    run_.release(held_);
    held_ = 0;
    groups_.clear();
    by_key_.clear();
    at_ = 0;
    done_ = false;
    input().open();
  }

 protected:
  bool advance() override {
    if (!done_) read_all();
    if (at_ == groups_.size()) return false;
    Group& group = *groups_[at_++];
    run_.row() = std::move(group.slots);
    const auto& calls = step_.projection->aggregate_calls;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      slot(calls[i]->slot) = group.accumulators[i].result();
    }
    return true;
  }

 private:
  struct Group {
    List slots;  // of its first row
    std::vector<Accumulator> accumulators;
  };

  Group& add_group() {
    auto group = std::make_unique<Group>();
    group->slots = run_.row();
    std::size_t bytes = 256;
    for (const auto& value : group->slots) bytes += footprint(value);
    for (const auto& call : step_.projection->aggregate_calls) {
      group->accumulators.emplace_back(*call);
      bytes += sizeof(Accumulator);
    }
    held_ += bytes;
    run_.hold(bytes);
    groups_.push_back(std::move(group));
    return *groups_.back();
  }

  void read_all() {
    done_ = true;
    Group* only = keys_.empty() ? &add_group() : nullptr;
    bool first = true;
    while (input().next()) {
      run_.tick();
      Group* group = only;
      if (group != nullptr) {
        if (first) group->slots = run_.row();
        first = false;
      } else {
        List key;
        key.reserve(keys_.size());
        for (const auto* expression : keys_) key.push_back(evaluate(*expression, run_));
        auto found = by_key_.find(key);
        if (found == by_key_.end()) {
          found = by_key_.emplace(std::move(key), &add_group()).first;
        }
        group = found->second;
      }
      for (auto& one : group->accumulators) one.add(run_);
    }
  }

  std::vector<const Expression*> keys_;
  std::vector<std::unique_ptr<Group>> groups_;  // in order of their first rows
  std::unordered_map<List, Group*, RowHash, RowEquivalent> by_key_;
  std::size_t at_ = 0;
  std::size_t held_ = 0;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Operator> make_aggregate(const Step& step, Execution& run) {
  return step.kind == StepKind::kAggregate ? std::make_unique<AggregateOperator>(step, run)
                                           : nullptr;
}

}  // namespace trine::query
