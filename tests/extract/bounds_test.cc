// Input made to stop a build: every reader is done soon, in little memory, with a text or a reason.
#include <catch2/catch.hpp>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "extract/reading/conllu.h"
#include "extract/reading/corpus.h"
#include "extract/reading/html.h"
#include "extract/reading/html_scan.h"
#include "extract/tokens/tokens.h"
#include "schema/error.h"
#include "tests/temporary_folder.h"

namespace trine::extract {
namespace {

namespace fs = std::filesystem;

std::string repeated(const std::string& what, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += what;
  return out;
}

// The text of a page. It takes a few tenths of a second of the processor's time, which is what
// counts: the tests run on busy machines.
std::string text_of(const std::string& page) {
  const std::clock_t begin = std::clock();
  auto text = read_html(page).text;
  const double taken = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  UNSCOPED_INFO(taken);
  CHECK(taken < 5);
  return text;
}

}  // namespace

TEST_CASE("pages made to overflow or stop the parser are read", "[bounds]") {
  const int n = 300'000;
  const std::pair<const char*, std::string> pages[] = {
      {"cells in a drawing", "<svg>" + repeated("<td>", n) + "<p>End."},
      {"cells in a closed drawing", "<svg>" + repeated("<td>", n) + "</svg><p>End."},
      {"elements that are never closed", repeated("<div>", n) + "<p>End."},
      {"end tags of nothing", repeated("<div></x>", n) + "<p>End."},
      {"end tags of what lies outside a cell",
       repeated("<div><table><td></div>", n / 3) + "<p>End."},
      {"cells outside of a table", repeated("<td><div></td>", n) + "<p>End."},
      {"formatting opened again in each paragraph",
       [&] {
         std::string page;
         for (int i = 0; i < 3000; ++i) page += "<b id=" + std::to_string(i) + ">";
         return page + repeated("<p>", 3000) + "End.";
       }()},
      {"links in links", repeated("<a href=x><div>", n / 2) + "</a><p>End."},
      {"drawings without an end", repeated("<svg><p>", n / 3) + "End."},
      {"lists", repeated("<ul><li>", n / 2) + "<p>End."},
      {"tables in tables", repeated("<table><tr><td>", n / 3) + "<p>End."},
      {"tables in selections", repeated("<select><table>", n / 3) + "<p>End."},
      {"attributes",
       [&] {
         std::string page = "<div ";
         for (int i = 0; i < 200'000; ++i) page += "a" + std::to_string(i) + "=1 ";
         return page + "><p>End.";
       }()},
  };
  for (const auto& [name, page] : pages) {
    CAPTURE(name);
    CHECK(text_of(page) == "End.\n");
  }
  CHECK(text_of(repeated("<form><form><div></form>", n / 3) + "<p>End.") == "End.\n");
  CHECK_THROWS_AS(read_html(repeated("<p>a", 1'000'001)), Error);
}

TEST_CASE("what a script compares is no element", "[bounds]") {
  CHECK(text_of("<script>" + repeated("for(i=0;i<n;i++)x<y;", 6000) + "</script><p>Fine.</p>") ==
        "Fine.\n");
  CHECK(text_of("<p>Here 3 < 4 and a <!-- comment --> b.</p>") == "Here 3 < 4 and a b.\n");
}

TEST_CASE("a page loses nothing that matters to its bounds", "[bounds]") {
  CHECK(bounded_html("<P CLASS='a \"b\"' onclick=x>One <B>two</B> <i n</P></div>") ==
        "<p class=\"a &quot;b&quot;\">One two ");  // the page ends within a tag
}

TEST_CASE("sentences too long for the parser are refused", "[bounds]") {
  std::string sentence;
  for (int i = 1; i <= 10'000; ++i) {
    sentence += std::to_string(i) + "\tword\tword\tNOUN\t_\t_\t0\troot\t_\t_\n";
  }
  Diagnostics diagnostics;
  const auto good = "# newdoc id = good\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n";
  const auto inputs =
      read_conllu("# newdoc id = long\n" + sentence + "\n" + good, "f", diagnostics);
  REQUIRE(inputs.size() == 1);
  CHECK(inputs[0].document.key == "good");
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].source == "f:2002");
  CHECK(diagnostics[0].reason == "a sentence of more than 2,000 words");
  CHECK(
      read_conllu("1\t" + std::string(5000, 'a') + "\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "f", diagnostics)
          .empty());
  Document document;
  document.text = "one line\n" + repeated("word ", 10'000);
  CHECK_THROWS_WITH(read_tokenized(document), Catch::StartsWith("line 2 has more than 2000 words"));
}

TEST_CASE("found by fuzzing: beginnings of formats with nothing behind them", "[bounds]") {
  for (const std::string start :
       {"From ", "WARC/", "{\\rtf", "PK\x03\x04", "BZh", "[{", "<?xml", "%PDF-", "# newdoc"}) {
    CAPTURE(start);
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "start") << start;
    const std::vector<fs::path> paths{folder.path()};
    CorpusReader reader(paths);
    while (reader.next()) {
    }
    for (const auto& diagnostic : reader.take_diagnostics()) {
      CHECK(diagnostic.reason.find("basic_string") == std::string::npos);
    }
  }
}

SCENARIO("a build reads the folder's documents and nothing else", "[bounds]") {
  const TemporaryFolder outside;
  std::ofstream(outside.path() / "secret.txt") << "Not for you.";
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "a.txt") << "Ana met Bo.";
  fs::create_directories(folder.path() / "news.db/db");
  std::ofstream(folder.path() / "news.db/trine-store") << "trine store, format 1\n";
  std::ofstream(folder.path() / "news.db/db/000004.log") << "text of a store";
  fs::create_symlink(outside.path() / "secret.txt", folder.path() / "link.txt");
  fs::create_symlink(folder.path() / "a.txt", folder.path() / "b.txt");
  fs::create_symlink(folder.path() / "c.txt", folder.path() / "c.txt");
  const std::vector<fs::path> paths{folder.path()};
  CorpusReader reader(paths);
  const auto input = reader.next();
  REQUIRE(input);
  CHECK(input->document.key == "a.txt");
  CHECK_FALSE(reader.next());
  std::vector<std::string> told;
  for (const auto& diagnostic : reader.take_diagnostics()) {
    told.push_back(diagnostic.source.substr(folder.path().string().size() + 1) + ": " +
                   diagnostic.reason.substr(0, 26));
  }
  CHECK(told == std::vector<std::string>{
                    "news.db: is a store; left out", "b.txt: given twice; read once",
                    "c.txt: can't be read: Too many le", "link.txt: is a link out of the folde"});
}

}  // namespace trine::extract
