#include "storage/identity/national_bodies.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "storage/identity/name_rules.h"
#include "storage/identity/names.h"

namespace trine::storage {
namespace {

// The last word of what such a body is called without its country.
bool is_institution(std::string_view word) {
  static constexpr std::array<std::string_view, 36> kInstitutions = {
      "academy",   "administration", "agency",   "army",       "assembly", "authority",
      "bank",      "board",          "bureau",   "cabinet",    "command",  "commission",
      "committee", "congress",       "corps",    "council",    "court",    "department",
      "embassy",   "force",          "forces",   "government", "guard",    "house",
      "marines",   "military",       "ministry", "navy",       "office",   "parliament",
      "party",     "police",         "senate",   "service",    "treasury", "tribunal"};
  return std::binary_search(kInstitutions.begin(), kInstitutions.end(), word);
}

// "Ministry of Defence", "House of Representatives", "Supreme Court"
bool is_institution_name(std::string_view name) {
  const auto of = name.find(" of ");
  const auto core = name.substr(0, of);
  const auto space = core.rfind(' ');
  return is_institution(space == std::string_view::npos ? core : core.substr(space + 1));
}

// "the States", "the Union": other documents call other countries so.
bool is_any_country(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kNouns = {
      "country", "east",     "empire", "government", "kingdom", "nation", "nations",
      "north",   "republic", "south",  "state",      "states",  "union",  "west"};
  return std::binary_search(kNouns.begin(), kNouns.end(), name);
}

// A name that says nothing but what kind of body it is: "Parliament", "Supreme Court", "Ministry of
// Finance". The World Bank and the Security Council are no country's.
bool says_only_kind(std::string_view name) {
  static constexpr std::array<std::string_view, 36> kCommon = {"affairs",
                                                               "agriculture",
                                                               "air",
                                                               "and",
                                                               "appeal",
                                                               "armed",
                                                               "central",
                                                               "coast",
                                                               "constitutional",
                                                               "culture",
                                                               "defence",
                                                               "defense",
                                                               "economy",
                                                               "education",
                                                               "energy",
                                                               "environment",
                                                               "federal",
                                                               "finance",
                                                               "foreign",
                                                               "guard",
                                                               "health",
                                                               "high",
                                                               "interior",
                                                               "justice",
                                                               "labor",
                                                               "labour",
                                                               "lower",
                                                               "national",
                                                               "of",
                                                               "public",
                                                               "representatives",
                                                               "state",
                                                               "supreme",
                                                               "the",
                                                               "trade",
                                                               "upper"};
  const auto words = words_of(name);
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return is_institution(word) || std::binary_search(kCommon.begin(), kCommon.end(), word);
  });
}

// "Norway's Parliament" is "Norway Parliament".
std::string without_possessive(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    for (const std::string_view mark : {"'s ", "’s ", "' ", "’ "}) {
      if (name.substr(i, mark.size()) == mark) {
        i += mark.size() - 1;
        break;
      }
    }
    out += name[i];
  }
  return normalised_name(out);
}

}  // namespace

NationalBodies::NationalBodies(const ResolutionInput& input)
    : input_(input), spoken_of_(input.documents.size()) {
  // A capital stands for its country as an actor, but "London police" are not Britain's.
  std::unordered_set<std::string> cities;
  for (const auto& entity : input.entities) {
    if (entity.type == EntityType::kCity) cities.insert(normalised_name(entity.name));
  }
  // What two countries are called by ("Korean", "Congo") names neither.
  const auto learn = [&](const std::string& name, const std::string& country) {
    if (name.empty()) return;
    const auto [at, fresh] = country_of_.emplace(name, country);
    if (!fresh && at->second != country) at->second.clear();
  };
  for (const auto& entity : input.entities) {
    if (entity.gazetteer_id.empty() || entity.type != EntityType::kCountry) continue;
    spoken_of_[entity.document].emplace_back(entity.gazetteer_id, entity.mentions + 1);
    if (name_of_.emplace(entity.gazetteer_id, entity.name).second) {
      learn(normalised_name(entity.name), entity.gazetteer_id);
    }
    for (const auto& alias : entity.aliases) {
      // descriptions ("the country") are nobody's name
      if (alias.empty() || (alias[0] >= 'a' && alias[0] <= 'z')) continue;
      if (auto name = normalised_name(alias); !cities.contains(name) && !is_any_country(name)) {
        learn(name, entity.gazetteer_id);
      }
    }
  }
  for (const auto& entity : input.entities) {
    if (!entity.named || base_type(entity.type) != EntityType::kOrganization) continue;
    if (auto body = named_by_country(entity.name)) {
      auto& owners = owners_[body->name];
      const auto at = std::lower_bound(owners.begin(), owners.end(), body->country);
      if (at == owners.end() || *at != body->country) owners.insert(at, body->country);
    }
  }
}

