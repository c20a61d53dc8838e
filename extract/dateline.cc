#include "extract/dateline.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "extract/calendar.h"

namespace trine::extract {
namespace {

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Letters, and every byte of a character beyond ASCII except the dashes, which `dash_at` takes.
constexpr bool is_word_byte(char c) {
  return is_upper(c) || is_lower(c) || static_cast<unsigned char>(c) >= 0x80 || c == '.' ||
         c == '\'' || c == '-' || c == '/';
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
    eat(",");
    const bool dated = eat_date();
    eat(",");
    const bool agency = eat_agency();
    // A name in mixed case is a dateline's place only where a date or an agency follows.
    if (!(capitals || dated || agency) || (dated && !has_place && !agency)) return std::nullopt;
    if (!eat_dash()) return std::nullopt;
    skip_blanks();
    dateline_.span.end = static_cast<std::uint32_t>(at_);
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
        if (!(is_upper(first) || beyond_ascii || inner)) break;
        if (month_number(word) != 0 && (part > 0 || words > 0)) break;  // the date begins
        upper = upper && std::none_of(word.begin(), word.end(), is_lower);
        letters += static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_upper));
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
    while (at_ < text_.size() && is_digit(text_[at_]) && count <= digits) {
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
        !is_upper(text_[at_])) {
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

void complete_metadata(Document&) {}

}  // namespace trine::extract
