// The network between words and heads: what a word's row becomes in its sentence. Internal.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "extract/parser/model_file.h"
#include "extract/parser/word_layer.h"

namespace trine::extract {

// Belongs to one thread at a time; keeps its buffers. Results do not depend on what else is in the
// batch.
class Context {
 public:
  virtual ~Context() = default;
  // `starts` has one entry a sentence and, at the end, the number of words. Returns a row of
  // `model.wide` for each word, valid until the next call.
  virtual const float* run(std::span<const std::string_view> forms, std::span<const WordRow> words,
                           std::span<const std::uint32_t> starts) = 0;
};

// As the model has it. `model` must stay.
std::unique_ptr<Context> recurrent_context(const ModelFile& model);    // convolution, QRNN layers
std::unique_ptr<Context> transformer_context(const ModelFile& model);  // over pieces of words

}  // namespace trine::extract
