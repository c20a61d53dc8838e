#include "extract/coreference/mention_attributes.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "extract/english/names.h"

namespace trine::extract {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 6> kFirst = {"i", "me", "my", "mine", "myself", "we"};
constexpr std::array<std::string_view, 5> kFirstPlural = {"we", "us", "our", "ours", "ourselves"};
constexpr std::array<std::string_view, 5> kSecond = {"you", "your", "yours", "yourself",
                                                     "yourselves"};
constexpr std::array<std::string_view, 4> kMale = {"he", "him", "his", "himself"};
constexpr std::array<std::string_view, 4> kFemale = {"she", "her", "hers", "herself"};
constexpr std::array<std::string_view, 3> kNeuter = {"it", "its", "itself"};
constexpr std::array<std::string_view, 7> kThey = {"they", "them",       "their", "theirs",
                                                   "'em",  "themselves", "em"};
constexpr std::array<std::string_view, 8> kReflexive = {
    "myself", "yourself", "himself", "herself", "itself", "ourselves", "yourselves", "themselves"};
constexpr std::array<std::string_view, 4> kDemonstrative = {"this", "that", "these", "those"};
constexpr std::array<std::string_view, 16> kQuantifiers = {
    "some", "any", "each", "every",   "no",      "both",   "all",     "many",
    "most", "few", "much", "several", "another", "either", "neither", "half"};

// So much of the beginning do "compensate" and "compensation" share, and unlike words seldom.
constexpr std::size_t kStem = 6;

// What tells one thing from others of its kind.
constexpr std::array<std::string_view, 30> kContrasts = {
    "first", "second",  "third",    "fourth",   "fifth",    "sixth",    "seventh", "eighth",
    "ninth", "tenth",   "last",     "next",     "previous", "former",   "new",     "old",
    "other", "another", "current",  "latest",   "final",    "initial",  "early",   "earlier",
    "late",  "later",   "original", "separate", "similar",  "different"};

bool is_opening_quote(const Token& token) {
  return token.form == "“" || token.form == "``" || token.form == "«";
}
bool is_closing_quote(const Token& token) {
  return token.form == "”" || token.form == "''" || token.form == "»";
}

void sort_unique(std::vector<std::uint32_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

void describe_pronoun(std::string_view form, MentionAttributes& out) {
  out.reflexive = is_one_of(kReflexive, form);
  if (is_one_of(kFirstPlural, form)) {
    out.person = 1;
    out.number = Number::kPlural;
  } else if (is_one_of(kFirst, form)) {
    out.person = 1;
    out.number = Number::kSingular;
  } else if (is_one_of(kSecond, form)) {
    out.person = 2;
  } else if (is_one_of(kMale, form)) {
    out.person = 3;
    out.number = Number::kSingular;
    out.gender = Gender::kMale;
  } else if (is_one_of(kFemale, form)) {
    out.person = 3;
    out.number = Number::kSingular;
    out.gender = Gender::kFemale;
  } else if (is_one_of(kNeuter, form)) {
    out.person = 3;
    out.number = Number::kSingular;
    out.gender = Gender::kNeuter;
  } else if (is_one_of(kThey, form)) {
    out.person = 3;
    out.number = Number::kPlural;
  } else if (is_one_of(kDemonstrative, form)) {
    out.demonstrative_pronoun = true;
    out.number = form == "this" || form == "that" ? Number::kSingular : Number::kPlural;
  }
}

MentionFunction function_of(const Token& token) {
  const auto name = base(token.relation);
  if (name == "nsubj" || name == "csubj") return MentionFunction::kSubject;
  if (name == "obj" || name == "iobj") return MentionFunction::kObject;
  if (name == "obl") return MentionFunction::kOblique;
  if (token.relation == Deprel::kNmodPoss) return MentionFunction::kPossessor;
  if (name == "nmod" || name == "compound" || name == "amod") return MentionFunction::kModifier;
  return MentionFunction::kOther;
}

// Does the word belong to the head's own phrase: at most two steps up, no clause or aside between?
bool near_head(const Sentence& sentence, std::int32_t word, std::int32_t head) {
  for (int steps = 0; steps < 3 && word >= 0; ++steps) {
    if (word == head) return true;
    const auto& token = sentence.tokens[static_cast<std::size_t>(word)];
    const auto name = base(token.relation);
    if (name == "appos" || name == "acl" || name == "parataxis" || name == "dep") return false;
    word = token.head;
  }
  return word == head;
}

// Is the word in what says whose it is: "Bergen's office"?
bool of_owner(const Sentence& sentence, std::int32_t word, std::int32_t head) {
  for (int steps = 0; steps < 6 && word >= 0; ++steps) {
    const auto& token = sentence.tokens[static_cast<std::size_t>(word)];
    if (token.relation == Deprel::kNmodPoss) return true;
    if (token.head == head) return false;
    word = token.head;
  }
  return false;
}

// Numerals right after the head: "room 12", "posts 12, 13 and 14".
std::vector<std::uint32_t> identifiers_of(const Sentence& sentence, const ParsedMention& parsed,
                                          WordIds& words) {
  std::vector<std::uint32_t> found;
  for (auto i = parsed.head + 1; i <= parsed.last; ++i) {
    const auto& token = sentence.tokens[static_cast<std::size_t>(i)];
    if (token.upos == Upos::kNum) {
      found.push_back(words.of(fold_name(token.form)));
    } else if (token.upos != Upos::kCconj && token.form != ",") {
      break;
    }
  }
  sort_unique(found);
  return found;
}

Gender gender_of_name(const Sentence& sentence, const ParsedMention& parsed,
                      const Gazetteer& gazetteer) {
  // a title decides before a given name
  for (auto i = parsed.first; i <= parsed.last; ++i) {
    const auto word = fold_name(sentence.tokens[static_cast<std::size_t>(i)].form);
    const auto& token = sentence.tokens[static_cast<std::size_t>(i)];
    if (!starts_upper(token.form) || (token.head != parsed.head && i != parsed.head)) continue;
    if (gazetteer.has(WordList::kHonorificMale, word)) return Gender::kMale;
    if (gazetteer.has(WordList::kHonorificFemale, word)) return Gender::kFemale;
    if (gazetteer.has(WordList::kNounMale, word)) return Gender::kMale;
    if (gazetteer.has(WordList::kNounFemale, word)) return Gender::kFemale;
  }
  const auto folded = fold_name(parsed.mention.name);
  const auto words = name_words(folded);
  if (words.empty()) return Gender::kUnknown;
  // given names stand first; a lone word may be a surname, then it tells nothing sure
  const bool male = gazetteer.has(WordList::kGivenMale, words[0]);
  const bool female = gazetteer.has(WordList::kGivenFemale, words[0]);
  if (male != female) return male ? Gender::kMale : Gender::kFemale;
  return Gender::kUnknown;
}

// "the Union", "our Republic": what is meant is found as for a noun in small letters.
bool is_generic(const Mention& mention, const MentionAttributes& at, const Gazetteer& gazetteer) {
  if (mention.demonym || mention.type == EntityType::kPerson ||
      (at.determiner != Determiner::kDefinite && at.determiner != Determiner::kDemonstrative &&
       at.determiner != Determiner::kPossessive)) {
    return false;
  }
  std::string_view word = at.folded_name;
  if (word.starts_with("the ")) word.remove_prefix(4);
  if (word.empty() || word.find(' ') != std::string_view::npos) return false;
  const auto type = gazetteer.noun_type(word);
  return gazetteer.place_word(word) || type == EntityType::kCountry ||
         gazetteer.has(WordList::kStateNoun, word) ||
         (gazetteer.has(WordList::kOrganizationSuffix, word) && type == EntityType::kOrganization);
}

bool is_another(const Sentence& sentence, const ParsedMention& mention) {
  static constexpr std::array<std::string_view, 7> kAnother = {
      "another", "Another", "other", "second", "third", "different", "separate"};
  for (auto i = mention.first; i < mention.head; ++i) {
    const auto& word = sentence.tokens[static_cast<std::size_t>(i)];
    if (word.head == mention.head && is_one_of(kAnother, word.form)) return true;
  }
  return false;
}

}  // namespace

std::vector<std::vector<std::int32_t>> find_quotes(std::span<const Sentence> sentences) {
  std::vector<std::vector<std::int32_t>> quotes;
  quotes.reserve(sentences.size());
  std::int32_t next = 0;
  std::int32_t open = -1;
  for (const auto& sentence : sentences) {
    if (sentence.begins_paragraph) open = -1;
    auto& row = quotes.emplace_back(sentence.tokens.size(), -1);
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const auto& token = sentence.tokens[i];
      if (is_opening_quote(token) || (token.form == "\"" && open < 0)) {
        open = next++;
      } else if (is_closing_quote(token) || token.form == "\"") {
        open = -1;
      } else {
        row[i] = open;
      }
    }
  }
  return quotes;
}