std::optional<NationalBodies::Body> NationalBodies::named_by_country(
    const std::string& written) const {
  const auto name = without_possessive(written);
  const auto known = [&](const std::string& words) -> const std::string* {
    const auto found = country_of_.find(words);
    return found == country_of_.end() || found->second.empty() ? nullptr : &found->second;
  };
  // "Supreme Court of Ghana"
  if (const auto of = name.rfind(" of "); of != std::string::npos) {
    auto complement = name.substr(of + 4);
    if (complement.starts_with("the ")) complement.erase(0, 4);
    const auto rest = name.substr(0, of);
    if (const auto* country = known(complement); country != nullptr && is_institution_name(rest)) {
      return Body{*country, without_of(rest), false};
    }
  }
  // "South Korean Ministry of Defence": the longest name of a country that it begins with
  std::optional<Body> best;
  for (auto space = name.find(' '); space != std::string::npos; space = name.find(' ', space + 1)) {
    const auto rest = name.substr(space + 1);
    if (!is_institution_name(rest)) continue;
    if (const auto* country = known(name.substr(0, space)))
      best = Body{*country, without_of(rest), false};
  }
  return best;
}

std::optional<NationalBodies::Body> NationalBodies::find(std::uint32_t position) const {
  const auto& entity = input_.entities[position];
  if (!entity.named || base_type(entity.type) != EntityType::kOrganization) return std::nullopt;
  if (auto body = named_by_country(entity.name)) return body;
  auto name = normalised_name(entity.name);
  if (!is_institution_name(name) || !says_only_kind(name)) return std::nullopt;
  name = without_of(std::move(name));
  auto country = country_in(entity.document, name);
  const auto owners = owners_.find(name);
  if (country.empty() && (owners == owners_.end() || owners->second.size() < 2)) {
    return std::nullopt;
  }
  return Body{std::move(country), std::move(name), true};
}

// Whose body the document means: a country that it speaks of and that is known to have one, else
// the one that it is about.
std::string NationalBodies::country_in(std::uint32_t document, const std::string& name) const {
  const auto& spoken = spoken_of_[document];
  const auto most = [&](auto allowed) {
    std::pair<std::string, std::uint32_t> best;
    std::uint32_t second = 0;
    for (const auto& [country, mentions] : spoken) {
      if (!allowed(country)) continue;
      if (mentions > best.second) {
        second = best.second;
        best = {country, mentions};
      } else {
        second = std::max(second, mentions);
      }
    }
    if (best.second < 2 * second) best.first.clear();
    return best;
  };
  const auto about = most([](const std::string&) { return true; });
  const auto owners = owners_.find(name);
  if (owners == owners_.end()) return about.first;
  const auto known = most([&](const std::string& country) {
    return std::binary_search(owners->second.begin(), owners->second.end(), country);
  });
  // one that is hardly spoken of, in a document about another country, has no part in it
  if (!known.first.empty() && known.second * 4 >= about.second) return known.first;
  return about.first;
}

std::string_view NationalBodies::country_name(const std::string& country) const {
  const auto found = name_of_.find(country);
  return found == name_of_.end() ? std::string_view(country) : std::string_view(found->second);
}

}  // namespace trine::storage
