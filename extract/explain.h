// Why a statement was drawn: the sentence with its tree, clauses and the rule behind each
// statement.
#pragma once
#include <span>
#include <string>

#include "extract/sentence.h"
#include "schema/document.h"

namespace trine::extract {

// Several lines of text, the last ended: the sentence, one line a word (number, form, lemma, part
// of speech, relation, head), one line a clause with its rule, one line a statement with its rule
// and confidence. `statements`: those of this sentence; names come from `entities`.
std::string explain(const Document& document, const Sentence& sentence,
                    std::span<const Statement> statements, std::span<const Entity> entities);

// The whole document, sentence by sentence; boilerplate is named and left out.
std::string explain(const Analysis& analysis, std::span<const Sentence> sentences);

}  // namespace trine::extract
