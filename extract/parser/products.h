// Products of 8-bit matrices, with what follows each of them done on the sums while they are in
// registers. Weights are laid out once, in the order in which the processor's best code reads them.
// Sums are exact integers and the float parts keep their order, so every instruction set gives the
// same bits (extract/train/FORMAT.md). Internal.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace trine::extract {

struct ProductCode;  // products_code.h

// int8 weights in [-63, 63] with a scale for each output and perhaps a bias.
struct Weights {
  const std::int8_t* q = nullptr;  // [out, in]
  std::size_t out = 0;
  std::size_t in = 0;  // a multiple of 4
  std::span<const float> scale;
  std::span<const float> bias;  // or empty
};

// Weights as the products of one instruction set want them.
struct PackedWeights {
  struct alignas(64) Line {
    std::int8_t byte[64];
  };
  std::size_t in = 0;
  std::size_t columns = 0;  // of the results: `out` up to the next multiple of 16
  std::vector<Line> weights;
  // In the order of the columns of `weights`:
  std::vector<std::int32_t> offset;  // -128 times the sum of the weights
  std::vector<float> scale, bias;
  std::vector<float> reach;  // products_avx2.cc
};

// The products of one instruction set. Activations are u8, 128 more than the value, `in` of them a
// row, rows one after the other; after the last, kSlack bytes must be readable. `s` holds the rows'
// scales. Thread-safe.
class Products {
 public:
  static constexpr std::size_t kSlack = 64;

  explicit constexpr Products(const ProductCode& code) : code_(code) {}

  // `parts` is 1, or 3 for recurrence(). `packed` keeps its buffers.
  void pack(const Weights& weights, std::size_t parts, PackedWeights& packed) const;

  // y = f32(sum) * (s * scale) + bias, and then plus the row `plus[t]` unless `plus` is null. Rows
  // of y are `stride` apart; all of `weights.columns` are written and read of `plus[t]`.
  void scaled(const PackedWeights& weights, const std::uint8_t* u, const float* s, std::size_t rows,
              const float* const* plus, float* y, std::size_t stride) const;

  // A layer of gates and states over whole sentences. The thirds of a row's results are the gates
  // f, z and o of 2h states, of which the first h run on from t - 1, the others back from t + 1:
  //   c = sigmoid(f) * c + (1 - sigmoid(f)) * tanh(z);  x = c * sigmoid(o), plus x if `residual`
  // x is [rows, 2h], h a multiple of 16. c is zero where a sentence begins (`begins[t]`) or, on the
  // way back, ends (`ends[t]`).
  void recurrence(const PackedWeights& weights, const std::uint8_t* u, const float* s,
                  std::size_t rows, const std::uint8_t* begins, const std::uint8_t* ends,
                  bool residual, float* x) const;

  const char* name() const;

 private:
  const ProductCode& code_;
};

// The best that this processor runs.
const Products& products();
// All that it runs, for tests and timings, the best first: null at the end.
const Products* products(std::size_t index);

}  // namespace trine::extract
