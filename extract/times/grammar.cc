#include "extract/times/grammar.h"

#include <algorithm>

#include "extract/english/calendar.h"

namespace trine::extract::times {

Grammar::Grammar(const std::vector<Word>& words, std::optional<sys_days> today, bool past)
    : words_(words), today_(today), past_(past) {
  // What has been so since then looks back, whatever the tense.
  if (!words.empty() && words.front().text == "since") past_ = true;
}

Grammar::Bounds Grammar::read() {
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
      if ((is_day_number(at) && month(at + 1) != 0) || (month(at) != 0 && is_day_number(at + 1))) {
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

bool Grammar::plain_digits(std::size_t at) const {
  return at < words_.size() && words_[at].digits && !words_[at].ordinal &&
         words_[at].text.back() != 's';
}

bool Grammar::is_year(std::size_t at) const {
  return plain_digits(at) && words_[at].length == 4 && number(at) >= 1000 && number(at) <= 2200 &&
         !unit_of(text(at + 1)) && text(at + 1) != "people";
}

bool Grammar::is_day_number(std::size_t at) const {
  return at < words_.size() && (words_[at].digits || words_[at].ordinal) &&
         words_[at].length <= 2 && words_[at].text.back() != 's' && number(at) >= 1 &&
         number(at) <= 31;
}

unsigned Grammar::month(std::size_t at) const {
  if (at >= words_.size()) return 0;
  const auto& word = words_[at];
  // "may" and "march" are verbs, "mar", "dec", "sep" seldom anything; a name is capitalised.
  if (!word.capital && one_of(word.text, {"may", "march", "mar", "jan", "sep", "dec"}) &&
      !(is_day_number(at + 1) || is_year(at + 1) || (at > 0 && is_day_number(at - 1)))) {
    return 0;
  }
  return month_number(word.text);
}

int Grammar::weekday(std::size_t at) const {
  if (at >= words_.size()) return -1;
  const auto& word = words_[at];
  if (!word.capital && word.text.size() < 6) return -1;  // "sat", "sun", "wed"
  auto name = std::string_view(word.text);
  if (name.ends_with("days")) name.remove_suffix(1);
  return weekday_number(name);
}

std::size_t Grammar::skip(std::size_t at, std::initializer_list<std::string_view> list) const {
  while (at < words_.size() && one_of(words_[at].text, list)) ++at;
  return at;
}

std::optional<Grammar::Length> Grammar::length(std::size_t at) const {
  at =
      skip(at, {"about", "nearly", "almost", "some", "around", "roughly", "just",          "over",
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
  const int most = *unit >= Unit::kDecade ? kMost / 100 : *unit <= Unit::kDay ? kMost * 100 : kMost;
  if (count > most) return std::nullopt;
  return Length{count, *unit, at + 1};
}

std::optional<std::size_t> Grammar::length_without_anchor(std::size_t at) const {
  const auto found = length(at);
  if (!found) return std::nullopt;
  if (one_of(text(found->next), {"after", "before", "later", "earlier", "since", "from"})) {
    return found->next;
  }
  return std::nullopt;
}

std::optional<Parsed> Grammar::point(std::size_t at, std::optional<int> year) const {
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

std::optional<Parsed> Grammar::part_of(std::size_t at, std::optional<int> year) const {
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

std::optional<Parsed> Grammar::clipped(std::size_t at, std::optional<int> year) const {
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

std::optional<Parsed> Grammar::second_of_range(std::size_t at, Parsed& first) const {
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
    const Date end{day.year(), day.month(), std::chrono::day(static_cast<unsigned>(number(next)))};
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

Grammar::Bounds Grammar::bounded(std::size_t at, const Range& range, bool two_ends) const {
  std::string_view mode;
  bool through_event = false;  // "since the election in May": the event lies somewhere in it
  for (std::size_t i = 0; i < at; ++i) {
    if (one_of(text(i), {"since", "until", "till", "before", "after", "by", "following", "from"})) {
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

}  // namespace trine::extract::times
