// A small grammar of English time expressions over lower-cased words, read by recursive descent.
// Every rule yields a range of whole days. What the words leave open is not guessed: a length of
// time without an anchor ("two years", "the next day", "three days later"), a vague one
// ("recently", "a few weeks ago") or a repeated one ("every Friday") has no place in the calendar.
//
// Conventions: weeks run from Monday to Sunday; seasons are those of the northern half of the world
// by whole months, winter belongs to the year it begins in; "early", "mid" and "late" are thirds,
// of a month its days 1-10, 11-20 and the rest.
#include "extract/time_expressions.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/calendar.h"

namespace trine::extract {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

enum class Unit { kHour, kDay, kWeek, kMonth, kQuarter, kYear, kDecade, kCentury };

struct Word {
  std::string text;      // lower case; "-" for every dash, "," for a comma
  bool capital = false;  // as written
  int number = -1;       // of digits, an ordinal, a number word; -1: none
  bool ordinal = false;
  bool digits = false;
  std::size_t length = 0;  // digits written
};

struct Range {
  sys_days from;
  sys_days to;  // included
  Unit unit = Unit::kDay;
  bool has_year = true;  // not inferred from the document's date
};

struct Parsed {
  Range range;
  std::size_t next = 0;  // the first word after it
};

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// --- words

constexpr std::pair<std::string_view, int> kNumbers[] = {
    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
    {"eighty", 80},  {"ninety", 90},    {"hundred", 100}, {"dozen", 12}};
constexpr std::pair<std::string_view, int> kOrdinals[] = {
    {"first", 1},        {"second", 2},      {"third", 3},       {"fourth", 4},
    {"fifth", 5},        {"sixth", 6},       {"seventh", 7},     {"eighth", 8},
    {"ninth", 9},        {"tenth", 10},      {"eleventh", 11},   {"twelfth", 12},
    {"thirteenth", 13},  {"fourteenth", 14}, {"fifteenth", 15},  {"sixteenth", 16},
    {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20}};
constexpr std::pair<std::string_view, int> kDecadeWords[] = {
    {"twenties", 1920}, {"thirties", 1930},  {"forties", 1940},  {"fifties", 1950},
    {"sixties", 1960},  {"seventies", 1970}, {"eighties", 1980}, {"nineties", 1990}};
constexpr std::pair<std::string_view, unsigned> kSeasons[] = {  // and the first month
    {"spring", 3},
    {"summer", 6},
    {"autumn", 9},
    {"fall", 9},
    {"winter", 12}};

template <class Table>
auto look_up(const Table& table, std::string_view word) {
  using Value = decltype(std::begin(table)->second);
  for (const auto& [name, value] : table) {
    if (name == word) return std::optional<Value>(value);
  }
  return std::optional<Value>();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The dash or apostrophe beyond ASCII at `at`, and its length.
std::pair<char, std::size_t> sign_at(std::string_view text, std::size_t at) {
  for (const std::string_view dash : {"–", "—", "‑", "−", "‐"}) {
    if (text.substr(at).starts_with(dash)) return {'-', dash.size()};
  }
  for (const std::string_view mark : {"’", "‘"}) {
    if (text.substr(at).starts_with(mark)) return {'\'', mark.size()};
  }
  return {text[at], 1};
}

std::vector<Word> split(std::string_view text) {
  std::vector<Word> words;
  constexpr std::size_t kMost = 64;  // words of a time expression; a clause may follow it
  std::size_t at = 0;
  while (at < text.size() && words.size() < kMost) {
    const char c = text[at];
    if (is_digit(c)) {
      Word word;
      word.digits = true;
      const auto begin = at;
      while (at < text.size() && is_digit(text[at])) ++at;
      word.length = at - begin;
      word.text = text.substr(begin, at - begin);
      word.number = word.length <= 8 ? std::stoi(word.text) : -1;
      const auto suffix = text.substr(at, 2);
      if (one_of(suffix, {"st", "nd", "rd", "th"}) &&
          (at + 2 == text.size() || !is_letter(text[at + 2]))) {
        word.ordinal = true;
        at += 2;
      } else if (at < text.size() && text[at] == ':' && at + 1 < text.size() &&
                 is_digit(text[at + 1])) {
        ++at;  // a time of day: "15:23"
        while (at < text.size() && (is_digit(text[at]) || text[at] == ':')) ++at;
        word = {};
        word.text = "o'clock";
      } else if (at < text.size() && text[at] == 's') {
        word.text += 's';  // 1990s
        ++at;
      }
      words.push_back(word);
    } else if (is_letter(c)) {
      Word word;
      word.capital = c >= 'A' && c <= 'Z';
      while (at < text.size() && (is_letter(text[at]) || text[at] == '.')) {
        if (text[at] != '.') word.text += static_cast<char>(text[at] | 0x20);
        ++at;
      }
      if (const auto number = look_up(kNumbers, word.text)) {
        word.number = *number;
        const bool tens = words.size() >= 2 && words.back().text == "-" && *number < 10 &&
                          words[words.size() - 2].number >= 20 &&
                          words[words.size() - 2].number < 100 && !words[words.size() - 2].digits;
        if (tens) {
          words.pop_back();
          words.back().number += *number;
          continue;
        }
      } else if (const auto ordinal = look_up(kOrdinals, word.text)) {
        word.number = *ordinal;
        word.ordinal = true;
      } else if (words.size() >= 2 && word.text == "first" && words.back().text == "-") {
        word.ordinal = true;
      }
      words.push_back(std::move(word));
    } else {
      const auto [sign, length] = sign_at(text, at);
      at += length;
      if (sign == '-' || sign == ',' || sign == '/') {
        words.push_back({.text = std::string(1, sign)});
      } else if (sign == '\'') {
        // "year's": the 's says nothing; "'90s": the year is cut.
        if (at < text.size() && text[at] == 's' &&
            (at + 1 == text.size() || !is_letter(text[at + 1]))) {
          ++at;
        } else if (at + 1 < text.size() && is_digit(text[at]) && is_digit(text[at + 1]) &&
                   !words.empty() && words.back().text != "'") {
          words.push_back({.text = "'"});
        } else if (words.empty()) {
          words.push_back({.text = "'"});
        }
      }
    }
  }
  // "twenty-first century"
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (words[i].ordinal && words[i - 1].text == "-" && words[i - 2].number == 20 &&
        !words[i - 2].digits && words[i].number < 10) {
      words[i].number += 20;
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) - 2,
                  words.begin() + static_cast<std::ptrdiff_t>(i));
      i = 2;
    }
  }
  return words;
}

