// Parsed sentences with their mentions to statements.
#pragma once
#include <span>
#include <vector>

#include "extract/coreference/coreference.h"
#include "extract/sentence/sentence.h"
#include "schema/document.h"
#include "schema/ontology.h"

namespace trine::extract {

// Ordered by sentence, then by position and rule. Sentences of kind kBoilerplate yield none.
std::vector<Statement> make_statements(const Document& document,
                                       std::span<const Sentence> sentences,
                                       std::span<const ParsedMention> mentions,
                                       std::span<const Entity> entities, const Ontology& ontology);

}  // namespace trine::extract
