#include "extract/coreference/groups.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "extract/coreference/agreement.h"
#include "extract/english/lexicon.h"
#include "extract/english/names.h"

namespace trine::extract::coreference {
namespace {

// "Ana, Bo and Cy": the mentions that "and" joins to `first`, itself included; fewer than two where
// it begins no such list.
std::vector<Id> coordination(const Discourse& d, Id first) {
  std::vector<Id> list{first};
  const auto s = d.mention(first).sentence;
  if (d.head_token(first).relation == Deprel::kConj) return list;
  const auto& tokens = d.sentence_of(first).tokens;
  bool joined = false;
  for (std::size_t t = static_cast<std::size_t>(d.parsed(first).head) + 1; t < tokens.size(); ++t) {
    const auto up = tokens[t].head;
    const Id over = d.headed_by(s, up);
    if (over == kNone || !contains(list, over)) continue;
    if (tokens[t].relation == Deprel::kConj) {
      const Id next = d.headed_by(s, static_cast<std::int32_t>(t));
      if (next == kNone) return {first};
      add_unique(list, next);
    }
  }
  for (const auto& word : tokens) {
    if (word.relation != Deprel::kCc || word.head < 0) continue;
    const Id of = d.headed_by(s, word.head);
    if (of == kNone || !contains(list, of)) continue;
    if (word.lemma != "and" && word.form != "&") return {first};
    joined = true;
  }
  if (!joined) list.resize(1);
  return list;
}

// "Ana met Bo", "Ana talked with Bo": both sides, with `subject` the first; else it alone.
std::vector<Id> mutual_sides(const Discourse& d, Id subject) {
  std::vector<Id> sides{subject};
  const auto& word = d.head_token(subject);
  if (word.relation != Deprel::kNsubj || word.head < 0) return sides;
  const auto s = d.mention(subject).sentence;
  if (!has(d.token(s, word.head).lemma, Property::kMutual)) return sides;
  const auto& tokens = d.sentence_of(subject).tokens;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    if (tokens[t].head != word.head) continue;
    const Id other = d.headed_by(s, static_cast<std::int32_t>(t));
    if (other == kNone || other == subject) continue;
    const bool with = std::any_of(tokens.begin(), tokens.end(), [&](const Token& marker) {
      return marker.head == static_cast<std::int32_t>(t) && marker.relation == Deprel::kCase &&
             marker.lemma == "with";
    });
    if (tokens[t].relation == Deprel::kObj || (tokens[t].relation == Deprel::kObl && with)) {
      sides.push_back(other);
      return sides;
    }
  }
  return sides;
}

// Of one kind that acts, none of them "I" or "you", none said not to be.
bool may_be_they(const Discourse& d, const std::vector<Id>& list) {
  if (list.size() < 2) return false;
  const auto type = base_type(d.mention(list[0]).type);
  if (type != EntityType::kPerson && type != EntityType::kOrganization &&
      d.mention(list[0]).type != EntityType::kCountry) {
    return false;
  }
  return std::all_of(list.begin(), list.end(), [&](Id k) {
    const auto& at = d.of(k);
    return base_type(d.mention(k).type) == type && !d.mention(k).demonym && !at.negated &&
           at.number != Number::kPlural && !at.relative && !at.interrogative && at.person != 1 &&
           at.person != 2;
  });
}

// Coordinations and mutual deeds whose first mention is `k`, the coordination first.
std::vector<Id> several_at(const Discourse& d, Id k) {
  auto list = coordination(d, k);
  if (!may_be_they(d, list)) list = mutual_sides(d, k);
  if (!may_be_they(d, list)) list.clear();
  return list;
}

// May it be one of those whom the group's noun names? Leaders have a leader's title, "the two
// ministers" and "both sisters" that one; "the two men" may be any.
bool bears_role(Discourse& d, Id member, const Entity& entity, Id group) {
  static constexpr std::array<std::string_view, 9> kLeaders = {
      "president", "minister", "premier", "chancellor", "king",
      "queen",     "emperor",  "leader",  "dictator"};
  const auto& noun = d.of(group).head_lemma;
  const auto has_role = [&](std::string_view role) {
    if (contains(d.cluster(member).roles, d.words().of(role))) return true;
    return std::any_of(entity.roles.begin(), entity.roles.end(), [&](const std::string& text) {
      return (" " + text + " ").find(" " + std::string(role) + " ") != std::string::npos;
    });
  };
  if (has_role(noun)) return true;
  if (noun == "leader") return std::any_of(kLeaders.begin(), kLeaders.end(), has_role);
  return !d.gazetteer().has(WordList::kTitle, noun) && !d.gazetteer().has(WordList::kKin, noun) &&
         d.gazetteer().has(WordList::kGroupPerson, lower(d.head_token(group).form));
}

// What a phrase for a group asks of its members.
struct Asked {
  std::size_t count = 0;  // 0: it is no such phrase
  EntityType type = EntityType::kAbstract;
  bool bare = false;  // "both", "the two": of any role
};

Asked asked_by(const Discourse& d, Id i) {
  Asked asked;
  const auto& m = d.mention(i);
  const auto& at = d.of(i);
  const bool pronoun = m.pronoun && at.head_lemma != "both";
  if (pronoun || at.number == Number::kSingular || at.postmodified) return asked;
  const bool definite = at.determiner == Determiner::kDefinite ||
                        at.determiner == Determiner::kPossessive ||
                        at.determiner == Determiner::kDemonstrative;
  bool both = false;
  std::size_t count = 0;
  for (auto t = d.parsed(i).first; t <= d.parsed(i).last; ++t) {
    const auto form = lower(d.token(m.sentence, t).form);
    if (form == "both") both = true;
    if (form == "two") count = 2;
    if (form == "three") count = 3;
    if (form == "four") count = 4;
  }
  if (both) count = 2;
  if (!both && !definite) return asked;
  const auto plural = lower(d.head_token(i).form);
  asked.bare = d.head_token(i).upos == Upos::kNum || plural == "both";
  if (d.gazetteer().has(WordList::kGroupPlace, plural)) {
    asked.type = EntityType::kCountry;
  } else if (d.gazetteer().has(WordList::kGroupOrganization, plural)) {
    asked.type = EntityType::kOrganization;
  } else if (d.gazetteer().has(WordList::kGroupPerson, plural) || asked.bare ||
             m.type == EntityType::kPerson) {
    asked.type = EntityType::kPerson;
  } else {
    return asked;
  }
  asked.count = count;
  return asked;
}

class MemberFinder {
 public:
  MemberFinder(Discourse& d, const std::vector<Entity>& entities,
               const std::vector<std::uint32_t>& entity_of)
      : d_(d), entities_(entities), entity_of_(entity_of) {}

