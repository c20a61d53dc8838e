// What descriptions alone tell: armed forces of a country, companies by their nationality,
// meetings of the same parties.
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "extract/coreference/agreement.h"
#include "extract/coreference/sieves.h"
#include "extract/english/names.h"

namespace trine::extract::coreference {
namespace {

// ---- Armed forces ----

enum class Service : std::uint8_t { kNone, kArmy, kNavy, kAirForce };

// Forces whose name does not tell their country, folded.
std::string_view country_of_force(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kForces = {{
      {"korean people's army", "iso:KP"},
      {"people's liberation army", "iso:CN"},
      {"people's liberation army navy", "iso:CN"},
      {"bundeswehr", "iso:DE"},
      {"israel defense forces", "iso:IL"},
      {"israel defence forces", "iso:IL"},
      {"tatmadaw", "iso:MM"},
      {"royal navy", "iso:GB"},
      {"royal air force", "iso:GB"},
      {"luftwaffe", "iso:DE"},
      {"self-defense forces", "iso:JP"},
  }};
  for (const auto& [force, country] : kForces) {
    if (name == force) return country;
  }
  return {};
}

Service service_of_noun(std::string_view noun, std::string_view before) {
  if (noun == "military" || noun == "army") return Service::kArmy;
  if (noun == "navy") return Service::kNavy;
  if (noun == "force" || noun == "forces") {
    if (before == "armed") return Service::kArmy;
    if (before == "air") return Service::kAirForce;
  }
  return Service::kNone;
}

Service service_of_name(std::string_view folded) {
  if (folded == "bundeswehr" || folded == "tatmadaw" || folded.ends_with("defense forces") ||
      folded.ends_with("defence forces")) {
    return Service::kArmy;
  }
  if (folded == "luftwaffe") return Service::kAirForce;
  const auto words = name_words(folded);
  if (words.size() < 2) return Service::kNone;
  return service_of_noun(words.back(), words[words.size() - 2]);
}

class Forces {
 public:
  explicit Forces(Discourse& d) : d_(d) {}

  void join() {
    find_countries();
    for (Id i = 0; i < d_.count(); ++i) {
      if (d_.mention(i).pronoun) continue;
      if (d_.is_name(i)) {
        enter_name(i);
      } else {
        enter_noun(i);
      }
    }
    // "the army", where only one country's is spoken of
    for (const auto& [mention, service] : untold_) {
      Id only = kNone;
      std::size_t known = 0;
      for (const auto& [key, first] : forces_) {
        if (key.second != service) continue;
        ++known;
        only = first;
      }
      if (known == 1) settle(only, mention);
    }
  }

 private:
  void find_countries() {
    for (Id i = 0; i < d_.count(); ++i) {
      if (!d_.mention(i).named) continue;
      auto hit = d_.gazetteer().find(d_.mention(i).name);
      if (!hit && d_.mention(i).demonym) hit = d_.gazetteer().find_demonym(d_.mention(i).name);
      if (hit && hit->entry->type == EntityType::kCountry) countries_.emplace(hit->entry->id, i);
    }
  }

  Id country_named(std::string_view id) const {
    const auto known = countries_.find(id);
    return known == countries_.end() ? kNone : known->second;
  }

  void enter_name(Id i) {
    std::string_view folded = d_.of(i).folded_name;
    if (folded.starts_with("the ")) folded.remove_prefix(4);
    const auto service = service_of_name(folded);
    if (service == Service::kNone) return;
    Id country = country_named(country_of_force(folded));
    for (const auto word : name_words(folded)) {  // "the Chilean Navy"
      if (country != kNone) break;
      const auto hit = d_.gazetteer().find_demonym(title_case(std::string(word)));
      if (hit && !hit->weak) country = country_named(hit->entry->id);
    }
    if (country != kNone) enter(i, country, service);
  }