std::optional<Unit> unit_of(std::string_view word) {
  if (word.ends_with('s') && word.size() > 3) word.remove_suffix(1);
  if (word == "hour" || word == "minute" || word == "second" || word == "moment") {
    return Unit::kHour;
  }
  if (word == "day" || word == "night" || word == "date") return Unit::kDay;
  if (word == "week" || word == "fortnight" || word == "weekend") return Unit::kWeek;
  if (word == "month") return Unit::kMonth;
  if (word == "quarter") return Unit::kQuarter;
  if (word == "year") return Unit::kYear;
  if (word == "decade") return Unit::kDecade;
  if (word == "century" || word == "centurie") return Unit::kCentury;
  return std::nullopt;
}

bool is_part_of_day(std::string_view word) {
  return one_of(word, {"morning", "afternoon", "evening", "night", "noon", "midnight", "midday",
                       "dawn", "dusk", "o'clock", "daybreak", "sunrise", "sunset", "am", "pm"});
}

// --- calendar arithmetic

sys_days day_of(int year, unsigned month, unsigned day) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}
int year_of(sys_days day) { return static_cast<int>(Date(day).year()); }
unsigned month_of(sys_days day) { return static_cast<unsigned>(Date(day).month()); }

// `count` months from the first of `year`-`month` on.
Range months_from(int year, int month, int count, Unit unit) {
  const auto first =
      std::chrono::year(year) / std::chrono::January / 1 + std::chrono::months(month - 1);
  const auto after = first + std::chrono::months(count);
  return {sys_days(first), sys_days(after) - days(1), unit};
}
Range whole_year(int year) { return months_from(year, 1, 12, Unit::kYear); }
Range whole_month(int year, unsigned month) {
  return months_from(year, static_cast<int>(month), 1, Unit::kMonth);
}
Range single(sys_days day) { return {day, day, Unit::kDay}; }

sys_days monday_of(sys_days day) {
  const auto since_monday = std::chrono::weekday(day) - std::chrono::Monday;
  return day - since_monday;
}

// The calendar unit that holds `day`, moved by `shift` units.
Range calendar_unit(sys_days day, Unit unit, int shift) {
  const int year = year_of(day);
  const auto month = static_cast<int>(month_of(day));
  switch (unit) {
    case Unit::kHour:
    case Unit::kDay:
      return single(day + days(shift));
    case Unit::kWeek: {
      const auto monday = monday_of(day) + days(7 * shift);
      return {monday, monday + days(6), Unit::kWeek};
    }
    case Unit::kMonth:
      return months_from(year, month + shift, 1, unit);
    case Unit::kQuarter:
      return months_from(year, (month - 1) / 3 * 3 + 1 + 3 * shift, 3, unit);
    case Unit::kYear:
      return whole_year(year + shift);
    case Unit::kDecade:
      return months_from(year / 10 * 10 + 10 * shift, 1, 120, unit);
    case Unit::kCentury:
      return months_from((year - 1) / 100 * 100 + 1 + 100 * shift, 1, 1200, unit);
  }
  return single(day);
}

// `day` moved by `count` units; the end of a month where the day does not exist.
sys_days shifted(sys_days day, Unit unit, int count) {
  int in_months = 0;
  switch (unit) {
    case Unit::kHour:
      return day + days(count / 24);
    case Unit::kDay:
      return day + days(count);
    case Unit::kWeek:
      return day + days(7 * count);
    case Unit::kMonth:
      in_months = count;
      break;
    case Unit::kQuarter:
      in_months = 3 * count;
      break;
    case Unit::kYear:
      in_months = 12 * count;
      break;
    case Unit::kDecade:
      in_months = 120 * count;
      break;
    case Unit::kCentury:
      in_months = 1200 * count;
      break;
  }
  const auto moved = Date(day) + std::chrono::months(in_months);
  return moved.ok() ? sys_days(moved) : sys_days(moved.year() / moved.month() / std::chrono::last);
}

enum class Part { kEarly, kMid, kLate, kFirstHalf, kSecondHalf };

