// date(), localtime(), time(), localdatetime(), datetime(): from text, maps and other values, now,
// and cut to a unit.
#include <algorithm>

#include "graph/query/functions/functions.h"
#include "graph/query/functions/temporal_fields.h"

namespace trine::query {
namespace {

DateTime now(const FunctionContext& context) {
  return {context.clock.seconds, context.clock.nanos, 0, nullptr};
}

// What the five types differ in.
struct DateType {
  static constexpr Kind kKind = Kind::kDate;
  static Value parse(const std::string& text) { return parse_date(text); }
  static Value make(const Map& fields) { return make_date_value(fields); }
  static constexpr const char* kBase = "date";
};
struct LocalTimeType {
  static constexpr Kind kKind = Kind::kLocalTime;
  static Value parse(const std::string& text) { return parse_local_time(text); }
  static Value make(const Map& fields) { return make_local_time(fields); }
  static constexpr const char* kBase = "time";
};
struct TimeType {
  static constexpr Kind kKind = Kind::kTime;
  static Value parse(const std::string& text) { return parse_time(text); }
  static Value make(const Map& fields) { return make_time(fields); }
  static constexpr const char* kBase = "time";
};
struct LocalDateTimeType {
  static constexpr Kind kKind = Kind::kLocalDateTime;
  static Value parse(const std::string& text) { return parse_local_date_time(text); }
  static Value make(const Map& fields) { return make_local_date_time(fields); }
  static constexpr const char* kBase = "datetime";
};
struct DateTimeType {
  static constexpr Kind kKind = Kind::kDateTime;
  static Value parse(const std::string& text) { return parse_date_time(text); }
  static Value make(const Map& fields) { return make_date_time(fields); }
  static constexpr const char* kBase = "datetime";
};

// From another point in time.
template <class Type>
Value convert(const Value& value) {
  if (Type::kKind != Kind::kDate && Type::kKind != Kind::kLocalTime && Type::kKind != Kind::kTime &&
      !value.is(Kind::kLocalDateTime) && !value.is(Kind::kDateTime)) {
    // A day alone is its first moment; a time alone has no day.
    if (!value.is(Kind::kDate)) {
      argument_error("InvalidArgumentValue", "a time of day has no date");
    }
    return Type::make(Map{{"date", value}});
  }
  const Parts parts = parts_of(value);
  const bool needs_date = Type::kKind == Kind::kDate;
  if (needs_date ? !parts.date.has_value() : !parts.time.has_value()) {
    argument_error("InvalidArgumentValue", "the value has no such part");
  }
  return Type::make(Map{{Type::kBase, value}});
}

template <class Type>
Value construct(const FunctionContext& context, std::span<const Value> in) {
  if (in.empty()) return convert<Type>(now(context));
  switch (in[0].kind()) {
    case Kind::kNull:
      return {};
    case Kind::kString:
      return Type::parse(in[0].string());
    case Kind::kMap: {
      const Map& fields = in[0].map();
      if (fields.size() == 1 && fields.begin()->first == "timezone") {
        Map later = fields;
        later["datetime"] = now(context);
        if constexpr (Type::kKind == Kind::kDate || Type::kKind == Kind::kLocalTime ||
                      Type::kKind == Kind::kLocalDateTime) {
          return convert<Type>(make_date_time(later));
        } else if constexpr (Type::kKind == Kind::kTime) {
          return convert<Type>(make_date_time(later));
        }
        return make_date_time(later);
      }
      return Type::make(fields);
    }
    default:
      return convert<Type>(in[0]);
  }
}

// date.transaction() and the like: all of them see the time the query began.
template <class Type>
Value current(const FunctionContext& context, std::span<const Value> in) {
  if (in.empty()) return convert<Type>(now(context));
  if (in[0].is_null()) return {};
  const Value zone[] = {Value(Map{{"timezone", in[0]}})};
  return construct<Type>(context, zone);
}

template <class Type>
Value truncate(const FunctionContext& context, std::span<const Value> in) {
  if (!in[0].is(Kind::kString)) type_error("InvalidArgumentType", "a unit is a text");
  if (in.size() > 1 && in[1].is_null()) return {};
  Parts parts = parts_of(in.size() > 1 ? in[1] : Value(now(context)));
  const bool wants_date = Type::kKind != Kind::kLocalTime && Type::kKind != Kind::kTime;
  const bool wants_time = Type::kKind != Kind::kDate;
  if (wants_date && !parts.date) argument_error("InvalidArgumentValue", "the value has no date");
  if (wants_time && !parts.time) parts.time = LocalTime{};
  Parts cut = truncated(parts, in[0].string());
  const Map none;
  const Map& fields = in.size() > 2 && in[2].is(Kind::kMap) ? in[2].map() : none;
  std::optional<ZoneOrOffset> zone = cut.zone;
  if (const auto found = fields.find("timezone"); found != fields.end()) {
    zone = parse_zone(found->second.string());
  }
  if constexpr (Type::kKind == Kind::kDate) return date_from(fields, cut.date);
  LocalTime time = time_from(fields, cut.time);
  // Nanoseconds are put after the milliseconds (microseconds) that were cut to.
  const std::string& unit = in[0].string();
  if ((unit == "millisecond" || unit == "microsecond") && fields.contains("nanosecond")) {
    time.nanos += cut.time->nanos % kNanosPerSecond;
  }
  if constexpr (Type::kKind == Kind::kLocalTime) return time;
  const auto in_zone = zone.value_or(ZoneOrOffset{});
  if constexpr (Type::kKind == Kind::kTime) {
    const auto day = cut.date.value_or(Date{});
    return Time{time.nanos, with_zone(at(day, time), in_zone.zone, in_zone.offset).offset};
  }
  if constexpr (Type::kKind == Kind::kLocalDateTime || Type::kKind == Kind::kDateTime) {
    const auto shown = at(date_from(fields, cut.date), time);
    if constexpr (Type::kKind == Kind::kLocalDateTime) return shown;
    return with_zone(shown, in_zone.zone, in_zone.offset);
  }
  return {};
}

Value from_epoch(const FunctionContext&, std::span<const Value> in) {
  return make_date_time(Map{{"epochSeconds", in[0]}, {"nanosecond", in[1]}});
}

Value from_epoch_millis(const FunctionContext&, std::span<const Value> in) {
  return make_date_time(Map{{"epochMillis", in[0]}});
}

template <class Type>
void add(std::vector<Function>& into, const std::string& name) {
  constexpr Kinds kGives = kinds(Type::kKind);
  into.push_back({name, 0, 1, {kAnyKind}, kGives, true, false, construct<Type>});
  for (const char* moment : {".transaction", ".statement", ".realtime"}) {
    into.push_back({name + moment, 0, 1, {kAnyKind}, kGives, true, false, current<Type>});
  }
  into.push_back({name + ".truncate", 1, 3, {kAnyKind}, kGives, false, false, truncate<Type>});
}

}  // namespace

void add_temporal_functions(std::vector<Function>& into) {
  add<DateType>(into, "date");
  add<LocalTimeType>(into, "localtime");
  add<TimeType>(into, "time");
  add<LocalDateTimeType>(into, "localdatetime");
  add<DateTimeType>(into, "datetime");
  constexpr Kinds kInteger = kinds(Kind::kInteger);
  constexpr Kinds kGives = kinds(Kind::kDateTime);
  into.push_back({"datetime.fromepoch", 2, 2, {kInteger}, kGives, true, false, from_epoch});
  into.push_back(
      {"datetime.fromepochmillis", 1, 1, {kInteger}, kGives, true, false, from_epoch_millis});
}

}  // namespace trine::query
