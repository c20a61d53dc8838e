#include "extract/coreference/agreement.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/english/lexicon.h"
#include "extract/english/names.h"

namespace trine::extract::coreference {
namespace {

// Does the noun say another kind of body than the name does? "The commission" is not Congress, "the
// company" may be Alder Bank.
bool other_body(Discourse& d, Id i, Id candidate) {
  static constexpr std::array<std::string_view, 6> kAnyBody = {
      "group", "organization", "organisation", "body", "institution", "team"};
  // What may be the name of a company, too: "Alder Bank", "Alder Group".
  static constexpr std::array<std::string_view, 15> kTrades = {
      "company", "firm", "corporation", "business", "bank",      "group", "inc",    "corp",
      "ltd",     "plc",  "holdings",    "airlines", "insurance", "press", "airways"};
  const auto among = [](const auto& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  const auto kind_word = [&](std::string_view word) {
    return d.gazetteer().has(WordList::kOrganizationSuffix, word) &&
           d.gazetteer().noun_type(word) == EntityType::kOrganization;
  };
  const auto& noun = d.of(i).head_lemma;
  const bool company = noun == "company" || noun == "firm" || noun == "corporation";
  if (!company && (among(kAnyBody, noun) || noun == "agency" || noun == "business" ||
                   noun == "institute" || !d.noun(i).body)) {
    return false;
  }
  const Id name = d.cluster(candidate).name;
  if (name == kNone) return false;
  const auto words = name_words(d.of(name).folded_name);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return kind_word(word) && !(company && among(kTrades, word));
  });
}

// May the noun of mention `i` take up a named cluster? "The government" no company, "the
// ministry" only what has a ministry in its name, "the line" no organisation.
bool fits_name(Discourse& d, Id i, Id candidate) {
  const auto& group = d.cluster(candidate);
  const auto word = d.of(i).head_word;
  if (contains(group.heads, word) || contains(group.name_words, word) ||
      contains(group.roles, word)) {
    return true;
  }
  if (d.noun(i).state) {
    return d.of(i).head_lemma == "government" && d.mention(candidate).type == EntityType::kCountry;
  }
  if (other_body(d, i, candidate)) return false;
  const auto known = d.noun_type(i);
  if (!known) return true;
  const auto mine = base_type(*known);
  const auto theirs = base_type(d.mention(candidate).type);
  const auto is_thing = [](EntityType type) {
    return type == EntityType::kPerson || type == EntityType::kOrganization ||
           type == EntityType::kPlace || type == EntityType::kProduct || type == EntityType::kEvent;
  };
  if (!is_thing(mine) || !is_thing(theirs) || mine == theirs) return true;
  // a country is a place and a body; a museum a place and a body
  const bool body = (mine == EntityType::kOrganization && theirs == EntityType::kPlace) ||
                    (mine == EntityType::kPlace && theirs == EntityType::kOrganization);
  return body;
}

// "I" outside quotations: whoever wrote or spoke the text, nobody of whom it tells, and not "you".
bool is_author(const Discourse& d, Id i) {
  return d.mention(i).pronoun && d.of(i).person == 1 && d.of(i).number == Number::kSingular &&
         d.of(i).quote < 0;
}

// "posts 12 and 13" are not "posts 20 and 21", nor mere "posts"; "the room" may be room 12.
bool other_numbers(Discourse& d, Id i, Id candidate) {
  const auto& at = d.of(i);
  const auto& to = d.of(candidate);
  const auto& group = d.cluster(candidate);
  const auto none_of = [](const auto& some, const auto& all) {
    return std::none_of(some.begin(), some.end(), [&](auto id) { return contains(all, id); });
  };
  if (!contains(group.heads, at.head_word)) return false;
  if (at.head_word == to.head_word && !at.numbers.empty() && !to.numbers.empty() &&
      none_of(at.numbers, to.numbers)) {
    return true;
  }
  // "two companies" are told for the first time, whatever was said of companies
  if (at.determiner == Determiner::kNone && !at.numbers.empty() && to.numbers.empty() &&
      d.token(d.mention(i).sentence, d.parsed(i).first).upos == Upos::kNum) {
    return true;
  }
  if (at.identifiers.empty() && group.identifiers.empty()) return false;
  if (at.identifiers.empty()) {
    return at.determiner == Determiner::kNone || at.determiner == Determiner::kQuantifier ||
           at.determiner == Determiner::kIndefinite;
  }
  return none_of(at.identifiers, group.identifiers);
}

// "the Pennsylvania government" is neither Britain nor the British Government.
bool other_state(Discourse& d, Id i, Id candidate) {
  const auto& group = d.cluster(candidate);
  const Id place = d.country_of(i);
  if (place == kNone || !group.named || !d.noun(i).state || d.is_name(i) ||
      base_type(d.mention(place).type) != EntityType::kPlace ||
      d.find(place) == d.find(candidate)) {
    return false;
  }
  if (group.type == EntityType::kCountry) return true;
  const auto* owner = owner_in_name(d, group.name);
  return owner != nullptr && listed_place(d, place) != owner;
}

// "the Chilean navy" and "the Peruvian navy"
bool other_country(Discourse& d, Id i, Id candidate) {
  const auto& group = d.cluster(candidate);
  if (!contains(group.heads, d.of(i).head_word)) return false;
  const Id mine = d.country_of(i);
  Id theirs = d.country_of(candidate);
  if (d.of(i).head_word != d.of(candidate).head_word || theirs == kNone) theirs = group.country;
  if (mine == kNone || theirs == kNone || d.find(mine) == d.find(theirs) ||
      d.mention(mine).type != EntityType::kCountry ||
      d.mention(theirs).type != EntityType::kCountry) {
    return false;
  }
  const auto of_one = d.parties(i);
  const auto of_two = d.parties(candidate);
  return std::none_of(of_one.begin(), of_one.end(),
                      [&](Id party) { return contains(of_two, party); });
}

// "this year" and "last year", "every week"
bool other_time(Discourse& d, Id i, Id candidate) {
  static constexpr std::array<std::string_view, 9> kWhich = {
      "this", "last", "next", "every", "each", "previous", "following", "past", "coming"};
  if (d.mention(i).type != EntityType::kTime || d.mention(candidate).type != EntityType::kTime ||
      d.of(i).head_word != d.of(candidate).head_word) {
    return false;
  }
  const auto which = [&](Id k) {
    const auto form = lower(d.token(d.mention(k).sentence, d.parsed(k).first).form);
    return std::find(kWhich.begin(), kWhich.end(), form);
  };
  return which(i) != which(candidate);
}

// "the Bergen office" and "the Oslo office"
bool other_names_before(Discourse& d, Id i, Id candidate) {
  const auto& at = d.of(i);
  const auto& group = d.cluster(candidate);
  if (d.is_name(i) || at.names_before.empty() || at.number == Number::kPlural) return false;
  const auto includes = [](const auto& all, const auto& some) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
  };
  return std::any_of(group.named_kinds.begin(), group.named_kinds.end(), [&](Id k) {
    const auto& to = d.of(k);
    return to.head_word == at.head_word && !includes(to.names_before, at.names_before) &&
           !includes(at.names_before, to.names_before);
  });
}