// The part of a longer range; a single day has none to speak of.
Range narrowed(Range range, Part part) {
  if (range.unit == Unit::kDay) return range;
  const int year = year_of(range.from);
  const auto month = static_cast<int>(month_of(range.from));
  const auto thirds = [&](int first, int second, int all) {  // in months
    switch (part) {
      case Part::kEarly:
        return months_from(year, month, first, range.unit);
      case Part::kMid:
        return months_from(year, month + first, second - first, range.unit);
      case Part::kLate:
        return months_from(year, month + second, all - second, range.unit);
      case Part::kFirstHalf:
        return months_from(year, month, all / 2, range.unit);
      case Part::kSecondHalf:
        return months_from(year, month + all / 2, all - all / 2, range.unit);
    }
    return range;
  };
  Range result = range;
  switch (range.unit) {
    case Unit::kDecade:
      result = thirds(48, 84, 120);  // 1980-83, 84-86, 87-89
      break;
    case Unit::kCentury:
      result = thirds(396, 792, 1200);
      break;
    case Unit::kYear:
      result = thirds(4, 8, 12);
      break;
    case Unit::kQuarter:
      result = thirds(1, 2, 3);
      break;
    default: {
      const bool week = range.unit == Unit::kWeek;
      const auto half = ((range.to - range.from).count() + 1) / 2;
      switch (part) {
        case Part::kEarly:
          result.to = range.from + days(week ? 2 : 9);
          break;
        case Part::kMid:
          result.from = range.from + days(week ? 1 : 10);
          result.to = range.from + days(week ? 3 : 19);
          break;
        case Part::kLate:
          result.from = range.from + days(week ? 3 : 20);
          break;
        case Part::kFirstHalf:
          result.to = range.from + days(half - 1);
          break;
        case Part::kSecondHalf:
          result.from = range.from + days(half);
          break;
      }
      if (result.from > range.to || result.to > range.to) return range;
    }
  }
  result.has_year = range.has_year;
  return result;
}

// --- the grammar

// A leap year that stands for one not known yet: in "from March 3 to May 5, 2020" it comes last.
constexpr int kAnyYear = 2000;

class Grammar {
 public:
  Grammar(const std::vector<Word>& words, std::optional<sys_days> today, bool past)
      : words_(words), today_(today), past_(past) {
    // What has been so since then looks back, whatever the tense.
    if (!words.empty() && words.front().text == "since") past_ = true;
  }

  // The whole expression: from, to, either of which may be open.
  using Bounds = std::pair<std::optional<sys_days>, std::optional<sys_days>>;
  Bounds read() {
    if (std::any_of(words_.begin(), words_.end(), [](const Word& word) {
          return one_of(word.text, {"every", "each", "per", "annually", "daily", "weekly"});
        })) {
      return {};
    }
    for (std::size_t at = 0; at < words_.size(); ++at) {
      auto first = point(at, std::nullopt);
      if (!first) {
        // A length of time that is not placed hides what comes after: "two days after the March
        // summit".
        if (length_without_anchor(at)) return {};
        // A day that does not exist: no part of it is meant.
        if ((is_day_number(at) && month(at + 1) != 0) ||
            (month(at) != 0 && is_day_number(at + 1))) {
          return {};
        }
        continue;
      }
      const auto second = second_of_range(at, *first);
      auto range = first->range;
      if (!range.has_year && !today_) return {};
      if (second) {
        range.to = second->range.to;
        if (range.to < range.from) return {};
      }
      return bounded(at, range, second.has_value());
    }
    return {};
  }

 private:
  std::string_view text(std::size_t at) const {
    return at < words_.size() ? std::string_view(words_[at].text) : std::string_view();
  }
  bool is_number(std::size_t at) const { return at < words_.size() && words_[at].number >= 0; }
  int number(std::size_t at) const { return words_[at].number; }
  bool plain_digits(std::size_t at) const {
    return at < words_.size() && words_[at].digits && !words_[at].ordinal &&
           words_[at].text.back() != 's';
  }
  // A number that can only be a year, or one that "in", "since", ... make one.
  bool is_year(std::size_t at) const {
    return plain_digits(at) && words_[at].length == 4 && number(at) >= 1000 && number(at) <= 2200 &&
           !unit_of(text(at + 1)) && text(at + 1) != "people";
  }
  bool is_day_number(std::size_t at) const {
    return at < words_.size() && (words_[at].digits || words_[at].ordinal) &&
           words_[at].length <= 2 && words_[at].text.back() != 's' && number(at) >= 1 &&
           number(at) <= 31;
  }
  unsigned month(std::size_t at) const {
    if (at >= words_.size()) return 0;
    const auto& word = words_[at];
    // "may" and "march" are verbs, "mar", "dec", "sep" seldom anything; a name is capitalised.
    if (!word.capital && one_of(word.text, {"may", "march", "mar", "jan", "sep", "dec"}) &&
        !(is_day_number(at + 1) || is_year(at + 1) || (at > 0 && is_day_number(at - 1)))) {
      return 0;
    }
    return month_number(word.text);
  }
  int weekday(std::size_t at) const {
    if (at >= words_.size()) return -1;
    const auto& word = words_[at];
    if (!word.capital && word.text.size() < 6) return -1;  // "sat", "sun", "wed"
    auto name = std::string_view(word.text);
    if (name.ends_with("days")) name.remove_suffix(1);
    return weekday_number(name);
  }
  std::size_t skip(std::size_t at, std::initializer_list<std::string_view> list) const {
    while (at < words_.size() && one_of(words_[at].text, list)) ++at;
    return at;
  }

