// Buffers that a network's parts keep from one batch to the next. Internal.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/parser/products.h"

namespace trine::extract {

// Grows only: a buffer keeps its size over the batches.
template <class T>
T* at_least(std::vector<T>& buffer, std::size_t n) {
  if (buffer.size() < n) buffer.resize(n);
  return buffer.data();
}

// Activations that are multiplied: what a product may read beyond them.
inline std::uint8_t* activations(std::vector<std::uint8_t>& buffer, std::size_t n) {
  return at_least(buffer, n + Products::kSlack);
}

}  // namespace trine::extract
