#include "extract/layout/dateline.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "extract/english/ascii.h"
#include "extract/english/calendar.h"
#include "extract/layout/boilerplate.h"

namespace trine::extract {
namespace {

// Letters, and every byte of a character beyond ASCII except the dashes, which `dash_at` takes.
constexpr bool is_word_byte(char c) {
  return is_upper_ascii(c) || is_lower_ascii(c) || static_cast<unsigned char>(c) >= 0x80 ||
         c == '.' || c == '\'' || c == '-' || c == '/';
}

constexpr std::size_t kLongest = 120;  // of a dateline, bytes

// Reads a dateline from left to right; every `eat_` moves on only if it finds what it looks for.
class DatelineReader {
 public:
  DatelineReader(std::string_view text, Span line)
      : text_(text.substr(0, std::min<std::size_t>(line.end, line.begin + kLongest))),
        at_(line.begin) {
    skip_blanks();
    dateline_.span.begin = static_cast<std::uint32_t>(at_);
  }

  std::optional<Dateline> read() {
    const bool capitals = eat_place();
    const bool has_place = !dateline_.place.empty();
    const bool comma = eat(",");
    const bool dated = eat_date();
    if (dated && has_place && !capitals && !comma) return std::nullopt;  // "On October 11-"
    eat(",");
    const bool agency = eat_agency();
    // A name in mixed case is a dateline's place only where a date or an agency follows.
    if (!(capitals || dated || agency) || (dated && !has_place && !agency)) return std::nullopt;
    if (!eat_dash()) return std::nullopt;
    skip_blanks();
    dateline_.span.end = static_cast<std::uint32_t>(at_);
    // "Aven, 1 June 1985 -- 31 May 1986": a stay, in a list of them.
    if (eat_number(2) != 0 && eat_month() != 0) return std::nullopt;
    return dateline_;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  bool eat(std::string_view what) {
    const auto start = at_;
    skip_blanks();
    if (text_.substr(at_).starts_with(what)) {
      at_ += what.size();
      return true;
    }
    at_ = start;
    return false;
  }

  std::string_view peek_word() {
    skip_blanks();
    auto end = at_;
    while (end < text_.size() && is_word_byte(text_[end]) && !is_dash(end)) ++end;
    return text_.substr(at_, end - at_);
  }

  bool is_dash(std::size_t at) const {
    const auto rest = text_.substr(at);
    return rest.starts_with("--") || rest.starts_with("—") || rest.starts_with("–") ||
           rest.starts_with("―");
  }

  bool eat_dash() {
    const auto start = at_;
    skip_blanks();
    const auto rest = text_.substr(at_);
    for (const std::string_view dash : {"---", "--", "—", "–", "―"}) {
      if (rest.starts_with(dash)) {
        at_ += dash.size();
        return true;
      }
    }
    if (at_ > start && rest.starts_with("- ")) {  // " - "; a hyphen alone joins words
      ++at_;
      return true;
    }
    at_ = start;
    return false;
  }

  // "SEOUL", "NEW DELHI", "GENEVA/NEW YORK", "SEOUL, South Korea", "Port Aven, Karsland". True when
  // its first part is in capitals throughout.
  bool eat_place() {
    bool capitals = false;
    for (int part = 0; part < 3; ++part) {
      const auto start = at_;
      if (part > 0 && !eat(",")) break;
      bool upper = true;
      std::size_t words = 0;
      std::size_t letters = 0;
      std::size_t end = at_;
      while (words < 4) {
        const auto word = peek_word();
        const auto first = word.empty() ? '\0' : word.front();
        const bool beyond_ascii = static_cast<unsigned char>(first) >= 0x80;
        const bool inner = words > 0 && (word == "of" || word == "de" || word == "la" ||
                                         word == "del" || word == "al" || word == "the");
        if (!(is_upper_ascii(first) || beyond_ascii || inner)) break;
        if (month_number(word) != 0 && (part > 0 || words > 0)) break;  // the date begins
        upper = upper && std::none_of(word.begin(), word.end(), is_lower_ascii);
        letters +=
            static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_upper_ascii));
        at_ += word.size();
        end = at_;
        ++words;
      }
      at_ = end;
      if (words == 0) {
        at_ = start;
        break;
      }
      if (part == 0) {
        capitals = upper && letters >= 3;
        dateline_.place.begin = dateline_.span.begin;
      }
      dateline_.place.end = static_cast<std::uint32_t>(at_);
    }
    return capitals;
  }

  unsigned eat_number(std::size_t digits) {
    const auto start = at_;
    skip_blanks();
    unsigned value = 0;
    std::size_t count = 0;
    while (at_ < text_.size() && is_digit_ascii(text_[at_]) && count <= digits) {
      value = value * 10 + static_cast<unsigned>(text_[at_++] - '0');
      ++count;
    }
    if (count == 0 || count > digits) {
      at_ = start;
      return 0;
    }
    return value;
  }

  unsigned eat_month() {
    const auto word = peek_word();
    const auto month = month_number(word);
    if (month != 0) at_ += word.size();
    return month;
  }

