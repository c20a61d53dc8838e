// How entities of different documents become one node.
//
// 1. Groups of entities with the same name (name_groups.h).
// 2. Links between groups, each by a rule that looks at groups only, so that no order matters: one
//    name under several types; legal forms; middle names, initials, short and otherwise spelled
//    given names; what a thing is also called. That X is also called Y counts by the documents that
//    say so, against those that know X and Y as two things.
// 3. Bare surnames link to the one full name that ends (or, as in Korean, begins) with them, if the
//    corpus holds only one; if it holds several, an entity follows what it shares with one of them
//    alone: neighbours and roles. What is left in doubt is listed for the user.
//
// A rule never joins two clusters that hold different entries of a gazetteer, bodies of two
// countries, or two different full names of persons. All maps are sorted or looked up by key only;
// groups are numbered by their names.
#include "storage/identity/resolution.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "storage/identity/name_groups.h"
#include "storage/identity/name_rules.h"
#include "storage/identity/names.h"

namespace trine::storage {
namespace {

constexpr std::size_t kManyCandidates = 64;  // a surname that so many bear tells nothing
constexpr std::size_t kMostDoubts = 10000;
constexpr std::size_t kSeldom = 4;  // a name that fewer than one document in four knows is a slip

// Types under which one name may be one thing: a tagger wavers between a place and its government.
enum class Family : std::uint8_t { kPerson, kBody, kTime, kOther };

Family family_of(EntityType type) {
  switch (base_type(type)) {
    case EntityType::kPerson:
      return Family::kPerson;
    case EntityType::kOrganization:
    case EntityType::kPlace:
      return Family::kBody;
    case EntityType::kTime:
    case EntityType::kQuantity:
      return Family::kTime;
    default:
      return Family::kOther;
  }
}

class Resolver {
 public:
  explicit Resolver(const ResolutionInput& input) : Resolver(input, group_by_name(input)) {}

  Resolution run() {
    parent_.resize(groups_.size());
    std::iota(parent_.begin(), parent_.end(), 0);
    cluster_id_.resize(groups_.size());
    cluster_person_.resize(groups_.size());
    cluster_country_.resize(groups_.size());
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      cluster_id_[g] = groups_[g].gazetteer_id;
      cluster_country_[g] = groups_[g].country;
      if (groups_[g].full_person) cluster_person_[g] = groups_[g].name;
    }
    find_surnames();
    link_types();
    link_legal_forms();
    link_middle_names();
    link_initials();
    link_other_names();
    link_spellings();
    link_surnames();
    link_short_bodies();
    return finish();
  }

 private:
  Resolver(const ResolutionInput& input, NameGroups grouped)
      : input_(input),
        groups_(std::move(grouped.groups)),
        group_of_(std::move(grouped.group_of)),
        links_(std::move(grouped.links)) {}

  const LocalEntity& entity(std::uint32_t position) const { return input_.entities[position]; }

  // ---- Linking ----

  std::uint32_t find(std::uint32_t g) {
    while (parent_[g] != g) {
      parent_[g] = parent_[parent_[g]];
      g = parent_[g];
    }
    return g;
  }

  // Two clusters with different entries, or with different full names of persons, are two things.
  bool conflict(std::uint32_t a, std::uint32_t b) const {
    if (!cluster_id_[a].empty() && !cluster_id_[b].empty() && cluster_id_[a] != cluster_id_[b]) {
      return true;
    }
    if (!cluster_country_[a].empty() && !cluster_country_[b].empty() &&
        cluster_country_[a] != cluster_country_[b]) {
      return true;
    }
    const auto& one = cluster_person_[a];
    const auto& two = cluster_person_[b];
    if (one.empty() || two.empty() || one == two) return false;
    const auto x = words_of(one);
    const auto y = words_of(two);
    return !same_person(x, y);
  }

