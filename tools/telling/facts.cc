#include "tools/telling/facts.h"

#include <algorithm>
#include <utility>

namespace trine::tools {

using storage::FactRecord;
using storage::NameMatch;

std::vector<FactRecord> facts_about(const storage::Store& store, EntityId id) {
  std::vector<FactRecord> facts = store.facts_of_subject(id);
  for (FactRecord& fact : store.facts_of_object(id)) {
    if (fact.subject != id) facts.push_back(std::move(fact));
  }
  std::stable_sort(facts.begin(), facts.end(), [](const FactRecord& a, const FactRecord& b) {
    if (a.documents != b.documents) return a.documents > b.documents;
    if (a.belief != b.belief) return a.belief > b.belief;
    return a.id < b.id;
  });
  return facts;
}

NamesFound search_names(const storage::Store& store, std::string_view text, std::size_t limit) {
  NamesFound found;
  std::vector<NameMatch>& matches = found.matches;
  const auto add = [&](const std::vector<NameMatch>& more) {
    for (const NameMatch& match : more) {
      const bool known = std::any_of(matches.begin(), matches.end(),
                                     [&](const NameMatch& other) { return other.id == match.id; });
      if (matches.size() < limit && !known) matches.push_back(match);
    }
  };
  add(store.find_exact(text));
  add(store.find_words(text, limit));
  add(store.find_prefix(text, limit));
  found.only_similar = matches.empty();
  if (found.only_similar) add(store.find_similar(text, limit));
  std::stable_partition(matches.begin(), matches.end(), [&](const NameMatch& match) {
    const auto record = store.entity(match.id);
    return record && record->named;
  });
  return found;
}

}  // namespace trine::tools
