#include "extract/mentions/mentions.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extract/english/gazetteer.h"
#include "extract/english/names.h"
#include "extract/mentions/document_names.h"
#include "extract/mentions/mention_extents.h"
#include "extract/mentions/mention_types.h"
#include "extract/mentions/name_spans.h"
#include "extract/mentions/noun_types.h"
#include "extract/mentions/sentence_view.h"

// The model says of every word whether it heads a mention and of what kind, and tags proper names.
// From there rules go on, each in its file:
// - the extent of a mention (mention_extents);
// - names that the tagger saw (name_spans) and adjectives of nationality become mentions even where
//   the model saw no phrase (here);
// - the ten kinds are refined to the ontology's types (mention_types for names, noun_types);
// - at last the names of the whole document are compared (document_names).
namespace trine::extract {
namespace {

bool is_name_part(const Token& token) { return token.upos == Upos::kPropn; }

// The work on one sentence.
class SentenceMentions {
 public:
  SentenceMentions(const Document& document, const Sentence& sentence, std::uint32_t index,
                   const Gazetteer& gazetteer)
      : view_(document, sentence, gazetteer),
        index_(index),
        names_(view_),
        extents_(view_),
        types_(view_),
        nouns_(view_) {}
  SentenceMentions(const SentenceMentions&) = delete;  // its parts borrow the view
  SentenceMentions& operator=(const SentenceMentions&) = delete;

  void add_to(std::vector<ParsedMention>& out, std::vector<NameMention>& uses) {
    const auto begin = out.size();
    const auto count = view_.size();
    for (TokenIndex i = 0; i < count; ++i) {
      if (heads_mention(i)) out.push_back(mention_at(i));
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
              [](const auto& a, const auto& b) {
                if (a.first != b.first) return a.first < b.first;
                if (a.last != b.last) return a.last > b.last;
                return a.head < b.head;
              });
    for (auto k = begin; k < out.size(); ++k) {
      if (out[k].mention.named) uses.push_back(use_of(out[k], k));
    }
  }

 private:
  // The tagger's name of a mention; nullptr where there is none, or only one that it is nested in.
  const NameSpan* tagged_name(TokenIndex i) const {
    const NameSpan* name = names_.at(i);
    if (name != nullptr && name->head != i) name = nullptr;
    return name != nullptr ? name : names_.under_title(i);
  }

  NameMention use_of(const ParsedMention& parsed, std::size_t place) const {
    const auto* tagged = tagged_name(parsed.head);
    NameMention use;
    use.mention = place;
    use.tagged = names_.at(parsed.head) != nullptr || tagged != nullptr;
    use.phrase = type_of_class(view_.token(parsed.head).mention);
    use.name = tagged != nullptr ? *tagged : names_.block(parsed.head);
    use.sentence = index_;
    use.list = first_conjunct(view_.tree(), parsed.head);
    if (parsed.mention.demonym) return use;
    const auto hit = view_.gazetteer().find(parsed.mention.name);
    use.product = hit && hit->entry->type == EntityType::kProduct;
    use.ambiguous = use.product && hit->weak;
    const bool known = hit && !use.ambiguous;
    if (!known && tagged != nullptr) use.told = types_.told(use.name);
    use.sure = known || use.told;
    return use;
  }

  // ---- Which words head a mention ----

  bool is_adjectival(TokenIndex i) const {
    const auto relation = view_.token(i).relation;
    return relation == Deprel::kAmod || relation == Deprel::kCompound ||
           (relation == Deprel::kConj && view_.token(i).head >= 0 &&
            is_adjectival_once(view_.token(i).head));
  }
  bool is_adjectival_once(TokenIndex i) const {
    return view_.token(i).relation == Deprel::kAmod || view_.token(i).relation == Deprel::kCompound;
  }

  // "South Korean", "N. Korean" are two words: the last one heads it.
  std::optional<Gazetteer::Hit> demonym_at(TokenIndex i, TokenIndex* first) const {
    const auto& word = view_.token(i);
    *first = i;
    if (!starts_upper(word.form) ||
        (word.upos != Upos::kAdj && word.upos != Upos::kPropn && word.upos != Upos::kNoun)) {
      return std::nullopt;
    }
    for (TokenIndex before = 2; before >= 1; --before) {
      if (i - before < 0) continue;
      std::string phrase;
      for (TokenIndex k = i - before; k <= i; ++k) {
        if (!phrase.empty() && view_.token(k - 1).space_after) phrase += ' ';
        phrase += view_.token(k).form;
      }
      if (const auto hit = view_.gazetteer().find_demonym(phrase)) {
        *first = i - before;
        return hit;
      }
    }
    return view_.gazetteer().find_demonym(word.form);
  }

