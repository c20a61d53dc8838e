#include "extract/clauses/clauses.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/extract/parsed.h"
#include "tests/extract/sample_sentences.h"

using namespace trine;
using namespace trine::extract;

namespace {

// One clause a line, without the implied ones.
std::string clauses_of(const std::string& rows) {
  const Sentence sentence = parsed_sentence(rows);
  const Tree tree(sentence);
  std::ostringstream out;
  for (const Clause& clause : find_clauses(tree)) {
    if (clause.implied()) continue;
    print(out, tree, clause);
    out << '\n';
  }
  return out.str();
}

}  // namespace

TEST_CASE("each construction gives its clauses", "[clauses]") {
  struct Case {
    const char* what;
    const std::string& rows;
    const char* clauses;
  };
  const Case cases[] = {
      {"objects and adjuncts", kSold,
       "verb main [sold] (Ada; object=mill oblique=to_Bo oblique=in_1990) pos asserted\n"},
      {"subject control is one clause", kRefused,
       "verb main [refused to comply] (firm; oblique=with_rulings) pos asserted\n"},
      {"passive with two agents", kBought,
       "verb main [was bought] (mill; agent=by_Bo,Cy) pos asserted passive\n"},
      {"relative clauses have the noun as subject", kWants,
       "verb main [wants to return] (Bo;) pos possible\n"
       "verb relative [left] (Bo; object=Oslo) pos asserted\n"},
      {"object control, though hung on the noun", kOrdered,
       "verb main [ordered] (court; object=firm) pos asserted\n"
       "verb controlled [compensate] (firm; object=workers) pos demanded\n"},
      {"reported speech, negated", kSaid,
       "verb main [said] (Ola; content=work) pos asserted\n"
       "verb complement [would not work] (plan;) neg planned by Ola\n"},
      {"conjoined subjects", kTalks, "verb main [held] (Ada, Bo; object=talks) pos asserted\n"},
      {"existentials have no subject", kThere,
       "existential main [was] (; object=fire) pos asserted\n"},
      {"who is to act in 'crucial for'", kCrucial,
       "copula main [is] (; predicative=crucial oblique=Norway adverbial=build) pos asserted\n"
       "verb purpose [build] (Norway; object=ties oblique=with_Sweden) pos demanded\n"},
      {"conditions and what follows from them", kFails,
       "verb main [will leave] (Ada; adverbial=fails) pos hypothetical\n"
       "verb condition [fails] (firm;) pos hypothetical\n"},
      {"a shared object", kBoats,
       "verb main [make] (They; object=boats) pos asserted\n"
       "verb main [sell] (They; object=boats) pos asserted\n"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    CHECK(clauses_of(one.rows) == one.clauses);
  }
}

TEST_CASE("implied clauses: apposition, title, possessive", "[clauses]") {
  const Sentence mayor = parsed_sentence(kMayor);
  const Sentence said = parsed_sentence(kSaid);
  const auto rules = [](const Sentence& sentence) {
    const Tree tree(sentence);
    std::string all;
    for (const Clause& clause : find_clauses(tree)) {
      if (clause.implied()) all += std::string(clause.rule) + ' ' + tree[clause.head].form + '\n';
    }
    return all;
  };
  CHECK(rules(mayor) == "noun.apposition mayor\n");
  CHECK(rules(said) == "noun.possessive minister\nnoun.title minister\n");
}

TEST_CASE("sentences without a parse, and odd trees, do no harm", "[clauses]") {
  Sentence empty;
  CHECK(find_clauses(Tree(empty)).empty());
  Sentence raw = parsed_sentence(kSold);
  raw.parsed = false;
  CHECK(find_clauses(Tree(raw)).empty());
  // A verb as deep as the sentence is long.
  Sentence deep;
  deep.parsed = true;
  for (int i = 0; i < 3000; ++i) {
    Token token;
    token.form = token.lemma = "say";
    token.xpos = "VBD";
    token.upos = Upos::kVerb;
    token.head = i - 1;
    token.relation = i == 0 ? Deprel::kRoot : Deprel::kCcomp;
    deep.tokens.push_back(token);
  }
  CHECK(find_clauses(Tree(deep)).size() == 3000);
}
