// Dates of the proleptic Gregorian calendar and their English names. Internal to extract.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace trine::extract {

using Date = std::chrono::year_month_day;

// "2023-03-09"; years before 1 or after 9999 give "".
std::string to_iso(Date date);
std::optional<Date> parse_iso(std::string_view text);  // exactly "YYYY-MM-DD"

// 1-12 for "March", "Mar", "mar."; 0 when it is no month. Without regard to case.
unsigned month_number(std::string_view word);
// 0-6, Sunday first, for "Thursday", "Thu.", "Thurs"; -1 when it is no day of the week.
int weekday_number(std::string_view word);

// The first full date stated in `text`, in any common form: "2021-11-04T15:23Z", "20211104",
// "Thursday, November 04, 2021", "4 Nov. 2021", "11/04/2021" (month first unless it can't be).
std::optional<Date> find_date(std::string_view text);

}  // namespace trine::extract