  std::vector<std::uint32_t> of(Id i, const Asked& asked) {
    auto members = listed(i, asked);
    return members.empty() ? only_ones(i, asked) : members;
  }

 private:
  static constexpr std::uint32_t kListReach = 3;    // sentences back to a coordination
  static constexpr std::uint32_t kCountReach = 12;  // sentences back to those that are counted

  std::uint32_t entity(Id k) const { return entity_of_[static_cast<std::size_t>(k)]; }

  // A coordination, or both sides of a mutual deed, of the right number and kind.
  std::vector<std::uint32_t> listed(Id i, const Asked& asked) {
    for (Id k = i - 1; k >= 0 && d_.mention(k).sentence + kListReach >= d_.mention(i).sentence;
         --k) {
      const auto list = several_at(d_, k);
      if (list.size() != asked.count || list.back() >= i) continue;
      std::vector<std::uint32_t> members;
      for (const Id one : list) {
        const bool fits =
            base_type(d_.mention(one).type) == base_type(asked.type) &&
            (asked.type != EntityType::kCountry || d_.mention(one).type == EntityType::kCountry) &&
            entity(one) != entity(i) &&
            (asked.bare || asked.type != EntityType::kPerson ||
             bears_role(d_, one, entities_[entity(one)], i));
        if (fits) add_unique(members, entity(one));
      }
      if (members.size() == asked.count) return members;
    }
    return {};
  }