// "the ministry" and "the ministries": bodies, people and places are counted; talks and ties are
// not.
bool other_count(Discourse& d, Id i, Id candidate) {
  const auto& at = d.of(i);
  const auto& to = d.of(candidate);
  const auto type = base_type(d.mention(i).type);
  const bool counted = type == EntityType::kOrganization || type == EntityType::kPerson ||
                       type == EntityType::kPlace;
  return counted && !d.is_name(i) && !d.is_name(candidate) && at.head_word == to.head_word &&
         at.number != Number::kUnknown && to.number != Number::kUnknown && at.number != to.number;
}

// The talks of Chile and Peru are not those of Chile and Brazil.
bool other_parties(Discourse& d, Id i, Id candidate) {
  if (d.of(i).head_word != d.of(candidate).head_word) return false;
  const auto countries = [&](Id k) {
    auto found = d.parties(k);
    std::erase_if(found, [&](Id one) { return d.mention(one).type != EntityType::kCountry; });
    return found;
  };
  const auto mine = countries(i);
  if (mine.size() < 2) return false;
  const auto theirs = countries(candidate);
  return theirs.size() >= 2 &&
         !std::includes(mine.begin(), mine.end(), theirs.begin(), theirs.end()) &&
         !std::includes(theirs.begin(), theirs.end(), mine.begin(), mine.end());
}

