#include "extract/times/ranges.h"

#include <algorithm>

#include "extract/english/calendar.h"

namespace trine::extract::times {

sys_days day_of(int year, unsigned month, unsigned day) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}
int year_of(sys_days day) { return static_cast<int>(Date(day).year()); }
unsigned month_of(sys_days day) { return static_cast<unsigned>(Date(day).month()); }

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

Range season_of(int year, unsigned first_month) {
  return months_from(year, static_cast<int>(first_month), 3, Unit::kQuarter);
}

sys_days monday_of(sys_days day) {
  const auto since_monday = std::chrono::weekday(day) - std::chrono::Monday;
  return day - since_monday;
}

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

Range around(sys_days day, Unit unit) { return calendar_unit(day, std::min(unit, Unit::kYear), 0); }

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

}  // namespace trine::extract::times
