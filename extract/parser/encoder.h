// The whole network: words, their context, and the heads that read both. Internal.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "extract/parser/context.h"
#include "extract/parser/kernels.h"
#include "extract/parser/model_file.h"
#include "extract/parser/products.h"
#include "extract/parser/word_layer.h"

namespace trine::extract {

// Rows of scores.
struct Scores {
  const float* data;
  std::size_t stride;
  const float* row(std::size_t t) const { return data + t * stride; }
};

// Belongs to one thread at a time; keeps its buffers. A batch is a list of words and where each of
// its sentences begins; results do not depend on what else is in the batch.
class Encoder {
 public:
  explicit Encoder(const ModelFile& model);

  // `starts` has one entry a sentence and, at the end, the number of words.
  void run(std::span<const std::string_view> forms, std::span<const std::uint32_t> starts);

  // Of word `t` of the last batch: the heads' columns.
  const float* heads(std::size_t t) const { return heads_.data() + t * model_.heads.columns; }
  // Best lemma script of each of `words`.
  void lemma_scripts(std::span<const std::uint32_t> words, std::vector<std::uint32_t>& out);
  // Arc scores of sentence `s`, a row for each word: column 0 is the root, column t + 1 word t (its
  // own without meaning). Valid until the next call.
  Scores arcs(std::size_t s);
  // Scores of the relations of every word of the batch to its head (0 = root, t + 1 = word t of the
  // same sentence). Valid until the next call of anything.
  Scores relations(std::span<const std::int32_t> heads_of_words);

 private:
  const ModelFile& model_;
  const RowKernels& kernels_;
  const Products& products_;
  WordLayer words_;
  std::unique_ptr<Context> context_;
  std::span<const WordRow> rows_;
  std::span<const std::uint32_t> starts_;
  std::size_t size_ = 0;

  std::vector<std::int8_t> root_quantised_;
  float root_scale_ = 0;

  std::vector<float> normed_, heads_, leaked_, scores_;
  std::vector<std::uint8_t> u_, top_, arc_u_;
  std::vector<float> scales_, top_scales_, arc_scales_, head_scales_;
  std::vector<std::int8_t> head_q_;
  PackedWeights packed_heads_;  // of one sentence
  std::vector<const float*> plus_;
};

}  // namespace trine::extract
