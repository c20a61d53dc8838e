// Lemmas by edit script: a letter case, how many code points to cut at the end, what to put there.
// Internal.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/sentence/sentence.h"

namespace trine::extract {

struct LemmaScript {
  enum class Case : std::uint8_t { kWhole, kLower, kKeep, kTitle };
  Case letter_case = Case::kKeep;  // kWhole: `ending` is the lemma
  std::uint32_t cut = 0;           // code points
  std::string ending;
  friend bool operator==(const LemmaScript&, const LemmaScript&) = default;

  // "l2+y" (lower), "k0+" (keep), "t1+" (first letter kept, the rest lower), "=be".
  // Throws Error{kCorruption} when it is none of these.
  static LemmaScript parse(std::string_view text);
  // Where the script does not fit the form: the form in the script's case.
  std::string apply(std::string_view form) const;
};

// The lemma of an irregular verb's past form ("fled") or of a noun's irregular plural ("lice"), in
// small letters, by WordNet; empty for other words. `form` may be written in any case.
enum class IrregularKind : char { kVerb = 'v', kNoun = 'n' };
std::string_view irregular_lemma(std::string_view form, IrregularKind kind);

// Has WordNet a verb of this base form, written in small letters?
bool is_verb(std::string_view form);

// What the spelling rules make of a regular form: the first stem of which `is_known` holds (a base
// form of the right part of speech, in small letters). "presided" -> "preside", "hoping" -> "hope",
// "planned" -> "plan", "countries" -> "country". `xpos` is a verb's Penn tag or NNS. Empty where
// no stem is known or the form is not plain ASCII letters.
std::string regular_lemma(std::string_view form, std::string_view xpos,
                          const std::function<bool(std::string_view)>& is_known);

// A noun (NN) with a capital letter inside a sentence that is written in small letters is mostly
// part of a name ("the Constitution"): its lemma keeps the capital, as a name's does. `begins`: the
// first token is the sentence's first.
void keep_capitals(std::span<Token> tokens, bool begins);

}  // namespace trine::extract
