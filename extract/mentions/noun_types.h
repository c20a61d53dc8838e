// What a description is, by its noun: the ontology's conventions, then what annotators nearly
// always said of the noun, then WordNet where the model can imagine as much, then the model.
// Internal.
#pragma once
#include <optional>
#include <string_view>

#include "extract/mentions/sentence_view.h"
#include "schema/entity_type.h"

namespace trine::extract {

class NounTypes {
 public:
  explicit NounTypes(const SentenceView& view) : view_(view) {}  // borrowed

  EntityType of(TokenIndex noun) const;

 private:
  std::optional<EntityType> by_convention(TokenIndex noun) const;
  std::optional<EntityType> by_sense(TokenIndex noun) const;
  bool has_complement(TokenIndex noun, std::string_view preposition) const;
  TokenIndex whole_of(TokenIndex part) const;

  const SentenceView& view_;
};

}  // namespace trine::extract