// "It added": what speaks is a body, a country or a text; no tie and no meeting.
bool is_mute(Discourse& d, Id i, Id candidate) {
  static constexpr std::array<std::string_view, 12> kTexts = {
      "report",   "statement", "study", "survey", "document", "paper",
      "petition", "release",   "law",   "ruling", "article",  "letter"};
  const auto& word = d.head_token(i);
  if (d.of(i).gender != Gender::kNeuter || base(word.relation) != "nsubj" || word.head < 0 ||
      d.mention(candidate).pronoun || d.is_name(candidate)) {
    return false;
  }
  const auto& verb = d.token(d.mention(i).sentence, word.head);
  if (verb.lemma != "say" && verb.lemma != "add" && verb.lemma != "announce") return false;
  switch (base_type(d.mention(candidate).type)) {
    case EntityType::kEvent:
    case EntityType::kTime:
    case EntityType::kQuantity:
    case EntityType::kSubstance:
      return true;
    case EntityType::kAbstract: {
      const auto& noun = d.of(candidate).head_lemma;
      return std::find(kTexts.begin(), kTexts.end(), noun) == kTexts.end();
    }
    default:
      return false;
  }
}

// "The enemy" is none of those named before it in its sentence: one side speaks there of the other.
bool other_side(Discourse& d, Id i, Id candidate) {
  static constexpr std::array<std::string_view, 8> kOthers = {
      "enemy", "foe", "adversary", "opponent", "rival", "competitor", "attacker", "aggressor"};
  const auto& noun = d.of(i).head_lemma;
  if (d.is_name(i) || std::find(kOthers.begin(), kOthers.end(), noun) == kOthers.end()) {
    return false;
  }
  if (d.predicated(i) == candidate || d.apposed(i) == candidate) return false;
  const auto& group = d.cluster(candidate);
  if (contains(group.heads, d.of(i).head_word)) return false;
  const Id root = d.find(candidate);
  for (Id k = i - 1; k >= 0 && d.mention(k).sentence == d.mention(i).sentence; --k) {
    if (d.find(k) == root) return true;
  }
  return false;
}

}  // namespace

const Gazetteer::Entry* listed_place(const Discourse& d, Id i) {
  const auto& m = d.mention(i);
  const auto hit = m.demonym ? d.gazetteer().find_demonym(m.name) : d.gazetteer().find(m.name);
  return hit ? hit->entry : nullptr;
}

const Gazetteer::Entry* owner_in_name(const Discourse& d, Id i) {
  const auto& name = d.mention(i).name;
  const auto space = name.rfind(' ');
  if (space == std::string::npos) return nullptr;
  const auto hit = d.gazetteer().find_demonym(name.substr(0, space));
  return hit ? hit->entry : nullptr;
}

bool means_nothing(const Discourse& d, Id i) {
  const auto& word = d.head_token(i);
  if (!d.mention(i).pronoun || lower(word.form) != "it" || word.head < 0) return false;
  if (base(word.relation) == "expl") return true;
  if (base(word.relation) != "nsubj") return false;
  const auto& verb = d.token(d.mention(i).sentence, word.head);
  if (verb.upos == Upos::kVerb || verb.upos == Upos::kAdj) {
    return has(verb.lemma, Property::kWeather);
  }
  // "it was Monday", "it is nine"
  const Id predicate = d.headed_by(d.mention(i).sentence, word.head);
  if (predicate == kNone || d.mention(predicate).type != EntityType::kTime) return false;
  const auto& tokens = d.sentence_of(i).tokens;
  return std::none_of(tokens.begin(), tokens.end(), [&](const Token& marker) {
    return marker.head == word.head && marker.relation == Deprel::kCase;  // "it was on Monday"
  });
}

AnaphorKind kind_of(const Discourse& d, Id i) {
  const auto& at = d.of(i);
  const auto& m = d.mention(i);
  if (m.pronoun) {
    if (at.person == 1) {
      return at.number == Number::kPlural ? AnaphorKind::kWe : AnaphorKind::kI;
    }
    if (at.person == 2) return AnaphorKind::kYou;
    if (at.person == 3) {
      if (at.gender == Gender::kNeuter) return AnaphorKind::kIt;
      if (at.number == Number::kPlural) return AnaphorKind::kThey;
      return AnaphorKind::kHeShe;
    }
    return AnaphorKind::kOtherPronoun;
  }
  if (d.is_name(i)) return AnaphorKind::kName;
  switch (at.determiner) {
    case Determiner::kDefinite:
      return AnaphorKind::kDefinite;
    case Determiner::kDemonstrative:
      return AnaphorKind::kDemonstrative;
    case Determiner::kPossessive:
      return AnaphorKind::kPossessive;
    case Determiner::kIndefinite:
      return AnaphorKind::kIndefinite;
    case Determiner::kQuantifier:
    case Determiner::kNone:
      break;
  }
  return AnaphorKind::kBare;
}

