#include "extract/views/oie.h"

#include <catch2/catch.hpp>

#include "tests/extract/parsed.h"
#include "tests/extract/sample_sentences.h"

using namespace trine::extract;

namespace {

std::string tuples(const std::string& rows, OieView view) {
  std::string all;
  for (const OieTuple& tuple : oie_tuples(parsed_sentence(rows), view)) {
    CHECK(tuple.confidence > 0);
    CHECK(tuple.confidence <= 1);
    CHECK_FALSE(tuple.rule.empty());
    all += tuple.predicate;
    for (const std::string& argument : tuple.arguments) all += " | " + argument;
    all += '\n';
  }
  return all;
}

}  // namespace

TEST_CASE("the CaRB view prints one full tuple a predicate", "[oie]") {
  CHECK(tuples(kSold, OieView::kCarb) == "sold | Ada | the mill | to Bo | in 1990\n");
  CHECK(tuples(kRefused, OieView::kCarb) == "refused to comply with | The firm | the rulings\n");
  CHECK(tuples(kBought, OieView::kCarb) ==
        "was bought by | The mill | Bo\nwas bought by | The mill | Cy\n");
  CHECK(tuples(kMayor, OieView::kCarb) ==
        "met | Bo Lund | Ada Hall | on Friday\nbe | Bo Lund | the mayor of Bergen\n");
}

TEST_CASE("the BenchIE view prints one fact an argument", "[oie]") {
  CHECK(tuples(kSold, OieView::kBenchie) ==
        "sold | Ada | the mill\nsold the mill to | Ada | Bo\nsold the mill in | Ada | 1990\n");
  CHECK(tuples(kSaid, OieView::kBenchie) ==
        "said | Norway 's minister Ola Berg | the plan would not work\n");
  CHECK(tuples(kBoats, OieView::kBenchie) == "make | They | boats\nsell | They | boats\n");
}

TEST_CASE("nothing is printed of what is not parsed", "[oie]") {
  Sentence raw = parsed_sentence(kSold);
  raw.parsed = false;
  CHECK(oie_tuples(raw, OieView::kCarb).empty());
  CHECK(oie_tuples(Sentence{}, OieView::kBenchie).empty());
}