namespace {

// The words of one sentence as attributes name them, each made out once: mentions lie within each
// other, so that a word is in several.
class SentenceWords {
 public:
  SentenceWords(std::span<const Sentence> sentences, WordIds& words)
      : sentences_(sentences), words_(words) {}

  struct Word {
    bool known = false;
    bool content = false;
    bool has_stem = false;
    std::string form;         // folded
    std::uint32_t lemma = 0;  // of content words
    std::uint32_t stem = 0;   // of long content words
  };

  const Word& at(std::uint32_t sentence, std::int32_t token) {
    if (sentence != sentence_) {
      sentence_ = sentence;
      for (auto& word : all_) word.known = false;
    }
    if (static_cast<std::size_t>(token) >= all_.size()) {
      all_.resize(static_cast<std::size_t>(token) + 32);
    }
    auto& word = all_[static_cast<std::size_t>(token)];
    if (!word.known) find(sentences_[sentence].tokens[static_cast<std::size_t>(token)], word);
    return word;
  }

 private:
  void find(const Token& token, Word& word) {
    word.known = true;
    word.form = fold_name(token.form);
    word.content = token.upos == Upos::kNoun || token.upos == Upos::kPropn ||
                   token.upos == Upos::kAdj || token.upos == Upos::kNum ||
                   token.upos == Upos::kVerb;
    word.has_stem = false;
    if (!word.content) return;
    const auto lemma =
        fold_name(token.lemma.empty() || token.lemma == "_" ? token.form : token.lemma);
    word.lemma = words_.of(lemma);
    word.has_stem = lemma.size() > kStem;
    if (word.has_stem) word.stem = words_.of(lemma.substr(0, kStem) + '-');
  }

