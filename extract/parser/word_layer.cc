#include "extract/parser/word_layer.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace trine::extract {

WordLayer::WordLayer(const ModelFile& model)
    : model_(model),
      kernels_(row_kernels()),
      products_(products()),
      heads_at_(model.width),
      reader_(model) {
  for (const auto& input : model.inputs) {
    inputs_at_.push_back(heads_at_);
    heads_at_ += input.columns;
  }
  stride_ = heads_at_ + model.headsv.columns + 16;
}

std::uint32_t WordLayer::find(const Generation& generation, std::string_view form,
                              std::uint64_t hash) const {
  if (generation.table.empty()) return kNone;
  const auto mask = generation.table.size() - 1;
  for (auto i = fold(hash) & mask; generation.table[i] != 0; i = (i + 1) & mask) {
    const auto row = generation.table[i] - 1;
    if (generation.forms[row] == form) return row;
  }
  return kNone;
}

void WordLayer::make_room(Generation& generation) const {
  if (generation.rows != nullptr) return;
  generation.rows = std::make_unique_for_overwrite<Line[]>(kGeneration * stride_ / 16);
  generation.quantised =
      std::make_unique_for_overwrite<std::uint8_t[]>(kGeneration * model_.width + Products::kSlack);
  generation.forms.reserve(kGeneration);
  generation.table.resize(2 * kGeneration);
}

void WordLayer::enter(Generation& generation, std::string_view form, std::uint64_t hash) const {
  if (form.size() > kLongestKept) {
    generation.forms.emplace_back();  // its row is used once
    return;
  }
  generation.forms.emplace_back(form);
  const auto mask = generation.table.size() - 1;
  auto i = fold(hash) & mask;
  while (generation.table[i] != 0) i = (i + 1) & mask;
  generation.table[i] = static_cast<std::uint32_t>(generation.forms.size());
}

std::span<const WordRow> WordLayer::rows(std::span<const std::string_view> forms) {
  if (young_is_full_ || young_.forms.size() >= kGeneration) {
    young_is_full_ = false;
    std::swap(young_, old_);
    young_.forms.clear();
    std::fill(young_.table.begin(), young_.table.end(), 0U);
  }
  // Which are kept, and which are to be computed; a form is computed once.
  constexpr std::uint32_t kFromYoung = 0x80000000U;
  constexpr std::uint32_t kFromOld = 0x40000000U;
  const auto n = forms.size();
  source_.resize(n);
  hashes_.resize(n);
  pending_.clear();
  slots_.assign(std::bit_ceil(2 * n + 1), 0);
  const auto mask = slots_.size() - 1;
  for (std::size_t t = 0; t < n; ++t) {
    hashes_[t] = fnv(forms[t]);
    if (const auto kept = find(young_, forms[t], hashes_[t]); kept != kNone) {
      source_[t] = kFromYoung | kept;
      continue;
    }
    if (const auto kept = find(old_, forms[t], hashes_[t]); kept != kNone) {
      source_[t] = kFromOld | kept;
      continue;
    }
    auto i = fold(hashes_[t]) & mask;
    while (slots_[i] != 0 && forms[pending_[slots_[i] - 1]] != forms[t]) i = (i + 1) & mask;
    if (slots_[i] == 0) {
      pending_.push_back(static_cast<std::uint32_t>(t));
      slots_[i] = static_cast<std::uint32_t>(pending_.size());
    }
    source_[t] = slots_[i] - 1;
  }
  // New rows are made in the younger generation, where they stay; aside, if they are too many.
  const auto room = [&] { return young_.forms.size() < kGeneration; };
  const bool aside = young_.forms.size() + pending_.size() > kGeneration;
  float* fresh = fresh_.data();
  std::uint8_t* fresh_quantised = fresh_quantised_.data();
  if (aside) {
    fresh_.resize(std::max(fresh_.size(), pending_.size() * stride_));
    fresh_quantised_.resize(
        std::max(fresh_quantised_.size(), pending_.size() * model_.width + Products::kSlack));
    fresh = fresh_.data();
    fresh_quantised = fresh_quantised_.data();
    young_is_full_ = true;
  } else {
    make_room(young_);
    fresh = row(young_, young_.forms.size());
    fresh_quantised = quantised(young_, young_.forms.size());
  }
  compute(pending_, forms, fresh, fresh_quantised);
  if (!aside) {
    for (const auto t : pending_) enter(young_, forms[t], hashes_[t]);
  }

  // Rows of the older generation go to the younger, as far as there is room; what does not fit is
  // used from where it is.
  const auto row_at = [&](const float* at, const std::uint8_t* bytes) {
    WordRow r{at, {}, at + heads_at_, bytes, at[heads_at_ + model_.headsv.columns]};
    for (std::size_t i = 0; i < inputs_at_.size(); ++i) r.inputs[i] = at + inputs_at_[i];
    return r;
  };
  result_.resize(n);
  for (std::size_t t = 0; t < n; ++t) {
    const auto s = source_[t];
    if ((s & kFromYoung) != 0) {
      const auto index = s & ~kFromYoung;
      result_[t] = row_at(row(young_, index), quantised(young_, index));
    } else if ((s & kFromOld) != 0) {
      const auto* from = row(old_, s & ~kFromOld);
      const auto* from_quantised = quantised(old_, s & ~kFromOld);
      result_[t] = row_at(from, from_quantised);
      if (room() && find(young_, forms[t], hashes_[t]) == kNone) {
        make_room(young_);
        const auto index = young_.forms.size();
        std::memcpy(row(young_, index), from, stride_ * sizeof(float));
        std::memcpy(quantised(young_, index), from_quantised, model_.width);
        enter(young_, forms[t], hashes_[t]);
      }
    } else {
      result_[t] = row_at(fresh + s * stride_, fresh_quantised + s * model_.width);
    }
  }
  return result_;
}

