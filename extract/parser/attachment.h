// Attachments that the grammar of English rules out, mended after parsing: what a small parser gets
// wrong by system, and what words alone decide.
#pragma once
#include "extract/sentence/sentence.h"

namespace trine::extract {

// Changes heads and relations (and the tag of a verb taken for a participle) in place; a sentence
// that is not parsed stays as it is. What was a tree with one root stays one. Returns how many
// words were hung elsewhere.
int mend_attachments(Sentence& sentence);

}  // namespace trine::extract
