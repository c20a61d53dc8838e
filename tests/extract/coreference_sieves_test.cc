#include <catch2/catch.hpp>

#include "tests/extract/resolved_text.h"

using trine::extract::testing::resolve;

namespace {

// "Ana Ruiz waited ." as a sentence, of a person.
const std::string kAna =
    "Ana Ana PROPN NNP 3 nsubj person B-PER\n"
    "Ruiz Ruiz PROPN NNP 1 flat _ I-PER\n"
    "waited wait VERB VBD 0 root\n"
    ". . PUNCT . 3 punct\n--\n";

}  // namespace

SCENARIO("reflexives are the subject of their clause, or the noun beside them", "[coreference]") {
  const auto resolved = resolve(kAna +
                                "Eva Eva PROPN NNP 3 nsubj person B-PER\n"
                                "Berg Berg PROPN NNP 1 flat _ I-PER\n"
                                "promised promise VERB VBD 0 root\n"
                                "to to PART TO 5 mark\n"
                                "defend defend VERB VB 3 xcomp\n"
                                "herself herself PRON PRP 5 obj person\n"
                                ". . PUNCT . 3 punct\n--\n"
                                "Ruiz Ruiz PROPN NNP 3 nsubj person B-PER\n"
                                "herself herself PRON PRP 1 nmod:unmarked person\n"
                                "left leave VERB VBD 0 root\n"
                                ". . PUNCT . 3 punct\n");
  CHECK(&resolved.of("herself", 0) == &resolved.of("Eva Berg"));
  CHECK(&resolved.of("herself", 1) == &resolved.of("Ana Ruiz"));
}

SCENARIO("bodies that speak of what they do", "[coreference]") {
  const auto report = [](const std::string& relation) {
    return resolve(
        "The the DET DT 2 det\n"
        "ferry ferry NOUN NN 3 nsubj object\n"
        "sank sink VERB VBD 0 root\n"
        ". . PUNCT . 3 punct\n--\n"
        "Varn Varn PROPN NNP 2 nsubj organization B-ORG\n"
        "said say VERB VBD 0 root\n"
        "it it PRON PRP 5 " +
        relation +
        " object\n"
        "would would AUX MD 5 aux\n"
        "pay pay VERB VB 2 ccomp\n"
        ". . PUNCT . 2 punct\n");
  };
  const auto itself = report("nsubj");
  CHECK(&itself.of("it", 0) == &itself.of("Varn"));
  const auto no_subject = report("obj");
  CHECK(&no_subject.of("it", 0) != &no_subject.of("Varn"));
}

SCENARIO("two full names are two persons, whatever the parse says of the comma", "[coreference]") {
  const auto resolved = resolve(
      "Ana Ana PROPN NNP 6 nsubj person B-PER\n"
      "Ruiz Ruiz PROPN NNP 1 flat _ I-PER\n"
      ", , PUNCT , 4 punct\n"
      "Eva Eva PROPN NNP 1 appos person B-PER\n"
      "Berg Berg PROPN NNP 4 flat _ I-PER\n"
      "left leave VERB VBD 0 root\n"
      ". . PUNCT . 6 punct\n");
  CHECK(&resolved.of("Eva Berg") != &resolved.of("Ana Ruiz", 0));
}

SCENARIO("the ties of the same parties are one thing", "[coreference]") {
  const std::string first =
      "Peru Peru PROPN NNP 2 nsubj place B-LOC\n"
      "values value VERB VBZ 0 root\n"
      "bilateral bilateral ADJ JJ 4 amod\n"
      "ties tie NOUN NNS 2 obj abstract\n"
      "with with ADP IN 6 case\n"
      "Chile Chile PROPN NNP 4 nmod place B-LOC\n"
      ". . PUNCT . 2 punct\n--\n";
  const auto relations = [](const std::string& modifier, const std::string& with) {
    return "Strikes strike NOUN NNS 2 nsubj event\n"
           "harm harm VERB VBP 0 root\n" +
           modifier +
           " x ADJ JJ 4 amod\n"
           "relations relation NOUN NNS 2 obj abstract\n"
           "with with ADP IN 6 case\n" +
           with + " " + with +
           " PROPN NNP 4 nmod place B-LOC\n"
           ". . PUNCT . 2 punct\n";
  };
  SECTION("under another word") {
    const auto resolved = resolve(first + relations("strained", "Chile"));
    CHECK(&resolved.of("strained relations with Chile") ==
          &resolved.of("bilateral ties with Chile"));
  }
  SECTION("not with others") {
    const auto resolved = resolve(first + relations("strained", "Kenya"));
    CHECK(&resolved.of("strained relations with Kenya") !=
          &resolved.of("bilateral ties with Chile"));
  }
  SECTION("ties of no named party are not those with a third country") {
    const auto resolved = resolve(first + first + relations("strained", "Kenya") +
                                  "--\nEnvoys envoy NOUN NNS 2 nsubj person\n"
                                  "praised praise VERB VBD 0 root\n"
                                  "mutual mutual ADJ JJ 4 amod\n"
                                  "ties tie NOUN NNS 2 obj abstract\n"
                                  ". . PUNCT . 2 punct\n");
    CHECK(&resolved.of("mutual ties") == &resolved.of("bilateral ties with Chile"));
    CHECK(&resolved.of("mutual ties") != &resolved.of("strained relations with Kenya"));
  }
  SECTION("nor of another kind") {
    const auto resolved = resolve(first + relations("economic", "Chile"));
    CHECK(&resolved.of("economic relations with Chile") !=
          &resolved.of("bilateral ties with Chile"));
  }
}

