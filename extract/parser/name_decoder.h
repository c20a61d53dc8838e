// Scores of name tags (O, and B I E S of each class) to the best sequence of whole names. Internal.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extract/sentence/sentence.h"

namespace trine::extract {

class NameDecoder {
 public:
  // "O", "B-PER", "I-PER", ... ("MISC" is kOther). Throws Error{kCorruption} on others.
  explicit NameDecoder(std::span<const std::string> labels);

  struct Scratch {
    std::vector<float> best, next;
    std::vector<std::uint8_t> back;
    std::vector<float> set_best;
    std::vector<std::uint8_t> set_from;
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

  // For the words [begin, end) of one name, or one word outside names, of a decoded sentence: how
  // much lower the sentence's score were if they were a name of each class, or (kNone) none. By
  // NameClass, never above 0.
  template <class Scores>
  void compare(std::size_t begin, std::size_t end, Scores scores,
               std::span<const std::uint32_t> decoded, std::span<float, kNameClasses> out) const {
    std::fill(out.begin(), out.end(), 0.0F);
    for (std::size_t t = begin; t < end; ++t) {
      const float* row = scores(t);
      const std::size_t part = end == begin + 1 ? 3 : t == begin ? 0 : t + 1 == end ? 2 : 1;
      for (std::size_t k = 0; k < kNameClasses; ++k) {
        const auto label = label_of_[k][part];
        out[k] += label < labels_ ? row[label] - row[decoded[t]] : kUnknown;
      }
    }
  }
  std::size_t end_of_name(std::span<const std::uint32_t> decoded, std::size_t begin) const;
  NameClass type(std::uint32_t label) const { return type_[label]; }

 private:
  static constexpr float kUnknown = -1e4F;  // for classes that the model does not tell apart
  void begin(const float* scores, std::size_t n, Scratch& scratch) const;
  void step(const float* scores, std::size_t t, Scratch& scratch) const;
  void finish(std::size_t n, Scratch& scratch, std::vector<std::uint32_t>& out) const;

  std::size_t labels_;
  std::vector<std::uint8_t> first_, last_;
  std::vector<NameClass> type_;  // of each label
  // The labels of a name's first word, inner words, last word, only word, by class.
  std::array<std::array<std::size_t, 4>, kNameClasses> label_of_{};
  // The sets of labels that may precede a label, ascending, and which of them each label has: all
  // labels that begin a name share one.
  std::vector<std::vector<std::uint8_t>> before_;
  std::vector<std::uint8_t> set_of_;
};

}  // namespace trine::extract
