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

// Which of the first two numbers of "01/04/2024" is the day.
enum class DateOrder { kUnknown, kDayFirst, kMonthFirst };

// The order that the dates of a text show, by those that can be read in one way only
// ("31/12/2024"); kUnknown where there are none, or of both kinds.
DateOrder date_order_of(std::string_view text);

// The first full date stated in `text`, in any common form: "2021-11-04T15:23Z", "20211104",
// "Thursday, November 04, 2021", "4 Nov. 2021", "31/12/2021". "01/04/2024" is read in the order
// given, and with kUnknown is no date.
std::optional<Date> find_date(std::string_view text, DateOrder order = DateOrder::kMonthFirst);
// Is it a date only once the order is known?
inline bool is_ambiguous_date(std::string_view text) {
  return !find_date(text, DateOrder::kUnknown) && find_date(text, DateOrder::kMonthFirst);
}

}  // namespace trine::extract
