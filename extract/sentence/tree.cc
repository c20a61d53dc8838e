#include "extract/sentence/tree.h"

namespace trine::extract {

Tree::Tree(const Sentence& sentence) : sentence_(&sentence) {
  const auto count = sentence.tokens.size();
  first_child_.assign(count + 1, 0);
  for (const Token& token : sentence.tokens) {
    if (token.head >= 0) ++first_child_[static_cast<std::size_t>(token.head) + 1];
  }
  for (std::size_t i = 1; i <= count; ++i) first_child_[i] += first_child_[i - 1];
  children_.resize(static_cast<std::size_t>(first_child_[count]));
  std::vector<std::int32_t> next(first_child_.begin(), first_child_.end());
  for (std::size_t i = 0; i < count; ++i) {
    const auto head = sentence.tokens[i].head;
    const auto index = static_cast<TokenIndex>(i);
    if (head >= 0) {
      children_[static_cast<std::size_t>(next[static_cast<std::size_t>(head)]++)] = index;
    } else if (root_ == kNoToken) {
      root_ = index;
    }
  }
  top_down_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (sentence.tokens[i].head < 0) top_down_.push_back(static_cast<TokenIndex>(i));
  }
  for (std::size_t i = 0; i < top_down_.size(); ++i) {
    for (const TokenIndex child : children(top_down_[i])) top_down_.push_back(child);
  }
}

TokenIndex Tree::child(TokenIndex at, std::initializer_list<Deprel> relations) const {
  for (const TokenIndex child : children(at)) {
    if (one_of(relation(child), relations)) return child;
  }
  return kNoToken;
}

bool Tree::dominates(TokenIndex ancestor, TokenIndex at) const {
  while (at >= 0 && at != ancestor) at = (*this)[at].head;
  return at == ancestor;
}

std::vector<TokenIndex> conjuncts(const Tree& tree, TokenIndex at) {
  std::vector<TokenIndex> all{at};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const TokenIndex child : tree.children(all[i])) {
      if (tree.relation(child) == Deprel::kConj && !names_source(tree, child)) all.push_back(child);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

TokenIndex first_conjunct(const Tree& tree, TokenIndex at) {
  while (tree.relation(at) == Deprel::kConj && tree[at].head >= 0) at = tree[at].head;
  return at;
}

std::vector<TokenIndex> prepositions(const Tree& tree, TokenIndex at) {
  std::vector<TokenIndex> found;
  const auto look = [&](TokenIndex noun) {
    for (const TokenIndex child : tree.children(noun)) {
      if (tree.relation(child) != Deprel::kCase || tree[child].xpos == "POS") continue;
      if (child > noun) continue;
      tree.collect(child, found, [&](TokenIndex c) { return tree.relation(c) == Deprel::kPunct; });
    }
  };
  look(at);
  if (!found.empty()) return found;
  for (const TokenIndex child : tree.children(at)) {
    if (child < at && one_of(tree.relation(child), {Deprel::kNmodDesc, Deprel::kCompound})) {
      look(child);
      if (!found.empty()) break;
    }
  }
  return found;
}

bool names_source(const Tree& tree, TokenIndex at) {
  for (const TokenIndex child : tree.children(at)) {
    if (tree.relation(child) != Deprel::kCase) continue;
    if (one_of(tree[child].form, {"according", "According"})) return true;
  }
  return false;
}

std::string join(const Tree& tree, std::span<const TokenIndex> tokens) {
  std::string text;
  for (const TokenIndex at : tokens) {
    if (!text.empty()) text += ' ';
    text += tree[at].form;
  }
  return text;
}

std::string join_as_written(const Tree& tree, std::span<const TokenIndex> tokens) {
  std::string text;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    text += tree[tokens[i]].form;
    if (i + 1 == tokens.size()) break;
    const bool adjacent = tokens[i + 1] == tokens[i] + 1;
    if (!adjacent || tree[tokens[i]].space_after) text += ' ';
  }
  return text;
}

}  // namespace trine::extract
