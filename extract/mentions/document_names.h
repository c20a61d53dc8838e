// What a document's names tell about each other. Internal.
#pragma once
#include <string>
#include <vector>

#include "extract/mentions/mentions.h"
#include "extract/mentions/name_spans.h"

namespace trine::extract {

// A name as one mention has it.
struct NameMention {
  std::size_t mention = 0;  // its place in the list of mentions
  bool tagged = false;      // by the tagger; else only the tree and its tags call it a name
  bool sure = false;       // its type is known without the document: by a list, by its own sentence
  bool product = false;    // a list knows a product of this name
  bool ambiguous = false;  // ... which is a word of its own: "Safari"
  std::optional<EntityType> told;             // its sentence says what it is
  EntityType phrase = EntityType::kAbstract;  // what the model says of the phrase's head
  NameSpan name;
  std::uint32_t sentence = 0;
  TokenIndex list = kNoToken;  // first member of the coordination that it is part of
};

// One pass over the names of a document:
// - a proper noun that the tagger left out is a name only if it is known or resembles a tagged one;
// - what one sentence says of a name ("the Danish company Nordvax") holds for its others;
// - what the tagger called a name by a hair is one only where another use says so;
// - in a list of three or more names all are of a kind where the tagger allows it;
// - the same name has the same type: that of its uses taken together; and a part of a person's name
//   is that person where the tagger allows it;
// - ambiguous names of products ("Safari"), last words of products' names and what stands in a list
//   with well-known products are products.
// `by_model`: the tags are a model's; names read from a file are all believed.
void settle_names(std::span<const NameMention> uses, const Gazetteer& gazetteer, bool by_model,
                  std::span<ParsedMention> mentions);

}  // namespace trine::extract
