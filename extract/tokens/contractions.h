// Words written as one: "don't", "they'd've", "cannot", "gonna". Internal to the tokeniser.
#pragma once
#include <array>
#include <cstddef>

#include "extract/tokens/chunk.h"

namespace trine::extract {

// Where the word [i, j) is cut, in order, and in how many places: 0, 1 or 2.
std::size_t find_contractions(const Chunk& chunk, std::size_t i, std::size_t j,
                              std::array<std::size_t, 2>& cuts);

}  // namespace trine::extract
