// The rules that cut running text into words, as UD English does (EWT and GUM, v2.16). Internal.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "schema/span.h"

namespace trine::extract {

// A surface token; `parts` syntactic words, of which the second and third begin at `cut` ("do"
// "n't").
struct RawToken {
  Span span;  // bytes of the whole text
  std::uint32_t cut[2] = {0, 0};
  std::uint8_t parts = 1;  // 1 to 3
  bool space_before = true;
};

// Appends the tokens of one paragraph, a stretch of text in which sentences may not end but where
// they are told to. `text` is valid UTF-8; time is linear in the paragraph's length.
void find_words(std::string_view text, Span paragraph, std::vector<RawToken>& tokens);

}  // namespace trine::extract
