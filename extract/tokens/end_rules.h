// What the trained splitter has seen too little of to know. Internal to the tokeniser.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "extract/tokens/word_rules.h"

namespace trine::extract {

// Whether a sentence that began at word `begin` ends after word `i`, where rules know; `words` is a
// paragraph, and `i` not its last.
std::optional<bool> ruled_end(std::string_view text, std::span<const RawToken> words, std::size_t i,
                              std::size_t begin);

}  // namespace trine::extract
