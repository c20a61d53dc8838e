// Which earlier mention, if any, a mention takes up: a linear model over features of the pair, one
// set of weights for each kind of anaphor. Trained by extract/train/coreference.py on GUM; weights
// in coreference_weights.cc. Internal to extract.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "extract/mention_attributes.h"

namespace trine::extract {

enum class AnaphorKind : std::uint8_t {
  kHeShe,
  kIt,
  kThey,
  kI,
  kWe,
  kYou,
  kOtherPronoun,
  kDefinite,
  kDemonstrative,
  kPossessive,
  kIndefinite,
  kBare,
  kName,
};
inline constexpr std::size_t kAnaphorKinds = 13;

// Append only, before kCount: the training program reads numbers. The weights are made anew when
// this changes.
enum class Feature : std::uint8_t {
  // of the anaphor alone: it is new
  kNew,
  kNewHeadSeen,
  kNewTextSeen,
  kNewPostmodified,
  kNewPremodified,
  kNewFirstSentence,
  kNewPlural,
  kNewSubject,
  kNewPerson,
  kNewOrganization,
  kNewPlace,
  kNewEvent,
  kNewTime,
  kNewAbstract,
  kNewObject,
  kNewNoCandidate,
  kNewInQuote,
  kNewNested,
  kNewOneWord,
  // of the pair
  kSameSentence,
  kSentence1,
  kSentence2,
  kSentence3,
  kSentence4,
  kSentenceFar,
  kMention1,
  kMention2,
  kMention4,
  kMention8,
  kMention16,
  kMentionFar,
  kCandidateSubject,
  kCandidateObject,
  kCandidateOblique,
  kCandidatePossessor,
  kCandidateModifier,
  kCandidateOther,
  kSameFunction,
  kCandidatePronoun3,
  kCandidatePronoun12,
  kCandidateName,
  kCandidateDefinite,
  kCandidateIndefinite,
  kCandidateBare,
  kCandidatePerson,
  kCandidateOrganization,
  kCandidateCountry,
  kCandidatePlace,
  kCandidateEvent,
  kCandidateTime,
  kCandidateAbstract,
  kCandidateObjectType,
  kCandidateAnimal,
  kSameType,
  kOtherType,
  kSameNumber,
  kOtherNumber,
  kSameGender,
  kOtherGender,
  kHeadSame,
  kTextSame,
  kHeadSameWordsInside,
  kHeadSameWordsMore,
  kHeadSameWordsConflict,
  kNumbersConflict,
  kHeadInCandidate,
  kCandidateHeadInside,
  kHeadInClusterName,
  kFineTypeSame,
  kRoleOfCluster,
  kClusterSize1,
  kClusterSize3,
  kClusterSize7,
  kClusterSizeMore,
  kClusterNamed,
  kClauseSubject,
  kClauseArgument,
  kReflexiveSubject,
  kApposition,
  kCopula,
  kSameQuote,
  kOtherQuote,
  kPossessorSame,
  kPossessorOther,
  kAgrees1,
  kAgrees2,
  kAgrees3,
  kAgreesMore,
  kSpeaker,
  kCoordinated,
  kSameNames,
  kAffiliationSame,
  kAffiliationOther,
  kSameParagraph,
  kClusterText,
  kClusterHead,
  kDefiniteNameType,
  kSynonym,
  kHypernym,
  kHyponym,
  kNewTypeNamed,
  kTypeMain,
  kTypeOnly,
  kTypeNearest,
  kTypeMainOurs,
  kPreviousSubject,
  kMainSubject,
  kRoleFirst,
  kRoleSecond,
  kMainThing,
  kHeadSameNear,
  kHeadSameFar,
  kHeadSamePossessorSame,
  kHeadSamePossessorOther,
  kHeadSameAffiliationOther,
  kHeadSameIndefinite,
  kHeadSameBothBare,
  kHeadSameNowBare,
  kSynonymNear,
  kHypernymNear,
  kGenericName,
  kHeadUnique,
  kHeadUniqueMore,
  kHeadUniqueBare,
  kHeadUniqueDefinite,
  kNewHeadUnique,
  kHeadSameShared,
  kHeadSameBareMass,
  kHeadSameWordsMoreNear,
  kHeadSameSharedInside,
  kHeadSameSharedConflict,
  kHeadSameSharedFar,
  kHeadSameNameConflict,
  kCount,
};
inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::kCount);

using FeatureVector = std::vector<Feature>;

extern const float kCoreferenceWeights[kAnaphorKinds][kFeatures];

inline float score(AnaphorKind kind, const FeatureVector& features) {
  float sum = 0;
  for (const auto feature : features) {
    sum += kCoreferenceWeights[static_cast<std::size_t>(kind)][static_cast<std::size_t>(feature)];
  }
  return sum;
}

// For training: told, instead of asked, which candidates are right.
struct CandidateTrace {
  std::int32_t mention = -1;  // the candidate; -1: new
  FeatureVector features;
};
struct CoreferenceTeacher {
  // For each mention its gold cluster, or -1.
  std::vector<std::int32_t> gold;
  std::function<void(std::int32_t mention, AnaphorKind kind, std::span<const CandidateTrace>)> see;
};

// As resolve_entities, guided by `teacher` if not null.
std::vector<Entity> resolve_entities_taught(const Document& document,
                                            std::span<const Sentence> sentences,
                                            std::span<ParsedMention> mentions,
                                            const Gazetteer& gazetteer,
                                            const CoreferenceTeacher* teacher);

}  // namespace trine::extract