void WordLayer::compute(std::span<const std::uint32_t> which,
                        std::span<const std::string_view> forms, float* rows, std::uint8_t* bytes) {
  const auto n = which.size();
  if (n == 0) return;
  const auto& m = model_;
  const auto w = m.width;
  const auto input = m.mix.in;
  const auto vec = m.vectors.dim;
  features_.resize(std::max(features_.size(), n));
  mixed_.resize(n * 2 * w);
  scales_.resize(n);
  plus_.resize(n);
  quantised_.resize(n * std::max(input, vec) + Products::kSlack);
  input_.resize(std::max(input, w));

  // The word's vector is quantised as it is: it is multiplied without another rounding.
  for (std::size_t p = 0; p < n; ++p) {
    reader_.read(forms[which[p]], features_[p]);
    const auto row = features_[p].vec;
    const auto* q = m.vectors.q + row * vec;
    auto* u = quantised_.data() + p * vec;
    for (std::size_t i = 0; i < vec; ++i) u[i] = static_cast<std::uint8_t>(q[i] + 128);
    scales_[p] = m.vectors.scale[row];
    plus_[p] = mixed_.data() + p * 2 * w;
  }
  products_.scaled(m.mixv, quantised_.data(), scales_.data(), n, nullptr, mixed_.data(), 2 * w);
  for (std::size_t p = 0; p < n; ++p) {
    const auto& f = features_[p];
    float* x = input_.data();
    const auto expand = [&](const Embedding& table, std::uint32_t row) {
      const auto* q = table.q + row * table.dim;
      const float scale = table.scale[row];
      for (std::size_t i = 0; i < table.dim; ++i) *x++ = static_cast<float>(q[i]) * scale;
    };
    expand(m.words, f.word);
    for (std::size_t a = 0; a < m.affixes.size(); ++a) expand(m.affixes[a].rows, f.affixes[a]);
    scales_[p] = kernels_.quantise(input_.data(), input, 127.0F, quantised_.data() + p * input);
  }
  products_.scaled(m.mix, quantised_.data(), scales_.data(), n, plus_.data(), mixed_.data(), 2 * w);
  for (std::size_t p = 0; p < n; ++p) {
    const auto& f = features_[p];
    float* mixed = mixed_.data() + p * 2 * w;
    for (auto set = f.bits; set != 0; set &= set - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(set));
      if (bit < m.bits) kernels_.add(m.lex_bias.data() + bit * 2 * w, 2 * w, mixed);
    }
    float* embedding = rows + p * stride_;
    kernels_.maxout(mixed, w, input_.data());
    kernels_.layer_norm(input_.data(), w, m.mix_norm.gain.data(), m.mix_norm.shift.data(),
                        embedding);
    scales_[p] = kernels_.quantise(embedding, w, 127.0F, bytes + p * w);
    embedding[heads_at_ + m.headsv.columns] = scales_[p];
  }
  const auto product = [&](const PackedWeights& weights, std::size_t at) {
    products_.scaled(weights, bytes, scales_.data(), n, nullptr, rows + at, stride_);
  };
  for (std::size_t i = 0; i < m.inputs.size(); ++i) product(m.inputs[i], inputs_at_[i]);
  product(m.headsv, heads_at_);
}

}  // namespace trine::extract