  // A count of units: "three weeks", "a year", "a couple of days", "half a year" is none.
  struct Length {
    int count = 0;
    Unit unit = Unit::kDay;
    std::size_t next = 0;
  };
  std::optional<Length> length(std::size_t at) const {
    at = skip(at,
              {"about", "nearly", "almost", "some", "around", "roughly", "just",          "over",
               "under", "more",   "less",   "than", "only",   "exactly", "approximately", "at",
               "least", "full",   "a",      "an",   "the",    "another", "further",       "well"});
    int count = 1;
    const bool had_article = at > 0 && one_of(words_[at - 1].text, {"a", "an"});
    if (text(at) == "couple") {
      count = 2;
      at = skip(at + 1, {"of"});
    } else if (is_number(at) && !words_[at].ordinal) {
      count = number(at++);
      if (text(at) == "hundred" && count < 1000) {
        count *= 100;
        ++at;
      }
      at = skip(at, {"-", "more", "full", "calendar", "consecutive"});
    } else if (!had_article) {
      return std::nullopt;
    }
    auto unit = unit_of(text(at));
    if (!unit || text(at) == "second") return std::nullopt;
    if (*unit == Unit::kHour && !text(at).starts_with("hour")) count = 0;
    if (text(at).starts_with("fortnight")) count *= 2;
    constexpr int kMost = 9999;  // longer than the calendar, in whatever unit but days
    const int most = *unit >= Unit::kDecade ? kMost / 100
                     : *unit <= Unit::kDay  ? kMost * 100
                                            : kMost;
    if (count > most) return std::nullopt;
    return Length{count, *unit, at + 1};
  }
  std::optional<std::size_t> length_without_anchor(std::size_t at) const {
    const auto found = length(at);
    if (!found) return std::nullopt;
    if (one_of(text(found->next), {"after", "before", "later", "earlier", "since", "from"})) {
      return found->next;
    }
    return std::nullopt;
  }

  // A range that the words from `at` on name. `year`: the year to take where none is stated.
  std::optional<Parsed> point(std::size_t at, std::optional<int> year) const {
    constexpr int kDeepest = 12;
    if (at >= words_.size() || depth_ == kDeepest) return std::nullopt;
    ++depth_;
    auto parsed = part_of(at, year);
    if (!parsed) parsed = relative_length(at);
    if (!parsed) parsed = pointed(at);
    if (!parsed) parsed = named_day(at);
    if (!parsed) parsed = with_weekday(at, year);
    if (!parsed) parsed = numeric_date(at);
    if (!parsed) parsed = month_and_day(at, year);
    if (!parsed) parsed = quarter(at, year);
    if (!parsed) parsed = season(at, year);
    if (!parsed) parsed = years(at);
    if (!parsed && text(at) == "the") parsed = point(at + 1, year);
    --depth_;
    return parsed;
  }

  // "early next week", "mid-1980s", "the end of March", "the second half of 2019"
  std::optional<Parsed> part_of(std::size_t at, std::optional<int> year) const {
    if (text(at) == "the") ++at;
    std::optional<Part> part;
    std::size_t next = at + 1;
    if (one_of(text(at), {"early", "beginning", "start", "outset"})) part = Part::kEarly;
    if (one_of(text(at), {"mid", "middle"})) part = Part::kMid;
    if (one_of(text(at), {"late", "end", "close"})) part = Part::kLate;
    if (text(at + 1) == "half" && one_of(text(at), {"first", "second", "latter"})) {
      part = text(at) == "first" ? Part::kFirstHalf : Part::kSecondHalf;
      next = at + 2;
    }
    if (one_of(text(at), {"later", "earlier"})) return clipped(at, year);
    if (!part) return std::nullopt;
    next = skip(next, {"in", "of", "on", "the", "-"});
    auto parsed = point(next, year);
    if (parsed) parsed->range = narrowed(parsed->range, *part);
    return parsed;
  }

  // "later this week", "earlier in the year", "later Friday"
  std::optional<Parsed> clipped(std::size_t at, std::optional<int> year) const {
    const bool later = text(at) == "later";
    auto next = skip(at + 1, {"in", "on", "-"});
    std::optional<Parsed> parsed;
    if (text(next) == "the" && unit_of(text(next + 1)) && today_ && text(next + 1) != "day") {
      parsed = Parsed{calendar_unit(*today_, *unit_of(text(next + 1)), 0), next + 2};
    } else {
      parsed = point(next, year);
    }
    if (parsed && today_ && parsed->range.from <= *today_ && *today_ <= parsed->range.to) {
      (later ? parsed->range.from : parsed->range.to) = *today_;
    }
    return parsed;
  }

  // "three weeks ago", "two days after March 3", "a year from now", "in three days"
  std::optional<Parsed> relative_length(std::size_t at) const {
    const bool in = text(at) == "in" || text(at) == "within";
    const bool within = text(at) == "within";
    const auto found = length(in ? at + 1 : at);
    if (!found) return std::nullopt;
    const auto [count, unit, next] = *found;
    const auto after = text(next);
    if (after == "ago" || (after == "earlier" && text(next + 1) == "today")) {
      if (!today_) return std::nullopt;
      return Parsed{around(shifted(*today_, unit, -count), unit), next + 1};
    }
    if (one_of(after, {"after", "before", "since", "from"})) {
      if (after == "from" && text(next + 1) == "now") {
        if (!today_) return std::nullopt;
        return Parsed{around(shifted(*today_, unit, count), unit), next + 2};
      }
      const auto anchor = point(next + 1, std::nullopt);
      // The anchor must follow at once: in "two days after the summit in May" it is the summit.
      if (!anchor || after == "since" || !(anchor->range.has_year || today_)) return std::nullopt;
      const auto from = after == "before" ? anchor->range.from : anchor->range.to;
      const auto moved = shifted(from, unit, after == "before" ? -count : count);
      return Parsed{around(moved, unit), anchor->next};
    }
    if (!in || !today_ || past_) return std::nullopt;  // "the first in three years": a length
    if (one_of(after, {"of", "-", "'"})) return std::nullopt;
    if (within) {
      const int whole = unit == Unit::kHour ? (count + 23) / 24 * 24 : count;
      return Parsed{{*today_, shifted(*today_, unit, whole), Unit::kWeek}, next};
    }
    return Parsed{around(shifted(*today_, unit, count), unit), next};
  }
  // As exact as the unit that it was counted in.
  static Range around(sys_days day, Unit unit) {
    return calendar_unit(day, std::min(unit, Unit::kYear), 0);
  }

