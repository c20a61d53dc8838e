// How text is laid out: widths, wrapping, tables.
#include "tools/telling/output.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "schema/error.h"
#include "tests/temporary_folder.h"

using namespace trine;
using namespace trine::tools;

TEST_CASE("widths count what a terminal shows", "[tools]") {
  REQUIRE(display_width("naïve") == 5);
  REQUIRE(display_width("서울") == 4);
  REQUIRE(display_width("e\u0301") == 1);
  REQUIRE(display_width(Paint(true).bold("Oslo")) == 4);
  REQUIRE(display_width("\xff\xff") <= 2);  // not UTF-8: no harm
}

TEST_CASE("text is wrapped at spaces and never lost", "[tools]") {
  using Lines = std::vector<std::string>;
  REQUIRE(wrap_text("the quick brown fox", 9) == Lines{"the quick", "brown fox"});
  REQUIRE(wrap_text("extraordinarily long", 5) == Lines{"extraordinarily", "long"});
  REQUIRE(wrap_text("", 5) == Lines{""});
  REQUIRE(shorten("South Korea", 11) == "South Korea");
  REQUIRE(shorten("South Korea", 7) == "South…");
  REQUIRE(shorten("서울특별시", 5) == "서울…");
  REQUIRE(one_line("  a\n\tb \r\n c\x01") == "a b c");
  REQUIRE(one_line("\033[31mred\302\2332J") == "[31mred 2J");                // no escapes
  REQUIRE(one_line("a\342\200\250b \342\200\256gpj.exe") == "a b gpj.exe");  // no turned text
  REQUIRE(one_line("\327\251\327\234\327\225\327\235 東京") == "שלום 東京");
  REQUIRE(one_line("\xff\xc3") == "\xff\xc3");  // not UTF-8: as it is
}

TEST_CASE("columns are aligned whatever their alphabet", "[tools]") {
  Table table({1});
  table.row({"Zoë", "7", "x"});
  table.row({"Bo", "1,234", ""});
  REQUIRE(table.text("  ") == "  Zoë      7  x\n  Bo   1,234\n");
}

TEST_CASE("counts are words that fit", "[tools]") {
  REQUIRE(counted(1, "entity") == "1 entity");
  REQUIRE(counted(0, "entity") == "0 entities");
  REQUIRE(counted(2, "journey") == "2 journeys");
  REQUIRE(with_commas(1234567) == "1,234,567");
  REQUIRE(with_commas(999) == "999");
}

SCENARIO("an output file appears whole or not at all", "[tools]") {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "answer.txt";
  const auto content = [&] {
    std::ifstream in(file);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  GIVEN("a file from before") {
    std::ofstream(file) << "old";
    WHEN("the new one is not finished") {
      { Output(file).write("half"); }
      THEN("the old one is still there, and nothing else") {
        REQUIRE(content() == "old");
        REQUIRE(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
      }
    }
    WHEN("the new one is finished") {
      Output out(file);
      out.line("new");
      out.finish();
      THEN("it has taken the old one's place") { REQUIRE(content() == "new\n"); }
    }
  }
  THEN("a folder can't be written to as a file") {
    REQUIRE_THROWS_AS(Output(folder.path()), Error);
  }
  THEN("nor can a file in a folder that does not exist") {
    REQUIRE_THROWS_AS(Output(folder / "none" / "x"), Error);
  }
}
