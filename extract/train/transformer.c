// Training kernels of the transformer (see transformer.py): attention, GELU and layer norm, forward and backward, in float32.
// Pieces are rows of flat matrices; `start` holds the first row of each sentence and, at the end, the number of rows.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { D = 32 };  // width of an attention head
static const float kScale = 0.17677669529663687f;  // 1 / sqrt(D)

typedef float V __attribute__((vector_size(64), aligned(4)));  // sixteen columns: a head's row is two of them
static inline V at(const float* p) { return *(const V*)p; }
static inline void put(V v, float* p) { *(V*)p = v; }

static inline int64_t padded(int64_t n) { return (n + 15) / 16 * 16; }

// Columns `at` .. `at + D` of the n rows of x from row a, transposed: t [D, padded n].
static void transpose(const float* x, int64_t stride, int64_t at, int64_t a, int64_t n, float* t) {
  const int64_t m = padded(n);
  for (int d = 0; d < D; ++d) {
    for (int64_t j = 0; j < n; ++j) t[d * m + j] = x[(a + j) * stride + at + d];
    for (int64_t j = n; j < m; ++j) t[d * m + j] = 0;
  }
}

// y [padded n] = q K^T, with K transposed.
static void dots(const float* restrict q, const float* restrict kt, int64_t n, float* restrict y) {
  const int64_t m = padded(n);
  for (int64_t j = 0; j < m; j += 16) {
    V sum = {0}, more = {0};
    for (int d = 0; d < D; d += 2) {
      sum += q[d] * at(kt + d * m + j);
      more += q[d + 1] * at(kt + d * m + m + j);
    }
    put(sum + more, y + j);
  }
}

// p [padded n] = softmax(q K^T / sqrt(D)), zeros at its end.
static void probabilities(const float* restrict q, const float* restrict kt, int64_t n, float* restrict p) {
  const int64_t m = padded(n);
  dots(q, kt, n, p);
  for (int64_t j = n; j < m; ++j) p[j] = -1e30f;
  float top = -1e30f, sum = 0;
  for (int64_t j = 0; j < m; ++j) top = p[j] > top ? p[j] : top;
  for (int64_t j = 0; j < m; ++j) p[j] = expf((p[j] - top) * kScale);
  for (int64_t j = n; j < m; ++j) p[j] = 0;
  for (int64_t j = 0; j < m; ++j) sum += p[j];
  const float inv = 1.f / sum;
  for (int64_t j = 0; j < m; ++j) p[j] *= inv;
}

// qkv [N, 3w] -> out [N, w]
void attention_forward(const float* qkv, float* out, const int32_t* start, int64_t sentences, int64_t w) {
#pragma omp parallel for schedule(dynamic, 4)
  for (int64_t s = 0; s < sentences; ++s) {
    const int64_t a = start[s], n = start[s + 1] - a, m = padded(n);
    float* kt = aligned_alloc(64, (D + 1) * m * sizeof(float));
    float* p = kt + D * m;
    for (int64_t h = 0; h < w; h += D) {
      transpose(qkv, 3 * w, w + h, a, n, kt);
      for (int64_t i = 0; i < n; ++i) {
        probabilities(qkv + (a + i) * 3 * w + h, kt, n, p);
        V y = {0}, z = {0};
        for (int64_t j = 0; j < n; ++j) {
          const float* v = qkv + (a + j) * 3 * w + 2 * w + h;
          y += p[j] * at(v);
          z += p[j] * at(v + 16);
        }
        put(y, out + (a + i) * w + h);
        put(z, out + (a + i) * w + h + 16);
      }
    }
    free(kt);
  }
}

// dout [N, w] -> dqkv [N, 3w]
void attention_backward(const float* qkv, const float* dout, float* dqkv, const int32_t* start, int64_t sentences, int64_t w) {
#pragma omp parallel for schedule(dynamic, 4)
  for (int64_t s = 0; s < sentences; ++s) {
    const int64_t a = start[s], n = start[s + 1] - a, m = padded(n);
    float* kt = aligned_alloc(64, (2 * D + 2) * m * sizeof(float));
    float *vt = kt + D * m, *p = vt + D * m, *dp = p + m;
    memset(dqkv + a * 3 * w, 0, n * 3 * w * sizeof(float));
    for (int64_t h = 0; h < w; h += D) {
      transpose(qkv, 3 * w, w + h, a, n, kt);
      transpose(qkv, 3 * w, 2 * w + h, a, n, vt);
      for (int64_t i = 0; i < n; ++i) {
        const float *q = qkv + (a + i) * 3 * w + h, *g = dout + (a + i) * w + h;
        probabilities(q, kt, n, p);
        dots(g, vt, n, dp);
        float mean = 0;
        for (int64_t j = 0; j < m; ++j) mean += dp[j] * p[j];
        for (int64_t j = 0; j < m; ++j) dp[j] = p[j] * (dp[j] - mean) * kScale;
        const V q0 = at(q), q1 = at(q + 16), g0 = at(g), g1 = at(g + 16);
        V d0 = {0}, d1 = {0};
        for (int64_t j = 0; j < n; ++j) {
          const float* k = qkv + (a + j) * 3 * w + w + h;
          float *dk = dqkv + (a + j) * 3 * w + w + h, *dv = dk + w;
          d0 += dp[j] * at(k);
          d1 += dp[j] * at(k + 16);
          put(at(dk) + dp[j] * q0, dk);
          put(at(dk + 16) + dp[j] * q1, dk + 16);
          put(at(dv) + p[j] * g0, dv);
          put(at(dv + 16) + p[j] * g1, dv + 16);
        }
        put(d0, dqkv + (a + i) * 3 * w + h);
        put(d1, dqkv + (a + i) * 3 * w + h + 16);
      }
    }
    free(kt);
  }
}

