#include "extract/sentence/quotes.h"

#include "extract/sentence/tree.h"

namespace trine::extract {
namespace {

bool opens(std::string_view form) { return one_of(form, {"``", "“", "«", "„"}); }
bool closes(std::string_view form) { return one_of(form, {"''", "”", "»"}); }

}  // namespace

std::vector<QuoteState> quote_states(std::span<const Sentence> sentences) {
  // A quotation left open for longer than this is a slip of the writer's or of the splitter's.
  constexpr int kLongest = 12;
  std::vector<QuoteState> states(sentences.size());
  bool open = false;
  int length = 0;
  std::int32_t runs = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    length = open ? length + 1 : 0;
    if (length > kLongest) open = false;
    QuoteState& state = states[i];
    state.inside = open;
    if (open) state.run = runs - 1;
    for (const Token& token : sentences[i].tokens) {
      const bool straight = token.form == "\"";
      if (opens(token.form) || (straight && !open)) {
        if (!open) {
          if (state.run < 0) state.run = runs;
          ++runs;
        }
        open = true;
      } else if (closes(token.form) || straight) {
        open = false;
      }
    }
    // What the last quotation of a sentence leaves open is what goes on.
    if (open) state.run = runs - 1;
  }
  return states;
}

}  // namespace trine::extract
