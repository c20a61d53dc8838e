// Twenty web pages of unlike shape, made after what one meets (tests/intake/pages): the main text,
// marked by hand between <!--main--> and <!--/main-->, is found. tests/intake/compare_pages.py
// measures another extractor on the same pages.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "extract/reading/html.h"

namespace trine::extract {
namespace {

std::map<std::string, int> words(const std::string& text) {
  std::map<std::string, int> counts;
  std::string word;
  for (const char c : text + ' ') {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!word.empty()) {
      ++counts[word];
      word.clear();
    }
  }
  return counts;
}

// What is marked, without tags.
std::string marked(const std::string& page) {
  static const std::string kBegin = "<!--main-->";
  std::string out;
  for (auto at = page.find(kBegin); at != std::string::npos; at = page.find(kBegin, at)) {
    const auto end = page.find("<!--/main-->", at);
    bool in_tag = false;
    for (auto i = at + kBegin.size(); i < end; ++i) {
      if (page[i] == '<') in_tag = true;
      if (!in_tag) out += page[i];
      if (page[i] == '>') {
        in_tag = false;
        out += ' ';
      }
    }
    out += ' ';
    at = end;
  }
  return out;
}

double f1(const std::string& wanted, const std::string& found) {
  const auto w = words(wanted);
  const auto f = words(found);
  double both = 0, all = 0;
  for (const auto& [word, count] : w) {
    all += count;
    const auto there = f.find(word);
    if (there != f.end()) both += std::min(count, there->second);
  }
  for (const auto& [word, count] : f) all += count;
  return 2 * both / all;
}

}  // namespace

TEST_CASE("the main text of unlike pages", "[intake]") {
  double sum = 0;
  int pages = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(TRINE_SOURCE_DIR "/tests/intake/pages")) {
    std::ifstream file(entry.path());
    std::stringstream bytes;
    bytes << file.rdbuf();
    CAPTURE(entry.path().filename());
    const auto score = f1(marked(bytes.str()), read_html(bytes.str()).text);
    CHECK(score > .88);
    sum += score;
    ++pages;
  }
  REQUIRE(pages == 20);
  CHECK(sum / pages > .97);
}

TEST_CASE("what a page shows and hides", "[intake]") {
  const auto text = [](const std::string& body) { return read_html("<body>" + body).text; };
  const std::string prose = "<p>The board met on Monday and opened the new pier of the town.</p>";
  const std::string shown = "The board met on Monday and opened the new pier of the town.\n";
  CHECK(text(prose +
             "<p><a href=x>The board of the harbour met on Monday, its director said.</a></p>") ==
        shown + "\nThe board of the harbour met on Monday, its director said.\n");
  CHECK(text(prose + "<p><a href=x>More stories</a></p>") == shown);
  CHECK(text(prose +
             "<p style='display:none'>Hidden words that nobody sees on the page at all.</p>") ==
        shown);
  CHECK(text("<p>The party said<br>that it had not known.<br>Nobody<br><br>was asked about it by "
             "the board.</p>") ==
        "The party said that it had not known.\nNobody\n\nwas asked about it by the board.\n");
  CHECK(text(prose + "<table><tr><th>Name<th>Office<tr><td>Lena Orsk<td>director<tr><td>Jon "
                     "Bray<td></table>") ==
        shown + "\nName: Lena Orsk; Office: director\n\nName: Jon Bray\n");
  CHECK(text("<form>" + prose + "</form>") == shown);
}

}  // namespace trine::extract
