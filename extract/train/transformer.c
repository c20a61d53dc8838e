// Training kernels of the transformer (see transformer.py): attention, GELU and layer norm, forward and backward, in float32.
// Pieces are rows of flat matrices; `start` holds the first row of each sentence and, at the end, the number of rows.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { D = 32 };  // width of an attention head
static const float kScale = 0.17677669529663687f;  // 1 / sqrt(D)

// Columns `at` .. `at + D` of rows a .. b of x, transposed: t [D, n].
static void transpose(const float* x, int64_t stride, int64_t at, int64_t a, int64_t n, float* t) {
  for (int64_t j = 0; j < n; ++j)
    for (int d = 0; d < D; ++d) t[d * n + j] = x[(a + j) * stride + at + d];
}

// p [n] = softmax(q K^T / sqrt(D)), with K transposed.
static void probabilities(const float* restrict q, const float* restrict kt, int64_t n, float* restrict p) {
  memset(p, 0, n * sizeof(float));
  for (int d = 0; d < D; ++d) {
    const float f = q[d] * kScale;
    for (int64_t j = 0; j < n; ++j) p[j] += f * kt[d * n + j];
  }
  float top = p[0], sum = 0;
  for (int64_t j = 1; j < n; ++j) top = p[j] > top ? p[j] : top;
  for (int64_t j = 0; j < n; ++j) p[j] = expf(p[j] - top);
  for (int64_t j = 0; j < n; ++j) sum += p[j];
  const float inv = 1.f / sum;
  for (int64_t j = 0; j < n; ++j) p[j] *= inv;
}

// qkv [N, 3w] -> out [N, w]
void attention_forward(const float* qkv, float* out, const int32_t* start, int64_t sentences, int64_t w) {
#pragma omp parallel for schedule(dynamic, 4)
  for (int64_t s = 0; s < sentences; ++s) {
    const int64_t a = start[s], n = start[s + 1] - a;
    float* kt = malloc((D + 1) * n * sizeof(float));
    float* p = kt + D * n;
    for (int64_t h = 0; h < w; h += D) {
      transpose(qkv, 3 * w, w + h, a, n, kt);
      for (int64_t i = 0; i < n; ++i) {
        probabilities(qkv + (a + i) * 3 * w + h, kt, n, p);
        float y[D] = {0};
        for (int64_t j = 0; j < n; ++j) {
          const float* v = qkv + (a + j) * 3 * w + 2 * w + h;
          for (int d = 0; d < D; ++d) y[d] += p[j] * v[d];
        }
        memcpy(out + (a + i) * w + h, y, sizeof y);
      }
    }
    free(kt);
  }
}

// dout [N, w] -> dqkv [N, 3w]
void attention_backward(const float* qkv, const float* dout, float* dqkv, const int32_t* start, int64_t sentences, int64_t w) {
#pragma omp parallel for schedule(dynamic, 4)
  for (int64_t s = 0; s < sentences; ++s) {
    const int64_t a = start[s], n = start[s + 1] - a;
    float* kt = malloc((2 * D + 2) * n * sizeof(float));
    float *vt = kt + D * n, *p = vt + D * n, *dp = p + n;
    memset(dqkv + a * 3 * w, 0, n * 3 * w * sizeof(float));
    for (int64_t h = 0; h < w; h += D) {
      transpose(qkv, 3 * w, w + h, a, n, kt);
      transpose(qkv, 3 * w, 2 * w + h, a, n, vt);
      for (int64_t i = 0; i < n; ++i) {
        const float *q = qkv + (a + i) * 3 * w + h, *g = dout + (a + i) * w + h;
        probabilities(q, kt, n, p);
        memset(dp, 0, n * sizeof(float));
        for (int d = 0; d < D; ++d)
          for (int64_t j = 0; j < n; ++j) dp[j] += g[d] * vt[d * n + j];
        float mean = 0;
        for (int64_t j = 0; j < n; ++j) mean += dp[j] * p[j];
        for (int64_t j = 0; j < n; ++j) dp[j] = p[j] * (dp[j] - mean) * kScale;
        float dq[D] = {0};
        for (int64_t j = 0; j < n; ++j) {
          const float* restrict k = qkv + (a + j) * 3 * w + w + h;
          float* restrict dk = dqkv + (a + j) * 3 * w + w + h;
          float* restrict dv = dk + w;
          for (int d = 0; d < D; ++d) {
            dq[d] += dp[j] * k[d];
            dk[d] += dp[j] * q[d];
            dv[d] += p[j] * g[d];
          }
        }
        memcpy(dqkv + (a + i) * 3 * w + h, dq, sizeof dq);
      }
    }
    free(kt);
  }
}

// GELU in the form that the run time computes: x * sigmoid(1.5957691 (x + 0.044715 x^3)).
static inline float gate(float x) {
  float a = 1.5957691f * (x + 0.044715f * x * x * x);
  a = a < -30.f ? -30.f : a;
  a = a > 30.f ? 30.f : a;
  return 1.f / (1.f + expf(-a));
}

void gelu_forward(const float* restrict x, float* restrict y, int64_t n) {
#pragma omp parallel for simd
  for (int64_t i = 0; i < n; ++i) y[i] = x[i] * gate(x[i]);
}

void gelu_backward(const float* restrict x, const float* restrict g, float* restrict dx, int64_t n) {
#pragma omp parallel for simd
  for (int64_t i = 0; i < n; ++i) {
    const float s = gate(x[i]);
    dx[i] = g[i] * (s + x[i] * s * (1.f - s) * 1.5957691f * (1.f + 0.134145f * x[i] * x[i]));
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
