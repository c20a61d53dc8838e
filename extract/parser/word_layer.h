// The model's layer that sees one word at a time: its result depends on the form alone, so it is
// kept for the words seen lately. Internal.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/parser/kernels.h"
#include "extract/parser/model_file.h"
#include "extract/parser/products.h"
#include "extract/parser/word_features.h"

namespace trine::extract {

// One form's row: `embedding` [width], the products of it by the model's `inputs` (at most three),
// `heads` [columns of heads], and the embedding quantised for the lemma scripts.
struct WordRow {
  const float* embedding;
  const float* inputs[3];
  const float* heads;
  const std::uint8_t* quantised;  // [width], + 128
  float scale;
};

// Belongs to one thread at a time. Results do not depend on what is kept.
class WordLayer {
 public:
  explicit WordLayer(const ModelFile& model);

  // The rows of `forms`, valid until the next call. At most kMaxForms.
  std::span<const WordRow> rows(std::span<const std::string_view> forms);

  static constexpr std::size_t kMaxForms = 8192;

 private:
  // Two generations: when the younger is full it becomes the older, whose words are moved over
  // when they are met again. Words that come often stay, memory stays bounded.
  static constexpr std::size_t kGeneration = 1024;  // rows
  static constexpr std::size_t kLongestKept = 40;   // bytes of a form

  struct alignas(64) Line {
    float value[16];
  };
  struct Generation {
    // Not cleared, so that a short text touches little memory; null until there is a row.
    std::unique_ptr<Line[]> rows;
    std::unique_ptr<std::uint8_t[]> quantised;
    std::vector<std::string> forms;
    std::vector<std::uint32_t> table;  // row + 1 by hash, 0 when free; 2 kGeneration slots
  };
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  std::uint32_t find(const Generation& generation, std::string_view form, std::uint64_t hash) const;
  void make_room(Generation& generation) const;  // its buffers, once
  // The row after the last, which is filled in, becomes `form`'s.
  void enter(Generation& generation, std::string_view form, std::uint64_t hash) const;
  void compute(std::span<const std::uint32_t> which, std::span<const std::string_view> forms,
               float* rows, std::uint8_t* bytes);

  float* row(const Generation& generation, std::size_t index) const {
    return reinterpret_cast<float*>(generation.rows.get()) + index * stride_;
  }
  std::uint8_t* quantised(const Generation& generation, std::size_t index) const {
    return generation.quantised.get() + index * model_.width;
  }

  const ModelFile& model_;
  const RowKernels& kernels_;
  const Products& products_;
  std::vector<std::size_t> inputs_at_;  // where in a row
  std::size_t heads_at_;
  std::size_t stride_;  // a multiple of 16: floats of a row: embedding, inputs, heads, scale
  FeatureReader reader_;
  Generation young_, old_;
  bool young_is_full_ = false;
  std::vector<WordRow> result_;

  // The forms of one call that were not kept: computed together. `fresh_` is for rows for which the
  // younger generation has no room.
  std::vector<float> fresh_;
  std::vector<std::uint8_t> fresh_quantised_;
  std::vector<std::uint32_t> pending_, source_, slots_;
  std::vector<std::uint64_t> hashes_;
  std::vector<WordFeatures> features_;
  std::vector<float> input_, mixed_;
  std::vector<std::uint8_t> quantised_;
  std::vector<float> scales_;
  std::vector<const float*> plus_;
};

}  // namespace trine::extract
