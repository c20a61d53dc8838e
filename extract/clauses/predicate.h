// The verb group of a clause: its words, voice, tense, aspect, polarity.
#pragma once
#include "extract/clauses/clauses.h"

namespace trine::extract {

// Is the token a negation ("not", "n't", "never", "no longer")?
bool is_negation(const Tree& tree, TokenIndex at);
// "no" or "neither" before the noun `at`.
bool has_negative_determiner(const Tree& tree, TokenIndex at);
// The words of the verb group that belong to the verb, adjective or copular noun `head`:
// auxiliaries, copula, negation, adverbs before it, itself (unless it is the copula's complement),
// particles. `inner`: below another verb of the chain, so that "to" counts; `outer`: above one.
void collect_verb_group(const Tree& tree, TokenIndex head, bool inner, bool outer,
                        std::vector<TokenIndex>& out);
bool is_passive(const Tree& tree, TokenIndex head);

// Sets passive, polarity, tense and aspect from chain and head.
void describe_predicate(const Tree& tree, Clause& clause);

}  // namespace trine::extract
