// Parsed sentences to typed mentions: every noun phrase that refers, names and pronouns, nested.
#pragma once
#include <span>
#include <vector>

#include "extract/sentence/sentence.h"
#include "schema/document.h"

namespace trine::extract {

class Gazetteer;  // gazetteer.h

// A mention with its place in the parse, before it is given to an entity (`mention.entity` unset).
struct ParsedMention {
  Mention mention;
  std::int32_t first = 0;  // tokens [first, last] of its sentence, both included
  std::int32_t last = 0;
  std::int32_t head = 0;  // the token that heads it
  friend bool operator==(const ParsedMention&, const ParsedMention&) = default;
};

// Ordered by sentence, first token, longest first.
std::vector<ParsedMention> find_mentions(const Document& document,
                                         std::span<const Sentence> sentences,
                                         const Gazetteer& gazetteer);

}  // namespace trine::extract
