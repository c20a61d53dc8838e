// Text to sentences of tokens, by UD English conventions ("do" "n't", "Bo" "'s"), with byte
// offsets.
#pragma once
#include <string_view>
#include <vector>

#include "extract/sentence/sentence.h"
#include "schema/document.h"

namespace trine::extract {

// The document's sentences in order, not parsed. Every token's span lies in `document.text`;
// nothing but white space and control characters is left out. Time is linear in the text's length.
std::vector<Sentence> split_sentences(const Document& document);

// For `--tokenized` input: each line of the text is one sentence; each item between spaces is one
// syntactic word, never split or joined, its characters kept. Throws Error{kInput} beyond the
// limits of input.h.
std::vector<Sentence> read_tokenized(const Document& document);

}  // namespace trine::extract