  void enter_noun(Id i) {
    const auto& at = d_.of(i);
    const auto head = d_.parsed(i).head;
    const auto s = d_.mention(i).sentence;
    const auto before =
        head > d_.parsed(i).first ? lower(d_.token(s, head - 1).form) : std::string();
    const auto service = service_of_noun(at.head_lemma, before);
    if (service == Service::kNone || at.postmodified || at.determiner == Determiner::kIndefinite ||
        at.determiner == Determiner::kQuantifier ||
        (at.number == Number::kPlural && at.head_lemma != "force" && at.head_lemma != "forces")) {
      return;
    }
    Id country = d_.country_of(i);
    const Id owner = d_.possessor(i);
    if (owner != kNone && d_.cluster(owner).named) country = d_.cluster(owner).name;
    // What else is said of it may make it another: "the former Chilean army".
    for (auto t = d_.parsed(i).first; t < head; ++t) {
      const auto& word = d_.token(s, t);
      if (word.head != head || word.upos == Upos::kDet || word.upos == Upos::kPunct) continue;
      if (lower(word.form) == before && at.head_lemma.starts_with("force")) continue;
      const Id inner = d_.headed_by(s, t);
      if (inner == kNone || (inner != owner && inner != country)) return;
    }
    if (country == kNone && owner == kNone && at.words.empty()) {
      country = subject_country(i);
      if (country == kNone && at.determiner == Determiner::kDefinite) {
        untold_.emplace_back(i, service);
        return;
      }
    }
    if (country == kNone || d_.mention(country).type != EntityType::kCountry) return;
    enter(i, country, service);
  }

  // "Chile put army on alert": who has no article before it is the subject's own.
  Id subject_country(Id i) {
    if (d_.of(i).determiner != Determiner::kNone || d_.of(i).function != MentionFunction::kObject) {
      return kNone;
    }
    for (Id k = i - 1; k >= 0 && d_.mention(k).sentence == d_.mention(i).sentence; --k) {
      if (d_.of(k).function == MentionFunction::kSubject && d_.of(k).clause == d_.of(i).clause &&
          d_.is_place_like(k)) {
        return k;
      }
    }
    return kNone;
  }

  void enter(Id i, Id country, Service service) {
    const auto [at, fresh] = forces_.emplace(std::pair{d_.find(country), service}, i);
    if (!fresh) settle(at->second, i);
    d_.cluster(i).country = country;
  }

  void settle(Id to, Id i) {
    d_.join(to, i);
    if (!d_.mention(i).named) d_.settle(i);
  }

