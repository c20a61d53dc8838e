// The spelling of names: folding, words, initials.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace trine::extract {

// Lower case, without accents, typographic quotes and hyphens made plain, dots of abbreviations
// dropped ("U.S." -> "us", "Mr." -> "mr"), white space collapsed. For comparison, not for display.
std::string fold_name(std::string_view name);

// Lower case by Unicode; accents stay.
std::string lower(std::string_view text);

// Accents dropped, case kept: "Türkiye" -> "Turkiye".
std::string without_accents(std::string_view text);

// The words of a folded name; hyphens and apostrophes stay inside words.
std::vector<std::string_view> name_words(std::string_view folded);

// Could `acronym` ("IAEA", "U.N.") be formed of the initials of `name`'s words? Small words (of,
// the, and, for) may be skipped or taken; a word may give more than its first letter only at
// hyphens.
bool is_acronym_of(std::string_view acronym, std::string_view name);

bool starts_upper(std::string_view word);
// Two letters or more, none of them small.
bool all_upper(std::string_view word);
// "SOUTH KOREA" -> "South Korea".
std::string title_case(std::string_view text);

}  // namespace trine::extract
