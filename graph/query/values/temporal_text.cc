// Temporal values as text, and back: the forms of ISO 8601 that openCypher names.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "graph/query/error.h"
#include "graph/query/values/temporal.h"

namespace trine::query {
namespace {

std::string fraction_text(std::int64_t nanos) {
  if (nanos == 0) return {};
  std::string text = fmt::format(".{:09}", nanos);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

[[noreturn]] void cannot_read(std::string_view kind, std::string_view text) {
  argument_error("InvalidArgumentValue", "'" + std::string(text) + "' is no " + std::string(kind));
}

// Reads from the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool empty() const { return rest_.empty(); }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::size_t digits() const {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    return count;
  }
  // Exactly `count` digits.
  std::optional<std::int64_t> number(std::size_t count) {
    if (count == 0 || count > 18 || digits() < count) return std::nullopt;
    std::int64_t value = 0;
    std::from_chars(rest_.data(), rest_.data() + count, value);
    rest_.remove_prefix(count);
    return value;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

// What follows the year, which has been read.
std::optional<Date> read_day(Reader& in, std::int64_t year) {
  if (in.empty()) return make_date(year, 1, 1);
  const bool dashed = in.take('-');
  if (in.take('W')) {
    const auto week = in.number(2);
    if (!week) return std::nullopt;
    if (in.empty()) return make_week_date(year, *week, 1);
    if (dashed && !in.take('-')) return std::nullopt;
    const auto day = in.number(1);
    return day ? std::optional(make_week_date(year, *week, *day)) : std::nullopt;
  }
  if (in.take('Q')) {
    const auto quarter = in.number(1);
    if (!quarter) return std::nullopt;
    if (in.empty()) return make_quarter_date(year, *quarter, 1);
    if (dashed && !in.take('-')) return std::nullopt;
    const auto day = in.number(2);
    return day ? std::optional(make_quarter_date(year, *quarter, *day)) : std::nullopt;
  }
  switch (in.digits()) {
    case 2: {
      const auto month = in.number(2);
      if (in.empty()) return make_date(year, *month, 1);
      if (!dashed || !in.take('-')) return std::nullopt;
      const auto day = in.number(2);
      return day ? std::optional(make_date(year, *month, *day)) : std::nullopt;
    }
    case 3: {
      const auto day = in.number(3);
      return make_ordinal_date(year, *day);
    }
    case 4: {
      if (dashed) return std::nullopt;
      const auto month = in.number(2);
      const auto day = in.number(2);
      return make_date(year, *month, *day);
    }
    default:
      return std::nullopt;
  }
}

std::optional<Date> read_date(std::string_view text) {
  Reader in(text);
  const bool negative = in.take('-');
  const bool is_signed = negative || in.take('+');
  std::size_t digits = 4;
  // With a sign, the year is what stands before the dash.
  if (is_signed && (in.digits() == in.rest().size() || in.rest()[in.digits()] == '-')) {
    digits = in.digits();
  }
  if (digits > 9) return std::nullopt;
  const auto year = in.number(digits);
  if (!year) return std::nullopt;
  const auto date = read_day(in, negative ? -*year : *year);
  return in.empty() ? date : std::nullopt;
}

std::optional<LocalTime> read_local_time(std::string_view text) {
  Reader in(text);
  const auto hour = in.number(2);
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t nanos = 0;
  if (!hour) return std::nullopt;
  if (!in.empty()) {
    const bool colons = in.take(':');
    const auto read = in.number(2);
    if (!read) return std::nullopt;
    minute = *read;
    if (!in.empty()) {
      if (colons && !in.take(':')) return std::nullopt;
      const auto seconds = in.number(2);
      if (!seconds) return std::nullopt;
      second = *seconds;
      if (in.take('.') || in.take(',')) {
        const auto digits = in.digits();
        const auto fraction = digits <= 9 ? in.number(digits) : std::nullopt;
        if (!fraction) return std::nullopt;
        nanos = *fraction;
        for (auto i = digits; i < 9; ++i) nanos *= 10;
      }
    }
  }
  if (!in.empty() || *hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return LocalTime{((*hour * 60 + minute) * 60 + second) * kNanosPerSecond + nanos};
}

std::optional<std::int32_t> read_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  Reader in(text);
  const bool negative = in.take('-');
  if (!negative && !in.take('+')) return std::nullopt;
  std::int64_t parts[3] = {0, 0, 0};
  for (auto& part : parts) {
    const auto read = in.number(2);
    if (!read) return std::nullopt;
    part = *read;
    if (in.empty()) break;
    in.take(':');
  }
  const auto seconds = (parts[0] * 60 + parts[1]) * 60 + parts[2];
  if (!in.empty() || seconds > 18 * 3600 || parts[1] > 59 || parts[2] > 59) return std::nullopt;
  return static_cast<std::int32_t>(negative ? -seconds : seconds);
}

// Where the offset of a time begins; npos: nowhere.
std::size_t offset_begin(std::string_view time) { return time.find_first_of("Zz+-"); }

// One number of a duration, with its fraction.
struct Amount {
  double value = 0;
  std::int64_t whole = 0;
  std::int64_t nanos = 0;  // of the fraction, cut after nine digits
  char unit = 0;
};

std::optional<Amount> read_amount(Reader& in) {
  const bool negative = in.take('-');
  if (!negative) in.take('+');
  Amount amount;
  const auto digits = in.digits();
  const auto whole = in.number(digits);
  if (!whole) return std::nullopt;
  std::string text = std::to_string(*whole);
  if (in.take('.') || in.take(',')) {
    const auto fraction = std::string(in.rest().substr(0, in.digits()));
    if (fraction.empty() || !in.number(std::min<std::size_t>(fraction.size(), 18))) {
      return std::nullopt;
    }
    text += "." + fraction;
    amount.nanos = std::stoll((fraction + "000000000").substr(0, 9));
  }
  amount.value = std::stod(text) * (negative ? -1 : 1);
  amount.whole = negative ? -*whole : *whole;
  if (negative) amount.nanos = -amount.nanos;
  if (in.empty()) return std::nullopt;
  amount.unit = in.rest().front();
  in.take(amount.unit);
  return amount;
}

// "P2012-02-02T14:37:21.545"
std::optional<Duration> read_dated_duration(std::string_view text) {
  const auto t = text.find('T');
  const std::string_view days = text.substr(0, t);
  Reader in(days);
  const auto year = in.number(4);
  if (!year || !in.take('-')) return std::nullopt;
  const auto month = in.number(2);
  if (!month || !in.take('-')) return std::nullopt;
  const auto day = in.number(2);
  if (!day || !in.empty()) return std::nullopt;
  std::int64_t nanos = 0;
  if (t != std::string_view::npos) {
    const auto time = read_local_time(text.substr(t + 1));
    if (!time) return std::nullopt;
    nanos = time->nanos;
  }
  return make_duration(*year * 12 + *month, *day, std::int64_t{0}, nanos);
}

std::optional<Duration> read_duration(std::string_view text) {
  Reader in(text);
  const bool negative = in.take('-');
  if (!in.take('P') || in.empty()) return std::nullopt;
  if (const auto dated = read_dated_duration(in.rest())) return dated;
  double months = 0;
  double days = 0;
  double seconds = 0;
  double nanos = 0;
  bool time = false;
  while (!in.empty()) {
    if (!time && in.take('T')) {
      time = true;
      if (in.empty()) return std::nullopt;
    }
    const auto amount = read_amount(in);
    if (!amount) return std::nullopt;
    if (!time && amount->unit == 'Y') {
      months += amount->value * 12;
    } else if (!time && amount->unit == 'M') {
      months += amount->value;
    } else if (!time && amount->unit == 'W') {
      days += amount->value * 7;
    } else if (!time && amount->unit == 'D') {
      days += amount->value;
    } else if (time && amount->unit == 'H') {
      seconds += amount->value * 3600;
    } else if (time && amount->unit == 'M') {
      seconds += amount->value * 60;
    } else if (time && amount->unit == 'S') {
      seconds += static_cast<double>(amount->whole);
      nanos += static_cast<double>(amount->nanos);
    } else {
      return std::nullopt;
    }
  }
  const auto read = make_duration(months, days, seconds, nanos);
  return negative ? plus(Duration{}, read, -1) : read;
}

}  // namespace

std::string offset_text(std::int32_t offset) {
  if (offset == 0) return "Z";
  const auto size = std::abs(offset);
  auto text = fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
  if (size % 60 != 0) text += fmt::format(":{:02}", size % 60);
  return text;
}

std::string to_string(Date value) {
  const auto day = civil(value);
  const auto year = day.year > 9999 ? fmt::format("+{}", day.year)
                    : day.year < 0  ? fmt::format("-{:04}", -day.year)
                                    : fmt::format("{:04}", day.year);
  return fmt::format("{}-{:02}-{:02}", year, day.month, day.day);
}

std::string to_string(LocalTime value) {
  const auto seconds = value.nanos / kNanosPerSecond;
  const auto nanos = value.nanos % kNanosPerSecond;
  auto text = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  if (seconds % 60 != 0 || nanos != 0) {
    text += fmt::format(":{:02}{}", seconds % 60, fraction_text(nanos));
  }
  return text;
}

std::string to_string(const Time& value) {
  return to_string(LocalTime{value.nanos}) + offset_text(value.offset);
}

std::string to_string(const LocalDateTime& value) {
  return to_string(date_of(value)) + "T" + to_string(time_of(value));
}

std::string to_string(const DateTime& value) {
  auto text = to_string(local(value)) + offset_text(value.offset);
  if (value.zone != nullptr) text += "[" + name_of(value.zone) + "]";
  return text;
}

std::string to_string(const Duration& value) {
  std::string text = "P";
  if (value.months / 12 != 0) text += fmt::format("{}Y", value.months / 12);
  if (value.months % 12 != 0) text += fmt::format("{}M", value.months % 12);
  if (value.days != 0) text += fmt::format("{}D", value.days);
  std::int64_t seconds = value.seconds;
  std::int64_t nanos = value.nanos;
  if (seconds < 0 && nanos > 0) {
    ++seconds;
    nanos -= kNanosPerSecond;
  }
  if (seconds != 0 || nanos != 0) {
    text += "T";
    if (seconds / 3600 != 0) text += fmt::format("{}H", seconds / 3600);
    if (seconds / 60 % 60 != 0) text += fmt::format("{}M", seconds / 60 % 60);
    if (seconds % 60 != 0 || nanos != 0) {
      const bool negative = seconds % 60 < 0 || nanos < 0;
      text += fmt::format("{}{}{}S", negative ? "-" : "", std::abs(seconds % 60),
                          fraction_text(std::abs(nanos)));
    }
  }
  return text == "P" ? "PT0S" : text;
}

ZoneOrOffset parse_zone(std::string_view text) {
  if (const auto offset = read_offset(text)) return {nullptr, *offset};
  return {find_zone(text), 0};
}

Date parse_date(std::string_view text) {
  if (const auto read = read_date(text)) return *read;
  cannot_read("date", text);
}

LocalTime parse_local_time(std::string_view text) {
  if (const auto read = read_local_time(text)) return *read;
  cannot_read("time of day", text);
}

Time parse_time(std::string_view text) {
  const auto begin = std::min(offset_begin(text), text.size());
  const auto time = read_local_time(text.substr(0, begin));
  const auto offset = begin == text.size() ? std::optional(0) : read_offset(text.substr(begin));
  if (!time || !offset) cannot_read("time", text);
  return {time->nanos, *offset};
}

LocalDateTime parse_local_date_time(std::string_view text) {
  const auto t = text.find('T');
  const auto date = read_date(text.substr(0, t));
  const auto time = t == std::string_view::npos ? std::optional(LocalTime{})
                                                : read_local_time(text.substr(t + 1));
  if (!date || !time) cannot_read("local date and time", text);
  return at(*date, *time);
}

DateTime parse_date_time(std::string_view text) {
  std::string_view rest = text;
  const Zone* zone = nullptr;
  if (rest.ends_with(']')) {
    const auto open = rest.find('[');
    if (open == std::string_view::npos) cannot_read("date and time", text);
    zone = find_zone(rest.substr(open + 1, rest.size() - open - 2));
    rest = rest.substr(0, open);
  }
  const auto t = rest.find('T');
  const auto date = read_date(rest.substr(0, t));
  const auto clock = t == std::string_view::npos ? std::string_view() : rest.substr(t + 1);
  const auto begin = std::min(offset_begin(clock), clock.size());
  const auto time =
      clock.empty() ? std::optional(LocalTime{}) : read_local_time(clock.substr(0, begin));
  std::optional<std::int32_t> offset = 0;
  const bool has_offset = begin < clock.size();
  if (has_offset) offset = read_offset(clock.substr(begin));
  if (!date || !time || !offset) cannot_read("date and time", text);
  const auto local_time = at(*date, *time);
  // Of an hour that the clock shows twice the offset says which.
  if (has_offset && zone != nullptr) {
    const auto stated = with_zone_same_instant(
        {local_time.seconds - *offset, local_time.nanos, *offset, nullptr}, zone, 0);
    if (stated.offset == *offset) return stated;
  }
  return with_zone(local_time, zone, *offset);
}

Duration parse_duration(std::string_view text) {
  if (const auto read = read_duration(text)) return *read;
  cannot_read("duration", text);
}

}  // namespace trine::query
