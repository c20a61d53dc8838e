// Scores of name tags (O, and B I E S of each class) to the best sequence of whole names. Internal.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace trine::extract {

class NameDecoder {
 public:
  // "O", "B-PER", "I-PER", ... Throws Error{kCorruption} on others.
  explicit NameDecoder(std::span<const std::string> labels);

  struct Scratch {
    std::vector<float> best, next;
    std::vector<std::uint8_t> back;
  };
  // `scores(t)` points to the labels' scores of word t. Writes a label's index for each word.
  template <class Scores>
  void decode(std::size_t n, Scores scores, Scratch& scratch,
              std::vector<std::uint32_t>& out) const {
    if (n == 0) return out.clear();
    begin(scores(0), n, scratch);
    for (std::size_t t = 1; t < n; ++t) step(scores(t), t, scratch);
    finish(n, scratch, out);
  }

 private:
  void begin(const float* scores, std::size_t n, Scratch& scratch) const;
  void step(const float* scores, std::size_t t, Scratch& scratch) const;
  void finish(std::size_t n, Scratch& scratch, std::vector<std::uint32_t>& out) const;

  std::size_t labels_;
  std::vector<std::uint8_t> first_, last_;
  // For each label, the labels that may precede it, ascending.
  std::vector<std::vector<std::uint8_t>> before_;
};

}  // namespace trine::extract
