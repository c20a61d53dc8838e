// What the ranker weighs: features of a mention that may be new, and of a mention with a
// candidate. Internal to extract.
#pragma once
#include <array>
#include <unordered_map>

#include "extract/coreference_candidates.h"
#include "extract/coreference_discourse.h"
#include "extract/coreference_ranker.h"

namespace trine::extract::coreference {

class Features {
 public:
  Features(Discourse& d, const Candidates& candidates);

  void of_new(Id i, bool no_candidate, FeatureVector& out) const;
  // `agreeing`: 1 for the nearest candidate that agrees, and so on; 0 if it does not.
  void of_pair(Id i, Id c, std::size_t agreeing, FeatureVector& out);

 private:
  void find_senses();
  void add_senses(std::uint32_t word, const Cluster& group, FeatureVector& out);

  Discourse& d_;
  const Candidates& candidates_;
  // Classes of synonyms of a noun: its own and three above it; 0 for none.
  std::unordered_map<std::uint32_t, std::array<std::uint32_t, 4>> senses_;
};

}  // namespace trine::extract::coreference
