// The names that the tagger saw in a sentence, with the bounds that a reader would draw. Internal.
#pragma once
#include <vector>

#include "extract/mentions/sentence_view.h"

namespace trine::extract {

struct NameSpan {
  TokenIndex first = 0;  // tokens [first, last], both included
  TokenIndex last = 0;
  NameClass type = NameClass::kNone;  // kNone: no tag covers it
  TokenIndex head = 0;
  ClassScores<kNameClasses> scores{};  // the tagger's, for other classes and for no name

  // Does the tagger think `other` within `quarters` of a nat as good as what it chose?
  bool allows(NameClass other, int quarters) const {
    return scores.at(static_cast<std::size_t>(other)) >= -quarters;
  }
};

class NameSpans {
 public:
  explicit NameSpans(const SentenceView& view);  // borrowed

  const std::vector<NameSpan>& all() const { return names_; }  // in textual order
  // The name that token `i` is part of; nullptr where there is none.
  const NameSpan* at(TokenIndex i) const;
  // A title that heads its name in the tree (as some parses have it): the name hangs from it as
  // flat. nullptr where `i` is none.
  const NameSpan* under_title(TokenIndex i) const;
  // The block of name words around a proper noun that no tag covers.
  NameSpan block(TokenIndex head) const;
  // A name in a longer one: "Oslo" in "University of Oslo". Other words that head a phrase there
  // ("Council" where the tree and the tagger are at odds about the head) are not.
  bool stands_inside(const NameSpan& name, TokenIndex i) const;

 private:
  TokenIndex complement_end(TokenIndex first, TokenIndex last, NameClass type) const;
  bool is_complement(TokenIndex i) const;
  bool has_upper(TokenIndex first, TokenIndex last) const;
  void add_name(TokenIndex first, TokenIndex last, NameClass type);
  bool is_small_word(TokenIndex first, TokenIndex last) const;
  TokenIndex without_date(TokenIndex first, TokenIndex last) const;
  TokenIndex after_title(TokenIndex i, TokenIndex last) const;
  bool is_common(TokenIndex i) const;
  bool is_office(TokenIndex first, TokenIndex last) const;
  bool known_place(TokenIndex first, TokenIndex last) const;
  bool is_state(TokenIndex i) const;
  bool is_plain_article(TokenIndex i) const;
  void keep_name(TokenIndex first, TokenIndex last, NameClass type);
  bool person_headed(TokenIndex first, TokenIndex last) const;

  const SentenceView& view_;
  std::vector<NameSpan> names_;
  std::vector<TokenIndex> name_of_;  // for each token, its index in `names_` or -1
};

}  // namespace trine::extract
