#include "graph/query/run/evaluate.h"

#include <unicode/regex.h>

#include <algorithm>
#include <array>

#include "graph/query/run/operators.h"

namespace trine::query {
namespace {

using K = ExpressionKind;

Truth truth_of(const Value& value) {
  if (value.is_null()) return Truth::kNull;
  if (!value.is(Kind::kBoolean)) {
    type_error("InvalidArgumentType",
               "a condition is true, false or null, not a " + std::string(to_string(value.kind())));
  }
  return value.boolean() ? Truth::kTrue : Truth::kFalse;
}

Truth condition(const Expression& of, Execution& run) { return truth_of(evaluate(of, run)); }

Value logical(const Expression& of, Execution& run) {
  const Truth left = condition(*of.arguments[0], run);
  if (of.kind == K::kNot) {
    return left == Truth::kNull ? Value() : Value(left == Truth::kFalse);
  }
  if (of.kind == K::kAnd && left == Truth::kFalse) return false;
  if (of.kind == K::kOr && left == Truth::kTrue) return true;
  const Truth right = condition(*of.arguments[1], run);
  if (of.kind == K::kAnd && right == Truth::kFalse) return false;
  if (of.kind == K::kOr && right == Truth::kTrue) return true;
  if (left == Truth::kNull || right == Truth::kNull) return {};
  if (of.kind == K::kXor) return left != right;
  return of.kind == K::kAnd;
}

Truth compared(const Value& a, const std::string& sign, const Value& b) {
  if (sign == "=") return equal(a, b);
  if (sign == "<>") {
    const Truth same = equal(a, b);
    return same == Truth::kNull ? same : (same == Truth::kTrue ? Truth::kFalse : Truth::kTrue);
  }
  if (sign == "<") return compare(a, Relation4::kLess, b);
  if (sign == "<=") return compare(a, Relation4::kLessOrEqual, b);
  if (sign == ">") return compare(a, Relation4::kGreater, b);
  return compare(a, Relation4::kGreaterOrEqual, b);
}

// a < b < c is a < b and b < c.
Value comparison(const Expression& of, Execution& run) {
  Truth all = Truth::kTrue;
  Value left = evaluate(*of.arguments[0], run);
  for (std::size_t i = 0; i < of.operators.size(); ++i) {
    Value right = evaluate(*of.arguments[i + 1], run);
    const Truth one = compared(left, of.operators[i], right);
    if (one == Truth::kFalse) return false;
    if (one == Truth::kNull) all = one;
    left = std::move(right);
  }
  return to_value(all);
}

Value text_predicate(const Expression& of, Execution& run) {
  const Value text = evaluate(*of.arguments[0], run);
  const Value part = evaluate(*of.arguments[1], run);
  if (!text.is(Kind::kString) || !part.is(Kind::kString)) return {};
  const std::string_view whole = text.string();
  if (of.kind == K::kStartsWith) return whole.starts_with(part.string());
  if (of.kind == K::kEndsWith) return whole.ends_with(part.string());
  if (of.kind == K::kContains) return whole.find(part.string()) != std::string_view::npos;
  UErrorCode status = U_ZERO_ERROR;
  icu::RegexMatcher matcher(icu::UnicodeString::fromUTF8(part.string()), 0, status);
  if (U_FAILURE(status)) {
    argument_error("InvalidArgumentValue", "'" + part.string() + "' is no regular expression");
  }
  const auto subject = icu::UnicodeString::fromUTF8(text.string());
  matcher.reset(subject);
  matcher.setTimeLimit(5000, status);  // some patterns would never end
  const bool found = matcher.matches(status);
  if (U_FAILURE(status)) {
    argument_error("InvalidArgumentValue", "'" + part.string() + "' takes too long to match");
  }
  return found;
}

Value in_list(const Expression& of, Execution& run) {
  const Value value = evaluate(*of.arguments[0], run);
  const Value list = evaluate(*of.arguments[1], run);
  if (list.is_null()) return {};
  if (!list.is(Kind::kList)) type_error("InvalidArgumentType", "IN takes a list");
  Truth found = Truth::kFalse;
  for (const auto& one : list.list()) {
    const Truth same = equal(value, one);
    if (same == Truth::kTrue) return true;
    if (same == Truth::kNull) found = Truth::kNull;
  }
  return to_value(found);
}

Value has_labels(const Expression& of, Execution& run) {
  const Value value = evaluate(*of.arguments[0], run);
  if (value.is_null()) return {};
  const auto& graph = run.graph();
  if (value.is(Kind::kRelationship)) {
    const std::string type = graph.type_name(value.relationship());
    return std::all_of(of.names.begin(), of.names.end(),
                       [&](const std::string& name) { return name == type; });
  }
  if (!value.is(Kind::kNode)) type_error("InvalidArgumentType", "only nodes have labels");
  return std::all_of(of.names.begin(), of.names.end(), [&](const std::string& name) {
    const auto label = graph.label(name);
    return label && graph.has_label(value.node(), *label);
  });
}

Value element(const Expression& of, Execution& run) {
  const Value base = evaluate(*of.arguments[0], run);
  const Value index = evaluate(*of.arguments[1], run);
  if (base.is_null() || index.is_null()) return {};
  if (base.is(Kind::kList)) {
    if (!index.is(Kind::kInteger)) {
      type_error("InvalidArgumentType", "a list's elements go by numbers, not by a " +
                                            std::string(to_string(index.kind())));
    }
    const auto& list = base.list();
    const auto size = static_cast<std::int64_t>(list.size());
    const std::int64_t at = index.integer() < 0 ? index.integer() + size : index.integer();
    return at < 0 || at >= size ? Value() : list[static_cast<std::size_t>(at)];
  }
  if (!base.is(Kind::kMap) && !base.is(Kind::kNode) && !base.is(Kind::kRelationship)) {
    type_error("InvalidArgumentType",
               "a " + std::string(to_string(base.kind())) + " has no elements");
  }
  if (!index.is(Kind::kString)) {
    type_error("MapElementAccessByNonString",
               "properties go by names, not by a " + std::string(to_string(index.kind())));
  }
  return property(run.graph(), base, index.string());
}

Value slice(const Expression& of, Execution& run) {
  const Value base = evaluate(*of.arguments[0], run);
  if (base.is_null()) return {};
  if (!base.is(Kind::kList)) type_error("InvalidArgumentType", "only lists can be cut");
  const auto size = static_cast<std::int64_t>(base.list().size());
  std::int64_t bounds[2] = {0, size};
  for (std::size_t i = 0; i < 2; ++i) {
    if (of.arguments[i + 1] == nullptr) continue;
    const Value bound = evaluate(*of.arguments[i + 1], run);
    if (bound.is_null()) return {};
    if (!bound.is(Kind::kInteger)) type_error("InvalidArgumentType", "lists are cut at integers");
    const std::int64_t at = bound.integer() < 0 ? bound.integer() + size : bound.integer();
    bounds[i] = std::clamp<std::int64_t>(at, 0, size);
  }
  if (bounds[0] >= bounds[1]) return List();
  const auto begin = base.list().begin();
  return List(begin + bounds[0], begin + bounds[1]);
}

Value map_projection(const Expression& of, Execution& run) {
  const Value base = evaluate(*of.arguments[0], run);
  if (base.is_null()) return {};
  Map made;
  for (std::size_t i = 0; i < of.names.size(); ++i) {
    if (of.names[i] != "*" || of.arguments[i + 1] != nullptr) {
      made[of.names[i]] = evaluate(*of.arguments[i + 1], run);
      continue;
    }
    const Map all = base.is(Kind::kNode) ? run.graph().node_properties(base.node())
                    : base.is(Kind::kRelationship)
                        ? run.graph().relationship_properties(base.relationship())
                        : base.map();
    made.insert(all.begin(), all.end());
  }
  return made;
}

Value call(const Expression& of, Execution& run) {
  std::array<Value, 4> few;
  std::vector<Value> many;
  std::span<Value> arguments(few.data(), of.arguments.size());
  if (of.arguments.size() > few.size()) {
    many.resize(of.arguments.size());
    arguments = many;
  }
  for (std::size_t i = 0; i < of.arguments.size(); ++i) {
    arguments[i] = evaluate(*of.arguments[i], run);
    if (of.function->null_in_null_out && arguments[i].is_null()) return {};
  }
  try {
    return of.function->body(run.functions(), arguments);
  } catch (const QueryError& error) {
    if (error.position().line != 0) throw;
    // The functions know what is wrong, not where.
    const std::string what = error.what();
    const std::string tail = " (" + error.detail() + ")";
    throw QueryError(error.type(), error.phase(), error.detail(), of.position,
                     what.substr(0, what.size() - tail.size()));
  }
}

Value case_of(const Expression& of, Execution& run) {
  const bool simple = of.arguments.front() != nullptr;
  const Value operand = simple ? evaluate(*of.arguments.front(), run) : Value();
  for (std::size_t i = 1; i + 1 < of.arguments.size(); i += 2) {
    const Value when = evaluate(*of.arguments[i], run);
    const bool chosen = simple ? equal(operand, when) == Truth::kTrue : when.is_true();
    if (chosen) return evaluate(*of.arguments[i + 1], run);
  }
  return of.arguments.back() == nullptr ? Value() : evaluate(*of.arguments.back(), run);
}

const List& list_of(const Value& value) {
  if (!value.is(Kind::kList)) type_error("InvalidArgumentType", "IN takes a list");
  return value.list();
}

Value list_comprehension(const Expression& of, Execution& run) {
  const Value source = evaluate(*of.arguments[0], run);
  if (source.is_null()) return {};
  List made;
  for (const auto& one : list_of(source)) {
    run.tick();
    run.slot(of.slot) = one;
    if (of.arguments[1] != nullptr && condition(*of.arguments[1], run) != Truth::kTrue) continue;
    made.push_back(of.arguments[2] == nullptr ? one : evaluate(*of.arguments[2], run));
  }
  return made;
}

Value quantifier(const Expression& of, Execution& run) {
  const Value source = evaluate(*of.arguments[0], run);
  if (source.is_null()) return {};
  std::size_t yes = 0;
  std::size_t no = 0;
  std::size_t unknown = 0;
  for (const auto& one : list_of(source)) {
    run.tick();
    run.slot(of.slot) = one;
    const Truth truth =
        of.arguments[1] == nullptr ? truth_of(one) : condition(*of.arguments[1], run);
    ++(truth == Truth::kTrue ? yes : truth == Truth::kFalse ? no : unknown);
  }
  if (of.name == "all") return no > 0 ? Value(false) : (unknown > 0 ? Value() : Value(true));
  if (of.name == "any") return yes > 0 ? Value(true) : (unknown > 0 ? Value() : Value(false));
  if (of.name == "none") return yes > 0 ? Value(false) : (unknown > 0 ? Value() : Value(true));
  return yes > 1 ? Value(false) : (unknown > 0 ? Value() : Value(yes == 1));
}

Value reduce(const Expression& of, Execution& run) {
  Value sum = evaluate(*of.arguments[0], run);
  const Value source = evaluate(*of.arguments[1], run);
  if (source.is_null()) return {};
  for (const auto& one : list_of(source)) {
    run.tick();
    run.slot(of.slot) = sum;
    run.slot(of.second_slot) = one;
    sum = evaluate(*of.arguments[2], run);
  }
  return sum;
}

Value subquery(const Expression& of, Execution& run) {
  Operator& steps = run.subquery(*of.plan);
  steps.open();
  switch (of.kind) {
    case K::kExists:
      return steps.next();
    case K::kCount: {
      std::int64_t count = 0;
      while (steps.next()) ++count;
      return count;
    }
    case K::kCollect: {
      List made;
      while (steps.next()) made.push_back(run.slot(of.plan->result_slot));
      return made;
    }
    case K::kPatternComprehension: {
      List made;
      while (steps.next()) made.push_back(evaluate(*of.arguments[1], run));
      return made;
    }
    default:
      break;
  }
  const auto selector = of.pattern.parts.front().selector;
  if (selector == Selector::kAll) return steps.next();
  if (selector == Selector::kShortest) return steps.next() ? run.slot(of.slot) : Value();
  List paths;
  while (steps.next()) paths.push_back(run.slot(of.slot));
  return paths;
}

}  // namespace

Value evaluate(const Expression& of, Execution& run) {
  switch (of.kind) {
    case K::kLiteral:
      return of.value;
    case K::kParameter: {
      const auto found = run.parameters().find(of.name);
      return found == run.parameters().end() ? Value() : found->second;
    }
    case K::kVariable:
    case K::kAggregate:
      return run.slot(of.slot);
    case K::kProperty:
      return property(run.graph(), evaluate(*of.arguments[0], run), of.name);
    case K::kList: {
      List made;
      made.reserve(of.arguments.size());
      for (const auto& argument : of.arguments) made.push_back(evaluate(*argument, run));
      return made;
    }
    case K::kMap: {
      Map made;
      for (std::size_t i = 0; i < of.names.size(); ++i) {
        made[of.names[i]] = evaluate(*of.arguments[i], run);
      }
      return made;
    }
    case K::kMapProjection:
      return map_projection(of, run);
    case K::kIndex:
      return element(of, run);
    case K::kSlice:
      return slice(of, run);
    case K::kNot:
    case K::kAnd:
    case K::kOr:
    case K::kXor:
      return logical(of, run);
    case K::kComparison:
      return comparison(of, run);
    case K::kArithmetic:
      return arithmetic(evaluate(*of.arguments[0], run), of.operators[0][0],
                        evaluate(*of.arguments[1], run));
    case K::kMinus:
      return negated(evaluate(*of.arguments[0], run));
    case K::kPlus:
      return evaluate(*of.arguments[0], run);
    case K::kStartsWith:
    case K::kEndsWith:
    case K::kContains:
    case K::kMatches:
      return text_predicate(of, run);
    case K::kIn:
      return in_list(of, run);
    case K::kIsNull:
      return evaluate(*of.arguments[0], run).is_null();
    case K::kIsNotNull:
      return !evaluate(*of.arguments[0], run).is_null();
    case K::kHasLabels:
      return has_labels(of, run);
    case K::kCall:
      return call(of, run);
    case K::kCase:
      return case_of(of, run);
    case K::kListComprehension:
      return list_comprehension(of, run);
    case K::kQuantifier:
      return quantifier(of, run);
    case K::kReduce:
      return reduce(of, run);
    case K::kPatternComprehension:
    case K::kPatternPredicate:
    case K::kExists:
    case K::kCount:
    case K::kCollect:
      return subquery(of, run);
  }
  return {};
}

}  // namespace trine::query
