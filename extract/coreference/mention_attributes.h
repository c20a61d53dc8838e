// What coreference needs to know of a mention: person, number, gender, determiner, words, place in
// the sentence. Internal to extract.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/english/gazetteer.h"
#include "extract/mentions/mentions.h"
#include "extract/sentence/sentence.h"

namespace trine::extract {

enum class Number : std::uint8_t { kUnknown, kSingular, kPlural };
enum class Gender : std::uint8_t { kUnknown, kMale, kFemale, kNeuter };  // kNeuter: not a person
enum class Determiner : std::uint8_t {
  kNone,
  kDefinite,
  kIndefinite,
  kDemonstrative,
  kPossessive,
  kQuantifier,  // some, any, each, no, both, all
};
enum class MentionFunction : std::uint8_t {
  kSubject,
  kObject,
  kOblique,
  kPossessor,
  kModifier,
  kOther
};

// Words of a document as small numbers, so that comparing is cheap.
class WordIds {
 public:
  std::uint32_t of(std::string_view word) {
    const auto next = static_cast<std::uint32_t>(ids_.size() + 1);
    return ids_.emplace(std::string(word), next).first->second;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> ids_;
};

struct MentionAttributes {
  Number number = Number::kUnknown;
  Gender gender = Gender::kUnknown;
  Determiner determiner = Determiner::kNone;
  MentionFunction function = MentionFunction::kOther;
  std::uint8_t person = 0;  // of a personal pronoun: 1, 2, 3; else 0
  bool reflexive = false;
  bool relative = false;       // who, which, that of a relative clause
  bool interrogative = false;  // who, what of a question
  bool demonstrative_pronoun = false;
  bool postmodified = false;  // of-phrase, relative clause
  bool negated = false;       // "no injuries", "neither side"
  bool another = false;       // "another ship", "a second one": not the one spoken of
  bool generic_name = false;  // a common noun with a capital: "the Union", "our Republic"
  std::int32_t quote = -1;    // number of the quotation it stands in
  std::int32_t clause = -1;   // head word of its clause
  std::int32_t order = 0;     // position among the document's mentions
  std::uint32_t paragraph = 0;
  std::uint32_t head_word = 0;           // id of the head's lemma, folded
  std::uint32_t text_id = 0;             // id of the whole phrase without determiner, folded
  std::vector<std::uint32_t> words;      // ids of the content words before the head, sorted
  std::vector<std::uint32_t> all_words;  // ids of all content words, head too, sorted
  std::vector<std::uint32_t> numbers;    // ids of numerals among them, sorted
  std::vector<std::uint32_t>
      identifiers;  // of those right after the head: "posts 12 and 13"; sorted
  std::vector<std::uint32_t>
      names_before;                  // ids of names before the head, not of whose it is; sorted
  std::vector<std::uint32_t> marks;  // of those by the head, names and numerals, sorted
  // Ids of beginnings of long words, sorted: of those before the head that are no names, and of
  // all.
  std::vector<std::uint32_t> stems;
  std::vector<std::uint32_t> all_stems;
  std::vector<std::uint32_t> contrasts;  // "first", "next", "former": of several one, sorted
  std::string head_lemma;                // lower case
  std::string folded_name;               // of named mentions
};

// One for each mention. `quotes`: for each sentence and token the number of its quotation, or -1.
std::vector<MentionAttributes> describe_mentions(std::span<const Sentence> sentences,
                                                 std::span<const ParsedMention> mentions,
                                                 const Gazetteer& gazetteer, WordIds& words);

// Quotation of each token: [sentence][token], -1 outside. A quotation ends with its paragraph.
std::vector<std::vector<std::int32_t>> find_quotes(std::span<const Sentence> sentences);

}  // namespace trine::extract
