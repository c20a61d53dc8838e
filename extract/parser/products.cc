#include "extract/parser/products.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "extract/parser/products_code.h"

namespace trine::extract {
namespace {

constexpr const ProductCode* kCodes[] = {
#if defined(__x86_64__)
    &kVnniProducts,
    &kAvx2Products,
#endif
    &kBaselineProducts,
};
constexpr Products kProducts[] = {
#if defined(__x86_64__)
    Products(kVnniProducts),
    Products(kAvx2Products),
#endif
    Products(kBaselineProducts),
};

std::size_t chunks(const ProductCode& code, std::size_t in) {
  return (in + code.chunk - 1) / code.chunk;
}

PackedView view(const PackedWeights& packed) {
  // Only finish() writes to it, on behalf of pack().
  auto& p = const_cast<PackedWeights&>(packed);
  return {p.in,
          p.columns,
          reinterpret_cast<std::int8_t*>(p.weights.data()),
          p.offset.data(),
          p.scale.data(),
          p.bias.data(),
          p.reach.data()};
}

// A buffer for the activations' reach, kept from one product to the next.
const float* reach_of(const ProductCode& code, const std::uint8_t* u, std::size_t rows,
                      std::size_t in) {
  if (code.reach == nullptr) return nullptr;
  thread_local std::vector<float> buffer;
  const auto n = rows * chunks(code, in);
  if (buffer.size() < n) buffer.resize(n);
  code.reach(u, rows, in, buffer.data());
  return buffer.data();
}

}  // namespace

void Products::pack(const Weights& w, std::size_t parts, PackedWeights& packed) const {
  const std::size_t columns = (w.out + 15) / 16 * 16;
  const std::size_t vectors = columns / code_.lanes;
  const std::size_t part = columns / parts;
  const std::size_t chunk_bytes = code_.lanes * (code_.head + code_.chunk);  // of one vector
  const std::size_t tile_bytes = kTileVectors * chunks(code_, w.in) * chunk_bytes;
  packed.in = w.in;
  packed.columns = columns;
  packed.weights.assign((vectors * chunks(code_, w.in) * chunk_bytes + 63) / 64, {});
  packed.offset.assign(columns, 0);
  packed.scale.assign(columns, 0.0F);
  packed.bias.assign(columns, 0.0F);
  for (std::size_t vector = 0; vector < vectors; ++vector) {
    const auto tile = vector / kTileVectors;
    const auto wide = std::min(kTileVectors, vectors - tile * kTileVectors);
    const auto v = vector % kTileVectors;
    auto* const bytes = reinterpret_cast<std::int8_t*>(packed.weights.data()) + tile * tile_bytes;
    for (std::size_t lane = 0; lane < code_.lanes; ++lane) {
      const auto column = vector * code_.lanes + lane;
      // With three parts a tile has one vector of each.
      const auto from = parts == 1 ? column : v * part + tile * code_.lanes + lane;
      if (from >= w.out) continue;
      const auto* q = w.q + from * w.in;
      auto* to = bytes + v * 4 * code_.lanes + lane * 4;
      for (std::size_t begin = 0; begin < w.in; begin += code_.chunk) {
        to += wide * code_.lanes * code_.head;
        const auto end = std::min(w.in, begin + code_.chunk);
        for (auto i = begin; i < end; i += 4, to += wide * code_.lanes * 4) {
          std::memcpy(to, q + i, 4);
        }
      }
      std::int32_t sum = 0;
      for (std::size_t i = 0; i < w.in; ++i) sum += q[i];
      packed.offset[column] = -128 * sum;
      packed.scale[column] = w.scale[from];
      if (!w.bias.empty()) packed.bias[column] = w.bias[from];
    }
  }
  if (code_.finish == nullptr) return;
  packed.reach.resize((vectors + kTileVectors - 1) / kTileVectors * chunks(code_, w.in));
  code_.finish(view(packed));
}

void Products::scaled(const PackedWeights& weights, const std::uint8_t* u, const float* s,
                      std::size_t rows, const float* const* plus, float* y,
                      std::size_t stride) const {
  if (rows == 0 || weights.columns == 0) return;
  code_.scaled(view(weights), u, reach_of(code_, u, rows, weights.in), s, rows, plus, y, stride);
}

void Products::recurrence(const PackedWeights& weights, const std::uint8_t* u, const float* s,
                          std::size_t rows, const std::uint8_t* begins, const std::uint8_t* ends,
                          bool residual, float* x) const {
  if (rows == 0) return;
  code_.recurrence(view(weights), u, reach_of(code_, u, rows, weights.in), s, rows, begins, ends,
                   residual, x);
}

const char* Products::name() const { return code_.name; }

const Products* products(std::size_t index) {
  for (std::size_t i = 0; i < std::size(kCodes); ++i) {
    if (is_allowed(kCodes[i]->set) && kCodes[i]->runs() && index-- == 0) return &kProducts[i];
  }
  return nullptr;
}

const Products& products() {
  static const Products* const best = products(0);
  return *best;
}

}  // namespace trine::extract
