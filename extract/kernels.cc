#include "extract/kernels.h"

#include <dnnl.h>
#include <fmt/format.h>
#include <omp.h>

#include <bit>
#include <cmath>
#include <cstring>

#include "schema/error.h"

// Vectors wider than the baseline's registers are passed between functions that are always inlined:
// how they would be passed by a call does not matter.
#pragma GCC diagnostic ignored "-Wpsabi"

#define TRINE_INLINE [[gnu::always_inline]] inline

namespace trine::extract {
namespace {

// N lanes. Written with the compiler's vector types, which keep the order of operations.
template <int N>
struct Lanes {
  typedef float F __attribute__((vector_size(N * 4)));
  typedef std::int32_t I __attribute__((vector_size(N * 4)));
  typedef std::uint8_t U8 __attribute__((vector_size(N)));
  typedef std::int8_t I8 __attribute__((vector_size(N)));
};

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

template <class L>
TRINE_INLINE typename L::F exponential(const typename L::F& x) {
  using F = typename L::F;
  using I = typename L::I;
  const F n = nearest(x * 1.44269504F);
  const F r = (x - n * 0.693359375F) - n * -2.12194440e-4F;
  F p = r * 0.0F + 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  const F y = (p * (r * r) + r) + 1.0F;
  const I power = (__builtin_convertvector(n, I) + 127) << 23;
  return y * std::bit_cast<F>(power);
}

template <class L>
TRINE_INLINE typename L::F clamp(const typename L::F& x, float low, float high) {
  using F = typename L::F;
  const F l = F{} + low;
  const F h = F{} + high;
  const F y = x < l ? l : x;
  return y > h ? h : y;
}

template <class L>
TRINE_INLINE typename L::F sigmoid(const typename L::F& x) {
  return 1.0F / (1.0F + exponential<L>(-clamp<L>(x, -30.0F, 30.0F)));
}

template <int N>
struct Body {
  using L = Lanes<N>;
  using F = typename L::F;
  using I = typename L::I;

  // Sixteen running sums, folded in halves.
  struct Sum {
    F lane[16 / N] = {};
    TRINE_INLINE float total() const {
      float v[16];
      std::memcpy(v, lane, sizeof v);
      for (int half = 8; half > 0; half /= 2) {
        for (int i = 0; i < half; ++i) v[i] += v[i + half];
      }
      return v[0];
    }
  };

  TRINE_INLINE static float largest(const float* x, std::size_t n) {
    F top{};
    std::size_t i = 0;
    for (; i + N <= n; i += N) {
      const F v = load<F>(x + i);
      const F a = v < 0.0F ? -v : v;
      top = a > top ? a : top;
    }
    if (i < n) {
      const F v = load_part<F>(x + i, n - i);
      const F a = v < 0.0F ? -v : v;
      top = a > top ? a : top;
    }
    float result = 0;
    for (int k = 0; k < N; ++k) result = top[k] > result ? top[k] : result;
    return result;
  }

  template <class Small, int kShift, class T>
  TRINE_INLINE static float quantise_as(const float* x, std::size_t n, float top, T* q) {
    const float a = largest(x, n);
    const float inverse = a > 0.0F ? top / a : 0.0F;
    std::size_t i = 0;
    for (; i + N <= n; i += N) {
      const I v = __builtin_convertvector(nearest(load<F>(x + i) * inverse), I) + kShift;
      store(__builtin_convertvector(v, Small), q + i);
    }
    if (i < n) {
      const I v =
          __builtin_convertvector(nearest(load_part<F>(x + i, n - i) * inverse), I) + kShift;
      store_part(__builtin_convertvector(v, Small), q + i, n - i);
    }
    return a / top;
  }
  TRINE_INLINE static float quantise(const float* x, std::size_t n, float top, std::uint8_t* u) {
    return quantise_as<typename L::U8, 128>(x, n, top, u);
  }
  TRINE_INLINE static float quantise_signed(const float* x, std::size_t n, float top,
                                            std::int8_t* q) {
    return quantise_as<typename L::I8, 0>(x, n, top, q);
  }

