// Arc scores to a dependency tree. Internal.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace trine::extract {

// Keeps its buffers.
class TreeDecoder {
 public:
  // `scores` is [n, n + 1], rows `stride` apart: row t is word t as dependent, column 0 the root,
  // column t + 1 word t as head (its own entry is not looked at). Returns each word's head, 0 for
  // the root: always a tree in which the root has one child. It is each word's best head where
  // these make such a tree (linear after the argmax), else the maximum spanning arborescence, in
  // O(n^2).
  std::span<const std::int32_t> decode(const float* scores, std::size_t n, std::size_t stride);

 private:
  bool is_tree(std::size_t n);
  void span_tree(const float* scores, std::size_t n, std::size_t stride);

  struct Arc {
    std::int32_t dependent;
    std::int32_t head;
  };
  struct Contraction {
    std::int32_t node;                  // what the cycle became
    std::vector<std::int32_t> members;  // nodes of the cycle
    std::vector<Arc> arcs;              // into each member, within the cycle
  };

  struct Merged {  // what a contraction makes of the arcs between the cycle and one other node
    std::size_t other;
    double in_weight, out_weight;
    Arc in_arc, out_arc;
  };

  std::vector<std::int32_t> heads_;
  std::vector<std::uint8_t> state_;
  std::vector<double> weight_;
  std::vector<Arc> arc_, entering_;
  std::vector<Merged> pending_;
  std::vector<std::int32_t> active_, node_, best_, parent_, seen_, path_;
  std::vector<Contraction> contractions_;
};

}  // namespace trine::extract
