// Why a statement was drawn: the sentence with its tree, clauses and the rule behind each
// statement.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "extract/sentence/sentence.h"
#include "schema/document.h"

namespace trine::extract {

// Several lines of text, the last ended: the sentence, one line a word (number, form, lemma, part
// of speech, relation, head), one line a clause with its rule, one line a statement with its rule
// and confidence. `statements`: those of this sentence; names come from `entities`.
std::string explain(const Document& document, const Sentence& sentence,
                    std::span<const Statement> statements, std::span<const Entity> entities);

// One line a clause: "verb main [sold] (Ada; object=mill) pos asserted {clause.verb.main}".
std::vector<std::string> clause_lines(const Sentence& sentence);

}  // namespace trine::extract