  // "last month", "this summer", "next Monday", "the past 30 days", "this morning"
  std::optional<Parsed> pointed(std::size_t at) const {
    if (!today_) return std::nullopt;
    const bool article = text(at) == "the" || (at > 0 && text(at - 1) == "the");
    if (text(at) == "the") ++at;
    auto word = text(at);
    if (word == "this" && one_of(text(at + 1), {"past", "last", "coming", "next"})) {
      word = text(++at);
    }
    if (word == "current") word = "this";
    if (!one_of(word, {"this", "last", "next", "past", "coming", "upcoming"})) return std::nullopt;
    const int side = word == "this" ? 0 : one_of(word, {"last", "past"}) ? -1 : 1;
    auto next = at + 1;

    if (side != 0) {  // a length up to or from today
      const auto found = length(next);
      const bool counted = found && (is_number(next) || text(next) == "couple");
      const bool rolling = !counted && unit_of(text(next)) && !text(next).ends_with('s') &&
                           one_of(word, {"past", "coming"});
      if (counted || rolling) {
        const auto unit = counted ? found->unit : *unit_of(text(next));
        const auto count = counted ? found->count : 1;
        const int whole = unit == Unit::kHour ? (count + 23) / 24 * 24 : count;
        const auto far = shifted(*today_, unit, side * whole);
        const auto end = counted ? found->next : next + 1;
        return Parsed{{std::min(far, *today_), std::max(far, *today_), Unit::kWeek}, end};
      }
    }
    if (text(next) == "weekend") {
      // "this weekend" said on a Monday of what is past is the one just over.
      const auto monday = monday_of(*today_);
      const bool over = side == 0 && past_ && *today_ < monday + days(5);
      const auto saturday = monday + days(5 + 7 * (over ? -1 : side));
      return Parsed{{saturday, saturday + days(1), Unit::kWeek}, next + 1};
    }
    if (article && word == "next") return std::nullopt;  // next to what was told before
    if (const auto unit = unit_of(text(next)); unit && !text(next).ends_with('s')) {
      if (*unit == Unit::kHour || text(next) == "date") return std::nullopt;
      if (text(next) == "day" && side == 0) return std::nullopt;  // "this day": which?
      // "last night" began the day before; "this night" and "tonight" are today's.
      return Parsed{calendar_unit(*today_, *unit, side), next + 1};
    }
    if (is_part_of_day(text(next))) return Parsed{single(*today_ + days(side)), next + 1};
    if (const int day = weekday(next); day >= 0) {
      const auto wanted = std::chrono::weekday(static_cast<unsigned>(day));
      sys_days found;
      if (side == 0) {
        found = monday_of(*today_) + (wanted - std::chrono::Monday);
      } else if (side < 0) {
        found = *today_ - days(1) - (std::chrono::weekday(*today_ - days(1)) - wanted);
      } else {
        found = *today_ + days(1) + (wanted - std::chrono::weekday(*today_ + days(1)));
      }
      return Parsed{single(found), part_of_day(next + 1)};
    }
    if (const auto name = month(next)) {
      const int year = year_of(*today_);
      const auto now = month_of(*today_);
      const int chosen = side == 0  ? year
                         : side < 0 ? year - (name >= now ? 1 : 0)
                                    : year + (name <= now ? 1 : 0);
      return month_and_day(next, chosen);
    }
    if (const auto first = look_up(kSeasons, text(next))) {
      const int year = year_of(*today_);
      if (side == 0)
        return Parsed{season_of(past_ && *first == 12 ? year - 1 : year, *first), next + 1};
      for (int y = year + (side < 0 ? 0 : -1);; y += side) {
        const auto range = season_of(y, *first);
        if (side < 0 ? range.to < *today_ : range.from > *today_) return Parsed{range, next + 1};
      }
    }
    return std::nullopt;
  }

  std::optional<Parsed> named_day(std::size_t at) const {
    const auto word = text(at);
    if (word == "day" && text(at + 1) == "before" && text(at + 2) == "yesterday" && today_) {
      return Parsed{single(*today_ - days(2)), at + 3};
    }
    if (word == "day" && text(at + 1) == "after" && text(at + 2) == "tomorrow" && today_) {
      return Parsed{single(*today_ + days(2)), at + 3};
    }
    int shift = 0;
    if (word == "yesterday") {
      shift = -1;
    } else if (word == "tomorrow") {
      shift = 1;
    } else if (!one_of(word, {"today", "tonight", "now", "currently", "nowadays", "presently"})) {
      return holiday(at);
    }
    if (!today_) return std::nullopt;
    return Parsed{single(*today_ + days(shift)), part_of_day(at + 1)};
  }

  std::optional<Parsed> holiday(std::size_t at) const {
    struct Holiday {
      std::string_view first, second;
      unsigned month, day;
    };
    constexpr Holiday kHolidays[] = {{"christmas", "eve", 12, 24}, {"christmas", "", 12, 25},
                                     {"halloween", "", 10, 31},    {"may", "day", 5, 1},
                                     {"year", "eve", 12, 31},      {"year", "day", 1, 1}};
    for (const auto& [first, second, name, day] : kHolidays) {
      auto begin = at;
      if (first == "year") {  // "New Year's Eve"
        if (text(at) != "new") continue;
        ++begin;
      }
      if (text(begin) != first || (!second.empty() && text(begin + 1) != second)) continue;
      auto next = begin + (second.empty() ? 1 : 2);
      if (second.empty()) next = skip(next, {"day"});
      return dated(name, day, skip(next, {",", "of", "in"}), next, std::nullopt);
    }
    return std::nullopt;
  }

