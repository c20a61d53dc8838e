// What a clause stands under: the word that governs it, with its frame (extract/english/frames.h).
#pragma once
#include "extract/english/frames.h"
#include "extract/sentence/tree.h"

namespace trine::extract {

struct Governor {
  TokenIndex word = kNoToken;  // a verb, adjective or noun; kNoToken: nothing in the table
  const Frame* frame = nullptr;
};

// "the rumour that Ada had fled", parsed as a relative clause: the content of the noun all the
// same.
bool is_content_relative(const Tree& tree, TokenIndex at);
// Its "that", taken for a relative pronoun; or kNoToken.
TokenIndex content_pronoun(const Tree& tree, TokenIndex at);
// How the clause of `at` (its outermost verb or copular noun) is introduced.
Complement complement_of(const Tree& tree, TokenIndex at);
// What governs the clause of `at`. "accused Bo of hiding it" is found wherever the parser hung the
// gerund, on the verb or on its object.
Governor governor_of(const Tree& tree, TokenIndex at);
// The frame of a verb, adjective or noun for the complement `at` that it shares its subject with.
const Frame* frame_of_link(const Tree& tree, TokenIndex link, TokenIndex at);

// Whose attempt, claim or refusal the noun is: "Ada's", "by Ada", "of Ada"; or kNoToken.
TokenIndex owner_of(const Tree& tree, TokenIndex noun);
// "a false report", "the rumour proved unfounded", "dismissed the claim": not to be believed.
bool is_rejected(const Tree& tree, TokenIndex noun);
// "no evidence", "without proof", "nothing"
bool is_absent(const Tree& tree, TokenIndex noun);

}  // namespace trine::extract
