// What readers of a parsed page ask of its nodes. None of it recurses: a page may nest deep.
// Internal to extract.
#pragma once
#include <gumbo.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace trine::extract {

inline bool one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}
inline bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT; }
inline bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE;
}

// Empty (data() null) where there is none, and for what is no element.
inline std::string_view attribute(const GumboNode& node, const char* name) {
  if (!is_element(node)) return {};
  const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

inline void push_children(const GumboNode& node, std::vector<const GumboNode*>& stack) {
  const auto& children = node.v.element.children;
  for (unsigned i = children.length; i-- > 0;) {
    stack.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
}

// The first element for which `wanted` holds, in document order; null if there is none.
template <class Wanted>
const GumboNode* find_node(const GumboNode& root, Wanted wanted) {
  std::vector<const GumboNode*> stack{&root};
  while (!stack.empty()) {
    const auto* node = stack.back();
    stack.pop_back();
    if (!is_element(*node)) continue;
    if (wanted(*node)) return node;
    push_children(*node, stack);
  }
  return nullptr;
}
inline const GumboNode* find_tag(const GumboNode& root, GumboTag tag) {
  return find_node(root, [&](const GumboNode& node) { return node.v.element.tag == tag; });
}

// Text with white space collapsed to single blanks.
void append_collapsed(std::string& out, std::string_view text);
std::string trimmed(std::string_view text);
std::string text_of(const GumboNode& root);

// A paragraph, a list item, a cell: what begins a line of its own.
bool is_block(GumboTag tag);
inline bool is_heading(GumboTag tag) {
  return one_of(tag, {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3});
}

// Eight words and the end of a sentence.
bool is_prose(std::string_view text);

// Is one of `names` a word of the node's class, id or role ("site-nav" is site, nav)? `names` is
// sorted.
bool is_called(const GumboNode& node, const std::string_view* begin, const std::string_view* end);

}  // namespace trine::extract
