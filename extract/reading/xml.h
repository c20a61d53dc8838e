// XML within bounds, and what all readers of it ask. Internal to extract.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace trine::extract {

// Throws Error{kInput}: malformed, over 64 MiB, or of more than two million elements. Entities of
// the document's own are not expanded, by design of the library.
void parse_xml(const std::string& bytes, pugi::xml_document& document);

// Behind the colon: "p" of "w:p".
std::string_view local_name(const pugi::xml_node& node);
// The first child element of that local name; null where there is none.
pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name);
// All text in it.
std::string text_in(const pugi::xml_node& node);

// Calls enter(node) for each element and piece of text below `root`, which says whether to go
// inside, and leave(node) for each element that was gone into. Without recursion.
template <class Enter, class Leave>
void walk(const pugi::xml_node& root, Enter enter, Leave leave) {
  auto node = root.first_child();
  while (node) {
    if (enter(node) && node.type() == pugi::node_element) {
      if (const auto inner = node.first_child()) {
        node = inner;
        continue;
      }
      leave(node);
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      if (node == root) return;
      leave(node);
    }
    node = node.next_sibling();
  }
}

}  // namespace trine::extract