  TRINE_INLINE static void layer_norm(const float* x, std::size_t n, const float* gain,
                                      const float* shift, float* y) {
    constexpr std::size_t kParts = 16 / N;
    Sum sum;
    for (std::size_t i = 0; i < n; i += 16) {
      for (std::size_t k = 0; k < kParts; ++k) sum.lane[k] = sum.lane[k] + load<F>(x + i + k * N);
    }
    const float mean = sum.total() / static_cast<float>(n);
    Sum squares;
    for (std::size_t i = 0; i < n; i += 16) {
      for (std::size_t k = 0; k < kParts; ++k) {
        const F d = load<F>(x + i + k * N) - mean;
        squares.lane[k] = squares.lane[k] + d * d;
      }
    }
    const float variance = squares.total() / static_cast<float>(n);
    const float factor = 1.0F / std::sqrt(variance + 1e-5F);
    for (std::size_t i = 0; i < n; i += N) {
      const F d = load<F>(x + i) - mean;
      store((d * factor) * load<F>(gain + i) + load<F>(shift + i), y + i);
    }
  }

  TRINE_INLINE static F scaled(const std::int32_t* sums, std::size_t i, float s,
                               const float* scale) {
    return __builtin_convertvector(load<I>(sums + i), F) * (s * load<F>(scale + i));
  }
  TRINE_INLINE static void scale(const std::int32_t* sums, std::size_t n, float s,
                                 const float* scale, const float* bias, float* y) {
    std::size_t i = 0;
    for (; i + N <= n; i += N) {
      F v = scaled(sums, i, s, scale);
      if (bias != nullptr) v = v + load<F>(bias + i);
      store(v, y + i);
    }
    if (i < n) {
      F v = __builtin_convertvector(load_part<I>(sums + i, n - i), F) *
            (s * load_part<F>(scale + i, n - i));
      if (bias != nullptr) v = v + load_part<F>(bias + i, n - i);
      store_part(v, y + i, n - i);
    }
  }

  TRINE_INLINE static void add(const float* x, std::size_t n, float* y) {
    std::size_t i = 0;
    for (; i + N <= n; i += N) store(load<F>(y + i) + load<F>(x + i), y + i);
    for (; i < n; ++i) y[i] += x[i];
  }

  TRINE_INLINE static void maxout(const float* x, std::size_t n, float* y) {
    for (std::size_t i = 0; i < n; i += N) {
      const F a = load<F>(x + i);
      const F b = load<F>(x + n + i);
      store(a > b ? a : b, y + i);
    }
  }

  TRINE_INLINE static void gated_convolution(const float* before, const float* here,
                                             const float* after, const float* e, std::size_t n,
                                             float* x) {
    const F zero{};
    for (std::size_t i = 0; i < n; i += N) {
      const F a = ((before != nullptr ? load<F>(before + i) : zero) + load<F>(here + i)) +
                  (after != nullptr ? load<F>(after + i) : zero);
      const F b = ((before != nullptr ? load<F>(before + n + i) : zero) + load<F>(here + n + i)) +
                  (after != nullptr ? load<F>(after + n + i) : zero);
      store(load<F>(e + i) + a * sigmoid<L>(b), x + i);
    }
  }

  TRINE_INLINE static F biased(const std::int32_t* sums, std::size_t i, float s, const float* scale,
                               const float* bias) {
    const F v = scaled(sums, i, s, scale);
    return bias != nullptr ? v + load<F>(bias + i) : v;
  }
  TRINE_INLINE static void qrnn_gates(std::int32_t* sums, std::size_t h, float s,
                                      const float* scale, const float* bias) {
    for (std::size_t i = 0; i < 2 * h; i += N) {
      const F f = sigmoid<L>(biased(sums, i, s, scale, bias));
      const F z = 2.0F * sigmoid<L>(2.0F * biased(sums, i + 2 * h, s, scale, bias)) - 1.0F;
      store(f, sums + i);
      store((1.0F - f) * z, sums + i + 2 * h);
      store(sigmoid<L>(biased(sums, i + 4 * h, s, scale, bias)), sums + i + 4 * h);
    }
  }

