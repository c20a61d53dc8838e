#include <charconv>
#include <cmath>
#include <sstream>

#include "graph/query/functions/functions.h"

namespace trine::query {
namespace {

constexpr Kinds kBoolean = kinds(Kind::kBoolean);
constexpr Kinds kInteger = kinds(Kind::kInteger);
constexpr Kinds kFloat = kinds(Kind::kFloat);
constexpr Kinds kString = kinds(Kind::kString);

std::string_view trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  return std::string_view(text).substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

// Null: the text is no number.
Value read_float(const std::string& text) {
  std::string_view rest = trimmed(text);
  if (rest.starts_with('+')) rest.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (rest.empty() || end != rest.data() + rest.size() || error != std::errc()) return {};
  return value;
}

Value cut(double value) {
  if (std::isnan(value) || std::abs(value) >= 9.223372036854775807e18) return {};
  return static_cast<std::int64_t>(value);
}

Value read_integer(const std::string& text) {
  std::string_view rest = trimmed(text);
  if (rest.starts_with('+')) rest.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (!rest.empty() && end == rest.data() + rest.size() && error == std::errc()) return value;
  const Value real = read_float(text);
  return real.is_null() ? Value() : cut(real.real());
}

Value read_boolean(const std::string& text) {
  std::string word(trimmed(text));
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (word == "true") return true;
  if (word == "false") return false;
  return {};
}

// The conversions proper; nothing where the kind can't be converted at all.
std::optional<Value> as_integer(const Value& value) {
  switch (value.kind()) {
    case Kind::kInteger:
      return value;
    case Kind::kFloat:
      return cut(value.real());
    case Kind::kString:
      return read_integer(value.string());
    case Kind::kBoolean:
      return Value(std::int64_t{value.boolean() ? 1 : 0});
    default:
      return std::nullopt;
  }
}

std::optional<Value> as_float(const Value& value) {
  if (value.is_number()) return Value(value.number());
  if (value.is(Kind::kString)) return read_float(value.string());
  return std::nullopt;
}

std::optional<Value> as_boolean(const Value& value) {
  if (value.is(Kind::kBoolean)) return value;
  if (value.is(Kind::kString)) return read_boolean(value.string());
  if (value.is(Kind::kInteger)) return Value(value.integer() != 0);
  return std::nullopt;
}

std::optional<Value> as_string(const Value& value) {
  if (value.is(Kind::kString)) return value;
  const Kinds kind = kinds(value.kind());
  if ((kind & (kBoolean | kNumbers | kTemporals)) == 0) return std::nullopt;
  std::ostringstream text;
  text << value;
  return Value(text.str());
}

using Conversion = std::optional<Value> (*)(const Value&);

template <Conversion Convert>
Value strictly(const FunctionContext&, std::span<const Value> in) {
  if (auto made = Convert(in[0])) return *std::move(made);
  type_error("InvalidArgumentValue",
             "a " + std::string(to_string(in[0].kind())) + " can't be converted");
}

template <Conversion Convert>
Value or_null(const FunctionContext&, std::span<const Value> in) {
  return Convert(in[0]).value_or(Value());
}

template <Conversion Convert>
Value of_each(const FunctionContext&, std::span<const Value> in) {
  if (!in[0].is(Kind::kList)) type_error("InvalidArgumentValue", "a list is needed");
  List made;
  for (const auto& one : in[0].list()) made.push_back(Convert(one).value_or(Value()));
  return made;
}

template <Conversion Convert>
void add(std::vector<Function>& into, const std::string& name, Kinds accepts, Kinds gives) {
  constexpr Kinds kList = kinds(Kind::kList);
  into.push_back({name, 1, 1, {accepts}, gives, true, false, strictly<Convert>});
  into.push_back({name + "OrNull", 1, 1, {kAnyKind}, gives, true, false, or_null<Convert>});
  into.push_back({name + "List", 1, 1, {kList}, kList, true, false, of_each<Convert>});
}

}  // namespace

void add_conversion_functions(std::vector<Function>& into) {
  add<as_integer>(into, "toInteger", kAnyKind, kInteger);
  add<as_float>(into, "toFloat", kAnyKind, kFloat);
  add<as_boolean>(into, "toBoolean", kAnyKind, kBoolean);
  add<as_string>(into, "toString", kAnyKind, kString);
}

}  // namespace trine::query