  Discourse& d_;
  std::map<std::string_view, Id> countries_;  // by the gazetteer's id
  std::map<std::pair<Id, Service>, Id> forces_;
  std::vector<std::pair<Id, Service>> untold_;
};

// ---- Companies ----

bool is_company_noun(std::string_view noun) {
  static constexpr std::array<std::string_view, 10> kNouns = {
      "company",  "firm",    "corporation", "manufacturer", "carmaker",
      "retailer", "airline", "carrier",     "conglomerate", "automaker"};
  return std::find(kNouns.begin(), kNouns.end(), noun) != kNouns.end();
}

// ---- Meetings ----

bool is_meeting_noun(std::string_view noun) {
  static constexpr std::array<std::string_view, 9> kNouns = {
      "meeting",    "talk",     "talks",        "consultation", "negotiation",
      "discussion", "dialogue", "conversation", "encounter"};
  return std::find(kNouns.begin(), kNouns.end(), noun) != kNouns.end();
}

// "bilateral" talks are not "trilateral" ones, nor "phone" talks those at a table.
bool other_format(Discourse& d, Id a, Id b) {
  static constexpr std::array<std::string_view, 12> kFormats = {
      "bilateral", "trilateral", "multilateral", "two-way", "three-way", "six-party",
      "phone",     "telephone",  "video",        "virtual", "online",    "summit"};
  const auto formats = [&](Id i) {
    std::vector<std::uint32_t> found;
    for (const auto format : kFormats) {
      const auto id = d.words().of(format);
      if (contains(d.of(i).words, id)) found.push_back(id);
    }
    return found;
  };
  const auto mine = formats(a);
  const auto theirs = formats(b);
  return !mine.empty() && !theirs.empty() && mine != theirs;
}

}  // namespace

void join_forces(Discourse& d) { Forces(d).join(); }

void join_restated(Discourse& d) {
  std::unordered_map<std::uint32_t, std::vector<Id>> by_head;
  for (Id i = 0; i < d.count(); ++i) {
    const auto& at = d.of(i);
    if (d.mention(i).pronoun || d.is_name(i)) continue;
    auto& earlier = by_head[at.head_word];
    const bool told = at.determiner == Determiner::kDefinite ||
                      at.determiner == Determiner::kPossessive ||
                      at.determiner == Determiner::kDemonstrative;
    for (std::size_t k = earlier.size(); told && k-- > 0;) {
      const auto& to = d.of(earlier[k]);
      if (at.number != to.number || !compatible(d, i, earlier[k])) continue;
      const auto within = [](const auto& some, const auto& all) {
        return std::includes(all.begin(), all.end(), some.begin(), some.end());
      };
      const bool restated = !at.stems.empty() && within(at.stems, to.all_stems) &&
                            !within(at.stems, to.stems) && within(at.contrasts, to.all_words);
      if (!restated) continue;
      d.join(earlier[k], i);
      d.settle(i);
      break;
    }
    earlier.push_back(i);
  }
}

void join_companies(Discourse& d) {
  for (Id i = 0; i < d.count(); ++i) {
    const auto& at = d.of(i);
    if (d.mention(i).pronoun || d.is_name(i) || !is_company_noun(at.head_lemma) ||
        at.number == Number::kPlural || at.postmodified || at.determiner != Determiner::kDefinite ||
        d.find(i) != i) {
      continue;
    }
    const Id country = d.country_of(i);
    if (country == kNone) continue;
    // the only one named in the two sentences before it
    Id only = kNone;
    bool several = false;
    for (Id k = i - 1; k >= 0 && d.mention(k).sentence + 2 >= d.mention(i).sentence; --k) {
      if (!d.is_name(k) || base_type(d.mention(k).type) != EntityType::kOrganization ||
          d.mention(k).sentence == d.mention(i).sentence) {
        continue;
      }
      several = several || (only != kNone && d.find(only) != d.find(k));
      only = k;
    }
    if (only == kNone || several || !compatible(d, i, only)) continue;
    const Id theirs = d.cluster(only).country;
    if (theirs != kNone && d.find(theirs) != d.find(country)) continue;
    d.join(only, i);
    d.settle(i);
  }
}

void join_meetings(Discourse& d) {
  std::vector<Id> meetings;
  for (Id i = 0; i < d.count(); ++i) {
    const auto& at = d.of(i);
    if (d.mention(i).pronoun || d.is_name(i) || !is_meeting_noun(at.head_lemma)) continue;
    const bool told = at.determiner == Determiner::kDefinite ||
                      at.determiner == Determiner::kPossessive ||
                      at.determiner == Determiner::kDemonstrative;
    const auto mine = d.parties(i);
    for (std::size_t k = meetings.size(); told && k-- > 0;) {
      const Id other = meetings[k];
      const auto& to = d.of(other);
      if (d.mention(other).sentence + 2 < d.mention(i).sentence) break;
      // The same noun is weighed with all that is said of it.
      if (to.head_lemma == at.head_lemma || other_format(d, i, other) || to.negated) continue;
      if (d.mention(other).sentence == d.mention(i).sentence) continue;
      const auto theirs = d.parties(other);
      // the latest of the others, unless it is held by others
      const auto same_type = [&](Id a, Id b) {
        return base_type(d.mention(a).type) == base_type(d.mention(b).type);
      };
      bool shared = false;
      bool comparable = false;
      for (const Id a : mine) {
        for (const Id b : theirs) {
          shared = shared || a == b;
          comparable = comparable || same_type(a, b);
        }
      }
      if (comparable && !shared) continue;
      d.join(other, i);
      d.settle(i);
      break;
    }
    meetings.push_back(i);
  }
}

}  // namespace trine::extract::coreference
