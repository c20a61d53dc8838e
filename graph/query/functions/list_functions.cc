// Functions of lists, and of those strings that are treated as lists of characters.
#include <algorithm>

#include "graph/query/functions/functions.h"
#include "graph/query/functions/text.h"

namespace trine::query {
namespace {

constexpr Kinds kList = kinds(Kind::kList);
constexpr Kinds kString = kinds(Kind::kString);

[[noreturn]] void wrong(const Value& value, std::string_view function) {
  type_error("InvalidArgumentValue",
             std::string(function) + "() does not take a " + std::string(to_string(value.kind())));
}

const List& list_of(const Value& value, std::string_view function) {
  if (!value.is(Kind::kList)) wrong(value, function);
  return value.list();
}

Value size(const FunctionContext&, std::span<const Value> in) {
  if (in[0].is(Kind::kString)) return static_cast<std::int64_t>(count_characters(in[0].string()));
  if (in[0].is(Kind::kMap)) return static_cast<std::int64_t>(in[0].map().size());
  return static_cast<std::int64_t>(list_of(in[0], "size").size());
}

Value head(const FunctionContext&, std::span<const Value> in) {
  const auto& list = list_of(in[0], "head");
  return list.empty() ? Value() : list.front();
}

Value last(const FunctionContext&, std::span<const Value> in) {
  const auto& list = list_of(in[0], "last");
  return list.empty() ? Value() : list.back();
}

Value tail(const FunctionContext&, std::span<const Value> in) {
  const auto& list = list_of(in[0], "tail");
  return list.empty() ? List() : List(list.begin() + 1, list.end());
}

Value reverse(const FunctionContext&, std::span<const Value> in) {
  if (in[0].is(Kind::kString)) return reversed_characters(in[0].string());
  const auto& list = list_of(in[0], "reverse");
  return List(list.rbegin(), list.rend());
}

Value is_empty(const FunctionContext&, std::span<const Value> in) {
  if (in[0].is(Kind::kString)) return in[0].string().empty();
  if (in[0].is(Kind::kMap)) return in[0].map().empty();
  return list_of(in[0], "isEmpty").empty();
}

Value range(const FunctionContext&, std::span<const Value> in) {
  for (const auto& value : in) {
    if (!value.is(Kind::kInteger)) {
      argument_error("InvalidArgumentType", "range() takes integers");
    }
  }
  const std::int64_t step = in.size() > 2 ? in[2].integer() : 1;
  if (step == 0) argument_error("NumberOutOfRange", "the step of a range can't be 0");
  const std::int64_t from = in[0].integer();
  const std::int64_t to = in[1].integer();
  List numbers;
  if (step > 0 ? from > to : from < to) return numbers;
  const auto size = static_cast<std::uint64_t>(step > 0 ? to - from : from - to) /
                        static_cast<std::uint64_t>(step > 0 ? step : -step) +
                    1;
  if (size > 50'000'000) {
    argument_error("NumberOutOfRange", "a range of " + std::to_string(size) + " is too long");
  }
  numbers.reserve(size);
  for (std::uint64_t i = 0; i < size; ++i) {
    numbers.emplace_back(from + static_cast<std::int64_t>(i) * step);
  }
  return numbers;
}

}  // namespace

void add_list_functions(std::vector<Function>& into) {
  constexpr Kinds kInteger = kinds(Kind::kInteger);
  constexpr Kinds kSized = kList | kString | kinds(Kind::kMap);
  into.push_back({"size", 1, 1, {kList | kString}, kInteger, true, false, size});
  into.push_back({"head", 1, 1, {kList}, kAnyKind, true, false, head});
  into.push_back({"last", 1, 1, {kList}, kAnyKind, true, false, last});
  into.push_back({"tail", 1, 1, {kList}, kList, true, false, tail});
  into.push_back({"reverse", 1, 1, {kList | kString}, kList | kString, true, false, reverse});
  into.push_back({"isEmpty", 1, 1, {kSized}, kinds(Kind::kBoolean), true, false, is_empty});
  into.push_back({"range", 2, 3, {kAnyKind}, kList, true, false, range});
}

}  // namespace trine::query
