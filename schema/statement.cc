#include "schema/statement.h"

#include <array>
#include <ostream>

namespace trine {
namespace {

template <class Enum, std::size_t N>
std::string_view name_of(const std::array<std::string_view, N>& names, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? names[index] : names[0];
}

constexpr std::array<std::string_view, 2> kPolarity = {"pos", "neg"};
constexpr std::array<std::string_view, 7> kModality = {
    "asserted", "planned", "possible", "hypothetical", "demanded", "reported", "alleged"};
constexpr std::array<std::string_view, 4> kTense = {"none", "past", "present", "future"};
constexpr std::array<std::string_view, 3> kAspect = {"simple", "perfect", "progressive"};
constexpr std::array<std::string_view, 15> kRole = {
    "other",  "time",  "place",     "instrument",  "purpose",  "topic",     "recipient", "source",
    "manner", "cause", "companion", "destination", "duration", "condition", "quantity"};

}  // namespace

std::string_view to_string(Polarity polarity) { return name_of(kPolarity, polarity); }
std::string_view to_string(Modality modality) { return name_of(kModality, modality); }
std::string_view to_string(Tense tense) { return name_of(kTense, tense); }
std::string_view to_string(Aspect aspect) { return name_of(kAspect, aspect); }
std::string_view to_string(Role role) { return name_of(kRole, role); }

std::ostream& operator<<(std::ostream& out, Polarity polarity) {
  return out << to_string(polarity);
}
std::ostream& operator<<(std::ostream& out, Modality modality) {
  return out << to_string(modality);
}

std::ostream& operator<<(std::ostream& out, const Argument& argument) {
  if (argument.empty()) return out << '-';
  out << argument.text;
  if (argument.is_entity()) out << '#' << argument.entity;
  return out;
}

std::ostream& operator<<(std::ostream& out, const Statement& statement) {
  out << '(' << statement.subject << "; " << statement.relation << "; " << statement.object << ')';
  if (statement.polarity == Polarity::kNegative) out << " not";
  if (statement.modality != Modality::kAsserted) out << ' ' << statement.modality;
  if (!statement.attribution.empty()) out << " says " << statement.attribution;
  if (!statement.time.empty()) out << " @" << statement.time.text;
  for (const auto& qualifier : statement.qualifiers) {
    out << " [" << to_string(qualifier.role) << ": " << qualifier.preposition << ' '
        << qualifier.argument << ']';
  }
  return out << ' ' << statement.relation_class << " {" << statement.rule << '}';
}

}  // namespace trine
