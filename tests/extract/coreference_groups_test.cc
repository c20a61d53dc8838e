// Who "they", "both" and "the two" are.
#include <catch2/catch.hpp>

#include "tests/extract/resolved_text.h"

using trine::extract::testing::resolve;
using trine::extract::testing::Resolved;

namespace {

// "Ana Ruiz and Bo Lind left ." as a sentence; `verb` in place of "left".
const std::string kAnaAndBo =
    "Ana Ana PROPN NNP 6 nsubj person B-PER\n"
    "Ruiz Ruiz PROPN NNP 1 flat _ I-PER\n"
    "and and CCONJ CC 4 cc\n"
    "Bo Bo PROPN NNP 1 conj person B-PER\n"
    "Lind Lind PROPN NNP 4 flat _ I-PER\n"
    "left leave VERB VBD 0 root\n"
    ". . PUNCT . 6 punct\n--\n";
const std::string kTheyWaited =
    "They they PRON PRP 2 nsubj person\n"
    "waited wait VERB VBD 0 root\n"
    ". . PUNCT . 2 punct\n";

std::vector<std::string> members(const Resolved& resolved, const std::string& mention) {
  std::vector<std::string> names;
  for (const auto member : resolved.of(mention).members) {
    names.push_back(resolved.entities.at(member).name);
  }
  return names;
}
const std::vector<std::string> kBoth = {"Ana Ruiz", "Bo Lind"};

}  // namespace

SCENARIO("'they' are those named one by one", "[coreference]") {
  CHECK(members(resolve(kAnaAndBo + kTheyWaited), "They") == kBoth);
  SECTION("or both sides of a mutual deed, but not of any deed") {
    const auto pair = [](const std::string& verb) {
      return resolve(
          "Ana Ana PROPN NNP 3 nsubj person B-PER\n"
          "Ruiz Ruiz PROPN NNP 1 flat _ I-PER\n" +
          verb +
          " VERB VBD 0 root\n"
          "Bo Bo PROPN NNP 3 obj person B-PER\n"
          "Lind Lind PROPN NNP 4 flat _ I-PER\n"
          ". . PUNCT . 3 punct\n--\n" +
          kTheyWaited);
    };
    CHECK(members(pair("met meet"), "They") == kBoth);
    CHECK(members(pair("sued sue"), "They").empty());
  }
  SECTION("but a plural noun named since is nearer") {
    const auto resolved = resolve(kAnaAndBo +
                                  "The the DET DT 2 det\n"
                                  "miners miner NOUN NNS 3 nsubj person\n"
                                  "stayed stay VERB VBD 0 root\n"
                                  ". . PUNCT . 3 punct\n--\n" +
                                  kTheyWaited);
    CHECK(members(resolved, "They").empty());
  }
  SECTION("and not those joined by 'or'") {
    auto table = kAnaAndBo;
    table.replace(table.find("and and"), 7, "or or");
    CHECK(members(resolve(table + kTheyWaited), "They").empty());
  }
}

SCENARIO("'both' and 'the two' go to a coordination", "[coreference]") {
  const std::string both =
      "Both both PRON DT 2 nsubj person\n"
      "waited wait VERB VBD 0 root\n"
      ". . PUNCT . 2 punct\n";
  CHECK(members(resolve(kAnaAndBo + both), "Both") == kBoth);
  SECTION("of kin only where the text says that they are kin") {
    const std::string sisters =
        "Both both DET DT 2 det\n"
        "sisters sister NOUN NNS 3 nsubj person\n"
        "waited wait VERB VBD 0 root\n"
        ". . PUNCT . 3 punct\n";
    CHECK(members(resolve(kAnaAndBo + sisters), "Both sisters").empty());
  }
}

SCENARIO("'The surgeon, Ana Ruiz, left' after another person", "[coreference]") {
  const auto resolved = resolve(
      "Bo Bo PROPN NNP 3 nsubj person B-PER\n"
      "Lind Lind PROPN NNP 1 flat _ I-PER\n"
      "waited wait VERB VBD 0 root\n"
      ". . PUNCT . 3 punct\n--\n"
      "The the DET DT 2 det\n"
      "surgeon surgeon NOUN NN 7 nsubj person\n"
      ", , PUNCT , 4 punct\n"
      "Ana Ana PROPN NNP 2 appos person B-PER\n"
      "Ruiz Ruiz PROPN NNP 4 flat _ I-PER\n"
      ", , PUNCT , 4 punct\n"
      "left leave VERB VBD 0 root\n"
      ". . PUNCT . 7 punct\n");
  CHECK(resolved.of("Bo Lind").aliases.empty());
  CHECK(resolved.of("Ana Ruiz").name == "Ana Ruiz");
  CHECK(&resolved.of("Ana Ruiz") != &resolved.of("Bo Lind"));
}

SCENARIO("'Ana Ruiz and Bo Lind met the mayor': neither is the mayor", "[coreference]") {
  auto table = kAnaAndBo;
  table.replace(table.find("left leave"), 10, "met meet");
  table.replace(table.find(". ."), std::string::npos,
                "the the DET DT 8 det\n"
                "mayor mayor NOUN NN 6 obj person\n"
                ". . PUNCT . 6 punct\n");
  const auto resolved = resolve(table);
  CHECK(&resolved.of("the mayor") != &resolved.of("Bo Lind"));
  CHECK(&resolved.of("the mayor") != &resolved.of("Ana Ruiz"));
}

SCENARIO("'it' of the weather is no thing", "[coreference]") {
  const auto it = [](const std::string& verb) {
    const auto resolved = resolve(
        "Varn Varn PROPN NNP 2 nsubj organization B-ORG\n"
        "grew grow VERB VBD 0 root\n"
        ". . PUNCT . 2 punct\n--\n"
        "It it PRON PRP 2 nsubj object\n" +
        verb +
        " VERB VBD 0 root\n"
        ". . PUNCT . 2 punct\n");
    return &resolved.of("It") == &resolved.of("Varn");
  };
  CHECK(it("paid pay"));
  CHECK_FALSE(it("rained rain"));
}

SCENARIO("storms bear persons' names", "[mentions]") {
  const auto resolved = resolve(
      "Cyclone Cyclone PROPN NNP 3 nsubj person B-PER\n"
      "Imke Imke PROPN NNP 1 flat _ I-PER\n"
      "passed pass VERB VBD 0 root\n"
      ". . PUNCT . 3 punct\n");
  CHECK(resolved.of("Cyclone Imke").type == trine::EntityType::kEvent);
}
