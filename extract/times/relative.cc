#include "extract/times/grammar.h"

// What hangs on the day of writing.
#include <algorithm>

namespace trine::extract::times {

std::optional<Parsed> Grammar::relative_length(std::size_t at) const {
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

std::optional<Parsed> Grammar::pointed(std::size_t at) const {
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

std::optional<Parsed> Grammar::named_day(std::size_t at) const {
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

std::size_t Grammar::part_of_day(std::size_t at) const {
  while (is_part_of_day(text(at)) ||
         (one_of(text(at), {"at", "in", "the", "early", "late"}) &&
          (is_part_of_day(text(at + 1)) || is_part_of_day(text(at + 2)))) ||
         (plain_digits(at) && one_of(text(at + 1), {"am", "pm"}))) {
    ++at;
  }
  return at;
}

std::optional<Parsed> Grammar::with_weekday(std::size_t at, std::optional<int> year) const {
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

}  // namespace trine::extract::times
