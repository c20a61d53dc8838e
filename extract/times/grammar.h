// A small grammar of English time expressions over lower-cased words, read by recursive descent:
// grammar.cc has the whole and its ends, relative.cc what hangs on the day of writing,
// dates.cc what the calendar names. Internal to the reading of time expressions.
//
// Every rule yields a range of whole days. What the words leave open is not guessed: a length of
// time without an anchor ("two years", "the next day", "three days later"), a vague one
// ("recently", "a few weeks ago") or a repeated one ("every Friday") has no place in the calendar.
//
// Conventions: weeks run from Monday to Sunday; seasons are those of the northern half of the world
// by whole months, winter belongs to the year it begins in; "early", "mid" and "late" are thirds,
// of a month its days 1-10, 11-20 and the rest.
#pragma once
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/times/ranges.h"
#include "extract/times/words.h"

namespace trine::extract::times {

struct Parsed {
  Range range;
  std::size_t next = 0;  // the first word after it
};

class Grammar {
 public:
  // `words` must outlive it. `past`: the tense of the clause.
  Grammar(const std::vector<Word>& words, std::optional<sys_days> today, bool past);

  // The whole expression: from, to, either of which may be open.
  using Bounds = std::pair<std::optional<sys_days>, std::optional<sys_days>>;
  Bounds read();

 private:
  // ---- Words
  std::string_view text(std::size_t at) const {
    return at < words_.size() ? std::string_view(words_[at].text) : std::string_view();
  }
  bool is_number(std::size_t at) const { return at < words_.size() && words_[at].number >= 0; }
  int number(std::size_t at) const { return words_[at].number; }
  bool plain_digits(std::size_t at) const;
  // A number that can only be a year, or one that "in", "since", ... make one.
  bool is_year(std::size_t at) const;
  bool is_day_number(std::size_t at) const;
  unsigned month(std::size_t at) const;
  int weekday(std::size_t at) const;
  std::size_t skip(std::size_t at, std::initializer_list<std::string_view> list) const;

  // ---- Lengths of time
  // A count of units: "three weeks", "a year", "a couple of days", "half a year" is none.
  struct Length {
    int count = 0;
    Unit unit = Unit::kDay;
    std::size_t next = 0;
  };
  std::optional<Length> length(std::size_t at) const;
  std::optional<std::size_t> length_without_anchor(std::size_t at) const;

  // ---- Points and stretches of time
  // A range that the words from `at` on name. `year`: the year to take where none is stated.
  std::optional<Parsed> point(std::size_t at, std::optional<int> year) const;

  // "early next week", "mid-1980s", "the end of March", "the second half of 2019"
  std::optional<Parsed> part_of(std::size_t at, std::optional<int> year) const;
  // "later this week", "earlier in the year", "later Friday"
  std::optional<Parsed> clipped(std::size_t at, std::optional<int> year) const;

  // "three weeks ago", "two days after March 3", "a year from now", "in three days"
  std::optional<Parsed> relative_length(std::size_t at) const;
  // "last month", "this summer", "next Monday", "the past 30 days", "this morning"
  std::optional<Parsed> pointed(std::size_t at) const;
  std::optional<Parsed> named_day(std::size_t at) const;
  std::size_t part_of_day(std::size_t at) const;
  // "Thursday", "Thursday, March 9", "Friday last week", "Monday of next week"
  std::optional<Parsed> with_weekday(std::size_t at, std::optional<int> year) const;

  std::optional<Parsed> holiday(std::size_t at) const;
  // "2024-05-31", "5/31/2024"
  std::optional<Parsed> numeric_date(std::size_t at) const;
  // The year stated from `at` on ("2018", "last year", "of this year"), and where it ends.
  std::optional<std::pair<int, std::size_t>> stated_year(std::size_t at) const;
  // A day of the year; its year is stated at `at`, given, or the nearest on the right side.
  std::optional<Parsed> dated(unsigned name, unsigned day, std::size_t at, std::size_t next,
                              std::optional<int> given) const;
  // "September 2018", "March 16", "March 16-17, 2023", "16 March", "the 4th of July", "the 15th of
  // this month"
  std::optional<Parsed> month_and_day(std::size_t at, std::optional<int> given) const;
  std::optional<Parsed> whole(unsigned name, std::size_t next, std::optional<int> given) const;
  // "the third quarter of 2021", "Q3 2021"
  std::optional<Parsed> quarter(std::size_t at, std::optional<int> given) const;
  std::optional<Parsed> season(std::size_t at, std::optional<int> given) const;
  // "2018", "1910-45", "the 1990s", "the '90s", "the sixties", "the 19th century", "the year 71"
  std::optional<Parsed> years(std::size_t at) const;

  // ---- Ends
  // The other end of "Monday to Friday", "from March to May 2020", "between 1990 and 1995"; when
  // the year is stated at the end only, it holds for the beginning too.
  std::optional<Parsed> second_of_range(std::size_t at, Parsed& first) const;
  // What "since", "until", "before", "after", "by" in front make of the range.
  Bounds bounded(std::size_t at, const Range& range, bool two_ends) const;

  const std::vector<Word>& words_;
  std::optional<sys_days> today_;
  bool past_;
  mutable int depth_ = 0;
};

}  // namespace trine::extract::times
