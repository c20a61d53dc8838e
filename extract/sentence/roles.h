// The role of an adjunct, by its preposition, its head and what the model says of it.
#pragma once
#include "extract/sentence/tree.h"

namespace trine::extract {

// Is the word a time ("Thursday", "2018", "week", "yesterday")?
bool is_time_word(const Tree& tree, TokenIndex at);

// `preposition`: case markers, may be empty. `at`: the head of the phrase.
Role role_of(const Tree& tree, TokenIndex at, std::span<const TokenIndex> preposition);

}  // namespace trine::extract