  // May two full names be one person's?
  static bool same_person(NameWords a, NameWords b) {
    a.front() = formal_given_name(a.front());
    b.front() = formal_given_name(b.front());
    return a == b || middle_left_out(a, b) || middle_left_out(b, a) || spelled_otherwise(a, b);
  }

  static std::string ends_of(const NameWords& words) {
    return std::string(formal_given_name(words.front())) + ' ' + std::string(words.back());
  }

  // Returns whether they are one cluster now.
  bool link(std::uint32_t a, std::uint32_t b, std::string reason) {
    auto root_a = find(a);
    auto root_b = find(b);
    if (root_a == root_b) return true;
    if (conflict(root_a, root_b)) return false;
    // The cluster with the smaller position stays the root; the other one's tree is turned so that
    // it hangs from the entity that made the link.
    auto from = groups_[b].entities[0];
    auto to = groups_[a].entities[0];
    if (groups_[root_b].entities[0] < groups_[root_a].entities[0]) {
      std::swap(from, to);
      std::swap(root_a, root_b);
    }
    hang(from, to, std::move(reason));
    parent_[root_b] = root_a;
    if (cluster_id_[root_a].empty()) cluster_id_[root_a] = cluster_id_[root_b];
    if (cluster_country_[root_a].empty()) cluster_country_[root_a] = cluster_country_[root_b];
    if (cluster_person_[root_a].size() < cluster_person_[root_b].size()) {
      cluster_person_[root_a] = cluster_person_[root_b];
    }
    return true;
  }

  void hang(std::uint32_t from, std::uint32_t to, std::string reason) {
    auto at = from;
    Link next{to, std::move(reason)};
    while (true) {
      const Link old = std::exchange(links_[at], std::move(next));
      if (old.to == at) break;
      next = {at, old.reason};
      at = old.to;
    }
  }

  void doubt(std::uint32_t a, std::uint32_t b, double score, std::string reason) {
    doubts_.push_back({std::min(a, b), std::max(a, b), score, std::move(reason)});
  }

  // First and last words of persons' full names.
  void find_surnames() {
    for (const auto& group : groups_) {
      if (!group.full_person) continue;
      const auto words = words_of(group.name);
      surnames_.insert(words.front());
      surnames_.insert(words.back());
    }
  }

