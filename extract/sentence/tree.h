// A sentence's dependency tree with its children at hand. Borrows the sentence.
#pragma once
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/english/word_lists.h"
#include "extract/sentence/sentence.h"

namespace trine::extract {

// Position of a token in its sentence; kNoToken where there is none.
using TokenIndex = std::int32_t;
inline constexpr TokenIndex kNoToken = -1;

class Tree {
 public:
  explicit Tree(const Sentence& sentence);

  TokenIndex size() const { return static_cast<TokenIndex>(sentence_->tokens.size()); }
  const Token& operator[](TokenIndex at) const {
    return sentence_->tokens[static_cast<std::size_t>(at)];
  }
  const Sentence& sentence() const { return *sentence_; }
  TokenIndex root() const { return root_; }
  Deprel relation(TokenIndex at) const { return (*this)[at].relation; }

  // In textual order.
  std::span<const TokenIndex> children(TokenIndex at) const {
    const auto from = first_child_[static_cast<std::size_t>(at)];
    const auto to = first_child_[static_cast<std::size_t>(at) + 1];
    return {children_.data() + from, children_.data() + to};
  }
  // The first child with one of `relations`, or kNoToken.
  TokenIndex child(TokenIndex at, std::initializer_list<Deprel> relations) const;
  bool has_child(TokenIndex at, std::initializer_list<Deprel> relations) const {
    return child(at, relations) != kNoToken;
  }
  // Is `at` below `ancestor`, or the same?
  bool dominates(TokenIndex ancestor, TokenIndex at) const;

  // Appends the tokens below `at`, itself included, in textual order; a child for which
  // `skip(child)` holds is left out with all that hangs on it.
  template <class Skip>
  void collect(TokenIndex at, std::vector<TokenIndex>& out, Skip skip) const {
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    collect_unsorted(at, out, skip);
    std::sort(out.begin() + begin, out.end());
  }

  // Tokens in the order parents before children (breadth first).
  const std::vector<TokenIndex>& top_down() const { return top_down_; }

 private:
  template <class Skip>
  void collect_unsorted(TokenIndex at, std::vector<TokenIndex>& out, Skip& skip) const {
    std::size_t next =
        out.size();  // an explicit queue: a tree may be as deep as a sentence is long
    out.push_back(at);
    for (; next < out.size(); ++next) {
      for (const TokenIndex child : children(out[next])) {
        if (!skip(child)) out.push_back(child);
      }
    }
  }

  const Sentence* sentence_;
  TokenIndex root_ = kNoToken;
  std::vector<std::int32_t> first_child_;
  std::vector<TokenIndex> children_;
  std::vector<TokenIndex> top_down_;
};

// Does `relation` equal one of `any`?
inline bool one_of(Deprel relation, std::initializer_list<Deprel> any) {
  return std::find(any.begin(), any.end(), relation) != any.end();
}

// Conjuncts of `at`, itself first, in textual order ("Ada, Bo and Cy": all three from the first).
std::vector<TokenIndex> conjuncts(const Tree& tree, TokenIndex at);
// The first conjunct of the coordination that `at` is part of.
TokenIndex first_conjunct(const Tree& tree, TokenIndex at);

// The case markers of a noun phrase, in order; those of a title before a name count for the name
// ("with Prime Minister Kishida"). Not the possessive mark.
std::vector<TokenIndex> prepositions(const Tree& tree, TokenIndex at);

// "according to Ada": does the noun phrase name a source?
bool names_source(const Tree& tree, TokenIndex at);

// The tokens joined by one space.
std::string join(const Tree& tree, std::span<const TokenIndex> tokens);
// The same joined as in the text: no space where the text has none.
std::string join_as_written(const Tree& tree, std::span<const TokenIndex> tokens);

}  // namespace trine::extract
