// Entities of all documents that go by one name: the first step of resolution.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "storage/identity/resolution.h"

namespace trine::storage {

// A normalised name of several words or acronym that a group also goes by.
struct OtherName {
  std::string name;
  std::uint32_t documents = 1;  // that call it so
};

// Entities with the same entry of a gazetteer, the same comparable name (name_rules.h) and base
// type, or that are the same body of the same country (national_bodies.h). A description ("the
// ministry") is alone in its group, which has no name: no rule looks at it.
struct Group {
  std::string name;  // normalised
  EntityType type = EntityType::kAbstract;
  std::string gazetteer_id;
  std::string country;                   // whose body it is, if it is one that every country has
  std::vector<std::uint32_t> entities;   // positions, ascending
  std::vector<OtherName> other_names;    // sorted
  std::vector<std::string> short_names;  // of persons: single words that they go by, sorted
  std::uint64_t mentions = 0;
  std::uint32_t words = 0;
  bool full_person = false;  // a person's name of two words or more
};

struct NameGroups {
  // In the order of what they go by: what rules do hangs on names, not on how documents are called.
  std::vector<Group> groups;
  std::vector<std::uint32_t> group_of;  // of each position
  std::vector<Link> links;              // of each position to the first of its group
};

NameGroups group_by_name(const ResolutionInput& input);

}  // namespace trine::storage
