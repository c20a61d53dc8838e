#include "extract/reading/html_tree.h"

#include "extract/english/ascii.h"

namespace trine::extract {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

}  // namespace

void append_collapsed(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ' && out.back() != '\n') {
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

std::string text_of(const GumboNode& root) {
  std::string out;
  std::vector<const GumboNode*> stack{&root};
  while (!stack.empty()) {
    const auto* node = stack.back();
    stack.pop_back();
    if (is_text(*node)) {
      append_collapsed(out, node->v.text.text);
    } else if (is_element(*node)) {
      if (is_block(node->v.element.tag)) append_collapsed(out, " ");
      push_children(*node, stack);
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

bool is_block(GumboTag tag) {
  return one_of(tag,
                {GUMBO_TAG_P,       GUMBO_TAG_DIV,        GUMBO_TAG_H1,      GUMBO_TAG_H2,
                 GUMBO_TAG_H3,      GUMBO_TAG_H4,         GUMBO_TAG_H5,      GUMBO_TAG_H6,
                 GUMBO_TAG_LI,      GUMBO_TAG_UL,         GUMBO_TAG_OL,      GUMBO_TAG_BLOCKQUOTE,
                 GUMBO_TAG_TD,      GUMBO_TAG_TH,         GUMBO_TAG_TR,      GUMBO_TAG_TABLE,
                 GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION,    GUMBO_TAG_MAIN,    GUMBO_TAG_HEADER,
                 GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION, GUMBO_TAG_DL,      GUMBO_TAG_DT,
                 GUMBO_TAG_DD,      GUMBO_TAG_PRE,        GUMBO_TAG_ADDRESS, GUMBO_TAG_HR,
                 GUMBO_TAG_BODY,    GUMBO_TAG_CENTER,     GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY,
                 GUMBO_TAG_FORM,    GUMBO_TAG_CAPTION});
}

bool is_prose(std::string_view text) {
  constexpr std::size_t kFewestWords = 8;
  std::size_t words = 1;
  bool ends = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' || text[i] == '\n') ++words;
    if ((text[i] == '.' || text[i] == '!' || text[i] == '?') && i > 0 && text[i - 1] != ' ') {
      ends = true;
    }
  }
  return ends && words >= kFewestWords;
}

bool is_called(const GumboNode& node, const std::string_view* first, const std::string_view* last) {
  for (const char* name : {"class", "id", "role"}) {
    const auto value = attribute(node, name);
    std::size_t begin = 0;
    while (begin < value.size()) {
      auto end = begin;
      // "pageFooter" is page, footer.
      while (end < value.size() && value[end] != ' ' && value[end] != '-' && value[end] != '_' &&
             !(end > begin && is_upper_ascii(value[end]) && is_lower_ascii(value[end - 1]))) {
        ++end;
      }
      if (std::binary_search(first, last,
                             std::string_view(lower_ascii(value.substr(begin, end - begin))))) {
        return true;
      }
      begin = end < value.size() && is_upper_ascii(value[end]) ? end : end + 1;
    }
  }
  return false;
}

}  // namespace trine::extract
