// What kind of complement-taking word a lemma is: the small closed lists that clause finding,
// modality and attribution share.
#pragma once
#include <cstdint>
#include <string_view>

namespace trine::extract {

enum VerbTrait : std::uint32_t {
  kSaying = 1U << 0,          // say, announce: the complement is attributed
  kThinking = 1U << 1,        // think, believe: likewise
  kHoping = 1U << 2,          // hope, want, expect: the complement is possible
  kDemanding = 1U << 3,       // order, ask, demand: the complement is demanded
  kPlanning = 1U << 4,        // plan, agree, vow: the complement is planned
  kRefusing = 1U << 5,        // refuse, fail, decline: the complement did not come about
  kAspectual = 1U << 6,       // begin, continue, manage: the complement is as real as the verb
  kSeeming = 1U << 7,         // seem, appear, be likely
  kRaisingObject = 1U << 8,   // want, expect, see, let: "want him to go" wants no "him"
  kSubjectControl = 1U << 9,  // promise: subject control in spite of an object
  kPreventing = 1U << 10,     // prevent, stop, ban X from V-ing
  kEnabling = 1U << 11,       // allow, enable, help X to V
  kLight = 1U << 12,          // hold, take, make: "hold talks with"
  kSymmetric = 1U << 13,      // meet, agree, talk: several subjects act on each other
  kNaming = 1U << 14,         // call, name, elect, consider: object + predicate
};

// The traits of a verb, adjective or noun lemma, or 0.
std::uint32_t verb_traits(std::string_view lemma);
inline bool has_trait(std::string_view lemma, std::uint32_t traits) {
  return (verb_traits(lemma) & traits) != 0;
}

}  // namespace trine::extract
