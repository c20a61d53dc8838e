// Roles beside names, mended after parsing: "banker and mayor Ana Ruiz" is one person. Internal to
// extract.
#pragma once
#include "extract/sentence/sentence.h"

namespace trine::extract {

// Changes heads and relations in place; a tree stays a tree. Returns how many phrases it mended.
int mend_roles(Sentence& sentence);

}  // namespace trine::extract
