// Paragraphs of marked-up text put behind each other, a blank line between. Internal to extract.
#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace trine::extract {

class TextBuilder {
 public:
  // White space is collapsed, within and across calls.
  void add(std::string_view text) {
    for (const char c : text) {
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
        line_ += c;
      } else if (!line_.empty() && line_.back() != ' ' && line_.back() != '\n') {
        line_ += ' ';
      }
    }
  }
  // Between the cells of a row.
  void part_cells() {
    trim();
    line_ += "; ";
  }
  void break_line() {
    trim();
    if (!line_.empty()) line_ += '\n';
  }
  void end_paragraph() {
    trim();
    while (line_.ends_with('\n')) line_.pop_back();
    if (line_.empty()) return;
    if (!text_.empty()) text_ += "\n\n";
    text_ += std::exchange(line_, {});
  }
  bool empty() const { return text_.empty() && line_.empty(); }
  std::size_t size() const { return text_.size() + line_.size(); }
  // With a line break at its end.
  std::string take() {
    end_paragraph();
    if (!text_.empty()) text_ += '\n';
    return std::exchange(text_, {});
  }

 private:
  void trim() {
    while (line_.ends_with(' ')) line_.pop_back();
  }
  std::string text_;
  std::string line_;  // the paragraph under way
};

}  // namespace trine::extract
