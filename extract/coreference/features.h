// What the ranker weighs: features of a mention that may be new, and of a mention with a
// candidate. Internal to extract.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "extract/coreference/candidates.h"
#include "extract/coreference/discourse.h"
#include "extract/coreference/ranker.h"

namespace trine::extract::coreference {

class Features {
 public:
  Features(Discourse& d, const Candidates& candidates);

  // Looks at all candidates of a mention, nearest first; what follows is asked of that mention.
  void begin(Id i, std::span<const Id> candidates);
  void of_anaphor(FeatureVector& out);
  // `k`: position in the list of candidates.
  void of_pair(std::size_t k, FeatureVector& out);

 private:
  void find_senses();
  void find_main_things();
  void find_unique_heads();
  void rank_by_role(std::span<const Id> candidates);
  void add_type(Id i, Id c, FeatureVector& out);
  void add_same_head(Id i, Id c, FeatureVector& out);
  void add_marks(Id i, Id c, FeatureVector& out);
  void add_parties(Id c, FeatureVector& out);
  void add_senses(std::uint32_t word, Id c, FeatureVector& out);

  Discourse& d_;
  const Candidates& candidates_;
  // Most mentioned by name in the document, of each type: some mention; and how many there are.
  struct Main {
    Id mention = kNone;
    std::uint32_t things = 0;
  };
  std::map<EntityType, Main> main_;
  // Nouns, apart for singular and plural, all of whose uses in the document may be of one thing.
  std::set<std::pair<std::uint32_t, Number>> unique_heads_;
  // Of the mention being weighed.
  Id mention_ = kNone;
  std::vector<Id> candidates_list_;
  std::vector<std::uint32_t> agreeing_;  // 1 for the nearest that agrees, and so on; else 0
  std::optional<EntityType> type_;       // what its noun is used of
  std::vector<Id> parties_;              // named in its phrase
  std::vector<Id> their_parties_;        // in that of a candidate
  std::size_t nearest_of_type_ = 0;
  std::size_t role_first_ = 0;
  std::size_t role_second_ = 0;
  // Classes of synonyms of a noun: its own and three above it; 0 for none.
  struct Senses {
    std::array<std::uint32_t, 4> first{};
    std::array<std::uint32_t, 6> others{};
  };
  void find_senses(std::uint32_t word, std::string_view lemma);
  // By the word's id; none is far out.
  const Senses* senses_of(std::uint32_t word) const {
    return word < sense_of_.size() && sense_of_[word] != 0 ? &senses_[sense_of_[word] - 1]
                                                           : nullptr;
  }
  std::vector<Senses> senses_;
  std::vector<std::uint32_t> sense_of_;  // 1 + place in senses_; 0: no noun that is known
};

}  // namespace trine::extract::coreference
