#include "extract/coreference/coreference.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <ctime>
#include <map>

#include "extract/coreference/name_matching.h"
#include "tests/extract/resolved_text.h"

using trine::EntityType;
using namespace trine::extract;
using testing::gazetteer;
using testing::parsed_text;
using testing::resolve;

namespace {

// Groups of names that are one thing, by position.
std::vector<std::vector<int>> matched(const std::vector<NameUse>& uses) {
  std::vector<int> root(uses.size());
  for (std::size_t i = 0; i < root.size(); ++i) root[i] = static_cast<int>(i);
  for (const auto& [a, b] : match_names(uses, gazetteer())) {
    const int from = root[static_cast<std::size_t>(b)];
    const int to = root[static_cast<std::size_t>(a)];
    for (auto& r : root) {
      if (r == from) r = to;
    }
  }
  std::map<int, std::vector<int>> groups;
  for (std::size_t i = 0; i < root.size(); ++i) groups[root[i]].push_back(static_cast<int>(i));
  std::vector<std::vector<int>> out;
  for (auto& [r, group] : groups) out.push_back(group);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<NameUse> uses(std::initializer_list<std::pair<const char*, EntityType>> names) {
  std::vector<NameUse> out;
  for (const auto& [name, type] : names) {
    NameUse use;
    use.mention = static_cast<std::int32_t>(out.size());
    use.name = name;
    use.type = type;
    out.push_back(use);
  }
  return out;
}

constexpr auto kPerson = EntityType::kPerson;
constexpr auto kOrganization = EntityType::kOrganization;
constexpr auto kPlace = EntityType::kPlace;
constexpr auto kProduct = EntityType::kProduct;

}  // namespace

TEST_CASE("which names are one thing", "[coreference][names]") {
  using Groups = std::vector<std::vector<int>>;
  CHECK(matched(uses({{"Ana Ruiz", kPerson}, {"Ruiz", kPerson}, {"RUIZ", kPerson}})) ==
        Groups{{0, 1, 2}});
  CHECK(matched(uses({{"Kim Dae-ho", kPerson}, {"Kim", kPerson}})) == Groups{{0, 1}});
  CHECK(matched(uses({{"Ana Ruiz", kPerson}, {"Ben Okoro", kPerson}})) == Groups{{0}, {1}});
  // two bear the name: each use goes with the one named last
  CHECK(
      matched(uses(
          {{"Ana Ruiz", kPerson}, {"Ruiz", kPerson}, {"Leo Ruiz", kPerson}, {"Ruiz", kPerson}})) ==
      Groups{{0, 1}, {2, 3}});
  // long after, with the one who had it first
  auto family =
      uses({{"Ana Ruiz", kPerson}, {"Ruiz", kPerson}, {"Leo Ruiz", kPerson}, {"Ruiz", kPerson}});
  family[3].mention = 20;
  CHECK(match_names(family, gazetteer()).back() == std::pair{20, 0});
  CHECK(matched(uses({{"World Tin Board", kOrganization}, {"WTB", kOrganization}})) ==
        Groups{{0, 1}});
  CHECK(matched(uses({{"Acme Corporation", kOrganization}, {"Acme", kOrganization}})) ==
        Groups{{0, 1}});
  CHECK(matched(uses({{"New York", kPlace}, {"New York Times", kOrganization}})) ==
        Groups{{0}, {1}});
  CHECK(matched(uses({{"S. Korea", kPlace}, {"South Korea", kPlace}, {"ROK", kOrganization}})) ==
        Groups{{0, 1, 2}});
  CHECK(matched(uses({{"North Korea", kPlace}, {"the North", kPlace}})) == Groups{{0, 1}});
  CHECK(matched(uses({{"Star Browser 6", kProduct},
                      {"SB6", kProduct},
                      {"Star Browser 9", kProduct},
                      {"Star Browser", kProduct},
                      {"SB", kProduct}})) == Groups{{0, 1}, {2}, {3, 4}});
}

TEST_CASE("names of different kinds of things, and kinds that the tagger mistook",
          "[coreference][names]") {
  using Groups = std::vector<std::vector<int>>;
  // another noun for the kind, another thing; legal forms are no kinds
  CHECK(matched(uses({{"Alder School", kOrganization},
                      {"Alder School Orchestra", kOrganization}})) == Groups{{0}, {1}});
  CHECK(matched(uses({{"Alder Steel Company", kOrganization},
                      {"Alder Steel Company Limited", kOrganization}})) == Groups{{0, 1}});
  CHECK(matched(uses({{"London Brickfield Airport", kPlace}, {"Brickfield Airport", kPlace}})) ==
        Groups{{0, 1}});
  CHECK(matched(uses({{"House of Elders", kOrganization},
                      {"House of Elders of Norway", kOrganization}})) == Groups{{0, 1}});
  // a word that only the tagger knows may have been taken for a person
  CHECK(matched(uses({{"Zorvex Records", kOrganization}, {"Zorvex", kPerson}})) == Groups{{0, 1}});
  CHECK(matched(uses({{"Zorvex", kPerson}, {"Zorvex", kPlace}})) == Groups{{0, 1}});
  CHECK(matched(uses({{"Acme Zorvex", kOrganization}, {"Zorvex", kPlace}})) == Groups{{0, 1}});
  // a town and a man of its name stay two
  CHECK(matched(uses({{"Ana Lima", kPerson}, {"Lima", kPerson}, {"Lima", kPlace}})) ==
        Groups{{0, 1}, {2}});
  CHECK(matched(uses({{"Zorvex", kPlace}, {"Zorvex University", kOrganization}})) ==
        Groups{{0}, {1}});
  // a company that is called like a town; but a university stands in its town
  CHECK(matched(uses({{"Arlen Shipping", kOrganization}, {"Arlen", kPlace}})) == Groups{{0, 1}});
  CHECK(matched(uses({{"Oslo Shipping", kOrganization}, {"Oslo", kPlace}})) == Groups{{0}, {1}});
  // a body and who it is called after, what belongs to it, what is of it
  CHECK(matched(uses({{"Truman Administration", kOrganization}, {"Truman", kPerson}})) ==
        Groups{{0}, {1}});
  CHECK(matched(uses({{"United Nations", kOrganization},
                      {"United Nations General Assembly", kOrganization}})) == Groups{{0}, {1}});
  CHECK(matched(uses({{"Covenant of the League of Cities", kOrganization},
                      {"League of Cities", kOrganization}})) == Groups{{0}, {1}});
}

SCENARIO("a capital acts for its country, and is a city where things happen", "[coreference]") {
  const auto resolved = resolve(
      "Japan Japan PROPN NNP 2 nsubj place B-LOC\n"
      "waited wait VERB VBD 0 root\n"
      ". . PUNCT . 2 punct\n--\n"
      "Tokyo Tokyo PROPN NNP 2 nsubj place B-LOC\n"
      "rejected reject VERB VBD 0 root\n"
      "the the DET DT 4 det\n"
      "plan plan NOUN NN 2 obj abstract\n"
      ". . PUNCT . 2 punct\n--\n"
      "Crowds crowd NOUN NNS 2 nsubj person\n"
      "gathered gather VERB VBD 0 root\n"
      "in in ADP IN 4 case\n"
      "Tokyo Tokyo PROPN NNP 2 obl place B-LOC\n"
      ". . PUNCT . 2 punct\n");
  CHECK(&resolved.of("Tokyo", 0) == &resolved.of("Japan"));
  CHECK(resolved.of("Japan").gazetteer_id == "iso:JP");
  CHECK(resolved.of("Tokyo", 1).type == EntityType::kCity);
  CHECK(resolved.of("Japan").aliases == std::vector<std::string>{"Tokyo"});
}

SCENARIO("the leader of a country, his government, and groups", "[coreference]") {
  const auto resolved = resolve(
      "President President PROPN NNP 2 nmod:desc\n"
      "Ana Ana PROPN NNP 5 nsubj person B-PER\n"
      "Ruiz Ruiz PROPN NNP 2 flat _ I-PER\n"
      "first first ADV RB 5 advmod\n"
      "met meet VERB VBD 0 root\n"
      "Chilean Chilean ADJ JJ 7 amod\n"
      "Premier Premier PROPN NNP 8 nmod:desc\n"
      "Leo Leo PROPN NNP 5 obj person B-PER\n"
      "Soto Soto PROPN NNP 8 flat _ I-PER\n"
      ". . PUNCT . 5 punct\n--\n"
      "The the DET DT 3 det\n"
      "Peruvian Peruvian ADJ JJ 3 amod\n"
      "leader leader NOUN NN 4 nsubj person\n"
      "smiled smile VERB VBD 0 root\n"
      ". . PUNCT . 4 punct\n--\n"
      "The the DET DT 3 det\n"
      "Chilean Chilean ADJ JJ 3 amod\n"
      "government government NOUN NN 4 nsubj organization\n"
      "agreed agree VERB VBD 0 root\n"
      ". . PUNCT . 4 punct\n--\n"
      "The the DET DT 3 det\n"
      "two two NUM CD 3 nummod\n"
      "leaders leader NOUN NNS 4 nsubj person\n"
      "left leave VERB VBD 0 root\n"
      ". . PUNCT . 4 punct\n");
  CHECK(&resolved.of("The Peruvian leader") == &resolved.of("President Ana Ruiz"));
  CHECK(resolved.of("President Ana Ruiz").roles == std::vector<std::string>{"president"});
  CHECK(resolved.of("The Chilean government").name == "Chile");
  const auto& group = resolved.of("The two leaders");
  REQUIRE(group.members.size() == 2);
  CHECK(resolved.entities[group.members[0]].name == "Ana Ruiz");
  CHECK(resolved.entities[group.members[1]].name == "Leo Soto");
}

SCENARIO("a pronoun", "[coreference]") {
  const auto resolved = resolve(
      "Anna Anna PROPN NNP 2 nsubj person B-PER\n"
      "met meet VERB VBD 0 root\n"
      "John John PROPN NNP 2 obj person B-PER\n"
      ". . PUNCT . 2 punct\n--\n"
      "She she PRON PRP 2 nsubj person\n"
      "left leave VERB VBD 0 root\n"
      ". . PUNCT . 2 punct\n");
  CHECK(&resolved.of("She") == &resolved.of("Anna"));
}

SCENARIO("a government with its country in its name", "[coreference]") {
  const auto resolved = resolve(
      "Chile Chile PROPN NNP 2 nsubj place B-LOC\n"
      "grew grow VERB VBD 0 root\n"
      ". . PUNCT . 2 punct\n--\n"
      "The the DET DT 3 det\n"
      "Chilean Chilean PROPN NNP 3 compound _ B-ORG\n"
      "Government Government PROPN NNP 4 nsubj organization I-ORG\n"
      "agreed agree VERB VBD 0 root\n"
      ". . PUNCT . 4 punct\n");
  CHECK(&resolved.of("The Chilean Government") == &resolved.of("Chile"));
}

SCENARIO("a government with another place before it", "[coreference]") {
  const auto resolved = resolve(
      "The the DET DT 3 det\n"
      "Chilean Chilean PROPN NNP 3 compound _ B-ORG\n"
      "Government Government PROPN NNP 4 nsubj organization I-ORG\n"
      "agreed agree VERB VBD 0 root\n"
      ". . PUNCT . 4 punct\n--\n"
      "The the DET DT 3 det\n"
      "Ontario Ontario PROPN NNP 3 compound place B-LOC\n"
      "government government NOUN NN 4 nsubj organization\n"
      "fell fall VERB VBD 0 root\n"
      ". . PUNCT . 4 punct\n");
  CHECK(&resolved.of("The Ontario government") != &resolved.of("The Chilean Government"));
}

SCENARIO("whoever speaks is nobody of whom he tells, nor whom he addresses", "[coreference]") {
  const auto resolved = resolve(
      "John John PROPN NNP 2 nsubj person B-PER\n"
      "spoke speak VERB VBD 0 root\n"
      ". . PUNCT . 2 punct\n--\n"
      "I I PRON PRP 2 nsubj person\n"
      "thanked thank VERB VBD 0 root\n"
      "you you PRON PRP 2 obj person\n"
      ". . PUNCT . 2 punct\n--\n"
      "I I PRON PRP 2 nsubj person\n"
      "left leave VERB VBD 0 root\n"
      ". . PUNCT . 2 punct\n");
  CHECK(&resolved.of("I") != &resolved.of("John"));
  CHECK(&resolved.of("I") != &resolved.of("you"));
  CHECK(&resolved.of("I") == &resolved.of("I", 1));
}

TEST_CASE("every mention has an entity, in the order of the text; nothing for nothing",
          "[coreference]") {
  trine::Document document;
  std::vector<ParsedMention> none;
  CHECK(resolve_entities(document, {}, none, gazetteer()).empty());
}

TEST_CASE("ten thousand mentions do not blow up", "[coreference]") {
  // Four names of which two share a surname, pronouns and descriptions, over and over.
  std::string table;
  for (int i = 0; i < 2500; ++i) {
    const std::string given = i % 4 == 0   ? "Anna"
                              : i % 4 == 1 ? "John"
                              : i % 4 == 2 ? "Peter"
                                           : "Mary";
    table += given + " " + given + " PROPN NNP 3 nsubj person B-PER\n" + "Reed" +
             std::to_string(i % 700) + " Reed PROPN NNP 1 flat _ I-PER\n" +
             "met meet VERB VBD 0 root\n"
             "the the DET DT 5 det\n"
             "minister minister NOUN NN 3 obj person\n"
             "and and CCONJ CC 7 cc\n"
             "his his PRON PRP$ 8 nmod:poss person\n"
             "aides aide NOUN NNS 5 conj person\n"
             ". . PUNCT . 3 punct\n--\n";
  }
  const auto parsed = parsed_text(table);
  auto found = find_mentions(parsed.document, parsed.sentences, gazetteer());
  REQUIRE(found.size() == 10000);
  const auto begin = std::clock();
  const auto entities = resolve_entities(parsed.document, parsed.sentences, found, gazetteer());
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  CHECK(seconds < 5);  // 0.1 s in a release build
  std::uint32_t next = 0;
  for (const auto& mention : found) {
    REQUIRE(mention.mention.entity <= next);
    next = std::max(next, mention.mention.entity + 1);
  }
  CHECK(next == entities.size());
}
