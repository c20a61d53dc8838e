// Any processor: SSE2 where there is nothing better, plain code elsewhere.
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "extract/parser/products_body.h"

namespace trine::extract {
namespace {

struct Baseline {
  static constexpr std::size_t kLanes = 4;
  static constexpr int kRows = 1;
  static constexpr std::size_t kChunk = 16, kHead = 0;
  using I = Lanes<4>::I;

  template <int M, int V>
  TRINE_INLINE static void tile(const PackedView& packed, const TileAt& tile, const std::uint8_t* u,
                                const float*, I* sums) {
    for (int v = 0; v < V; ++v) {
      const I offset = load<I>(packed.offset + tile.column + v * 4);
      for (int m = 0; m < M; ++m) sums[m * V + v] = offset;
    }
    const std::int8_t* w = tile.weights;
    for (std::size_t i = 0; i < packed.in; i += 4) {
      for (int v = 0; v < V; ++v, w += 16) {
        for (int m = 0; m < M; ++m) {
          add_products(u + static_cast<std::size_t>(m) * packed.in + i, w, sums[m * V + v]);
        }
      }
    }
  }

  // sum[j] += u[0] w[4 j] + ... + u[3] w[4 j + 3]
  TRINE_INLINE static void add_products(const std::uint8_t* u, const std::int8_t* w, I& sum) {
#if defined(__SSE2__)
    std::int32_t four;
    std::memcpy(&four, u, 4);
    const auto a = _mm_unpacklo_epi8(_mm_set1_epi32(four), _mm_setzero_si128());
    const auto b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(w));
    const auto low = _mm_madd_epi16(a, _mm_srai_epi16(_mm_unpacklo_epi8(b, b), 8));
    const auto high = _mm_madd_epi16(a, _mm_srai_epi16(_mm_unpackhi_epi8(b, b), 8));
    const auto l = _mm_castsi128_ps(low);
    const auto h = _mm_castsi128_ps(high);
    const auto pairs = _mm_add_epi32(_mm_castps_si128(_mm_shuffle_ps(l, h, 0x88)),
                                     _mm_castps_si128(_mm_shuffle_ps(l, h, 0xDD)));
    sum += reinterpret_cast<I>(pairs);
#else
    for (int j = 0; j < 4; ++j) {
      for (int k = 0; k < 4; ++k) sum[j] += u[k] * w[4 * j + k];
    }
#endif
  }

  static bool runs() { return true; }
};

using Loops = ProductLoops<Baseline>;

}  // namespace

const ProductCode kBaselineProducts = {
    "baseline",       Baseline::runs,   InstructionSet::kBaseline,
    Baseline::kLanes, Baseline::kChunk, Baseline::kHead,
    nullptr,          nullptr,          Loops::scaled,
    Loops::recurrence};

}  // namespace trine::extract
