// Types of nodes (DESIGN: 13 types; a place also has a subtype).
#pragma once
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string_view>

namespace trine {

// Persisted. Never renumber; append only.
enum class EntityType : std::uint8_t {
  kAbstract = 0,  // also: type unknown
  kPerson = 1,    // also groups of people
  kOrganization = 2,
  kPlace = 3,
  kEvent = 4,
  kLaw = 5,
  kWork = 6,
  kProduct = 7,  // also other man-made or natural objects
  kSubstance = 8,
  kAnimal = 9,
  kPlant = 10,
  kTime = 11,
  kQuantity = 12,
  kCountry = 13,  // subtypes of kPlace
  kCity = 14,
  kRegion = 15,
  kFacility = 16,
};

// "Person", "Place:City", ...
std::string_view to_string(EntityType type);
std::optional<EntityType> parse_entity_type(std::string_view name);
// kPlace for its subtypes, else the type itself.
EntityType base_type(EntityType type);
bool is_place(EntityType type);
std::ostream& operator<<(std::ostream& out, EntityType type);

}  // namespace trine
