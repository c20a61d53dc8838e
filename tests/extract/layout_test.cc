// Headlines, datelines, captions and what a site puts around an article.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extract/layout/boilerplate.h"
#include "extract/layout/dateline.h"
#include "extract/tokens/tokens.h"

namespace trine::extract {
namespace {

std::string letter(SentenceKind kind) {
  switch (kind) {
    case SentenceKind::kBody:
      return "body";
    case SentenceKind::kHeadline:
      return "head";
    case SentenceKind::kCaption:
      return "caption";
    case SentenceKind::kBoilerplate:
      return "-";
    case SentenceKind::kDateline:
      return "dateline";
  }
  return "?";
}

// "kind: first words" of each block.
std::vector<std::string> dump(const std::string& text) {
  std::vector<std::string> lines;
  for (const auto& block : find_blocks(text)) {
    lines.push_back(letter(block.kind) + ": " + std::string(block.span.in(text).substr(0, 20)));
  }
  return lines;
}

using Lines = std::vector<std::string>;

const std::string kFirst =
    "The harbour board of Port Aven will open the new pier on Monday, its director Lena Orsk said, "
    "after two years of work.";
const std::string kSecond =
    "Fishermen have rejected the plan and called for talks with the board about the fees.";
const std::string kThird =
    "\"We were not asked,\" said Jon Bray, who speaks for forty crews of the old harbour.";

}  // namespace

SCENARIO("wire copy: tags, dateline, caption, end mark, other stories", "[layout]") {
  const std::string text =
      "(LEAD) Port Aven opens new pier\n"
      "(ATTN: ADDS director's remarks in para 3)\n"
      "PORT AVEN, May 3 (Coast Wire) -- " +
      kFirst + "\n" + kSecond +
      "\n"
      "Director Lena Orsk walks along the pier in Port Aven on May 2, 2024. (Pool photo) (Coast "
      "Wire)\n" +
      kThird +
      "\n"
      "lorsk@coastwire.example\n(END)\n-\nMinister to visit Port Aven next week\n"
      "-\nFerry company denies layoffs: source\n";
  CHECK(dump(text) == Lines{"head: (LEAD) Port Aven ope", "-: (ATTN: ADDS director",
                            "dateline: PORT AVEN", "-: , May 3 (Coast Wire)",
                            "body: The harbour board of", "body: Fishermen have rejec",
                            "caption: Director Lena Orsk w", "body: \"We were not asked,\"",
                            "-: lorsk@coastwire.exam", "-: (END)", "-: -",
                            "-: Minister to visit Po", "-: -", "-: Ferry company denies"});
  Document document{.key = "pier.txt", .text = text, .title = {}, .date = {}, .uri = {}};
  complete_metadata(document);
  CHECK(document.title == "Port Aven opens new pier");
  CHECK(document.date == "2024-05-03");  // the year is the caption's
}

SCENARIO("a page: section, repeated headline, byline, date line, links", "[layout]") {
  const std::string text =
      "World\n\nNew pier opens in Port Aven after long dispute\n\n"
      "New pier opens in Port Aven after long dispute\n\n"
      "By Mara Dell and Ivo Stan\n\n"
      "Updated: Friday, May 03, 2024, 05:10 PM\n\nPhoto: Coast Wire\n\n"
      "Port Aven: " +
      kFirst + "\n\n" + kSecond + "\n\nA dispute over fees\n\n" + kThird +
      "\n\nWith Coast Wire inputs\n\nRELATED STORIES\n\nTen beaches for the summer\n\n"
      "Why ferries are late\n\nCopyright 2024 The Aven Post. All rights reserved.\n";
  CHECK(dump(text) ==
        Lines{"-: World", "head: New pier opens in Po", "-: New pier opens in Po",
              "-: By Mara Dell and Ivo", "-: Updated: Friday, May", "-: Photo: Coast Wire",
              "dateline: Port Aven", "-: :", "body: The harbour board of",
              "body: Fishermen have rejec", "head: A dispute over fees",
              "body: \"We were not asked,\"", "-: With Coast Wire inpu", "-: RELATED STORIES",
              "-: Ten beaches for the ", "-: Why ferries are late", "-: Copyright 2024 The A"});
  Document document{.key = "pier.txt", .text = text, .title = {}, .date = {}, .uri = {}};
  complete_metadata(document);
  CHECK(document.title == "New pier opens in Port Aven after long dispute");
  CHECK(document.date == "2024-05-03");
}

SCENARIO("what is no article is left alone", "[layout]") {
  CHECK(dump("Ana met Bo") == Lines{"body: Ana met Bo"});
  CHECK(dump("milk\neggs\n- 2 kg of flour\n") ==
        Lines{"body: milk", "body: eggs", "body: - 2 kg of flour"});
  CHECK(dump("ANA: Did you see him?\nBO: No.\nANA: Why not?\n") ==
        Lines{"body: ANA: Did you see him", "body: BO: No.", "body: ANA: Why not?"});
  CHECK(dump("Founded on 3 May 1950.\nClosed on 8 May 1957.\n") ==
        Lines{"body: Founded on 3 May 195", "body: Closed on 8 May 1957"});
  CHECK(dump("").empty());
  CHECK(dump(" \n\n\r\n").empty());
}

SCENARIO("hard-wrapped lines are one paragraph", "[layout]") {
  const std::string text =
      "Pier opens\n\nThe harbour board of Port Aven will open the new\n"
      "pier on Monday, its director Lena Orsk said, after two\n"
      "years of work and a long dispute about the fees that\nthe crews have to pay.\n\n" +
      kSecond + "\n";
  CHECK(dump(text) ==
        Lines{"head: Pier opens", "body: The harbour board of", "body: Fishermen have rejec"});
}

TEST_CASE("datelines", "[layout]") {
  struct Case {
    std::string text;
    std::string dateline;  // "" when there is none
    unsigned month, day;
    int year;
  };
  const Case cases[] = {
      {"SEOUL, April 7 (Yonhap) -- Talks", "SEOUL, April 7 (Yonhap) -- ", 4, 7, 0},
      {"PORT AVEN, Karsland (AP) — The", "PORT AVEN, Karsland (AP) — ", 0, 0, 0},
      {"NEW DELHI, 4 Nov 2021 (PTI) - A", "NEW DELHI, 4 Nov 2021 (PTI) - ", 11, 4, 2021},
      {"GENEVA/NEW YORK, 12 May 2024 – The", "GENEVA/NEW YORK, 12 May 2024 – ", 5, 12, 2024},
      {"LONDON — The", "LONDON — ", 0, 0, 0},
      {"Aven, May 3 (Coast Wire) -- The", "Aven, May 3 (Coast Wire) -- ", 5, 3, 0},
      {"(Reuters) - Shares fell", "(Reuters) - ", 0, 0, 0},
      {"May 3 -- The day", "", 0, 0, 0},
      {"On May 3–5, the board met", "", 0, 0, 0},
      {"Port Aven, 1 June 1985 -- 31 May 1986", "", 0, 0, 0},
      {"PORT AVEN, May 3 -- 28 people died", "PORT AVEN, May 3 -- ", 5, 3, 0},
      {"Well-known people -- and others", "", 0, 0, 0},
      {"The board -- which met on May 3 -- agreed", "", 0, 0, 0},
      {"A GOOD-natured man", "", 0, 0, 0},
      {"", "", 0, 0, 0},
  };
  for (const auto& [text, expected, month, day, year] : cases) {
    CAPTURE(text);
    const auto found = find_dateline(text, {0, static_cast<std::uint32_t>(text.size())});
    REQUIRE(found.has_value() == !expected.empty());
    if (!found) continue;
    CHECK(found->span.in(text) == expected);
    CHECK(found->month == month);
    CHECK(found->day == day);
    CHECK(found->year == year);
  }
}

TEST_CASE("a document's own date comes first, a file's name last", "[layout]") {
  const auto date_of = [](const std::string& key, const std::string& text, std::string given = {}) {
    Document document{.key = key, .text = text, .title = "T", .date = std::move(given), .uri = {}};
    complete_metadata(document);
    return document.date;
  };
  CHECK(date_of("2020-01-02.txt", "AVEN, May 3, 2024 -- " + kFirst, "2023-01-01") == "2023-01-01");
  CHECK(date_of("2020-01-02.txt", "AVEN, May 3, 2024 -- " + kFirst) == "2024-05-03");
  CHECK(date_of("news/2020-01-02-pier.txt", "AVEN, May 3 -- " + kFirst) == "2020-01-02");
  CHECK(date_of("pier.txt", "AVEN, May 3 -- " + kFirst).empty());
  CHECK(date_of("pier.txt", "AVEN, Dec 30 -- " + kFirst + "\nIt opened on January 2, 2024.") ==
        "2023-12-30");
}

SCENARIO("sentences take the kind of their block and end with it", "[layout]") {
  Document document{.key = "k", .text = {}, .title = {}, .date = {}, .uri = {}};
  document.text = "Pier opens\nPORT AVEN, May 3 (Coast Wire) -- " + kFirst +
                  " It didn't rain.\nReporting by Mara Dell\n";
  auto sentences = split_sentences(document);
  mark_structure(document.text, sentences);
  Lines lines;
  for (const auto& sentence : sentences) {
    lines.push_back(letter(sentence.kind) + ": " +
                    std::string(sentence.span.in(document.text).substr(0, 14)) + " / " +
                    sentence.tokens.back().form);
    for (const auto& token : sentence.tokens) CHECK(sentence.span.contains(token.span));
  }
  CHECK(lines == Lines{"head: Pier opens / opens", "dateline: PORT AVEN / AVEN",
                       "-: , May 3 (Coast / --", "body: The harbour bo / .",
                       "body: It didn't rain / .", "-: Reporting by M / Dell"});
}

}  // namespace trine::extract
