// The model's file, memory-mapped and used in place: named tensors, string tables, labels. Bytes:
// extract/train/FORMAT.md. Internal.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/parser/products.h"

namespace trine::extract {

// FNV-1a, 64 bits; `state` continues a hash.
constexpr std::uint64_t kFnvStart = 0xCBF29CE484222325ULL;
constexpr std::uint64_t fnv(std::string_view bytes, std::uint64_t state = kFnvStart) {
  for (const char c : bytes) {
    state = (state ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  }
  return state;
}
constexpr std::uint64_t fold(std::uint64_t hash) { return hash ^ (hash >> 32); }

// A read-only mapping of a whole file.
class MappedFile {
 public:
  // Throws Error{kIo}.
  explicit MappedFile(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const { return {data_, size_}; }

 private:
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

// int8 rows with a scale for each.
struct Embedding {
  std::size_t rows = 0;
  std::size_t dim = 0;
  const std::int8_t* q = nullptr;
  std::span<const float> scale;
};

// Strings (by their hash) to numbers; open addressing.
template <class Value>
struct StringTable {
  std::span<const std::uint64_t> keys;
  std::span<const Value> values;

  Value find(std::uint64_t hash, Value absent) const {
    if (hash == 0) hash = 1;
    const auto mask = keys.size() - 1;
    for (auto i = fold(hash) & mask; keys[i] != 0; i = (i + 1) & mask) {
      if (keys[i] == hash) return values[i];
    }
    return absent;
  }
};

struct LayerNorm {
  std::span<const float> gain;
  std::span<const float> shift;
};

struct TransformerLayer {
  PackedWeights qkv, out, up, down;
  LayerNorm attention_norm, output_norm;
};

// A transformer over pieces of words. A model without layers has QRNN layers in its place.
struct Transformer {
  std::size_t width = 0, inner = 0;  // of a piece's row, and within a layer
  std::size_t most_pieces = 0;       // of one word
  std::size_t longest_piece = 0;     // code points
  Embedding pieces, positions;
  StringTable<std::uint32_t> table;  // "play", "##ing" -> row of `pieces`
  LayerNorm norm;
  std::vector<TransformerLayer> layers;
  std::span<const float> mean;  // weights of the rows before, between and after the layers
};

class ModelFile {
 public:
  // Throws Error: kIo (can't be read), kCorruption (damaged, or of another version).
  explicit ModelFile(const std::filesystem::path& file);

  std::uint64_t checksum() const { return checksum_; }
  std::string reader;  // its name

  // Sizes
  std::size_t width = 0, hidden = 0, arc = 0, rel = 0;
  std::size_t wide = 0;  // of the rows that the heads read
  std::size_t max_words = 0;

  struct Columns {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
  };
  // Columns of `heads`
  Columns upos, xpos, feats, mention, names, arc_dependent, arc_head, rel_dependent, rel_head;
  std::vector<std::string> upos_labels, xpos_labels, feats_labels, mention_labels, name_labels,
      rel_labels, lemma_scripts;

  struct Affix {
    std::string name;
    Embedding rows;
  };
  Embedding words, vectors;
  std::vector<Affix> affixes;
  StringTable<std::uint32_t> word_table, vec_table, dict_table;
  StringTable<std::uint64_t> lex_table;
  std::span<const std::uint8_t> dict_pool;
  std::span<const float> lex_bias;  // [bits, 2 width]
  std::size_t bits = 0;

  PackedWeights mix, mixv, qrnn[3], heads, headsv, lemma, lemmav, arc_product, rel_product;
  // What the network over sentences takes of a word's row: three convolution products for the QRNN
  // layers, one for the transformer.
  std::vector<PackedWeights> inputs;
  Transformer transformer;
  LayerNorm mix_norm, qrnn_norm[3], top_norm;
  std::span<const float> root_arc, root_rel;

 private:
  struct Record;
  [[noreturn]] void damaged(const std::string& what) const;
  void read_header();
  const Record& find(const std::string& name) const;
  bool has(const std::string& name) const;
  template <class T>
  std::span<const T> tensor(const std::string& name, std::size_t d0, std::size_t d1 = 1) const;
  template <class T>
  std::span<const T> vector(const std::string& name) const;
  PackedWeights matrix(const std::string& name, std::size_t out, std::size_t in,
                       std::size_t parts = 1) const;
  Embedding embedding(const std::string& name, std::size_t dim) const;
  template <class T>
  StringTable<T> table(const std::string& name) const;
  LayerNorm norm(const std::string& name, std::size_t n) const;
  void read_metadata(std::string_view json);
  void read_recurrence();
  void read_transformer(std::size_t layers);

  std::filesystem::path path_;
  MappedFile file_;
  std::uint64_t checksum_ = 0;
  std::vector<std::pair<std::string, const Record*>> records_;  // by name
  std::string_view metadata_;
};

}  // namespace trine::extract
