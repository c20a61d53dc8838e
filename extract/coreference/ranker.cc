#include "extract/coreference/ranker.h"

#include <cstring>

namespace trine::extract {
namespace {

// Eight columns in one register of the baseline, written with the compiler's vector types: the
// loops over arrays were not vectorised.
using Lane = std::int16_t __attribute__((vector_size(16)));
constexpr std::size_t kLanes = kHidden / 8;
static_assert(kHidden % 8 == 0);
using Lanes = std::array<Lane, kLanes>;

Lane load(const HiddenRow& row, std::size_t k) {
  Lane lane;
  std::memcpy(&lane, &row[k * 8], sizeof lane);
  return lane;
}

Lanes sum(const HiddenRow& start, const FeatureVector& features) {
  Lanes sums;
  for (std::size_t k = 0; k < kLanes; ++k) sums[k] = load(start, k);
  for (const auto feature : features) {
    const auto& row = kRankerWeights.features[static_cast<std::size_t>(feature)];
    for (std::size_t k = 0; k < kLanes; ++k) sums[k] += load(row, k);
  }
  return sums;
}

}  // namespace

void Ranker::begin(AnaphorKind kind, const FeatureVector& anaphor) {
  const auto sums = sum(kRankerWeights.kinds[static_cast<std::size_t>(kind)], anaphor);
  std::memcpy(anaphor_.data(), sums.data(), sizeof anaphor_);
}

std::int32_t Ranker::score(const FeatureVector& pair) const {
  const auto sums = sum(anaphor_, pair);
  using Wide = std::int32_t __attribute__((vector_size(32)));
  Wide points{};
  for (std::size_t k = 0; k < kLanes; ++k) {
    const Lane positive = sums[k] & (sums[k] > 0);
    points += __builtin_convertvector(positive, Wide) *
              __builtin_convertvector(load(kRankerWeights.out, k), Wide);
  }
  std::int32_t sum_of_points = 0;
  for (std::size_t c = 0; c < 8; ++c) sum_of_points += points[c];
  return sum_of_points;
}

}  // namespace trine::extract
