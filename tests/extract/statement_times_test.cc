// Times in two parts and several times, read from raw English by the shipped model.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extract/pipeline.h"

using namespace trine;
using namespace trine::extract;

namespace {

// The intervals of the statements with the relation, in their order.
std::string times(const std::string& text, const std::string& relation) {
  static const Pipeline pipeline{PipelineOptions{}};
  Input input;
  input.document.key = "test";
  input.document.text = text;
  input.document.date = "2024-05-10";
  std::string found;
  for (const Statement& one : pipeline.analyse(std::move(input)).statements) {
    if (one.relation == relation) found += one.time.from + ".." + one.time.to + " ";
  }
  return found;
}

}  // namespace

TEST_CASE("a time in two parts is one time", "[statements][times]") {
  struct Case {
    const char *text, *relation, *intervals;
  };
  for (const Case& one : {
           Case{"Karin Moe chaired the board from 2003 until 2011.", "chair",
                "2003-01-01..2011-12-31 "},
           Case{"The ferry carried tourists from 2 May to 30 June 2019.", "carry",
                "2019-05-02..2019-06-30 "},
           Case{"The police raided the office at noon on 14 July 2020.", "raid",
                "2020-07-14..2020-07-14 "},
           Case{"Karin Moe chaired the board from 2003.", "chair", "2003-01-01.. "},
           Case{"Karin Moe drove the truck from Oslo to Bergen in 2003.", "drive",
                "2003-01-01..2003-12-31 "},
       }) {
    CAPTURE(one.text);
    CHECK(times(one.text, one.relation) == one.intervals);
  }
}

TEST_CASE("several times are a statement each", "[statements][times]") {
  CHECK(times("Karin Moe visited Lima in May and July 2017.", "visit") ==
        "2017-05-01..2017-05-31 2017-07-01..2017-07-31 ");
  CHECK(times("The firm raised prices in 2014, 2015 and 2018.", "raise") ==
        "2014-01-01..2014-12-31 2015-01-01..2015-12-31 2018-01-01..2018-12-31 ");
  CHECK(times("Karin Moe visited Lima in May.", "visit") == "2024-05-01..2024-05-31 ");
}
