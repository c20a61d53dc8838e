// AVX-512 with VNNI: one instruction multiplies and adds 64 pairs of bytes, exactly.
#if defined(__x86_64__)
#include <immintrin.h>

#include "extract/parser/products_body.h"

namespace trine::extract {
namespace {

struct Vnni {
  static constexpr std::size_t kLanes = 16;
  static constexpr int kRows = 8;
  static constexpr std::size_t kChunk = 16, kHead = 0;
  using I = Lanes<16>::I;

  template <int M, int V>
  TRINE_INLINE static void tile(const PackedView& packed, const TileAt& tile, const std::uint8_t* u,
                                const float*, I* sums) {
    I sum[M][V];
    unrolled<V>([&](auto v) TRINE_INLINE_LAMBDA {
      const I offset = load<I>(packed.offset + tile.column + v * 16);
      unrolled<M>([&](auto m) TRINE_INLINE_LAMBDA { sum[m][v] = offset; });
    });
    const auto in = packed.in;
    const std::int8_t* w = tile.weights;
    for (std::size_t i = 0; i < in; i += 4, w += V * 64) {
      I b[V];
      unrolled<V>([&](auto v) TRINE_INLINE_LAMBDA {
        b[v] = reinterpret_cast<I>(_mm512_load_si512(w + v * 64));
      });
      unrolled<M>([&](auto m) TRINE_INLINE_LAMBDA {
        std::int32_t four;
        std::memcpy(&four, u + m * in + i, 4);
        const I a = I{} + four;
        unrolled<V>([&](auto v)
                        TRINE_INLINE_LAMBDA { sum[m][v] = add_products(sum[m][v], a, b[v]); });
      });
    }
    unrolled<M>([&](auto m) TRINE_INLINE_LAMBDA {
      unrolled<V>([&](auto v) TRINE_INLINE_LAMBDA { sums[m * V + v] = sum[m][v]; });
    });
  }

  TRINE_INLINE static I add_products(const I& sum, const I& u, const I& w) {
    return reinterpret_cast<I>(_mm512_dpbusd_epi32(reinterpret_cast<__m512i>(sum),
                                                   reinterpret_cast<__m512i>(u),
                                                   reinterpret_cast<__m512i>(w)));
  }

  static bool runs() {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni");
  }
};

using Loops = ProductLoops<Vnni>;

}  // namespace

const ProductCode kVnniProducts = {"AVX-512 VNNI",   Vnni::runs,   InstructionSet::kAvx512,
                                   Vnni::kLanes,     Vnni::kChunk, Vnni::kHead,
                                   nullptr,          nullptr,      Loops::scaled,
                                   Loops::recurrence};

}  // namespace trine::extract
#endif
