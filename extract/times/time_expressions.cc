#include "extract/times/time_expressions.h"

#include <optional>

#include "extract/english/calendar.h"
#include "extract/times/grammar.h"

namespace trine::extract {
namespace {

using std::chrono::sys_days;
using times::Grammar;
using times::is_part_of_day;
using times::kDecadeWords;
using times::kSeasons;
using times::look_up;
using times::unit_of;

bool is_vague(std::string_view word) {
  return one_of(
      word, {"recently",    "soon",      "lately",   "now",        "currently",  "today",
             "tonight",     "yesterday", "tomorrow", "overnight",  "nowadays",   "meanwhile",
             "afterwards",  "afterward", "formerly", "previously", "eventually", "simultaneously",
             "immediately", "presently", "anytime",  "sometime"});
}

// Nouns that name a stretch or a point of time.
bool is_time_noun(std::string_view word) {
  return (unit_of(word) && word != "second" && word != "quarter" && word != "quarters") ||
         is_part_of_day(word) || look_up(kSeasons, word) || look_up(kDecadeWords, word) ||
         one_of(word, {"time",      "weekday",   "midweek", "moment",     "period",
                       "era",       "present",   "past",    "future",     "christmas",
                       "easter",    "halloween", "eve",     "millennium", "weekends",
                       "instant",   "meantime",  "while",   "interim",    "semester",
                       "lunchtime", "nightfall", "wartime", "peacetime",  "daytime"});
}

// What may stand around them without making it another thing's name.
bool is_light(std::string_view word) {
  return one_of(word, {"a",          "an",        "the",      "this",
                       "that",       "these",     "those",    "last",
                       "next",       "past",      "previous", "coming",
                       "current",    "same",      "recent",   "following",
                       "early",      "earlier",   "mid",      "late",
                       "later",      "latest",    "every",    "each",
                       "in",         "on",        "at",       "of",
                       "for",        "by",        "from",     "to",
                       "since",      "until",     "till",     "before",
                       "after",      "during",    "over",     "through",
                       "throughout", "within",    "between",  "around",
                       "about",      "nearly",    "almost",   "some",
                       "several",    "few",       "many",     "couple",
                       "more",       "less",      "than",     "another",
                       "other",      "only",      "just",     "least",
                       "most",       "all",       "long",     "short",
                       "whole",      "entire",    "full",     "half",
                       "and",        "or",        "ago",      "now",
                       "as",         "so",        "far",      "again",
                       "one",        "beginning", "start",    "middle",
                       "end",        "first",     "second",   "third",
                       "fourth",     "final",     "quarter",  "ad",
                       "ce",         "bc",        "bce",      "q",
                       "-",          ",",         "/",        "'",
                       "upcoming",   "further",   "certain",  "any",
                       "no",         "my",        "his",      "her",
                       "their",      "our",       "its",      "consecutive",
                       "straight",   "new",       "own",      "fiscal",
                       "good",       "century",   "roughly",  "approximately",
                       "exactly",    "once",      "twice",    "local"});
}

}  // namespace

TimeValue normalise_time(std::string_view text, std::string_view document_date, bool past) {
  TimeValue value;
  value.text = text;
  std::optional<sys_days> today;
  if (const auto date = parse_iso(document_date)) today = sys_days(*date);
  const auto words = times::split(text);
  const auto [from, to] = Grammar(words, today, past).read();
  if (from) value.from = to_iso(Date(*from));
  if (to) value.to = to_iso(Date(*to));
  return value;
}

bool is_time_expression(std::string_view text) {
  const auto words = times::split(text);
  const auto today = times::day_of(2020, 6, 15);
  bool found = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    // "Three days after ...", "the day of ...": what follows does not change what it is.
    if (found && i > 0 &&
        one_of(word.text, {"after", "before", "since", "of", "when", "that", "from", "ago"})) {
      return true;
    }
    const bool name = (word.capital || word.text.size() > 5) &&
                      (weekday_number(word.text) >= 0 || month_number(word.text) != 0 ||
                       (word.text.ends_with("days") &&
                        weekday_number(word.text.substr(0, word.text.size() - 1)) >= 0));
    if (is_time_noun(word.text) || is_vague(word.text) || name) {
      found = true;
    } else if (!is_light(word.text) && word.number < 0 && !word.digits) {
      return false;
    }
  }
  if (found) return true;
  // Numbers alone: "2018", "1910-45", "2024-05-31", "the 1990s".
  const auto [from, to] = Grammar(words, today, true).read();
  return from.has_value() || to.has_value();
}

}  // namespace trine::extract
