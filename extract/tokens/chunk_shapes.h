// What in a chunk of text is no word of the language: addresses, emoticons, runs of symbols.
// Internal to the tokeniser.
#pragma once
#include <cstddef>

#include "extract/tokens/chunk.h"

namespace trine::extract {

// Where the URL, e-mail address, domain or file name that begins at `i` ends, or `i` where there is
// none.
std::size_t address_end(const Chunk& chunk, std::size_t i);
// The same of ":-)", "<3", "^_^".
std::size_t emoticon_end(const Chunk& chunk, std::size_t i);
// Where the token of the symbol at `i` ends: "...", "?!", "-->", an emoji with its modifiers. A
// hash tag or handle goes with its word.
std::size_t symbol_end(const Chunk& chunk, std::size_t i);

}  // namespace trine::extract
