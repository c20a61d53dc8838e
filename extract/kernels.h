// The model's arithmetic. Integer matrix products run in oneDNN, which picks its code for the
// processor; the float parts are written once, over vectors of 4, 8 or 16 lanes, and compiled for
// SSE2, AVX2 and AVX-512. No step depends on the width: each lane does the same operations in the
// same order, so every processor gives the same bits (extract/train/FORMAT.md). Internal.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "extract/model_file.h"

namespace trine::extract {

// Lengths are multiples of 16 unless said otherwise; buffers need no alignment. Matrix products
// leave their sums in a buffer of 4-byte elements, which the next step reads as int32 and may
// overwrite with floats.
struct RowKernels {
  // x -> rint(x * top / max|x|) + 128 as u8; returns the scale (max|x| / top). Any length.
  float (*quantise)(const float* x, std::size_t n, float top, std::uint8_t* u);
  // The same without the 128, as s8. Any length.
  float (*quantise_signed)(const float* x, std::size_t n, float top, std::int8_t* q);
  // y = layer norm of x, times gain plus shift
  void (*layer_norm)(const float* x, std::size_t n, const float* gain, const float* shift,
                     float* y);
  // y = f32(sum) * (s * scale) + bias; `bias` may be null. Any length; y may be `sums`.
  void (*scale)(const std::int32_t* sums, std::size_t n, float s, const float* scale,
                const float* bias, float* y);
  // y += x; any length
  void (*add)(const float* x, std::size_t n, float* y);
  // y = max(x[0..n), x[n..2n))
  void (*maxout)(const float* x, std::size_t n, float* y);
  // x = e + a * sigmoid(b), where (a, b) = (before + here) + after, each of 2n; `before` and
  // `after` may be null
  void (*gated_convolution)(const float* before, const float* here, const float* after,
                            const float* e, std::size_t n, float* x);
  // A row of 6h sums becomes f, (1 - f) * z and o, 2h floats each.
  void (*qrnn_gates)(std::int32_t* sums, std::size_t h, float s, const float* scale,
                     const float* bias);
  // One step for h columns: c = f * c + u; y = c * o, plus x unless null.
  void (*qrnn_step)(const float* f, const float* u, const float* o, const float* x, std::size_t h,
                    float* c, float* y);
  // x > 0 ? x : 0.1 x
  void (*leaky)(const float* x, std::size_t n, float* y);
  // max(0, leaky(x) + y)
  void (*leaky_sum)(const float* x, const float* y, std::size_t n, float* out);
  // sum of exp(x - top), in 16 lanes; any length
  float (*exp_sum)(const float* x, std::size_t n, float top);
  const char* name;
};

// The widest that this processor runs.
const RowKernels& row_kernels();
// All that it runs, for tests: null at the end.
const RowKernels* row_kernels(std::size_t index);

// y[rows, out] = u[rows, in] * q[out, in]^T + offset[out] (added to each row). One thread.
void multiply(const std::uint8_t* u, std::size_t rows, std::size_t in, const std::int8_t* q,
              std::size_t out, const std::int32_t* offset, std::int32_t* y);

// oneDNN's name for the instruction set in use.
std::string product_kernels();

// Keeps oneDNN's products on the calling thread while it lives: parallel work is done by documents.
class OneThread {
 public:
  OneThread();
  ~OneThread();
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

}  // namespace trine::extract
