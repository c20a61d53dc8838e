// Temporal values made of maps: {year: 1984, week: 10}, {date: other, day: 28}. Internal to
// functions/.
#pragma once
#include <optional>

#include "graph/query/functions/functions.h"
#include "graph/query/values/temporal.h"

namespace trine::query {

// What a temporal value has of each: its day, its time of day, its zone.
struct Parts {
  std::optional<Date> date;
  std::optional<LocalTime> time;
  std::optional<ZoneOrOffset> zone;
};
// Throws TypeError of a value that is no point in time.
Parts parts_of(const Value& value);

// The day that `fields` name, what they leave out taken from `base` if there is one.
Date date_from(const Map& fields, std::optional<Date> base);
LocalTime time_from(const Map& fields, std::optional<LocalTime> base);
bool has_date_fields(const Map& fields);

// The fields on a point in time: {date:}, {time:}, {datetime:} say what it starts from.
Value make_date_value(const Map& fields);
Value make_local_time(const Map& fields);
Value make_time(const Map& fields);
Value make_local_date_time(const Map& fields);
Value make_date_time(const Map& fields);

// Of a value cut to its `unit` and then changed by `fields`.
Parts truncated(const Parts& parts, std::string_view unit);

}  // namespace trine::query