  // As many as are asked for, and no others, were named before.
  std::vector<std::uint32_t> only_ones(Id i, const Asked& asked) {
    std::vector<std::uint32_t> members;
    for (Id k = i - 1; k >= 0; --k) {
      if (d_.mention(k).sentence + kCountReach < d_.mention(i).sentence) break;
      const auto other = entity(k);
      if (other == entity(i) || !entities_[other].named || d_.mention(k).pronoun) continue;
      if (d_.mention(k).demonym && asked.type != EntityType::kCountry) continue;
      if (entities_[other].type != asked.type) continue;
      if (asked.type == EntityType::kPerson &&
          (d_.of(k).number == Number::kPlural ||
           (!asked.bare && !bears_role(d_, k, entities_[other], i)))) {
        continue;
      }
      if (members.size() == asked.count && !contains(members, other)) {
        // One more: they are meant only if they were last named together.
        if (asked.type != EntityType::kCountry) return {};
        break;
      }
      add_unique(members, other);
    }
    if (members.size() != asked.count) members.clear();
    return members;
  }

  Discourse& d_;
  const std::vector<Entity>& entities_;
  const std::vector<std::uint32_t>& entity_of_;
};

// Is something in the plural nearer to the pronoun `i` than the list, so that "they" may be it?
bool plural_between(const Discourse& d, const std::vector<Id>& list, Id i) {
  const auto& first = d.mention(list.front());
  const bool of_subjects = d.of(list.front()).function == MentionFunction::kSubject;
  for (Id k = list.back() + 1; k < i; ++k) {
    if (d.mention(k).pronoun || d.of(k).number != Number::kPlural) continue;
    const bool later = d.mention(k).sentence != first.sentence;
    if (later && base_type(d.mention(k).type) == base_type(first.type)) return true;
    if (d.of(k).function == MentionFunction::kSubject || !of_subjects) return true;
  }
  return false;
}

// "The team", "the ministry" as a subject named since: bodies are "they" as well.
bool body_since(Discourse& d, const std::vector<Id>& list, Id chosen) {
  return chosen > list.back() && d.mention(chosen).type != EntityType::kPerson &&
         (d.of(chosen).function == MentionFunction::kSubject ||
          d.of(list.front()).function != MentionFunction::kSubject);
}

}  // namespace

std::vector<Id> several_before(Discourse& d, Id i, Id chosen) {
  if (chosen != kNone && (d.cluster(chosen).number == Number::kPlural || d.members(chosen)))
    return {};
  const bool both = d.of(i).head_lemma == "both";
  const auto here = d.mention(i).sentence;
  const auto chosen_in = chosen == kNone ? here : d.mention(chosen).sentence;
  std::vector<Id> best;
  std::uint32_t best_sentence = 0;
  for (Id k = i - 1; k >= 0 && d.mention(k).sentence + 1 >= here; --k) {
    const auto s = d.mention(k).sentence;
    if (!best.empty() && s != best_sentence) break;
    if (d.of(k).quote != d.of(i).quote) continue;
    auto list = several_at(d, k);
    if (list.empty() || list.back() >= i || contains(list, i)) continue;
    if (both && list.size() != 2) continue;
    if (plural_between(d, list, i) || (chosen != kNone && body_since(d, list, chosen))) continue;
    // what was named later in another sentence is nearer
    if (chosen != kNone && chosen_in > s && !contains(list, chosen)) continue;
    // nobody does it to himself
    if (d.of(i).clause == d.of(k).clause && s == here &&
        d.of(i).function != MentionFunction::kPossessor)
      continue;
    if (best.empty() || d.of(k).function == MentionFunction::kSubject) {
      best = std::move(list);
      best_sentence = s;
    }
  }
  return best;
}

void find_members(Discourse& d, const std::vector<std::vector<Id>>& groups,
                  std::vector<Entity>& entities, const std::vector<std::uint32_t>& entity_of) {
  MemberFinder finder(d, entities, entity_of);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    auto& entity = entities[g];
    if (entity.named) continue;
    for (const Id i : groups[g]) {
      std::vector<std::uint32_t> members;
      if (const auto* several = d.members(i)) {
        for (const Id one : *several) {
          add_unique(members, entity_of[static_cast<std::size_t>(one)]);
        }
        if (members.size() < 2) continue;
      } else {
        const auto asked = asked_by(d, i);
        if (asked.count != 0) members = finder.of(i, asked);
      }
      if (members.empty()) continue;
      std::sort(members.begin(), members.end());
      entity.members = std::move(members);
      break;
    }
  }
}

}  // namespace trine::extract::coreference
