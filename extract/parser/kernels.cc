#include "extract/parser/kernels.h"

#include <cmath>
#include <cstdlib>
#include <string_view>

#include "extract/parser/lanes.h"

namespace trine::extract {
namespace {

template <int N>
struct Body {
  using L = Lanes<N>;
  using F = typename L::F;
  using I = typename L::I;

  // Sixteen running sums, folded in halves.
  struct Sum {
    F lane[16 / N] = {};
    TRINE_INLINE float total() const {
      return fold<N>(lane, [](const auto& a, const auto& b) TRINE_INLINE_LAMBDA { return a + b; });
    }
  };

  TRINE_INLINE static F magnitude(const F& x) {
    return __builtin_bit_cast(F, __builtin_bit_cast(I, x) & 0x7FFFFFFF);
  }
  TRINE_INLINE static float largest_lane(const F& x) {
    F all[16 / N];
    for (auto& part : all) part = x;
    return fold<N>(all,
                   [](const auto& a, const auto& b) TRINE_INLINE_LAMBDA { return a > b ? a : b; });
  }
  TRINE_INLINE static float largest(const float* x, std::size_t n) {
    F top{};
    std::size_t i = 0;
    for (; i + N <= n; i += N) {
      const F a = magnitude(load<F>(x + i));
      top = a > top ? a : top;
    }
    if (i < n) {
      const F a = magnitude(load_part<F>(x + i, n - i));
      top = a > top ? a : top;
    }
    return largest_lane(top);
  }

  template <class Small, int kShift, class T>
  TRINE_INLINE static float quantise_as(const float* x, std::size_t n, float a, float top, T* q) {
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
    return quantise_as<typename L::U8, 128>(x, n, largest(x, n), top, u);
  }
  TRINE_INLINE static float quantise_signed(const float* x, std::size_t n, float top,
                                            std::int8_t* q) {
    return quantise_as<typename L::I8, 0>(x, n, largest(x, n), top, q);
  }

