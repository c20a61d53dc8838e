#include "extract/parser/encoder.h"

#include <algorithm>
#include <cstring>

#include "extract/parser/buffers.h"

namespace trine::extract {
Encoder::Encoder(const ModelFile& model)
    : model_(model),
      kernels_(row_kernels()),
      products_(products()),
      words_(model),
      context_(model.transformer.layers.empty() ? recurrent_context(model)
                                                : transformer_context(model)),
      root_quantised_(model.arc) {
  root_scale_ =
      kernels_.quantise_signed(model.root_arc.data(), model.arc, 63.0F, root_quantised_.data());
}

void Encoder::run(std::span<const std::string_view> forms, std::span<const std::uint32_t> starts) {
  const auto& m = model_;
  const auto n = forms.size();
  const auto wide = m.wide;
  size_ = n;
  starts_ = starts;
  rows_ = words_.rows(forms);
  const float* x = context_->run(forms, rows_, starts);

  float* normed = at_least(normed_, wide);
  float* scales = at_least(scales_, n);
  std::uint8_t* top = activations(top_, n * wide);
  float* top_scales = at_least(top_scales_, n);
  const float** plus = at_least(plus_, n);
  for (std::size_t t = 0; t < n; ++t) {
    top_scales[t] = kernels_.layer_norm_quantised(x + t * wide, wide, m.top_norm.gain.data(),
                                                  m.top_norm.shift.data(), normed, top + t * wide);
    plus[t] = rows_[t].heads;
  }
  const auto columns = m.heads.columns;
  float* heads = at_least(heads_, n * columns);
  products_.scaled(m.heads, top, top_scales, n, plus, heads, columns);

  // Arcs: dependents and heads of the whole batch; the products of pairs are made by sentence.
  const auto a = m.arc;
  float* leaked = at_least(leaked_, n * a);
  auto* u = activations(u_, n * a);
  for (std::size_t t = 0; t < n; ++t) {
    kernels_.leaky(heads + t * columns + m.arc_dependent.begin, a, leaked);
    scales[t] = kernels_.quantise(leaked, a, 127.0F, u + t * a);
  }
  products_.scaled(m.arc_product, u, scales, n, nullptr, leaked, a);
  auto* arc_u = activations(arc_u_, n * a);
  float* arc_scales = at_least(arc_scales_, n);
  for (std::size_t t = 0; t < n; ++t) {
    arc_scales[t] = kernels_.quantise(leaked + t * a, a, 127.0F, arc_u + t * a);
  }
  const auto head_rows = n + starts.size();
  auto* head_q = at_least(head_q_, head_rows * a);
  float* head_scales = at_least(head_scales_, head_rows);
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
    // Sentence s's rows follow those of the sentences before, each with a root of its own.
    const auto root = starts[s] + s;
    std::memcpy(head_q + root * a, root_quantised_.data(), a);
    head_scales[root] = root_scale_;
    for (std::size_t t = starts[s]; t < starts[s + 1]; ++t) {
      const auto row = t + s + 1;
      kernels_.leaky(heads + t * columns + m.arc_head.begin, a, leaked);
      head_scales[row] = kernels_.quantise_signed(leaked, a, 63.0F, head_q + row * a);
    }
  }
}

Scores Encoder::arcs(std::size_t s) {
  const auto a = model_.arc;
  const std::size_t begin = starts_[s];
  const std::size_t n = starts_[s + 1] - begin;
  const auto root = begin + s;
  products_.pack({head_q_.data() + root * a, n + 1, a, {head_scales_.data() + root, n + 1}, {}}, 1,
                 packed_heads_);
  const auto stride = packed_heads_.columns;
  float* scores = at_least(scores_, n * stride);
  products_.scaled(packed_heads_, arc_u_.data() + begin * a, arc_scales_.data() + begin, n, nullptr,
                   scores, stride);
  return {scores, stride};
}

Scores Encoder::relations(std::span<const std::int32_t> heads_of_words) {
  const auto& m = model_;
  const auto r = m.rel;
  const auto columns = m.heads.columns;
  const auto relations = m.rel_product.columns;
  float* input = at_least(leaked_, 2 * r);
  auto* u = activations(u_, size_ * r);
  for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
    for (std::size_t t = starts_[s]; t < starts_[s + 1]; ++t) {
      const auto head = heads_of_words[t];
      const float* row = m.root_rel.data();
      if (head > 0) {
        const auto h = starts_[s] + static_cast<std::size_t>(head) - 1;
        kernels_.leaky(heads_.data() + h * columns + m.rel_head.begin, r, input + r);
        row = input + r;
      }
      kernels_.leaky_sum(heads_.data() + t * columns + m.rel_dependent.begin, row, r, input);
      scales_[t] = kernels_.quantise(input, r, 127.0F, u + t * r);
    }
  }
  float* scores = at_least(scores_, size_ * relations);
  products_.scaled(m.rel_product, u, scales_.data(), size_, nullptr, scores, relations);
  return {scores, relations};
}

void Encoder::lemma_scripts(std::span<const std::uint32_t> words, std::vector<std::uint32_t>& out) {
  const auto& m = model_;
  const auto n = words.size();
  const auto in = m.wide;
  const auto w = m.width;
  const auto columns = m.lemma.columns;
  out.resize(n);
  if (n == 0) return;
  auto* u = activations(u_, n * std::max(in, w));
  float* scores = at_least(scores_, n * columns);
  float* scales = at_least(scales_, n);
  const float** plus = at_least(plus_, n);
  // The words' own part, and the sentence's on top of it.
  for (std::size_t k = 0; k < n; ++k) {
    std::memcpy(u + k * w, rows_[words[k]].quantised, w);
    scales[k] = rows_[words[k]].scale;
    plus[k] = scores + k * columns;
  }
  products_.scaled(m.lemmav, u, scales, n, nullptr, scores, columns);
  for (std::size_t k = 0; k < n; ++k) {
    std::memcpy(u + k * in, top_.data() + words[k] * in, in);
    scales[k] = top_scales_[words[k]];
  }
  products_.scaled(m.lemma, u, scales, n, plus, scores, columns);
  for (std::size_t k = 0; k < n; ++k) {
    out[k] = static_cast<std::uint32_t>(
        kernels_.best(scores + k * columns, model_.lemma_scripts.size()));
  }
}

}  // namespace trine::extract
