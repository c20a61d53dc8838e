#include "schema/entity_type.h"

#include <array>
#include <ostream>

namespace trine {
namespace {
constexpr std::array<std::string_view, 17> kNames = {
    "Abstract", "Person",        "Organization", "Place",        "Event",         "Law",
    "Work",     "Product",       "Substance",    "Animal",       "Plant",         "Time",
    "Quantity", "Place:Country", "Place:City",   "Place:Region", "Place:Facility"};
}  // namespace

std::string_view to_string(EntityType type) {
  const auto index = static_cast<std::size_t>(type);
  return index < kNames.size() ? kNames[index] : kNames[0];
}

std::optional<EntityType> parse_entity_type(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<EntityType>(i);
  }
  return std::nullopt;
}

EntityType base_type(EntityType type) {
  return type >= EntityType::kCountry ? EntityType::kPlace : type;
}

bool is_place(EntityType type) { return base_type(type) == EntityType::kPlace; }

std::ostream& operator<<(std::ostream& out, EntityType type) { return out << to_string(type); }

}  // namespace trine
