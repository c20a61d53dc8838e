// The index behind "did you mean": symmetric deletes (Garbe's SymSpell). Internal.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trine::storage {

// Edits that are forgiven in a word of this many code points.
std::uint32_t forgiven_edits(std::size_t length);

// The word's first kFuzzyPrefix code points with up to forgiven_edits() of them left out; sorted,
// each once. Two words within that many edits of each other have a form in common.
std::vector<std::string> shortened_forms(std::string_view word);

inline constexpr std::size_t kFuzzyPrefix = 7;

std::size_t length_of(std::string_view text);  // in code points

}  // namespace trine::storage
