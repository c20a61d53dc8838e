#include "graph/query/functions/temporal_fields.h"

#include <array>
#include <string>

namespace trine::query {
namespace {

const Value* field(const Map& fields, std::string_view key) {
  const auto found = fields.find(key);
  return found == fields.end() || found->second.is_null() ? nullptr : &found->second;
}

std::optional<std::int64_t> number(const Map& fields, std::string_view key) {
  const Value* value = field(fields, key);
  if (value == nullptr) return std::nullopt;
  if (!value->is(Kind::kInteger)) {
    argument_error("InvalidArgumentValue", std::string(key) + " must be an integer");
  }
  return value->integer();
}

std::int64_t in_range(std::int64_t value, std::int64_t most, std::string_view what) {
  if (value < 0 || value > most) {
    argument_error("InvalidArgumentValue",
                   "there is no " + std::string(what) + " " + std::to_string(value));
  }
  return value;
}

std::optional<ZoneOrOffset> zone_field(const Map& fields) {
  const Value* value = field(fields, "timezone");
  if (value == nullptr) return std::nullopt;
  if (!value->is(Kind::kString)) argument_error("InvalidArgumentValue", "timezone must be a text");
  return parse_zone(value->string());
}

// The offset of a zone that no day is known of: today's would vary, so that of 1970.
std::int32_t offset_of(const ZoneOrOffset& zone) {
  return zone.zone == nullptr ? zone.offset : with_zone({0, 0}, zone.zone, 0).offset;
}

std::optional<Parts> base_of(const Map& fields, std::string_view key) {
  const Value* value = field(fields, key);
  return value == nullptr ? std::nullopt : std::optional(parts_of(*value));
}

struct Base {
  Parts parts;
  bool has_zone = false;  // of a time to start from
};

// What {datetime:}, {date:} and {time:} give.
Base base_of(const Map& fields) {
  Base base;
  if (const auto all = base_of(fields, "datetime")) {
    base.parts = *all;
  } else {
    if (const auto date = base_of(fields, "date")) base.parts.date = date->date;
    if (const auto time = base_of(fields, "time")) {
      base.parts.time = time->time;
      base.parts.zone = time->zone;
    }
  }
  base.has_zone = base.parts.zone.has_value();
  return base;
}

}  // namespace

Parts parts_of(const Value& value) {
  switch (value.kind()) {
    case Kind::kDate:
      return {value.as<Date>(), std::nullopt, std::nullopt};
    case Kind::kLocalTime:
      return {std::nullopt, value.as<LocalTime>(), std::nullopt};
    case Kind::kTime:
      return {std::nullopt, LocalTime{value.as<Time>().nanos},
              ZoneOrOffset{nullptr, value.as<Time>().offset}};
    case Kind::kLocalDateTime:
      return {date_of(value.as<LocalDateTime>()), time_of(value.as<LocalDateTime>()), std::nullopt};
    case Kind::kDateTime: {
      const auto& instant = value.as<DateTime>();
      const auto shown = local(instant);
      return {date_of(shown), time_of(shown), ZoneOrOffset{instant.zone, instant.offset}};
    }
    default:
      type_error("InvalidArgumentType",
                 "a " + std::string(to_string(value.kind())) + " is no point in time");
  }
}

bool has_date_fields(const Map& fields) {
  static constexpr std::array<std::string_view, 10> kKeys = {
      "date", "datetime",  "year",       "month",   "day",
      "week", "dayOfWeek", "ordinalDay", "quarter", "dayOfQuarter"};
  for (const auto key : kKeys) {
    if (field(fields, key) != nullptr) return true;
  }
  return false;
}

Date date_from(const Map& fields, std::optional<Date> base) {
  const auto year = number(fields, "year");
  if (!year && !base) argument_error("InvalidArgumentValue", "a date needs a year");
  const Date from = base.value_or(Date{});
  const auto month = number(fields, "month");
  const auto day = number(fields, "day");
  if (const auto week = number(fields, "week"); week || number(fields, "dayOfWeek")) {
    const auto week_of_base = week_date(from);
    const auto week_day = number(fields, "dayOfWeek");
    return make_week_date(year.value_or(week_of_base.year),
                          week.value_or(base ? week_of_base.week : 1),
                          week_day.value_or(base ? week_of_base.day : 1));
  }
  const auto start = civil(from);
  if (const auto ordinal = number(fields, "ordinalDay")) {
    return make_ordinal_date(year.value_or(start.year), *ordinal);
  }
  const auto in_quarter = number(fields, "quarter");
  const auto day_in_quarter = number(fields, "dayOfQuarter");
  if (in_quarter || day_in_quarter) {
    return make_quarter_date(year.value_or(start.year),
                             in_quarter.value_or(base ? quarter(from) : 1),
                             day_in_quarter.value_or(base ? day_of_quarter(from) : 1));
  }
  if (!base && day && !month) argument_error("InvalidArgumentValue", "a day needs its month");
  return make_date(year.value_or(start.year), month.value_or(base ? start.month : 1),
                   day.value_or(base ? start.day : 1));
}

LocalTime time_from(const Map& fields, std::optional<LocalTime> base) {
  const std::int64_t from = base.value_or(LocalTime{}).nanos;
  const auto hour = number(fields, "hour");
  const auto minute = number(fields, "minute");
  const auto second = number(fields, "second");
  const std::int64_t seconds =
      in_range(hour.value_or(from / (3600 * kNanosPerSecond)), 23, "hour") * 3600 +
      in_range(minute.value_or(from / (60 * kNanosPerSecond) % 60), 59, "minute") * 60 +
      in_range(second.value_or(from / kNanosPerSecond % 60), 59, "second");
  const auto millis = number(fields, "millisecond");
  const auto micros = number(fields, "microsecond");
  const auto nanos = number(fields, "nanosecond");
  std::int64_t rest = from % kNanosPerSecond;
  // Each of them has as many digits as the larger ones leave it.
  if (millis) {
    rest = in_range(*millis, 999, "millisecond") * 1'000'000 +
           (micros || nanos ? 0 : rest % 1'000'000);
    if (micros) rest += in_range(*micros, 999, "microsecond of a millisecond") * 1000;
    if (nanos) {
      rest += in_range(*nanos, micros ? 999 : 999'999, "nanosecond of what is larger");
    }
  } else if (micros) {
    rest = in_range(*micros, 999'999, "microsecond") * 1000 +
           (nanos ? in_range(*nanos, 999, "nanosecond of a microsecond") : rest % 1000);
  } else if (nanos) {
    rest = in_range(*nanos, 999'999'999, "nanosecond");
  }
  return {seconds * kNanosPerSecond + rest};
}

Value make_date_value(const Map& fields) { return date_from(fields, base_of(fields).parts.date); }

Value make_local_time(const Map& fields) { return time_from(fields, base_of(fields).parts.time); }

Value make_time(const Map& fields) {
  const Base base = base_of(fields);
  const LocalTime time = time_from(fields, base.parts.time);
  const auto wanted = zone_field(fields);
  const std::int32_t from = base.has_zone ? base.parts.zone->offset : 0;
  if (!wanted) return Time{time.nanos, from};
  const std::int32_t to = offset_of(*wanted);
  if (!base.has_zone) return Time{time.nanos, to};
  const std::int64_t moved = time.nanos + (to - from) * kNanosPerSecond;
  return Time{(moved % kNanosPerDay + kNanosPerDay) % kNanosPerDay, to};
}

Value make_local_date_time(const Map& fields) {
  const Base base = base_of(fields);
  return at(date_from(fields, base.parts.date), time_from(fields, base.parts.time));
}

Value make_date_time(const Map& fields) {
  const auto wanted = zone_field(fields);
  if (field(fields, "epochSeconds") != nullptr || field(fields, "epochMillis") != nullptr) {
    const auto seconds = number(fields, "epochSeconds");
    const auto millis = number(fields, "epochMillis").value_or(0);
    const auto nanos = number(fields, "nanosecond").value_or(0);
    const Duration since =
        make_duration(std::int64_t{0}, std::int64_t{0}, seconds.value_or(millis / 1000),
                      seconds ? nanos : millis % 1000 * 1'000'000 + nanos);
    const auto zone = wanted.value_or(ZoneOrOffset{});
    return with_zone_same_instant({since.seconds, since.nanos, 0, nullptr}, zone.zone, zone.offset);
  }
  const Base base = base_of(fields);
  const auto shown = at(date_from(fields, base.parts.date), time_from(fields, base.parts.time));
  if (!base.has_zone) {
    const auto zone = wanted.value_or(ZoneOrOffset{});
    return with_zone(shown, zone.zone, zone.offset);
  }
  const auto made = with_zone(shown, base.parts.zone->zone, base.parts.zone->offset);
  return wanted ? with_zone_same_instant(made, wanted->zone, wanted->offset) : made;
}

Parts truncated(const Parts& parts, std::string_view unit) {
  Parts cut = parts;
  const auto no_such_unit = [&] {
    argument_error("InvalidArgumentValue",
                   "nothing can be cut to '" + std::string(unit) + "' here");
  };
  // Larger than a day.
  static constexpr std::array<std::string_view, 8> kLarge = {
      "millennium", "century", "decade", "year", "weekYear", "quarter", "month", "week"};
  for (const auto large : kLarge) {
    if (unit != large) continue;
    if (!parts.date) no_such_unit();
    const auto day = civil(*parts.date);
    const auto week = week_date(*parts.date);
    const auto floor_to = [&](std::int64_t years) {
      return day.year - ((day.year % years) + years) % years;
    };
    if (unit == "millennium") cut.date = make_date(floor_to(1000), 1, 1);
    if (unit == "century") cut.date = make_date(floor_to(100), 1, 1);
    if (unit == "decade") cut.date = make_date(floor_to(10), 1, 1);
    if (unit == "year") cut.date = make_date(day.year, 1, 1);
    if (unit == "weekYear") cut.date = make_week_date(week.year, 1, 1);
    if (unit == "quarter") cut.date = make_quarter_date(day.year, quarter(*parts.date), 1);
    if (unit == "month") cut.date = make_date(day.year, day.month, 1);
    if (unit == "week") cut.date = make_week_date(week.year, week.week, 1);
    if (cut.time) cut.time = LocalTime{};
    return cut;
  }
  if (unit == "day") {
    if (cut.time) cut.time = LocalTime{};
    return cut;
  }
  const std::int64_t nanos = unit == "hour"          ? 3600 * kNanosPerSecond
                             : unit == "minute"      ? 60 * kNanosPerSecond
                             : unit == "second"      ? kNanosPerSecond
                             : unit == "millisecond" ? 1'000'000
                             : unit == "microsecond" ? 1000
                                                     : 0;
  if (nanos == 0 || !cut.time) no_such_unit();
  cut.time->nanos -= cut.time->nanos % nanos;
  return cut;
}

}  // namespace trine::query
