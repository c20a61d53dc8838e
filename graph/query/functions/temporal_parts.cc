// What can be asked of a temporal value by name: d.year, d.weekYear, d.minutesOfHour.
#include <string>

#include "graph/query/functions/functions.h"
#include "graph/query/functions/temporal_fields.h"

namespace trine::query {
namespace {

std::optional<Value> date_part(Date date, std::string_view key) {
  const auto day = civil(date);
  if (key == "year") return Value(day.year);
  if (key == "month") return Value(day.month);
  if (key == "day") return Value(day.day);
  if (key == "quarter") return Value(quarter(date));
  if (key == "week") return Value(week_date(date).week);
  if (key == "weekYear") return Value(week_date(date).year);
  if (key == "weekDay" || key == "dayOfWeek") return Value(week_day(date));
  if (key == "ordinalDay") return Value(ordinal_day(date));
  if (key == "dayOfQuarter") return Value(day_of_quarter(date));
  return std::nullopt;
}

std::optional<Value> time_part(LocalTime time, std::string_view key) {
  const std::int64_t seconds = time.nanos / kNanosPerSecond;
  const std::int64_t nanos = time.nanos % kNanosPerSecond;
  if (key == "hour") return Value(seconds / 3600);
  if (key == "minute") return Value(seconds / 60 % 60);
  if (key == "second") return Value(seconds % 60);
  if (key == "millisecond") return Value(nanos / 1'000'000);
  if (key == "microsecond") return Value(nanos / 1000);
  if (key == "nanosecond") return Value(nanos);
  return std::nullopt;
}

std::optional<Value> zone_part(const ZoneOrOffset& zone, std::string_view key) {
  if (key == "timezone") {
    return Value(zone.zone == nullptr ? offset_text(zone.offset) : name_of(zone.zone));
  }
  if (key == "offset") return Value(offset_text(zone.offset));
  if (key == "offsetMinutes") return Value(std::int64_t{zone.offset / 60});
  if (key == "offsetSeconds") return Value(std::int64_t{zone.offset});
  return std::nullopt;
}

// The whole of a part and, as "monthsOfYear", what the larger parts leave of it.
std::optional<Value> duration_part(const Duration& duration, std::string_view key) {
  const std::int64_t months = duration.months;
  const std::int64_t seconds = duration.seconds;
  const std::int64_t nanos = duration.nanos;
  if (key == "years") return Value(months / 12);
  if (key == "quarters") return Value(months / 3);
  if (key == "months") return Value(months);
  if (key == "weeks") return Value(duration.days / 7);
  if (key == "days") return Value(duration.days);
  if (key == "hours") return Value(seconds / 3600);
  if (key == "minutes") return Value(seconds / 60);
  if (key == "seconds") return Value(seconds);
  if (key == "milliseconds") return Value(seconds * 1000 + nanos / 1'000'000);
  if (key == "microseconds") return Value(seconds * 1'000'000 + nanos / 1000);
  if (key == "nanoseconds") return Value(seconds * kNanosPerSecond + nanos);
  if (key == "quartersOfYear") return Value(months / 3 % 4);
  if (key == "monthsOfQuarter") return Value(months % 3);
  if (key == "monthsOfYear") return Value(months % 12);
  if (key == "daysOfWeek") return Value(duration.days % 7);
  if (key == "minutesOfHour") return Value(seconds / 60 % 60);
  if (key == "secondsOfMinute") return Value(seconds % 60);
  if (key == "millisecondsOfSecond") return Value(nanos / 1'000'000);
  if (key == "microsecondsOfSecond") return Value(nanos / 1000);
  if (key == "nanosecondsOfSecond") return Value(nanos);
  return std::nullopt;
}

}  // namespace

std::optional<Value> temporal_part(const Value& value, std::string_view key) {
  if ((kTemporals & kinds(value.kind())) == 0) return std::nullopt;
  if (value.is(Kind::kDuration)) return duration_part(value.as<Duration>(), key);
  const Parts parts = parts_of(value);
  std::optional<Value> found;
  if (parts.date) found = date_part(*parts.date, key);
  if (!found && parts.time) found = time_part(*parts.time, key);
  if (!found && parts.zone) found = zone_part(*parts.zone, key);
  if (found || !value.is(Kind::kDateTime)) return found;
  const auto& instant = value.as<DateTime>();
  if (key == "epochSeconds") return Value(instant.seconds);
  if (key == "epochMillis") return Value(instant.seconds * 1000 + instant.nanos / 1'000'000);
  return std::nullopt;
}

}  // namespace trine::query
