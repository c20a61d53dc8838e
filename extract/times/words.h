// The words of a time expression. Internal to the reading of time expressions.
#pragma once
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/english/word_lists.h"

namespace trine::extract::times {

enum class Unit { kHour, kDay, kWeek, kMonth, kQuarter, kYear, kDecade, kCentury };

struct Word {
  std::string text;      // lower case; "-" for every dash, "," for a comma
  bool capital = false;  // as written
  int number = -1;       // of digits, an ordinal, a number word; -1: none
  bool ordinal = false;
  bool digits = false;
  std::size_t length = 0;  // digits written
};

// Lower-cases and numbers them; at most 64, for a clause may follow.
std::vector<Word> split(std::string_view text);

// Of a noun in the singular or plural: "weeks", "fortnight", "night".
std::optional<Unit> unit_of(std::string_view word);
bool is_part_of_day(std::string_view word);

inline constexpr std::pair<std::string_view, int> kDecadeWords[] = {
    {"twenties", 1920}, {"thirties", 1930},  {"forties", 1940},  {"fifties", 1950},
    {"sixties", 1960},  {"seventies", 1970}, {"eighties", 1980}, {"nineties", 1990}};
inline constexpr std::pair<std::string_view, unsigned> kSeasons[] = {  // and the first month
    {"spring", 3},
    {"summer", 6},
    {"autumn", 9},
    {"fall", 9},
    {"winter", 12}};

// The value beside `word` in a table of pairs.
template <class Table>
auto look_up(const Table& table, std::string_view word) {
  using Value = decltype(std::begin(table)->second);
  for (const auto& [name, value] : table) {
    if (name == word) return std::optional<Value>(value);
  }
  return std::optional<Value>();
}

}  // namespace trine::extract::times
