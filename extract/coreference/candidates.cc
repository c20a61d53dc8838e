#include "extract/coreference/candidates.h"

#include "extract/coreference/agreement.h"
#include "extract/english/names.h"

namespace trine::extract::coreference {
namespace {

constexpr std::size_t kWindow = 14;           // mentions looked at before the anaphor
constexpr std::uint32_t kSentenceWindow = 6;  // sentences back for pronouns

// The subject of the verb whose object the mention is: another, or it would be "himself". Of nouns
// also where they hang on the verb by a preposition.
Id other_argument(const Discourse& d, Id i) {
  const auto& word = d.head_token(i);
  const auto relation = base(word.relation);
  const bool object = relation == "obj" || relation == "iobj";
  if (word.head < 0 || d.of(i).reflexive ||
      !(object || (relation == "obl" && !d.mention(i).pronoun))) {
    return kNone;
  }
  const auto& tokens = d.sentence_of(i).tokens;
  for (std::int32_t t = 0; t < d.parsed(i).first; ++t) {
    const auto& other = tokens[static_cast<std::size_t>(t)];
    if (other.head == word.head && base(other.relation) == "nsubj") {
      return d.headed_by(d.mention(i).sentence, t);
    }
  }
  return kNone;
}

}  // namespace

void Candidates::gather(Id i, AnaphorKind kind, std::vector<Id>& out) {
  out.clear();
  seen_.clear();
  const Id mine = d_.find(i);
  const Id other = other_argument(d_, i);
  const Id other_root = other == kNone ? kNone : d_.find(other);
  // What is quickly told comes first.
  const auto try_add = [&](Id candidate) {
    if (candidate == kNone || candidate >= i) return;
    const Id root = d_.find(candidate);
    if (root == mine || root == other_root || contains(seen_, root)) return;
    if (d_.of(candidate).relative || d_.of(candidate).interrogative) return;
    if (d_.mention(candidate).demonym && d_.mention(candidate).type == EntityType::kPerson &&
        kind == AnaphorKind::kHeShe) {
      return;
    }
    if (nested(d_.parsed(i), d_.parsed(candidate)) && d_.apposed(i) != candidate) return;
    // "Ana and Bo met the mayor": he is neither
    if (other != kNone && d_.mention(candidate).sentence == d_.mention(other).sentence &&
        d_.coordinated(other, candidate)) {
      return;
    }
    if (!compatible(d_, i, candidate)) return;
    seen_.push_back(root);
    out.push_back(candidate);
  };
  const bool pronoun = d_.mention(i).pronoun;
  const auto here = d_.mention(i).sentence;
  const auto reach = pronoun ? kSentenceWindow : 3U;
  std::size_t looked = 0;
  for (Id k = i - 1; k >= 0 && looked < kWindow; --k) {
    if (d_.mention(k).sentence + reach < here) break;
    ++looked;
    try_add(k);
  }
  const auto from_index = [&](const std::unordered_map<std::uint32_t, std::vector<Id>>& index,
                              std::uint32_t key, std::size_t limit) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    const auto& list = found->second;
    for (std::size_t k = list.size(); k-- > 0 && limit > 0; --limit) try_add(list[k]);
  };
  if (!pronoun) {
    from_index(by_text_, d_.of(i).text_id, 2);
    from_index(by_head_, d_.of(i).head_word, 6);
    // "the company" and the latest names
    if (kind == AnaphorKind::kDefinite || kind == AnaphorKind::kDemonstrative ||
        kind == AnaphorKind::kName) {
      std::size_t names = 0;
      for (std::size_t k = recent_names_.size(); k-- > 0 && names < 12; ++names) {
        try_add(recent_names_[k]);
      }
    }
    from_index(by_head_name_, d_.of(i).head_word, 3);
  } else if (d_.of(i).person == 1 || d_.of(i).person == 2) {
    from_index(by_person_, d_.of(i).person * 4U + static_cast<unsigned>(d_.of(i).number), 3);
    if (d_.of(i).quote >= 0) {
      try_add(d_.speaker(d_.of(i).quote));
    }
  }
  if (d_.predicated(i) != kNone) {
    try_add(d_.predicated(i));
  }
}

void Candidates::enter(Id i) {
  const auto& m = d_.mention(i);
  const auto& at = d_.of(i);
  if (m.pronoun) {
    if (at.person == 1 || at.person == 2) {
      by_person_[at.person * 4U + static_cast<unsigned>(at.number)].push_back(i);
    }
  } else {
    by_head_[at.head_word].push_back(i);
    by_text_[at.text_id].push_back(i);
  }
  if (m.named && !m.demonym) {
    for (const auto word : name_words(at.folded_name))
      by_head_name_[d_.words().of(word)].push_back(i);
    const auto found = std::find(recent_names_.begin(), recent_names_.end(), d_.find(i));
    if (found != recent_names_.end()) recent_names_.erase(found);
    if (recent_names_.size() >= 64) recent_names_.erase(recent_names_.begin());
    recent_names_.push_back(i);
  }
}

}  // namespace trine::extract::coreference