  std::size_t part_of_day(std::size_t at) const {
    while (is_part_of_day(text(at)) ||
           (one_of(text(at), {"at", "in", "the", "early", "late"}) &&
            (is_part_of_day(text(at + 1)) || is_part_of_day(text(at + 2)))) ||
           (plain_digits(at) && one_of(text(at + 1), {"am", "pm"}))) {
      ++at;
    }
    return at;
  }

  // "Thursday", "Thursday, March 9", "Friday last week", "Monday of next week"
  std::optional<Parsed> with_weekday(std::size_t at, std::optional<int> year) const {
    const int day = weekday(at);
    if (day < 0) return std::nullopt;
    if (words_[at].text.ends_with("days") && words_[at].text.size() > 6) return std::nullopt;
    auto next = part_of_day(at + 1);
    const auto comma = skip(next, {",", "the", "on"});
    if (month(comma) != 0 || is_day_number(comma)) {
      if (auto date = month_and_day(comma, year)) {
        if (date->range.unit == Unit::kDay) return date;
      }
    }
    if (!today_) return std::nullopt;
    const auto wanted = std::chrono::weekday(static_cast<unsigned>(day));
    const auto of = skip(next, {"of", ","});
    if (one_of(text(of), {"this", "last", "next"}) && text(of + 1) == "week") {
      const auto week = pointed(of);
      return Parsed{single(week->range.from + (wanted - std::chrono::Monday)), of + 2};
    }
    if (text(next) == "week" && text(next - 1) != "the") return std::nullopt;
    const auto found = past_ ? *today_ - (std::chrono::weekday(*today_) - wanted)
                             : *today_ + (wanted - std::chrono::weekday(*today_));
    return Parsed{single(found), next};
  }

  // "2024-05-31", "5/31/2024"
  std::optional<Parsed> numeric_date(std::size_t at) const {
    if (at + 4 >= words_.size() || !plain_digits(at) || !plain_digits(at + 2) ||
        !plain_digits(at + 4) || text(at + 1) != text(at + 3) ||
        !one_of(text(at + 1), {"-", "/"})) {
      return std::nullopt;
    }
    const auto date = find_date(words_[at].text + words_[at + 1].text + words_[at + 2].text +
                                words_[at + 3].text + words_[at + 4].text);
    if (!date) return std::nullopt;
    return Parsed{single(sys_days(*date)), at + 5};
  }

  // The year stated from `at` on ("2018", "last year", "of this year"), and where it ends.
  std::optional<std::pair<int, std::size_t>> stated_year(std::size_t at) const {
    const auto begin = skip(at, {",", "of", "in"});
    if (is_year(begin)) return std::pair(number(begin), begin + 1);
    if (text(begin) == "'" && plain_digits(begin + 1) && words_[begin + 1].length == 2) {
      const int two = number(begin + 1);
      return std::pair(two < 50 ? 2000 + two : 1900 + two, begin + 2);
    }
    if (!today_ || text(begin + 1) != "year") return std::nullopt;
    const int year = year_of(*today_);
    if (text(begin) == "last") return std::pair(year - 1, begin + 2);
    if (text(begin) == "this") return std::pair(year, begin + 2);
    if (text(begin) == "next") return std::pair(year + 1, begin + 2);
    return std::nullopt;
  }

  // A day of the year; its year is stated at `at`, given, or the nearest on the right side.
  std::optional<Parsed> dated(unsigned name, unsigned day, std::size_t at, std::size_t next,
                              std::optional<int> given) const {
    const auto make = [&](int year) -> std::optional<sys_days> {
      const Date date{std::chrono::year(year), std::chrono::month(name), std::chrono::day(day)};
      return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
    };
    if (const auto stated = stated_year(at)) {
      const auto found = make(stated->first);
      return found ? std::optional(Parsed{single(*found), stated->second}) : std::nullopt;
    }
    std::optional<sys_days> best;
    if (given) {
      best = make(*given);
    } else if (!today_) {
      best = make(kAnyYear);
    } else {
      // On the side that the tense tells; a day just on the other side beats one a year away: "said
      // the visit of March 16" a week before it.
      const auto cost = [&](sys_days found) {
        const auto distance = (found - *today_).count();
        const bool wrong = past_ ? distance > 0 : distance < 0;
        return std::abs(distance) * (wrong ? 10 : 1);
      };
      for (int year = year_of(*today_) - 1; year <= year_of(*today_) + 1; ++year) {
        const auto found = make(year);
        if (found && (!best || cost(*found) < cost(*best))) best = found;
      }
    }
    if (!best) return std::nullopt;
    auto range = single(*best);
    range.has_year = false;
    return Parsed{range, next};
  }

