// Cypher's temporal values: points in time with and without date, time of day and zone, and
// durations. The calendar is the proleptic Gregorian one; zones are those of ICU.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace trine::query {

inline constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
inline constexpr std::int64_t kSecondsPerDay = 86'400;
inline constexpr std::int64_t kNanosPerDay = kSecondsPerDay * kNanosPerSecond;

struct Date {
  std::int64_t days = 0;  // since 1970-01-01
  friend auto operator<=>(const Date&, const Date&) = default;
};

struct LocalTime {
  std::int64_t nanos = 0;  // of the day
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

struct Time {
  std::int64_t nanos = 0;   // of the local day
  std::int32_t offset = 0;  // seconds east of UTC
  friend bool operator==(const Time&, const Time&) = default;
};

struct LocalDateTime {
  std::int64_t seconds = 0;  // since 1970-01-01T00:00 of the local clock
  std::int32_t nanos = 0;    // [0, 10^9)
  friend auto operator<=>(const LocalDateTime&, const LocalDateTime&) = default;
};

// A named zone; one object a name, so that pointers compare. Null: only an offset is known.
class Zone;

struct DateTime {
  std::int64_t seconds = 0;  // since 1970-01-01T00:00Z
  std::int32_t nanos = 0;    // [0, 10^9)
  std::int32_t offset = 0;   // seconds east of UTC, at that instant
  const Zone* zone = nullptr;
  friend bool operator==(const DateTime&, const DateTime&) = default;
};

// Months, days and seconds are kept apart, for their lengths vary against one another.
struct Duration {
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;  // [0, 10^9), also when seconds < 0
  friend bool operator==(const Duration&, const Duration&) = default;
};

// ---- The calendar ----

struct YearMonthDay {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;
};
struct WeekDate {
  std::int64_t year = 1970;  // the week's year
  int week = 1;
  int day = 1;  // Monday is 1
};

YearMonthDay civil(Date date);
// Throws ArgumentError where there is no such day.
Date make_date(std::int64_t year, std::int64_t month, std::int64_t day);
Date make_week_date(std::int64_t year, std::int64_t week, std::int64_t day);
Date make_ordinal_date(std::int64_t year, std::int64_t day);
Date make_quarter_date(std::int64_t year, std::int64_t quarter, std::int64_t day);
WeekDate week_date(Date date);
int week_day(Date date);  // Monday is 1
int ordinal_day(Date date);
int quarter(Date date);
int day_of_quarter(Date date);
// The day of the month is cut to the month's length.
Date plus_months(Date date, std::int64_t months);

// ---- Between the types ----

Date date_of(const LocalDateTime& value);
LocalTime time_of(const LocalDateTime& value);
LocalDateTime at(Date date, LocalTime time);
LocalDateTime local(const DateTime& value);
// The instant at which the zone's clock (or a clock with that offset) shows `value`.
DateTime with_zone(const LocalDateTime& value, const Zone* zone, std::int32_t offset);
DateTime with_zone_same_instant(const DateTime& value, const Zone* zone, std::int32_t offset);

// Throws ArgumentError when there is none of that name.
const Zone* find_zone(std::string_view name);
const std::string& name_of(const Zone* zone);
// "+01:00", "-0130", "Z" or a name. Throws ArgumentError.
struct ZoneOrOffset {
  const Zone* zone = nullptr;
  std::int32_t offset = 0;
};
ZoneOrOffset parse_zone(std::string_view text);

// ---- Arithmetic: plus() with `sign` -1 takes away ----

Date plus(Date value, const Duration& duration, int sign);
LocalTime plus(LocalTime value, const Duration& duration, int sign);
Time plus(const Time& value, const Duration& duration, int sign);
LocalDateTime plus(const LocalDateTime& value, const Duration& duration, int sign);
DateTime plus(const DateTime& value, const Duration& duration, int sign);
Duration plus(const Duration& value, const Duration& duration, int sign);
Duration times(const Duration& value, double factor);

// Of parts that may be fractions: what a part is too much for goes into the next smaller one.
Duration make_duration(double months, double days, double seconds, double nanos);
Duration make_duration(std::int64_t months, std::int64_t days, std::int64_t seconds,
                       std::int64_t nanos);
// In nanoseconds, a month being 30.436875 days: what durations are ordered by.
long double average_length(const Duration& value);

// Nanoseconds of the day at UTC: what times are ordered by.
std::int64_t utc_nanos(const Time& value);

// ---- Text: ISO 8601. The readers throw ArgumentError. ----

std::string to_string(Date value);
std::string to_string(LocalTime value);
std::string to_string(const Time& value);
std::string to_string(const LocalDateTime& value);
std::string to_string(const DateTime& value);
std::string to_string(const Duration& value);
std::string offset_text(std::int32_t offset);  // "Z", "+01:00", "+00:53:28"

Date parse_date(std::string_view text);
LocalTime parse_local_time(std::string_view text);
Time parse_time(std::string_view text);
LocalDateTime parse_local_date_time(std::string_view text);
DateTime parse_date_time(std::string_view text);
Duration parse_duration(std::string_view text);

}  // namespace trine::query
