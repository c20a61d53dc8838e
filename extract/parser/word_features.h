// What the model sees of one word: table rows of its form, affixes and shape. Internal.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/parser/model_file.h"

namespace trine::extract {

struct WordFeatures {
  std::uint32_t word = 0;              // row of the word table
  std::uint32_t vec = 0;               // row of the word vectors
  std::uint64_t bits = 0;              // lexicon
  std::vector<std::uint32_t> affixes;  // a row each, in the model's order
};

// Keeps its buffers from one word to the next.
class FeatureReader {
 public:
  explicit FeatureReader(const ModelFile& model) : model_(model) {}
  void read(std::string_view form, WordFeatures& out);

 private:
  const ModelFile& model_;
  std::vector<char32_t> form_, norm_;
  std::vector<std::uint32_t> at_;  // byte offset of each code point of the normalised form
  std::string norm_bytes_, shape_bytes_;
};

// Simple lower case of a code point; U+0130 becomes "i".
char32_t lower_case(char32_t c);
void decode_utf8(std::string_view bytes, std::vector<char32_t>& out);
void append_utf8(char32_t c, std::string& out);

}  // namespace trine::extract
