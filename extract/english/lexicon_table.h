// The table behind lexicon.h, made at build. Internal.
#pragma once
#include <span>
#include <string_view>

#include "extract/english/lexicon.h"

namespace trine::extract {

struct LexiconRow {
  std::string_view lemma;
  Properties properties;
};
// Sorted by lemma, by bytes.
extern const std::span<const LexiconRow> kLexicon;

}  // namespace trine::extract
