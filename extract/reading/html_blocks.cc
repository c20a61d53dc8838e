#include "extract/reading/html_blocks.h"

#include <array>
#include <iterator>
#include <utility>

#include "extract/english/ascii.h"
#include "extract/english/word_lists.h"

namespace trine::extract {
namespace {

constexpr auto kAuthors = sorted(std::to_array<std::string_view>({"author", "user", "username"}));

// A link to who wrote a post is no link to another story.
bool is_author(const GumboNode& node) {
  return attribute(node, "rel") == "author" ||
         is_called(node, std::data(kAuthors), std::data(kAuthors) + std::size(kAuthors));
}

bool has_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return is_letter_ascii(c) || static_cast<unsigned char>(c) >= 0xC3;
  });
}

struct Cell {
  std::string text;
  bool head = false;
};
using Rows = std::vector<std::vector<Cell>>;

// The rows of a table that holds data: short cells in two columns and rows or more, none of them
// a table or paragraphs. Empty for a table that lays out the page.
Rows data_rows(const GumboNode& table) {
  constexpr std::size_t kLongestCell = 200;
  Rows rows;
  std::size_t columns = 0;
  std::vector<const GumboNode*> stack{&table};
  while (!stack.empty()) {
    const auto* node = stack.back();
    stack.pop_back();
    if (!is_element(*node)) continue;
    const auto tag = node->v.element.tag;
    if (tag == GUMBO_TAG_TABLE && node != &table) return {};
    if (tag == GUMBO_TAG_TR) rows.emplace_back();
    if (tag != GUMBO_TAG_TD && tag != GUMBO_TAG_TH) {
      push_children(*node, stack);
      continue;
    }
    if (rows.empty()) return {};
    const bool laid_out =
        find_node(*node, [](const GumboNode& inner) {
          return one_of(inner.v.element.tag, {GUMBO_TAG_TABLE, GUMBO_TAG_H1, GUMBO_TAG_H2,
                                              GUMBO_TAG_UL, GUMBO_TAG_FORM});
        }) != nullptr;
    if (laid_out) return {};
    auto text = text_of(*node);
    if (text.size() > kLongestCell || is_prose(text)) return {};
    rows.back().push_back({std::move(text), tag == GUMBO_TAG_TH});
    columns = std::max(columns, rows.back().size());
  }
  return rows.size() >= 2 && columns >= 2 ? rows : Rows();
}

std::vector<std::string> row_texts(const Rows& rows) {
  const auto all_heads = [](const std::vector<Cell>& row) {
    return row.size() > 1 &&
           std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.head; });
  };
  std::vector<Cell> heads;
  std::vector<std::string> out;
  for (const auto& row : rows) {
    if (all_heads(row)) {
      heads = row;
      continue;
    }
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].text.empty()) continue;
      if (!text.empty()) text += text.ends_with(": ") ? "" : "; ";
      const bool named = i < heads.size() && row.size() == heads.size() && !heads[i].text.empty();
      if (named) text += heads[i].text + ": ";
      text += row[i].text;
      if (!named && row[i].head && i == 0) text += ": ";
    }
    out.push_back(std::move(text));
  }
  return out;
}

// Walks the tree with a stack of its own.
class Collector {
 public:
  explicit Collector(const PageProse& page) : page_(page) {}

  std::vector<PageBlock> collect(const GumboNode& root) {
    struct Step {
      const GumboNode* node;
      bool leaving;
    };
    std::vector<Step> stack{{&root, false}};
    while (!stack.empty()) {
      const auto [node, leaving] = stack.back();
      stack.pop_back();
      if (is_text(*node)) {
        add(node->v.text.text);
        continue;
      }
      if (!is_element(*node)) continue;
      const auto tag = node->v.element.tag;
      if (leaving) {
        if (tag == GUMBO_TAG_A && !is_author(*node)) --links_;
        if (is_block(tag)) close(is_heading(tag));
        continue;
      }
      if (node != &root && page_.is_left_out(*node)) continue;
      if (tag == GUMBO_TAG_BR) {
        ++breaks_;
        continue;
      }
      if (is_block(tag)) close(false);
      if (tag == GUMBO_TAG_TABLE && add_table(*node)) continue;
      if (tag == GUMBO_TAG_A && !is_author(*node)) ++links_;
      stack.push_back({node, true});
      const auto& children = node->v.element.children;
      for (unsigned i = children.length; i-- > 0;) {
        stack.push_back({static_cast<const GumboNode*>(children.data[i]), false});
      }
    }
    close(false);
    return std::move(blocks_);
  }

 private:
  void add(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n\f");
    if (breaks_ > 0 && first != std::string_view::npos) {
      const auto breaks = std::exchange(breaks_, 0);
      while (current_.text.ends_with(' ')) current_.text.pop_back();
      // Two breaks part paragraphs; one ends a line, but no sentence.
      if (breaks > 1) {
        close(false);
      } else if (!current_.text.empty()) {
        current_.text += is_lower_ascii(text[first]) ? ' ' : '\n';
      }
      text.remove_prefix(first);
    }
    const auto before = current_.text.size();
    append_collapsed(current_.text, text);
    if (links_ > 0) current_.linked += current_.text.size() - before;
  }

  bool add_table(const GumboNode& table) {
    const auto rows = data_rows(table);
    if (rows.empty()) return false;
    if (const auto* caption = find_tag(table, GUMBO_TAG_CAPTION)) {
      blocks_.push_back({text_of(*caption), 0});
    }
    for (auto& text : row_texts(rows)) {
      if (has_letters(text)) blocks_.push_back({std::move(text), 0});
    }
    return true;
  }

  void close(bool heading) {
    breaks_ = 0;
    auto block = std::exchange(current_, {});
    while (block.text.ends_with(' ') || block.text.ends_with('\n')) block.text.pop_back();
    if (!has_letters(block.text)) return;
    // A line that is mostly a link leads elsewhere, unless it is prose that is linked.
    const bool link = block.linked * 2 > block.text.size() && !heading;
    if (link && !is_prose(block.text)) return;
    blocks_.push_back(std::move(block));
  }

  const PageProse& page_;
  PageBlock current_;
  std::size_t links_ = 0;
  std::size_t breaks_ = 0;  // since the last text
  std::vector<PageBlock> blocks_;
};

}  // namespace

std::vector<PageBlock> collect_blocks(const GumboNode& part, const PageProse& page) {
  return Collector(page).collect(part);
}

}  // namespace trine::extract