  // One name under several types.
  void link_types() {
    std::map<std::string_view, std::vector<std::uint32_t>> by_name;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!groups_[g].name.empty()) by_name[groups_[g].name].push_back(g);
    }
    for (const auto& [name, list] : by_name) {
      for (std::size_t k = 1; k < list.size(); ++k) {
        const auto& first = groups_[list[0]];
        const auto& other = groups_[list[k]];
        const auto a = family_of(first.type);
        const auto b = family_of(other.type);
        const bool unknown =
            first.type == EntityType::kAbstract || other.type == EntityType::kAbstract;
        const bool person = a == Family::kPerson || b == Family::kPerson;
        // A tagger that takes a body for a person does so with names that no person bears.
        const bool surname = person && first.words == 1 && surnames_.contains(first.name);
        if (a == b || first.words >= 2 || (unknown && !person) || (person && !surname)) {
          link(list[0], list[k], "same name, read as different types");
        } else {
          doubt(list[0], list[k], 0.3, "same name, but of different types");
        }
      }
    }
  }

  void link_legal_forms() {
    const auto known = names_of([](const Group& group) {
      return family_of(group.type) == Family::kBody || group.type == EntityType::kAbstract;
    });
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (base_type(groups_[g].type) != EntityType::kOrganization) continue;
      const auto bare = without_legal_form(groups_[g].name);
      if (bare.empty()) continue;
      const auto found = known.find(bare);
      if (found == known.end()) continue;
      const auto& other = groups_[found->second[0]];
      if (is_place(other.type)) continue;
      link(found->second[0], g, "same name without its legal form");
    }
  }

  template <class Wanted>
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> names_of(Wanted wanted) const {
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> known;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!groups_[g].name.empty() && wanted(groups_[g])) known[groups_[g].name].push_back(g);
    }
    return known;
  }

  // "George Bush" and "George W. Bush", unless "George H. W. Bush" is there too.
  void link_middle_names() {
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_ends;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!groups_[g].full_person) continue;
      const auto words = words_of(groups_[g].name);
      by_ends[ends_of(words)].push_back(g);
    }
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!groups_[g].full_person) continue;
      const auto words = words_of(groups_[g].name);
      const auto& list = by_ends[ends_of(words)];
      if (list.size() < 2 || list.size() > kManyCandidates) continue;
      std::vector<std::uint32_t> fuller;
      for (const auto other : list) {
        if (other == g) continue;
        const auto theirs = words_of(groups_[other].name);
        if (middle_left_out(words, theirs)) {
          fuller.push_back(other);
        } else if (words.front() != theirs.front() && !conflict(find(g), find(other))) {
          if (shares(other, g)) {
            link(other, g, "one given name is short for the other; shares neighbours or roles");
          } else {
            doubt(other, g, 0.5, "one given name is short for the other");
          }
        }
      }
      if (fuller.empty()) continue;
      bool agree = true;
      for (const auto a : fuller) {
        for (const auto b : fuller) {
          const auto x = words_of(groups_[a].name);
          const auto y = words_of(groups_[b].name);
          agree = agree && (a == b || middle_left_out(x, y) || middle_left_out(y, x));
        }
      }
      for (const auto other : fuller) {
        if (agree && apart(other, g) > 0) {
          doubt(other, g, 0.4, "same name but for a middle name; some documents know both");
        } else if (agree) {
          link(other, g, "same name but for a middle name");
        } else {
          doubt(other, g, 0.4, "same first and last name; several with different middle names");
        }
      }
    }
  }

  // "A. Gromyko" and "Andrei Gromyko", if no "Anatoli Gromyko" is there.
  void link_initials() {
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_last;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (groups_[g].full_person) by_last[words_of(groups_[g].name).back()].push_back(g);
    }
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!groups_[g].full_person) continue;
      const auto words = words_of(groups_[g].name);
      const auto& list = by_last[words.back()];
      if (words.front().size() != 1 || list.size() > kManyCandidates) continue;
      std::vector<std::uint32_t> fuller;  // one of each cluster
      for (const auto other : list) {
        const auto theirs = words_of(groups_[other].name);
        if (theirs.front().size() == 1 || !middle_left_out(words, theirs)) continue;
        if (std::none_of(fuller.begin(), fuller.end(),
                         [&](auto known) { return find(known) == find(other); })) {
          fuller.push_back(other);
        }
      }
      if (fuller.size() == 1) {
        link(fuller[0], g, "initials of the only such full name in the corpus");
      } else {
        for (const auto other : fuller) {
          doubt(other, g, 0.9 / static_cast<double>(fuller.size()),
                "initials of several full names");
        }
      }
    }
  }

  struct Claim {
    std::string_view name;
    std::uint32_t group;
    std::uint32_t documents;
  };

  // In how many documents do both stand, as two things?
  std::uint32_t apart(std::uint32_t a, std::uint32_t b) const {
    const auto* few = &groups_[a].entities;
    const auto* many = &groups_[b].entities;
    if (few->size() > many->size()) std::swap(few, many);
    std::uint32_t documents = 0;
    for (const auto position : *few) {
      const auto document = entity(position).document;
      const auto at = std::lower_bound(
          many->begin(), many->end(), document,
          [&](auto other, auto wanted) { return entity(other).document < wanted; });
      if (at != many->end() && entity(*at).document == document) ++documents;
    }
    return documents;
  }

  // A name that is elsewhere the other name of exactly one thing: "KCNA", once explained.
  void link_other_names() {
    std::vector<Claim> claims;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      for (const auto& other : groups_[g].other_names)
        claims.push_back({other.name, g, other.documents});
    }
    std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
      return std::tie(a.name, a.group) < std::tie(b.name, b.group);
    });
    const auto known = names_of([](const Group&) { return true; });
    for (std::size_t begin = 0; begin < claims.size();) {
      std::size_t end = begin + 1;
      while (end < claims.size() && claims[end].name == claims[begin].name) ++end;
      const auto name = claims[begin].name;
      const std::span same(claims.data() + begin, end - begin);
      if (const auto found = known.find(name); found != known.end()) {
        for (const auto g : found->second) link_to_owner(g, name, same);
      }
      if (name.find(' ') != std::string_view::npos) link_sharers(name, same);
      begin = end;
    }
  }

  // The same other name of several words (not an acronym, which two bodies may share) tells as
  // much, if they are called so often enough, and not because both are longer: "Symphony
  // Orchestra".
  void link_sharers(std::string_view name, std::span<const Claim> claims) {
    const auto often = [&](const Claim& claim) {
      return claim.documents * kSeldom >= groups_[claim.group].entities.size();
    };
    const auto first = std::find_if(claims.begin(), claims.end(), often);
    if (first == claims.end()) return;
    const auto& a = groups_[first->group];
    for (const auto& claim : claims) {
      const auto& b = groups_[claim.group];
      if (claim.group == first->group || !often(claim) || base_type(a.type) != base_type(b.type)) {
        continue;
      }
      const bool short_form = base_type(a.type) != EntityType::kPerson &&
                              ends_with_words(a.name, name) && ends_with_words(b.name, name);
      if (!short_form &&
          apart(first->group, claim.group) < std::min(first->documents, claim.documents)) {
        link(first->group, claim.group, "both also called \"" + shown(claim.group, name) + "\"");
      }
    }
  }

  // `g` is called what others are also called.
  void link_to_owner(std::uint32_t g, std::string_view name, std::span<const Claim> claims) {
    std::vector<std::uint32_t> owners;     // one of each cluster
    std::vector<std::uint32_t> documents;  // that say so, of each
    for (const auto& claim : claims) {
      if (family_of(groups_[claim.group].type) != family_of(groups_[g].type)) continue;
      // as many documents tell them apart as call one by the other's name
      if (const auto two = apart(claim.group, g); two > 0 && two >= claim.documents) continue;
      // nor does one slip in many documents make two bodies one; acronyms are seldom explained
      if (claim.documents * kSeldom < groups_[g].entities.size() &&
          !initials_of(normalised_name(entity(groups_[claim.group].entities[0]).name), name)) {
        continue;
      }
      const auto at = std::find_if(owners.begin(), owners.end(),
                                   [&](auto known) { return find(known) == find(claim.group); });
      if (at == owners.end()) {
        owners.push_back(claim.group);
        documents.push_back(claim.documents);
      } else {
        documents[static_cast<std::size_t>(at - owners.begin())] += claim.documents;
      }
    }
    if (owners.empty()) return;
    const auto most = std::max_element(documents.begin(), documents.end()) - documents.begin();
    const auto all = std::accumulate(documents.begin(), documents.end(), std::uint32_t{0});
    const auto owner = owners[static_cast<std::size_t>(most)];
    const auto written = "\"" + shown(owner, name) + "\"";
    constexpr std::uint32_t kClearly = 3;
    const auto others = all - documents[static_cast<std::size_t>(most)];
    if (documents[static_cast<std::size_t>(most)] >= kClearly * others) {
      link(owner, g, (owners.size() == 1 ? "its other name " : "nearly always called ") + written);
    } else if (std::none_of(owners.begin(), owners.end(),
                            [&](auto known) { return find(known) == find(g); })) {
      separate(g, owners, 0.8, "of several that are called " + written,
               "shares the name " + written + " with several");
    }
  }

  // An alias as it was written.
  std::string shown(std::uint32_t g, std::string_view normalised) const {
    for (const auto position : groups_[g].entities) {
      for (const auto& alias : entity(position).aliases) {
        if (comparable_name(alias, entity(position).type) == normalised) return alias;
      }
    }
    return std::string(normalised);
  }

  // ---- Surnames ----

  void link_surnames() {
    // Clusters of full names by first and by last word.
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_last;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_first;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!groups_[g].full_person) continue;
      const auto words = words_of(groups_[g].name);
      by_last[words.back()].push_back(g);
      by_first[words.front()].push_back(g);
    }
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const auto& group = groups_[g];
      if (base_type(group.type) != EntityType::kPerson || group.words != 1) continue;
      std::vector<std::uint32_t> candidates;
      bool as_first = false;
      const auto gather = [&](const auto& index, bool known_short) {
        const auto found = index.find(group.name);
        if (found == index.end() || found->second.size() > kManyCandidates) return;
        for (const auto other : found->second) {
          const auto& shorts = groups_[other].short_names;
          if (known_short && !std::binary_search(shorts.begin(), shorts.end(), group.name))
            continue;
          if (std::none_of(candidates.begin(), candidates.end(),
                           [&](auto known) { return find(known) == find(other); })) {
            candidates.push_back(other);
          }
        }
      };
      // A surname stands last; or first, as in Korean, and then the full name's own documents call
      // it so.
      gather(by_last, false);
      gather(by_first, true);
      if (candidates.empty()) {
        as_first = true;
        gather(by_first, false);
      }
      if (candidates.empty()) continue;
      const auto& name = entity(group.entities[0]).name;
      if (candidates.size() == 1 && !as_first) {
        link(candidates[0], g, "surname; the only " + name + " in the corpus");
        continue;
      }
      if (candidates.size() == 1 && shares(candidates[0], g)) {
        link(candidates[0], g, "given name; shares neighbours or roles with the only " + name);
        continue;
      }
      if (candidates.size() == 1) {
        doubt(candidates[0], g, 0.4, "first word of the only full name with " + name);
        continue;
      }
      separate(g, candidates, 0.9, "surname; of several " + name,
               "surname; several " + name + " in the corpus");
    }
  }

  // "Varn", of whom the same is said as of Varn Shipping, the only body that begins so.
  void link_short_bodies() {
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_first;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const auto& group = groups_[g];
      if (base_type(group.type) == EntityType::kOrganization && group.words >= 2 &&
          group.country.empty()) {
        by_first[words_of(group.name).front()].push_back(g);
      }
    }
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const auto& group = groups_[g];
      if (group.words != 1 || !group.gazetteer_id.empty() || surnames_.contains(group.name) ||
          family_of(group.type) == Family::kTime) {
        continue;
      }
      const auto found = by_first.find(group.name);
      if (found == by_first.end() || found->second.size() > kManyCandidates) continue;
      const auto root = find(found->second[0]);
      const bool only = std::all_of(found->second.begin(), found->second.end(),
                                    [&](auto other) { return find(other) == root; });
      if (!only || find(g) == root || apart(found->second[0], g) > 0) continue;
      if (shares(found->second[0], g)) {
        link(found->second[0], g,
             "short name; shares neighbours or roles with the only body that begins so");
      } else {
        doubt(found->second[0], g, 0.4, "first word of the only such body");
      }
    }
  }

  // Nodes that share statements with the group's entities, as roots; sorted.
  std::vector<std::uint32_t> neighbours(std::uint32_t g) {
    std::vector<std::uint32_t> found;
    for (const auto position : groups_[g].entities) {
      for (const auto near : entity(position).neighbours) {
        const auto root = find(group_of_[near]);
        if (!groups_[root].name.empty()) found.push_back(root);
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  std::size_t support(std::uint32_t candidate, const std::vector<std::uint32_t>& near,
                      const std::vector<std::string>& roles) {
    const auto theirs = neighbours(candidate);
    std::vector<std::uint32_t> both;
    std::set_intersection(near.begin(), near.end(), theirs.begin(), theirs.end(),
                          std::back_inserter(both));
    std::size_t points = both.size();
    for (const auto position : groups_[candidate].entities) {
      for (const auto& role : entity(position).roles) {
        if (std::find(roles.begin(), roles.end(), role) != roles.end()) {
          return points + 2;
        }
      }
    }
    return points;
  }

  std::vector<std::string> roles(std::uint32_t g) const {
    std::vector<std::string> all;
    for (const auto position : groups_[g].entities) {
      const auto& some = entity(position).roles;
      all.insert(all.end(), some.begin(), some.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  bool shares(std::uint32_t candidate, std::uint32_t g) {
    return support(candidate, neighbours(g), roles(g)) > 0;
  }

  // Several bear the name: does what is said of this one point to one of them alone?
  void separate(std::uint32_t g, const std::vector<std::uint32_t>& candidates, double doubtful,
                const std::string& told, const std::string& open) {
    const auto near = neighbours(g);
    const auto mine = roles(g);
    std::size_t best = 0;
    std::size_t second = 0;
    std::uint32_t chosen = candidates[0];
    for (const auto candidate : candidates) {
      const auto points = support(candidate, near, mine);
      if (points > best) {
        second = best;
        best = points;
        chosen = candidate;
      } else {
        second = std::max(second, points);
      }
    }
    if (best >= 2 && second == 0) {
      link(chosen, g, told + ", the one with the same neighbours or roles");
      return;
    }
    std::size_t listed = 0;
    for (const auto candidate : candidates) {
      if (++listed > 4) break;
      doubt(candidate, g, doubtful / static_cast<double>(candidates.size()), open);
    }
  }

  // ---- Spellings ----

  static std::string without_spaces(std::string name) {
    std::erase(name, ' ');
    return name;
  }

  // Names spelled almost alike: blocked by their consonants in order. Persons of whom the same is
  // said are one; the others are for a user to decide.
  void link_spellings() {
    std::map<std::string, std::vector<std::uint32_t>> blocks;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const auto& group = groups_[g];
      if (group.name.size() < 6) continue;
      std::string key(1, static_cast<char>('a' + static_cast<int>(base_type(group.type))));
      key += consonants(group.name);
      blocks[key].push_back(g);
    }
    for (const auto& [key, list] : blocks) {
      if (list.size() < 2 || list.size() > kManyCandidates) continue;
      for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t k = i + 1; k < list.size(); ++k) {
          if (find(list[i]) == find(list[k])) continue;
          const auto& a = groups_[list[i]].name;
          const auto& b = groups_[list[k]].name;
          if (a == b || edit_distance(a, b, 2) > 2) continue;
          const auto x = words_of(a);
          const auto y = words_of(b);
          if (counted_apart(x, y)) continue;
          if (without_spaces(a) == without_spaces(b)) {
            link(list[i], list[k], "same name but for a space or hyphen");
            continue;
          }
          if (groups_[list[i]].full_person && groups_[list[k]].full_person &&
              spelled_otherwise(x, y) && shares(list[i], list[k])) {
            link(list[i], list[k], "spelled otherwise; shares neighbours or roles");
          } else {
            doubt(list[i], list[k], 0.6, "spelled almost alike");
          }
        }
      }
    }
  }

  // ---- The result ----

  Resolution finish() {
    Resolution resolution;
    std::vector<std::uint32_t> cluster_of(groups_.size());
    std::vector<std::uint64_t> weight;
    std::unordered_map<std::uint32_t, std::uint32_t> number;
    // Clusters stand in the order of their smallest positions.
    std::vector<std::vector<std::uint32_t>> members;
    std::vector<bool> entered(groups_.size(), false);
    for (const auto g : group_of_) {
      if (entered[g]) continue;
      entered[g] = true;
      const auto [at, fresh] = number.emplace(find(g), static_cast<std::uint32_t>(members.size()));
      if (fresh) members.emplace_back();
      members[at->second].push_back(g);
      cluster_of[g] = at->second;
    }
    for (const auto& list : members) {
      resolution.clusters.push_back(make_cluster(list));
      std::uint64_t mentions = 0;
      for (const auto g : list) mentions += groups_[g].mentions;
      weight.push_back(mentions);
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, Doubt> doubts;
    for (auto& pair : doubts_) {
      auto a = cluster_of[pair.a];
      auto b = cluster_of[pair.b];
      if (a == b) continue;
      if (b < a) std::swap(a, b);
      auto& known = doubts[{a, b}];
      if (known.reason.empty() || pair.score > known.score) {
        known = {a, b, pair.score, std::move(pair.reason)};
      }
    }
    for (auto& [key, value] : doubts) resolution.doubts.push_back(std::move(value));
    if (resolution.doubts.size() > kMostDoubts) {
      std::stable_sort(resolution.doubts.begin(), resolution.doubts.end(),
                       [&](const Doubt& a, const Doubt& b) {
                         const auto value = [&](const Doubt& d) {
                           return d.score * static_cast<double>(std::min(weight[d.a], weight[d.b]));
                         };
                         return value(a) > value(b);
                       });
      resolution.doubts.resize(kMostDoubts);
    }
    resolution.links = std::move(links_);
    return resolution;
  }

  Cluster make_cluster(const std::vector<std::uint32_t>& list) const {
    Cluster cluster;
    std::map<std::string, std::uint64_t> names;
    std::map<EntityType, std::uint64_t> types;
    for (const auto g : list) {
      const auto& group = groups_[g];
      if (cluster.gazetteer_id.empty()) cluster.gazetteer_id = group.gazetteer_id;
      for (const auto position : group.entities) {
        const auto& from = entity(position);
        cluster.entities.push_back(position);
        cluster.named = cluster.named || from.named;
        names[from.name] += from.mentions + 1;
        types[from.type] += from.mentions + 1;
      }
    }
    std::sort(cluster.entities.begin(), cluster.entities.end());
    cluster.type = std::max_element(types.begin(), types.end(), [](const auto& a, const auto& b) {
                     return a.second < b.second;
                   })->first;
    // The fullest name that is used in earnest: a tenth as often as the most frequent one.
    std::uint64_t most = 0;
    for (const auto& [name, count] : names) most = std::max(most, count);
    std::size_t best_words = 0;
    std::uint64_t best_count = 0;
    for (const auto& [name, count] : names) {
      if (count * 10 < most) continue;
      auto words = words_of(normalised_name(name)).size();
      if (words == 1 && is_acronym(name)) words = 0;
      if (!cluster.named) words = 1;
      words = std::min<std::size_t>(words, 4);
      if (cluster.name.empty() || words > best_words ||
          (words == best_words && count > best_count)) {
        cluster.name = name;
        best_words = words;
        best_count = count;
      }
    }
    return cluster;
  }

  const ResolutionInput& input_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> group_of_;  // of each position
  std::vector<Link> links_;
  std::vector<std::uint32_t> parent_;
  std::vector<std::string> cluster_id_;       // at roots: the entry of the gazetteer
  std::vector<std::string> cluster_country_;  // at roots: whose body it is
  std::vector<std::string> cluster_person_;   // at roots: the fullest name of a person
  std::unordered_set<std::string_view> surnames_;
  std::vector<Doubt> doubts_;
};

}  // namespace

bool stays_local(const LocalEntity& entity) {
  // Times may be named by their year alone; group_by_name() decides.
  return !entity.named && entity.gazetteer_id.empty() &&
         base_type(entity.type) != EntityType::kTime;
}

Resolution resolve(const ResolutionInput& input) { return Resolver(input).run(); }

}  // namespace trine::storage
