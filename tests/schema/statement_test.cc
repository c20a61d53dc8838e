#include "schema/statement.h"

#include <catch2/catch.hpp>
#include <sstream>

using namespace trine;

TEST_CASE("a statement prints as one line that shows all that matters", "[schema]") {
  Statement statement;
  statement.subject = {0, "Ada", EntityType::kPerson, {0, 3}};
  statement.relation = "meet";
  statement.relation_class = "CONSULT";
  statement.object = {1, "Bo", EntityType::kPerson, {8, 10}};
  statement.modality = Modality::kPlanned;
  statement.polarity = Polarity::kNegative;
  statement.rule = "clause";
  std::ostringstream out;
  out << statement;
  REQUIRE(out.str() == "(Ada#0; meet; Bo#1) not planned CONSULT {clause}");
}

TEST_CASE("spans are half-open", "[schema]") {
  REQUIRE(Span{2, 5}.contains({2, 5}));
  REQUIRE_FALSE(Span{2, 5}.overlaps({5, 6}));
  REQUIRE(join({2, 3}, {7, 9}) == Span{2, 9});
  REQUIRE(join({}, {7, 9}) == Span{7, 9});
  REQUIRE(Span{1, 3}.in("abcd") == "bc");
  REQUIRE(Span{3, 9}.in("abcd") == "d");
  REQUIRE(Span{9, 12}.in("abcd").empty());
}

TEST_CASE("entity types keep their names", "[schema]") {
  for (int i = 0; i <= 16; ++i) {
    const auto type = static_cast<EntityType>(i);
    REQUIRE(parse_entity_type(to_string(type)) == type);
  }
  REQUIRE(base_type(EntityType::kCity) == EntityType::kPlace);
  REQUIRE_FALSE(parse_entity_type("person"));
}
