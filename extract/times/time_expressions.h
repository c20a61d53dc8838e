// Time expressions to ISO 8601 intervals against the document's date.
#pragma once
#include <string_view>

#include "schema/statement.h"

namespace trine::extract {

// "last month", "March 16-17", "Thursday", "in 2018", "since May", "three days ago".
// `document_date` is an ISO date or empty. Dates run by the proleptic Gregorian calendar; a weekday
// without more means the nearest such day on the side that `past` tells (the clause's tense).
// `from`/`to` stay empty when the text cannot be placed; `text` is always kept.
TimeValue normalise_time(std::string_view text, std::string_view document_date, bool past);

// Does the phrase speak of a time at all ("Thursday", "the 1990s", "two years ago")?
bool is_time_expression(std::string_view text);

}  // namespace trine::extract
