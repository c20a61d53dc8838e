// A sentence with its tokens and, once parsed, their analysis in Universal Dependencies.
#pragma once
#include <array>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "schema/document.h"
#include "schema/span.h"

namespace trine::extract {

enum class Upos : std::uint8_t {
  kX,
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
};
std::string_view to_string(Upos tag);   // "ADJ"
Upos parse_upos(std::string_view tag);  // kX when unknown
std::ostream& operator<<(std::ostream& out, Upos tag);

// UD v2 relations of English, with the subtypes of EWT and GUM. Sorted by name.
enum class Deprel : std::uint8_t {
  kAcl,
  kAclRelcl,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kAmod,
  kAppos,
  kAux,
  kAuxPass,
  kCase,
  kCc,
  kCcPreconj,
  kCcomp,
  kCompound,
  kCompoundPrt,
  kConj,
  kCop,
  kCsubj,
  kCsubjOuter,
  kCsubjPass,
  kDep,
  kDet,
  kDetPredet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNmodDesc,
  kNmodPoss,
  kNmodUnmarked,
  kNsubj,
  kNsubjOuter,
  kNsubjPass,
  kNummod,
  kObj,
  kObl,
  kOblAgent,
  kOblUnmarked,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kRoot,
  kVocative,
  kXcomp,
};
std::string_view to_string(Deprel relation);  // "nsubj:pass"
// An unknown subtype falls back to its base relation ("flat:foreign" -> flat), anything else to
// dep.
Deprel parse_deprel(std::string_view relation);
std::string_view base(Deprel relation);  // "nsubj" for "nsubj:pass"
std::ostream& operator<<(std::ostream& out, Deprel relation);

// What the model says of the smallest mention that this word heads (GUM's ten types).
enum class MentionClass : std::uint8_t {
  kNone,
  kAbstract,
  kAnimal,
  kEvent,
  kObject,
  kOrganization,
  kPerson,
  kPlace,
  kPlant,
  kSubstance,
  kTime,
};
// "abstract", ...; "" for kNone.
std::string_view to_string(MentionClass type);
MentionClass parse_mention_class(std::string_view name);

// Proper names found by the model's sequence tagger.
enum class NameClass : std::uint8_t { kNone, kPerson, kOrganization, kLocation, kEvent, kOther };
std::string_view to_string(NameClass type);  // "PER", "ORG", "LOC", "EVENT", "OTHER"; "" for kNone
NameClass parse_name_class(std::string_view name);

// How the model ranks the classes of one word: for each class (by its number) how much less it
// likes it than the one it chose, in quarters of a nat: 0 for the choice, never above. All 0 where
// no model spoke (trees read from a file).
template <std::size_t Classes>
using ClassScores = std::array<std::int8_t, Classes>;
inline constexpr std::size_t kMentionClasses = 11;
inline constexpr std::size_t kNameClasses = 6;

inline constexpr int kRootHead = -1;

// One syntactic word.
struct Token {
  std::string form;
  std::string lemma;
  std::string xpos;      // Penn tag: "NNP", "VBD"
  std::string features;  // UD morphology: "Mood=Ind|Number=Sing|Tense=Past"; empty when none
  Span span;             // in the document; the words of a multiword token divide its span
  Upos upos = Upos::kX;
  Deprel relation = Deprel::kDep;
  std::int32_t head = kRootHead;  // index of a token of the same sentence; kRootHead for the root
  bool space_after = true;
  MentionClass mention = MentionClass::kNone;
  NameClass name = NameClass::kNone;
  bool name_begins = false;  // the first word of a name
  ClassScores<kMentionClasses> mention_scores{};
  ClassScores<kNameClasses> name_scores{};  // of the whole name, on each of its words
  float head_probability = 1.0F;  // the parser's, for head and relation; 1 when read from a file
  friend bool operator==(const Token&, const Token&) = default;

  // Is `value` the value of `feature` ("Tense", "Past")?
  bool has_feature(std::string_view feature, std::string_view value) const;
};

// A surface token of several words ("don't"): tokens [first, last], both included.
struct MultiwordToken {
  std::int32_t first = 0;
  std::int32_t last = 0;
  std::string form;
  friend bool operator==(const MultiwordToken&, const MultiwordToken&) = default;
};

struct Sentence {
  Span span;  // from the first to the last token
  SentenceKind kind = SentenceKind::kBody;
  bool begins_paragraph = false;
  bool parsed = false;  // tags and tree are there
  std::vector<Token> tokens;
  std::vector<MultiwordToken> multiword;  // ordered
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

// One line a token: index form lemma UPOS head relation.
std::ostream& operator<<(std::ostream& out, const Sentence& sentence);

}  // namespace trine::extract
