// Lines that a program wrapped are joined; lines that somebody broke are not.
#include "extract/layout/paragraphs.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace trine::extract {
namespace {

const std::vector<std::string> kStory = {
    "The harbour board of Port Aven will open the new pier on Monday, its director Lena Orsk said, "
    "after two years of work and a long dispute about the fees that the crews have to pay.",
    "Fishermen have rejected the plan. They called for talks with the board and with the ministry "
    "in "
    "the capital, which has paid for most of the work and wants the pier to be used by all.",
    "\"We were not asked,\" said Jon Bray, who speaks for forty crews of the old harbour."};

// `paragraph` with lines of at most `width`, as a program wraps it.
std::string wrapped(const std::string& paragraph, std::size_t width, const std::string& indent) {
  std::string out = indent;
  std::size_t column = indent.size();
  std::size_t at = 0;
  while (at < paragraph.size()) {
    const auto end = std::min(paragraph.find(' ', at), paragraph.size());
    if (column > indent.size() && column + 1 + end - at > width) {
      out += '\n';
      column = 0;
    } else if (at > 0) {
      out += ' ';
      ++column;
    }
    out += paragraph.substr(at, end - at);
    column += end - at;
    at = end + 1;
  }
  return out + '\n';
}

std::vector<std::string> paragraphs(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& span : find_paragraphs(text)) {
    std::string paragraph(span.in(text));
    for (auto& c : paragraph) c = c == '\n' ? ' ' : c;
    out.push_back(paragraph);
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a story is the same at any width, with blank lines or indents between", "[layout]") {
  for (const std::size_t width : {24, 30, 38, 50, 72, 100, 130}) {
    CAPTURE(width);
    std::string parted;
    std::string indented;
    for (const auto& paragraph : kStory) {
      parted += wrapped(paragraph, width, "") + "\n";
      indented += wrapped(paragraph, width, "   ");
    }
    CHECK(paragraphs(parted) == kStory);
    CHECK(paragraphs(indented) == kStory);
  }
}

TEST_CASE("one line a paragraph", "[layout]") {
  CHECK(paragraphs(kStory[0] + "\n" + kStory[1] + "\r\n \n" + kStory[2]) == kStory);
}

TEST_CASE("verse, lists and addresses keep their lines", "[layout]") {
  const std::string kept[] = {
      "The harbour sleeps beneath the moon,\nAnd ships lie silent on the sand,\n"
      "A bell will wake the sailors soon\nTo leave once more the quiet land,\n"
      "And few of them will turn to see\nThe lamp that burns upon the quay.",
      "Lena Orsk\nHarbour Board\n12 Quay Street\nPort Aven\n\nJon Bray\nCrews' Union\nOld Harbour "
      "3\n"
      "Port Aven",
      "Flour\nEggs and butter\nMilk\nTwo lemons\nSalt\nSugar for the cake\nA candle\nTea",
      "- two boats with a crew of four each, which left\n- the pier that the board will open\n"
      "- a lamp\n- an old bell that was found in the mud near\n- the quay"};
  for (const auto& text : kept) {
    CAPTURE(text);
    std::size_t lines = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n' && text[i + 1] != '\n') ++lines;
    }
    CHECK(paragraphs(text).size() >= lines);
  }
}

TEST_CASE("two lines show nothing but a small letter", "[layout]") {
  CHECK(paragraphs("Pier opens after long dispute in Port Aven\nThe board met.") ==
        Lines{"Pier opens after long dispute in Port Aven", "The board met."});
  CHECK(paragraphs("The board of the harbour met on Monday and\nopened the pier.") ==
        Lines{"The board of the harbour met on Monday and opened the pier."});
  CHECK(paragraphs("").empty());
  CHECK(paragraphs(" \n\t\r\n").empty());
}

}  // namespace trine::extract
