// What is read before it is understood: a document, and its sentences where it came parsed.
#pragma once
#include <vector>

#include "extract/sentence/sentence.h"
#include "schema/document.h"

namespace trine::extract {

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
