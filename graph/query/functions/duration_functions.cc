// duration() and the differences between points in time.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "graph/query/functions/functions.h"
#include "graph/query/functions/temporal_fields.h"

namespace trine::query {
namespace {

double real_field(const Map& fields, const char* key) {
  const auto found = fields.find(key);
  if (found == fields.end() || found->second.is_null()) return 0;
  if (!found->second.is_number()) {
    argument_error("InvalidArgumentValue", std::string(key) + " must be a number");
  }
  return found->second.number();
}

Value duration_of(const Map& fields) {
  static constexpr std::array<std::string_view, 11> kKnown = {
      "years",   "quarters", "months",       "weeks",        "days",       "hours",
      "minutes", "seconds",  "milliseconds", "microseconds", "nanoseconds"};
  bool whole = true;
  for (const auto& [key, value] : fields) {
    if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end())
      argument_error("InvalidArgumentValue", "a duration has no " + key);
    whole = whole && (value.is(Kind::kInteger) || value.is_null());
  }
  if (!whole) {
    return make_duration(real_field(fields, "years") * 12 + real_field(fields, "quarters") * 3 +
                             real_field(fields, "months"),
                         real_field(fields, "weeks") * 7 + real_field(fields, "days"),
                         real_field(fields, "hours") * 3600 + real_field(fields, "minutes") * 60 +
                             real_field(fields, "seconds"),
                         real_field(fields, "milliseconds") * 1e6 +
                             real_field(fields, "microseconds") * 1e3 +
                             real_field(fields, "nanoseconds"));
  }
  bool overflow = false;
  const auto sum = [&](std::initializer_list<std::pair<const char*, std::int64_t>> units) {
    std::int64_t total = 0;
    for (const auto& [key, factor] : units) {
      const auto found = fields.find(key);
      if (found == fields.end() || found->second.is_null()) continue;
      std::int64_t part = 0;
      overflow = overflow || __builtin_mul_overflow(found->second.integer(), factor, &part) ||
                 __builtin_add_overflow(total, part, &total);
    }
    return total;
  };
  const auto months = sum({{"years", 12}, {"quarters", 3}, {"months", 1}});
  const auto days = sum({{"weeks", 7}, {"days", 1}});
  const auto seconds = sum({{"hours", 3600}, {"minutes", 60}, {"seconds", 1}});
  // Milliseconds may be more than nanoseconds can count.
  const auto millis = sum({{"milliseconds", 1}});
  const auto nanos = sum({{"microseconds", 1000}, {"nanoseconds", 1}});
  if (overflow) argument_error("NumberOutOfRange", "the duration is too long");
  return plus(make_duration(months, days, seconds, millis % 1000 * 1'000'000),
              make_duration(std::int64_t{0}, std::int64_t{0}, millis / 1000, nanos), 1);
}

Value duration(const FunctionContext&, std::span<const Value> in) {
  switch (in[0].kind()) {
    case Kind::kString:
      return parse_duration(in[0].string());
    case Kind::kMap:
      return duration_of(in[0].map());
    case Kind::kDuration:
      return in[0];
    default:
      type_error("InvalidArgumentType",
                 "a " + std::string(to_string(in[0].kind())) + " is no duration");
  }
}

// Two points in time on one clock: what one lacks (day, time, zone) is taken from the other.
struct Pair {
  LocalDateTime from;
  LocalDateTime to;
  std::optional<ZoneOrOffset> zone;  // of both
  bool dated = false;                // both had a day of their own
};

Pair pair_of(const Value& a, const Value& b) {
  const Parts from = parts_of(a);
  const Parts to = parts_of(b);
  Pair pair;
  pair.dated = from.date && to.date;
  const Date day = from.date ? *from.date : to.date.value_or(Date{});
  pair.from = at(from.date.value_or(day), from.time.value_or(LocalTime{}));
  pair.to = at(to.date.value_or(day), to.time.value_or(LocalTime{}));
  if (from.zone && to.zone) {
    // To the clock of the first.
    pair.zone = from.zone;
    const auto instant = with_zone(pair.to, nullptr, to.zone->offset);
    pair.to = local(with_zone_same_instant(instant, from.zone->zone, from.zone->offset));
  } else {
    pair.zone = from.zone ? from.zone : to.zone;
  }
  return pair;
}

struct Seconds {
  std::int64_t seconds = 0;
  std::int64_t nanos = 0;
};

Seconds elapsed(const LocalDateTime& from, const LocalDateTime& to,
                const std::optional<ZoneOrOffset>& zone) {
  if (!zone) return {to.seconds - from.seconds, to.nanos - from.nanos};
  const auto begin = with_zone(from, zone->zone, zone->offset);
  const auto end = with_zone(to, zone->zone, zone->offset);
  return {end.seconds - begin.seconds, end.nanos - begin.nanos};
}

bool later_in_day(const LocalDateTime& a, const LocalDateTime& b) {
  return time_of(a).nanos > time_of(b).nanos;
}

// The day of `to`, or the one before (after) it where the time of day is not reached yet.
Date reached(const LocalDateTime& from, const LocalDateTime& to) {
  Date day = date_of(to);
  if (day > date_of(from) && later_in_day(from, to)) --day.days;
  if (day < date_of(from) && later_in_day(to, from)) ++day.days;
  return day;
}

std::int64_t whole_months(const LocalDateTime& from, const LocalDateTime& to) {
  const auto count = [](Date date) {
    const auto day = civil(date);
    return (day.year * 12 + day.month - 1) * 32 + day.day;
  };
  return (count(reached(from, to)) - count(date_of(from))) / 32;
}

std::int64_t whole_days(const LocalDateTime& from, const LocalDateTime& to) {
  return reached(from, to).days - date_of(from).days;
}

Value between(const FunctionContext&, std::span<const Value> in) {
  const Pair pair = pair_of(in[0], in[1]);
  LocalDateTime from = pair.from;
  std::int64_t months = 0;
  std::int64_t days = 0;
  if (pair.dated) {
    months = whole_months(from, pair.to);
    from = at(plus_months(date_of(from), months), time_of(from));
    days = whole_days(from, pair.to);
    from.seconds += days * kSecondsPerDay;
  }
  const Seconds rest = elapsed(from, pair.to, pair.zone);
  return make_duration(months, days, rest.seconds, rest.nanos);
}

Value in_months(const FunctionContext&, std::span<const Value> in) {
  const Pair pair = pair_of(in[0], in[1]);
  return Duration{pair.dated ? whole_months(pair.from, pair.to) : 0, 0, 0, 0};
}

Value in_days(const FunctionContext&, std::span<const Value> in) {
  const Pair pair = pair_of(in[0], in[1]);
  return Duration{0, pair.dated ? whole_days(pair.from, pair.to) : 0, 0, 0};
}

Value in_seconds(const FunctionContext&, std::span<const Value> in) {
  const Pair pair = pair_of(in[0], in[1]);
  const Seconds all = elapsed(pair.from, pair.to, pair.zone);
  return make_duration(std::int64_t{0}, std::int64_t{0}, all.seconds, all.nanos);
}

}  // namespace

void add_duration_functions(std::vector<Function>& into) {
  constexpr Kinds kGives = kinds(Kind::kDuration);
  into.push_back({"duration", 1, 1, {kAnyKind}, kGives, true, false, duration});
  into.push_back({"duration.between", 2, 2, {kPoints}, kGives, true, false, between});
  into.push_back({"duration.inMonths", 2, 2, {kPoints}, kGives, true, false, in_months});
  into.push_back({"duration.inDays", 2, 2, {kPoints}, kGives, true, false, in_days});
  into.push_back({"duration.inSeconds", 2, 2, {kPoints}, kGives, true, false, in_seconds});
}

}  // namespace trine::query
