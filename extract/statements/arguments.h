// Words of a sentence to arguments of statements: entities by the mentions that they head, else
// literal text.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "extract/mentions/mentions.h"
#include "extract/sentence/tree.h"
#include "schema/document.h"
#include "schema/ontology.h"

namespace trine::extract {

// "himself": says nothing that the subject does not say.
bool is_reflexive(const Token& token);

class ArgumentResolver {
 public:
  // Borrows all; `mentions` are those of the one sentence.
  ArgumentResolver(const Tree& tree, std::span<const ParsedMention> mentions,
                   std::span<const Entity> entities, const Ontology& ontology);

  // The mention that the word heads (or whose name it stands in), or nullptr.
  const ParsedMention* mention_at(TokenIndex head) const;
  // The noun phrase of `head`.
  Argument nominal(TokenIndex head) const;
  // The clause below `head`, as a literal.
  Argument clausal(TokenIndex head) const;
  // One argument for each member of the group that `head` names ("the two"), else nominal(head).
  std::vector<Argument> members(TokenIndex head) const;

  // "the Norwegian and Swedish governments": one argument for each, by the adjectives; else empty.
  std::vector<Argument> shared_head(TokenIndex head) const;

  // A pronoun that nothing resolves, or one that never refers ("it rains", "there").
  bool is_unresolved(TokenIndex head) const;
  // Is it a named person, organisation, place or other thing, or a description of one?
  bool is_entity(TokenIndex head) const { return mention_at(head) != nullptr; }
  bool is_named(TokenIndex head) const;
  EntityType type_at(TokenIndex head) const;

 private:
  const ParsedMention* object_of_participle(TokenIndex head) const;
  bool is_office(TokenIndex head) const;
  std::vector<Argument> shared_name(TokenIndex head) const;

  const Tree& tree_;
  std::span<const ParsedMention> mentions_;
  std::span<const Entity> entities_;
  const Ontology& ontology_;
  std::vector<std::int32_t> by_head_;  // token -> index of its mention, or -1
};

}  // namespace trine::extract
