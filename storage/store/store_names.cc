// Store: looking names up.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "storage/identity/fuzzy.h"
#include "storage/identity/names.h"
#include "storage/store/store.h"
#include "storage/store/store_impl.h"

namespace trine::storage {
namespace {

// Rows looked at for one query: a prefix of one letter must not read the whole store.
constexpr std::size_t kMostRows = 20'000;
// Nodes whose names are compared with a misspelt one.
constexpr std::size_t kMostCandidates = 2'000;

bool better(const NameMatch& a, const NameMatch& b) {
  return std::tuple(a.literal, a.distance, b.alias_count, b.mentions, a.id) <
         std::tuple(b.literal, b.distance, a.alias_count, a.mentions, b.id);
}

// The best row of each node, best first.
std::vector<NameMatch> rank(std::vector<NameMatch> matches, std::size_t limit) {
  std::sort(matches.begin(), matches.end(), [](const NameMatch& a, const NameMatch& b) {
    if (a.id != b.id) return a.id < b.id;
    if (better(a, b)) return true;
    if (better(b, a)) return false;
    return a.matched < b.matched;
  });
  matches.erase(std::unique(matches.begin(), matches.end(),
                            [](const NameMatch& a, const NameMatch& b) { return a.id == b.id; }),
                matches.end());
  std::sort(matches.begin(), matches.end(), better);
  if (matches.size() > limit) matches.resize(limit);
  return matches;
}

void describe(const ReadView& view, std::vector<NameMatch>& matches) {
  for (auto& match : matches) {
    if (const auto record = view.entity(match.id)) {
      match.name = record->name;
      match.type = record->type;
      match.literal = record->literal;
      match.mentions = record->mentions;
      match.documents = record->documents;
    }
  }
}

// From a row of `names`: generation (4), name, 0, entity (8).
NameMatch match_of(const Rows& rows, MatchKind kind) {
  const auto key = rows.key();
  const auto entry = decode_name(rows.value(), "a name");
  NameMatch match;
  match.id = EntityId{read_u64(key, key.size() - 8)};
  match.matched = std::string(key.data() + 4, key.size() - 4 - 9);
  match.kind = kind;
  match.alias_count = entry.count;
  match.mentions = entry.mentions;
  match.literal = entry.literal;
  return match;
}

// Nodes that have the word, or a word that begins so; sorted.
std::vector<EntityId> nodes_with(const ReadView& view, std::string_view word, bool beginning) {
  Key prefix = view.key().text(word);
  if (!beginning) prefix.end();
  std::vector<EntityId> ids;
  for (Rows rows(view.snapshot(), Table::kWords, prefix); ids.size() < kMostRows && rows.valid();
       rows.next()) {
    ids.push_back(EntityId{read_u64(rows.key(), rows.key().size() - 8)});
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<EntityId> intersect(const std::vector<EntityId>& a, const std::vector<EntityId>& b) {
  std::vector<EntityId> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

// Whether all `words` are among the name's words; the last may be a beginning.
bool holds(std::string_view normalised, const std::vector<std::string_view>& words) {
  const auto have = words_of(normalised);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    if (std::none_of(have.begin(), have.end(), [&](std::string_view word) {
          return last ? word.starts_with(words[i]) : word == words[i];
        })) {
      return false;
    }
  }
  return true;
}

// The node's aliases as they are looked up, with their counts.
std::map<std::string, std::uint64_t> lookup_names(const EntityRecord& record) {
  std::map<std::string, std::uint64_t> names;
  for (const auto& alias : record.aliases) names[normalised_name(alias.text)] += alias.count;
  return names;
}

NameMatch match_of(const EntityRecord& record, MatchKind kind) {
  NameMatch match;
  match.id = record.id;
  match.name = record.name;
  match.type = record.type;
  match.literal = record.literal;
  match.kind = kind;
  match.mentions = record.mentions;
  match.documents = record.documents;
  return match;
}

struct NearWord {
  std::string word;
  std::uint32_t distance;
};

// The store's words that are spelled like `word`.
std::vector<NearWord> near_words(const ReadView& view, std::string_view word) {
  const auto edits = forgiven_edits(length_of(word));
  std::map<std::string, std::uint32_t> found;
  for (const auto& form : shortened_forms(word)) {
    const Key prefix = view.key().text(form).end();
    std::size_t seen = 0;
    for (Rows rows(view.snapshot(), Table::kFuzzy, prefix); seen < kMostRows && rows.valid();
         rows.next(), ++seen) {
      std::string candidate(rows.key().data() + prefix.str().size(),
                            rows.key().size() - prefix.str().size());
      if (found.contains(candidate)) continue;
      const auto distance = edit_distance(word, candidate, edits);
      if (distance <= edits) found.emplace(std::move(candidate), distance);
    }
  }
  std::vector<NearWord> words;
  for (const auto& [candidate, distance] : found) words.push_back({candidate, distance});
  std::stable_sort(words.begin(), words.end(),
                   [](const NearWord& a, const NearWord& b) { return a.distance < b.distance; });
  return words;
}

}  // namespace

std::vector<NameMatch> Store::find_exact(std::string_view name) const {
  const auto wanted = normalised_name(name);
  if (wanted.empty()) return {};
  const ReadView view(*impl_->database);
  std::vector<NameMatch> matches;
  for (Rows rows(view.snapshot(), Table::kNames, view.key().text(wanted).end()); rows.valid();
       rows.next()) {
    matches.push_back(match_of(rows, MatchKind::kExact));
  }
  matches = rank(std::move(matches), SIZE_MAX);
  describe(view, matches);
  return matches;
}

std::vector<NameMatch> Store::find_prefix(std::string_view prefix, std::size_t limit) const {
  const auto wanted = normalised_name(prefix);
  if (wanted.empty()) return {};
  const ReadView view(*impl_->database);
  std::vector<NameMatch> matches;
  for (Rows rows(view.snapshot(), Table::kNames, view.key().text(wanted));
       matches.size() < kMostRows && rows.valid(); rows.next()) {
    matches.push_back(match_of(rows, MatchKind::kPrefix));
    if (matches.back().matched == wanted) matches.back().kind = MatchKind::kExact;
  }
  matches = rank(std::move(matches), limit);
  describe(view, matches);
  return matches;
}

std::vector<NameMatch> Store::find_words(std::string_view query, std::size_t limit) const {
  const auto wanted = normalised_name(query);
  const auto words = words_of(wanted);
  if (words.empty()) return {};
  const ReadView view(*impl_->database);
  auto ids = nodes_with(view, words.back(), true);
  for (std::size_t i = 0; i + 1 < words.size() && !ids.empty(); ++i) {
    ids = intersect(ids, nodes_with(view, words[i], false));
  }
  std::vector<NameMatch> matches;
  for (const auto id : ids) {
    const auto record = view.entity(id);
    if (!record) continue;
    // The words may come from several aliases; then the match is not one.
    std::optional<NameMatch> best;
    for (const auto& [name, count] : lookup_names(*record)) {
      if (!holds(name, words)) continue;
      if (!best || count > best->alias_count) {
        best = match_of(*record, name == wanted ? MatchKind::kExact : MatchKind::kWord);
        best->matched = name;
        best->alias_count = count;
      }
    }
    if (best) matches.push_back(std::move(*best));
  }
  return rank(std::move(matches), limit);
}

std::vector<NameMatch> Store::find_similar(std::string_view name, std::size_t limit) const {
  const auto wanted = normalised_name(name);
  const auto words = words_of(wanted);
  if (words.empty()) return {};
  const ReadView view(*impl_->database);

  // How many of the words a node has, if need be misspelt, and with how many edits.
  struct Candidate {
    std::size_t words = 0;
    std::uint32_t edits = 0;
  };
  std::map<EntityId, Candidate> candidates;
  for (const auto word : words) {
    std::set<EntityId> counted;
    auto near = near_words(view, word);
    if (near.empty()) near.push_back({std::string(word), 0});  // too short to be in the index
    for (const auto& [candidate, distance] : near) {
      for (const auto id : nodes_with(view, candidate, false)) {
        if (!counted.insert(id).second) continue;
        ++candidates[id].words;
        candidates[id].edits += distance;
      }
    }
  }
  std::vector<std::pair<EntityId, Candidate>> order(candidates.begin(), candidates.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return std::tuple(b.second.words, a.second.edits) < std::tuple(a.second.words, b.second.edits);
  });
  if (order.size() > kMostCandidates) order.resize(kMostCandidates);

  const auto length = static_cast<std::uint32_t>(length_of(wanted));
  const auto allowed = std::max<std::uint32_t>(2, length / 4);
  std::vector<NameMatch> matches;
  for (const auto& [id, candidate] : order) {
    const auto record = view.entity(id);
    if (!record) continue;
    NameMatch match = match_of(*record, MatchKind::kFuzzy);
    match.distance = allowed + 1;
    for (const auto& [alias, count] : lookup_names(*record)) {
      const auto distance = edit_distance(wanted, alias, allowed);
      if (distance < match.distance ||
          (distance == match.distance && distance <= allowed && count > match.alias_count)) {
        match.distance = distance;
        match.matched = alias;
        match.alias_count = count;
      }
    }
    if (match.distance > allowed) {
      // Not the whole name: a node whose longer name has all the words is still worth a mention,
      // after those that are near as a whole.
      if (candidate.words < words.size()) continue;
      match.distance = allowed + 1 + candidate.edits;
      match.matched = normalised_name(record->name);
    }
    matches.push_back(std::move(match));
  }
  return rank(std::move(matches), limit);
}

std::vector<NameMatch> Store::look_up(std::string_view name, std::size_t limit) const {
  auto matches = find_exact(name);
  if (matches.empty()) return find_words(name, limit);
  if (matches.size() > limit) matches.resize(limit);
  return matches;
}

}  // namespace trine::storage
