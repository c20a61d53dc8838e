// Made by extract/train/confidence.py. Do not edit.
#include <array>

#include "extract/confidence.h"

namespace trine::extract {

std::span<const ConfidenceWeight> confidence_weights() {
  static constexpr auto kWeights = std::to_array<ConfidenceWeight>({
      {"bias", 1.1},
      {"parse:relation", 1.0},
  });
  return kWeights;
}

}  // namespace trine::extract
