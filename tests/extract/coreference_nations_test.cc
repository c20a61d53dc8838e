#include <catch2/catch.hpp>

#include "tests/extract/resolved_text.h"

using trine::extract::testing::resolve;

namespace {

// "NAME VERBED ." as a sentence.
std::string named(const std::string& name) {
  return name + " " + name +
         " PROPN NNP 2 nsubj place B-LOC\n"
         "waited wait VERB VBD 0 root\n"
         ". . PUNCT . 2 punct\n--\n";
}

// "Voters left DETERMINER NOUN ."
std::string left(const std::string& determiner, const std::string& noun) {
  const bool possessive = determiner == "our";
  return "Voters voter NOUN NNS 2 nsubj person\n"
         "left leave VERB VBD 0 root\n" +
         determiner + " " + (possessive ? "we PRON PRP$ 4 nmod:poss" : "the DET DT 4 det") + "\n" +
         noun + " " + noun +
         " NOUN NN 2 obj place\n"
         ". . PUNCT . 2 punct\n--\n";
}

}  // namespace

SCENARIO("a country's nouns go to the country that is spoken of", "[coreference]") {
  SECTION("the one named just before") {
    const auto resolved =
        resolve(named("Peru") + named("Peru") + named("Chile") + left("the", "country"));
    CHECK(&resolved.of("the country") == &resolved.of("Chile"));
  }
  SECTION("\"our nation\" is the document's, though another is named last") {
    const auto resolved = resolve(named("Peru") + named("Peru") + named("Peru") + named("Chile") +
                                  left("our", "nation"));
    CHECK(&resolved.of("our nation") == &resolved.of("Peru"));
  }
  SECTION("also where it is named only later") {
    const auto resolved = resolve(left("our", "republic") + named("Peru"));
    CHECK(&resolved.of("our republic") == &resolved.of("Peru"));
  }
  SECTION("of two that are named alike none is chosen by rule") {
    const auto resolved = resolve(named("Peru") + named("Chile") + left("our", "nation"));
    CHECK(&resolved.of("our nation") != &resolved.of("Peru"));
    CHECK(&resolved.of("our nation") != &resolved.of("Chile"));
  }
}
