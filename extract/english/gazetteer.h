// What is known of names and words before any text is read: countries with their capitals and
// people, other places and bodies, WordNet's instances, lists of titles and nouns; and a user's own
// gazetteer. The tables are text in extract/english/lexicon, embedded in the library. Const members
// are thread-safe.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "schema/entity_type.h"

namespace trine::extract {

enum class WordList : std::uint8_t {
  kHonorificMale,    // Mr., King
  kHonorificFemale,  // Mrs., Queen
  kHonorific,        // Dr.
  kTitle,            // president, minister: stands before a name
  kNounMale,         // father, spokesman
  kNounFemale,
  kKin,  // father, colleague, counterpart: relative to somebody
  kGivenMale,
  kGivenFemale,
  kOrganizationSuffix,  // Inc., ministry
  kStateNoun,           // government, ministry, court: an institution of state
  kEventWord,           // war, olympics: last word of an event's name
  kLawWord,
  kWorkWord,
  kGroupPlace,   // countries, governments: takes up several places
  kGroupPerson,  // leaders
  kGroupOrganization,
  kVagueNoun,      // member, unit: may be said of persons, bodies, things
  kCorporateNoun,  // chairwoman, shareholder: bodies have them, persons do not
  kRolePerson,     // leader, president: a definite one takes up a person
  kPartitive,      // series, dozen: of the kind of what they are made of
  kAlsoPerson,     // head, star: a person or not
  kAlsoBody,       // unit, network: a body or not
};

class Gazetteer {
 public:
  enum class Kind : std::uint8_t { kName, kDemonym, kCapital };
  struct Entry {
    std::string id;    // "iso:KR"; a user's id; may be empty
    std::string name;  // canonical
    EntityType type = EntityType::kAbstract;
    bool user = false;
  };
  struct Hit {
    const Entry* entry = nullptr;  // lives as long as the gazetteer
    Kind kind = Kind::kName;
    bool weak = false;  // too ambiguous to be believed alone (Georgia, Turkey)
  };

  // The built-in tables, and `user_file` if not empty: JSON Lines with id, name, aliases, type.
  // Throws Error: kIo when it can't be read, kUsage naming the line that is wrong.
  explicit Gazetteer(const std::filesystem::path& user_file = {});
  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  ~Gazetteer();

  // A name as it stands in text, without determiner. Capitals count, except that a name all in
  // capitals is looked up by its usual spelling too. A user's entries come first and are found
  // without regard to case.
  std::optional<Hit> find(std::string_view name) const;
  // The country of which `name` is the capital or the seat of government: Seoul, Kremlin.
  const Entry* country_of_capital(std::string_view name) const;
  // The country or region whose adjective or people `word` is: Japanese, South Koreans.
  std::optional<Hit> find_demonym(std::string_view word) const;
  // Names that WordNet knows: "Normandy" -> region.
  std::optional<EntityType> known_name(std::string_view name) const;
  // A common noun by its lemma; nullopt when unknown, which mostly means abstract.
  std::optional<EntityType> noun_type(std::string_view lemma) const;
  // The kind that annotators nearly always gave a noun (GUM): one of its ten, as a type without
  // subtype.
  std::optional<EntityType> noun_kind(std::string_view lemma) const;
  // What the ontology asks of a noun ("payment": Quantity), alone or after its modifier ("press
  // release"), whatever annotators call it; small letters.
  std::optional<EntityType> convention(std::string_view words) const;
  // What a name is whose noun is `lower_word`: "charter" -> kLaw.
  std::optional<EntityType> name_noun(std::string_view lower_word) const;
  // Numbers of WordNet's synset of the noun's first sense and of up to three above it (a ferry is a
  // boat is a vessel); 0 where there is none. Synonyms have the first in common.
  std::array<std::uint32_t, 4> noun_senses(std::string_view lemma) const;
  // The same numbers for the next three senses, each with what is above it.
  std::array<std::uint32_t, 6> noun_other_senses(std::string_view lemma) const;
  // "city" -> kCity, "river" -> kRegion, "airport" -> kFacility.
  std::optional<EntityType> place_word(std::string_view lower_word) const;
  // `word` in lower case.
  bool has(WordList list, std::string_view word) const;
  // The longest number of words that a user's name has; 0 without a user file.
  std::size_t longest_user_name() const;

 private:
  class Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace trine::extract
