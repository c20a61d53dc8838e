#include "extract/coreference/entities.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "extract/coreference/groups.h"
#include "extract/english/lexicon.h"
#include "extract/english/names.h"
#include "extract/mentions/sentence_view.h"

namespace trine::extract::coreference {
namespace {

// The phrase without its article, cut before relative clauses and asides.
std::string description(const Discourse& d, Id i) {
  const auto& tokens = d.sentence_of(i).tokens;
  auto first = d.parsed(i).first;
  auto last = d.parsed(i).last;
  const auto head = d.parsed(i).head;
  for (auto t = head + 1; t <= last; ++t) {
    const auto& word = tokens[static_cast<std::size_t>(t)];
    const auto relation = word.relation;
    const bool clause = relation == Deprel::kAclRelcl || relation == Deprel::kAdvcl ||
                        relation == Deprel::kAcl || relation == Deprel::kCcomp;
    const bool aside = word.form == "," || word.form == "(" || word.form == "—" ||
                       word.form == "–" || word.form == ";";
    if (aside) {
      last = t - 1;
      break;
    }
    if (clause && word.head >= d.parsed(i).first && word.head <= head) {
      // back to where the clause begins: its leftmost word after the head
      auto begin = t;
      for (auto k = t - 1; k > head; --k) {
        auto up = k;
        for (int steps = 0; steps < 20 && up >= 0 && up != t; ++steps) {
          up = tokens[static_cast<std::size_t>(up)].head;
        }
        if (up == t) begin = k;
      }
      last = std::max(head, begin - 1);
      break;
    }
  }
  while (last > head && (tokens[static_cast<std::size_t>(last)].xpos == "POS" ||
                         tokens[static_cast<std::size_t>(last)].upos == Upos::kPunct)) {
    --last;
  }
  if (first < head) {
    const auto word = lower(tokens[static_cast<std::size_t>(first)].form);
    if (word == "the" || word == "a" || word == "an") ++first;
  }
  const Span span{tokens[static_cast<std::size_t>(first)].span.begin,
                  tokens[static_cast<std::size_t>(last)].span.end};
  return plain_text(span, d.document().text);
}

// Titles before a name, and what an apposition or predicate says it is.
std::vector<std::string> roles_of(const Discourse& d, Id i) {
  std::vector<std::string> roles;
  const auto& m = d.mention(i);
  const auto& tokens = d.sentence_of(i).tokens;
  if (m.named) {
    for (auto t = d.parsed(i).first; t <= d.parsed(i).last; ++t) {
      const auto& word = tokens[static_cast<std::size_t>(t)];
      // "banker and mayor Ana Ruiz"
      const auto& role = word.relation == Deprel::kConj && word.head >= 0
                             ? tokens[static_cast<std::size_t>(word.head)]
                             : word;
      if (role.relation != Deprel::kNmodDesc || role.head != d.parsed(i).head) continue;
      if (has(lower(word.form), Property::kAddress)) continue;
      auto first = t;
      while (first > d.parsed(i).first) {
        const auto& before = tokens[static_cast<std::size_t>(first - 1)];
        if (before.head != t ||
            (before.relation != Deprel::kCompound && before.relation != Deprel::kAmod)) {
          break;
        }
        if (d.gazetteer().find_demonym(before.form)) break;
        --first;
      }
      const Span span{tokens[static_cast<std::size_t>(first)].span.begin, word.span.end};
      roles.push_back(lower(plain_text(span, d.document().text)));
    }
  } else if (m.type == EntityType::kPerson && !m.pronoun &&
             (d.apposed(i) != kNone || d.predicated(i) != kNone)) {
    roles.push_back(lower(description(d, i)));
  }
  return roles;
}

bool coordinated_roles(const Discourse& d, Id i) {
  for (auto t = d.parsed(i).first; t < d.parsed(i).head; ++t) {
    if (d.token(d.mention(i).sentence, t).relation == Deprel::kCc) return true;
  }
  return false;
}

bool generic_name(const Discourse& d, const std::string& name) {
  const auto folded = fold_name(name);
  if (folded == "congress" || folded == "pentagon") return false;
  if (folded.size() <= 1) return true;  // "A"
  const auto words = name_words(folded);
  return !words.empty() && std::all_of(words.begin(), words.end(), [&](std::string_view word) {
    return d.gazetteer().has(WordList::kTitle, word) || has(word, Property::kAddress) ||
           d.gazetteer().has(WordList::kStateNoun, word) ||
           (words.size() == 1 &&
            (d.gazetteer().has(WordList::kOrganizationSuffix, word) ||
             d.gazetteer().place_word(word).has_value() ||
             (word.ends_with('s') &&
              d.gazetteer().has(WordList::kTitle, word.substr(0, word.size() - 1))))) ||
           word == "prime" || word == "vice";
  });
}

// "this remarkable turn", "any plan", "their ties": told apart by something else in the text.
bool points_elsewhere(std::string_view description) {
  static constexpr std::array<std::string_view, 23> kWords = {
      "all",  "another", "any",   "both",    "each",  "either", "every", "her",
      "his",  "its",     "my",    "neither", "no",    "our",    "some",  "such",
      "that", "their",   "these", "this",    "those", "which",  "whose"};
  return std::binary_search(kWords.begin(), kWords.end(),
                            lower(description.substr(0, description.find(' '))));
}

Entity entity_of_group(Discourse& d, const std::vector<Id>& group) {
  Entity entity;
  std::map<EntityType, int> votes;
  std::map<std::string, std::pair<int, Id>> names;  // name -> uses, first
  std::vector<std::string> descriptions;
  const Gazetteer::Entry* entry = nullptr;
  for (const Id i : group) {
    const auto& m = d.mention(i);
    if (m.pronoun) continue;
    int weight = m.named ? 3 : 1;
    if (m.demonym || m.type == EntityType::kAbstract) weight = 1;  // abstract: type unknown
    votes[m.type] += weight;
    if (m.named) {
      auto& use = names.emplace(m.name, std::pair{0, i}).first->second;
      ++use.first;
      auto hit = d.gazetteer().find(m.name);
      if (!hit && m.demonym && m.type != EntityType::kPerson)
        hit = d.gazetteer().find_demonym(m.name);
      // an entry counts only for things of its type
      if (hit && (hit->entry->user || base_type(hit->entry->type) == base_type(m.type)) &&
          (entry == nullptr || (hit->entry->user && !entry->user))) {
        entry = hit->entry;
      }
      // "President Ana Ruiz", not "western Latvia", nor "banker and mayor Ana Ruiz"
      if (m.type == EntityType::kPerson && m.span != m.head && m.span.end == m.head.end &&
          !m.demonym && !coordinated_roles(d, i)) {
        if (auto text = description(d, i); text.size() <= 60)
          descriptions.push_back(std::move(text));
      }
    } else {
      descriptions.push_back(description(d, i));
    }
    for (auto& role : roles_of(d, i)) add_unique(entity.roles, role);
  }
  std::sort(entity.roles.begin(), entity.roles.end());
  // "Parliament", "Prime Minister": capitals that name nothing by themselves
  entity.named = std::any_of(names.begin(), names.end(),
                             [&](const auto& name) { return !generic_name(d, name.first); });
  if (entry != nullptr) {
    entity.type = entry->type;
    entity.gazetteer_id = entry->id;
  } else if (votes.empty()) {
    entity.type = d.mention(group[0]).type;
  } else {
    int most = 0;
    for (const auto& [type, count] : votes) {
      // abstract, which comes first, is what is said of the unknown
      if (count > most || (count == most && entity.type == EntityType::kAbstract)) {
        most = count;
        entity.type = type;
      }
    }
  }
  if (entry != nullptr) {
    entity.name = entry->name;
  } else if (!names.empty()) {
    // The fullest name: most words, then most used, then first.
    const std::string* best = nullptr;
    std::size_t best_words = 0;
    std::pair<int, Id> best_use{};
    for (const auto& [name, use] : names) {
      const auto folded = fold_name(name);
      auto words = name_words(folded).size();
      if (words == 1 && all_upper(name) && name.size() <= 6) words = 0;  // an acronym is not full
      if (best == nullptr || words > best_words ||
          (words == best_words && (use.first > best_use.first || (use.first == best_use.first &&
                                                                  use.second < best_use.second)))) {
        best = &name;
        best_words = words;
        best_use = use;
      }
    }
    entity.name = *best;
    if (all_upper(entity.name) && entity.name.size() > 6) entity.name = title_case(entity.name);
  } else if (!descriptions.empty()) {
    // The fullest of the first three that stand by themselves, if it is not a sentence.
    constexpr std::size_t kLongest = 60;
    std::size_t seen = 0;
    for (const auto& text : descriptions) {
      if (points_elsewhere(text)) continue;
      if (++seen > 3) break;
      if (entity.name.empty() || (text.size() > entity.name.size() && text.size() <= kLongest)) {
        entity.name = text;
      }
    }
    if (entity.name.empty()) entity.name = descriptions[0];
  } else {
    entity.name = d.mention(group[0]).name;
  }
  std::vector<std::string> aliases;
  for (const auto& [name, use] : names) aliases.push_back(name);
  for (auto& text : descriptions) {
    // "our brother", "that building" are said by one speaker in one place
    if (text.size() <= 80 && !(entity.named && points_elsewhere(text))) {
      aliases.push_back(std::move(text));
    }
  }
  std::sort(aliases.begin(), aliases.end());
  aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
  std::erase(aliases, entity.name);
  entity.aliases = std::move(aliases);
  return entity;
}

}  // namespace

std::vector<Entity> make_entities(Discourse& d) {
  std::vector<std::vector<Id>> groups;
  std::vector<std::uint32_t> entity_of(static_cast<std::size_t>(d.count()), 0);
  std::unordered_map<Id, std::uint32_t> number;
  for (Id i = 0; i < d.count(); ++i) {
    const Id root = d.find(i);
    const auto [at, fresh] = number.emplace(root, static_cast<std::uint32_t>(groups.size()));
    if (fresh) groups.emplace_back();
    groups[at->second].push_back(i);
    entity_of[static_cast<std::size_t>(i)] = at->second;
  }
  std::vector<Entity> entities;
  entities.reserve(groups.size());
  for (const auto& group : groups) entities.push_back(entity_of_group(d, group));
  for (Id i = 0; i < d.count(); ++i) {
    auto& m = d.mention(i);
    m.entity = entity_of[static_cast<std::size_t>(i)];
    const auto& entity = entities[m.entity];
    if (!m.named && !m.pronoun) m.name = description(d, i);
    if (m.pronoun && d.cluster(i).size > 1) m.type = entity.type;
    // The tagger wavers on a name; what the document says of it as a whole holds for each.
    if (m.named && !m.demonym && entity.named && base_type(m.type) != EntityType::kTime) {
      m.type = entity.type;
    }
  }
  find_members(d, groups, entities, entity_of);
  return entities;
}

}  // namespace trine::extract::coreference
