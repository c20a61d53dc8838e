// What a name is: the model's word, refined by gazetteer, titles, suffixes and WordNet.
// Descriptions are in noun_types. Internal.
#pragma once
#include <optional>
#include <string_view>

#include "extract/mentions/name_spans.h"
#include "extract/mentions/sentence_view.h"
#include "schema/entity_type.h"

namespace trine::extract {

EntityType type_of_class(MentionClass type);
// The class of names that the tagger would give such a thing.
NameClass class_of_type(EntityType type);
// A person, body or place: of these kinds the tagger finds all names.
bool tagger_tells(EntityType type);
EntityType type_of_pronoun(const Token& word);

class MentionTypes {
 public:
  explicit MentionTypes(const SentenceView& view) : view_(view) {}  // borrowed

  EntityType of_name(const NameSpan& name, const Token& head) const;
  // What a sentence says outright of a name: "Aisby is a village", "the Bilka chain", "Aisby, a
  // village"; nothing where the tagger is too sure of another class.
  std::optional<EntityType> told(const NameSpan& name) const;

 private:
  EntityType place_subtype(TokenIndex first, TokenIndex last, std::string_view name) const;
  MentionClass class_of(const NameSpan& name, const Token& head) const;
  std::optional<EntityType> named_by_trade(const NameSpan& name) const;
  std::optional<EntityType> type_said_by(TokenIndex noun) const;
  TokenIndex core_end(const NameSpan& name) const;
  EntityType other_type(const NameSpan& name, const Token& head) const;
  bool has_versions(const NameSpan& name) const;
  bool has_officers(const NameSpan& name) const;
  bool quoted(const NameSpan& name) const;
  bool korean_name(const NameSpan& name) const;
  EntityType tagged_type(const NameSpan& name, const Token& head) const;

  const SentenceView& view_;
};

}  // namespace trine::extract