static inline float wide(uint16_t h) { union { uint32_t i; float f; } u = {(uint32_t)h << 16}; return u.f; }
static inline uint16_t narrow(float x) { union { float f; uint32_t i; } u = {x}; return (u.i + 0x7FFFu + (u.i >> 16 & 1)) >> 16; }

// GELU in the form that the run time computes: x * sigmoid(1.5957691 (x + 0.044715 x^3)).
static inline float gate(float x) {
  float a = 1.5957691f * (x + 0.044715f * x * x * x);
  a = a < -30.f ? -30.f : a;
  a = a > 30.f ? 30.f : a;
  return 1.f / (1.f + expf(-a));
}

// y = GELU(x + bias); x, y bfloat16 [n, w]
void gelu_forward(const uint16_t* x, const float* bias, uint16_t* y, int64_t n, int64_t w) {
#pragma omp parallel for
  for (int64_t i = 0; i < n; ++i) {
    const uint16_t* restrict a = x + i * w;
    uint16_t* restrict b = y + i * w;
    for (int64_t j = 0; j < w; ++j) { const float v = wide(a[j]) + bias[j]; b[j] = narrow(v * gate(v)); }
  }
}

// g: what comes back, overwritten by what goes on; its sum over the rows is added to dbias.
void gelu_backward(const uint16_t* x, const float* bias, uint16_t* g, float* dbias, int64_t n, int64_t w) {
#pragma omp parallel for
  for (int64_t part = 0; part < w; part += 256) {
    const int64_t end = part + 256 < w ? part + 256 : w;
    for (int64_t i = 0; i < n; ++i) {
      const uint16_t* restrict a = x + i * w;
      uint16_t* restrict b = g + i * w;
      float* restrict d = dbias;
      for (int64_t j = part; j < end; ++j) {
        const float v = wide(a[j]) + bias[j], s = gate(v), t = wide(b[j]) * (s + v * s * (1.f - s) * 1.5957691f * (1.f + 0.134145f * v * v));
        b[j] = narrow(t);
        d[j] += t;
      }
    }
  }
}

// y = layer norm of x + r (r may be null); z: the normalised rows, inv: 1 / deviation of each, for the way back.
void norm_forward(const float* x, const float* r, const float* gain, const float* shift, float* y, float* z, float* inv, int64_t n, int64_t w) {
#pragma omp parallel for
  for (int64_t i = 0; i < n; ++i) {
    const float *a = x + i * w, *b = r ? r + i * w : 0;
    float *o = y + i * w, *t = z + i * w, sum = 0, square = 0;
    for (int64_t j = 0; j < w; ++j) t[j] = b ? a[j] + b[j] : a[j];
    for (int64_t j = 0; j < w; ++j) sum += t[j];
    const float mean = sum / w;
    for (int64_t j = 0; j < w; ++j) square += (t[j] - mean) * (t[j] - mean);
    const float k = 1.f / sqrtf(square / w + 1e-5f);
    inv[i] = k;
    for (int64_t j = 0; j < w; ++j) { t[j] = (t[j] - mean) * k; o[j] = t[j] * gain[j] + shift[j]; }
  }
}

void norm_backward(const float* z, const float* inv, const float* gain, const float* g, float* dx, float* dgain, float* dshift, int64_t n, int64_t w) {
  for (int64_t i = 0; i < n; ++i) {
    const float *a = z + i * w, *b = g + i * w;
    float *o = dx + i * w, m = 0, c = 0;
    for (int64_t j = 0; j < w; ++j) { const float t = b[j] * gain[j]; m += t; c += t * a[j]; dgain[j] += b[j] * a[j]; dshift[j] += b[j]; }
    m /= w; c /= w;
    for (int64_t j = 0; j < w; ++j) o[j] = inv[i] * (b[j] * gain[j] - m - a[j] * c);
  }
}
