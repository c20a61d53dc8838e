#include "extract/reading/pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/english/ascii.h"
#include "extract/reading/child_process.h"
#include "extract/reading/encoding.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

using Lines = std::vector<std::string>;

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::vector<Lines> cut_pages(std::string_view text) {
  std::vector<Lines> pages;
  while (!text.empty()) {
    auto page = text.substr(0, text.find('\f'));
    text.remove_prefix(std::min(text.size(), page.size() + 1));
    Lines lines;
    while (!page.empty()) {
      const auto line = page.substr(0, page.find('\n'));
      page.remove_prefix(std::min(page.size(), line.size() + 1));
      lines.emplace_back(line);
    }
    pages.push_back(std::move(lines));
  }
  return pages;
}

// Digits set aside, so that "12 The Aven Report" and "14 The Aven Report" are one.
std::string without_numbers(std::string_view line) {
  std::string out;
  for (const char c : line) {
    if (!is_digit_ascii(c) && c != ' ' && c != '\t') out += lower_ascii(c);
  }
  return out;
}

// "12", "- 12 -", "Page 3 of 9", "iv"
bool is_page_number(std::string_view line) {
  auto rest = without_numbers(line);
  const bool numbered = std::any_of(line.begin(), line.end(), is_digit_ascii);
  std::erase_if(rest, [](char c) { return !is_letter_ascii(c); });
  if (numbered)
    return rest.empty() || rest == "page" || rest == "pageof" || rest == "of" || rest == "p";
  return !rest.empty() && line.size() <= 8 &&
         rest.find_first_not_of("ivxlc") == std::string::npos && rest.size() < 6;
}

// The places of the first and last lines of a page that are not blank, from the edge inwards.
std::vector<std::size_t> edge_lines(const Lines& page, bool top) {
  constexpr std::size_t kLooked = 2;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < page.size() && found.size() < kLooked; ++i) {
    const auto at = top ? i : page.size() - 1 - i;
    if (!is_blank_line(page[at])) found.push_back(at);
  }
  return found;
}

// Takes out what stands at the head or foot of many pages, and page numbers.
void drop_running_lines(std::vector<Lines>& pages) {
  for (const bool top : {true, false}) {
    std::map<std::string, std::size_t> pages_with;
    for (const auto& page : pages) {
      for (const auto at : edge_lines(page, top)) ++pages_with[without_numbers(page[at])];
    }
    for (auto& page : pages) {
      // Twice: a number may stand outside of the running head.
      for (int round = 0; round < 2; ++round) {
        const auto edge = edge_lines(page, top);
        if (edge.empty()) break;
        const auto& line = page[edge[0]];
        // Left and right pages often have heads of their own.
        const auto count = pages_with[without_numbers(line)];
        const bool running =
            count >= 3 && count * 5 >= pages.size() * 2 && !without_numbers(line).empty();
        if (!running && !(pages.size() > 1 && is_page_number(line))) break;
        page[edge[0]].clear();
      }
    }
  }
}

bool ends_with_hyphen(std::string_view line) {
  return line.size() > 2 && line.ends_with('-') && is_letter_ascii(line[line.size() - 2]);
}
std::string_view first_word(std::string_view line) {
  return line.substr(0, line.find_first_of(" ,.;:"));
}

// "infor-" and "mation" are one word, unless the text has "infor-mation" within a line.
bool keeps_hyphen(std::string_view line, std::string_view next, const std::string& all) {
  const auto begin = line.find_last_of(" \t") + 1;  // npos + 1 is 0
  const auto whole = std::string(line.substr(begin)) + std::string(first_word(next));
  return all.find(whole) != std::string::npos;
}

bool ends_paragraph(std::string_view line) {
  while (!line.empty() && (line.ends_with('"') || line.ends_with(')') || line.ends_with("”"))) {
    line.remove_suffix(line.ends_with("”") ? 3 : 1);
  }
  return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') || line.ends_with(':');
}

}  // namespace

std::string prose_of_pages(const std::string& text) {
  auto pages = cut_pages(text);
  drop_running_lines(pages);
  std::string out;
  bool blanks = false;  // since the last line
  for (std::size_t p = 0; p < pages.size(); ++p) {
    bool begun = p == 0;
    for (auto& line : pages[p]) {
      while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
      if (line.empty()) {
        blanks = true;
        continue;
      }
      if (out.empty()) {
        out += line;
      } else if (begun) {
        const auto last = std::string_view(out).substr(out.rfind('\n') + 1);
        if (!blanks && ends_with_hyphen(last) && is_lower_ascii(line[0])) {
          if (!keeps_hyphen(last, line, text)) out.pop_back();
          out += line;
        } else {
          out += blanks ? "\n\n" : "\n";
          out += line;
        }
      } else {
        // A paragraph goes on over the page where it has not ended and small letters follow.
        const bool goes_on = !ends_paragraph(out) && is_lower_ascii(line[0]);
        if (goes_on && ends_with_hyphen(out) &&
            !keeps_hyphen(std::string_view(out).substr(out.rfind('\n') + 1), line, text)) {
          out.pop_back();
          const auto word = first_word(line);
          out += word;
          out += "\n\f";
          line.erase(0,
                     std::min(line.size(),
                              word.size() +
                                  (line.size() > word.size() && line[word.size()] == ' ' ? 1 : 0)));
          out += line;
        } else {
          out += goes_on ? "\n\f" : "\n\n\f";
          out += line;
        }
        begun = true;
      }
      blanks = false;
    }
    if (!begun) out += "\n\f";  // an empty page counts
  }
  if (!out.empty()) out += '\n';
  return out;
}

Document read_pdf(const std::string& bytes, std::size_t most) {
  ProcessLimits limits;
  limits.output = most;
  const auto result = run_process({"pdftotext", "-q", "-enc", "UTF-8", "-", "-"}, bytes, limits);
  if (result.code != 0) {
    auto reason = result.messages.substr(0, result.messages.find('\n'));
    if (reason.empty()) {
      reason =
          result.code == 3 ? "it does not allow its text to be copied" : "is damaged or locked";
    }
    throw Error(ErrorKind::kInput, fmt::format("PDF can't be read: {}", reason));
  }
  auto decoded = decode(result.output, {});
  if (!decoded.why_not.empty()) throw Error(ErrorKind::kInput, decoded.why_not);
  Document document;
  document.text = prose_of_pages(decoded.utf8);
  if (document.text.find_first_not_of(" \t\r\n\f") == std::string::npos) {
    throw Error(ErrorKind::kInput,
                "PDF has no text; is it a scan? It needs text recognition first");
  }
  return document;
}

}  // namespace trine::extract
