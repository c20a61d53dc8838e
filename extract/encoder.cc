#include "extract/encoder.h"

#include <algorithm>
#include <cstring>

namespace trine::extract {
namespace {

const float* bias_of(const Matrix& matrix) {
  return matrix.bias.empty() ? nullptr : matrix.bias.data();
}

// Grows only: a buffer keeps its size over the batches.
template <class T>
T* at_least(std::vector<T>& buffer, std::size_t n) {
  if (buffer.size() < n) buffer.resize(n);
  return buffer.data();
}

std::int32_t offset_of(const std::int8_t* q, std::size_t n) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += q[i];
  return -128 * sum;
}

}  // namespace

Encoder::Encoder(const ModelFile& model)
    : model_(model), kernels_(row_kernels()), words_(model), root_quantised_(model.arc) {
  root_scale_ =
      kernels_.quantise_signed(model.root_arc.data(), model.arc, 63.0F, root_quantised_.data());
  root_offset_ = offset_of(root_quantised_.data(), model.arc);
}

void Encoder::run(std::span<const std::string_view> forms, std::span<const std::uint32_t> starts) {
  const auto& m = model_;
  const auto n = forms.size();
  const auto w = m.width;
  const auto h = m.hidden;
  size_ = n;
  starts_ = starts;
  rows_ = words_.rows(forms);

  float* x = at_least(x_, n * 2 * h);
  float* normed = at_least(normed_, std::max(w, 2 * h));
  float* scales = at_least(scales_, n);
  std::uint8_t* u = at_least(u_, n * std::max(w, 2 * h));
  auto* gates = at_least(gates_, n * 6 * h);
  float* state = at_least(state_, h);

  // Convolution: x is [n, w]. The first QRNN layer has no residual, so its output may take x's
  // place as [n, 2h].
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
    for (std::size_t t = starts[s]; t < starts[s + 1]; ++t) {
      kernels_.gated_convolution(t > starts[s] ? rows_[t - 1].conv[0] : nullptr, rows_[t].conv[1],
                                 t + 1 < starts[s + 1] ? rows_[t + 1].conv[2] : nullptr,
                                 rows_[t].embedding, w, x + t * w);
    }
  }
  for (std::size_t layer = 0; layer < 3; ++layer) {
    const auto& matrix = m.qrnn[layer];
    const auto& norm = m.qrnn_norm[layer];
    const auto in = matrix.in;
    for (std::size_t t = 0; t < n; ++t) {
      kernels_.layer_norm(x + t * in, in, norm.gain.data(), norm.shift.data(), normed);
      scales[t] = kernels_.quantise(normed, in, 127.0F, u + t * in);
    }
    multiply(u, n, in, matrix.q, matrix.out, matrix.offset.data(), gates);
    for (std::size_t t = 0; t < n; ++t) {
      kernels_.qrnn_gates(gates + t * 6 * h, h, scales[t], matrix.scale.data(), bias_of(matrix));
    }
    // The gates' buffer now holds floats.
    const auto* g = reinterpret_cast<const float*>(gates);
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
      const auto step = [&](std::size_t t, std::size_t column) {
        const float* row = g + t * 6 * h + column;
        float* y = x + t * 2 * h + column;
        kernels_.qrnn_step(row, row + 2 * h, row + 4 * h, layer > 0 ? y : nullptr, h, state, y);
      };
      std::fill_n(state, h, 0.0F);
      for (std::size_t t = starts[s]; t < starts[s + 1]; ++t) step(t, 0);
      std::fill_n(state, h, 0.0F);
      for (std::size_t t = starts[s + 1]; t-- > starts[s];) step(t, h);
    }
  }

  std::uint8_t* top = at_least(top_, n * 2 * h);
  float* top_scales = at_least(top_scales_, n);
  for (std::size_t t = 0; t < n; ++t) {
    kernels_.layer_norm(x + t * 2 * h, 2 * h, m.top_norm.gain.data(), m.top_norm.shift.data(),
                        normed);
    top_scales[t] = kernels_.quantise(normed, 2 * h, 127.0F, top + t * 2 * h);
  }
  const auto columns = m.heads.out;
  auto* sums = at_least(sums_, n * columns);
  float* heads = at_least(heads_, n * columns);
  multiply(top, n, 2 * h, m.heads.q, columns, m.heads.offset.data(), sums);
  for (std::size_t t = 0; t < n; ++t) {
    kernels_.scale(sums + t * columns, columns, top_scales[t], m.heads.scale.data(),
                   bias_of(m.heads), heads + t * columns);
    kernels_.add(rows_[t].heads, columns, heads + t * columns);
  }

  // Arcs: dependents and heads of the whole batch; the products of pairs are made by sentence.
  const auto a = m.arc;
  float* leaked = at_least(normed_, std::max(std::max(w, 2 * h), a));
  for (std::size_t t = 0; t < n; ++t) {
    kernels_.leaky(heads + t * columns + m.arc_dependent.begin, a, leaked);
    scales[t] = kernels_.quantise(leaked, a, 127.0F, at_least(u_, n * a) + t * a);
  }
  sums = at_least(sums_, n * std::max(columns, a));
  multiply(u_.data(), n, a, m.arc_product.q, a, m.arc_product.offset.data(), sums);
  auto* arc_u = at_least(arc_u_, n * a);
  float* arc_scales = at_least(arc_scales_, n);
  const auto head_rows = n + starts.size();
  auto* head_q = at_least(head_q_, head_rows * a);
  float* head_scales = at_least(head_scales_, head_rows);
  auto* head_offsets = at_least(head_offsets_, head_rows);
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
    // Sentence s's rows follow those of the sentences before, each with a root of its own.
    const auto root = starts[s] + s;
    std::memcpy(head_q + root * a, root_quantised_.data(), a);
    head_scales[root] = root_scale_;
    head_offsets[root] = root_offset_;
    for (std::size_t t = starts[s]; t < starts[s + 1]; ++t) {
      kernels_.scale(sums + t * a, a, scales[t], m.arc_product.scale.data(), bias_of(m.arc_product),
                     leaked);
      arc_scales[t] = kernels_.quantise(leaked, a, 127.0F, arc_u + t * a);
      const auto row = t + s + 1;
      kernels_.leaky(heads + t * columns + m.arc_head.begin, a, leaked);
      head_scales[row] = kernels_.quantise_signed(leaked, a, 63.0F, head_q + row * a);
      head_offsets[row] = offset_of(head_q + row * a, a);
    }
  }
}

