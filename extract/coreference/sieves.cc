#include "extract/coreference/sieves.h"

#include <array>
#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "extract/coreference/agreement.h"
#include "extract/coreference/name_matching.h"
#include "extract/english/lexicon.h"
#include "extract/english/names.h"

namespace trine::extract::coreference {
namespace {

// Verbs and nouns that make a capital stand for its government.
bool is_state_verb(std::string_view lemma) {
  static const std::unordered_set<std::string_view> kVerbs = {
      "say",       "agree",     "announce",    "want",      "seek",      "urge",       "demand",
      "refuse",    "reject",    "accuse",      "blame",     "deny",      "warn",       "threaten",
      "call",      "ask",       "request",     "offer",     "propose",   "decide",     "declare",
      "insist",    "insist",    "respond",     "react",     "retaliate", "condemn",    "criticize",
      "criticise", "welcome",   "praise",      "support",   "back",      "oppose",     "sign",
      "ratify",    "withdraw",  "suspend",     "resume",    "impose",    "lift",       "ban",
      "order",     "send",      "deploy",      "launch",    "fire",      "test",       "invade",
      "attack",    "annex",     "recognize",   "recognise", "recall",    "summon",     "expel",
      "negotiate", "cooperate", "compensate",  "pay",       "apologize", "apologise",  "expect",
      "hope",      "plan",      "pledge",      "promise",   "vow",       "push",       "press",
      "pressure",  "view",      "see",         "consider",  "believe",   "fear",       "claim",
      "maintain",  "argue",     "acknowledge", "admit",     "concede",   "comply",     "violate",
      "break",     "sever",     "restore",     "normalize", "normalise", "strengthen", "export",
      "import",    "sell",      "buy",         "supply",    "need",      "fail",       "try",
      "attempt",   "intend",    "aim",         "build",     "develop",   "adopt",      "approve",
      "protest",   "object",    "complain",    "share",     "join",      "leave",      "work",
      "invite",    "accept",    "confirm",     "report",    "allow",     "block",      "veto",
      "sanction",  "designate", "extend",      "cut",       "raise",     "lower",      "contribute",
      "help",      "provide",   "require",     "act",       "move",      "put",        "take",
      "make",      "have",      "do"};
  return kVerbs.contains(lemma);
}

// Does the capital named by mention `i` act for its country in its sentence?
bool acts(const Discourse& d, Id i) {
  const auto& tokens = d.sentence_of(i).tokens;
  if (d.sentence_of(i).kind == SentenceKind::kDateline) return false;
  // "SEOUL, April 7 (Agency) --"
  if (d.parsed(i).first == 0 && all_upper(d.head_token(i).form)) return false;
  const Token* word = &d.head_token(i);
  std::int32_t at = d.parsed(i).head;
  std::string_view preposition;
  const auto find_preposition = [&](std::int32_t of_token) {
    for (const auto& other : tokens) {
      if (other.head == of_token && other.relation == Deprel::kCase && other.xpos != "POS") {
        preposition = other.lemma;
      }
    }
  };
  find_preposition(at);
  for (int steps = 0; steps < 10 && word->relation == Deprel::kConj && word->head >= 0; ++steps) {
    at = word->head;
    word = &tokens[static_cast<std::size_t>(at)];
    if (preposition.empty()) find_preposition(at);
  }
  if (word->head < 0) return false;
  const auto& up = tokens[static_cast<std::size_t>(word->head)];
  const auto name = base(word->relation);
  if (name == "nsubj") {
    // "Tokyo is the capital", "Tokyo is a port": the town itself
    const bool town = up.upos == Upos::kNoun &&
                      (up.lemma == "capital" || d.gazetteer().place_word(up.lemma).has_value() ||
                       d.gazetteer().noun_type(up.lemma) == EntityType::kPlace);
    return is_state_verb(up.lemma) || (up.upos != Upos::kVerb && !town);
  }
  if (word->relation == Deprel::kOblAgent) return true;
  if (word->relation == Deprel::kNmodPoss || word->relation == Deprel::kCompound ||
      word->relation == Deprel::kAmod) {
    // "Tokyo's invitation", "Seoul-Tokyo ties", but not "Tokyo's streets"
    const Id whole = d.headed_by(d.mention(i).sentence, word->head);
    if (up.upos == Upos::kPropn || (whole != kNone && d.is_name(whole))) return false;
    const auto type = d.gazetteer().noun_type(up.lemma);
    return !type || type == EntityType::kEvent || type == EntityType::kLaw ||
           type == EntityType::kOrganization || type == EntityType::kQuantity;
  }
  if (name == "obl" || name == "nmod") {
    static constexpr std::array<std::string_view, 12> kActing = {
        "with",    "between", "among", "against", "by",      "toward",
        "towards", "for",     "of",    "versus",  "despite", "without"};
    if (std::find(kActing.begin(), kActing.end(), preposition) != kActing.end()) {
      if (preposition != "of" && preposition != "for") return true;
      const auto type = d.gazetteer().noun_type(up.lemma);
      return up.upos != Upos::kPropn && (preposition == "for" || type == EntityType::kEvent);
    }
    if (preposition == "to" || preposition == "from") {
      // "loans from Tokyo to Seoul", "message to Beijing": what is given, not a journey
      return name == "nmod" && (!d.gazetteer().noun_type(up.lemma) ||
                                d.gazetteer().noun_type(up.lemma) != EntityType::kEvent);
    }
    return false;
  }
  return false;
}

// Who does what the reflexive's clause says: its subject, or whom an infinitive or participle is
// said of. A token of the sentence, or -1.
std::int32_t own_subject(const Sentence& sentence, std::int32_t verb) {
  const auto dependent = [&](std::int32_t of, std::string_view relation) {
    for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
      const auto& word = sentence.tokens[t];
      if (word.head == of && base(word.relation) == relation) return static_cast<std::int32_t>(t);
    }
    return std::int32_t{-1};
  };
  for (int steps = 0; steps < 10 && verb >= 0; ++steps) {
    if (const auto subject = dependent(verb, "nsubj"); subject >= 0) return subject;
    const auto& word = sentence.tokens[static_cast<std::size_t>(verb)];
    const auto relation = base(word.relation);
    if (relation == "acl") return word.head;
    if (relation == "xcomp") {
      if (const auto object = dependent(word.head, "obj"); object >= 0) return object;
    } else if (relation != "conj" && relation != "advcl") {
      return -1;
    }
    verb = word.head;
  }
  return -1;
}

// The two countries that the document names most, as roots, sorted.
std::vector<Id> most_named_countries(Discourse& d) {
  std::map<Id, std::uint32_t> uses;
  for (Id i = 0; i < d.count(); ++i) {
    if (d.mention(i).named && d.mention(i).type == EntityType::kCountry) ++uses[d.find(i)];
  }
  std::vector<std::pair<Id, std::uint32_t>> order(uses.begin(), uses.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<Id> two;
  for (std::size_t k = 0; k < order.size() && k < 2; ++k) two.push_back(order[k].first);
  std::sort(two.begin(), two.end());
  return two;
}

// "a newer Falcon", "another Bergen": not what the name names, but one like it.
bool another_of_name(const Discourse& d, Id i) {
  if (d.of(i).determiner != Determiner::kIndefinite &&
      d.of(i).determiner != Determiner::kQuantifier) {
    return false;
  }
  const auto& tokens = d.sentence_of(i).tokens;
  for (auto t = d.parsed(i).first; t < d.parsed(i).head; ++t) {
    const auto& word = tokens[static_cast<std::size_t>(t)];
    if (word.head == d.parsed(i).head && (word.xpos == "JJR" || lower(word.form) == "another")) {
      return true;
    }
  }
  return false;
}

// Does mention `k`, within the phrase of `i`, belong to its noun, and not to a clause on it?
bool in_own_phrase(const Discourse& d, Id k, Id i) {
  auto at = d.parsed(k).head;
  for (int steps = 0; steps < 10 && at >= 0; ++steps) {
    if (at == d.parsed(i).head) return true;
    const auto& word = d.token(d.mention(i).sentence, at);
    const auto relation = base(word.relation);
    if (relation == "acl" || relation == "advcl" || relation == "appos") return false;
    at = word.head;
  }
  return false;
}

// The parties that a noun for their ties names: countries and bodies within its phrase, as roots.
std::vector<Id> parties_of(Discourse& d, Id i) {
  std::vector<Id> parties;
  for (Id k = 0; k < d.count(); ++k) {
    if (k == i || d.mention(k).sentence != d.mention(i).sentence ||
        !nested(d.parsed(k), d.parsed(i)))
      continue;
    if (!d.mention(k).named || d.parsed(k).first < d.parsed(i).first ||
        d.parsed(k).last > d.parsed(i).last || !in_own_phrase(d, k, i)) {
      continue;
    }
    const auto type = base_type(d.mention(k).type);
    if (type == EntityType::kPlace || type == EntityType::kOrganization) {
      add_unique(parties, d.find(k));
    }
  }
  std::sort(parties.begin(), parties.end());
  return parties;
}

// What the ties are about: "economic", "military". Whether they are good or bad does not matter.
std::vector<std::uint32_t> aspects_of(Discourse& d, Id i) {
  static const std::unordered_set<std::string_view> kAspects = {
      "economic", "trade",    "military",  "cultural",   "business", "commercial", "security",
      "defense",  "defence",  "financial", "personal",   "family",   "blood",      "public",
      "labor",    "labour",   "race",      "industrial", "media",    "academic",   "sexual",
      "romantic", "customer", "client",    "human"};
  std::vector<std::uint32_t> aspects;
  for (auto t = d.parsed(i).first; t < d.parsed(i).head; ++t) {
    const auto& word = d.token(d.mention(i).sentence, t);
    const auto form = lower(word.form);
    if (kAspects.contains(form)) aspects.push_back(d.words().of(form));
  }
  return aspects;
}

// "the South Korean and Japanese government(s)"
bool coordinated_heads(const Discourse& d, Id i) {
  const auto& tokens = d.sentence_of(i).tokens;
  for (auto t = d.parsed(i).first; t < d.parsed(i).head; ++t) {
    if (tokens[static_cast<std::size_t>(t)].relation == Deprel::kConj) return true;
  }
  return false;
}

// The country that a document is about: named more often than all others together.
Id main_country(Discourse& d) {
  std::map<Id, std::uint32_t> uses;  // by root
  std::uint32_t all = 0;
  for (Id i = 0; i < d.count(); ++i) {
    if (!d.mention(i).named || d.mention(i).type != EntityType::kCountry) continue;
    ++uses[d.find(i)];
    ++all;
  }
  for (const auto& [root, count] : uses) {
    if (count * 2 > all) return root;
  }
  return kNone;
}

// Countries named before the mention in the latest sentence that names any, of its own and the
// two before it. As roots.
std::vector<Id> countries_before(Discourse& d, Id i) {
  std::vector<Id> found;
  auto sentence = d.mention(i).sentence;
  for (Id k = i - 1; k >= 0 && d.mention(k).sentence + 2 >= d.mention(i).sentence; --k) {
    if (!found.empty() && d.mention(k).sentence != sentence) break;
    sentence = d.mention(k).sentence;
    if (d.mention(k).named && d.mention(k).type == EntityType::kCountry) {
      add_unique(found, d.find(k));
    }
  }
  return found;
}

bool is_united_states(Discourse& d, Id country) {
  if (country == kNone) return false;
  const auto hit = d.gazetteer().find(d.mention(country).name);
  return hit && hit->entry->id == "iso:US";
}

bool is_nation_noun(std::string_view lemma) {
  return lemma == "country" || lemma == "nation" || lemma == "republic" || lemma == "homeland";
}

}  // namespace

void join_nations(Discourse& d) {
  const Id main = main_country(d);
  for (Id i = 0; i < d.count(); ++i) {
    const auto& m = d.mention(i);
    const auto& at = d.of(i);
    if (m.pronoun || d.is_name(i) || at.number == Number::kPlural || at.postmodified) continue;
    if (at.all_words.size() > 1 || d.find(i) != i) continue;  // "the island nation" may be any
    const Id owner = d.possessor(i);
    const bool ours = owner != kNone && d.of(owner).person == 1;
    const bool here = at.determiner == Determiner::kDemonstrative &&
                      lower(d.token(m.sentence, d.parsed(i).first).form) == "this";
    if (!ours && !here && at.determiner != Determiner::kDefinite) continue;
    Id country = kNone;
    if (is_nation_noun(at.head_lemma)) {
      const auto near = countries_before(d, i);
      const bool near_main = main != kNone && (near.empty() || contains(near, d.find(main)));
      if (!ours && !here && near.size() == 1) {
        country = near[0];
      } else if (ours || here || near_main) {
        country = main;
        if (main == kNone && here && near.size() == 1) country = near[0];
      }
    } else if (at.generic_name && at.head_lemma == "union" && is_united_states(d, main)) {
      country = main;  // of other unions the name ends so
    }
    if (country == kNone) continue;
    d.join(country, i);
    d.settle(i);
  }
}

void join_reflexives(Discourse& d) {
  for (Id i = 0; i < d.count(); ++i) {
    if (!d.of(i).reflexive) continue;
    const auto s = d.mention(i).sentence;
    const auto& word = d.head_token(i);
    // "the mayor himself"
    Id who = d.headed_by(s, word.head);
    if (who == kNone || word.head > d.parsed(i).head) {
      who = d.headed_by(s, own_subject(d.sentence_of(i), d.of(i).clause));
    }
    if (who == kNone || who == i || gender_clash(d, i, who) || number_clash(d, i, who)) continue;
    d.join(who, i);
    d.settle(i);
  }
}

void join_speakers(Discourse& d) {
  for (Id i = 0; i < d.count(); ++i) {
    const auto& at = d.of(i);
    if (!d.mention(i).pronoun || at.person != 1 || at.number != Number::kSingular || at.quote < 0) {
      continue;
    }
    const Id who = d.speaker(at.quote);
    if (who == kNone || d.mention(who).pronoun || d.mention(who).type != EntityType::kPerson ||
        d.of(who).number == Number::kPlural) {
      continue;
    }
    d.join(who, i);
    d.settle(i);
  }
}

void join_speaking_bodies(Discourse& d) {
  for (Id i = 0; i < d.count(); ++i) {
    const auto& word = d.head_token(i);
    if (!d.mention(i).pronoun || word.lemma != "it" || word.relation != Deprel::kNsubj) continue;
    const auto s = d.mention(i).sentence;
    const auto& tokens = d.sentence_of(i).tokens;
    if (word.head < 0) continue;
    const auto& verb = tokens[static_cast<std::size_t>(word.head)];
    if (verb.upos != Upos::kVerb || verb.relation != Deprel::kCcomp || verb.head < 0) continue;
    const auto& report = tokens[static_cast<std::size_t>(verb.head)];
    if (verb.head > d.parsed(i).head || !has(report.lemma, Property::kSaying)) continue;
    const Id who = d.headed_by(s, own_subject(d.sentence_of(i), verb.head));
    if (who == kNone || d.mention(who).pronoun || number_clash(d, i, who)) continue;
    const auto type = d.mention(who).type;
    if (base_type(type) != EntityType::kOrganization && type != EntityType::kCountry) continue;
    d.join(who, i);
    d.settle(i);
  }
}

void join_peoples(Discourse& d) {
  std::map<std::string, Id> peoples;  // by the country's name
  const auto country = [&](Id i) {
    const auto hit = d.gazetteer().find_demonym(d.mention(i).name);
    return hit ? hit->entry->name : std::string();
  };
  for (Id i = 0; i < d.count(); ++i) {
    const auto& m = d.mention(i);
    if (!m.named || m.type != EntityType::kPerson || d.of(i).number != Number::kPlural) continue;
    if (auto name = country(i); !name.empty()) peoples.emplace(std::move(name), i);
  }
  for (Id i = 0; i < d.count(); ++i) {
    const auto& at = d.of(i);
    if (d.mention(i).pronoun || at.head_lemma != "people" || at.postmodified ||
        at.determiner != Determiner::kDefinite || at.words.size() != 1) {
      continue;
    }
    const Id of = d.country_of(i);
    if (of == kNone || !d.mention(of).demonym) continue;
    const auto known = peoples.find(country(of));
    if (known == peoples.end()) continue;
    d.join(known->second, i);
    d.settle(i);
  }
}

Id find_we(const Discourse& d, Id i) {
  const auto first = d.parsed(i).first;
  if (d.mention(i).pronoun || d.of(i).number != Number::kPlural || first < 2) return kNone;
  const auto s = d.mention(i).sentence;
  if (lower(d.token(s, first - 1).form) != "as") return kNone;
  const Id we = d.headed_by(s, first - 2);
  const bool plural_first =
      we != kNone && d.of(we).person == 1 && d.of(we).number == Number::kPlural;
  return plural_first ? we : kNone;
}

void join_ties(Discourse& d) {
  struct Ties {
    Id mention;
    std::vector<Id> parties;
    std::vector<std::uint32_t> aspects;
  };
  std::vector<Ties> all;
  std::vector<std::vector<Id>> named;  // the parties told, each once
  bool of_states = false;
  for (Id i = 0; i < d.count(); ++i) {
    const auto& at = d.of(i);
    const bool plural = at.number == Number::kPlural;
    if (d.mention(i).pronoun || d.is_name(i) || d.mention(i).type == EntityType::kPerson) continue;
    if (!(plural && (at.head_lemma == "tie" || at.head_lemma == "ties" ||
                     at.head_lemma == "relation" || at.head_lemma == "relations")) &&
        at.head_lemma != "relationship") {
      continue;
    }
    if (at.determiner == Determiner::kIndefinite || at.determiner == Determiner::kQuantifier)
      continue;
    all.push_back({i, parties_of(d, i), aspects_of(d, i)});
    of_states = of_states || contains(at.words, d.words().of("bilateral")) ||
                contains(at.words, d.words().of("diplomatic"));
    if (!all.back().parties.empty()) add_unique(named, all.back().parties);
  }
  // Ties that name no party are those of the two countries named most.
  const auto two = most_named_countries(d);
  const auto subset = [](const std::vector<Id>& few, const std::vector<Id>& many) {
    return std::includes(many.begin(), many.end(), few.begin(), few.end());
  };
  std::erase_if(named, [&](const auto& parties) { return !subset(parties, two); });
  const bool one_pair = std::all_of(named.begin(), named.end(), [&](const auto& a) {
    return std::all_of(named.begin(), named.end(),
                       [&](const auto& b) { return subset(a, b) || subset(b, a); });
  });
  for (std::size_t k = 1; k < all.size(); ++k) {
    for (std::size_t j = k; j-- > 0;) {
      if (all[k].aspects != all[j].aspects) continue;
      const bool same = all[k].parties == all[j].parties && !all[k].parties.empty();
      const bool of_the_two = one_pair && (!named.empty() || of_states) && two.size() == 2 &&
                              subset(all[k].parties, two) && subset(all[j].parties, two);
      if (!same && !of_the_two) continue;
      d.join(all[j].mention, all[k].mention);
      d.settle(all[k].mention);
      break;
    }
  }
}

void join_announced_names(Discourse& d) {
  for (Id i = 0; i < d.count(); ++i) {
    const auto first = d.parsed(i).first;
    if (!d.is_name(i) || d.mention(i).demonym || first == 0) continue;
    const auto s = d.mention(i).sentence;
    const Id noun = d.headed_by(s, first - 1);
    if (noun == kNone || d.mention(noun).pronoun || d.mention(noun).named) continue;
    const auto& at = d.of(noun);
    const auto known = d.noun_type(noun);
    const auto type = base_type(d.mention(i).type);
    // "Harbor coach Ana Ruiz": of persons it stands like a title
    const bool title =
        at.determiner == Determiner::kNone && type == EntityType::kPerson && d.apposed(i) == noun;
    if (at.number == Number::kPlural || (!title && at.determiner != Determiner::kDefinite &&
                                         at.determiner != Determiner::kPossessive)) {
      continue;
    }
    if (!known || (base_type(*known) != type && type != EntityType::kAbstract)) continue;
    const auto& one = d.token(s, first - 1);
    const auto& two = d.head_token(i);
    const bool side_by_side = one.head == two.head && one.relation == two.relation;
    if (!side_by_side && two.head != first - 1 && one.head != d.parsed(i).head) continue;
    d.join(noun, i);
    d.settle(noun);
  }
}

void join_apposed_names(Discourse& d) {
  for (Id i = 0; i < d.count(); ++i) {
    const Id noun = d.apposed(i);
    if (noun == kNone || noun > i || !d.is_name(i) || d.mention(i).demonym) continue;
    const auto& at = d.of(noun);
    const bool told =
        at.determiner == Determiner::kDefinite || at.determiner == Determiner::kPossessive;
    if (!told || d.mention(noun).pronoun || d.is_name(noun) || at.number == Number::kPlural ||
        base_type(d.mention(noun).type) != base_type(d.mention(i).type) || d.find(noun) != noun ||
        d.token(d.mention(i).sentence, d.parsed(i).first - 1).form != "," ||
        !compatible(d, i, noun)) {
      continue;
    }
    d.join(noun, i);
    d.settle(noun);
  }
}

void join_quoted_names(Discourse& d) {
  for (Id i = 0; i < d.count(); ++i) {
    if (d.mention(i).pronoun || d.is_name(i)) continue;
    const auto& tokens = d.sentence_of(i).tokens;
    const auto head = d.parsed(i).head;
    if (head == 0 || head != d.parsed(i).last) continue;
    const auto& quote = tokens[static_cast<std::size_t>(head - 1)].form;
    if (quote != "\"" && quote != "\xE2\x80\x9D" && quote != "''" && quote != "'" &&
        quote != "\xE2\x80\x99") {
      continue;
    }
    for (Id k = i + 1; k < d.count() && d.mention(k).sentence == d.mention(i).sentence; ++k) {
      if (d.parsed(k).last + 2 != head || d.parsed(k).first < d.parsed(i).first) continue;
      if (!d.is_name(k) || d.mention(k).type == EntityType::kPerson) continue;
      d.join(k, i);
      d.settle(i);
      break;
    }
  }
}

// Of "French Government", where the adjective is part of the name: a mention of France.
Id country_in_name(const Discourse& d, Id i) {
  const auto* owner = owner_in_name(d, i);
  if (owner == nullptr || owner->type != EntityType::kCountry) return kNone;
  for (Id k = 0; k < d.count(); ++k) {
    const auto& m = d.mention(k);
    if (m.named && base_type(m.type) == EntityType::kPlace && listed_place(d, k) == owner) return k;
  }
  return kNone;
}

void join_governments(Discourse& d) {
  for (Id i = 0; i < d.count(); ++i) {
    const auto& m = d.mention(i);
    const auto& at = d.of(i);
    if (m.pronoun || at.head_lemma != "government" || at.number == Number::kPlural) {
      continue;
    }
    Id country = d.country_of(i);
    const Id owner = d.possessor(i);
    if (country == kNone && owner != kNone && d.mention(owner).named) {
      country = d.cluster(owner).country;
    }
    if (country == kNone && m.named) {
      if (const Id named = country_in_name(d, i); named != kNone) d.join(named, i);
      continue;
    }
    if (country == kNone || d.mention(country).type != EntityType::kCountry) continue;
    // other words make it another government: "the former Japanese government", "local"
    std::size_t others = 0;
    const auto& tokens = d.sentence_of(i).tokens;
    for (auto t = d.parsed(i).first; t < d.parsed(i).head; ++t) {
      const auto& word = tokens[static_cast<std::size_t>(t)];
      if (word.head != d.parsed(i).head || word.upos == Upos::kDet || word.upos == Upos::kPunct)
        continue;
      const bool of_country = t >= d.parsed(country).first && t <= d.parsed(country).last &&
                              d.mention(country).sentence == m.sentence;
      if (!of_country && word.relation != Deprel::kNmodPoss && word.relation != Deprel::kCase)
        ++others;
    }
    if (others > 0 || coordinated_heads(d, i)) continue;
    d.join(country, i);
    d.settle(i);
  }
}

// "the South Korean leader": the person named before who bears such a title, of that country or
Id find_leader(Discourse& d, Id i, std::span<const Id> names) {
  static constexpr std::array<std::string_view, 5> kNouns = {"leader", "president", "premier",
                                                             "minister", "chancellor"};
  static constexpr std::array<std::string_view, 9> kTitles = {"president",  "minister", "premier",
                                                              "chancellor", "king",     "queen",
                                                              "emperor",    "leader",   "dictator"};
  const auto& at = d.of(i);
  const Id mine = d.country_of(i);
  if (mine == kNone || at.number == Number::kPlural ||
      std::find(kNouns.begin(), kNouns.end(), at.head_lemma) == kNouns.end()) {
    return kNone;
  }
  Id untold = kNone;
  for (std::size_t k = names.size(); k-- > 0;) {
    const Id candidate = names[k];
    if (d.mention(candidate).type != EntityType::kPerson || gender_clash(d, i, candidate)) continue;
    auto& group = d.cluster(candidate);
    if (std::none_of(kTitles.begin(), kTitles.end(),
                     [&](auto title) { return contains(group.roles, d.words().of(title)); })) {
      continue;
    }
    if (group.country == kNone) {
      if (untold == kNone) untold = candidate;
    } else if (d.find(group.country) == d.find(mine)) {
      return candidate;
    }
  }
  return untold;
}
void join_names(Discourse& d) {
  std::vector<NameUse> uses;
  for (Id i = 0; i < d.count(); ++i) {
    if (!d.mention(i).named || another_of_name(d, i)) continue;
    uses.push_back({i, d.mention(i).name, d.mention(i).type, d.of(i).gender, d.mention(i).demonym,
                    d.of(i).number == Number::kPlural});
  }
  for (const auto& [a, b] : match_names(uses, d.gazetteer())) d.join(a, b);
}

void join_metonyms(Discourse& d) {
  // The country must be spoken of in the document by its own name or people.
  std::unordered_map<std::string_view, Id> countries;
  for (Id i = 0; i < d.count(); ++i) {
    if (!d.mention(i).named || d.mention(i).type == EntityType::kPerson) continue;
    auto hit = d.gazetteer().find(d.mention(i).name);
    if (!hit && d.mention(i).demonym) hit = d.gazetteer().find_demonym(d.mention(i).name);
    if (hit && hit->entry->type == EntityType::kCountry) countries.emplace(hit->entry->id, i);
  }
  std::vector<bool> detached(static_cast<std::size_t>(d.count()), false);
  std::map<Id, std::vector<Id>> by_cluster;
  for (Id i = 0; i < d.count(); ++i) {
    if (!d.mention(i).named || d.mention(i).demonym ||
        base_type(d.mention(i).type) == EntityType::kPerson)
      continue;
    const auto* country = d.gazetteer().country_of_capital(d.mention(i).name);
    if (country == nullptr || !acts(d, i)) continue;
    const auto known = countries.find(country->id);
    if (known == countries.end()) continue;
    // It was joined to the city by its name: take it out.
    detached[static_cast<std::size_t>(i)] = true;
    by_cluster[known->second].push_back(i);
  }
  if (by_cluster.empty()) return;
  d.detach(detached);
  for (auto& [country, list] : by_cluster) {
    for (const Id i : list) {
      d.join(country, i);
      d.mention(i).type = EntityType::kCountry;
    }
  }
}

void join_relative(Discourse& d, Id i) {
  const auto s = d.mention(i).sentence;
  auto at = d.parsed(i).head;
  for (int steps = 0; steps < 20 && at >= 0; ++steps) {
    const auto& word = d.token(s, at);
    if (word.relation == Deprel::kAclRelcl) {
      const Id noun = d.headed_by(s, word.head);
      if (noun != kNone && noun != i) d.join(noun, i);
      return;
    }
    at = word.head;
  }
}

}  // namespace trine::extract::coreference
