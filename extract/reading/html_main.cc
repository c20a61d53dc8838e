#include "extract/reading/html_main.h"

#include <array>
#include <iterator>

#include "extract/english/word_lists.h"

namespace trine::extract {
namespace {

// Words of class, id and role that mark what is not the article. Most are those of Readability
// (the reader view of browsers) and what the ARIA roles call so.
constexpr auto kFurniture = sorted(std::to_array<std::string_view>(
    {"ad",           "ads",        "advert",        "advertisement", "banner",
     "bio",          "breadcrumb", "breadcrumbs",   "byline",        "cart",
     "comment",      "comments",   "complementary", "contact",       "contentinfo",
     "controls",     "cookie",     "cookies",       "credits",       "disqus",
     "footer",       "gdpr",       "menu",          "meta",          "nav",
     "navbar",       "navigation", "newsletter",    "pager",         "pagination",
     "popup",        "price",      "promo",         "pullquote",     "recommended",
     "references",   "related",    "rss",           "search",        "share",
     "sharedaddy",   "sharing",    "shoutbox",      "sidebar",       "skyscraper",
     "social",       "sponsor",    "sponsored",     "sponsors",      "subscribe",
     "supplemental", "tags",       "toc",           "toolbar",       "votecell",
     "widget"}));

bool is_hidden(const GumboNode& node) {
  return attribute(node, "hidden").data() != nullptr || attribute(node, "aria-hidden") == "true";
}

bool is_furniture(const GumboNode& node) {
  const auto tag = node.v.element.tag;
  if (one_of(tag, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_NAV,
                   GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE, GUMBO_TAG_BUTTON, GUMBO_TAG_TEXTAREA,
                   GUMBO_TAG_HEAD, GUMBO_TAG_FIELDSET, GUMBO_TAG_MENU, GUMBO_TAG_TITLE})) {
    return true;
  }
  // <html> and <body> carry classes for the style of the whole page, <article> for its kinds.
  if (one_of(tag, {GUMBO_TAG_HTML, GUMBO_TAG_BODY})) return false;
  return is_hidden(node) ||
         (tag != GUMBO_TAG_ARTICLE &&
          is_called(node, std::data(kFurniture), std::data(kFurniture) + std::size(kFurniture)));
}

// What may wrap a whole text; a paragraph is never narrowed to.
bool is_container(GumboTag tag) {
  return !one_of(tag, {GUMBO_TAG_P, GUMBO_TAG_LI, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DL,
                       GUMBO_TAG_DD, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_FIGURE, GUMBO_TAG_PRE,
                       GUMBO_TAG_A, GUMBO_TAG_SPAN, GUMBO_TAG_FIGCAPTION});
}

}  // namespace

PageProse::PageProse(const GumboNode& root) {
  struct Frame {
    const GumboNode* node;
    std::size_t prose = 0;
    bool block = false;
    std::string text = {};  // of a block, what is in no block within it
    unsigned child = 0;
  };
  std::vector<Frame> stack;
  stack.push_back({&root, 0, true});
  while (!stack.empty()) {
    auto& frame = stack.back();
    const auto& children = frame.node->v.element.children;
    if (frame.child < children.length) {
      const auto* child = static_cast<const GumboNode*>(children.data[frame.child++]);
      if (is_text(*child)) {
        auto block = stack.rbegin();
        while (!block->block) ++block;
        append_collapsed(block->text, child->v.text.text);
      } else if (is_element(*child) && !is_furniture(*child)) {
        const auto tag = child->v.element.tag;
        stack.push_back({child, 0, is_block(tag)});
      }
      continue;
    }
    // What is told in pairs ("Where": "Town library") is told, though in no sentence.
    const bool pair = one_of(frame.node->v.element.tag, {GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_TH});
    if (frame.block && (pair || is_prose(frame.text))) frame.prose += frame.text.size();
    const auto prose = frame.prose;
    if (prose > 0) prose_[frame.node] = prose;
    stack.pop_back();
    if (!stack.empty()) stack.back().prose += prose;
    all_ = prose;
  }
}

std::size_t PageProse::of(const GumboNode& node) const {
  const auto found = prose_.find(&node);
  return found == prose_.end() ? 0 : found->second;
}

bool PageProse::is_left_out(const GumboNode& node) const {
  if (node.v.element.tag == GUMBO_TAG_FORM && of(node) * 2 < all_) return true;
  return is_furniture(node);
}

const GumboNode& PageProse::main_part(const GumboNode& root) const {
  const GumboNode* part = find_tag(root, GUMBO_TAG_BODY);
  if (part == nullptr) part = &root;
  const auto* main = find_node(root, [&](const GumboNode& node) {
    return (node.v.element.tag == GUMBO_TAG_MAIN || attribute(node, "role") == "main" ||
            attribute(node, "itemprop") == "articleBody") &&
           of(node) * 2 >= all_;
  });
  if (main != nullptr) part = main;
  // Comments and teasers are articles too: the one that has most of the text.
  const auto* article = find_node(root, [&](const GumboNode& node) {
    return node.v.element.tag == GUMBO_TAG_ARTICLE && of(node) * 2 >= all_;
  });
  if (article != nullptr) part = article;
  for (bool narrower = all_ > 0; narrower;) {
    narrower = false;
    const auto& children = part->v.element.children;
    for (unsigned i = 0; i < children.length && !narrower; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      if (!is_element(*child) || !is_container(child->v.element.tag)) continue;
      if (of(*child) * 10 < of(*part) * 9 || of(*child) == 0) continue;
      part = child;
      narrower = true;
    }
  }
  return *part;
}

}  // namespace trine::extract
