// Which earlier mentions a mention is weighed against: those just before it, and through indexes
// those with the same head or phrase and the latest names; so time stays near-linear. Internal to
// extract.
#pragma once
#include <span>
#include <unordered_map>
#include <vector>

#include "extract/coreference/discourse.h"
#include "extract/coreference/ranker.h"

namespace trine::extract::coreference {

class Candidates {
 public:
  explicit Candidates(Discourse& d) : d_(d) {}

  // Nearest first, one for each cluster.
  void gather(Id i, AnaphorKind kind, std::vector<Id>& out);
  // To be called for each mention once it is decided, from left to right.
  void enter(Id i);

  bool head_seen(Id i) const { return by_head_.contains(d_.of(i).head_word); }
  bool text_seen(Id i) const { return by_text_.contains(d_.of(i).text_id); }
  std::span<const Id> recent_names() const { return recent_names_; }

 private:
  Discourse& d_;
  std::unordered_map<std::uint32_t, std::vector<Id>> by_head_;
  std::unordered_map<std::uint32_t, std::vector<Id>> by_text_;
  std::unordered_map<std::uint32_t, std::vector<Id>> by_head_name_;
  std::unordered_map<std::uint32_t, std::vector<Id>> by_person_;
  std::vector<Id> recent_names_;
  std::vector<Id> seen_;
};

}  // namespace trine::extract::coreference
