// A line on standard error that shows how far a long build is; on a terminal only.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace trine::tools {

class Progress {
 public:
  // Shows nothing when `wanted` is false or standard error is no terminal.
  explicit Progress(bool wanted);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `total` bytes of input, 0 while unknown (standard input).
  void set_total(std::uint64_t bytes) { total_ = bytes; }
  // Redraws at most ten times a second.
  void update(std::uint64_t bytes, std::uint64_t documents, std::uint64_t sentences);
  // Another stage without a measure: "making the graph".
  void stage(const std::string& name);
  // Takes the line away, before a message is printed.
  void clear();
  double seconds() const;

 private:
  bool shown_;
  bool drawn_ = false;
  std::uint64_t total_ = 0;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace trine::tools