// "Ana Ruiz, Ben Okoro": no word in common, two persons, whatever the parse says of the comma.
bool two_persons(Discourse& d, Id i, Id candidate) {
  if (d.mention(i).type != EntityType::kPerson) return false;
  const auto& mine = d.cluster(i).name_words;
  const auto& theirs = d.cluster(candidate).name_words;
  return std::none_of(mine.begin(), mine.end(),
                      [&](std::uint32_t word) { return contains(theirs, word); });
}

bool nested(const ParsedMention& a, const ParsedMention& b) {
  return a.mention.sentence == b.mention.sentence &&
         ((a.first <= b.first && b.last <= a.last) || (b.first <= a.first && a.last <= b.last));
}

bool gender_clash(Discourse& d, Id i, Id candidate) {
  const auto a = d.of(i).gender;
  const auto b = d.cluster(candidate).gender;
  return a != Gender::kUnknown && b != Gender::kUnknown && a != b;
}
bool number_clash(Discourse& d, Id i, Id candidate) {
  const auto a = d.of(i).number;
  const auto b = d.cluster(candidate).number;
  if (a == Number::kUnknown || b == Number::kUnknown || a == b) return false;
  // "the team ... they"
  const auto type = d.mention(candidate).type;
  return !(a == Number::kPlural && d.mention(i).pronoun && type == EntityType::kOrganization);
}

bool agrees(Discourse& d, Id i, Id candidate) {
  if (gender_clash(d, i, candidate) || number_clash(d, i, candidate)) return false;
  const auto kind = kind_of(d, i);
  const auto& group = d.cluster(candidate);
  const auto type =
      d.mention(candidate).named && group.named ? group.type : d.mention(candidate).type;
  const bool person = type == EntityType::kPerson;
  if (kind == AnaphorKind::kHeShe) {
    return person || type == EntityType::kAnimal;
  }
  if (kind == AnaphorKind::kIt) {
    return !person && (!d.mention(candidate).pronoun || d.of(candidate).person == 3 ||
                       d.of(candidate).demonstrative_pronoun);
  }
  if (kind == AnaphorKind::kThey) {
    return d.of(candidate).person != 1 && d.of(candidate).person != 2;
  }
  return base_type(d.mention(i).type) == base_type(type);
}

bool compatible(Discourse& d, Id i, Id candidate) {
  const auto& a = d.mention(i);
  const auto& b = d.mention(candidate);
  if (is_author(d, i) != is_author(d, candidate) && d.predicated(i) != candidate &&
      d.apposed(i) != candidate) {
    return false;
  }
  if (a.pronoun && is_mute(d, i, candidate)) return false;
  // "her minister" is another than she
  if (const Id owner = d.possessor(i); owner != kNone && d.find(owner) == d.find(candidate)) {
    return false;
  }
  if (a.pronoun || b.pronoun) return true;
  if ((a.type == EntityType::kTime) != (b.type == EntityType::kTime)) return false;
  if (!d.is_name(i) && d.cluster(candidate).named && d.predicated(i) != candidate &&
      d.apposed(i) != candidate && !fits_name(d, i, candidate)) {
    return false;
  }
  if (d.of(i).another && !d.of(candidate).another) return false;
  // "the other members, Ada Holm and Bo Lind": neither is the members
  if (d.is_name(i) && a.type == EntityType::kPerson && d.of(i).number != Number::kPlural &&
      d.of(candidate).number == Number::kPlural) {
    return false;
  }
  if (other_numbers(d, i, candidate) || other_side(d, i, candidate) ||
      other_country(d, i, candidate) || other_state(d, i, candidate) ||
      other_time(d, i, candidate) || other_names_before(d, i, candidate) ||
      other_count(d, i, candidate) || other_parties(d, i, candidate)) {
    return false;
  }
  // "the leaders of Peru and Chile" are not the one named last, nor are their governments
  const auto& group = d.cluster(candidate);
  if (group.named && d.of(i).number == Number::kPlural &&
      (group.type == EntityType::kCountry ||
       (group.type == EntityType::kPerson && group.number == Number::kSingular))) {
    return false;
  }
  if (a.sentence == b.sentence && d.apposed(i) != candidate && d.coordinated(i, candidate)) {
    return false;
  }
  if (!d.is_name(i) || !d.cluster(candidate).named) return true;
  // Two names that name matching kept apart: only if one is said to be the other.
  return b.named && (d.apposed(i) == candidate || d.predicated(i) == candidate) &&
         base_type(a.type) == base_type(b.type) && !is_place(a.type) &&
         !two_persons(d, i, candidate);
}

}  // namespace trine::extract::coreference
