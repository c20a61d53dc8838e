// Which names of a document denote one thing: the same name, short forms, acronyms, spellings of a
// country. Internal to extract.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extract/coreference/mention_attributes.h"
#include "extract/english/gazetteer.h"

namespace trine::extract {

struct NameUse {
  std::int32_t mention = 0;
  std::string name;
  EntityType type = EntityType::kAbstract;
  Gender gender = Gender::kUnknown;
  bool demonym = false;
  bool plural = false;
};

// Pairs of mentions to be joined, in order. Uses are in the order of the text. Near-linear in their
// number.
std::vector<std::pair<std::int32_t, std::int32_t>> match_names(std::span<const NameUse> uses,
                                                               const Gazetteer& gazetteer);

}  // namespace trine::extract