SCENARIO("who we say we are, and a people under two names", "[coreference]") {
  const auto resolved = resolve(
      "We we PRON PRP 4 nsubj person\n"
      "as as ADP IN 3 case\n"
      "farmers farmer NOUN NNS 4 obl person\n"
      "pay pay VERB VBP 0 root\n"
      ". . PUNCT . 4 punct\n--\n"
      "Chileans Chilean PROPN NNPS 2 nsubj person B-MISC\n"
      "voted vote VERB VBD 0 root\n"
      ". . PUNCT . 2 punct\n--\n"
      "Pay pay NOUN NN 2 nsubj abstract\n"
      "worries worry VERB VBZ 0 root\n"
      "the the DET DT 5 det\n"
      "Chilean Chilean ADJ JJ 5 amod _ B-MISC\n"
      "people people NOUN NNS 2 obj person\n"
      ". . PUNCT . 2 punct\n");
  CHECK(&resolved.of("We") == &resolved.of("farmers"));
  CHECK(&resolved.of("the Chilean people") == &resolved.of("Chileans"));
}

SCENARIO("members of a group bear its role", "[coreference]") {
  const auto titled = [](const std::string& title, const std::string& first,
                         const std::string& last) {
    return title + " " + title + " PROPN NNP 2 nmod:desc\n" + first + " " + first +
           " PROPN NNP 4 nsubj person B-PER\n" + last + " " + last +
           " PROPN NNP 2 flat _ I-PER\n"
           "waited wait VERB VBD 0 root\n"
           ". . PUNCT . 4 punct\n--\n";
  };
  const auto resolved =
      resolve(titled("Minister", "Ana", "Ruiz") + titled("Minister", "Eva", "Berg") +
              titled("Spokesman", "Leo", "Stone") +
              "The the DET DT 3 det\n"
              "two two NUM CD 3 nummod\n"
              "ministers minister NOUN NNS 4 nsubj person\n"
              "met meet VERB VBD 0 root\n"
              ". . PUNCT . 4 punct\n--\n"
              "The the DET DT 3 det\n"
              "two two NUM CD 3 nummod\n"
              "guards guard NOUN NNS 4 nsubj person\n"
              "slept sleep VERB VBD 0 root\n"
              ". . PUNCT . 4 punct\n");
  const auto& members = resolved.of("The two ministers").members;
  REQUIRE(members.size() == 2);
  CHECK(resolved.entities[members[0]].name == "Ana Ruiz");
  CHECK(resolved.entities[members[1]].name == "Eva Berg");
  CHECK(resolved.of("The two guards").members.empty());
}

SCENARIO("a thing by its quoted name", "[coreference]") {
  const auto resolved = resolve(
      "Readers reader NOUN NNS 2 nsubj person\n"
      "left leave VERB VBD 0 root\n"
      "the the DET DT 8 det\n"
      "\" \" PUNCT `` 6 punct\n"
      "Harbor Harbor PROPN NNP 6 compound _ B-MISC\n"
      "Lights Lights PROPN NNP 8 compound object I-MISC\n"
      "\" \" PUNCT '' 6 punct\n"
      "site site NOUN NN 2 obj object\n"
      ". . PUNCT . 2 punct\n");
  CHECK(resolved.of("Harbor Lights").aliases.size() == 1);
}

SCENARIO("a thing by the name that follows its noun", "[coreference]") {
  const auto sentence = [](const std::string& noun) {
    return "Boats boat NOUN NNS 2 nsubj object\n"
           "belong belong VERB VBP 0 root\n"
           "to to ADP IN 5 case\n"
           "the the DET DT 5 det\n" +
           noun + " " + noun +
           " NOUN NN 2 obl organization\n"
           "Zorvex Zorvex PROPN NNP 2 obl organization B-ORG\n"
           ". . PUNCT . 2 punct\n";
  };
  const auto company = resolve(sentence("company"));
  CHECK(&company.of("the company") == &company.of("Zorvex"));
  const auto city = resolve(sentence("city"));
  CHECK(&city.of("the city") != &city.of("Zorvex"));
}

SCENARIO("plurals are no single country or person", "[coreference]") {
  const auto resolved = resolve(
      "Peru Peru PROPN NNP 2 nsubj place B-LOC\n"
      "waited wait VERB VBD 0 root\n"
      ". . PUNCT . 2 punct\n--\n"
      "The the DET DT 2 det\n"
      "governments government NOUN NNS 3 nsubj organization\n"
      "agreed agree VERB VBD 0 root\n"
      ". . PUNCT . 3 punct\n");
  CHECK(&resolved.of("The governments") != &resolved.of("Peru"));
}