  // Returns the greatest magnitude of y.
  TRINE_INLINE static float normalise(const float* x, std::size_t n, const float* gain,
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
    F top{};
    for (std::size_t i = 0; i < n; i += N) {
      const F d = load<F>(x + i) - mean;
      const F v = (d * factor) * load<F>(gain + i) + load<F>(shift + i);
      const F a = magnitude(v);
      top = a > top ? a : top;
      store(v, y + i);
    }
    return largest_lane(top);
  }
  TRINE_INLINE static void layer_norm(const float* x, std::size_t n, const float* gain,
                                      const float* shift, float* y) {
    normalise(x, n, gain, shift, y);
  }
  TRINE_INLINE static float layer_norm_quantised(const float* x, std::size_t n, const float* gain,
                                                 const float* shift, float* y, std::uint8_t* u) {
    const float a = normalise(x, n, gain, shift, y);
    return quantise_as<typename L::U8, 128>(y, n, a, 127.0F, u);
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

  TRINE_INLINE static float gelu_quantised(float* x, std::size_t n, std::uint8_t* u) {
    F top{};
    for (std::size_t i = 0; i < n; i += N) {
      const F v = load<F>(x + i);
      const F y = v * sigmoid<L>(1.5957691F * (v + 0.044715F * ((v * v) * v)));
      const F a = magnitude(y);
      top = a > top ? a : top;
      store(y, x + i);
    }
    return quantise_as<typename L::U8, 128>(x, n, largest_lane(top), 127.0F, u);
  }

  // Weights of the rows that q looks at, before they are divided by their sum, which is returned.
  // `keys` is transposed, its rows `padded` long.
  TRINE_INLINE static float weights(const float* q, const float* keys, std::size_t n,
                                    std::size_t padded, float* weight) {
    float scaled[kHeadWidth];
    for (std::size_t d = 0; d < kHeadWidth; ++d) scaled[d] = q[d] * 0.17677669529663687F;
    F most = F{} - 1e30F;
    for (std::size_t j = 0; j < padded; j += N) {
      F v{};
      for (std::size_t d = 0; d < kHeadWidth; ++d) {
        v = v + scaled[d] * load<F>(keys + d * padded + j);
      }
      for (std::size_t k = n > j ? n - j : 0; k < N; ++k) v[k] = -1e30F;
      most = v > most ? v : most;
      store(v, weight + j);
    }
    F all[16 / N];
    for (auto& part : all) part = most;
    const float top = fold<N>(
        all, [](const auto& a, const auto& b) TRINE_INLINE_LAMBDA { return a > b ? a : b; });
    Sum sum;
    for (std::size_t j = 0; j < padded; j += 16) {
      for (std::size_t part = 0; part < 16 / N; ++part) {
        const auto at = j + part * N;
        F v = exponential<L>(clamp<L>(load<F>(weight + at) - top, -80.0F, 80.0F));
        for (std::size_t k = n > at ? n - at : 0; k < N; ++k) v[k] = 0.0F;
        sum.lane[part] = sum.lane[part] + v;
        store(v, weight + at);
      }
    }
    return sum.total();
  }

  TRINE_INLINE static void attend(const float* q, std::size_t width, std::size_t n,
                                  std::size_t stride, float* scratch, float* out,
                                  std::size_t out_stride) {
    constexpr std::size_t kParts = kHeadWidth / N;
    const auto padded = (n + 15) / 16 * 16;
    float* keys = scratch;
    float* weight = scratch + kHeadWidth * padded;
    for (std::size_t d = 0; d < kHeadWidth; ++d) {
      float* row = keys + d * padded;
      for (std::size_t j = 0; j < n; ++j) row[j] = q[j * stride + width + d];
      for (auto j = n; j < padded; ++j) row[j] = 0.0F;
    }
    for (std::size_t i = 0; i < n; ++i) {
      const float factor = 1.0F / weights(q + i * stride, keys, n, padded, weight);
      F sum[kParts] = {};
      for (std::size_t j = 0; j < n; ++j) {
        const float* v = q + j * stride + 2 * width;
        for (std::size_t k = 0; k < kParts; ++k) {
          sum[k] = sum[k] + weight[j] * load<F>(v + k * N);
        }
      }
      for (std::size_t k = 0; k < kParts; ++k) store(sum[k] * factor, out + i * out_stride + k * N);
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

  TRINE_INLINE static std::size_t best(const float* x, std::size_t n) {
    std::size_t i = 1;
    std::size_t at = 0;
    if (n >= N) {
      I here{};
      for (int k = 0; k < N; ++k) here[k] = k;
      F top = load<F>(x);
      I where = here;
      for (i = N; i + N <= n; i += N) {
        here += N;
        const F v = load<F>(x + i);
        const I better = v > top;
        top = better ? v : top;
        where = better ? here : where;
      }
      float value = top[0];
      for (int k = 1; k < N; ++k) value = top[k] > value ? top[k] : value;
      // The first of those lanes that have it.
      const F all = F{} + value;
      where = top == all ? where : I{} + 0x7FFFFFFF;
      std::int32_t first = where[0];
      for (int k = 1; k < N; ++k) first = where[k] < first ? where[k] : first;
      at = static_cast<std::size_t>(first);
    }
    for (; i < n; ++i) at = x[i] > x[at] ? i : at;
    return at;
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
    __VA_ARGS__ static float layer_norm_quantised(const float* x, std::size_t n,                   \
                                                  const float* gain, const float* shift, float* y, \
                                                  std::uint8_t* u) {                               \
      return Body<N>::layer_norm_quantised(x, n, gain, shift, y, u);                               \
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
    __VA_ARGS__ static void leaky(const float* x, std::size_t n, float* y) {                       \
      Body<N>::leaky(x, n, y);                                                                     \
    }                                                                                              \
    __VA_ARGS__ static void leaky_sum(const float* x, const float* y, std::size_t n, float* out) { \
      Body<N>::leaky_sum(x, y, n, out);                                                            \
    }                                                                                              \
    __VA_ARGS__ static float gelu_quantised(float* x, std::size_t n, std::uint8_t* u) {            \
      return Body<N>::gelu_quantised(x, n, u);                                                     \
    }                                                                                              \
    __VA_ARGS__ static void attend(const float* q, std::size_t width, std::size_t n,               \
                                   std::size_t stride, float* scratch, float* out,                 \
                                   std::size_t out_stride) {                                       \
      Body<N>::attend(q, width, n, stride, scratch, out, out_stride);                              \
    }                                                                                              \
    __VA_ARGS__ static float exp_sum(const float* x, std::size_t n, float top) {                   \
      return Body<N>::exp_sum(x, n, top);                                                          \
    }                                                                                              \
    __VA_ARGS__ static std::size_t best(const float* x, std::size_t n) {                           \
      return Body<N>::best(x, n);                                                                  \
    }                                                                                              \
    static constexpr RowKernels table(const char* name) {                                          \
      return {quantise,                                                                            \
              quantise_signed,                                                                     \
              layer_norm,                                                                          \
              layer_norm_quantised,                                                                \
              add,                                                                                 \
              maxout,                                                                              \
              gated_convolution,                                                                   \
              leaky,                                                                               \
              leaky_sum,                                                                           \
              gelu_quantised,                                                                      \
              attend,                                                                              \
              exp_sum,                                                                             \
              best,                                                                                \
              name};                                                                               \
    }                                                                                              \
  }

#define TRINE_TARGET(features) __attribute__((target(features)))

TRINE_KERNELS(Baseline, 4, );
#if defined(__x86_64__)
TRINE_KERNELS(Avx2, 8, TRINE_TARGET("avx2"));
TRINE_KERNELS(Avx512, 16, TRINE_TARGET("avx512f,avx512bw,avx512dq,avx512vl"));
#endif

struct Table {
  InstructionSet set;
  RowKernels kernels;
};
constexpr Table kTables[] = {
#if defined(__x86_64__)
    {InstructionSet::kAvx512, Avx512::table("AVX-512")},
    {InstructionSet::kAvx2, Avx2::table("AVX2")},
#endif
    {InstructionSet::kBaseline, Baseline::table("baseline")},
};

bool runs(InstructionSet set) {
  switch (set) {
#if defined(__x86_64__)
    case InstructionSet::kAvx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    case InstructionSet::kAvx2:
      return __builtin_cpu_supports("avx2") != 0;
#endif
    default:
      return set == InstructionSet::kBaseline;
  }
}

}  // namespace

bool is_allowed(InstructionSet set) {
  static const InstructionSet most = [] {
    const char* variable = std::getenv("TRINE_KERNELS");
    const std::string_view wanted = variable != nullptr ? variable : "";
    if (wanted == "AVX2") return InstructionSet::kAvx2;
    if (wanted == "baseline") return InstructionSet::kBaseline;
    return InstructionSet::kAvx512;
  }();
  return set <= most;
}

const RowKernels* row_kernels(std::size_t index) {
  for (const auto& table : kTables) {
    if (is_allowed(table.set) && runs(table.set) && index-- == 0) return &table.kernels;
  }
  return nullptr;
}

const RowKernels& row_kernels() {
  static const RowKernels* const best = row_kernels(0);
  return *best;
}

}  // namespace trine::extract
