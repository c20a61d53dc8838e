// Entities of a document given as a table (parsed_text.h): who is whom.
#pragma once
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "extract/coreference/coreference.h"
#include "extract/english/gazetteer.h"
#include "tests/extract/parsed_text.h"

namespace trine::extract::testing {

inline const Gazetteer& gazetteer() {
  static const Gazetteer instance;
  return instance;
}

struct Resolved {
  std::vector<trine::Entity> entities;
  std::vector<std::pair<std::string, std::uint32_t>> mentions;  // text, entity

  // The entity of the n-th mention with that text.
  const trine::Entity& of(const std::string& text, int n = 0) const {
    for (const auto& [mention, entity] : mentions) {
      if (mention == text && n-- == 0) return entities.at(entity);
    }
    FAIL("no mention " << text);
    return entities.at(0);
  }
};

inline Resolved resolve(const std::string& table) {
  const auto parsed = parsed_text(table);
  auto found = find_mentions(parsed.document, parsed.sentences, gazetteer());
  Resolved out;
  out.entities = resolve_entities(parsed.document, parsed.sentences, found, gazetteer());
  for (const auto& [mention, first, last, head] : found) {
    out.mentions.emplace_back(mention.span.in(parsed.document.text), mention.entity);
  }
  return out;
}

}  // namespace trine::extract::testing
