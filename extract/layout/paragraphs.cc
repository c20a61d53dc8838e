// A program that wraps lines breaks where the next word does not fit: a break where it would have
// fitted was meant. Of two lines nobody can tell; a whole text shows its width, and that its lines
// go on in small letters, as those of prose do and those of lists, verse and addresses do not.
#include "extract/layout/paragraphs.h"

#include <algorithm>

#include "extract/english/ascii.h"

namespace trine::extract {
namespace {

constexpr std::size_t kNarrowest = 20;  // of a text that shows its wrapping
constexpr std::size_t kNarrowestBlock = 40;
constexpr std::size_t kWidest = 132;

// Number of code points, for widths.
std::size_t width(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\f\v") == std::string_view::npos;
}

// "- item", "* item", "1. item", "•"
bool begins_item(std::string_view line) {
  const auto at = line.find_first_not_of(" \t");
  if (at == std::string_view::npos) return true;
  line.remove_prefix(at);
  if (line.starts_with("\u2022") || line.starts_with(">")) return true;
  if (line.size() > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ')
    return true;
  std::size_t digits = 0;
  while (digits < line.size() && is_digit_ascii(line[digits])) ++digits;
  return digits > 0 && digits < 4 && digits + 1 < line.size() &&
         (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

struct Line {
  Span span;           // without the line break and the white space around
  std::size_t indent;  // bytes of white space before it
  std::size_t width;   // with the indent
  std::size_t word;    // width of its first word
  bool starts_small;   // with a small letter
  bool item;           // begins an item of a list
};

Line read_line(std::string_view text, std::size_t begin, std::size_t end) {
  const auto line = text.substr(begin, end - begin);
  const auto indent = line.find_first_not_of(" \t");
  const auto last = line.find_last_not_of(" \t\r\f\v");
  const auto shown = line.substr(indent, last + 1 - indent);
  return {
      {static_cast<std::uint32_t>(begin + indent), static_cast<std::uint32_t>(begin + last + 1)},
      indent,
      width(line.substr(0, last + 1)),
      width(shown.substr(0, shown.find_first_of(" \t"))),
      is_lower_ascii(shown[0]),
      begins_item(line)};
}

using Block = std::vector<Line>;  // lines without blank ones between, at least one

// Would the first word of `next` not have fitted behind `line`?
bool is_tight(const Line& line, const Line& next, std::size_t limit) {
  return line.width + 1 + next.word > limit;
}

// The width at which a program wrapped the text; 0 where it does not show that one did.
std::size_t wrapped_at(const std::vector<Block>& blocks) {
  std::vector<std::size_t> widths;  // of lines that another follows
  for (const auto& block : blocks) {
    for (std::size_t i = 0; i + 1 < block.size(); ++i) widths.push_back(block[i].width);
  }
  if (widths.size() < 6) return 0;
  // A few lines are longer: addresses, tables.
  const auto nearly_all = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 19 / 20);
  std::nth_element(widths.begin(), nearly_all, widths.end());
  const auto limit = *nearly_all;
  if (limit < kNarrowest || limit > kWidest) return 0;
  std::size_t tight = 0;
  std::size_t small = 0;
  for (const auto& block : blocks) {
    for (std::size_t i = 0; i + 1 < block.size(); ++i) {
      if (!is_tight(block[i], block[i + 1], limit)) continue;
      ++tight;
      if (block[i + 1].starts_small) ++small;
    }
  }
  return tight * 5 >= widths.size() * 3 && small * 5 >= widths.size() * 2 ? limit : 0;
}

// Decides for each line of a block whether it goes on the line before.
class Joiner {
 public:
  Joiner(const Block& block, std::size_t wrapped_at) : block_(block), limit_(wrapped_at) {
    if (wrapped_at > 0) {
      shown_ = true;
      return;
    }
    for (const auto& line : block) limit_ = std::max(limit_, line.width);
    if (limit_ < kNarrowestBlock || limit_ > kWidest) return;
    possible_ = true;
    std::size_t tight = 0;
    for (std::size_t i = 1; i < block.size(); ++i) {
      if (!is_tight(block[i - 1], block[i], limit_)) continue;
      ++tight;
      shown_ = shown_ || block[i].starts_small;
    }
    // Most lines of verse and lists end before the margin.
    shown_ = shown_ && tight * 2 >= block.size() - 1;
  }

  bool goes_on(std::size_t i) const {
    const auto& before = block_[i - 1];
    const auto& line = block_[i];
    if (line.item || !(shown_ || possible_)) return false;
    if (line.starts_small && before.width * 2 > limit_) return true;
    if (!shown_ || !is_tight(before, line, limit_)) return false;
    // An indented line begins a paragraph where the others stand at the margin.
    return line.indent < before.indent + 2 || line.indent > before.indent + 12;
  }

 private:
  const Block& block_;
  std::size_t limit_;
  bool shown_ = false;     // its lines were wrapped, at limit_
  bool possible_ = false;  // its lines may have been wrapped
};

}  // namespace

std::vector<Span> find_paragraphs(std::string_view text) {
  std::vector<Block> blocks;
  bool open = false;
  std::size_t at = 0;
  while (at < text.size()) {
    auto end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    if (blank(text.substr(at, end - at))) {
      open = false;
    } else {
      if (!open) blocks.emplace_back();
      open = true;
      blocks.back().push_back(read_line(text, at, end));
    }
    at = end + 1;
  }
  const auto limit = wrapped_at(blocks);
  std::vector<Span> out;
  for (const auto& block : blocks) {
    const Joiner joiner(block, limit);
    out.push_back(block[0].span);
    for (std::size_t i = 1; i < block.size(); ++i) {
      if (joiner.goes_on(i)) {
        out.back().end = block[i].span.end;
      } else {
        out.push_back(block[i].span);
      }
    }
  }
  return out;
}

}  // namespace trine::extract
