// Where sentences end: a logistic model over hashed features of the words around a gap, trained on
// UD English (extract/train/sentence_ends.cc). Internal.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/tokens/word_rules.h"

namespace trine::extract {

// Walks the gaps of one paragraph from left to right; the caller says where sentences end, since
// later gaps are judged from the start of their sentence.
class SentenceEnds {
 public:
  static constexpr std::uint32_t kBuckets = 1U << 15;  // of hashed features

  // `words` is a paragraph; both outlive this.
  SentenceEnds(std::string_view text, std::span<const RawToken> words);

  // Could a sentence end after word `i`? Elsewhere it never does.
  bool is_candidate(std::size_t i) const;
  // Buckets of the features of the gap after word `i`, given that the sentence began at `begin`.
  void features(std::size_t i, std::size_t begin, std::vector<std::uint32_t>& out) const;
  // Does a sentence end there, by rule or by the trained model?
  bool ends(std::size_t i, std::size_t begin) const;

 private:
  struct Word {
    std::uint32_t norm;           // hash of the lower-cased form, digits as 0
    std::uint32_t shape;          // hash of its shape
    std::uint32_t quotes_before;  // double quotes and brackets since the paragraph's start
    std::int32_t depth_before;
    bool candidate;
    bool marked;  // ends in a punctuation mark
  };
  std::string_view text_;
  std::span<const RawToken> raw_;
  std::vector<Word> words_;
  mutable std::vector<std::uint32_t> scratch_;
};

}  // namespace trine::extract
