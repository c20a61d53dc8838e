#include "extract/times/words.h"

#include "extract/english/ascii.h"

namespace trine::extract::times {

namespace {

constexpr std::pair<std::string_view, int> kNumbers[] = {
    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
    {"eighty", 80},  {"ninety", 90},    {"hundred", 100}, {"dozen", 12}};
constexpr std::pair<std::string_view, int> kOrdinals[] = {
    {"first", 1},        {"second", 2},      {"third", 3},       {"fourth", 4},
    {"fifth", 5},        {"sixth", 6},       {"seventh", 7},     {"eighth", 8},
    {"ninth", 9},        {"tenth", 10},      {"eleventh", 11},   {"twelfth", 12},
    {"thirteenth", 13},  {"fourteenth", 14}, {"fifteenth", 15},  {"sixteenth", 16},
    {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20}};

// The dash or apostrophe beyond ASCII at `at`, and its length.
std::pair<char, std::size_t> sign_at(std::string_view text, std::size_t at) {
  for (const std::string_view dash : {"–", "—", "‑", "−", "‐"}) {
    if (text.substr(at).starts_with(dash)) return {'-', dash.size()};
  }
  for (const std::string_view mark : {"’", "‘"}) {
    if (text.substr(at).starts_with(mark)) return {'\'', mark.size()};
  }
  return {text[at], 1};
}

}  // namespace

std::vector<Word> split(std::string_view text) {
  std::vector<Word> words;
  constexpr std::size_t kMost = 64;  // words of a time expression; a clause may follow it
  std::size_t at = 0;
  while (at < text.size() && words.size() < kMost) {
    const char c = text[at];
    if (is_digit_ascii(c)) {
      Word word;
      word.digits = true;
      const auto begin = at;
      while (at < text.size() && is_digit_ascii(text[at])) ++at;
      word.length = at - begin;
      word.text = text.substr(begin, at - begin);
      word.number = word.length <= 8 ? std::stoi(word.text) : -1;
      const auto suffix = text.substr(at, 2);
      if (one_of(suffix, {"st", "nd", "rd", "th"}) &&
          (at + 2 == text.size() || !is_letter_ascii(text[at + 2]))) {
        word.ordinal = true;
        at += 2;
      } else if (at < text.size() && text[at] == ':' && at + 1 < text.size() &&
                 is_digit_ascii(text[at + 1])) {
        ++at;  // a time of day: "15:23"
        while (at < text.size() && (is_digit_ascii(text[at]) || text[at] == ':')) ++at;
        word = {};
        word.text = "o'clock";
      } else if (at < text.size() && text[at] == 's') {
        word.text += 's';  // 1990s
        ++at;
      }
      words.push_back(word);
    } else if (is_letter_ascii(c)) {
      Word word;
      word.capital = is_upper_ascii(c);
      while (at < text.size() && (is_letter_ascii(text[at]) || text[at] == '.')) {
        if (text[at] != '.') word.text += static_cast<char>(text[at] | 0x20);
        ++at;
      }
      if (const auto number = look_up(kNumbers, word.text)) {
        word.number = *number;
        const bool tens = words.size() >= 2 && words.back().text == "-" && *number < 10 &&
                          words[words.size() - 2].number >= 20 &&
                          words[words.size() - 2].number < 100 && !words[words.size() - 2].digits;
        if (tens) {
          words.pop_back();
          words.back().number += *number;
          continue;
        }
      } else if (const auto ordinal = look_up(kOrdinals, word.text)) {
        word.number = *ordinal;
        word.ordinal = true;
      } else if (words.size() >= 2 && word.text == "first" && words.back().text == "-") {
        word.ordinal = true;
      }
      words.push_back(std::move(word));
    } else {
      const auto [sign, length] = sign_at(text, at);
      at += length;
      if (sign == '-' || sign == ',' || sign == '/') {
        words.push_back({.text = std::string(1, sign)});
      } else if (sign == '\'') {
        // "year's": the 's says nothing; "'90s": the year is cut.
        if (at < text.size() && text[at] == 's' &&
            (at + 1 == text.size() || !is_letter_ascii(text[at + 1]))) {
          ++at;
        } else if (at + 1 < text.size() && is_digit_ascii(text[at]) &&
                   is_digit_ascii(text[at + 1]) && !words.empty() && words.back().text != "'") {
          words.push_back({.text = "'"});
        } else if (words.empty()) {
          words.push_back({.text = "'"});
        }
      }
    }
  }
  // "twenty-first century"
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (words[i].ordinal && words[i - 1].text == "-" && words[i - 2].number == 20 &&
        !words[i - 2].digits && words[i].number < 10) {
      words[i].number += 20;
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) - 2,
                  words.begin() + static_cast<std::ptrdiff_t>(i));
      i = 2;
    }
  }
  return words;
}

std::optional<Unit> unit_of(std::string_view word) {
  if (word.ends_with('s') && word.size() > 3) word.remove_suffix(1);
  if (word == "hour" || word == "minute" || word == "second" || word == "moment") {
    return Unit::kHour;
  }
  if (word == "day" || word == "night" || word == "date") return Unit::kDay;
  if (word == "week" || word == "fortnight" || word == "weekend") return Unit::kWeek;
  if (word == "month") return Unit::kMonth;
  if (word == "quarter") return Unit::kQuarter;
  if (word == "year") return Unit::kYear;
  if (word == "decade") return Unit::kDecade;
  if (word == "century" || word == "centurie") return Unit::kCentury;
  return std::nullopt;
}

bool is_part_of_day(std::string_view word) {
  return one_of(word, {"morning", "afternoon", "evening", "night", "noon", "midnight", "midday",
                       "dawn", "dusk", "o'clock", "daybreak", "sunrise", "sunset", "am", "pm"});
}

}  // namespace trine::extract::times
