// The model's arithmetic between its matrix products (products.h), a row at a time: written once,
// over vectors of 4, 8 or 16 lanes, and compiled for SSE2, AVX2 and AVX-512. No step depends on the
// width: each lane does the same operations in the same order, so every processor gives the same
// bits (extract/train/FORMAT.md). Internal.
#pragma once
#include <cstddef>
#include <cstdint>

namespace trine::extract {

// Columns of a head of attention.
constexpr std::size_t kHeadWidth = 32;

// Lengths are multiples of 16 unless said otherwise; buffers need no alignment.
struct RowKernels {
  // x -> rint(x * top / max|x|) + 128 as u8; returns the scale (max|x| / top). Any length.
  float (*quantise)(const float* x, std::size_t n, float top, std::uint8_t* u);
  // The same without the 128, as s8. Any length.
  float (*quantise_signed)(const float* x, std::size_t n, float top, std::int8_t* q);
  // y = layer norm of x, times gain plus shift
  void (*layer_norm)(const float* x, std::size_t n, const float* gain, const float* shift,
                     float* y);
  // Layer norm as above to `y`, then quantise() of it with top 127.
  float (*layer_norm_quantised)(const float* x, std::size_t n, const float* gain,
                                const float* shift, float* y, std::uint8_t* u);
  // y += x; any length
  void (*add)(const float* x, std::size_t n, float* y);
  // y = max(x[0..n), x[n..2n))
  void (*maxout)(const float* x, std::size_t n, float* y);
  // x = e + a * sigmoid(b), where (a, b) = (before + here) + after, each of 2n; `before` and
  // `after` may be null
  void (*gated_convolution)(const float* before, const float* here, const float* after,
                            const float* e, std::size_t n, float* x);
  // x > 0 ? x : 0.1 x
  void (*leaky)(const float* x, std::size_t n, float* y);
  // max(0, leaky(x) + y)
  void (*leaky_sum)(const float* x, const float* y, std::size_t n, float* out);
  // GELU of x, x sigmoid(1.5957691 (x + 0.044715 x^3)), in its place; then quantise() of it with
  // top 127.
  float (*gelu_quantised)(float* x, std::size_t n, std::uint8_t* u);
  // One head of attention over the n rows of a sentence, `stride` apart: of each row the columns
  // q [kHeadWidth], k = q + width, v = q + 2 width. Rows of `out` are `out_stride` apart. `scratch`
  // holds kHeadWidth + 1 rows of n up to the next multiple of 16.
  void (*attend)(const float* q, std::size_t width, std::size_t n, std::size_t stride,
                 float* scratch, float* out, std::size_t out_stride);
  // sum of exp(x - top), in 16 lanes; any length
  float (*exp_sum)(const float* x, std::size_t n, float top);
  // Index of the greatest, the first of equals. Any length but 0.
  std::size_t (*best)(const float* x, std::size_t n);
  const char* name;
};

// Instruction sets that there is code for. TRINE_KERNELS in the environment ("AVX2", "baseline")
// holds the program back to what a lesser processor would run, for measuring.
enum class InstructionSet : int { kBaseline, kAvx2, kAvx512 };
bool is_allowed(InstructionSet set);

// The widest that this processor runs.
const RowKernels& row_kernels();
// All that it runs, for tests: null at the end.
const RowKernels* row_kernels(std::size_t index);

}  // namespace trine::extract