  // Subjects, objects and what hangs from nouns, where the model saw no phrase: half of them are
  // mentions to GUM's annotators, and all are nodes to a reader of the graph.
  bool is_argument(TokenIndex i) const {
    const auto& word = view_.token(i);
    if (word.upos == Upos::kNum) {
      for (const auto child : view_.children(i)) {
        if (is_calendar_word(view_.token(child).form)) return true;
      }
      return false;
    }
    if (word.upos != Upos::kNoun && word.upos != Upos::kPropn) return false;
    switch (word.relation) {
      case Deprel::kNsubj:
      case Deprel::kNsubjPass:
      case Deprel::kObj:
      case Deprel::kIobj:
      case Deprel::kOblAgent:
      case Deprel::kNmod:
        return true;
      case Deprel::kObl:
      case Deprel::kAppos:
        return word.upos == Upos::kPropn;
      case Deprel::kConj:
        return word.head >= 0 && view_.token(word.head).relation != Deprel::kCompound &&
               (view_.token(word.head).mention != MentionClass::kNone || word.upos == Upos::kPropn);
      default:
        return false;
    }
  }

  bool heads_mention(TokenIndex i) const {
    const auto& word = view_.token(i);
    if (word.upos == Upos::kPunct) return false;
    if (const auto* name = names_.at(i)) {
      if (is_adjective(*name)) return false;
      if (name->head == i) return word.head < 0 || names_.under_title(word.head) != name;
      return word.mention != MentionClass::kNone && names_.stands_inside(*name, i);
    }
    if (word.mention != MentionClass::kNone) return true;
    if (names_.under_title(i) != nullptr) return true;
    if (word.upos == Upos::kPron && word.relation != Deprel::kExpl &&
        (word.xpos == "PRP" || word.xpos == "PRP$") && lower(word.form) != "it") {
      return true;
    }
    if (is_argument(i)) return true;
    TokenIndex first = i;
    if (const auto hit = demonym_at(i, &first)) {
      // "South" in "South Korean" is no mention; nor is "American" in "American Airlines".
      return !hit->weak && names_.at(i) == nullptr && is_adjectival(i);
    }
    return false;
  }

  // "Arab leaders", "the Nazi past": one word of a people, faith or school that only modifies.
  bool is_adjective(const NameSpan& name) const {
    const auto& word = view_.token(name.head);
    constexpr int kWavering = 24;
    const bool other =
        name.type == NameClass::kOther ||
        (name.type == NameClass::kLocation && name.allows(NameClass::kOther, kWavering));
    if (name.first != name.last || !other || word.mention != MentionClass::kNone ||
        !is_adjectival(name.head)) {
      return false;
    }
    return (word.upos == Upos::kAdj ||
            view_.gazetteer().noun_type(lower(word.form)) == EntityType::kPerson) &&
           !view_.gazetteer().find_demonym(word.form) && !view_.gazetteer().find(word.form);
  }

  // ---- Mentions ----

  ParsedMention mention_at(TokenIndex i) const {
    const auto& word = view_.token(i);
    ParsedMention parsed;
    parsed.head = i;
    auto& mention = parsed.mention;
    mention.sentence = index_;
    extents_.find(i, &parsed.first, &parsed.last);

    TokenIndex demonym_first = i;
    const auto demonym = demonym_at(i, &demonym_first);
    const NameSpan* tagged = tagged_name(i);

    if (is_pronoun(i)) {
      mention.pronoun = true;
      mention.head = word.span;
      mention.name = view_.text(i, i);
      mention.type = type_of_pronoun(word);
    } else if (demonym && !demonym->weak && (tagged_other(tagged) || is_plural(tagged, word))) {
      mention.demonym = true;
      mention.named = true;
      if (is_adjectival(i) && word.mention == MentionClass::kNone) {
        parsed.first = demonym_first;
        parsed.last = i;
      }
      mention.head = view_.bytes(std::max(parsed.first, demonym_first), i);
      mention.name = view_.text(demonym_first, i);
      mention.type = is_adjectival(i) ? demonym->entry->type : EntityType::kPerson;
      if (!is_adjectival(i) && word.mention == MentionClass::kAbstract) {
        mention.type = EntityType::kAbstract;  // "speaks Danish"
        mention.demonym = false;
      }
    } else if (tagged != nullptr || is_name_part(word)) {
      const NameSpan name = tagged != nullptr ? *tagged : names_.block(i);
      parsed.first = std::min(parsed.first, name.first);
      parsed.last = std::max(parsed.last, name.last);
      mention.head = view_.bytes(name.first, name.last);
      mention.name = view_.text(name.first, name.last);
      mention.type = types_.of_name(name, word);
      mention.demonym = is_people(name, word, mention.type);
      mention.named =
          !(tagged == nullptr && (mention.type == EntityType::kTime || is_address(word.form))) &&
          !(tagged == nullptr && (is_role_noun(i) || is_small(name))) && !is_generic(name);
    } else {
      mention.head = word.span;
      TokenIndex last = parsed.last;
      while (last > i && is_possessive_mark(view_.token(last))) --last;
      mention.name = view_.text(parsed.first, last);
      mention.type = nouns_.of(i);
    }
    mention.span = view_.bytes(parsed.first, parsed.last);
    return parsed;
  }

