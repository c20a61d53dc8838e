#include "graph/query/values/temporal.h"

#include <unicode/timezone.h>

#include <cmath>
#include <map>
#include <memory>
#include <mutex>

#include "graph/query/error.h"

namespace trine::query {
namespace {

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}
constexpr std::int64_t floor_mod(std::int64_t a, std::int64_t b) { return a - floor_div(a, b) * b; }

// Days since 1970-01-01 and back, after Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms" (public domain).
constexpr std::int64_t days_from_civil(std::int64_t y, std::int64_t m, std::int64_t d) {
  y -= m <= 2 ? 1 : 0;
  const std::int64_t era = floor_div(y, 400);
  const std::int64_t yoe = y - era * 400;
  const std::int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const std::int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146'097 + doe - 719'468;
}

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int month_length(std::int64_t year, std::int64_t month) {
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kLengths[month - 1];
}

void require(bool good, std::string_view what, std::int64_t value) {
  if (!good) {
    argument_error("InvalidArgumentValue",
                   "there is no " + std::string(what) + " " + std::to_string(value));
  }
}

// Seconds and nanoseconds of which the latter may be any number.
void carry(std::int64_t& seconds, std::int64_t& nanos) {
  if (__builtin_add_overflow(seconds, floor_div(nanos, kNanosPerSecond), &seconds)) {
    argument_error("NumberOutOfRange", "the duration is too long");
  }
  nanos = floor_mod(nanos, kNanosPerSecond);
}

LocalDateTime shifted(const LocalDateTime& value, const Duration& duration, int sign) {
  Date date = plus_months(date_of(value), sign * duration.months);
  date.days += sign * duration.days;
  return at(date, time_of(value));
}

}  // namespace

// A time zone of ICU's.
class Zone {
 public:
  Zone(std::string name, std::unique_ptr<icu::TimeZone> zone)
      : name_(std::move(name)), zone_(std::move(zone)) {}
  const std::string& name() const { return name_; }
  // Seconds east of UTC at `seconds` since the epoch, of UTC or of the zone's own clock.
  std::int32_t offset(std::int64_t seconds, bool is_local) const {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    zone_->getOffset(static_cast<double>(seconds) * 1000.0, is_local, raw, saving, status);
    return (raw + saving) / 1000;
  }

 private:
  std::string name_;
  std::unique_ptr<icu::TimeZone> zone_;
};

const Zone* find_zone(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<Zone>, std::less<>> zones;
  const std::lock_guard lock(mutex);
  if (const auto found = zones.find(name); found != zones.end()) return found->second.get();
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())))));
  if (zone == nullptr || *zone == icu::TimeZone::getUnknown()) {
    argument_error("InvalidArgumentValue", "there is no time zone '" + std::string(name) + "'");
  }
  auto made = std::make_unique<Zone>(std::string(name), std::move(zone));
  return zones.emplace(name, std::move(made)).first->second.get();
}

const std::string& name_of(const Zone* zone) { return zone->name(); }

