#include "extract/english/gazetteer.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "extract/english/names.h"
#include "schema/error.h"
#include "tests/temporary_folder.h"

using trine::EntityType;
using namespace trine::extract;

TEST_CASE("every spelling of a country leads to one entry", "[gazetteer]") {
  const Gazetteer gazetteer;
  for (const char* name : {"South Korea", "S. Korea", "ROK", "Republic of Korea", "SOUTH KOREA"}) {
    INFO(name);
    const auto hit = gazetteer.find(name);
    REQUIRE(hit);
    CHECK(hit->entry->id == "iso:KR");
    CHECK(hit->entry->type == EntityType::kCountry);
  }
  CHECK(gazetteer.find("the U.K.")->entry->name == "United Kingdom");
  CHECK(gazetteer.find("Türkiye")->entry->id == "iso:TR");
  CHECK_FALSE(gazetteer.find("us"));  // the pronoun
  CHECK_FALSE(gazetteer.find(""));
  CHECK_FALSE(gazetteer.find("Atlantis"));
}

TEST_CASE("a country is not a people, though its adjective with an s is its name", "[gazetteer]") {
  const Gazetteer gazetteer;
  CHECK(gazetteer.find("Philippines"));
  CHECK_FALSE(gazetteer.find_demonym("Philippines"));
  CHECK(gazetteer.find_demonym("Filipinos"));
}

TEST_CASE("people, capitals, words", "[gazetteer]") {
  const Gazetteer gazetteer;
  CHECK(gazetteer.find_demonym("Japanese")->entry->id == "iso:JP");
  CHECK(gazetteer.find_demonym("Danes")->entry->id == "iso:DK");
  CHECK(gazetteer.find_demonym("North Korean")->entry->id == "iso:KP");
  CHECK_FALSE(gazetteer.find_demonym("Japaneses"));
  CHECK(gazetteer.find_demonym("Georgian")->weak);
  CHECK(gazetteer.find("Georgia")->weak);
  REQUIRE(gazetteer.country_of_capital("Pyongyang") != nullptr);
  CHECK(gazetteer.country_of_capital("Pyongyang")->id == "iso:KP");
  CHECK(gazetteer.country_of_capital("Bogotá")->id == "iso:CO");
  CHECK(gazetteer.country_of_capital("Busan") == nullptr);
  CHECK(gazetteer.known_name("Normandy") == EntityType::kRegion);
  CHECK(gazetteer.known_name("Abraham Lincoln") == EntityType::kPerson);
  CHECK(gazetteer.noun_type("ministry") == EntityType::kOrganization);
  CHECK(gazetteer.noun_type("treaty") == EntityType::kLaw);
  CHECK_FALSE(gazetteer.noun_type("zzzz"));
  CHECK(gazetteer.convention("payment") == EntityType::kQuantity);
  CHECK(gazetteer.convention("press release") == EntityType::kWork);
  CHECK_FALSE(gazetteer.convention("release form"));
  CHECK(gazetteer.name_noun("charter") == EntityType::kLaw);
  CHECK_FALSE(gazetteer.name_noun("payment"));
  CHECK(gazetteer.find("Firefox")->entry->type == EntityType::kProduct);
  CHECK(gazetteer.find("Safari")->weak);
  CHECK(gazetteer.place_word("river") == EntityType::kRegion);
  CHECK(gazetteer.has(WordList::kTitle, "minister"));
  CHECK_FALSE(gazetteer.has(WordList::kTitle, "table"));
  // a shirt is a garment
  const auto shirt = gazetteer.noun_senses("shirt");
  const auto garment = gazetteer.noun_senses("garment");
  CHECK(garment[0] != 0);
  CHECK((shirt[1] == garment[0] || shirt[2] == garment[0]));
}

SCENARIO("a user's gazetteer", "[gazetteer]") {
  const trine::TemporaryFolder folder;
  const auto file = folder / "own.jsonl";
  const auto write = [&](const std::string& text) { std::ofstream(file) << text; };
  GIVEN("two things of our own") {
    write(R"({"id":"q:1","name":"Lorvale Group","aliases":["Lorvale"],"type":"Organization"})"
          "\n\n"
          R"({"id":"q:2","name":"Ana Ruíz","type":"Person"})"
          "\n");
    const Gazetteer gazetteer(file);
    THEN("they are found by any name, without case and accents") {
      CHECK(gazetteer.find("LORVALE")->entry->id == "q:1");
      CHECK(gazetteer.find("ana ruiz")->entry->id == "q:2");
      CHECK(gazetteer.find("ana ruiz")->entry->user);
      CHECK(gazetteer.longest_user_name() == 2);
    }
  }
  GIVEN("a mistake") {
    struct Case {
      const char* line;
      const char* says;
    };
    for (const auto& [line, says] :
         std::vector<Case>{{"{", "not a JSON object"},
                           {R"({"id":"1","type":"Person"})", "\"name\" is missing"},
                           {R"({"name":"A","type":"Person"})", "\"id\" is missing"},
                           {R"({"id":"1","name":"A","type":"Robot"})", "unknown \"type\": Robot"},
                           {R"({"id":"1","name":"A","type":"Person","aliases":"B"})", "not a list"},
                           {R"({"id":1,"name":"A","type":"Person"})", "not a string"}}) {
      write(std::string(R"({"id":"0","name":"Ok","type":"Person"})") + "\n" + line + "\n");
      INFO(line);
      CHECK_THROWS_WITH(Gazetteer(file), Catch::Contains(":2: ") && Catch::Contains(says));
    }
  }
  GIVEN("no file") { CHECK_THROWS_AS(Gazetteer("/nowhere/there.jsonl"), trine::Error); }
}

TEST_CASE("names are compared without case, accents and dots", "[names]") {
  CHECK(fold_name("São  Paulo") == "sao paulo");
  CHECK(fold_name("U.S.") == "us");
  CHECK(fold_name("O’Brien") == "o'brien");
  CHECK(fold_name("Secunia.com") == "secunia.com");
  CHECK(fold_name("Mr. Łukasz Ångström") == "mr lukasz angstrom");
  CHECK(title_case("SOUTH KOREA") == "South Korea");
  CHECK(is_acronym_of("IAEA", "International Atomic Energy Agency"));
  CHECK(is_acronym_of("U.N.", "United Nations"));
  CHECK(is_acronym_of("BoE", "Bank of England"));
  CHECK_FALSE(is_acronym_of("WHO", "United Nations"));
  CHECK_FALSE(is_acronym_of("A", "Acme"));
}