  // "Jews", "Bolsheviks": persons by their people, faith or party. A common noun with a capital;
  // "the Smiths" are so only to a tagger that wavers.
  bool is_people(const NameSpan& name, const Token& head, EntityType type) const {
    if (type != EntityType::kPerson || name.first != name.last || !starts_upper(head.form)) {
      return false;
    }
    constexpr int kWavering = 24;
    const bool other = name.type == NameClass::kOther || name.type == NameClass::kNone ||
                       name.allows(NameClass::kOther, kWavering);
    if (!other || view_.is_title(name.first)) return false;
    const auto& gazetteer = view_.gazetteer();
    for (const auto& form : {lower(head.lemma), lower(head.form)}) {
      auto singular = form;
      if (head.xpos == "NNPS" && singular.ends_with('s')) singular.pop_back();
      if (gazetteer.noun_type(singular) == EntityType::kPerson) return true;
    }
    return head.xpos == "NNPS" && name.type != NameClass::kPerson;
  }

  // "the Treaty", "this War": a noun with a capital, which takes up some name.
  bool is_generic(const NameSpan& name) const {
    if (name.first != name.last || name.first == 0) return false;
    const auto& before = view_.token(name.first - 1);
    if (before.upos != Upos::kDet && before.xpos != "PRP$" && !is_possessive_mark(before)) {
      return false;
    }
    const auto word = lower(view_.token(name.first).form);
    const auto& gazetteer = view_.gazetteer();
    return (gazetteer.has(WordList::kLawWord, word) || gazetteer.has(WordList::kEventWord, word) ||
            gazetteer.place_word(word)) &&
           !gazetteer.find(view_.token(name.first).form);
  }

  // The tree may call a common noun a name; the tagger did not, and it is written small.
  bool is_small(const NameSpan& name) const {
    if (!starts_upper(view_.token(name.head).form) && name.first < name.last) return true;
    for (TokenIndex i = name.first; i <= name.last; ++i) {
      if (starts_upper(view_.token(i).form)) return false;
    }
    const auto usual = title_case(view_.text(name.first, name.last));
    return !view_.gazetteer().find(usual) && !view_.gazetteer().known_name(usual);
  }

  // A title alone with a capital ("the President") is no name.
  bool is_role_noun(TokenIndex i) const {
    return view_.token(i).mention == MentionClass::kPerson && view_.is_title(i);
  }

  // The tagger calls nationalities "other", or a place in some sets; an organisation named so is a
  // name.
  static bool tagged_other(const NameSpan* name) {
    return name == nullptr || name->type == NameClass::kLocation ||
           (name->first == name->last && name->type != NameClass::kOrganization &&
            name->type != NameClass::kPerson) ||
           name->type == NameClass::kOther;
  }

  // "Swedes", "the Koreans": a people rather than a team, unless the tagger is sure.
  static bool is_plural(const NameSpan* name, const Token& word) {
    constexpr int kWavering = 32;
    return name->first == name->last && (word.xpos == "NNPS" || word.xpos == "NNS") &&
           name->allows(NameClass::kOther, kWavering);
  }

  bool is_pronoun(TokenIndex i) const {
    const auto& word = view_.token(i);
    return word.upos == Upos::kPron || (word.upos == Upos::kDet && word.xpos == "DT") ||
           word.xpos == "WP" || word.xpos == "WP$";
  }

  SentenceView view_;
  std::uint32_t index_;
  NameSpans names_;
  MentionExtents extents_;
  MentionTypes types_;
  NounTypes nouns_;
};

}  // namespace

std::vector<ParsedMention> find_mentions(const Document& document,
                                         std::span<const Sentence> sentences,
                                         const Gazetteer& gazetteer) {
  std::vector<ParsedMention> mentions;
  std::vector<NameMention> uses;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].tokens.empty()) continue;
    SentenceMentions here(document, sentences[i], static_cast<std::uint32_t>(i), gazetteer);
    here.add_to(mentions, uses);
  }
  const bool by_model =
      std::any_of(sentences.begin(), sentences.end(), [](const Sentence& sentence) {
        return std::any_of(sentence.tokens.begin(), sentence.tokens.end(),
                           [](const Token& token) { return token.head_probability < 1.0F; });
      });
  settle_names(uses, gazetteer, by_model, mentions);
  return mentions;
}

}  // namespace trine::extract