  TRINE_INLINE static void qrnn_step(const float* f, const float* u, const float* o, const float* x,
                                     std::size_t h, float* c, float* y) {
    for (std::size_t i = 0; i < h; i += N) {
      const F state = load<F>(f + i) * load<F>(c + i) + load<F>(u + i);
      store(state, c + i);
      F out = state * load<F>(o + i);
      if (x != nullptr) out = out + load<F>(x + i);
      store(out, y + i);
    }
  }

  TRINE_INLINE static F leak(const F& x) { return x > 0.0F ? x : 0.1F * x; }
  TRINE_INLINE static void leaky(const float* x, std::size_t n, float* y) {
    for (std::size_t i = 0; i < n; i += N) store(leak(load<F>(x + i)), y + i);
  }
  TRINE_INLINE static void leaky_sum(const float* x, const float* y, std::size_t n, float* out) {
    for (std::size_t i = 0; i < n; i += N) {
      const F v = leak(load<F>(x + i)) + load<F>(y + i);
      store(v > 0.0F ? v : F{}, out + i);
    }
  }

  TRINE_INLINE static float exp_sum(const float* x, std::size_t n, float top) {
    constexpr std::size_t kParts = 16 / N;
    Sum sum;
    for (std::size_t i = 0; i < n; i += 16) {
      for (std::size_t k = 0; k < kParts; ++k) {
        const auto at = i + k * N;
        if (at >= n) break;
        const std::size_t m = n - at < N ? n - at : N;
        F v{};
        if (m == N) {
          v = exponential<L>(clamp<L>(load<F>(x + at) - top, -80.0F, 80.0F));
        } else {
          v = exponential<L>(clamp<L>(load_part<F>(x + at, m) - top, -80.0F, 80.0F));
          for (std::size_t j = m; j < N; ++j) v[j] = 0.0F;
        }
        sum.lane[k] = sum.lane[k] + v;
      }
    }
    return sum.total();
  }
};

// The bodies, compiled for one instruction set.
#define TRINE_KERNELS(SET, N, ...)                                                                 \
  struct SET {                                                                                     \
    __VA_ARGS__ static float quantise(const float* x, std::size_t n, float top, std::uint8_t* u) { \
      return Body<N>::quantise(x, n, top, u);                                                      \
    }                                                                                              \
    __VA_ARGS__ static float quantise_signed(const float* x, std::size_t n, float top,             \
                                             std::int8_t* q) {                                     \
      return Body<N>::quantise_signed(x, n, top, q);                                               \
    }                                                                                              \
    __VA_ARGS__ static void layer_norm(const float* x, std::size_t n, const float* gain,           \
                                       const float* shift, float* y) {                             \
      Body<N>::layer_norm(x, n, gain, shift, y);                                                   \
    }                                                                                              \
    __VA_ARGS__ static void scale(const std::int32_t* sums, std::size_t n, float s,                \
                                  const float* by, const float* bias, float* y) {                  \
      Body<N>::scale(sums, n, s, by, bias, y);                                                     \
    }                                                                                              \
    __VA_ARGS__ static void add(const float* x, std::size_t n, float* y) {                         \
      Body<N>::add(x, n, y);                                                                       \
    }                                                                                              \
    __VA_ARGS__ static void maxout(const float* x, std::size_t n, float* y) {                      \
      Body<N>::maxout(x, n, y);                                                                    \
    }                                                                                              \
    __VA_ARGS__ static void gated_convolution(const float* before, const float* here,              \
                                              const float* after, const float* e, std::size_t n,   \
                                              float* x) {                                          \
      Body<N>::gated_convolution(before, here, after, e, n, x);                                    \
    }                                                                                              \
    __VA_ARGS__ static void qrnn_gates(std::int32_t* sums, std::size_t h, float s,                 \
                                       const float* by, const float* bias) {                       \
      Body<N>::qrnn_gates(sums, h, s, by, bias);                                                   \
    }                                                                                              \
    __VA_ARGS__ static void qrnn_step(const float* f, const float* u, const float* o,              \
                                      const float* x, std::size_t h, float* c, float* y) {         \
      Body<N>::qrnn_step(f, u, o, x, h, c, y);                                                     \
    }                                                                                              \
    __VA_ARGS__ static void leaky(const float* x, std::size_t n, float* y) {                       \
      Body<N>::leaky(x, n, y);                                                                     \
    }                                                                                              \
    __VA_ARGS__ static void leaky_sum(const float* x, const float* y, std::size_t n, float* out) { \
      Body<N>::leaky_sum(x, y, n, out);                                                            \
    }                                                                                              \
    __VA_ARGS__ static float exp_sum(const float* x, std::size_t n, float top) {                   \
      return Body<N>::exp_sum(x, n, top);                                                          \
    }                                                                                              \
    static constexpr RowKernels table(const char* name) {                                          \
      return {quantise,  quantise_signed,   layer_norm, scale,     add,                            \
              maxout,    gated_convolution, qrnn_gates, qrnn_step, leaky,                          \
              leaky_sum, exp_sum,           name};                                                 \
    }                                                                                              \
  }

#define TRINE_TARGET(features) __attribute__((target(features)))

TRINE_KERNELS(Baseline, 4, );
#if defined(__x86_64__)
TRINE_KERNELS(Avx2, 8, TRINE_TARGET("avx2"));
TRINE_KERNELS(Avx512, 16, TRINE_TARGET("avx512f,avx512bw,avx512dq,avx512vl"));
#endif

constexpr RowKernels kTables[] = {
#if defined(__x86_64__)
    Avx512::table("AVX-512"),
    Avx2::table("AVX2"),
#endif
    Baseline::table("baseline"),
};

bool runs(std::size_t table) {
#if defined(__x86_64__)
  if (table == 0) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  }
  if (table == 1) return __builtin_cpu_supports("avx2") != 0;
#endif
  return table < std::size(kTables);
}

}  // namespace