YearMonthDay civil(Date date) {
  const std::int64_t z = date.days + 719'468;
  const std::int64_t era = floor_div(z, 146'097);
  const std::int64_t doe = z - era * 146'097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const int day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return {yoe + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

Date make_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  require(year >= -999'999'999 && year <= 999'999'999, "year", year);
  require(month >= 1 && month <= 12, "month", month);
  require(day >= 1 && day <= month_length(year, month), "day of the month", day);
  return {days_from_civil(year, month, day)};
}

namespace {
// The Monday of the week with January 4th.
std::int64_t first_monday(std::int64_t year) {
  const std::int64_t fourth = days_from_civil(year, 1, 4);
  return fourth - floor_mod(fourth + 3, 7);
}
}  // namespace

Date make_week_date(std::int64_t year, std::int64_t week, std::int64_t day) {
  const std::int64_t weeks = (first_monday(year + 1) - first_monday(year)) / 7;
  require(week >= 1 && week <= weeks, "week", week);
  require(day >= 1 && day <= 7, "day of the week", day);
  return {first_monday(year) + (week - 1) * 7 + day - 1};
}

Date make_ordinal_date(std::int64_t year, std::int64_t day) {
  require(day >= 1 && day <= (is_leap(year) ? 366 : 365), "day of the year", day);
  return {days_from_civil(year, 1, 1) + day - 1};
}

Date make_quarter_date(std::int64_t year, std::int64_t quarter, std::int64_t day) {
  require(quarter >= 1 && quarter <= 4, "quarter", quarter);
  const std::int64_t begin = days_from_civil(year, quarter * 3 - 2, 1);
  const std::int64_t end =
      quarter == 4 ? days_from_civil(year + 1, 1, 1) : days_from_civil(year, quarter * 3 + 1, 1);
  require(day >= 1 && day <= end - begin, "day of the quarter", day);
  return {begin + day - 1};
}

int week_day(Date date) { return static_cast<int>(floor_mod(date.days + 3, 7)) + 1; }

WeekDate week_date(Date date) {
  std::int64_t year = civil(date).year + 1;
  while (first_monday(year) > date.days) --year;
  return {year, static_cast<int>((date.days - first_monday(year)) / 7) + 1, week_day(date)};
}

int ordinal_day(Date date) {
  return static_cast<int>(date.days - days_from_civil(civil(date).year, 1, 1)) + 1;
}

int quarter(Date date) { return (civil(date).month - 1) / 3 + 1; }

int day_of_quarter(Date date) {
  const auto day = civil(date);
  return static_cast<int>(date.days - days_from_civil(day.year, (day.month - 1) / 3 * 3 + 1, 1)) +
         1;
}

Date plus_months(Date date, std::int64_t months) {
  if (months == 0) return date;
  const auto day = civil(date);
  const std::int64_t total = day.year * 12 + day.month - 1 + months;
  const std::int64_t year = floor_div(total, 12);
  const std::int64_t month = floor_mod(total, 12) + 1;
  return make_date(year, month, std::min(day.day, month_length(year, month)));
}

Date date_of(const LocalDateTime& value) { return {floor_div(value.seconds, kSecondsPerDay)}; }

LocalTime time_of(const LocalDateTime& value) {
  return {floor_mod(value.seconds, kSecondsPerDay) * kNanosPerSecond + value.nanos};
}

LocalDateTime at(Date date, LocalTime time) {
  return {date.days * kSecondsPerDay + time.nanos / kNanosPerSecond,
          static_cast<std::int32_t>(time.nanos % kNanosPerSecond)};
}

LocalDateTime local(const DateTime& value) { return {value.seconds + value.offset, value.nanos}; }

DateTime with_zone(const LocalDateTime& value, const Zone* zone, std::int32_t offset) {
  if (zone != nullptr) offset = zone->offset(value.seconds, true);
  return {value.seconds - offset, value.nanos, offset, zone};
}

DateTime with_zone_same_instant(const DateTime& value, const Zone* zone, std::int32_t offset) {
  if (zone != nullptr) offset = zone->offset(value.seconds, false);
  return {value.seconds, value.nanos, offset, zone};
}

Date plus(Date value, const Duration& duration, int sign) {
  Date result = plus_months(value, sign * duration.months);
  // Towards zero, as whole days of a negative time are.
  std::int64_t seconds = duration.seconds;
  if (seconds < 0 && duration.nanos > 0) ++seconds;
  result.days += sign * (duration.days + seconds / kSecondsPerDay);
  return result;
}

LocalTime plus(LocalTime value, const Duration& duration, int sign) {
  const std::int64_t nanos = (duration.seconds % kSecondsPerDay) * kNanosPerSecond + duration.nanos;
  return {floor_mod(value.nanos + sign * nanos, kNanosPerDay)};
}

Time plus(const Time& value, const Duration& duration, int sign) {
  return {plus(LocalTime{value.nanos}, duration, sign).nanos, value.offset};
}

LocalDateTime plus(const LocalDateTime& value, const Duration& duration, int sign) {
  const LocalDateTime moved = shifted(value, duration, sign);
  std::int64_t seconds = moved.seconds + sign * duration.seconds;
  std::int64_t nanos = moved.nanos + sign * static_cast<std::int64_t>(duration.nanos);
  carry(seconds, nanos);
  return {seconds, static_cast<std::int32_t>(nanos)};
}

DateTime plus(const DateTime& value, const Duration& duration, int sign) {
  DateTime moved = value;
  if (duration.months != 0 || duration.days != 0) {
    moved = with_zone(shifted(local(value), duration, sign), value.zone, value.offset);
  }
  std::int64_t seconds = moved.seconds + sign * duration.seconds;
  std::int64_t nanos = moved.nanos + sign * static_cast<std::int64_t>(duration.nanos);
  carry(seconds, nanos);
  return with_zone_same_instant({seconds, static_cast<std::int32_t>(nanos), 0, nullptr}, value.zone,
                                value.offset);
}

Duration make_duration(std::int64_t months, std::int64_t days, std::int64_t seconds,
                       std::int64_t nanos) {
  carry(seconds, nanos);
  return {months, days, seconds, static_cast<std::int32_t>(nanos)};
}

Duration make_duration(double months, double days, double seconds, double nanos) {
  constexpr double kNanosPerMonth = 2'629'746e9;  // of 30.436875 days
  double whole_months = 0;
  double whole_days = 0;
  double whole_seconds = 0;
  const double months_rest = std::round(std::modf(months, &whole_months) * kNanosPerMonth);
  const double days_rest = std::modf(days, &whole_days) * static_cast<double>(kNanosPerDay);
  // What fractions of months and days come to, in days and a rest.
  const double rest = months_rest + std::round(days_rest);
  const double more_days = std::trunc(rest / static_cast<double>(kNanosPerDay));
  const auto rest_nanos =
      static_cast<std::int64_t>(rest - more_days * static_cast<double>(kNanosPerDay));
  const double seconds_rest =
      std::modf(seconds, &whole_seconds) * static_cast<double>(kNanosPerSecond);
  for (const double part : {whole_months, whole_days + more_days, whole_seconds, nanos}) {
    if (!(std::abs(part) < 9.2e18)) {
      argument_error("NumberOutOfRange", "the duration is too long");
    }
  }
  // A fraction such as 0.3 is a little off; what is left after nanoseconds is cut.
  const double fine = seconds_rest + nanos;
  const auto second_nanos = static_cast<std::int64_t>(std::trunc(fine + (fine < 0 ? -1e-6 : 1e-6)));
  return make_duration(static_cast<std::int64_t>(whole_months),
                       static_cast<std::int64_t>(whole_days + more_days),
                       static_cast<std::int64_t>(whole_seconds), rest_nanos + second_nanos);
}

Duration plus(const Duration& value, const Duration& duration, int sign) {
  return make_duration(value.months + sign * duration.months, value.days + sign * duration.days,
                       value.seconds + sign * duration.seconds,
                       value.nanos + sign * static_cast<std::int64_t>(duration.nanos));
}

Duration times(const Duration& value, double factor) {
  // Seconds and nanoseconds go apart as far as doubles would lose digits.
  const double seconds = static_cast<double>(value.seconds) * factor;
  return make_duration(static_cast<double>(value.months) * factor,
                       static_cast<double>(value.days) * factor, seconds,
                       static_cast<double>(value.nanos) * factor);
}

long double average_length(const Duration& value) {
  return (static_cast<long double>(value.months) * 2'629'746 +
          static_cast<long double>(value.days) * kSecondsPerDay +
          static_cast<long double>(value.seconds)) *
             kNanosPerSecond +
         value.nanos;
}

std::int64_t utc_nanos(const Time& value) { return value.nanos - value.offset * kNanosPerSecond; }

}  // namespace trine::query
