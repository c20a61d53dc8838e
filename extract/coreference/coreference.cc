#include "extract/coreference/coreference.h"

#include "extract/coreference/agreement.h"
#include "extract/coreference/candidates.h"
#include "extract/coreference/discourse.h"
#include "extract/coreference/entities.h"
#include "extract/coreference/features.h"
#include "extract/coreference/groups.h"
#include "extract/coreference/ranker.h"
#include "extract/coreference/sieves.h"

// Order of work:
// 1. Names: those that denote one thing are joined (name_matching), all over the document.
// 2. Capitals and governments that act for their country join it.
// 3. From left to right, every other mention is given to the best earlier one or to none, by a
//    small network over features of the pair (coreference_ranker).
// 4. Clusters become entities; groups ("both governments") get their members.
namespace trine::extract {
namespace {

using coreference::Id;
using coreference::kNone;

class Ranking {
 public:
  Ranking(coreference::Discourse& discourse, const CoreferenceTeacher* teacher)
      : d_(discourse),
        teacher_(teacher),
        candidates_(discourse),
        features_(discourse, candidates_) {}

  void run() {
    std::vector<bool> decided(static_cast<std::size_t>(d_.count()), false);
    for (Id i = 0; i < d_.count(); ++i) {
      // Whose it is comes before what it is: "her minister" is not she.
      const Id owner = d_.possessor(i);
      if (owner > i && d_.mention(owner).pronoun && d_.of(owner).person == 3 &&
          d_.find(owner) == owner && !d_.settled(owner)) {
        decide(owner, kind_of(d_, owner));
        decided[static_cast<std::size_t>(owner)] = true;
      }
      const auto kind = kind_of(d_, i);
      const bool settled = d_.settled(i) || means_nothing(d_, i) ||
                           (d_.mention(i).named && d_.find(i) != i) || d_.mention(i).demonym ||
                           d_.of(i).interrogative;
      if (d_.of(i).relative) {
        join_relative(d_, i);
      } else if (const Id we = teacher_ == nullptr ? find_we(d_, i) : kNone; we != kNone) {
        d_.join(we, i);
      } else if (!settled && !decided[static_cast<std::size_t>(i)]) {
        decide(i, kind);
      }
      candidates_.enter(i);
    }
  }

 private:
  void decide(Id i, AnaphorKind kind) {
    if (kind == AnaphorKind::kDefinite && teacher_ == nullptr) {
      if (const Id who = find_leader(d_, i, candidates_.recent_names()); who != kNone) {
        d_.join(who, i);
        return;
      }
    }
    candidates_.gather(i, kind, list_);
    features_.begin(i, list_);
    features_.of_anaphor(anaphor_);
    ranker_.begin(kind, anaphor_);
    vector_.assign(1, Feature::kNew);
    trace_.clear();
    if (teacher_ != nullptr) trace_.push_back({kNone, vector_});
    auto best = ranker_.score(vector_);
    Id chosen = kNone;
    for (std::size_t k = 0; k < list_.size(); ++k) {
      features_.of_pair(k, vector_);
      if (teacher_ != nullptr) trace_.push_back({list_[k], vector_});
      const auto points = ranker_.score(vector_);
      if (points > best) {
        best = points;
        chosen = list_[k];
      }
    }
    if (teacher_ != nullptr && teacher_->see) {
      teacher_->see(i, kind, anaphor_, trace_);
      chosen = taught(i);
    }
    const bool both = d_.mention(i).pronoun && d_.of(i).head_lemma == "both";
    if ((kind == AnaphorKind::kThey || both) && teacher_ == nullptr) {
      if (auto several = several_before(d_, i, chosen); !several.empty()) {
        d_.set_members(i, std::move(several));
        return;
      }
    }
    if (chosen != kNone) d_.join(chosen, i);
  }

  // The nearest right candidate, so that later mentions are seen with right clusters before them.
  Id taught(Id i) const {
    const auto gold = teacher_->gold[static_cast<std::size_t>(i)];
    for (const Id candidate : list_) {
      if (gold >= 0 && teacher_->gold[static_cast<std::size_t>(candidate)] == gold) {
        return candidate;
      }
    }
    return kNone;
  }

  coreference::Discourse& d_;
  const CoreferenceTeacher* teacher_;
  coreference::Candidates candidates_;
  coreference::Features features_;
  Ranker ranker_;
  // Reused from mention to mention.
  std::vector<Id> list_;
  FeatureVector anaphor_;
  FeatureVector vector_;
  std::vector<CandidateTrace> trace_;
};

}  // namespace

std::vector<Entity> resolve_entities_taught(const Document& document,
                                            std::span<const Sentence> sentences,
                                            std::span<ParsedMention> mentions,
                                            const Gazetteer& gazetteer,
                                            const CoreferenceTeacher* teacher) {
  coreference::Discourse discourse(document, sentences, mentions, gazetteer);
  join_names(discourse);
  join_metonyms(discourse);
  join_governments(discourse);
  if (teacher == nullptr) {
    join_nations(discourse);
    join_quoted_names(discourse);
    join_apposed_names(discourse);
    join_announced_names(discourse);
    join_ties(discourse);
    join_forces(discourse);
    join_meetings(discourse);
    join_restated(discourse);
    join_reflexives(discourse);
    join_speakers(discourse);
    join_speaking_bodies(discourse);
    join_peoples(discourse);
    join_companies(discourse);
  }
  Ranking(discourse, teacher).run();
  return make_entities(discourse);
}

std::vector<Entity> resolve_entities(const Document& document, std::span<const Sentence> sentences,
                                     std::span<ParsedMention> mentions,
                                     const Gazetteer& gazetteer) {
  return resolve_entities_taught(document, sentences, mentions, gazetteer, nullptr);
}

}  // namespace trine::extract
