// The network over whole sentences: convolution, three bidirectional QRNN layers, heads. Internal.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/kernels.h"
#include "extract/model_file.h"
#include "extract/word_layer.h"

namespace trine::extract {

// Belongs to one thread at a time; keeps its buffers. A batch is a list of words and where each of
// its sentences begins; results do not depend on what else is in the batch.
class Encoder {
 public:
  explicit Encoder(const ModelFile& model);

  // `starts` has one entry a sentence and, at the end, the number of words.
  void run(std::span<const std::string_view> forms, std::span<const std::uint32_t> starts);

  // Of word `t` of the last batch: the heads' columns.
  const float* heads(std::size_t t) const { return heads_.data() + t * model_.heads.out; }
  // Best lemma script of each of `words`.
  void lemma_scripts(std::span<const std::uint32_t> words, std::vector<std::uint32_t>& out);
  // Arc scores of sentence `s`: [words, words + 1], column 0 is the root, column t + 1 word t (its
  // own left as it is). Valid until the next call.
  std::span<const float> arcs(std::size_t s);
  // Scores of the relations of every word of the batch to its head (0 = root, t + 1 = word t of the
  // same sentence): [words, relations]. Valid until the next call of anything.
  std::span<const float> relations(std::span<const std::int32_t> heads_of_words);

 private:
  const ModelFile& model_;
  const RowKernels& kernels_;
  WordLayer words_;
  std::span<const WordRow> rows_;
  std::span<const std::uint32_t> starts_;
  std::size_t size_ = 0;

  std::vector<std::int8_t> root_quantised_;
  float root_scale_ = 0;
  std::int32_t root_offset_ = 0;

  std::vector<float> x_, normed_, state_, heads_, arc_input_, arc_scores_, relation_input_;
  std::vector<std::uint8_t> u_, top_, arc_u_;
  std::vector<float> scales_, top_scales_, arc_scales_, head_scales_;
  std::vector<std::int8_t> head_q_;
  std::vector<std::int32_t> head_offsets_;
  std::vector<std::int32_t> sums_, gates_;
};

}  // namespace trine::extract
