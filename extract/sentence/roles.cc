#include "extract/sentence/roles.h"

#include <algorithm>
#include <array>

#include "extract/english/ascii.h"

namespace trine::extract {
namespace {

constexpr auto kTimeWords = std::to_array<std::string_view>(
    {"afternoon", "age",      "april",    "august",   "autumn",    "century", "christmas",
     "day",       "decade",   "december", "easter",   "era",       "eve",     "evening",
     "fall",      "february", "friday",   "hour",     "january",   "july",    "june",
     "march",     "may",      "midnight", "minute",   "moment",    "monday",  "month",
     "morning",   "night",    "noon",     "november", "october",   "past",    "period",
     "quarter",   "saturday", "season",   "second",   "september", "spring",  "summer",
     "sunday",    "thursday", "time",     "today",    "tomorrow",  "tonight", "tuesday",
     "wednesday", "week",     "weekday",  "weekend",  "winter",    "year",    "yesterday"});
static_assert(std::ranges::is_sorted(kTimeWords));

constexpr auto kTimeAdverbs = std::to_array<std::string_view>(
    {"afterwards",  "ago",      "already",  "currently",      "earlier",   "early",    "formerly",
     "immediately", "late",     "lately",   "later",          "meanwhile", "nowadays", "now",
     "previously",  "recently", "shortly",  "simultaneously", "since",     "soon",     "still",
     "then",        "today",    "tomorrow", "tonight",        "yesterday"});

bool is_year(std::string_view form) {
  if (form.size() >= 4 && form.size() <= 5 && (form[0] == '1' || form[0] == '2')) {
    const auto digits = std::count_if(form.begin(), form.end(), is_digit_ascii);
    return digits == 4 && (form.size() == 4 || form[4] == 's');
  }
  return false;
}

}  // namespace

bool is_time_word(const Tree& tree, TokenIndex at) {
  const Token& token = tree[at];
  if (token.mention == MentionClass::kTime) return true;
  if (token.upos == Upos::kAdv) {
    return std::ranges::find(kTimeAdverbs, token.lemma) != kTimeAdverbs.end();
  }
  if (token.upos == Upos::kNum) return is_year(token.form);
  if (token.upos != Upos::kNoun && token.upos != Upos::kPropn) return false;
  const std::string lemma = lower_ascii(token.lemma);
  if (one_of(lemma, {"may", "march", "fall", "second", "age"}) && token.upos != Upos::kPropn) {
    return false;
  }
  return std::ranges::binary_search(kTimeWords, lemma);
}

namespace {

// The noun's kind, where the model tells it.
bool is_place_token(const Token& token) {
  return token.mention == MentionClass::kPlace || token.name == NameClass::kLocation;
}
bool is_party(const Token& token) {
  return token.mention == MentionClass::kPerson || token.mention == MentionClass::kOrganization ||
         token.mention == MentionClass::kAnimal || token.name == NameClass::kPerson ||
         token.name == NameClass::kOrganization;
}

bool is_amount(const Tree& tree, TokenIndex at) {
  const Token& token = tree[at];
  return token.upos == Upos::kNum || token.upos == Upos::kSym ||
         one_of(token.lemma, {"percent", "per", "dollar", "euro", "pound", "point", "mile",
                              "kilometer", "kilometre", "metre", "meter", "ton", "tonne", "vote"});
}

Role role_of_for(const Tree& tree, TokenIndex at) {
  const Token& token = tree[at];
  const std::string_view verb = token.head >= 0 ? std::string_view(tree[token.head].lemma) : "";
  if (is_amount(tree, at)) return Role::kQuantity;
  if (is_place_token(token)) {
    return one_of(verb, {"leave", "depart", "head", "set", "sail", "bind", "make", "embark"})
               ? Role::kDestination
               : Role::kOther;
  }
  if (is_party(token)) return Role::kRecipient;
  // "paid for", "thanked for", "jailed for": what had happened before
  if (one_of(verb, {"accuse",    "apologise", "apologize",  "arrest",  "award",    "blame",
                    "blast",     "charge",    "compensate", "condemn", "convict",  "criticise",
                    "criticize", "denounce",  "detain",     "execute", "fault",    "fine",
                    "fire",      "forgive",   "honor",      "honour",  "imprison", "indict",
                    "jail",      "know",      "mourn",      "pardon",  "pay",      "praise",
                    "prosecute", "punish",    "remember",   "reward",  "scold",    "sentence",
                    "slam",      "sue",       "suspend",    "thank",   "try"})) {
    return Role::kCause;
  }
  return token.upos == Upos::kNoun || token.upos == Upos::kPropn ? Role::kPurpose : Role::kOther;
}

Role role_of_means(const Tree& tree, TokenIndex at, std::string_view preposition) {
  const Token& token = tree[at];
  if (is_amount(tree, at)) return Role::kQuantity;
  if (is_place_token(token) && token.upos == Upos::kPropn) {
    return preposition == "by" || preposition == "using" ? Role::kOther : Role::kPlace;
  }
  // Persons are no tools; a body may be one ("paid through a foundation").
  if (token.mention == MentionClass::kPerson || token.name == NameClass::kPerson ||
      token.upos == Upos::kPron || (is_party(token) && preposition == "by")) {
    return Role::kOther;
  }
  return Role::kInstrument;
}

}  // namespace

Role role_of(const Tree& tree, TokenIndex at, std::span<const TokenIndex> preposition) {
  const Token& token = tree[at];
  if (is_time_word(tree, at)) {
    // "sentenced to three years", "rose to 127": no time
    if (preposition.size() == 1 && tree[preposition.front()].lemma == "to" &&
        (token.upos == Upos::kNum ? !is_year(token.form)
                                  : tree.has_child(at, {Deprel::kNummod}) && token.xpos == "NNS")) {
      return Role::kQuantity;
    }
    if (!preposition.empty() &&
        one_of(tree[preposition.front()].lemma, {"for", "over", "within"})) {
      return Role::kDuration;
    }
    return Role::kTime;
  }
  const bool place = is_place_token(token);
  if (preposition.empty()) {
    if (token.upos == Upos::kAdv) {
      return one_of(token.lemma, {"here", "there", "abroad", "nearby", "overseas", "elsewhere"})
                 ? Role::kPlace
                 : Role::kManner;
    }
    return token.upos == Upos::kNum ? Role::kQuantity : Role::kOther;
  }
  const std::string first = lower_ascii(tree[preposition.front()].form);
  if (preposition.size() > 1) {
    const std::string second = lower_ascii(tree[preposition[1]].form);
    if (first == "because" || first == "due" || (first == "as" && second == "a"))
      return Role::kCause;
    if (first == "according") return Role::kSource;
    if (first == "instead") return Role::kOther;
  }
  if (one_of(first, {"in", "at", "on", "near", "inside", "within", "outside", "around", "across",
                     "throughout", "above", "below", "under", "beside", "between", "along"})) {
    if (place) return Role::kPlace;
    // "at the invitation of", "on its own": how, not where
    if (one_of(token.lemma,
               {"invitation", "request", "order",       "behest",   "urging",  "expense",
                "risk",       "cost",    "retaliation", "response", "return",  "own",
                "foot",       "basis",   "condition",   "behalf",   "average", "purpose",
                "trial",      "leave",   "fire",        "sale",     "duty",    "hand",
                "level",      "part",    "exchange",    "protest",  "favor",   "favour"})) {
      return Role::kManner;
    }
    if (token.mention == MentionClass::kEvent) {
      return one_of(first, {"at", "in", "during"}) ? Role::kPlace : Role::kTopic;
    }
    return first == "on" && !is_party(token) ? Role::kTopic : Role::kOther;
  }
  if (one_of(first, {"during", "after", "before", "since", "until", "till", "amid", "following",
                     "pending"}) ||
      (first == "upon" && token.mention == MentionClass::kEvent)) {
    return Role::kTime;
  }
  if (first == "with") {
    return is_party(token) || place || token.upos == Upos::kPron ? Role::kCompanion : Role::kOther;
  }
  if (one_of(first, {"to", "into", "onto", "toward", "towards"})) {
    if (place) return Role::kDestination;
    const bool receives = is_party(token) || token.upos == Upos::kPron;
    return first == "to" && receives ? Role::kRecipient : Role::kOther;
  }
  if (first == "from") return Role::kSource;
  if (first == "over" && place) return Role::kPlace;
  if (first == "against" && (place || is_party(token))) return Role::kOther;
  if (one_of(first, {"about", "over", "regarding", "concerning", "of", "against"})) {
    return Role::kTopic;
  }
  if (first == "for") return role_of_for(tree, at);
  if (one_of(first, {"by", "through", "via", "using"})) return role_of_means(tree, at, first);
  if (first == "as" || first == "like" || first == "without") return Role::kManner;
  if (first == "despite") return Role::kCondition;
  return Role::kOther;
}

}  // namespace trine::extract