  // "September 2018", "March 16", "March 16-17, 2023", "16 March", "the 4th of July", "the 15th of
  // this month"
  std::optional<Parsed> month_and_day(std::size_t at, std::optional<int> given) const {
    std::size_t next = at;
    unsigned first = 0;
    unsigned last = 0;
    const auto days_at = [&](std::size_t from) {  // "16", "16-17", "16 to 17", "16 and 17"
      first = static_cast<unsigned>(number(from));
      next = from + 1;
      if (one_of(text(next), {"-", "to", "and", "through"}) && is_day_number(next + 1) &&
          static_cast<unsigned>(number(next + 1)) > first && !unit_of(text(next + 2))) {
        last = static_cast<unsigned>(number(next + 1));
        next += 2;
      }
    };
    unsigned name = month(at);
    if (name != 0) {
      next = at + 1;
      const auto day = skip(next, {"the"});
      if (is_day_number(day) && !unit_of(text(day + 1)) && text(day + 1) != "%") {
        days_at(day);
        if (month(next) != 0 && last == 0 && text(next - 1) != text(day)) return std::nullopt;
      }
    } else if (is_day_number(at)) {
      const bool ordinal = words_[at].ordinal;
      days_at(at);
      next = skip(next, {"of"});
      name = month(next);
      if (name != 0) {
        ++next;
      } else if (ordinal && words_[at].digits && today_ &&
                 one_of(text(next), {"this", "last", "next"}) && text(next + 1) == "month") {
        const auto range = pointed(next)->range;
        return dated(month_of(range.from), first, words_.size(), next + 2, year_of(range.from));
      } else {
        return std::nullopt;
      }
    } else {
      return std::nullopt;
    }
    if (first == 0) return whole(name, next, given);
    auto parsed = dated(name, first, next, next, given);
    if (parsed && last != 0) {
      const auto end = parsed->range.from + days(last - first);
      if (month_of(end) != name) return std::nullopt;
      parsed->range.to = end;
    }
    if (parsed) parsed->next = part_of_day(parsed->next);
    return parsed;
  }

  std::optional<Parsed> whole(unsigned name, std::size_t next, std::optional<int> given) const {
    if (const auto stated = stated_year(next)) {
      return Parsed{whole_month(stated->first, name), stated->second};
    }
    if (given) return Parsed{whole_month(*given, name), next};
    int chosen = kAnyYear;
    if (today_) {
      const auto now = month_of(*today_);
      chosen = year_of(*today_) + (past_ ? (name > now ? -1 : 0) : (name < now ? 1 : 0));
    }
    Parsed parsed{whole_month(chosen, name), next};
    parsed.range.has_year = false;
    return parsed;
  }

  // "the third quarter of 2021", "Q3 2021"
  std::optional<Parsed> quarter(std::size_t at, std::optional<int> given) const {
    int which = 0;
    auto next = at;
    if (text(at) == "q" && plain_digits(at + 1)) {
      which = number(at + 1);
      next = at + 2;
    } else if (at < words_.size() && (words_[at].ordinal || words_[at].digits)) {
      next = skip(at + 1, {"-"});
      if (text(next) != "quarter") return std::nullopt;
      which = number(at);
      ++next;
    } else if (text(at) == "fourth" || text(at) == "final") {
      if (text(at + 1) != "quarter") return std::nullopt;
      which = 4;
      next = at + 2;
    }
    if (which < 1 || which > 4) return std::nullopt;
    if (const auto stated = stated_year(next)) {
      return Parsed{months_from(stated->first, 3 * which - 2, 3, Unit::kQuarter), stated->second};
    }
    if (given) return Parsed{months_from(*given, 3 * which - 2, 3, Unit::kQuarter), next};
    if (!today_) return std::nullopt;
    const int now = (static_cast<int>(month_of(*today_)) - 1) / 3 + 1;
    const int year = year_of(*today_);
    const int chosen = past_ ? year - (which > now ? 1 : 0) : year + (which < now ? 1 : 0);
    auto range = months_from(chosen, 3 * which - 2, 3, Unit::kQuarter);
    range.has_year = false;
    return Parsed{range, next};
  }

  static Range season_of(int year, unsigned first_month) {
    return months_from(year, static_cast<int>(first_month), 3, Unit::kQuarter);
  }
  std::optional<Parsed> season(std::size_t at, std::optional<int> given) const {
    const auto first = look_up(kSeasons, text(at));
    if (!first) return std::nullopt;
    if (const auto stated = stated_year(at + 1)) {
      auto next = stated->second;
      if (text(next) == "-" && plain_digits(next + 1) && words_[next + 1].length == 2) next += 2;
      return Parsed{season_of(stated->first, *first), next};
    }
    // "The fall of the government" is no season.
    if (text(at + 1) == "of" || (text(at) == "fall" && at == 0)) return std::nullopt;
    if (given) return Parsed{season_of(*given, *first), at + 1};
    if (!today_) return std::nullopt;
    const int year = year_of(*today_);
    for (int i = 0; i <= 2; ++i) {
      const auto range = season_of(past_ ? year - i : year - 1 + i, *first);
      if (past_ ? range.from <= *today_ : range.to >= *today_) {
        Parsed parsed{range, at + 1};
        parsed.range.has_year = false;
        return parsed;
      }
    }
    return std::nullopt;
  }