  std::span<const Sentence> sentences_;
  WordIds& words_;
  std::uint32_t sentence_ = 0;
  std::vector<Word> all_;
};

}  // namespace

std::vector<MentionAttributes> describe_mentions(std::span<const Sentence> sentences,
                                                 std::span<const ParsedMention> mentions,
                                                 const Gazetteer& gazetteer, WordIds& words) {
  const auto quotes = find_quotes(sentences);
  std::vector<std::uint32_t> paragraphs;
  for (const auto& sentence : sentences) {
    const auto last = paragraphs.empty() ? 0U : paragraphs.back();
    paragraphs.push_back(last + (sentence.begins_paragraph ? 1U : 0U));
  }
  std::vector<MentionAttributes> all;
  all.reserve(mentions.size());
  SentenceWords sentence_words(sentences, words);
  std::string phrase;
  for (const auto& parsed : mentions) {
    const auto& mention = parsed.mention;
    const auto& sentence = sentences[mention.sentence];
    const auto& head = sentence.tokens[static_cast<std::size_t>(parsed.head)];
    auto& out = all.emplace_back();
    out.order = static_cast<std::int32_t>(all.size()) - 1;
    out.paragraph = paragraphs[mention.sentence];
    out.quote = quotes[mention.sentence][static_cast<std::size_t>(parsed.head)];
    out.head_lemma = lower(head.lemma.empty() || head.lemma == "_" ? head.form : head.lemma);
    // The clause: up to the nearest word that is no part of a noun phrase.
    std::int32_t up = parsed.head;
    for (int steps = 0; steps < 20; ++steps) {
      const auto& token = sentence.tokens[static_cast<std::size_t>(up)];
      if (token.upos == Upos::kVerb || token.head < 0) break;
      up = token.head;
    }
    out.clause = up;
    // A conjoined noun has the function of the first one, and so has the name beside its noun.
    const Token* anchor = &head;
    for (int steps = 0; steps < 10 && anchor->head >= 0 &&
                        (anchor->relation == Deprel::kConj || anchor->relation == Deprel::kAppos);
         ++steps) {
      anchor = &sentence.tokens[static_cast<std::size_t>(anchor->head)];
    }
    out.function = function_of(*anchor);

    if (mention.pronoun) {
      describe_pronoun(fold_name(head.form), out);
      out.relative = (head.xpos == "WDT" || head.xpos == "WP" || head.xpos == "WP$") &&
                     head.has_feature("PronType", "Rel");
      out.interrogative = !out.relative && head.xpos.starts_with("W");
    } else {
      for (auto i = parsed.first; i <= parsed.last; ++i) {
        const auto& token = sentence.tokens[static_cast<std::size_t>(i)];
        const auto& word = sentence_words.at(mention.sentence, i);
        const auto& form = word.form;
        if (i < parsed.head && token.head == parsed.head && (form == "no" || form == "neither")) {
          out.negated = true;
        }
        if (i < parsed.head && token.head == parsed.head) {
          if (token.relation == Deprel::kNmodPoss) {
            out.determiner = Determiner::kPossessive;
          } else if (token.relation == Deprel::kDet || token.relation == Deprel::kDetPredet ||
                     is_one_of(kQuantifiers, form)) {
            if (form == "the") {
              out.determiner = Determiner::kDefinite;
            } else if (form == "a" || form == "an") {
              out.determiner = Determiner::kIndefinite;
            } else if (is_one_of(kDemonstrative, form)) {
              out.determiner = Determiner::kDemonstrative;
            } else if (out.determiner == Determiner::kNone) {
              out.determiner = Determiner::kQuantifier;
            }
            continue;
          }
        }
        if (token.upos == Upos::kNum) out.numbers.push_back(words.of(form));
        if (!word.content) continue;
        const auto id = word.lemma;
        out.all_words.push_back(id);
        if (i < parsed.head) out.words.push_back(id);
        if (i < parsed.head && token.upos == Upos::kPropn && !of_owner(sentence, i, parsed.head)) {
          out.names_before.push_back(id);
        }
        if (word.has_stem) {
          out.all_stems.push_back(word.stem);
          if (i < parsed.head && token.upos != Upos::kPropn) out.stems.push_back(word.stem);
        }
        if (i != parsed.head && near_head(sentence, i, parsed.head)) {
          const bool capital = token.upos == Upos::kPropn ||
                               (token.upos == Upos::kAdj && i > 0 && starts_upper(token.form));
          // how many there are does not tell which; "the 1965 treaty" does
          const bool count =
              i < parsed.head && token.relation == Deprel::kNummod &&
              (form.size() != 4 || !std::isdigit(static_cast<unsigned char>(form[0])));
          if (capital || (token.upos == Upos::kNum && !count)) out.marks.push_back(id);
          if (i < parsed.head && is_one_of(kContrasts, form)) out.contrasts.push_back(id);
        }
        if (i > parsed.head && token.head == parsed.head && token.relation != Deprel::kFlat) {
          out.postmodified = true;
        }
      }
      sort_unique(out.words);
      sort_unique(out.all_words);
      sort_unique(out.numbers);
      if (!mention.named) out.identifiers = identifiers_of(sentence, parsed, words);
      sort_unique(out.marks);
      sort_unique(out.names_before);
      sort_unique(out.stems);
      sort_unique(out.all_stems);
      sort_unique(out.contrasts);
      if (head.has_feature("Number", "Plur") || head.xpos == "NNS" || head.xpos == "NNPS") {
        out.number = Number::kPlural;
      } else if (head.xpos == "NN" || head.xpos == "NNP" || head.has_feature("Number", "Sing")) {
        out.number = Number::kSingular;
      }
      if (mention.type == EntityType::kPerson) {
        if (gazetteer.has(WordList::kNounMale, out.head_lemma)) {
          out.gender = Gender::kMale;
        } else if (gazetteer.has(WordList::kNounFemale, out.head_lemma)) {
          out.gender = Gender::kFemale;
        } else if (mention.named) {
          out.gender = gender_of_name(sentence, parsed, gazetteer);
        }
      } else if (mention.type != EntityType::kAnimal) {
        out.gender = Gender::kNeuter;
      }
    }
    out.another = !mention.named && is_another(sentence, parsed);
    out.head_word = words.of(fold_name(out.head_lemma));
    if (mention.named) {
      out.folded_name = fold_name(mention.name);
      out.generic_name = is_generic(mention, out, gazetteer);
    }
    phrase.clear();
    for (auto i = parsed.first; i <= parsed.last; ++i) {
      const auto& token = sentence.tokens[static_cast<std::size_t>(i)];
      if (token.relation == Deprel::kDet && token.head == parsed.head && i < parsed.head) continue;
      if (token.xpos == "POS") continue;
      phrase += sentence_words.at(mention.sentence, i).form;
      phrase += ' ';
    }
    out.text_id = words.of(phrase);
  }
  return all;
}

}  // namespace trine::extract
