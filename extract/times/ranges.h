// Ranges of whole days and what calendars make of them. Internal to the reading of time
// expressions.
#pragma once
#include <chrono>

#include "extract/times/words.h"

namespace trine::extract::times {

using std::chrono::days;
using std::chrono::sys_days;

struct Range {
  sys_days from;
  sys_days to;  // included
  Unit unit = Unit::kDay;
  bool has_year = true;  // not inferred from the document's date
};

sys_days day_of(int year, unsigned month, unsigned day);
int year_of(sys_days day);
unsigned month_of(sys_days day);
sys_days monday_of(sys_days day);

// `count` months from the first of `year`-`month` on; `month` may lie outside 1-12.
Range months_from(int year, int month, int count, Unit unit);
Range whole_year(int year);
Range whole_month(int year, unsigned month);
Range single(sys_days day);
// Three months from the first of `first_month` on.
Range season_of(int year, unsigned first_month);

// The calendar unit that holds `day`, moved by `shift` units.
Range calendar_unit(sys_days day, Unit unit, int shift);
// As exact as the unit that it was counted in.
Range around(sys_days day, Unit unit);
// `day` moved by `count` units; the end of a month where the day does not exist.
sys_days shifted(sys_days day, Unit unit, int count);

enum class Part { kEarly, kMid, kLate, kFirstHalf, kSecondHalf };
// The part of a longer range; a single day has none to speak of.
Range narrowed(Range range, Part part);

}  // namespace trine::extract::times