  // "2018", "1910-45", "the 1990s", "the '90s", "the sixties", "the 19th century", "the year 71"
  std::optional<Parsed> years(std::size_t at) const {
    if (const auto decade = look_up(kDecadeWords, text(at))) {
      return Parsed{months_from(*decade, 1, 120, Unit::kDecade), at + 1};
    }
    if (text(at) == "'" && at + 1 < words_.size() && text(at + 1).ends_with('s') &&
        words_[at + 1].digits && words_[at + 1].length == 2) {
      const int year = number(at + 1) + (number(at + 1) < 20 ? 2000 : 1900);
      return Parsed{months_from(year / 10 * 10, 1, 120, Unit::kDecade), at + 2};
    }
    if (text(at) == "year" && plain_digits(at + 1) && number(at + 1) > 0 &&
        number(at + 1) <= 9999) {
      return Parsed{whole_year(number(at + 1)), at + 2};
    }
    if (!is_number(at)) return std::nullopt;
    const auto& word = words_[at];
    if (word.ordinal && one_of(text(skip(at + 1, {"-"})), {"century", "centuries"})) {
      const auto next = skip(at + 1, {"-"}) + 1;
      if (one_of(text(next), {"bc", "bce"}) || word.number < 1 || word.number > 99) {
        return std::nullopt;
      }
      return Parsed{months_from(100 * (word.number - 1) + 1, 1, 1200, Unit::kCentury), next};
    }
    if (word.digits && word.length == 4 && word.text.ends_with('s') && word.number % 10 == 0) {
      return Parsed{months_from(word.number, 1, 120, Unit::kDecade), at + 1};
    }
    if (plain_digits(at) && one_of(text(at + 1), {"ad", "ce"}) && word.number > 0 &&
        word.number <= 9999) {
      return Parsed{whole_year(word.number), at + 2};
    }
    if (one_of(text(at + 1), {"bc", "bce"}) || !is_year(at)) return std::nullopt;
    if (text(at + 1) == "-" && plain_digits(at + 2)) {
      int last = number(at + 2);
      if (words_[at + 2].length == 2) last += word.number / 100 * 100;
      if (last > word.number && last <= 2200 && words_[at + 2].length != 3) {
        auto range = whole_year(word.number);
        range.to = whole_year(last).to;
        return Parsed{range, at + 3};
      }
    }
    return Parsed{whole_year(word.number), at + 1};
  }

  // The other end of "Monday to Friday", "from March to May 2020", "between 1990 and 1995"; when
  // the year is stated at the end only, it holds for the beginning too.
  std::optional<Parsed> second_of_range(std::size_t at, Parsed& first) const {
    const bool between = at > 0 && (text(at - 1) == "between" ||
                                    (text(at - 1) == "the" && at > 1 && text(at - 2) == "between"));
    auto next = skip(first.next, {","});
    const bool joined = one_of(text(next), {"-", "to", "through", "until", "till", "til"}) ||
                        (between && text(next) == "and");
    if (!joined) return std::nullopt;
    ++next;
    if (first.range.unit == Unit::kDay && is_day_number(next) && month(next + 1) == 0 &&
        !unit_of(text(next + 1))) {  // "between March 3 and 5"
      const Date day(first.range.from);
      const Date end{day.year(), day.month(),
                     std::chrono::day(static_cast<unsigned>(number(next)))};
      if (!end.ok()) return std::nullopt;
      return Parsed{single(sys_days(end)), next + 1};
    }
    auto second = point(next, std::nullopt);
    if (!second) return std::nullopt;
    if (!first.range.has_year && second->range.has_year) {
      if (auto again = point(at, year_of(second->range.from))) first.range = again->range;
    } else if (!second->range.has_year) {
      if (auto again = point(next, year_of(first.range.from))) second = again;
    }
    if (second->range.to < first.range.from && second->range.unit == Unit::kDay &&
        weekday(next) >= 0) {
      second->range.from += days(7);  // "Friday to Monday"
      second->range.to += days(7);
    }
    return second;
  }

  // What "since", "until", "before", "after", "by" in front make of the range.
  Bounds bounded(std::size_t at, const Range& range, bool two_ends) const {
    std::string_view mode;
    bool through_event = false;  // "since the election in May": the event lies somewhere in it
    for (std::size_t i = 0; i < at; ++i) {
      if (one_of(text(i),
                 {"since", "until", "till", "before", "after", "by", "following", "from"})) {
        mode = text(i);
        through_event = false;
      } else if (text(i) == "prior") {
        mode = "before";
      } else if (!one_of(text(i), {"the", "to", "at", "about", "around", "least", "late", "early",
                                   "mid", "end", "of", "shortly", "sometime", "-"})) {
        through_event = true;
      }
    }
    // "By the mayor in May", "from Benfica two years ago": the day is not what they speak of.
    if (through_event && one_of(mode, {"by", "from", "until", "till"})) mode = {};
    if (mode.empty() || two_ends) return {range.from, range.to};
    const auto no_later = [&](sys_days from) -> Bounds {  // up to the day of writing, if past
      if (!today_ || *today_ < from) return {from, std::nullopt};
      return {from, *today_};
    };
    if (mode == "since") return no_later(range.from);
    if (mode == "from") {
      // "From March 16-17" is those days; "from Monday" has no end.
      if (range.to != range.from && range.unit == Unit::kDay) return {range.from, range.to};
      return {range.from, std::nullopt};
    }
    if (mode == "after" || mode == "following") {
      const auto from = through_event ? range.from : range.to + days(1);
      return past_ ? no_later(from) : Bounds{from, std::nullopt};
    }
    if (mode == "before") {
      return {std::nullopt, through_event ? range.to : range.from - days(1)};
    }
    // "until", "by": a deadline; from today on where it lies ahead.
    if (today_ && *today_ <= range.to && !past_) return {*today_, range.to};
    return {std::nullopt, range.to};
  }

  const std::vector<Word>& words_;
  std::optional<sys_days> today_;
  bool past_;
  mutable int depth_ = 0;
};

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
  const auto words = split(text);
  const auto [from, to] = Grammar(words, today, past).read();
  if (from) value.from = to_iso(Date(*from));
  if (to) value.to = to_iso(Date(*to));
  return value;
}

bool is_time_expression(std::string_view text) {
  const auto words = split(text);
  const auto today = day_of(2020, 6, 15);
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
