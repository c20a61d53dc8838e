// Mentions to the entities of a document: names and their short forms, titles, acronyms, pronouns,
// descriptions, groups, metonyms.
#pragma once
#include <span>
#include <vector>

#include "extract/mentions/mentions.h"
#include "extract/sentence/sentence.h"
#include "schema/document.h"

namespace trine::extract {

// Sets `mention.entity` of every mention and returns the entities, ordered by first mention.
std::vector<Entity> resolve_entities(const Document& document, std::span<const Sentence> sentences,
                                     std::span<ParsedMention> mentions, const Gazetteer& gazetteer);

}  // namespace trine::extract
