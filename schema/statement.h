// What one sentence says: a typed triple with qualifiers, polarity, modality, source and evidence.
#pragma once
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/entity_type.h"
#include "schema/span.h"

namespace trine {

// Persisted enumerations: never renumber; append only.
enum class Polarity : std::uint8_t { kPositive = 0, kNegative = 1 };
enum class Modality : std::uint8_t {
  kAsserted = 0,
  kPlanned = 1,       // will, is to, plans to, purpose clauses
  kPossible = 2,      // may, can, is expected to, hopes
  kHypothetical = 3,  // if-clauses and their consequences
  kDemanded = 4,      // ordered, asked for, should
  kReported = 5,      // plain content of an attributed clause
  kAlleged = 6,       // an accusation, charge or suspicion
};
enum class Tense : std::uint8_t { kNone = 0, kPast = 1, kPresent = 2, kFuture = 3 };
enum class Aspect : std::uint8_t { kSimple = 0, kPerfect = 1, kProgressive = 2 };
enum class Role : std::uint8_t {  // of a qualifier
  kOther = 0,
  kTime = 1,
  kPlace = 2,
  kInstrument = 3,
  kPurpose = 4,
  kTopic = 5,
  kRecipient = 6,
  kSource = 7,
  kManner = 8,
  kCause = 9,
  kCompanion = 10,
  kDestination = 11,
  kDuration = 12,
  kCondition = 13,
  kQuantity = 14,
};

std::string_view to_string(Polarity polarity);  // "pos", "neg"
std::string_view to_string(Modality modality);  // "asserted", ...
std::string_view to_string(Tense tense);        // "none", "past", ...
std::string_view to_string(Aspect aspect);      // "simple", ...
std::string_view to_string(Role role);          // "time", ...

inline constexpr std::uint32_t kNoEntity = 0xffffffff;

// A subject, object or qualifier's filler: an entity of the document, or a literal.
struct Argument {
  std::uint32_t entity = kNoEntity;  // index into Analysis::entities; kNoEntity for a literal
  std::string text;                  // as it stands in the sentence (without trailing clauses)
  EntityType type = EntityType::kAbstract;
  Span span;
  friend bool operator==(const Argument&, const Argument&) = default;

  bool is_entity() const { return entity != kNoEntity; }
  bool empty() const { return entity == kNoEntity && text.empty(); }
};

struct Qualifier {
  Role role = Role::kOther;
  std::string preposition;  // "on the sidelines of", "during"; may be empty
  Argument argument;
  friend bool operator==(const Qualifier&, const Qualifier&) = default;
};

// A time expression: text and the half-open interval of days [from, to] it means, both included.
struct TimeValue {
  std::string text;
  std::string from;  // ISO 8601 "2023-03-16"; empty when it can't be told
  std::string to;    // the last day; equals `from` for a single day
  friend bool operator==(const TimeValue&, const TimeValue&) = default;

  bool empty() const { return text.empty() && from.empty(); }
};

struct Statement {
  Argument subject;
  std::string relation;        // lemma phrase: "meet", "hold summit with", "refuse to comply with"
  std::string relation_class;  // a class of the ontology, "OTHER" if none fits
  bool symmetric = false;      // subject and object may be exchanged
  Argument object;             // empty for a one-place statement ("ties improve")
  std::vector<Qualifier> qualifiers;
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kAsserted;
  Tense tense = Tense::kNone;
  Aspect aspect = Aspect::kSimple;
  Argument attribution;  // who says so; empty when it is the document itself
  TimeValue time;
  std::string place;           // text of the place where it happened; may be empty
  std::uint32_t sentence = 0;  // index into Analysis::sentences
  Span relation_span;          // of the relation's words, from first to last
  double confidence = 1.0;     // in [0, 1]
  std::string rule;            // which rule made it: "clause.active", "nominal.between", ...
  friend bool operator==(const Statement&, const Statement&) = default;
};

// One line: (Yoon; meet; Kishida) +planned @2023-03-16 {rule}
std::ostream& operator<<(std::ostream& out, const Argument& argument);
std::ostream& operator<<(std::ostream& out, const Statement& statement);
std::ostream& operator<<(std::ostream& out, Polarity polarity);
std::ostream& operator<<(std::ostream& out, Modality modality);

}  // namespace trine
