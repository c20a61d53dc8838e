// Main text by structure rather than by statistics: the <article> or <main> element when the page
// has one, else the body; inside it the blocks that hold prose. Pages that say nothing about their
// structure are still cleaned of what names itself as navigation in class, id or role, and of lists
// and paragraphs that are nothing but links.
#include "extract/reading/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "extract/english/ascii.h"
#include "extract/english/calendar.h"
#include "extract/reading/html_scan.h"

namespace trine::extract {
namespace {

bool one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

std::string_view attribute(const GumboNode& node, const char* name) {
  if (node.type != GUMBO_NODE_ELEMENT) return {};
  const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// Words of class, id and role ("site-nav main" -> site, nav, main) that mark what is not the
// article.
bool names_itself_furniture(const GumboNode& node) {
  constexpr std::array<std::string_view, 34> kFurniture = {
      "ad",          "ads",        "advert",     "advertisement", "banner",        "breadcrumb",
      "breadcrumbs", "byline",     "comment",    "comments",      "complementary", "contentinfo",
      "cookie",      "cookies",    "footer",     "menu",          "nav",           "navbar",
      "navigation",  "newsletter", "pagination", "popup",         "promo",         "recommended",
      "related",     "search",     "share",      "sharing",       "sidebar",       "social",
      "sponsored",   "subscribe",  "tags",       "toolbar"};
  if (attribute(node, "hidden").data() != nullptr || attribute(node, "aria-hidden") == "true") {
    return true;
  }
  for (const char* name : {"class", "id", "role"}) {
    const auto words = lower_ascii(attribute(node, name));
    std::size_t begin = 0;
    while (begin < words.size()) {
      auto end = words.find_first_of(" -_", begin);
      if (end == std::string::npos) end = words.size();
      const auto word = std::string_view(words).substr(begin, end - begin);
      if (std::binary_search(kFurniture.begin(), kFurniture.end(), word)) return true;
      begin = end + 1;
    }
  }
  return false;
}

bool is_left_out(const GumboNode& node) {
  const auto tag = node.v.element.tag;
  if (one_of(tag, {GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE,
                   GUMBO_TAG_NAV,      GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,    GUMBO_TAG_FORM,
                   GUMBO_TAG_BUTTON,   GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME,
                   GUMBO_TAG_SVG,      GUMBO_TAG_OBJECT, GUMBO_TAG_VIDEO,    GUMBO_TAG_AUDIO,
                   GUMBO_TAG_HEAD,     GUMBO_TAG_INPUT,  GUMBO_TAG_MATH,     GUMBO_TAG_CANVAS,
                   GUMBO_TAG_FIELDSET, GUMBO_TAG_MENU})) {
    return true;
  }
  // <html> and <body> carry classes for the style of the whole page.
  return !one_of(tag, {GUMBO_TAG_HTML, GUMBO_TAG_BODY}) && names_itself_furniture(node);
}

bool is_block(GumboTag tag) {
  return one_of(
      tag,
      {GUMBO_TAG_P,       GUMBO_TAG_DIV,        GUMBO_TAG_H1,      GUMBO_TAG_H2,   GUMBO_TAG_H3,
       GUMBO_TAG_H4,      GUMBO_TAG_H5,         GUMBO_TAG_H6,      GUMBO_TAG_LI,   GUMBO_TAG_UL,
       GUMBO_TAG_OL,      GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_TD,      GUMBO_TAG_TH,   GUMBO_TAG_TR,
       GUMBO_TAG_TABLE,   GUMBO_TAG_ARTICLE,    GUMBO_TAG_SECTION, GUMBO_TAG_MAIN, GUMBO_TAG_HEADER,
       GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION, GUMBO_TAG_DL,      GUMBO_TAG_DT,   GUMBO_TAG_DD,
       GUMBO_TAG_PRE,     GUMBO_TAG_ADDRESS,    GUMBO_TAG_HR,      GUMBO_TAG_BODY, GUMBO_TAG_CENTER,
       GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY});
}

bool is_heading(GumboTag tag) { return one_of(tag, {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3}); }

// Text with white space collapsed to single blanks.
void append_collapsed(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

std::string trimmed(std::string_view text) {
  std::string out;
  append_collapsed(out, text);
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

struct Block {
  std::string text;
  std::size_t linked = 0;  // bytes of it inside links
  GumboTag tag = GUMBO_TAG_P;
};

// Walks the tree with a stack of its own: a hostile page nests deeper than the call stack reaches.
class Blocks {
 public:
  std::vector<Block> collect(const GumboNode& root) {
    struct Step {
      const GumboNode* node;
      bool leaving;
    };
    std::vector<Step> stack{{&root, false}};
    std::vector<GumboTag> open{GUMBO_TAG_BODY};
    std::size_t links = 0;
    while (!stack.empty()) {
      const auto [node, leaving] = stack.back();
      stack.pop_back();
      if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
        const auto before = current_.text.size();
        append_collapsed(current_.text, node->v.text.text);
        if (links > 0) current_.linked += current_.text.size() - before;
        continue;
      }
      if (node->type != GUMBO_NODE_ELEMENT) continue;
      const auto tag = node->v.element.tag;
      if (leaving) {
        if (tag == GUMBO_TAG_A) --links;
        if (is_block(tag)) {
          close(open.back());
          open.pop_back();
        }
        continue;
      }
      if (node != &root && is_left_out(*node)) continue;
      if (tag == GUMBO_TAG_BR) {
        close(open.back());
        continue;
      }
      if (is_block(tag)) {
        close(open.back());
        open.push_back(tag);
      }
      if (tag == GUMBO_TAG_A) ++links;
      stack.push_back({node, true});
      const auto& children = node->v.element.children;
      for (unsigned i = children.length; i-- > 0;) {
        stack.push_back({static_cast<const GumboNode*>(children.data[i]), false});
      }
    }
    close(open.back());
    return std::move(blocks_);
  }

 private:
  void close(GumboTag tag) {
    current_.tag = tag;
    if (current_.text.ends_with(' ')) current_.text.pop_back();
    // A list item or paragraph that is a link and no more leads to another story.
    const bool only_link = current_.linked + 2 >= current_.text.size() && !is_heading(tag);
    if (!current_.text.empty() && !(only_link && current_.linked > 0)) {
      blocks_.push_back(std::move(current_));
    }
    current_ = {};
  }

  Block current_;
  std::vector<Block> blocks_;
};

// The first node for which `wanted` holds, in document order.
template <class Wanted>
const GumboNode* find_node(const GumboNode& root, Wanted wanted) {
  std::vector<const GumboNode*> stack{&root};
  while (!stack.empty()) {
    const auto* node = stack.back();
    stack.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    if (wanted(*node)) return node;
    const auto& children = node->v.element.children;
    for (unsigned i = children.length; i-- > 0;) {
      stack.push_back(static_cast<const GumboNode*>(children.data[i]));
    }
  }
  return nullptr;
}

const GumboNode* find_tag(const GumboNode& root, GumboTag tag) {
  return find_node(root, [&](const GumboNode& node) { return node.v.element.tag == tag; });
}

std::string text_of(const GumboNode& root) {
  std::string out;
  std::vector<const GumboNode*> stack{&root};
  while (!stack.empty()) {
    const auto* node = stack.back();
    stack.pop_back();
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
      append_collapsed(out, node->v.text.text);
    } else if (node->type == GUMBO_NODE_ELEMENT) {
      const auto& children = node->v.element.children;
      for (unsigned i = children.length; i-- > 0;) {
        stack.push_back(static_cast<const GumboNode*>(children.data[i]));
      }
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// `content` of the first <meta> whose name, property or itemprop is one of `names`, in their order.
std::string meta(const GumboNode& root, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    const auto* found = find_node(root, [&](const GumboNode& node) {
      return node.v.element.tag == GUMBO_TAG_META &&
             (attribute(node, "property") == name || attribute(node, "name") == name ||
              attribute(node, "itemprop") == name) &&
             !attribute(node, "content").empty();
    });
    if (found != nullptr) return trimmed(attribute(*found, "content"));
  }
  return {};
}

std::string find_title(const GumboNode& root, const std::string& headline) {
  auto shared = meta(root, {"og:title", "twitter:title", "headline"});
  if (!shared.empty()) return shared;
  if (!headline.empty()) return headline;
  const auto* title = find_tag(root, GUMBO_TAG_TITLE);
  if (title == nullptr) return {};
  auto text = text_of(*title);
  // "Headline | The Daily" and "Headline - The Daily": the site's name comes last and is short.
  for (const std::string_view mark : {" | ", " - ", " — ", " – "}) {
    const auto at = text.rfind(mark);
    if (at != std::string::npos && at > text.size() / 2) return text.substr(0, at);
  }
  return text;
}

std::string find_page_date(const GumboNode& root) {
  auto stated = meta(root, {"article:published_time", "og:published_time", "datePublished",
                            "publishdate", "pubdate", "DC.date.issued", "dc.date", "date",
                            "article:modified_time", "dateModified"});
  if (stated.empty()) {  // schema.org as JSON in a script
    const auto* linked = find_node(root, [](const GumboNode& node) {
      return node.v.element.tag == GUMBO_TAG_SCRIPT &&
             attribute(node, "type") == "application/ld+json" &&
             text_of(node).find("\"datePublished\"") != std::string::npos;
    });
    if (linked != nullptr) {
      const auto data = text_of(*linked);
      stated = data.substr(data.find("\"datePublished\""), 48);
    }
  }
  if (stated.empty()) {
    if (const auto* time = find_tag(root, GUMBO_TAG_TIME)) {
      stated = attribute(*time, "datetime");
      if (stated.empty()) stated = text_of(*time);
    }
  }
  const auto date = find_date(stated);
  return date ? to_iso(*date) : std::string();
}

std::string find_address(const GumboNode& root) {
  const auto* link = find_node(root, [](const GumboNode& node) {
    return node.v.element.tag == GUMBO_TAG_LINK && attribute(node, "rel") == "canonical";
  });
  if (link != nullptr && !attribute(*link, "href").empty()) {
    return std::string(attribute(*link, "href"));
  }
  return meta(root, {"og:url"});
}

const GumboNode& find_main(const GumboNode& root) {
  if (const auto* article = find_tag(root, GUMBO_TAG_ARTICLE)) return *article;
  const auto* main = find_node(root, [](const GumboNode& node) {
    return node.v.element.tag == GUMBO_TAG_MAIN || attribute(node, "role") == "main" ||
           attribute(node, "itemprop") == "articleBody";
  });
  if (main != nullptr) return *main;
  const auto* body = find_tag(root, GUMBO_TAG_BODY);
  return body == nullptr ? root : *body;
}

}  // namespace

Document read_html(const std::string& html) {
  const auto bounded = bounded_html(html);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, bounded.data(), bounded.size()), destroy);
  const auto& root = *output->root;

  Document document;
  const auto* h1 = find_tag(root, GUMBO_TAG_H1);
  const auto headline = h1 == nullptr ? std::string() : text_of(*h1);
  document.title = find_title(root, headline);
  document.date = find_page_date(root);
  document.uri = find_address(root);

  const auto blocks = Blocks().collect(find_main(root));
  const bool has_headline =
      headline.empty() || std::any_of(blocks.begin(), blocks.end(),
                                      [&](const Block& block) { return block.text == headline; });
  if (!has_headline) document.text = headline;
  for (const auto& block : blocks) {
    if (!document.text.empty()) document.text += "\n\n";
    document.text += block.text;
  }
  if (!document.text.empty()) document.text += '\n';
  return document;
}

std::string declared_charset(const std::string& html) {
  const auto head = lower_ascii(std::string_view(html).substr(0, 1024));
  const auto at = head.find("charset=");
  if (at == std::string::npos) return {};
  const auto begin = head.find_first_not_of("\"' ", at + 8);
  if (begin == std::string::npos) return {};
  const auto end = head.find_first_of("\"' />;", begin);
  return end == std::string::npos ? std::string() : head.substr(begin, end - begin);
}

}  // namespace trine::extract
