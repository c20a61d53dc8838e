#include "extract/english/lexicon.h"

#include <algorithm>

#include "extract/english/lexicon_table.h"

namespace trine::extract {

Properties properties_of(std::string_view lemma) {
  const auto found = std::ranges::lower_bound(kLexicon, lemma, {}, &LexiconRow::lemma);
  return found != kLexicon.end() && found->lemma == lemma ? found->properties : Properties{};
}

}  // namespace trine::extract
