// A gated convolution over a word and its neighbours, then bidirectional QRNN layers.
#include <algorithm>
#include <vector>

#include "extract/parser/buffers.h"
#include "extract/parser/context.h"
#include "extract/parser/kernels.h"

namespace trine::extract {
namespace {

class RecurrentContext final : public Context {
 public:
  explicit RecurrentContext(const ModelFile& model)
      : model_(model), kernels_(row_kernels()), products_(products()) {}

  const float* run(std::span<const std::string_view> forms, std::span<const WordRow> words,
                   std::span<const std::uint32_t> starts) override {
    const auto& m = model_;
    const auto n = forms.size();
    const auto w = m.width;
    const auto widest = std::max(w, m.wide);
    float* x = at_least(x_, n * widest);
    float* normed = at_least(normed_, widest);
    float* scales = at_least(scales_, n);
    std::uint8_t* u = activations(u_, n * widest);
    auto* begins = at_least(begins_, n);
    auto* ends = at_least(ends_, n);
    std::fill_n(begins, n, std::uint8_t{0});
    std::fill_n(ends, n, std::uint8_t{0});

    // x is [n, w]. The first QRNN layer has no residual, so its output may take x's place as
    // [n, wide].
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
      if (starts[s] == starts[s + 1]) continue;
      begins[starts[s]] = 1;
      ends[starts[s + 1] - 1] = 1;
      for (std::size_t t = starts[s]; t < starts[s + 1]; ++t) {
        kernels_.gated_convolution(t > starts[s] ? words[t - 1].inputs[0] : nullptr,
                                   words[t].inputs[1],
                                   t + 1 < starts[s + 1] ? words[t + 1].inputs[2] : nullptr,
                                   words[t].embedding, w, x + t * w);
      }
    }
    for (std::size_t layer = 0; layer < 3; ++layer) {
      const auto& norm = m.qrnn_norm[layer];
      const auto in = m.qrnn[layer].in;
      for (std::size_t t = 0; t < n; ++t) {
        scales[t] = kernels_.layer_norm_quantised(x + t * in, in, norm.gain.data(),
                                                  norm.shift.data(), normed, u + t * in);
      }
      products_.recurrence(m.qrnn[layer], u, scales, n, begins, ends, layer > 0, x);
    }
    return x;
  }

 private:
  const ModelFile& model_;
  const RowKernels& kernels_;
  const Products& products_;
  std::vector<float> x_, normed_, scales_;
  std::vector<std::uint8_t> u_, begins_, ends_;
};

}  // namespace

std::unique_ptr<Context> recurrent_context(const ModelFile& model) {
  return std::make_unique<RecurrentContext>(model);
}

}  // namespace trine::extract
