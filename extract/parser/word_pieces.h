// A word's pieces, as the vocabulary of a pre-trained transformer has them (BERT, uncased).
// Internal.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/parser/model_file.h"

namespace trine::extract {

// Keeps its buffers; belongs to one thread at a time.
class WordPieces {
 public:
  // Throws Error{kCorruption} where the vocabulary lacks the marks [CLS], [SEP], [UNK].
  explicit WordPieces(const Transformer& transformer);

  std::uint32_t begin_mark() const { return cls_; }
  std::uint32_t end_mark() const { return sep_; }

  // Appends the rows of the form's pieces, at least one and at most `most_pieces`. The form loses
  // its letter case and accents; symbols and Han characters stand alone; the rest is cut from the
  // left into the longest pieces there are, and is unknown as a whole where one is missing.
  void split(std::string_view form, std::vector<std::uint32_t>& out);

 private:
  void cut(std::string_view part);  // into found_

  const Transformer& transformer_;
  std::uint32_t cls_, sep_, unknown_;
  std::string plain_;
  std::vector<std::uint32_t> found_;
  struct Prefix {
    std::size_t end;
    std::uint64_t hash;
  };
  std::vector<Prefix> prefixes_;
};

}  // namespace trine::extract
