// What one instruction set's file gives to products.cc. No part of the standard library's templates
// may be used in those files: they are compiled for a processor that not every user has, and the
// linker might take their copy for all. Internal.
#pragma once
#include <cstddef>
#include <cstdint>

#include "extract/parser/kernels.h"

namespace trine::extract {

// PackedWeights, without its containers.
struct PackedView {
  std::size_t in, columns;
  std::int8_t* weights;
  const std::int32_t* offset;
  const float* scale;
  const float* bias;
  float* reach;
};

// Layout: tiles of kTileVectors vectors of outputs (the last may have fewer). A tile holds, for
// each chunk of the inputs, its head and then for each four inputs its vectors: four bytes of each
// output.
constexpr std::size_t kTileVectors = 3;
struct TileAt {
  const std::int8_t* weights;
  const float* reach;  // of its chunks, or null
  std::size_t column;
};

struct ProductCode {
  const char* name;
  bool (*runs)();
  InstructionSet set;
  std::size_t lanes;  // outputs of a vector
  std::size_t chunk;  // inputs of a chunk; fills up with zeros
  std::size_t head;   // bytes of each output that stand before a chunk's weights
  // Fills in the heads and `reach`, one for each tile and chunk. Null where there are none.
  void (*finish)(const PackedView& packed);
  // The same of activations: one for each row and chunk. Null where there are none.
  void (*reach)(const std::uint8_t* u, std::size_t rows, std::size_t in, float* reach);
  // As in Products; `reach` is what the above gave.
  void (*scaled)(const PackedView& packed, const std::uint8_t* u, const float* reach,
                 const float* s, std::size_t rows, const float* const* plus, float* y,
                 std::size_t stride);
  void (*recurrence)(const PackedView& packed, const std::uint8_t* u, const float* reach,
                     const float* s, std::size_t rows, const std::uint8_t* begins,
                     const std::uint8_t* ends, bool residual, float* x);
};

#if defined(__x86_64__)
extern const ProductCode kVnniProducts;
extern const ProductCode kAvx2Products;
#endif
extern const ProductCode kBaselineProducts;

}  // namespace trine::extract
