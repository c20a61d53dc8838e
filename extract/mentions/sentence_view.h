// What the rules about one sentence's mentions read: its text, its tree, the gazetteer. Internal.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "extract/sentence/sentence.h"
#include "extract/sentence/tree.h"
#include "schema/document.h"

namespace trine::extract {

class Gazetteer;  // gazetteer.h

// `span` of `text` as written, white space collapsed.
std::string plain_text(Span span, std::string_view text);

// Borrows all three.
class SentenceView {
 public:
  SentenceView(const Document& document, const Sentence& sentence, const Gazetteer& gazetteer)
      : document_(&document), tree_(sentence), gazetteer_(&gazetteer) {}

  const Tree& tree() const { return tree_; }
  const Gazetteer& gazetteer() const { return *gazetteer_; }
  TokenIndex size() const { return tree_.size(); }
  const Token& token(TokenIndex i) const { return tree_[i]; }
  std::span<const TokenIndex> children(TokenIndex i) const { return tree_.children(i); }

  Span bytes(TokenIndex first, TokenIndex last) const {
    return {token(first).span.begin, token(last).span.end};
  }
  // The words [first, last] as written, white space collapsed.
  std::string text(TokenIndex first, TokenIndex last) const;

  // "Mr.", "President"; not "King", "Lord", "Pope", which are part of what their bearers are
  // called.
  bool is_title(TokenIndex i) const;

 private:
  const Document* document_;
  Tree tree_;
  const Gazetteer* gazetteer_;
};

bool is_possessive_mark(const Token& token);   // 's
bool is_weekday(std::string_view word);        // "Monday"
bool is_calendar_word(std::string_view word);  // "Monday", "Sept."
bool is_address(std::string_view form);        // of a web page or a mailbox

}  // namespace trine::extract
