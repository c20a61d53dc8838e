#include "extract/layout/paragraphs.h"

#include <algorithm>

namespace trine::extract {
namespace {

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
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  return digits > 0 && digits < 4 && digits + 1 < line.size() &&
         (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

struct Line {
  std::uint32_t begin;
  std::uint32_t end;  // without the line break
};

// Lines of one block, without blank ones between, to paragraphs. A program that wraps lines breaks
// where the next word does not fit: a break where it would have fitted was meant.
void add_block(std::string_view text, const std::vector<Line>& lines, std::vector<Span>& out) {
  constexpr std::size_t kNarrowest = 40;
  constexpr std::size_t kWidest = 132;
  std::size_t widest = 0;
  for (const auto& line : lines)
    widest = std::max(widest, width(text.substr(line.begin, line.end - line.begin)));
  const bool wrapped = lines.size() > 1 && widest >= kNarrowest && widest <= kWidest;
  Span current{lines[0].begin, lines[0].end};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto before = text.substr(lines[i - 1].begin, lines[i - 1].end - lines[i - 1].begin);
    const auto line = text.substr(lines[i].begin, lines[i].end - lines[i].begin);
    bool joined = false;
    if (wrapped && !begins_item(line)) {
      const auto first = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
      const auto word = first.substr(0, first.find_first_of(" \t\r"));
      joined = width(before) + 1 + width(word) > widest ||
               (!first.empty() && first[0] >= 'a' && first[0] <= 'z' && width(before) * 2 > widest);
    }
    if (joined) {
      current.end = lines[i].end;
    } else {
      out.push_back(current);
      current = {lines[i].begin, lines[i].end};
    }
  }
  out.push_back(current);
}

}  // namespace

std::vector<Span> find_paragraphs(std::string_view text) {
  std::vector<Span> out;
  std::vector<Line> block;
  std::size_t at = 0;
  while (at < text.size()) {
    auto end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    const auto line = text.substr(at, end - at);
    if (blank(line)) {
      if (!block.empty()) add_block(text, block, out);
      block.clear();
    } else {
      block.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    }
    at = end + 1;
  }
  if (!block.empty()) add_block(text, block, out);
  return out;
}

}  // namespace trine::extract
