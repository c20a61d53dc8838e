// A transformer over the pieces of a sentence's words: attention and a wide layer with GELU, each
// added to its input and normed; a word's row is the weighted mean, over the layers, of its first
// piece's.
#include <algorithm>
#include <cstring>
#include <vector>

#include "extract/parser/buffers.h"
#include "extract/parser/context.h"
#include "extract/parser/kernels.h"
#include "extract/parser/word_pieces.h"

namespace trine::extract {
namespace {

// Rows that go through the wide layer together: what lies between its products stays in the
// second-level cache.
constexpr std::size_t kBlock = 64;

class TransformerContext final : public Context {
 public:
  explicit TransformerContext(const ModelFile& model)
      : net_(model.transformer),
        kernels_(row_kernels()),
        products_(products()),
        pieces_(model.transformer) {}

  const float* run(std::span<const std::string_view> forms, std::span<const WordRow> words,
                   std::span<const std::uint32_t> starts) override {
    cut(forms, starts);
    const auto rows = piece_.size();
    const auto w = net_.width;
    at_least(x_, rows * w);
    activations(u_, rows * w);
    at_least(scales_, rows);
    embed(words);
    float* mean = at_least(mean_, forms.size() * w);
    std::fill_n(mean, forms.size() * w, 0.0F);
    add_to_mean(0);
    for (std::size_t i = 0; i < net_.layers.size(); ++i) {
      const auto& layer = net_.layers[i];
      attend(layer);
      for (std::size_t begin = 0; begin < rows; begin += kBlock) {
        widen(layer, begin, std::min(rows, begin + kBlock));
      }
      add_to_mean(i + 1);
    }
    return mean;
  }

 private:
  // Pieces of the batch: each sentence's between two marks.
  void cut(std::span<const std::string_view> forms, std::span<const std::uint32_t> starts) {
    piece_.clear();
    word_.clear();
    first_.resize(forms.size());
    begins_.clear();
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
      begins_.push_back(piece_.size());
      piece_.push_back(pieces_.begin_mark());
      word_.push_back(kNoWord);
      for (auto t = starts[s]; t < starts[s + 1]; ++t) {
        first_[t] = piece_.size();
        pieces_.split(forms[t], piece_);
        word_.resize(piece_.size(), t);
      }
      piece_.push_back(pieces_.end_mark());
      word_.push_back(kNoWord);
    }
    begins_.push_back(piece_.size());
  }

  // x and u: the pieces' own rows, their places' and their words', normed.
  void embed(std::span<const WordRow> words) {
    const auto w = net_.width;
    float* sum = at_least(row_, w);
    std::size_t s = 0;
    for (std::size_t r = 0; r < piece_.size(); ++r) {
      while (begins_[s + 1] <= r) ++s;
      const auto place = std::min(r - begins_[s], net_.positions.rows - 1);
      const auto* piece = net_.pieces.q + piece_[r] * w;
      const auto* position = net_.positions.q + place * w;
      const float piece_scale = net_.pieces.scale[piece_[r]];
      const float position_scale = net_.positions.scale[place];
      for (std::size_t i = 0; i < w; ++i) {
        sum[i] = static_cast<float>(piece[i]) * piece_scale +
                 static_cast<float>(position[i]) * position_scale;
      }
      if (word_[r] != kNoWord) kernels_.add(words[word_[r]].inputs[0], w, sum);
      norm(net_.norm, sum, r);
    }
  }

  // Of row r: x, u and its scale.
  void norm(const LayerNorm& by, const float* from, std::size_t r) {
    const auto w = net_.width;
    scales_[r] = kernels_.layer_norm_quantised(from, w, by.gain.data(), by.shift.data(),
                                               x_.data() + r * w, u_.data() + r * w);
  }

  void attend(const TransformerLayer& layer) {
    const auto rows = piece_.size();
    const auto w = net_.width;
    float* qkv = at_least(qkv_, rows * 3 * w);
    products_.scaled(layer.qkv, u_.data(), scales_.data(), rows, nullptr, qkv, 3 * w);
    float* out = at_least(attended_, rows * w);
    for (std::size_t s = 0; s + 1 < begins_.size(); ++s) {
      const auto begin = begins_[s];
      const auto n = begins_[s + 1] - begin;
      float* scratch = at_least(scratch_, (kHeadWidth + 1) * ((n + 15) / 16 * 16));
      for (std::size_t h = 0; h < w; h += kHeadWidth) {
        kernels_.attend(qkv + begin * 3 * w + h, w, n, 3 * w, scratch, out + begin * w + h, w);
      }
    }
    for (std::size_t r = 0; r < rows; ++r) {
      scales_[r] = kernels_.quantise(out + r * w, w, 127.0F, u_.data() + r * w);
    }
    add(layer.out, u_.data(), 0, rows);
    for (std::size_t r = 0; r < rows; ++r) norm(layer.attention_norm, summed_.data() + r * w, r);
  }

  // summed = the rows' x plus the product.
  void add(const PackedWeights& weights, const std::uint8_t* u, std::size_t begin,
           std::size_t end) {
    const auto w = net_.width;
    const float** plus = at_least(plus_, end - begin);
    for (auto r = begin; r < end; ++r) plus[r - begin] = x_.data() + r * w;
    at_least(summed_, end * w);
    products_.scaled(weights, u, scales_.data() + begin, end - begin, plus,
                     summed_.data() + begin * w, w);
  }

  void widen(const TransformerLayer& layer, std::size_t begin, std::size_t end) {
    const auto n = end - begin;
    const auto w = net_.width;
    const auto inner = net_.inner;
    float* wide = at_least(wide_, kBlock * inner);
    auto* wide_u = activations(wide_u_, kBlock * inner);
    products_.scaled(layer.up, u_.data() + begin * w, scales_.data() + begin, n, nullptr, wide,
                     inner);
    for (std::size_t r = 0; r < n; ++r) {
      scales_[begin + r] = kernels_.gelu_quantised(wide + r * inner, inner, wide_u + r * inner);
    }
    add(layer.down, wide_u, begin, end);
    for (auto r = begin; r < end; ++r) norm(layer.output_norm, summed_.data() + r * w, r);
  }

  void add_to_mean(std::size_t layer) {
    const auto w = net_.width;
    const float weight = net_.mean[layer];
    for (std::size_t t = 0; t < first_.size(); ++t) {
      const float* from = x_.data() + first_[t] * w;
      float* to = mean_.data() + t * w;
      for (std::size_t i = 0; i < w; ++i) to[i] = to[i] + from[i] * weight;
    }
  }

  static constexpr std::uint32_t kNoWord = ~std::uint32_t{0};

  const Transformer& net_;
  const RowKernels& kernels_;
  const Products& products_;
  WordPieces pieces_;
  std::vector<std::uint32_t> piece_, word_;  // of each row: the piece's number and its word
  std::vector<std::size_t> first_;           // row of each word's first piece
  std::vector<std::size_t> begins_;          // first row of each sentence, and the number of rows
  std::vector<float> x_, row_, qkv_, attended_, scratch_, summed_, wide_, mean_, scales_;
  std::vector<std::uint8_t> u_, wide_u_;
  std::vector<const float*> plus_;
};

}  // namespace

std::unique_ptr<Context> transformer_context(const ModelFile& model) {
  return std::make_unique<TransformerContext>(model);
}

}  // namespace trine::extract
