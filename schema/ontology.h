// Relation classes and the lexicon that assigns them: schema/ontology.toml, built into the library,
// and what a user adds with --ontology. Immutable after loading; const members are thread-safe.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/entity_type.h"

namespace trine {

struct RelationClass {
  std::string name;        // "CONSULT"
  std::string definition;  // one sentence
  bool symmetric = false;
  std::string inverse;                    // name of the inverse relation, or empty
  std::vector<EntityType> subject_types;  // expected; empty: any
  std::vector<EntityType> object_types;
  std::string schema_org;  // equivalent property, or empty
  std::string wikidata;    // equivalent property ("P26"), or empty
};

// What the lexicon says of a lemma phrase.
struct RelationEntry {
  std::string phrase;          // "meet", "hold talks with", "be in", noun "summit"
  std::string relation_class;  // "CONSULT"
  bool symmetric = false;      // of this phrase: "meet" is, "call for" is not
  std::string relation;        // of an event noun: the relation it states ("summit": "hold summit")
};

class Ontology {
 public:
  // The built-in ontology. Throws Error{kInternal} if it does not parse.
  static Ontology builtin();
  // The built-in one with the entries of a user's TOML file added; a user's entry wins.
  // Throws Error{kInput} naming file and line.
  static Ontology with_user_file(const std::filesystem::path& file);

  Ontology(Ontology&&) noexcept;
  Ontology& operator=(Ontology&&) noexcept;
  ~Ontology();

  const std::vector<RelationClass>& classes() const;  // sorted by name
  const RelationClass* find_class(std::string_view name) const;
  // The entry of exactly this lemma phrase, or nullptr.
  const RelationEntry* find_phrase(std::string_view phrase) const;
  // The class of a lemma phrase whose object is of this type (nullopt: it has none), where that
  // decides ("meet a need" is no meeting); else "". Goes before find_phrase.
  std::string_view class_by_object(std::string_view phrase,
                                   std::optional<EntityType> object_type) const;
  // The entry of an event noun ("summit", "invitation"), or nullptr.
  const RelationEntry* find_noun(std::string_view noun) const;
  // The class that WordNet's verb hierarchy suggests for a verb that has no entry, or "".
  std::string_view backoff_class(std::string_view verb) const;
  std::size_t entry_count() const;
  // Of the loaded text; kept in a store's metadata.
  std::uint64_t hash() const;

 private:
  class Impl;
  explicit Ontology(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace trine
