// The one table of English: rows are found, absent words have nothing.
#include "extract/english/lexicon.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "extract/english/lexicon_table.h"

using namespace trine::extract;

TEST_CASE("a lemma has the properties of its rows and no others", "[lexicon]") {
  CHECK(has("say", Property::kSaying));
  CHECK_FALSE(has("say", Property::kHoping));
  CHECK(has("fear", Property::kHoping));
  CHECK(has("fear", Property::kThinking));  // a lemma may have several
  CHECK(has_any("fear", {Property::kLight, Property::kThinking}));
  CHECK_FALSE(has_any("fear", {Property::kLight, Property::kNaming}));
  for (const char* unknown : {"", "zzz", "Say", "sa", "says", "\xff"}) {
    CHECK(properties_of(unknown) == Properties{});
  }
}

TEST_CASE("rare verbs of saying come from WordNet's frames", "[lexicon]") {
  for (const char* verb : {"aver", "opine", "retort", "divulge", "exclaim"}) {
    CAPTURE(verb);
    CHECK(has(verb, Property::kSaying));
  }
  // "!saying": the frame is there, the sense is another
  for (const char* verb : {"pretend", "demand", "wish"}) {
    CAPTURE(verb);
    CHECK_FALSE(has(verb, Property::kSaying));
  }
}

TEST_CASE("the table is sorted, so that a search by halves finds every row", "[lexicon]") {
  REQUIRE(std::ranges::is_sorted(kLexicon, {}, &LexiconRow::lemma));
  for (const LexiconRow& row : kLexicon) {
    CAPTURE(row.lemma);
    CHECK(properties_of(row.lemma) == row.properties);
    CHECK_FALSE(row.properties == Properties{});
  }
}
