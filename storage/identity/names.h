// Names made comparable: the form under which aliases are kept, looked up and matched.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trine::storage {

// Without case, accents and leading article; "U.S." is "us", punctuation and runs of white space
// are one space. May be empty (punctuation only). Invalid UTF-8 is kept as replacement characters.
std::string normalised_name(std::string_view name);

// The words of a normalised name.
std::vector<std::string_view> words_of(std::string_view normalised);

// Edits (insert, delete, substitute, exchange neighbours) between two UTF-8 strings in code points;
// `limit` + 1 when there are more than `limit`.
std::uint32_t edit_distance(std::string_view a, std::string_view b, std::uint32_t limit);

}  // namespace trine::storage
