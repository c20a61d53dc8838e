#include <functional>

#include "graph/query/semantics/analyzer.h"

namespace trine::query {
namespace {

constexpr Kinds kNull = kinds(Kind::kNull);
constexpr Kinds kBoolean = kinds(Kind::kBoolean);
constexpr Kinds kList = kinds(Kind::kList);
constexpr Kinds kMap = kinds(Kind::kMap);
constexpr Kinds kString = kinds(Kind::kString);
constexpr Kinds kNode = kinds(Kind::kNode);
constexpr Kinds kRelationship = kinds(Kind::kRelationship);
constexpr Kinds kDuration = kinds(Kind::kDuration);

StaticType just(Kinds of) { return {of, kAnyKind}; }

[[noreturn]] void wrong_type(const Expression& at, const std::string& message) {
  syntax_error("InvalidArgumentType", at.position, message);
}

std::string kind_names(Kinds of) {
  std::string names;
  for (int i = 0; i < 16; ++i) {
    if ((of & (Kinds{1} << i)) == 0) continue;
    if (!names.empty()) names += " or ";
    names += to_string(static_cast<Kind>(i));
  }
  return names;
}

void require(const Expression& at, const StaticType& type, Kinds wanted, std::string_view where) {
  if (may_be(type, wanted)) return;
  wrong_type(
      at, std::string(where) + " takes " + kind_names(wanted) + ", not " + kind_names(type.kinds));
}

}  // namespace

StaticType Analyzer::expression(Expression& of, const Scope& scope, Place place) {
  using K = ExpressionKind;
  const Place inside{false, place.aggregation, place.in_aggregate};
  const auto all = [&](Place in) {
    for (auto& argument : of.arguments) {
      if (argument != nullptr) expression(*argument, scope, in);
    }
  };
  switch (of.kind) {
    case K::kLiteral:
      return literal(of);
    case K::kParameter:
      if (options_.parameters != nullptr && !options_.parameters->contains(of.name)) {
        throw QueryError("ParameterMissing", Phase::kCompile, "MissingParameter", of.position,
                         "there is no value for the parameter $" + of.name);
      }
      return {};
    case K::kVariable:
      return variable(of, scope);
    case K::kProperty:
      return property_of(of, scope, inside);
    case K::kList: {
      StaticType type{kList, of.arguments.empty() ? kAnyKind : 0};
      for (auto& argument : of.arguments) {
        type.elements |= expression(*argument, scope, inside).kinds;
      }
      return type;
    }
    case K::kMap:
      all(inside);
      return just(kMap);
    case K::kMapProjection:
      require(of, expression(*of.arguments[0], scope, inside), kMap | kNode | kRelationship,
              "{...}");
      for (std::size_t i = 1; i < of.arguments.size(); ++i) {
        if (of.arguments[i] != nullptr) expression(*of.arguments[i], scope, inside);
      }
      return just(kMap | kNull);
    case K::kIndex:
    case K::kSlice:
      return element(of, scope, inside);
    case K::kNot:
    case K::kAnd:
    case K::kOr:
    case K::kXor:
      return logical(of, scope, place);
    case K::kComparison:
    case K::kStartsWith:
    case K::kEndsWith:
    case K::kContains:
    case K::kMatches:
    case K::kIsNull:
    case K::kIsNotNull:
      all(inside);
      return just(kBoolean | kNull);
    case K::kArithmetic:
      return arithmetic(of, scope, inside);
    case K::kMinus:
    case K::kPlus:
      require(of, expression(*of.arguments[0], scope, inside), kNumbers | kDuration, "a sign");
      return just(kNumbers | kDuration | kNull);
    case K::kIn:
      expression(*of.arguments[0], scope, inside);
      require(of, expression(*of.arguments[1], scope, inside), kList, "IN");
      return just(kBoolean | kNull);
    case K::kHasLabels:
      require(of, expression(*of.arguments[0], scope, inside), kNode | kRelationship, "a label");
      return just(kBoolean | kNull);
    case K::kCall:
      return is_aggregate(of.name) ? aggregate(of, scope, place) : function_call(of, scope, place);
    case K::kAggregate:
      return aggregate(of, scope, place);
    case K::kCase:
      return case_of(of, scope, place);
    case K::kListComprehension:
    case K::kQuantifier:
      return list_walk(of, scope, inside);
    case K::kReduce:
      return reduce(of, scope, inside);
    case K::kPatternComprehension:
    case K::kPatternPredicate:
      return pattern_expression(of, scope, place);
    case K::kExists:
    case K::kCount:
    case K::kCollect:
      return subquery(of, scope);
  }
  return {};
}

StaticType Analyzer::literal(const Expression& of) const { return just(kinds(of.value.kind())); }

StaticType Analyzer::variable(Expression& of, const Scope& scope) const {
  const auto found = scope.find(of.name);
  if (found == scope.end()) {
    syntax_error("UndefinedVariable", of.position, "there is no variable '" + of.name + "' here");
  }
  of.slot = found->second.slot;
  return found->second.type;
}

StaticType Analyzer::property_of(Expression& of, const Scope& scope, Place place) {
  const StaticType base = expression(*of.arguments[0], scope, place);
  if (may_be(base, kNode | kRelationship | kMap | kTemporals)) return {};
  const std::string message = "a " + kind_names(base.kinds) + " has no properties";
  if (base.kinds == kinds(Kind::kPath)) wrong_type(of, message);
  throw QueryError("TypeError", Phase::kCompile, "InvalidArgumentType", of.position, message);
}

StaticType Analyzer::element(Expression& of, const Scope& scope, Place place) {
  const StaticType base = expression(*of.arguments[0], scope, place);
  const bool slice = of.kind == ExpressionKind::kSlice;
  const Kinds wanted = slice ? kList | kString : kList | kMap | kNode | kRelationship;
  const auto wrong = [&](const std::string& message) {
    throw QueryError("TypeError", Phase::kCompile, "InvalidArgumentType", of.position, message);
  };
  if (!may_be(base, wanted)) wrong("a " + kind_names(base.kinds) + " has no elements");
  for (std::size_t i = 1; i < of.arguments.size(); ++i) {
    if (of.arguments[i] == nullptr) continue;
    const StaticType index = expression(*of.arguments[i], scope, place);
    const bool list = (base.kinds & ~kNull) == kList;
    if (list && !may_be(index, kinds(Kind::kInteger))) {
      wrong("a list's elements go by numbers, not by a " + kind_names(index.kinds));
    }
  }
  if (slice) return {base.kinds | kNull, base.elements};
  return (base.kinds & ~(kList | kNull)) == 0 ? just(base.elements | kNull) : StaticType{};
}

StaticType Analyzer::logical(Expression& of, const Scope& scope, Place place) {
  for (auto& argument : of.arguments) {
    require(*argument, expression(*argument, scope, place), kBoolean,
            of.kind == ExpressionKind::kNot   ? "NOT"
            : of.kind == ExpressionKind::kAnd ? "AND"
            : of.kind == ExpressionKind::kOr  ? "OR"
                                              : "XOR");
  }
  return just(kBoolean | kNull);
}

StaticType Analyzer::arithmetic(Expression& of, const Scope& scope, Place place) {
  const StaticType left = expression(*of.arguments[0], scope, place);
  const StaticType right = expression(*of.arguments[1], scope, place);
  const char sign = of.operators[0][0];
  const bool lists = ((left.kinds | right.kinds) & kList) != 0;
  if (sign == '+' && lists) {
    const bool sure = left.kinds == kList || right.kinds == kList;
    const Kinds elements = (left.kinds == kList ? left.elements : left.kinds) |
                           (right.kinds == kList ? right.elements : right.kinds);
    return sure ? StaticType{kList | kNull, elements} : StaticType{};
  }
  const Kinds wanted = sign == '+'                  ? kNumbers | kString | kTemporals
                       : sign == '-'                ? kNumbers | kTemporals
                       : sign == '*' || sign == '/' ? kNumbers | kDuration
                                                    : kNumbers;
  for (const auto& [argument, type] :
       {std::pair(&of.arguments[0], &left), {&of.arguments[1], &right}}) {
    require(**argument, *type, wanted, of.operators[0]);
  }
  if ((left.kinds & ~kNumbers) == 0 && (right.kinds & ~kNumbers) == 0) {
    return just(sign == '^' ? kinds(Kind::kFloat) : kNumbers);
  }
  if (sign == '+' && (left.kinds == kString || right.kinds == kString)) {
    return just(kString | kNull);
  }
  return just(wanted | kNull);
}

StaticType Analyzer::function_call(Expression& of, const Scope& scope, Place place) {
  of.function = find_function(of.name);
  if (of.function == nullptr) {
    syntax_error("UnknownFunction", of.position, "there is no function " + of.name + "()");
  }
  if (of.arguments.size() < of.function->least || of.arguments.size() > of.function->most) {
    syntax_error(
        "InvalidNumberOfArguments", of.position,
        of.name + "() does not take " + std::to_string(of.arguments.size()) + " arguments");
  }
  // exists((a)-->(b)) is the one function of a pattern.
  const bool exists = of.function->name == "exists";
  StaticType first;
  for (std::size_t i = 0; i < of.arguments.size(); ++i) {
    const StaticType type =
        expression(*of.arguments[i], scope, {exists, place.aggregation, place.in_aggregate});
    if (i == 0) first = type;
    const auto& accepts = of.function->accepts;
    if (accepts.empty()) continue;
    require(*of.arguments[i], type, accepts[std::min(i, accepts.size() - 1)], of.name + "()");
  }
  if (exists && of.arguments[0]->kind == ExpressionKind::kPatternPredicate) {
    of.kind = ExpressionKind::kNot;  // twice not: the pattern's truth itself
    auto inner = std::make_unique<Expression>();
    inner->kind = ExpressionKind::kNot;
    inner->position = of.position;
    inner->arguments = std::move(of.arguments);
    of.arguments.clear();
    of.arguments.push_back(std::move(inner));
    return just(kBoolean | kNull);
  }
  const std::string& name = of.function->name;
  const Kinds nothing = of.function->null_in_null_out ? kNull : 0;
  if (name == "head" || name == "last") {
    return (first.kinds & ~(kList | kNull)) == 0 ? just(first.elements | kNull) : StaticType{};
  }
  if (name == "tail" || name == "reverse") return {first.kinds | kNull, first.elements};
  if (name == "nodes") return {kList | kNull, kNode};
  if (name == "relationships" || name == "rels") return {kList | kNull, kRelationship};
  if (name == "labels" || name == "keys" || name == "split") return {kList | kNull, kString};
  if (name == "range") return {kList, kinds(Kind::kInteger)};
  return just(of.function->gives | nothing);
}

StaticType Analyzer::aggregate(Expression& of, const Scope& scope, Place place) {
  of.kind = ExpressionKind::kAggregate;
  if (place.in_aggregate) {
    syntax_error("NestedAggregation", of.position, "an aggregation can't hold another");
  }
  if (!place.aggregation) {
    syntax_error("InvalidAggregation", of.position, of.name + " can't be used here");
  }
  for (char& c : of.name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool percentile = of.name.starts_with("percentile");
  const std::size_t wanted = of.name == "count(*)" ? 0 : (percentile ? 2 : 1);
  if (of.arguments.size() != wanted) {
    syntax_error("InvalidNumberOfArguments", of.position,
                 of.name + "() takes " + std::to_string(wanted) + " arguments");
  }
  StaticType first;
  for (auto& argument : of.arguments) {
    if (varies(*argument)) {
      syntax_error("NonConstantExpression", argument->position,
                   "what is aggregated can't be different each time");
    }
    const StaticType type = expression(*argument, scope, {false, true, true});
    if (argument == of.arguments.front()) first = type;
  }
  if (of.name == "sum" || of.name == "avg") {
    require(of, first, kNumbers | kDuration, of.name + "()");
  }
  if (of.name.starts_with("count")) return just(kinds(Kind::kInteger));
  if (of.name == "collect") return {kList, first.kinds};
  if (of.name == "min" || of.name == "max") return {first.kinds | kNull, first.elements};
  return just(kNumbers | kDuration | kNull);
}

StaticType Analyzer::case_of(Expression& of, const Scope& scope, Place place) {
  const Place inside{false, place.aggregation, place.in_aggregate};
  const bool simple = of.arguments.front() != nullptr;
  if (simple) expression(*of.arguments.front(), scope, inside);
  StaticType type{0, 0};
  for (std::size_t i = 1; i + 1 < of.arguments.size(); i += 2) {
    Place when = inside;
    when.predicate = place.predicate && !simple;
    expression(*of.arguments[i], scope, when);
    const StaticType then = expression(*of.arguments[i + 1], scope, inside);
    type.kinds |= then.kinds;
    type.elements |= then.elements;
  }
  if (of.arguments.back() == nullptr) {
    type.kinds |= kNull;
  } else {
    const StaticType otherwise = expression(*of.arguments.back(), scope, inside);
    type.kinds |= otherwise.kinds;
    type.elements |= otherwise.elements;
  }
  return type;
}

StaticType Analyzer::list_walk(Expression& of, const Scope& scope, Place place) {
  const StaticType list = expression(*of.arguments[0], scope, place);
  require(*of.arguments[0], list, kList, "IN");
  of.slot = new_slot();
  Scope inner = scope;
  const bool sure = (list.kinds & ~(kList | kNull)) == 0;
  inner[of.names[0]] = {of.slot, just(sure ? list.elements : kAnyKind)};
  // Its parts are evaluated for every element: nothing there can be aggregated.
  const Place within{true, false, place.in_aggregate};
  if (of.arguments[1] != nullptr) {
    require(*of.arguments[1], expression(*of.arguments[1], inner, within), kBoolean, "WHERE");
  }
  StaticType result = just(sure ? list.elements : kAnyKind);
  if (of.arguments[2] != nullptr) {
    result = expression(*of.arguments[2], inner, {false, false, place.in_aggregate});
  }
  if (of.kind == ExpressionKind::kQuantifier) return just(kBoolean | kNull);
  return {kList | kNull, result.kinds};
}

StaticType Analyzer::reduce(Expression& of, const Scope& scope, Place place) {
  const StaticType start = expression(*of.arguments[0], scope, place);
  const StaticType list = expression(*of.arguments[1], scope, place);
  require(*of.arguments[1], list, kList, "IN");
  of.slot = new_slot();
  of.second_slot = new_slot();
  Scope inner = scope;
  inner[of.names[0]] = {of.slot, {}};
  inner[of.names[1]] = {of.second_slot, just(list.kinds == kList ? list.elements : kAnyKind)};
  const StaticType step = expression(*of.arguments[2], inner, {false, false, place.in_aggregate});
  return {start.kinds | step.kinds | kNull, kAnyKind};
}

StaticType Analyzer::pattern_expression(Expression& of, const Scope& scope, Place place) {
  Scope inner = scope;
  if (of.kind == ExpressionKind::kPatternPredicate) {
    const auto selector = of.pattern.parts.front().selector;
    if (selector != Selector::kAll) {
      // shortestPath((a)-[*]-(b)) is the path itself.
      pattern(of.pattern, inner, false);
      of.slot = new_slot();
      of.pattern.parts.front().slot = of.slot;
      return selector == Selector::kAllShortest ? StaticType{kList | kNull, kinds(Kind::kPath)}
                                                : just(kinds(Kind::kPath) | kNull);
    }
    if (!place.predicate) {
      syntax_error("UnexpectedSyntax", of.position,
                   "a pattern can stand for its existence only where a condition is expected");
    }
    pattern(of.pattern, inner, false);
    return just(kBoolean);
  }
  pattern(of.pattern, inner, true);
  if (of.arguments[0] != nullptr) {
    require(*of.arguments[0],
            expression(*of.arguments[0], inner, {true, false, place.in_aggregate}), kBoolean,
            "WHERE");
  }
  const StaticType result = expression(*of.arguments[1], inner, {false, false, place.in_aggregate});
  return {kList, result.kinds};
}

StaticType Analyzer::subquery(Expression& of, const Scope& scope) {
  query(*of.subquery, scope, of.kind == ExpressionKind::kCollect, true);
  if (of.kind == ExpressionKind::kExists) return just(kBoolean);
  if (of.kind == ExpressionKind::kCount) return just(kinds(Kind::kInteger));
  if (of.subquery->columns.size() != 1) {
    syntax_error("UnexpectedSyntax", of.position, "COLLECT takes a query of one column");
  }
  return just(kList);
}

}  // namespace trine::query
