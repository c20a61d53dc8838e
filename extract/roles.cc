#include "extract/roles.h"

#include <algorithm>
#include <array>

#include "extract/ascii.h"

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

Role role_of(const Tree& tree, TokenIndex at, std::span<const TokenIndex> preposition) {
  const Token& token = tree[at];
  if (is_time_word(tree, at)) {
    if (!preposition.empty() &&
        one_of(tree[preposition.front()].lemma, {"for", "over", "within"})) {
      return Role::kDuration;
    }
    return Role::kTime;
  }
  const bool place = token.mention == MentionClass::kPlace || token.name == NameClass::kLocation;
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
    if (token.mention == MentionClass::kEvent) {
      return one_of(first, {"at", "in", "during"}) ? Role::kPlace : Role::kTopic;
    }
    return one_of(first, {"on"}) ? Role::kTopic : Role::kOther;
  }
  if (one_of(first, {"during", "after", "before", "since", "until", "till", "amid", "following",
                     "pending", "upon"})) {
    return Role::kTime;
  }
  if (first == "with") return Role::kCompanion;
  if (one_of(first, {"to", "into", "onto", "toward", "towards"})) {
    return place ? Role::kDestination : Role::kRecipient;
  }
  if (first == "from") return Role::kSource;
  if (one_of(first, {"about", "over", "regarding", "concerning", "of", "against"})) {
    return Role::kTopic;
  }
  if (first == "for") return Role::kPurpose;
  if (one_of(first, {"by", "through", "via", "using"})) return Role::kInstrument;
  if (first == "as" || first == "like" || first == "without") return Role::kManner;
  if (first == "despite") return Role::kCondition;
  return Role::kOther;
}

}  // namespace trine::extract
