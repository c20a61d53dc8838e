#include "schema/ontology.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "schema/error.h"
#include "tests/temporary_folder.h"

using namespace trine;

namespace {

std::filesystem::path write_file(const TemporaryFolder& folder, const std::string& text) {
  const auto path = folder / "own.toml";
  std::ofstream(path) << text;
  return path;
}

std::string error_of(const std::filesystem::path& file) {
  try {
    Ontology::with_user_file(file);
  } catch (const Error& error) {
    REQUIRE(error.kind() == ErrorKind::kInput);
    return error.what();
  }
  return "";
}

}  // namespace

SCENARIO("the built-in ontology is complete", "[ontology]") {
  const Ontology ontology = Ontology::builtin();
  THEN("it has the classes of the design, each defined") {
    CHECK(ontology.classes().size() == 33);
    for (const RelationClass& one : ontology.classes()) {
      CAPTURE(one.name);
      CHECK(one.definition.size() > 10);
    }
    CHECK(ontology.find_class("CONSULT")->symmetric);
    CHECK(ontology.find_class("HOLDS_ROLE")->wikidata == "P39");
    CHECK(ontology.find_class("consult") == nullptr);
  }
  THEN("it knows lemmas, frames and event nouns") {
    CHECK(ontology.entry_count() > 3000);
    CHECK(ontology.find_phrase("meet")->relation_class == "CONSULT");
    CHECK(ontology.find_phrase("meet")->symmetric);
    CHECK(ontology.find_phrase("call for")->relation_class == "REQUEST");
    CHECK_FALSE(ontology.find_phrase("call for")->symmetric);
    CHECK(ontology.find_phrase("hold talk")->relation_class == "CONSULT");
    CHECK(ontology.find_noun("invitation")->relation == "invite");
    CHECK(ontology.find_noun("summit")->relation == "hold summit");
    CHECK(ontology.find_phrase("no such phrase") == nullptr);
  }
  THEN("the type of the object decides where it must") {
    CHECK(ontology.class_by_object("meet", EntityType::kAbstract) == "OTHER");
    CHECK(ontology.class_by_object("meet", EntityType::kPerson) == "CONSULT");
    CHECK(ontology.class_by_object("demonstrate", std::nullopt) == "PROTEST");
    CHECK(ontology.class_by_object("meet", std::nullopt).empty());
    CHECK(ontology.class_by_object("no such phrase", EntityType::kPerson).empty());
  }
  THEN("WordNet's hierarchy answers for other verbs") {
    CHECK(ontology.find_phrase("stroll") == nullptr);
    CHECK(ontology.backoff_class("stroll") == "TRAVEL");
    CHECK(ontology.backoff_class("xyzzy").empty());
  }
}

SCENARIO("a user's ontology file is added and wins", "[ontology]") {
  const TemporaryFolder folder;
  const auto file = write_file(folder,
                               "[classes.CONSULT]\n"
                               "verbs = [\"powwow\"]\n"
                               "nouns = [\"powwow = hold powwow\"]\n"
                               "[classes.FISHES]\n"
                               "definition = \"Takes fish from\"\n"
                               "subject = [\"Person\"]\n"
                               "verbs = [\"fish in\", \"meet\"]\n");
  const Ontology ontology = Ontology::with_user_file(file);
  CHECK(ontology.find_phrase("powwow")->relation_class == "CONSULT");
  CHECK(ontology.find_noun("powwow")->relation == "hold powwow");
  CHECK(ontology.find_phrase("meet")->relation_class == "FISHES");
  CHECK(ontology.class_by_object("meet", EntityType::kAbstract).empty());
  CHECK(ontology.find_phrase("meet with")->relation_class == "CONSULT");
  CHECK(ontology.find_class("FISHES")->subject_types == std::vector{EntityType::kPerson});
  CHECK(ontology.hash() != Ontology::builtin().hash());
}

SCENARIO("a wrong ontology file is told of by file and line", "[ontology]") {
  struct Case {
    const char* text;
    const char* message;
  };
  const auto one = GENERATE(values<Case>({
      {"[classes.A\n", ":1"},
      {"[classes.A]\nverbs = \"meet\"\n", ":2: 'verbs' is not a list"},
      {"[classes.A]\nverbs = [1]\n", ":2: 'verbs' holds a non-string"},
      {"[classes.A]\nsubject = [\"Ghost\"]\n", ":2: unknown entity type 'Ghost'"},
      {"[classes.A]\nby_object = [\"meet\"]\n", "want \"PHRASE: TYPES\", not 'meet'"},
      {"[classes.A]\nby_object = [\"meet: Ghost\"]\n", "unknown entity type 'Ghost'"},
      {"[classes.A]\nlemmas = [\"meet\"]\n", ":2: unknown field 'lemmas'"},
      {"[relations.A]\nverbs = [\"meet\"]\n", ":1: unknown table 'relations'"},
      {"", "no [classes.NAME]"},
  }));
  const TemporaryFolder folder;
  const auto file = write_file(folder, one.text);
  CAPTURE(one.text);
  CHECK_THAT(error_of(file), Catch::Contains(one.message));
  CHECK_THAT(error_of(file), Catch::Contains("own.toml"));
}

TEST_CASE("a missing ontology file is an input error", "[ontology]") {
  CHECK_THAT(error_of("/no/such/ontology.toml"), Catch::Contains("/no/such/ontology.toml"));
}
