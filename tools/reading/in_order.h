// One piece of work after the other through a oneTBB pipeline: read in order, worked on in
// parallel, kept in order. Few are under way at once, so that memory stays bounded.
#pragma once
#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include <atomic>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace trine::tools {

// What one stage or thread did is seen by those that come after it: oneTBB sees to that. Its
// library is not built for ThreadSanitizer, which is therefore told here; other builds do nothing.
inline void comes_after([[maybe_unused]] void* subject) {
#if defined(__SANITIZE_THREAD__)
  __tsan_acquire(subject);
#endif
}
inline void comes_before([[maybe_unused]] void* subject) {
#if defined(__SANITIZE_THREAD__)
  __tsan_release(subject);
#endif
}

// Keeps the first exception of several threads. oneTBB would end a pipeline that throws at once and
// never free what is under way in it; so pieces run through idly to its end instead.
class FirstFailure {
 public:
  template <class Action>
  void attempt(Action action) {
    if (failed_) return;
    try {
      action();
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      if (!failed_) first_ = std::current_exception();
      failed_ = true;
    }
  }
  void rethrow() const {
    if (first_) std::rethrow_exception(first_);
  }

 private:
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::exception_ptr first_;
};

// `read()` gives a std::shared_ptr<Work>, null at the end; `work(Work&)` runs in up to `jobs`
// threads; `keep(Work&)` gets each when it is done. What one of them throws ends it all.
template <class Work, class Read, class Do, class Keep>
void in_order(unsigned jobs, Read read, Do work, Keep keep) {
  using Pointer = std::shared_ptr<Work>;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, jobs);
  FirstFailure failure;
  char begin = 0, reading = 0, keeping = 0, end = 0;
  const auto read_one = [&](tbb::flow_control& flow) {
    comes_after(&begin);
    comes_after(&reading);
    Pointer piece;
    failure.attempt([&] { piece = read(); });
    if (!piece) flow.stop();
    comes_before(piece.get());
    comes_before(&reading);
    comes_before(&end);
    return piece;
  };
  const auto work_on_one = [&](Pointer piece) {
    comes_after(piece.get());
    failure.attempt([&] { work(*piece); });
    comes_before(piece.get());
    comes_before(&end);
    return piece;
  };
  const auto keep_one = [&](const Pointer& piece) {
    comes_after(piece.get());
    comes_after(&keeping);
    failure.attempt([&] { keep(*piece); });
    comes_before(&keeping);
    comes_before(&end);
  };
  comes_before(&begin);
  tbb::parallel_pipeline(
      std::size_t{jobs} * 4,
      tbb::make_filter<void, Pointer>(tbb::filter_mode::serial_in_order, read_one) &
          tbb::make_filter<Pointer, Pointer>(tbb::filter_mode::parallel, work_on_one) &
          tbb::make_filter<Pointer, void>(tbb::filter_mode::serial_in_order, keep_one));
  comes_after(&end);
  failure.rethrow();
}

}  // namespace trine::tools
