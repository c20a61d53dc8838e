#include "extract/mentions/noun_types.h"

#include <algorithm>
#include <array>

#include "extract/english/gazetteer.h"
#include "extract/english/names.h"
#include "extract/mentions/mention_types.h"

namespace trine::extract {
namespace {

// Is the model near enough to what WordNet says of a noun (in quarters of a nat, chosen on GUM)?
bool imagines(const Token& word, EntityType known) {
  const auto least = [&](MentionClass type, int quarters) {
    return word.mention_scores.at(static_cast<std::size_t>(type)) >= -quarters;
  };
  if (is_place(known)) return least(MentionClass::kPlace, 8);
  switch (known) {
    case EntityType::kPerson:
      return least(MentionClass::kPerson, 8);
    case EntityType::kOrganization:
      return least(MentionClass::kOrganization, 8);
    case EntityType::kEvent:
      return least(MentionClass::kEvent, 4);
    default:
      return false;
  }
}

bool reports_findings(std::string_view noun) {
  static constexpr std::array<std::string_view, 7> kNouns = {"study", "survey", "research", "poll",
                                                             "paper", "review", "analysis"};
  return std::find(kNouns.begin(), kNouns.end(), noun) != kNouns.end();
}

bool finds(std::string_view verb) {
  static constexpr std::array<std::string_view, 12> kVerbs = {
      "find",   "show",  "suggest", "say",  "report", "conclude",
      "reveal", "claim", "state",   "warn", "note",   "indicate"};
  return std::find(kVerbs.begin(), kVerbs.end(), verb) != kVerbs.end();
}

bool is_currency(std::string_view form) {
  return form.ends_with('$') || form == "£" || form == "€" || form == "¥";
}

// A number in digits of a hundred or more: "277", "1,709".
bool is_large_number(std::string_view form) {
  std::size_t digits = 0;
  for (const char c : form) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c != ',') {
      return false;
    }
  }
  return digits >= 3;
}

}  // namespace

// The ontology's word: of "press release", else of "release", as written, else of the lemma.
std::optional<EntityType> NounTypes::by_convention(TokenIndex noun) const {
  const auto& word = view_.token(noun);
  const auto& gazetteer = view_.gazetteer();
  const auto form = lower(word.form);
  const auto lemma = lower(word.lemma);
  if (noun > 0 && view_.token(noun - 1).head == noun) {
    const auto before = lower(view_.token(noun - 1).form) + ' ';
    for (const auto& last : {form, lemma}) {
      if (const auto type = gazetteer.convention(before + last)) return type;
    }
  }
  if (const auto type = gazetteer.convention(form)) return type;
  return gazetteer.convention(lemma);
}

// "reforms" of "a series of reforms"; kNoToken where a word is no such part. "The number of users"
// is a number.
TokenIndex NounTypes::whole_of(TokenIndex part) const {
  const auto& word = view_.token(part);
  const bool counts = word.upos == Upos::kNum;  // "15 of its members"
  if (!counts && (word.upos != Upos::kNoun ||
                  !view_.gazetteer().has(WordList::kPartitive, lower(word.lemma)))) {
    return kNoToken;
  }
  TokenIndex whole = kNoToken;
  for (const auto child : view_.children(part)) {
    const auto& under = view_.token(child);
    if (under.upos == Upos::kDet && under.lemma == "the" && word.lemma == "number") return kNoToken;
    if (child < part || whole != kNoToken || under.relation != Deprel::kNmod) continue;
    for (const auto mark : view_.children(child)) {
      if (view_.token(mark).relation == Deprel::kCase && view_.token(mark).form == "of") {
        whole = child;
      }
    }
  }
  return whole;
}

bool NounTypes::has_complement(TokenIndex noun, std::string_view preposition) const {
  for (const auto child : view_.children(noun)) {
    if (child < noun || view_.token(child).relation != Deprel::kNmod) continue;
    for (const auto mark : view_.children(child)) {
      if (view_.token(mark).relation == Deprel::kCase && view_.token(mark).form == preposition) {
        return true;
      }
    }
  }
  return false;
}

