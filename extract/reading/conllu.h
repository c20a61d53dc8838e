// CoNLL-U in and out (universaldependencies.org/format.html): tokenised or parsed documents.
// Beside the standard's columns, MISC carries `Mention=person` (type of the smallest mention that
// the word heads), `Name=B-PER`, `Name=I-PER` (proper names); read also from GUM's `Entity=`.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extract/reading/diagnostics.h"
#include "extract/sentence/input.h"

namespace trine::extract {

// The documents of one file. `# newdoc` begins a document, named by its id, else by `source` (and a
// number from the second on). The text is rebuilt from `# text` and SpaceAfter: sentences stand
// behind each other, paragraphs (`# newpar`) after a blank line. A document with a malformed line
// is left out, and told of in `diagnostics` by line ("file:12"). Sentences without tags or trees,
// and those whose heads form no tree (a warning), come back with `parsed` unset.
std::vector<Input> read_conllu(std::string_view text, std::string source, Diagnostics& diagnostics);

// One document, ended by an empty line: valid CoNLL-U, from which read_conllu makes the same
// sentences. White space within a sentence becomes one space.
std::string write_conllu(const ParsedDocument& parsed);

}  // namespace trine::extract