const RowKernels* row_kernels(std::size_t index) {
  for (std::size_t i = 0; i < std::size(kTables); ++i) {
    if (runs(i) && index-- == 0) return &kTables[i];
  }
  return nullptr;
}

const RowKernels& row_kernels() {
  static const RowKernels* const best = row_kernels(0);
  return *best;
}

void multiply(const std::uint8_t* u, std::size_t rows, std::size_t in, const std::int8_t* q,
              std::size_t out, const std::int32_t* offset, std::int32_t* y) {
  if (rows == 0 || out == 0) return;
  const auto m = static_cast<dnnl_dim_t>(rows);
  const auto n = static_cast<dnnl_dim_t>(out);
  const auto k = static_cast<dnnl_dim_t>(in);
  const auto status =
      dnnl_gemm_u8s8s32('N', 'T', 'R', m, n, k, 1.0F, u, k, 0, q, k, 0, 0.0F, y, n, offset);
  if (status != dnnl_success) {
    throw Error(ErrorKind::kInternal,
                fmt::format("oneDNN: matrix product failed ({})", static_cast<int>(status)));
  }
}

std::string product_kernels() {
  switch (dnnl_get_effective_cpu_isa()) {
    case dnnl_cpu_isa_sse41:
      return "SSE4.1";
    case dnnl_cpu_isa_avx:
      return "AVX";
    case dnnl_cpu_isa_avx2:
      return "AVX2";
    case dnnl_cpu_isa_avx2_vnni:
      return "AVX2 VNNI";
    case dnnl_cpu_isa_avx512_core:
      return "AVX-512";
    case dnnl_cpu_isa_avx512_core_vnni:
    case dnnl_cpu_isa_avx512_core_bf16:
      return "AVX-512 VNNI";
    case dnnl_cpu_isa_all:
    default:
      return "AVX-512 VNNI or better";
  }
}

OneThread::OneThread() : before_(omp_get_max_threads()) { omp_set_num_threads(1); }
OneThread::~OneThread() { omp_set_num_threads(before_); }

}  // namespace trine::extract