// Nouns of two senses that the sentence tells apart.
std::optional<EntityType> NounTypes::by_sense(TokenIndex noun) const {
  const auto& word = view_.token(noun);
  const auto model = type_of_class(word.mention);
  if ((model == EntityType::kPerson &&
       view_.gazetteer().has(WordList::kAlsoPerson, lower(word.lemma))) ||
      (model == EntityType::kOrganization &&
       view_.gazetteer().has(WordList::kAlsoBody, lower(word.lemma)))) {
    return model;
  }
  if (word.lemma == "movement") {  // "the movement of troops"; "the peace movement"
    const auto children = view_.children(noun);
    const bool modified = std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
      const auto relation = view_.token(child).relation;
      return relation == Deprel::kAmod || relation == Deprel::kCompound;
    });
    if (!modified && has_complement(noun, "of")) return EntityType::kEvent;
  } else if (word.lemma == "state") {  // "a wartime state"; "the northern state"
    if (model == EntityType::kAbstract && word.mention != MentionClass::kNone) return model;
  } else if (word.lemma == "power") {  // "the great powers"
    if (tagger_tells(model)) return EntityType::kOrganization;
  } else if (word.lemma == "post") {  // on a web site; a border post, the post of minister
    if (!is_place(model) && (word.xpos == "NNS" || has_complement(noun, "by"))) {
      return EntityType::kWork;
    }
  } else if (word.lemma == "office" && word.xpos == "NN") {  // "came into office"; "an office"
    const auto children = view_.children(noun);
    const bool bare = std::all_of(children.begin(), children.end(), [&](TokenIndex child) {
      return view_.token(child).relation == Deprel::kCase;
    });
    if (bare) return EntityType::kAbstract;
  } else if (word.lemma == "row") {  // about something; of seats
    if (has_complement(noun, "over") || has_complement(noun, "about")) return EntityType::kEvent;
  } else if (word.lemma == "publication") {
    return has_complement(noun, "of") ? EntityType::kEvent : EntityType::kWork;
  } else if (word.lemma == "opposition") {  // "opposition to the plan"; "the opposition"
    return has_complement(noun, "to") ? EntityType::kAbstract : EntityType::kOrganization;
  } else if (reports_findings(word.lemma)) {  // "the study found"
    if (word.relation == Deprel::kNsubj && word.head >= 0 && finds(view_.token(word.head).lemma)) {
      return EntityType::kWork;
    }
  } else if (word.lemma == "rule" && word.xpos == "NN") {  // "Danish rule", "his rule over Oslo"
    if (has_complement(noun, "over")) return EntityType::kEvent;
    for (const auto child : view_.children(noun)) {
      const auto& under = view_.token(child);
      if (under.relation == Deprel::kAmod && view_.gazetteer().find_demonym(under.form)) {
        return EntityType::kEvent;
      }
    }
  } else if (word.lemma == "act") {  // "the Act"; "an act of terror"
    return starts_upper(word.form) ? EntityType::kLaw : EntityType::kEvent;
  } else if (word.lemma == "point" || word.lemma == "foot" || word.lemma == "barrel" ||
             word.lemma == "degree") {  // "won three points"
    for (const auto child : view_.children(noun)) {
      if (view_.token(child).relation == Deprel::kNummod) return EntityType::kQuantity;
    }
  }
  return std::nullopt;
}

