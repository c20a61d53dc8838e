#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "graph/query/functions/functions.h"
#include "graph/query/functions/text.h"

namespace trine::query {
namespace {

constexpr Kinds kString = kinds(Kind::kString);
constexpr Kinds kInteger = kinds(Kind::kInteger);

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

const std::string& text_of(const Value& value, std::string_view function) {
  if (!value.is(Kind::kString)) {
    type_error("InvalidArgumentValue", std::string(function) + "() does not take a " +
                                           std::string(to_string(value.kind())));
  }
  return value.string();
}

// A number of characters, or a place among them.
std::size_t count_of(const Value& value, std::string_view function) {
  if (!value.is(Kind::kInteger)) {
    type_error("InvalidArgumentValue", std::string(function) + "() takes an integer");
  }
  if (value.integer() < 0) {
    argument_error("NegativeIntegerArgument",
                   std::string(function) + "() takes no negative numbers");
  }
  return static_cast<std::size_t>(value.integer());
}

Value upper_or_lower(const Value& value, bool upper) {
  auto text = icu::UnicodeString::fromUTF8(text_of(value, upper ? "toUpper" : "toLower"));
  if (upper) {
    text.toUpper(icu::Locale::getRoot());
  } else {
    text.toLower(icu::Locale::getRoot());
  }
  std::string made;
  text.toUTF8String(made);
  return made;
}

Value to_upper(const FunctionContext&, std::span<const Value> in) {
  return upper_or_lower(in[0], true);
}
Value to_lower(const FunctionContext&, std::span<const Value> in) {
  return upper_or_lower(in[0], false);
}

constexpr std::string_view kBlanks = " \t\n\r\f\v";

std::string trimmed(std::string_view text, bool left, bool right) {
  const auto begin = left ? text.find_first_not_of(kBlanks) : 0;
  if (begin == std::string_view::npos) return {};
  const auto end = right ? text.find_last_not_of(kBlanks) : text.size();
  if (end == std::string_view::npos) return {};
  return std::string(text.substr(begin, right ? end + 1 - begin : std::string_view::npos));
}

Value trim(const FunctionContext&, std::span<const Value> in) {
  return trimmed(text_of(in[0], "trim"), true, true);
}
Value trim_left(const FunctionContext&, std::span<const Value> in) {
  return trimmed(text_of(in[0], "lTrim"), true, false);
}
Value trim_right(const FunctionContext&, std::span<const Value> in) {
  return trimmed(text_of(in[0], "rTrim"), false, true);
}

Value replace(const FunctionContext&, std::span<const Value> in) {
  const std::string& text = text_of(in[0], "replace");
  const std::string& search = text_of(in[1], "replace");
  const std::string& by = text_of(in[2], "replace");
  if (search.empty()) return text;
  std::string made;
  std::size_t from = 0;
  for (std::size_t at; (at = text.find(search, from)) != std::string::npos;
       from = at + search.size()) {
    made.append(text, from, at - from).append(by);
  }
  return made.append(text, from);
}

Value split(const FunctionContext&, std::span<const Value> in) {
  const std::string& text = text_of(in[0], "split");
  std::vector<std::string> separators;
  if (in[1].is(Kind::kList)) {
    for (const auto& one : in[1].list()) separators.push_back(text_of(one, "split"));
  } else {
    separators.push_back(text_of(in[1], "split"));
  }
  List parts;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto separator =
        std::find_if(separators.begin(), separators.end(), [&](const std::string& one) {
          return !one.empty() && text.compare(i, one.size(), one) == 0;
        });
    if (separator != separators.end()) {
      parts.emplace_back(text.substr(from, i - from));
      from = i += separator->size();
      continue;
    }
    ++i;
    // Nothing separates each from the next.
    const bool apart = std::find(separators.begin(), separators.end(), "") != separators.end();
    if (apart && i < text.size() && begins_character(text[i])) {
      parts.emplace_back(text.substr(from, i - from));
      from = i;
    }
  }
  parts.emplace_back(text.substr(from));
  return parts;
}

Value substring(const FunctionContext&, std::span<const Value> in) {
  const std::string& text = text_of(in[0], "substring");
  const std::size_t begin = byte_of_character(text, count_of(in[1], "substring"));
  if (in.size() < 3) return text.substr(begin);
  const std::string_view rest = std::string_view(text).substr(begin);
  return std::string(rest.substr(0, byte_of_character(rest, count_of(in[2], "substring"))));
}

Value left(const FunctionContext&, std::span<const Value> in) {
  const std::string& text = text_of(in[0], "left");
  return text.substr(0, byte_of_character(text, count_of(in[1], "left")));
}

Value right(const FunctionContext&, std::span<const Value> in) {
  const std::string& text = text_of(in[0], "right");
  const std::size_t all = count_characters(text);
  const std::size_t wanted = std::min(all, count_of(in[1], "right"));
  return text.substr(byte_of_character(text, all - wanted));
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::size_t byte_of_character(std::string_view text, std::size_t index) {
  std::size_t byte = 0;
  while (byte < text.size() && index > 0) {
    ++byte;
    while (byte < text.size() && !begins_character(text[byte])) ++byte;
    --index;
  }
  return byte;
}

std::string reversed_characters(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  std::size_t end = text.size();
  while (end > 0) {
    std::size_t begin = end - 1;
    while (begin > 0 && !begins_character(text[begin])) --begin;
    made.append(text.substr(begin, end - begin));
    end = begin;
  }
  return made;
}

void add_string_functions(std::vector<Function>& into) {
  const auto add = [&](const char* name, std::size_t least, std::size_t most,
                       std::vector<Kinds> accepts, Kinds gives, FunctionBody body) {
    into.push_back({name, least, most, std::move(accepts), gives, true, false, body});
  };
  add("toUpper", 1, 1, {kString}, kString, to_upper);
  add("upper", 1, 1, {kString}, kString, to_upper);
  add("toLower", 1, 1, {kString}, kString, to_lower);
  add("lower", 1, 1, {kString}, kString, to_lower);
  add("trim", 1, 1, {kString}, kString, trim);
  add("btrim", 1, 1, {kString}, kString, trim);
  add("lTrim", 1, 1, {kString}, kString, trim_left);
  add("rTrim", 1, 1, {kString}, kString, trim_right);
  add("replace", 3, 3, {kString}, kString, replace);
  add("split", 2, 2, {kString, kString | kinds(Kind::kList)}, kinds(Kind::kList), split);
  add("substring", 2, 3, {kString, kInteger}, kString, substring);
  add("left", 2, 2, {kString, kInteger}, kString, left);
  add("right", 2, 2, {kString, kInteger}, kString, right);
}

}  // namespace trine::query
