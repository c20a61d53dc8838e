// Vectors of N floats and the functions over them that the model's arithmetic is made of
// (extract/train/FORMAT.md). Written with the compiler's vector types, which keep the order of
// operations: each lane gives the same bits for every N. Everything here is inlined into code that
// is compiled for one instruction set, and nothing of the standard library's is: a copy of that
// compiled for one processor must not serve the others. Internal.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

// Vectors wider than the baseline's registers are passed between functions that are always inlined:
// how they would be passed by a call does not matter.
#pragma GCC diagnostic ignored "-Wpsabi"

#define TRINE_INLINE [[gnu::always_inline]] inline

namespace trine::extract {

template <int N>
struct Lanes {
  typedef float F __attribute__((vector_size(N * 4)));
  typedef std::int32_t I __attribute__((vector_size(N * 4)));
  typedef std::int16_t S __attribute__((vector_size(N * 4)));  // twice N
  typedef std::uint8_t U8 __attribute__((vector_size(N)));
  typedef std::int8_t I8 __attribute__((vector_size(N)));
};

// Calls f(0), ..., f(N - 1) with constants, so that arrays that f indexes by them stay in
// registers.
template <int N>
struct Constant {
  constexpr operator int() const { return N; }
};
template <int N, int kFrom = 0, class Function>
TRINE_INLINE void unrolled(const Function& f) {
  if constexpr (kFrom < N) {
    f(Constant<kFrom>{});
    unrolled<N, kFrom + 1>(f);
  }
}
#define TRINE_INLINE_LAMBDA __attribute__((always_inline))

template <class V, class T>
TRINE_INLINE V load(const T* p) {
  V v;
  std::memcpy(&v, p, sizeof v);
  return v;
}
// The first `n` elements; the others are zero.
template <class V, class T>
TRINE_INLINE V load_part(const T* p, std::size_t n) {
  V v{};
  std::memcpy(&v, p, n * sizeof(T));
  return v;
}
template <class V, class T>
TRINE_INLINE void store(const V& v, T* p) {
  std::memcpy(p, &v, sizeof v);
}
template <class V, class T>
TRINE_INLINE void store_part(const V& v, T* p, std::size_t n) {
  std::memcpy(p, &v, n * sizeof(T));
}

// To the nearest integer, ties to even, for |x| < 2^22.
template <class F>
TRINE_INLINE F nearest(const F& x) {
  return (x + 12582912.0F) - 12582912.0F;
}

// For |x| <= 80.
template <class L>
TRINE_INLINE typename L::F exponential(const typename L::F& x) {
  using F = typename L::F;
  using I = typename L::I;
  // The sum's low bits hold n, as an integer.
  const F sum = x * 1.44269504F + 12582912.0F;
  const F n = sum - 12582912.0F;
  const F r = (x - n * 0.693359375F) - n * -2.12194440e-4F;
  F p = F{} + 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  const F y = (p * (r * r) + r) + 1.0F;
  // y * 2^n: neither is near the ends of the exponent's range.
  return __builtin_bit_cast(F, __builtin_bit_cast(I, y) + (__builtin_bit_cast(I, sum) << 23));
}

// Sixteen lanes, in 16 / N vectors, folded in halves: lanes 8 apart first, then 4, 2, 1.
template <int N, class Function>
TRINE_INLINE float fold(const typename Lanes<N>::F* x, const Function& of) {
  using F8 = Lanes<8>::F;
  using F4 = Lanes<4>::F;
  F4 v;
  if constexpr (N == 4) {
    v = of(of(x[0], x[2]), of(x[1], x[3]));
  } else {
    F8 w;
    if constexpr (N == 8) {
      w = of(x[0], x[1]);
    } else {
      const auto y = x[0];
      w = of(__builtin_shufflevector(y, y, 0, 1, 2, 3, 4, 5, 6, 7),
             __builtin_shufflevector(y, y, 8, 9, 10, 11, 12, 13, 14, 15));
    }
    v = of(__builtin_shufflevector(w, w, 0, 1, 2, 3), __builtin_shufflevector(w, w, 4, 5, 6, 7));
  }
  const F4 pairs = of(v, __builtin_shufflevector(v, v, 2, 3, 2, 3));
  return of(pairs, __builtin_shufflevector(pairs, pairs, 1, 1, 1, 1))[0];
}

template <class L>
TRINE_INLINE typename L::F clamp(const typename L::F& x, float low, float high) {
  using F = typename L::F;
  const F l = F{} + low;
  const F h = F{} + high;
#if defined(__AVX512F__)
  if constexpr (sizeof(F) == 64) {
    // With a mask: without one, GCC 12 warns of its own header.
    return _mm512_maskz_min_ps(0xFFFF, _mm512_maskz_max_ps(0xFFFF, x, l), h);
  }
#endif
  const F y = x < l ? l : x;
  return y > h ? h : y;
}

template <class L>
TRINE_INLINE typename L::F sigmoid(const typename L::F& x) {
  return 1.0F / (1.0F + exponential<L>(-clamp<L>(x, -30.0F, 30.0F)));
}

}  // namespace trine::extract