EntityType NounTypes::of(TokenIndex i) const {
  const auto& word = view_.token(i);
  if (const auto whole = whole_of(i); whole != kNoToken) {
    const auto& under = view_.token(whole);
    const bool noun = under.upos == Upos::kNoun;
    const auto type = noun ? of(whole) : type_of_class(under.mention);
    // "a group of teenagers" are persons, "a group of companies" is a body
    const bool told = noun || type != EntityType::kAbstract;
    if (told && (word.lemma != "group" || type == EntityType::kPerson)) return type;
  }
  if (word.upos == Upos::kNoun) {
    if (const auto type = by_sense(i)) return *type;
    if (const auto type = by_convention(i)) return *type;
  }
  auto lemma = lower(word.lemma);
  auto known = view_.gazetteer().noun_type(lemma);
  // "mini-summit" is a summit
  const auto hyphen = lemma.rfind('-');
  if (!known && hyphen != std::string::npos && lemma.find('-') == hyphen &&
      !view_.gazetteer().noun_kind(lemma)) {
    if (const auto last = view_.gazetteer().noun_type(lemma.substr(hyphen + 1))) {
      lemma.erase(0, hyphen + 1);
      known = last;
    }
  }
  auto type = type_of_class(word.mention);
  // "107 were hurt" is no year
  if (word.upos == Upos::kNum && type == EntityType::kTime && word.form.size() != 4 &&
      is_large_number(word.form)) {
    return EntityType::kQuantity;
  }
  // "a new one", "a loved one": not a number
  if (lower(word.form) == "one" && word.upos != Upos::kPron) {
    for (const auto child : view_.children(i)) {
      const auto relation = view_.token(child).relation;
      if (relation == Deprel::kDet || relation == Deprel::kAmod) return type;
    }
  }
  if (word.upos == Upos::kNum && (type == EntityType::kAbstract || type == EntityType::kQuantity)) {
    for (const auto child : view_.children(i)) {
      if (is_calendar_word(view_.token(child).form)) return EntityType::kTime;
    }
  }
  // "fourth place" is a rank
  if (lemma == "place") {
    for (const auto child : view_.children(i)) {
      if (view_.token(child).has_feature("NumType", "Ord")) return EntityType::kAbstract;
    }
  }
  // "a state of war"
  if (lemma == "state") {
    for (const auto child : view_.children(i)) {
      if (child > i && view_.token(child).relation == Deprel::kNmod &&
          view_.token(child).upos == Upos::kNoun) {
        return EntityType::kAbstract;
      }
    }
  }
  if (word.mention == MentionClass::kNone) {
    if (known) return *known;
  } else if (word.upos == Upos::kNoun) {
    // What annotators nearly always said of the noun; then WordNet, where the model, which may
    // never have heard of it, can imagine as much.
    if (const auto kind = view_.gazetteer().noun_kind(lemma)) {
      type = *kind;
    } else if (known && imagines(word, *known)) {
      type = base_type(*known);
    }
  }
  switch (type) {
    case EntityType::kPlace:
      if (known && is_place(*known)) return *known;
      if (const auto subtype = view_.gazetteer().place_word(lemma)) return *subtype;
      if (known == EntityType::kOrganization || known == EntityType::kProduct) {
        return EntityType::kFacility;
      }
      return EntityType::kPlace;
    case EntityType::kProduct:
      return known == EntityType::kWork ? EntityType::kWork : EntityType::kProduct;
    case EntityType::kAbstract:
      // GUM calls websites and tools abstract as often as objects.
      if (known == EntityType::kLaw || known == EntityType::kWork ||
          known == EntityType::kProduct) {
        return *known;
      }
      // "277 flaws", "a $15 million contribution"
      for (const auto child : view_.children(i)) {
        const auto& under = view_.token(child);
        const bool counts = under.relation == Deprel::kNummod && is_large_number(under.form);
        const bool money = under.relation == Deprel::kCompound && is_currency(under.form);
        if (child < i && (counts || money)) return EntityType::kQuantity;
      }
      if (known == EntityType::kQuantity || word.upos == Upos::kNum || word.upos == Upos::kSym) {
        return EntityType::kQuantity;
      }
      return EntityType::kAbstract;
    default:
      return type;
  }
}

}  // namespace trine::extract
