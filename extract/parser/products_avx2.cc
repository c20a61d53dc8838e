// AVX2 has no instruction that adds products of bytes to 32-bit sums. vpmaddubsw adds two products
// in 16 bits, exactly here (255 * 63 * 2 < 2^15), but to widen each such pair at once (vpmaddwd,
// vpaddd) costs more than the products. So 16-bit sums run on over a chunk of inputs, and are
// allowed to wrap around: what counts is that the chunk's true sum, without the 128 that was added
// to each activation, fits into 16 bits. That is so whenever |activations| * |weights| < 2^15, by
// Cauchy and Schwarz, in the lengths of the two vectors. `reach` is that length, squared: of
// weights for each tile and chunk (the longest in it), of activations for each row and chunk. Where
// a product of the two is too great, which is rare, that chunk is summed in 32 bits. The 128 is
// taken back by the chunk's head, -128 times the sum of its weights modulo 2^16.
#if defined(__x86_64__)
#include <immintrin.h>

#include "extract/parser/products_body.h"

namespace trine::extract {
namespace {

struct Avx2 {
  static constexpr std::size_t kLanes = 8;
  static constexpr int kRows = 3;
  static constexpr std::size_t kChunk = 32, kHead = 4;
  using I = Lanes<8>::I;
  // Of the lengths' product, squared; a little less than 2^15 for the rounding of floats.
  static constexpr float kSafe = 32700.0F * 32700.0F;

  using S = typename Lanes<8>::S;

  TRINE_INLINE static __m256i load_line(const std::int8_t* p) {
    return _mm256_load_si256(reinterpret_cast<const __m256i*>(p));
  }
  TRINE_INLINE static I four(const std::uint8_t* u) {
    std::int32_t x;
    std::memcpy(&x, u, 4);
    return I{} + x;
  }
  TRINE_INLINE static S multiply(const I& u, const I& w) {
    return reinterpret_cast<S>(
        _mm256_maddubs_epi16(reinterpret_cast<__m256i>(u), reinterpret_cast<__m256i>(w)));
  }
  TRINE_INLINE static I widen(const S& pairs) {
    return reinterpret_cast<I>(
        _mm256_madd_epi16(reinterpret_cast<__m256i>(pairs), _mm256_set1_epi16(1)));
  }

  // The sums of 32 bits stay in memory: the registers are for those of 16.
  template <int M, int V>
  TRINE_INLINE static void tile(const PackedView& packed, const TileAt& tile, const std::uint8_t* u,
                                const float* reach, I* sums) {
    const auto in = packed.in;
    const auto chunks = (in + kChunk - 1) / kChunk;
    asm("" : "+r"(sums) : : "memory");  // the compiler is to keep these sums out of registers
    for (int i = 0; i < M * V; ++i) sums[i] = I{};
    const std::int8_t* w = tile.weights;
    for (std::size_t c = 0; c < chunks; ++c) {
      float longest = reach[c];
      for (std::size_t m = 1; m < M; ++m) {
        const float other = reach[m * chunks + c];
        longest = other > longest ? other : longest;
      }
      const auto begin = c * kChunk;
      if (longest * tile.reach[c] < kSafe) [[likely]] {
        S part[M][V];
        unrolled<V>([&](auto v) TRINE_INLINE_LAMBDA {
          const S head = load<S>(w + v * 32);
          unrolled<M>([&](auto m) TRINE_INLINE_LAMBDA { part[m][v] = head; });
        });
        w += V * 32;
#pragma GCC unroll 1  // else the compiler first makes all products, then adds: too few registers
        for (std::size_t i = begin; i < begin + kChunk; i += 4, w += V * 32) {
          I b[V];
          unrolled<V>([&](auto v) TRINE_INLINE_LAMBDA {
            b[v] = load<I>(w + v * 32);
            // In a register: three rows use it, and loads are what this loop has most of.
            asm("" : "+x"(b[v]));
          });
          unrolled<M>([&](auto m) TRINE_INLINE_LAMBDA {
            const I a = four(u + m * in + i);
            unrolled<V>([&](auto v) TRINE_INLINE_LAMBDA { part[m][v] += multiply(a, b[v]); });
          });
        }
        unrolled<M>([&](auto m) TRINE_INLINE_LAMBDA {
          unrolled<V>([&](auto v) TRINE_INLINE_LAMBDA { sums[m * V + v] += widen(part[m][v]); });
        });
      } else {
        add_widely<M, V>(w + V * 32, u + begin, in, sums);
        w += V * 32 * (1 + kChunk / 4);
      }
    }
  }

