#include "extract/times/grammar.h"

// What the calendar names.
#include <cstdlib>

#include "extract/english/calendar.h"

namespace trine::extract::times {

namespace {

// A leap year that stands for one not known yet: in "from March 3 to May 5, 2020" it comes last.
constexpr int kAnyYear = 2000;

}  // namespace

std::optional<Parsed> Grammar::holiday(std::size_t at) const {
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

std::optional<Parsed> Grammar::numeric_date(std::size_t at) const {
  if (at + 4 >= words_.size() || !plain_digits(at) || !plain_digits(at + 2) ||
      !plain_digits(at + 4) || text(at + 1) != text(at + 3) || !one_of(text(at + 1), {"-", "/"})) {
    return std::nullopt;
  }
  const auto date = find_date(words_[at].text + words_[at + 1].text + words_[at + 2].text +
                              words_[at + 3].text + words_[at + 4].text);
  if (!date) return std::nullopt;
  return Parsed{single(sys_days(*date)), at + 5};
}

std::optional<std::pair<int, std::size_t>> Grammar::stated_year(std::size_t at) const {
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

std::optional<Parsed> Grammar::dated(unsigned name, unsigned day, std::size_t at, std::size_t next,
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

std::optional<Parsed> Grammar::month_and_day(std::size_t at, std::optional<int> given) const {
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

std::optional<Parsed> Grammar::whole(unsigned name, std::size_t next,
                                     std::optional<int> given) const {
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

std::optional<Parsed> Grammar::quarter(std::size_t at, std::optional<int> given) const {
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

std::optional<Parsed> Grammar::season(std::size_t at, std::optional<int> given) const {
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

std::optional<Parsed> Grammar::years(std::size_t at) const {
  if (const auto decade = look_up(kDecadeWords, text(at))) {
    return Parsed{months_from(*decade, 1, 120, Unit::kDecade), at + 1};
  }
  if (text(at) == "'" && at + 1 < words_.size() && text(at + 1).ends_with('s') &&
      words_[at + 1].digits && words_[at + 1].length == 2) {
    const int year = number(at + 1) + (number(at + 1) < 20 ? 2000 : 1900);
    return Parsed{months_from(year / 10 * 10, 1, 120, Unit::kDecade), at + 2};
  }
  if (text(at) == "year" && plain_digits(at + 1) && number(at + 1) > 0 && number(at + 1) <= 9999) {
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

}  // namespace trine::extract::times