  bool eat_date() {
    const auto start = at_;
    if (const auto word = peek_word(); weekday_number(word) >= 0) {
      at_ += word.size();
      eat(",");
    }
    dateline_.day = eat_number(2);
    dateline_.month = eat_month();
    if (dateline_.month != 0 && dateline_.day == 0) dateline_.day = eat_number(2);
    if (dateline_.month == 0 || dateline_.day == 0 || dateline_.day > 31) {
      dateline_.month = dateline_.day = 0;
      at_ = start;
      return false;
    }
    const auto before_year = at_;
    eat(",");
    const auto year = eat_number(4);
    if (year >= 1500) {
      dateline_.year = static_cast<int>(year);
    } else {
      at_ = before_year;
    }
    return true;
  }

  // "(AP)", "(Yonhap)", "(Thomson Reuters Foundation)", "(Coast Wire/Meridian)"
  bool eat_agency() {
    const auto start = at_;
    if (!eat("(")) return false;
    const auto close = text_.find(')', at_);
    if (close == std::string_view::npos || close == at_ || close - at_ > 40 ||
        !is_upper_ascii(text_[at_])) {
      at_ = start;
      return false;
    }
    at_ = close + 1;
    return true;
  }

  std::string_view text_;
  std::size_t at_;
  Dateline dateline_;
};

}  // namespace

std::optional<Dateline> find_dateline(std::string_view text, Span line) {
  return DatelineReader(text, line).read();
}

namespace {

// The year of a dateline's month and day, by the full dates that the text states: the latest one
// that lies within a month and a half of it.
std::optional<Date> with_year(std::string_view text, const Dateline& dateline) {
  using std::chrono::sys_days;
  std::optional<Date> best;
  const auto consider = [&](Date stated) {
    const int year = static_cast<int>(stated.year());
    for (const int candidate : {year - 1, year, year + 1}) {
      const Date date{std::chrono::year(candidate), std::chrono::month(dateline.month),
                      std::chrono::day(dateline.day)};
      if (!date.ok()) continue;
      const auto distance = std::chrono::abs(sys_days(date) - sys_days(stated));
      if (distance <= std::chrono::days(45) && (!best || *best < date)) best = date;
    }
  };
  // A full date needs four digits: look around those only.
  std::size_t digits = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_digit_ascii(text[i])) {
      ++digits;
      continue;
    }
    if (digits == 4) {
      const auto begin = i > 34 ? i - 34 : 0;
      const auto around = text.substr(begin, i - begin + 6);
      if (const auto date = find_date(around)) consider(*date);
    }
    digits = 0;
  }
  return best;
}

// "2023-04-07-talks.txt": the date in a file's name, written year first.
std::optional<Date> date_in_name(std::string_view key) {
  const auto slash = key.rfind('/');
  if (slash != std::string_view::npos) key.remove_prefix(slash + 1);
  for (std::size_t i = 0; i + 10 <= key.size(); ++i) {
    if ((i == 0 || !is_digit_ascii(key[i - 1])) &&
        (i + 10 == key.size() || !is_digit_ascii(key[i + 10]))) {
      if (const auto date = parse_iso(key.substr(i, 10))) return date;
    }
  }
  return std::nullopt;
}

// "(LEAD) Talks resume" -> "Talks resume"
std::string_view without_tag(std::string_view headline) {
  if (!headline.starts_with('(')) return headline;
  const auto close = headline.find(')');
  if (close > 12) return headline;  // too far, or nowhere
  headline.remove_prefix(close + 1);
  while (headline.starts_with(' ')) headline.remove_prefix(1);
  return headline;
}

}  // namespace

void complete_metadata(Document& document, DateOrder order) {
  if (!document.title.empty() && !document.date.empty()) return;
  const std::string_view text = document.text;
  const auto blocks = find_blocks(text);

  std::optional<Date> line_date;
  std::optional<Dateline> dateline;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& block = blocks[i];
    const auto line = block.span.in(text);
    if (block.kind == SentenceKind::kHeadline && document.title.empty() && !dateline) {
      document.title = without_tag(line);
    }
    if (block.kind == SentenceKind::kDateline && !dateline) {
      const auto end = blocks[std::min(i + 2, blocks.size() - 1)].span.end;
      dateline = find_dateline(text, {block.span.begin, end});
    }
    // The date of the page stands near its head or at its end, not among links to other stories.
    if (!line_date && (i < 15 || i + 3 >= blocks.size()) && is_date_line(line)) {
      line_date = find_date(line, order);
    }
  }
  if (!document.date.empty()) return;
  std::optional<Date> date;
  if (dateline && dateline->year != 0) {
    const Date stated{std::chrono::year(dateline->year), std::chrono::month(dateline->month),
                      std::chrono::day(dateline->day)};
    if (stated.ok()) date = stated;
  }
  if (!date) date = line_date;
  if (!date && dateline && dateline->month != 0) date = with_year(text, *dateline);
  if (!date) date = date_in_name(document.key);
  if (date) document.date = to_iso(*date);
}

}  // namespace trine::extract