  // One chunk, in 32 bits. `w`: its weights.
  template <int M, int V>
  [[gnu::noinline]] static void add_widely(const std::int8_t* w, const std::uint8_t* u,
                                           std::size_t in, I* sums) {
    const I shift = reinterpret_cast<I>(_mm256_set1_epi8(-128));  // 128, unsigned
    for (std::size_t i = 0; i < kChunk; i += 4, w += V * 32) {
      for (std::size_t v = 0; v < V; ++v) {
        const I b = load<I>(w + v * 32);
        const I back = widen(multiply(shift, b));
        for (std::size_t m = 0; m < M; ++m) {
          sums[m * V + v] += widen(multiply(four(u + m * in + i), b)) - back;
        }
      }
    }
  }

  // Squares of 32 bytes, summed in pairs: of each output (or of each four) two sums.
  TRINE_INLINE static __m256i squares(const __m128i& bytes) {
    const auto x = _mm256_cvtepi8_epi16(bytes);
    return _mm256_madd_epi16(x, x);
  }
  TRINE_INLINE static float largest(__m256i x) {
    std::int32_t v[8];
    std::memcpy(v, &x, 32);
    std::int32_t top = 0;
    for (const auto e : v) top = e > top ? e : top;
    return static_cast<float>(top);
  }

  static void finish(const PackedView& packed) {
    const auto vectors = packed.columns / kLanes;
    const auto chunks = (packed.in + kChunk - 1) / kChunk;
    const auto shift = _mm256_set1_epi8(-128);  // 128, unsigned
    auto* w = packed.weights;
    auto* reach = packed.reach;
    for (std::size_t done = 0; done < vectors; done += kTileVectors) {
      const auto wide = vectors - done < kTileVectors ? vectors - done : kTileVectors;
      for (std::size_t c = 0; c < chunks; ++c, w += wide * kLanes * (kHead + kChunk)) {
        auto longest = _mm256_setzero_si256();
        for (std::size_t v = 0; v < wide; ++v) {
          auto head = _mm256_setzero_si256();
          auto low = head;
          auto high = head;
          for (std::size_t i = 0; i < kChunk; i += 4) {
            const auto* at = w + wide * 32 + (i * wide + v * 4) * kLanes;
            head = _mm256_sub_epi16(head, _mm256_maddubs_epi16(shift, load_line(at)));
            const auto* half = reinterpret_cast<const __m128i*>(at);
            low = _mm256_add_epi32(low, squares(half[0]));
            high = _mm256_add_epi32(high, squares(half[1]));
          }
          _mm256_store_si256(reinterpret_cast<__m256i*>(w + v * 32), head);
          longest = _mm256_max_epi32(longest, _mm256_max_epi32(low, high));
        }
        *reach++ = largest(longest);
      }
    }
  }

  static void reach(const std::uint8_t* u, std::size_t rows, std::size_t in, float* out) {
    const auto shift = _mm_set1_epi8(-128);
    for (std::size_t t = 0; t < rows; ++t, u += in) {
      for (std::size_t begin = 0; begin < in; begin += kChunk) {
        // Even 32-bit elements are of the first two of four inputs, odd ones of the other two.
        auto sum = _mm256_setzero_si256();
        for (std::size_t i = 0; i < kChunk; i += 16) {
          const auto x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(u + begin + i));
          sum = _mm256_add_epi32(sum, squares(_mm_xor_si128(x, shift)));
        }
        sum = _mm256_add_epi32(sum, _mm256_permute4x64_epi64(sum, 0x4E));
        sum = _mm256_add_epi32(sum, _mm256_shuffle_epi32(sum, 0x4E));
        *out++ = largest(sum);
      }
    }
  }

  static bool runs() { return __builtin_cpu_supports("avx2") != 0; }
};

using Loops = ProductLoops<Avx2>;

}  // namespace

const ProductCode kAvx2Products = {
    "AVX2",      Avx2::runs,   InstructionSet::kAvx2, Avx2::kLanes,  Avx2::kChunk,
    Avx2::kHead, Avx2::finish, Avx2::reach,           Loops::scaled, Loops::recurrence};

}  // namespace trine::extract
#endif
