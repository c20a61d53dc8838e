// What is read before it is understood: a document, and its sentences where it came parsed.
#pragma once
#include <cstddef>
#include <vector>

#include "extract/sentence/sentence.h"
#include "schema/document.h"

namespace trine::extract {

// No sentence has more words, and no word of input that came tokenised more bytes: the parser's
// memory grows with the square of a sentence's length. Running text is cut there, since nobody
// writes such a sentence; what came tokenised is refused.
constexpr std::size_t kLongestSentence = 2000;
constexpr std::size_t kLongestWord = 4096;

// What the corpus reader yields: text to analyse, or a document that came parsed (CoNLL-U).
struct Input {
  Document document;
  std::vector<Sentence> sentences;  // not empty: already tokenised, perhaps parsed
};

// A document with its sentences parsed: what `extract --format conllu` prints.
struct ParsedDocument {
  Document document;
  std::vector<Sentence> sentences;
};

}  // namespace trine::extract
