#include "extract/english/calendar.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "extract/english/ascii.h"

namespace trine::extract {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kDays = {"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

// Lower-case, without a closing dot; empty when it is longer than any name of a month or day.
std::string_view folded(std::string_view word, std::array<char, 10>& buffer) {
  if (word.ends_with('.')) word.remove_suffix(1);
  if (word.size() > buffer.size()) return {};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    buffer[i] = lower_ascii(c);
  }
  return {buffer.data(), word.size()};
}

std::optional<Date> make(int year, unsigned month, unsigned day) {
  const Date date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok() || year < 1 || year > 9999) return std::nullopt;
  return date;
}

// A run of digits or of letters; anything else is what lies between two of them.
struct Piece {
  std::string_view text;
  std::size_t begin = 0;
  bool number = false;
  int value = 0;
};

// Reads pieces one by one, so that a long text costs no more than what is looked at.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : text_(text) {}

  std::optional<Piece> next() {
    while (at_ < text_.size() && !is_digit_ascii(text_[at_]) && !is_letter_ascii(text_[at_])) ++at_;
    if (at_ == text_.size()) return std::nullopt;
    Piece piece;
    piece.begin = at_;
    piece.number = is_digit_ascii(text_[at_]);
    while (at_ < text_.size() &&
           (piece.number ? is_digit_ascii(text_[at_]) : is_letter_ascii(text_[at_]))) {
      if (piece.number && piece.value < 100000000) {
        piece.value = piece.value * 10 + (text_[at_] - '0');
      }
      ++at_;
    }
    piece.text = text_.substr(piece.begin, at_ - piece.begin);
    return piece;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_ordinal_suffix(std::string_view text) {
  return text == "st" || text == "nd" || text == "rd" || text == "th";
}

// The date that the five pieces from `p` on begin with.
std::optional<Date> date_at(std::string_view text, const std::vector<Piece>& p, std::size_t i,
                            DateOrder order) {
  const auto between = [&](std::size_t a) {  // what stands between pieces a and a + 1
    const auto end = p[a].begin + p[a].text.size();
    return text.substr(end, p[a + 1].begin - end);
  };
  const auto number = [&](std::size_t a) { return a < p.size() && p[a].number; };
  const auto is_year = [&](std::size_t a) { return number(a) && p[a].text.size() == 4; };
  const auto is_short = [&](std::size_t a) { return number(a) && p[a].text.size() <= 2; };
  const auto value = [&](std::size_t a) { return static_cast<unsigned>(p[a].value); };

  if (p[i].number) {
    if (is_year(i) && is_short(i + 1) && is_short(i + 2)) {
      const auto gap = between(i);
      if (gap == between(i + 1) && (gap == "-" || gap == "/" || gap == ".")) {
        return make(p[i].value, value(i + 1), value(i + 2));
      }
    }
    if (p[i].text.size() == 8 && p[i].value >= 10000101) {
      return make(p[i].value / 10000, value(i) / 100 % 100, value(i) % 100);
    }
    if (is_short(i) && is_short(i + 1) && is_year(i + 2)) {
      const auto gap = between(i);
      if (gap == between(i + 1) && (gap == "/" || gap == "." || gap == "-")) {
        const auto american = make(p[i + 2].value, value(i), value(i + 1));
        const auto european = make(p[i + 2].value, value(i + 1), value(i));
        if (gap != "/" || !american || !european || american == european) {
          return gap == "/" && american ? american : european ? european : american;
        }
        return order == DateOrder::kUnknown    ? std::nullopt
               : order == DateOrder::kDayFirst ? european
                                               : american;
      }
    }
    if (is_short(i)) {  // "4 Nov. 2021", "4th of November, 2021"
      auto next = i + 1;
      if (next < p.size() && is_ordinal_suffix(p[next].text)) ++next;
      if (next < p.size() && p[next].text == "of") ++next;
      if (next < p.size() && is_year(next + 1)) {
        if (const auto month = month_number(p[next].text)) {
          return make(p[next + 1].value, month, value(i));
        }
      }
    }
    return std::nullopt;
  }
  if (const auto month = month_number(p[i].text); month != 0 && is_short(i + 1)) {
    auto next = i + 2;
    if (next < p.size() && is_ordinal_suffix(p[next].text)) ++next;
    if (is_year(next) && between(next - 1).size() <= 3) {
      return make(p[next].value, month, value(i + 1));
    }
  }
  return std::nullopt;
}

}  // namespace

std::string to_iso(Date date) {
  const int year = static_cast<int>(date.year());
  if (!date.ok() || year < 1 || year > 9999) return {};
  return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Date> parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return find_date(text);
}

unsigned month_number(std::string_view word) {
  std::array<char, 10> buffer{};
  const auto name = folded(word, buffer);
  if (name.size() < 3) return 0;
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (name == kMonths[i] || (name.size() == 3 && kMonths[i].starts_with(name)) ||
        (i == 8 && name == "sept")) {
      return i + 1;
    }
  }
  return 0;
}

int weekday_number(std::string_view word) {
  std::array<char, 10> buffer{};
  const auto name = folded(word, buffer);
  if (name.size() < 3) return -1;
  for (int i = 0; i < 7; ++i) {
    const auto full = kDays[static_cast<std::size_t>(i)];
    if (name == full || (name.size() == 3 && full.starts_with(name)) ||
        (i == 2 && name == "tues") || (i == 4 && (name == "thur" || name == "thurs"))) {
      return i;
    }
  }
  return -1;
}

DateOrder date_order_of(std::string_view text) {
  bool day_first = false;
  bool month_first = false;
  std::vector<Piece> last;  // three pieces
  Pieces pieces(text);
  while (const auto piece = pieces.next()) {
    last.push_back(*piece);
    if (last.size() > 3) last.erase(last.begin());
    if (last.size() < 3 || !last[0].number || !last[1].number || last[2].text.size() != 4 ||
        last[0].text.size() > 2 || last[1].text.size() > 2) {
      continue;
    }
    const auto end = last[0].begin + last[0].text.size();
    if (text.substr(end, last[1].begin - end) != "/") continue;
    day_first = day_first || (last[0].value > 12 && last[0].value <= 31 && last[1].value <= 12);
    month_first = month_first || (last[1].value > 12 && last[1].value <= 31 && last[0].value <= 12);
  }
  if (day_first == month_first) return DateOrder::kUnknown;
  return day_first ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
}

std::optional<Date> find_date(std::string_view text, DateOrder order) {
  Pieces pieces(text);
  std::vector<Piece> window;  // the pieces from the one looked at on
  while (true) {
    while (window.size() < 5) {
      const auto piece = pieces.next();
      if (!piece) break;
      window.push_back(*piece);
    }
    if (window.empty()) return std::nullopt;
    if (const auto date = date_at(text, window, 0, order)) return date;
    window.erase(window.begin());
  }
}

}  // namespace trine::extract
