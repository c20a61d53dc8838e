// What words make of the clause that they govern: who acts in it, and what is said of the deed.
// Rows: lexicon/frames.tsv. "accuse X of V-ing": X acts, alleged; "fail to V": the subject acts,
// not done; "the claim that ...": told.
#pragma once
#include <cstdint>
#include <string_view>

namespace trine::extract {

enum class Part : std::uint8_t { kVerb, kNoun, kAdjective };

// How the governed clause is introduced.
enum class Complement : std::uint8_t {
  kTo,       // an infinitive
  kThat,     // a finite clause, with or without "that"
  kWhether,  // an embedded question
  kIng,      // a gerund without preposition
  kOf,       // gerunds with a preposition, from here on
  kFor,
  kFrom,
  kWith,
  kInto,
  kIn,
  kAbout,
  kAgainst,
  kOn,
  kOver,
  kAt,
  kBy,
  kNone,
};

enum class Controller : std::uint8_t {
  kNone,     // nobody is said to act ("it is illegal to"), or the clause has a subject of its own
  kSubject,  // of the governing verb or adjective
  kObject,   // of the governing verb; its subject when passive
  kOblique,  // "call for X to"
  kOwner,    // of the governing noun: "Ada's attempt", "attempts by Ada"
};

enum class Effect : std::uint8_t {
  kFact,       // happened, whether the governing word is negated or not (regret, the fact that)
  kDone,       // as real as the governing word (manage, force, true)
  kNotDone,    // the opposite (fail, refuse, false)
  kPrevented,  // did not happen; unknown if the governing word is negated (prevent, dissuade)
  kWitnessed,  // happened; unknown if the governing word is negated (convict, see)
  kTold,       // the subject or owner says so (say, claim)
  kThought,    // the subject or owner thinks so; "did not think that" is "thought that not"
  kAdmitted,   // the subject says so of itself (admit, confess)
  kAlleged,    // an accusation, charge or suspicion (accuse, charge)
  kPunished,   // the authority's reason (fine, jail for)
  kDenied,     // the subject says that it is not so (deny, dispute)
  kDoubted,    // open (doubt, wonder whether, unlikely)
  kPossible,   // seem, likely, risk
  kWanted,     // hope, fear
  kWished,     // against the facts (wish that)
  kPlanned,    // plan, promise, threaten
  kDemanded,   // order, ask, must
  kAllowed,    // may or can now (allow, enable)
  kTried,      // with unknown outcome
  kEvidence,   // speaks for it (evidence, sign)
  kCleared,    // somebody said so, wrongly (acquit)
  kFeigned,    // not so (pretend, dream, imagine)
};

struct Frame {
  std::string_view lemma;
  Part part;
  Complement complement;
  Controller controller;
  Effect effect;
};

// The first frame of the word for this complement, or nullptr. `object`: the governing verb has an
// object (or is passive): frames that want one come first then, and are left out otherwise.
const Frame* find_frame(std::string_view lemma, Part part, Complement complement, bool object);

}  // namespace trine::extract
