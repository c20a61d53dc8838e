#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "graph/query/functions/functions.h"

namespace trine::query {
namespace {

double number_of(const Value& value) {
  if (!value.is_number()) {
    type_error("InvalidArgumentType",
               "a number is needed, not a " + std::string(to_string(value.kind())));
  }
  return value.number();
}

template <double (*Function)(double)>
Value real(const FunctionContext&, std::span<const Value> in) {
  return Function(number_of(in[0]));
}

Value absolute(const FunctionContext&, std::span<const Value> in) {
  if (in[0].is(Kind::kInteger)) {
    if (in[0].integer() == std::numeric_limits<std::int64_t>::min()) {
      argument_error("NumberOutOfRange", "the number has no absolute value among the integers");
    }
    return std::abs(in[0].integer());
  }
  return std::abs(number_of(in[0]));
}

Value sign(const FunctionContext&, std::span<const Value> in) {
  const double value = number_of(in[0]);
  return std::int64_t{value > 0 ? 1 : (value < 0 ? -1 : 0)};
}

// Half goes up, as in Java's Math.round; with a number of digits, away from zero.
Value round(const FunctionContext&, std::span<const Value> in) {
  const double value = number_of(in[0]);
  if (in.size() == 1) return std::floor(value + 0.5);
  const double power = std::pow(10.0, number_of(in[1]));
  const std::string mode = in.size() > 2 && in[2].is(Kind::kString) ? in[2].string() : "HALF_UP";
  const double scaled = value * power;
  double rounded = std::round(scaled);
  if (mode == "UP") rounded = scaled < 0 ? std::floor(scaled) : std::ceil(scaled);
  if (mode == "DOWN") rounded = std::trunc(scaled);
  if (mode == "CEILING") rounded = std::ceil(scaled);
  if (mode == "FLOOR") rounded = std::floor(scaled);
  if (mode == "HALF_EVEN") rounded = std::nearbyint(scaled);
  if (mode == "HALF_DOWN" && std::abs(scaled - std::trunc(scaled)) == 0.5) {
    rounded = std::trunc(scaled);
  }
  return rounded / power;
}

Value random(const FunctionContext&, std::span<const Value>) {
  static thread_local std::mt19937_64 source(20'231);
  return std::uniform_real_distribution<double>(0.0, 1.0)(source);
}

Value arc_tangent_2(const FunctionContext&, std::span<const Value> in) {
  return std::atan2(number_of(in[0]), number_of(in[1]));
}

Value e(const FunctionContext&, std::span<const Value>) { return std::numbers::e; }
Value pi(const FunctionContext&, std::span<const Value>) { return std::numbers::pi; }

Value is_nan(const FunctionContext&, std::span<const Value> in) {
  return std::isnan(number_of(in[0]));
}

double cotangent(double value) { return 1.0 / std::tan(value); }
double degrees(double value) { return value * 180.0 / std::numbers::pi; }
double radians(double value) { return value * std::numbers::pi / 180.0; }
double haversine(double value) { return 0.5 * (1.0 - std::cos(value)); }

}  // namespace

void add_math_functions(std::vector<Function>& into) {
  constexpr Kinds kFloat = kinds(Kind::kFloat);
  const auto add = [&](const char* name, FunctionBody body) {
    into.push_back({name, 1, 1, {kNumbers}, kFloat, true, false, body});
  };
  add("ceil", real<std::ceil>);
  add("floor", real<std::floor>);
  add("sqrt", real<std::sqrt>);
  add("exp", real<std::exp>);
  add("log", real<std::log>);
  add("log10", real<std::log10>);
  add("sin", real<std::sin>);
  add("cos", real<std::cos>);
  add("tan", real<std::tan>);
  add("cot", real<cotangent>);
  add("asin", real<std::asin>);
  add("acos", real<std::acos>);
  add("atan", real<std::atan>);
  add("sinh", real<std::sinh>);
  add("cosh", real<std::cosh>);
  add("tanh", real<std::tanh>);
  add("degrees", real<degrees>);
  add("radians", real<radians>);
  add("haversin", real<haversine>);
  into.push_back({"abs", 1, 1, {kNumbers}, kNumbers, true, false, absolute});
  into.push_back({"sign", 1, 1, {kNumbers}, kinds(Kind::kInteger), true, false, sign});
  into.push_back(
      {"round", 1, 3, {kNumbers, kNumbers, kinds(Kind::kString)}, kFloat, true, false, round});
  into.push_back({"rand", 0, 0, {}, kFloat, true, true, random});
  into.push_back({"atan2", 2, 2, {kNumbers}, kFloat, true, false, arc_tangent_2});
  into.push_back({"e", 0, 0, {}, kFloat, true, false, e});
  into.push_back({"pi", 0, 0, {}, kFloat, true, false, pi});
  into.push_back({"isNaN", 1, 1, {kNumbers}, kinds(Kind::kBoolean), true, false, is_nan});
}

}  // namespace trine::query
