// Open extraction: the clauses of a sentence printed as tuples (subject; predicate; arguments).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extract/sentence/sentence.h"

namespace trine::extract {

enum class OieView {
  kCarb,     // one full tuple a predicate, implied "is" and "has" included
  kBenchie,  // one fact an object or adjunct, the others folded into the predicate
};

struct OieTuple {
  std::string predicate;               // tokens joined by one space
  std::vector<std::string> arguments;  // subject first
  double confidence = 1.0;             // in [0, 1]
  std::string_view rule;               // of the clause; static storage
  std::string_view shape;              // how it was printed: "object", "nested"; static storage
  friend bool operator==(const OieTuple&, const OieTuple&) = default;
};

// In the order of the clauses; no tuple twice. Empty for a sentence that is not parsed.
std::vector<OieTuple> oie_tuples(const Sentence& sentence, OieView view);

}  // namespace trine::extract
