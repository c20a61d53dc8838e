// What sentences say in passing, read from raw English by the shipped model.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extract/pipeline.h"

using namespace trine;
using namespace trine::extract;

namespace {

std::string facts(const std::string& text) {
  static const Pipeline pipeline{PipelineOptions{}};
  Input input;
  input.document.key = "test";
  input.document.text = text;
  const Analysis analysis = pipeline.analyse(std::move(input));
  const auto name = [&](const Argument& argument) {
    return argument.is_entity() ? analysis.entities.at(argument.entity).name : argument.text;
  };
  std::string lines;
  for (const Statement& one : analysis.statements) {
    lines += "(" + name(one.subject) + "; " + one.relation + "; " + name(one.object) + ") " +
             one.relation_class + "\n";
  }
  return lines;
}

struct Case {
  const char* text;
  std::vector<std::string> has;
  std::vector<std::string> lacks;
};

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    const std::string found = facts(one.text);
    CAPTURE(one.text, found);
    for (const std::string& fact : one.has) CHECK_THAT(found, Catch::Contains(fact));
    for (const std::string& fact : one.lacks) CHECK_THAT(found, !Catch::Contains(fact));
  }
}

}  // namespace

TEST_CASE("noun.place: where a thing is and where people come from", "[statements][passing]") {
  check({
      {"The fire destroyed a warehouse in Dresden.", {"be in; Dresden) LOCATED_IN"}, {}},
      {"Nurses from Portugal joined the strike.", {"be from; Portugal) LOCATED_IN"}, {}},
      {"The minister opened two schools in Lima and Cusco.",
       {"be in; Lima) LOCATED_IN", "be in; Cusco) LOCATED_IN"},
       {}},
      {"There is no hospital in Dresden.", {}, {"be in; Dresden"}},
      {"The firm will build a hospital in Dresden.",
       {},
       {"(hospital; be in; Dresden", "(a hospital; be in; Dresden"}},
      {"Interest in Dresden grew.", {}, {"be in; Dresden"}},
  });
}

TEST_CASE("noun.age: how old somebody is", "[statements][passing]") {
  check({
      {"Karin Moe, 42, won the race.", {"(Karin Moe; be; 42) IS_A"}, {}},
      {"Mary Vance, 67, died in Bergen on Monday.", {"(Mary Vance; be; 67) IS_A"}, {}},
      {"Karin Moe sold the house in 1942.", {}, {"; be; 1942"}},
      {"Rovers beat United 4, 2 after extra time.", {}, {"; be; 2)", "; be; 4)"}},
  });
}

TEST_CASE("noun.kin: whose kin somebody is", "[statements][passing]") {
  check({
      {"Karin Moe thanked her brother.", {"be brother of; Karin Moe) FAMILY"}, {}},
      {"Ola Lund's daughter studies in Oslo.", {"be daughter of; Ola Lund) FAMILY"}, {}},
      {"Karin Moe praised her colleagues.", {}, {"FAMILY"}},
      {"Mothers protested in Oslo.", {}, {"FAMILY"}},
  });
}

TEST_CASE("noun.title: several who share one title", "[statements][passing]") {
  check({
      {"Former presidents Karin Moe and Erik Lund met.",
       {"(Karin Moe; be; Former presidents) HOLDS_ROLE",
        "(Erik Lund; be; Former presidents) HOLDS_ROLE"},
       {}},
      {"President Karin Moe and Erik Lund met.", {}, {"(Erik Lund; be; President"}},
  });
}

TEST_CASE("a body that is called it may be who says so", "[statements]") {
  const Pipeline pipeline{PipelineOptions{}};
  Input input;
  input.document.key = "test";
  input.document.text =
      "The ministry welcomed the plan. It said Norway hopes the towns will expand trade.";
  const Analysis analysis = pipeline.analyse(std::move(input));
  bool found = false;
  for (const Statement& one : analysis.statements) {
    if (one.relation != "hope") continue;
    found = true;
    REQUIRE(one.attribution.is_entity());
    CHECK(analysis.entities.at(one.attribution.entity).name == "ministry");
  }
  CHECK(found);
}
