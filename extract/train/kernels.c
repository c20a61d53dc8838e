// Training kernels called from Python by ctypes (see kernels.py): what PyTorch 1.13 does slowly on one CPU core.
// Tokens are rows of flat matrices; `start` holds the first row of each sentence and, at the end, the number of rows.
#include <math.h>
#include <stdint.h>
#include <string.h>

// g [N, 6h] holds the pre-activations f, z, o (each: forward half, backward half) and is overwritten by the activations.
// c [N, 2h] receives the states, out [N, 2h] = c * o.
void qrnn_forward(float* g, float* c, float* out, const int32_t* start, int64_t sentences, int64_t h) {
  const int64_t n = start[sentences];
  for (int64_t i = 0; i < n; ++i) {
    float* p = g + i * 6 * h;
    for (int64_t j = 0; j < 2 * h; ++j) p[j] = 1.f / (1.f + expf(-p[j]));
    for (int64_t j = 2 * h; j < 4 * h; ++j) p[j] = 2.f / (1.f + expf(-2.f * p[j])) - 1.f;
    for (int64_t j = 4 * h; j < 6 * h; ++j) p[j] = 1.f / (1.f + expf(-p[j]));
  }
  float zero[1024];
  memset(zero, 0, sizeof zero);
  for (int64_t s = 0; s < sentences; ++s) {
    const float* prev = zero;
    for (int64_t i = start[s]; i < start[s + 1]; ++i) {
      const float *f = g + i * 6 * h, *z = f + 2 * h, *o = f + 4 * h;
      float *q = c + i * 2 * h, *y = out + i * 2 * h;
      for (int64_t j = 0; j < h; ++j) { q[j] = f[j] * prev[j] + (1.f - f[j]) * z[j]; y[j] = q[j] * o[j]; }
      prev = q;
    }
    prev = zero;
    for (int64_t i = start[s + 1] - 1; i >= start[s]; --i) {
      const float *f = g + i * 6 * h + h, *z = f + 2 * h, *o = f + 4 * h;
      float *q = c + i * 2 * h + h, *y = out + i * 2 * h + h;
      for (int64_t j = 0; j < h; ++j) { q[j] = f[j] * prev[j] + (1.f - f[j]) * z[j]; y[j] = q[j] * o[j]; }
      prev = q;
    }
  }
}

static void back_row(const float* restrict f, const float* restrict prev, const float* restrict c, const float* restrict d,
                     float* restrict carry, float* restrict df, int64_t h) {
  const float *z = f + 2 * h, *o = f + 4 * h;
  float *dz = df + 2 * h, *dd = df + 4 * h;
  for (int64_t j = 0; j < h; ++j) {
    const float t = d[j] * o[j] + carry[j];
    dd[j] = d[j] * c[j] * o[j] * (1.f - o[j]);
    df[j] = t * (prev[j] - z[j]) * f[j] * (1.f - f[j]);
    dz[j] = t * (1.f - f[j]) * (1.f - z[j] * z[j]);
    carry[j] = t * f[j];
  }
}

// dout [N, 2h] -> dg [N, 6h]
void qrnn_backward(const float* g, const float* c, const float* dout, float* dg, const int32_t* start, int64_t sentences, int64_t h) {
  float zero[1024], carry[1024];
  memset(zero, 0, sizeof zero);
  for (int64_t s = 0; s < sentences; ++s) {
    memset(carry, 0, sizeof carry);
    for (int64_t i = start[s + 1] - 1; i >= start[s]; --i)
      back_row(g + i * 6 * h, i > start[s] ? c + (i - 1) * 2 * h : zero, c + i * 2 * h, dout + i * 2 * h, carry, dg + i * 6 * h, h);
    memset(carry, 0, sizeof carry);
    for (int64_t i = start[s]; i < start[s + 1]; ++i)
      back_row(g + i * 6 * h + h, i + 1 < start[s + 1] ? c + (i + 1) * 2 * h + h : zero, c + i * 2 * h + h, dout + i * 2 * h + h, carry,
               dg + i * 6 * h + h, h);
  }
}

// Dropout without stored masks: the decision is a hash of (seed, row id, column), so the backward pass repeats it.
void dropout(const float* x, float* y, const int32_t* row, int64_t n, int64_t d, float p, uint32_t seed) {
  const uint32_t limit = (uint32_t)(p * 4294967295.0);
  const float scale = 1.f / (1.f - p);
  for (int64_t i = 0; i < n; ++i) {
    const uint32_t base = (row ? (uint32_t)row[i] : (uint32_t)i) * (uint32_t)d;
    const float* a = x + i * d;
    float* b = y + i * d;
    for (int64_t j = 0; j < d; ++j) {
      uint32_t k = (base + (uint32_t)j) * 0x9E3779B1u ^ seed;
      k ^= k >> 16; k *= 0x85ebca6bu; k ^= k >> 13; k *= 0xc2b2ae35u; k ^= k >> 16;
      b[j] = k < limit ? 0.f : a[j] * scale;
    }
  }
}

// AdamW step and moving average in one pass.
void adam(float* w, const float* g, float* m, float* v, float* ema, int64_t n, float lr, float b1, float b2, float c1, float c2, float wd,
          float clip, float decay) {
  for (int64_t i = 0; i < n; ++i) {
    const float d = g[i] * clip;
    m[i] = b1 * m[i] + (1.f - b1) * d;
    v[i] = b2 * v[i] + (1.f - b2) * d * d;
    w[i] = w[i] * (1.f - lr * wd) - lr * (m[i] * c1) / (sqrtf(v[i] * c2) + 1e-8f);
    ema[i] = ema[i] * decay + w[i] * (1.f - decay);
  }
}
