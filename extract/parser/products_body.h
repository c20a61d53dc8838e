// The products' loops, for an instruction set described by `Set`:
//   kLanes         outputs of a vector
//   kRows          rows of a tile
//   kChunk, kHead  as in ProductCode
//   tile<M, V>()   writes the sums of M rows and V vectors of outputs, row by row
// Included by one file for each set, which is compiled for it. Internal.
#pragma once
#include "extract/parser/lanes.h"
#include "extract/parser/products_code.h"

namespace trine::extract {
namespace {

template <class Set>
struct ProductLoops {
  static constexpr std::size_t kLanes = Set::kLanes;
  using L = Lanes<Set::kLanes>;
  using F = typename L::F;
  using I = typename L::I;

  static std::size_t chunks(std::size_t in) { return (in + Set::kChunk - 1) / Set::kChunk; }
  // Of activations: null, and stays so, where the set has none.
  static const float* reach_at(const float* reach, std::size_t row, std::size_t in) {
    return reach == nullptr ? nullptr : reach + row * chunks(in);
  }

  static TileAt tile_at(const PackedView& packed, std::size_t number) {
    const auto n = chunks(packed.in);
    return {packed.weights + number * kTileVectors * n * kLanes * (Set::kHead + Set::kChunk),
            packed.reach == nullptr ? nullptr : packed.reach + number * n,
            number * kTileVectors * kLanes};
  }

  TRINE_INLINE static F result(const I& sum, float s, const PackedView& packed,
                               std::size_t column) {
    return __builtin_convertvector(sum, F) * (s * load<F>(packed.scale + column)) +
           load<F>(packed.bias + column);
  }

  template <int M, int V>
  TRINE_INLINE static void scaled_rows(const PackedView& packed, const TileAt& tile,
                                       const std::uint8_t* u, const float* reach, const float* s,
                                       const float* const* plus, float* y, std::size_t stride) {
    I sums[M * V];
    Set::template tile<M, V>(packed, tile, u, reach, sums);
    for (std::size_t m = 0; m < M; ++m) {
      for (std::size_t v = 0; v < V; ++v) {
        const auto column = tile.column + v * kLanes;
        F r = result(sums[m * V + v], s[m], packed, column);
        if (plus != nullptr) r = r + load<F>(plus[m] + column);
        store(r, y + m * stride + column);
      }
    }
  }

  template <int V>
  static void scaled_tile(const PackedView& packed, const TileAt& tile, const std::uint8_t* u,
                          const float* reach, const float* s, std::size_t rows,
                          const float* const* plus, float* y, std::size_t stride) {
    std::size_t t = 0;
    const auto block = [&]<int M>() {
      scaled_rows<M, V>(packed, tile, u + t * packed.in, reach_at(reach, t, packed.in), s + t,
                        plus != nullptr ? plus + t : nullptr, y + t * stride, stride);
      t += M;
    };
    while (t + Set::kRows <= rows) block.template operator()<Set::kRows>();
    if constexpr (Set::kRows > 4) {
      while (t + 4 <= rows) block.template operator()<4>();
    }
    if constexpr (Set::kRows > 2) {
      while (t + 2 <= rows) block.template operator()<2>();
    }
    while (t < rows) block.template operator()<1>();
  }

  static void scaled(const PackedView& packed, const std::uint8_t* u, const float* reach,
                     const float* s, std::size_t rows, const float* const* plus, float* y,
                     std::size_t stride) {
    const auto vectors = packed.columns / kLanes;
    std::size_t number = 0;
    for (; (number + 1) * kTileVectors <= vectors; ++number) {
      scaled_tile<3>(packed, tile_at(packed, number), u, reach, s, rows, plus, y, stride);
    }
    const auto tile = tile_at(packed, number);
    const auto left = vectors - number * kTileVectors;
    if (left == 2) scaled_tile<2>(packed, tile, u, reach, s, rows, plus, y, stride);
    if (left == 1) scaled_tile<1>(packed, tile, u, reach, s, rows, plus, y, stride);
  }

  // M rows of one vector of states, in the direction's order.
  template <int M, bool kBack>
  TRINE_INLINE static void step_rows(const PackedView& packed, const TileAt& tile,
                                     const std::uint8_t* u, const float* reach, const float* s,
                                     const std::uint8_t* resets, bool residual, F& state, float* x,
                                     std::size_t stride) {
    I sums[M * 3];
    Set::template tile<M, 3>(packed, tile, u, reach, sums);
    for (std::size_t i = 0; i < M; ++i) {
      const auto m = kBack ? M - 1 - i : i;
      const I* sum = sums + 3 * m;
      const F f = sigmoid<L>(result(sum[0], s[m], packed, tile.column));
      const F z = sigmoid<L>(2.0F * result(sum[1], s[m], packed, tile.column + kLanes));
      const F o = sigmoid<L>(result(sum[2], s[m], packed, tile.column + 2 * kLanes));
      if (resets[m] != 0) state = F{};
      state = f * state + (1.0F - f) * (2.0F * z - 1.0F);
      float* y = x + m * stride;
      F out = state * o;
      if (residual) out = out + load<F>(y);
      store(out, y);
    }
  }

  template <bool kBack>
  static void run(const PackedView& packed, const TileAt& tile, const std::uint8_t* u,
                  const float* reach, const float* s, std::size_t rows, const std::uint8_t* resets,
                  bool residual, float* x, std::size_t stride) {
    F state{};
    std::size_t done = 0;
    const auto block = [&]<int M>() {
      const std::size_t t = kBack ? rows - done - M : done;
      step_rows<M, kBack>(packed, tile, u + t * packed.in, reach_at(reach, t, packed.in), s + t,
                          resets + t, residual, state, x + t * stride, stride);
      done += M;
    };
    // NOLINTBEGIN(bugprone-infinite-loop): a block counts what it did.
    while (done + Set::kRows <= rows) block.template operator()<Set::kRows>();
    if constexpr (Set::kRows > 4) {
      while (done + 4 <= rows) block.template operator()<4>();
    }
    if constexpr (Set::kRows > 2) {
      while (done + 2 <= rows) block.template operator()<2>();
    }
    while (done < rows) block.template operator()<1>();
    // NOLINTEND(bugprone-infinite-loop)
  }

  static void recurrence(const PackedView& packed, const std::uint8_t* u, const float* reach,
                         const float* s, std::size_t rows, const std::uint8_t* begins,
                         const std::uint8_t* ends, bool residual, float* x) {
    const auto states = packed.columns / 3;
    for (std::size_t number = 0; number * kLanes < states; ++number) {
      const auto tile = tile_at(packed, number);
      float* column = x + number * kLanes;
      if (number * kLanes < states / 2) {
        run<false>(packed, tile, u, reach, s, rows, begins, residual, column, states);
      } else {
        run<true>(packed, tile, u, reach, s, rows, ends, residual, column, states);
      }
    }
  }
};

}  // namespace
}  // namespace trine::extract
