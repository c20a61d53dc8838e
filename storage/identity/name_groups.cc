#include "storage/identity/name_groups.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "storage/identity/name_rules.h"
#include "storage/identity/names.h"
#include "storage/identity/national_bodies.h"

namespace trine::storage {
namespace {

class Grouping {
 public:
  explicit Grouping(const ResolutionInput& input) : input_(input), bodies_(input) {}

  NameGroups run() {
    const auto count = static_cast<std::uint32_t>(input_.entities.size());
    links_.resize(count);
    group_of_.resize(count);
    struct Key {
      std::string text;
      std::uint32_t position;
    };
    std::vector<Key> keys;
    keys.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto& from = entity(i);
      links_[i].to = i;
      std::string name = comparable_name(from.name, from.type);
      if (!from.gazetteer_id.empty()) {
        keys.push_back({"i" + from.gazetteer_id, i});
      } else if (const auto body = bodies_.find(i)) {
        // nobody can tell whose court it is: it stays in its document
        keys.push_back({body->country.empty() ? "" : "b" + body->name + '\t' + body->country, i});
      } else if ((from.named ||
                  (base_type(from.type) == EntityType::kTime && absolute_time(name))) &&
                 from.members.empty()) {
        if (name.empty()) name = from.name;
        keys.push_back(
            {"n" + name + '\t' + static_cast<char>('a' + static_cast<int>(base_type(from.type))),
             i});
      } else {
        keys.push_back({"", i});
      }
    }
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
      return std::tie(a.text, a.position) < std::tie(b.text, b.position);
    });
    for (std::size_t begin = 0; begin < keys.size();) {
      std::size_t end = begin + 1;
      if (!keys[begin].text.empty()) {
        while (end < keys.size() && keys[end].text == keys[begin].text) ++end;
      }
      add_group(keys[begin].text, begin, end, keys);
      begin = end;
    }
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      for (const auto position : groups_[g].entities) group_of_[position] = g;
    }
    return {std::move(groups_), std::move(group_of_), std::move(links_)};
  }

 private:
  const LocalEntity& entity(std::uint32_t position) const { return input_.entities[position]; }

  template <class Keys>
  void add_group(const std::string& key, std::size_t begin, std::size_t end, const Keys& keys) {
    Group group;
    std::map<EntityType, std::uint64_t> types;
    std::map<std::string, std::uint64_t> names;
    const auto first = keys[begin].position;
    for (std::size_t k = begin; k < end; ++k) {
      const auto position = keys[k].position;
      const auto& from = entity(position);
      group.entities.push_back(position);
      group.mentions += from.mentions + 1;
      if (group.gazetteer_id.empty()) group.gazetteer_id = from.gazetteer_id;
      types[from.type] += from.mentions + 1;
      auto name = comparable_name(from.name, from.type);
      if (!key.empty()) add_other_names(group, from, name, key[0] == 'b');
      names[std::move(name)] += from.mentions + 1;
      if (k > begin) links_[position] = {first, group_reason(key[0], position)};
    }
    const auto by_count = [](const auto& a, const auto& b) { return a.second < b.second; };
    group.type = std::max_element(types.begin(), types.end(), by_count)->first;
    group.name = std::max_element(names.begin(), names.end(), by_count)->first;
    if (key.starts_with('b')) {
      const auto body = bodies_.find(first);
      group.country = body->country;
      group.name =
          normalised_name(std::string(bodies_.country_name(body->country)) + ' ' + body->name);
    }
    std::sort(group.other_names.begin(), group.other_names.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    std::size_t kept = 0;
    for (auto& other : group.other_names) {
      if (other.name == group.name) continue;
      if (kept > 0 && group.other_names[kept - 1].name == other.name) {
        ++group.other_names[kept - 1].documents;
      } else {
        if (&group.other_names[kept] != &other) group.other_names[kept] = std::move(other);
        ++kept;
      }
    }
    group.other_names.resize(kept);
    std::sort(group.short_names.begin(), group.short_names.end());
    group.short_names.erase(std::unique(group.short_names.begin(), group.short_names.end()),
                            group.short_names.end());
    if (key.empty()) {
      group.name.clear();  // a description: no rule looks at it
    } else {
      group.words = static_cast<std::uint32_t>(words_of(group.name).size());
      group.full_person = base_type(group.type) == EntityType::kPerson && group.words >= 2;
    }
    groups_.push_back(std::move(group));
  }

  // `name`: the entity's own, comparable.
  static void add_other_names(Group& group, const LocalEntity& from, const std::string& name,
                              bool national) {
    if (national) group.other_names.push_back({name});
    for (const auto& alias : from.aliases) {
      if (!looks_like_name(alias)) continue;
      auto other = comparable_name(alias, from.type);
      if (words_of(other).size() >= 2 || is_acronym(alias)) {
        const bool person = base_type(from.type) == EntityType::kPerson;
        if (person ? !is_acronym(alias) && !names_person(other, name)
                   : names_the_whole(other, name) || names_the_whole(name, other)) {
          continue;
        }
        // "the Foreign Ministry" is every country's
        if (national && ends_with_words(name, other)) continue;
        group.other_names.push_back({std::move(other)});
      } else if (from.type == EntityType::kPerson) {
        group.short_names.push_back(std::move(other));
      }
    }
  }

  std::string group_reason(char key, std::uint32_t position) const {
    const auto& from = entity(position);
    if (key == 'i') return "same entry of the gazetteer";
    if (key == 'b') {
      const auto body = bodies_.find(position);
      const std::string country(bodies_.country_name(body->country));
      return body->bare ? "same body; its document is about " + country : "same body of " + country;
    }
    const bool person = base_type(from.type) == EntityType::kPerson;
    const bool one_word = from.name.find(' ') == std::string::npos;
    if (person && one_word) return "same name; no fuller one in their documents";
    return person ? "same full name" : "same name and type";
  }

  const ResolutionInput& input_;
  NationalBodies bodies_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> group_of_;
  std::vector<Link> links_;
};

}  // namespace

NameGroups group_by_name(const ResolutionInput& input) { return Grouping(input).run(); }

}  // namespace trine::storage
