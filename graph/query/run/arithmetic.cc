#include <cmath>
#include <limits>
#include <sstream>

#include "graph/query/run/evaluate.h"

namespace trine::query {
namespace {

[[noreturn]] void wrong_kinds(const Value& a, char sign, const Value& b) {
  type_error("InvalidArgumentType", "a " + std::string(to_string(a.kind())) + " and a " +
                                        std::string(to_string(b.kind())) + " have no '" +
                                        std::string(1, sign) + "'");
}

[[noreturn]] void overflow() {
  throw QueryError("ArithmeticError", Phase::kRuntime, "IntegerOverflow", {},
                   "the result is too large for an integer");
}

Value integers(std::int64_t a, char sign, std::int64_t b) {
  std::int64_t result = 0;
  switch (sign) {
    case '+':
      if (__builtin_add_overflow(a, b, &result)) overflow();
      return result;
    case '-':
      if (__builtin_sub_overflow(a, b, &result)) overflow();
      return result;
    case '*':
      if (__builtin_mul_overflow(a, b, &result)) overflow();
      return result;
    case '/':
    case '%':
      if (b == 0) {
        throw QueryError("ArithmeticError", Phase::kRuntime, "DivisionByZero", {},
                         "an integer can't be divided by 0");
      }
      if (b == -1) return sign == '/' ? integers(0, '-', a) : Value(0);
      return sign == '/' ? a / b : a % b;
    default:
      return std::pow(static_cast<double>(a), static_cast<double>(b));
  }
}

Value reals(double a, char sign, double b) {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return std::fmod(a, b);
    default:
      return std::pow(a, b);
  }
}

Value joined(const Value& a, const Value& b) {
  List all;
  for (const Value* side : {&a, &b}) {
    if (side->is(Kind::kList)) {
      all.insert(all.end(), side->list().begin(), side->list().end());
    } else {
      all.push_back(*side);
    }
  }
  return all;
}

std::string text_of(const Value& value) {
  if (value.is(Kind::kString)) return value.string();
  std::ostringstream text;
  text << value;
  return text.str();
}

bool is_text_like(const Value& value) {
  constexpr Kinds kTexts = kinds(Kind::kString, Kind::kBoolean) | kNumbers | kTemporals;
  return (kTexts & kinds(value.kind())) != 0;
}

// A point in time moved by a duration.
Value moved(const Value& point, const Duration& duration, int sign) {
  switch (point.kind()) {
    case Kind::kDate:
      return plus(point.as<Date>(), duration, sign);
    case Kind::kLocalTime:
      return plus(point.as<LocalTime>(), duration, sign);
    case Kind::kTime:
      return plus(point.as<Time>(), duration, sign);
    case Kind::kLocalDateTime:
      return plus(point.as<LocalDateTime>(), duration, sign);
    case Kind::kDateTime:
      return plus(point.as<DateTime>(), duration, sign);
    default:
      return plus(point.as<Duration>(), duration, sign);
  }
}

}  // namespace

Value arithmetic(const Value& a, char sign, const Value& b) {
  if (a.is_null() || b.is_null()) return {};
  if (a.is(Kind::kInteger) && b.is(Kind::kInteger)) {
    return integers(a.integer(), sign, b.integer());
  }
  if (a.is_number() && b.is_number()) return reals(a.number(), sign, b.number());
  const bool adds = sign == '+' || sign == '-';
  if (sign == '+' && (a.is(Kind::kList) || b.is(Kind::kList))) return joined(a, b);
  if (adds && b.is(Kind::kDuration) && (kTemporals & kinds(a.kind())) != 0) {
    return moved(a, b.as<Duration>(), sign == '+' ? 1 : -1);
  }
  if (sign == '+' && a.is(Kind::kDuration) && (kTemporals & kinds(b.kind())) != 0) {
    return moved(b, a.as<Duration>(), 1);
  }
  if (a.is(Kind::kDuration) && b.is_number() && (sign == '*' || sign == '/')) {
    return times(a.as<Duration>(), sign == '*' ? b.number() : 1.0 / b.number());
  }
  if (b.is(Kind::kDuration) && a.is_number() && sign == '*') {
    return times(b.as<Duration>(), a.number());
  }
  if (sign == '+' && (a.is(Kind::kString) || b.is(Kind::kString)) && is_text_like(a) &&
      is_text_like(b)) {
    return text_of(a) + text_of(b);
  }
  wrong_kinds(a, sign, b);
}

Value negated(const Value& value) {
  switch (value.kind()) {
    case Kind::kNull:
      return {};
    case Kind::kInteger:
      return integers(0, '-', value.integer());
    case Kind::kFloat:
      return -value.real();
    case Kind::kDuration:
      return plus(Duration{}, value.as<Duration>(), -1);
    default:
      type_error("InvalidArgumentType",
                 "a " + std::string(to_string(value.kind())) + " can't be negated");
  }
}

}  // namespace trine::query