std::span<const float> Encoder::arcs(std::size_t s) {
  const auto a = model_.arc;
  const std::size_t begin = starts_[s];
  const std::size_t n = starts_[s + 1] - begin;
  const auto root = begin + s;
  auto* sums = at_least(sums_, n * (n + 1));
  float* scores = at_least(arc_scores_, n * (n + 1));
  multiply(arc_u_.data() + begin * a, n, a, head_q_.data() + root * a, n + 1,
           head_offsets_.data() + root, sums);
  for (std::size_t t = 0; t < n; ++t) {
    kernels_.scale(sums + t * (n + 1), n + 1, arc_scales_[begin + t], head_scales_.data() + root,
                   nullptr, scores + t * (n + 1));
  }
  return {scores, n * (n + 1)};
}

std::span<const float> Encoder::relations(std::span<const std::int32_t> heads_of_words) {
  const auto& m = model_;
  const auto r = m.rel;
  const auto columns = m.heads.out;
  const auto relations = m.rel_product.out;
  float* input = at_least(normed_, 2 * r);
  auto* u = at_least(u_, size_ * r);
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
  auto* sums = at_least(sums_, size_ * relations);
  float* scores = at_least(arc_scores_, size_ * relations);
  multiply(u, size_, r, m.rel_product.q, relations, m.rel_product.offset.data(), sums);
  for (std::size_t t = 0; t < size_; ++t) {
    kernels_.scale(sums + t * relations, relations, scales_[t], m.rel_product.scale.data(),
                   bias_of(m.rel_product), scores + t * relations);
  }
  return {scores, size_ * relations};
}

void Encoder::lemma_scripts(std::span<const std::uint32_t> words, std::vector<std::uint32_t>& out) {
  const auto& m = model_;
  const auto n = words.size();
  const auto in = 2 * m.hidden;
  const auto scripts = m.lemma.out;
  out.resize(n);
  if (n == 0) return;
  auto* u = at_least(u_, n * std::max(in, m.width));
  auto* sums = at_least(sums_, n * scripts);
  float* scores = at_least(arc_scores_, (n + 1) * scripts);
  for (std::size_t k = 0; k < n; ++k) std::memcpy(u + k * in, top_.data() + words[k] * in, in);
  multiply(u, n, in, m.lemma.q, scripts, m.lemma.offset.data(), sums);
  for (std::size_t k = 0; k < n; ++k) {
    kernels_.scale(sums + k * scripts, scripts, top_scales_[words[k]], m.lemma.scale.data(),
                   bias_of(m.lemma), scores + k * scripts);
    std::memcpy(u + k * m.width, rows_[words[k]].quantised, m.width);
  }
  multiply(u, n, m.width, m.lemmav.q, scripts, m.lemmav.offset.data(), sums);
  float* word_part = scores + n * scripts;
  for (std::size_t k = 0; k < n; ++k) {
    kernels_.scale(sums + k * scripts, scripts, rows_[words[k]].scale, m.lemmav.scale.data(),
                   bias_of(m.lemmav), word_part);
    float* row = scores + k * scripts;
    kernels_.add(word_part, scripts, row);
    out[k] = static_cast<std::uint32_t>(std::max_element(row, row + scripts) - row);
  }
}

}  // namespace trine::extract
