// Which earlier mention, if any, a mention takes up: a small network over features of the anaphor
// and of the pair. Trained by extract/train/coreference.py on GUM; weights in
// coreference_weights.cc. Internal to extract.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "extract/coreference/mention_attributes.h"

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
  // that it takes up nothing
  kNew,
  // of the anaphor alone
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
  // of the anaphor
  kNewQuantifier,
  kNewNegated,
  kNewContrast,
  kNewMarks,
  kNewPossessor,
  kNewObjectOf,
  kNewOblique,
  kNewModifier,
  kNewPredicate,
  kNewApposed,
  kNewParties,
  // of the pair
  kMarksConflict,
  kMarksShared,
  kMarksMore,
  kMarksFewer,
  kContrastMore,
  kContrastFewer,
  kCandidateQuantifier,
  kCandidateNegated,
  kCandidateFirstSentence,
  kSameVerb,
  kSharedModifier,
  kSynonymOther,
  kRelatedOther,
  kSibling,
  kBothPlural,
  kPartiesSame,
  kPartiesShared,
  kPartiesConflict,
  kPartiesFewer,
  kStemShared,
  kStemSharedHead,
  kUnrelated,
  kCount,
};
inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::kCount);

using FeatureVector = std::vector<Feature>;

// One hidden layer: rows of weights are added up for all that holds, negative sums count as 0, and
// `out` weighs the rest. Whole numbers, so that every machine gets the same sums: 256 is 1.
inline constexpr std::size_t kHidden = 96;
using HiddenRow = std::array<std::int16_t, kHidden>;
struct RankerWeights {
  std::array<HiddenRow, kAnaphorKinds> kinds;
  std::array<HiddenRow, kFeatures> features;
  HiddenRow out;
};
extern const RankerWeights kRankerWeights;

// Scores the candidates of one anaphor.
class Ranker {
 public:
  void begin(AnaphorKind kind, const FeatureVector& anaphor);
  // Of the features of a pair, or of kNew alone. 65536 is one nat.
  std::int32_t score(const FeatureVector& pair) const;

 private:
  HiddenRow anaphor_{};
};

// For training: told, instead of asked, which candidates are right.
struct CandidateTrace {
  std::int32_t mention = -1;  // the candidate; -1: new
  FeatureVector features;
};
struct CoreferenceTeacher {
  // For each mention its gold cluster, or -1.
  std::vector<std::int32_t> gold;
  std::function<void(std::int32_t mention, AnaphorKind kind, const FeatureVector& anaphor,
                     std::span<const CandidateTrace>)>
      see;
};

// As resolve_entities, guided by `teacher` if not null.
std::vector<Entity> resolve_entities_taught(const Document& document,
                                            std::span<const Sentence> sentences,
                                            std::span<ParsedMention> mentions,
                                            const Gazetteer& gazetteer,
                                            const CoreferenceTeacher* teacher);

}  // namespace trine::extract
