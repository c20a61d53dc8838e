// Parsed by gumbo within the bounds of html_scan; then the part that the page is for (html_main) as
// paragraphs (html_blocks). Its metadata are read here.
#include "extract/reading/html.h"

#include <gumbo.h>

#include <memory>
#include <string_view>
#include <vector>

#include "extract/english/ascii.h"
#include "extract/english/calendar.h"
#include "extract/reading/html_blocks.h"
#include "extract/reading/html_main.h"
#include "extract/reading/html_scan.h"
#include "extract/reading/html_tree.h"

namespace trine::extract {
namespace {

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
  const auto date = find_date(stated, DateOrder::kUnknown);
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

// The heading that the page's title repeats, else the first one of the first rank.
std::string find_headline(const GumboNode& root, const PageProse& page) {
  auto title = meta(root, {"og:title", "twitter:title", "headline"});
  if (title.empty()) {
    if (const auto* element = find_tag(root, GUMBO_TAG_TITLE)) title = text_of(*element);
  }
  std::string first;
  std::string repeated;
  std::vector<const GumboNode*> stack{&root};
  while (!stack.empty() && repeated.empty()) {
    const auto* node = stack.back();
    stack.pop_back();
    if (!is_element(*node)) continue;
    const auto tag = node->v.element.tag;
    if (tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2) {
      const auto text = text_of(*node);
      // "A week on the island « Salt and Rope": the site's name comes last.
      if (!text.empty() && title.starts_with(text)) repeated = text;
      if (tag == GUMBO_TAG_H1 && first.empty()) first = text;
    }
    if (node == &root || tag == GUMBO_TAG_HEAD || !page.is_left_out(*node)) {
      push_children(*node, stack);
    }
  }
  return repeated.empty() ? first : repeated;
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
  const PageProse page(root);
  const auto headline = find_headline(root, page);
  document.title = find_title(root, headline);
  document.date = find_page_date(root);
  document.uri = find_address(root);

  const auto& part = page.main_part(root);
  const auto blocks = collect_blocks(part, page);
  const auto is_it = [&](const PageBlock& block) { return block.text == headline; };
  if (std::none_of(blocks.begin(), blocks.end(), is_it) &&
      find_tag(part, GUMBO_TAG_H1) == nullptr) {
    document.text = headline;
  }
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
