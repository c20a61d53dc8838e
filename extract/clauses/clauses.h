// A parsed sentence to its clauses: who does what, n-ary, exact to the token. Graph statements and
// both open-extraction views are printed from these; nothing here depends on mentions or ontology.
#pragma once
#include <cstdint>
#include <iosfwd>
#include <string_view>
#include <vector>

#include "extract/sentence/tree.h"
#include "schema/statement.h"

namespace trine::extract {

enum class ClauseKind : std::uint8_t {
  kVerb,         // Ada sold the mill
  kCopula,       // Ada is the owner; also "is in Oslo", "is able"
  kExistential,  // there was a mill
  kApposition,   // Bo, the mayor          (implied "is")
  kTitle,        // Mayor Bo               (implied "is")
  kPossessive,   // Ada's mill             (implied "has")
};

// How the clause hangs in the sentence.
enum class ClauseContext : std::uint8_t {
  kMain,
  kComplement,  // said that ...
  kSubject,     // that ... is crucial
  kAdverbial,   // after ..., saying ...
  kPurpose,     // to boost ...
  kCondition,   // if ...
  kRelative,    // who ...
  kParticiple,  // missiles targeting ...
  kInfinitive,  // a plan to end ...
  kControlled,  // ordered the firms to pay ...: `pay`
  kNoun,        // inside a noun phrase: appositions, titles, possessives
};

enum class Function : std::uint8_t {
  kObject,
  kIndirect,
  kOblique,      // with a preposition, or bare ("last week")
  kAgent,        // by-phrase of a passive
  kPredicative,  // what a copula, "become", "call it ..." says of subject or object
  kContent,      // complement clause
  kAdverbial,    // adverbial clause
  kAdverb,
};

struct ClauseArgument {
  TokenIndex head = kNoToken;  // of the first conjunct
  Function function = Function::kObject;
  std::vector<TokenIndex> conjuncts;    // heads, `head` first
  std::vector<TokenIndex> preposition;  // case markers of the first conjunct
  std::int32_t clause = -1;             // kContent, kAdverbial: index into the clauses, or -1
  bool borrowed = false;                // shared from a coordinated clause
  friend bool operator==(const ClauseArgument&, const ClauseArgument&) = default;
};

struct Clause {
  ClauseKind kind = ClauseKind::kVerb;
  ClauseContext context = ClauseContext::kMain;
  std::string_view rule;              // static storage: "clause.verb.relative"
  TokenIndex head = kNoToken;         // its content word: the innermost verb, the copula's noun
  std::vector<TokenIndex> chain;      // verbs above it, outermost first: "wants" of "wants to sell"
  std::vector<TokenIndex> predicate;  // auxiliaries, negation, adverbs, verbs, particles
  std::vector<TokenIndex> subjects;   // heads of the conjuncts; empty when there is none
  bool own_subject = false;           // the subject stands in this clause, it was not inferred
  bool relative_subject = false;      // inferred from the noun that the clause modifies
  bool agentless = false;  // the subject is the noun that tells of the deed; nobody says whose
  std::vector<ClauseArgument> arguments;  // in textual order
  bool passive = false;
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kAsserted;
  // What is so of the innermost verb, with the outer verbs of the chain counted: "failed to pay" is
  // told as it stands, but nobody paid.
  Polarity actual_polarity = Polarity::kPositive;
  Modality actual_modality = Modality::kAsserted;
  bool dropped = false;  // false, invented or in doubt: nothing is told of it
  bool asked = false;    // a question
  Tense tense = Tense::kNone;
  Aspect aspect = Aspect::kSimple;
  std::vector<TokenIndex> speakers;  // who says so, heads of the conjuncts
  std::int32_t parent = -1;          // index of the clause it hangs on, or -1
  bool quoted = false;               // stands within quotation marks
  friend bool operator==(const Clause&, const Clause&) = default;

  bool implied() const {
    return kind == ClauseKind::kApposition || kind == ClauseKind::kTitle ||
           kind == ClauseKind::kPossessive;
  }
  const ClauseArgument* argument(Function function) const;
};

// Parents before children. Empty for a sentence that is not parsed. `inside_quotes`: the sentence
// begins within a quotation.
std::vector<Clause> find_clauses(const Tree& tree, bool inside_quotes = false);

std::string_view to_string(ClauseKind kind);
std::string_view to_string(ClauseContext context);
std::string_view to_string(Function function);
// One line: kind context predicate(subject; arguments).
void print(std::ostream& out, const Tree& tree, const Clause& clause);

}  // namespace trine::extract
