#include <algorithm>
#include <string>

#include "graph/query/syntax/selection.h"
#include "graph/query/syntax/tree.h"

namespace trine::query {

namespace g = grammar;
using Made = ExpressionKind;

ExpressionPtr Builder::make(ExpressionKind kind, const Tree& tree) const {
  auto made = std::make_unique<Expression>();
  made->kind = kind;
  made->position = position(tree);
  made->text = text(tree);
  return made;
}

ExpressionPtr Builder::expression(const Tree& tree) const {
  if (tree.is_type<g::disjunction>() || tree.is_type<g::exclusive>() ||
      tree.is_type<g::conjunction>() || tree.is_type<g::add>() || tree.is_type<g::multiply>() ||
      tree.is_type<g::power>() || tree.is_type<g::comparison>()) {
    return chain(tree);
  }
  if (tree.is_type<g::expression>() || tree.is_type<g::slice_begin>() ||
      tree.is_type<g::slice_end>() || tree.is_type<g::case_operand>()) {
    return expression(*tree.children.front());
  }
  if (tree.is_type<g::negation>()) {
    auto made = expression(*tree.children.back());
    for (std::size_t i = tree.children.size() - 1; i-- > 0;) {
      auto negated = make(Made::kNot, tree);
      negated->arguments.push_back(std::move(made));
      made = std::move(negated);
    }
    return made;
  }
  if (tree.is_type<g::predicate>()) return predicate(tree);
  if (tree.is_type<g::unary>()) return unary(tree);
  if (tree.is_type<g::postfix>()) return postfix(tree);
  return atom(tree);
}

// Operands with the operators between them: from the left, two at a time; but a chain of
// comparisons is one thing.
ExpressionPtr Builder::chain(const Tree& tree) const {
  const bool logical = tree.is_type<g::disjunction>() || tree.is_type<g::exclusive>() ||
                       tree.is_type<g::conjunction>();
  if (logical) {
    const auto kind = tree.is_type<g::disjunction>() ? Made::kOr
                      : tree.is_type<g::exclusive>() ? Made::kXor
                                                     : Made::kAnd;
    auto made = expression(*tree.children.front());
    for (std::size_t i = 1; i < tree.children.size(); ++i) {
      auto joined = make(kind, tree);
      joined->arguments.push_back(std::move(made));
      joined->arguments.push_back(expression(*tree.children[i]));
      made = std::move(joined);
    }
    return made;
  }
  if (tree.is_type<g::comparison>()) {
    auto made = make(Made::kComparison, tree);
    for (const auto& one : tree.children) {
      if (one->is_type<g::comparison_operator>()) {
        made->operators.push_back(text(*one));
      } else {
        made->arguments.push_back(expression(*one));
      }
    }
    return made;
  }
  auto made = expression(*tree.children.front());
  for (std::size_t i = 1; i + 1 < tree.children.size(); i += 2) {
    auto joined = make(Made::kArithmetic, tree);
    joined->operators.push_back(text(*tree.children[i]));
    joined->arguments.push_back(std::move(made));
    joined->arguments.push_back(expression(*tree.children[i + 1]));
    joined->text = std::string(
        tree.string_view().substr(0, tree.children[i + 1]->end().byte - tree.begin().byte));
    joined->text.erase(joined->text.find_last_not_of(" \t\r\n") + 1);
    made = std::move(joined);
  }
  return made;
}

ExpressionPtr Builder::unary(const Tree& tree) const {
  const auto& last = *tree.children.back();
  std::size_t signs = tree.children.size() - 1;
  ExpressionPtr made;
  if (last.is_type<g::number_literal>() && tree.children[signs - 1]->is_type<g::minus_sign>()) {
    made = number(last, true);
    --signs;
  } else {
    made = expression(last);
  }
  for (; signs-- > 0;) {
    auto with_sign =
        make(tree.children[signs]->is_type<g::minus_sign>() ? Made::kMinus : Made::kPlus, tree);
    with_sign->arguments.push_back(std::move(made));
    made = std::move(with_sign);
  }
  made->text = text(tree);
  return made;
}

ExpressionPtr Builder::predicate(const Tree& tree) const {
  auto made = expression(*tree.children.front());
  for (std::size_t i = 1; i < tree.children.size(); ++i) {
    const auto& one = *tree.children[i];
    const auto kind = one.is_type<g::in_list>()       ? Made::kIn
                      : one.is_type<g::starts_with>() ? Made::kStartsWith
                      : one.is_type<g::ends_with>()   ? Made::kEndsWith
                      : one.is_type<g::contains>()    ? Made::kContains
                      : one.is_type<g::matches>()     ? Made::kMatches
                      : one.is_type<g::is_null>()     ? Made::kIsNull
                                                      : Made::kIsNotNull;
    auto joined = make(kind, tree);
    joined->arguments.push_back(std::move(made));
    if (!one.children.empty()) joined->arguments.push_back(expression(*one.children.front()));
    made = std::move(joined);
  }
  return made;
}

ExpressionPtr Builder::postfix(const Tree& tree) const {
  auto made = expression(*tree.children.front());
  const auto until = [&](const Tree& one) {
    std::string words(tree.string_view().substr(0, one.end().byte - tree.begin().byte));
    words.erase(words.find_last_not_of(" \t\r\n") + 1);
    return words;
  };
  for (std::size_t i = 1; i < tree.children.size(); ++i) {
    const auto& one = *tree.children[i];
    ExpressionPtr outer;
    if (one.is_type<g::map_projection>()) {
      made = map_projection(one, std::move(made));
      made->text = until(one);
      continue;
    }
    if (one.is_type<g::property_lookup>()) {
      outer = make(Made::kProperty, one);
      outer->name = name(*one.children.front());
      outer->arguments.push_back(std::move(made));
    } else if (one.is_type<g::labels>()) {
      outer = make(Made::kHasLabels, one);
      for (const auto& label : one.children) outer->names.push_back(name(*label));
      outer->arguments.push_back(std::move(made));
    } else {
      ExpressionPtr begin;
      ExpressionPtr end;
      bool dots = false;
      for (const auto& piece : one.children) {
        if (piece->is_type<g::slice_dots>()) {
          dots = true;
        } else {
          (dots ? end : begin) = expression(*piece);
        }
      }
      if (!dots && begin == nullptr) {
        syntax_error("UnexpectedSyntax", position(one), "what is to be taken is left out");
      }
      outer = make(dots ? Made::kSlice : Made::kIndex, one);
      outer->arguments.push_back(std::move(made));
      outer->arguments.push_back(std::move(begin));
      if (dots) outer->arguments.push_back(std::move(end));
    }
    outer->text = until(one);
    made = std::move(outer);
  }
  return made;
}

ExpressionPtr Builder::map_projection(const Tree& tree, ExpressionPtr base) const {
  auto made = make(Made::kMapProjection, tree);
  if (base->kind != Made::kVariable) {
    syntax_error("UnexpectedSyntax", made->position, "only a variable's properties can be taken");
  }
  const std::string variable = base->name;
  const Position at = base->position;
  made->arguments.push_back(std::move(base));
  const auto reference = [&](const std::string& of, Position where) {
    auto one = std::make_unique<Expression>();
    one->kind = Made::kVariable;
    one->name = of;
    one->text = of;
    one->position = where;
    return one;
  };
  for (const auto& piece : tree.children) {
    if (piece->is_type<g::projected_all>()) {
      made->names.push_back("*");
      made->arguments.push_back(nullptr);
    } else if (piece->is_type<g::projected_property>()) {
      auto property = make(Made::kProperty, *piece);
      property->name = name(*piece->children.front());
      property->arguments.push_back(reference(variable, at));
      made->names.push_back(property->name);
      made->arguments.push_back(std::move(property));
    } else if (piece->is_type<g::projected_variable>()) {
      made->names.push_back(name(*piece));
      made->arguments.push_back(reference(name(*piece), position(*piece)));
    } else {
      made->names.push_back(name(*piece->children.front()));
      made->arguments.push_back(expression(*piece->children.back()));
    }
  }
  return made;
}

ExpressionPtr Builder::atom(const Tree& tree) const {
  if (tree.is_type<g::number_literal>()) return number(tree, false);
  if (tree.is_type<g::string_literal>()) {
    auto made = make(Made::kLiteral, tree);
    made->value = Value(string_value(tree));
    return made;
  }
  if (tree.is_type<g::parameter>()) {
    auto made = make(Made::kParameter, tree);
    made->name = name(*tree.children.front());
    return made;
  }
  if (tree.is_type<g::true_literal>() || tree.is_type<g::false_literal>()) {
    auto made = make(Made::kLiteral, tree);
    made->value = Value(tree.is_type<g::true_literal>());
    return made;
  }
  if (tree.is_type<g::null_literal>()) return make(Made::kLiteral, tree);
  if (tree.is_type<g::variable_reference>()) {
    auto made = make(Made::kVariable, tree);
    made->name = name(tree);
    return made;
  }
  if (tree.is_type<g::parenthesized>()) {
    auto made = expression(*tree.children.front());
    made->text = text(tree);
    return made;
  }
  if (tree.is_type<g::list_literal>()) {
    auto made = make(Made::kList, tree);
    for (const auto& one : tree.children) made->arguments.push_back(expression(*one));
    return made;
  }
  if (tree.is_type<g::map_literal>()) return map_literal(tree);
  if (tree.is_type<g::case_expression>()) return case_expression(tree);
  if (tree.is_type<g::function_call>()) return call_expression(tree);
  if (tree.is_type<g::count_star>()) {
    auto made = make(Made::kAggregate, tree);
    made->name = "count(*)";
    return made;
  }
  if (tree.is_type<g::list_comprehension>() || tree.is_type<g::quantifier>()) {
    return list_walk(tree);
  }
  if (tree.is_type<g::reduce>()) return reduce(tree);
  if (tree.is_type<g::pattern_comprehension>()) return pattern_comprehension(tree);
  if (tree.is_type<g::pattern_predicate>() || tree.is_type<g::shortest_pattern>()) {
    auto made = make(Made::kPatternPredicate, tree);
    PatternPart part;
    part.position = made->position;
    pattern_element(tree, part);
    made->pattern.parts.push_back(std::move(part));
    return made;
  }
  if (tree.is_type<g::exists_subquery>()) return subquery(Made::kExists, tree);
  if (tree.is_type<g::count_subquery>()) return subquery(Made::kCount, tree);
  if (tree.is_type<g::collect_subquery>()) return subquery(Made::kCollect, tree);
  throw Error(ErrorKind::kInternal,
              "the query's syntax has a node of an unknown kind: " + std::string(tree.type));
}

ExpressionPtr Builder::map_literal(const Tree& tree) const {
  auto made = make(Made::kMap, tree);
  for (const auto& one : tree.children) {
    made->names.push_back(name(*one->children.front()));
    made->arguments.push_back(expression(*one->children.back()));
  }
  return made;
}

ExpressionPtr Builder::call_expression(const Tree& tree) const {
  auto made = make(Made::kCall, tree);
  for (const auto& one : tree.children) {
    if (one->is_type<g::function_name>()) {
      made->name = text(*one);
      std::erase_if(made->name, [](char c) { return c == ' ' || c == '`' || c == '\n'; });
    } else if (one->is_type<g::distinct>()) {
      made->distinct = true;
    } else {
      made->arguments.push_back(expression(*one));
    }
  }
  return made;
}

ExpressionPtr Builder::case_expression(const Tree& tree) const {
  auto made = make(Made::kCase, tree);
  made->arguments.push_back(nullptr);
  ExpressionPtr otherwise;
  for (const auto& one : tree.children) {
    if (one->is_type<g::case_operand>()) {
      made->arguments.front() = expression(*one);
    } else if (one->is_type<g::case_when>()) {
      made->arguments.push_back(expression(*one->children.front()));
      made->arguments.push_back(expression(*one->children.back()));
    } else {
      otherwise = expression(*one->children.front());
    }
  }
  made->arguments.push_back(std::move(otherwise));
  return made;
}

// List comprehensions and quantifiers: a variable that runs over a list.
ExpressionPtr Builder::list_walk(const Tree& tree) const {
  const bool is_quantifier = tree.is_type<g::quantifier>();
  auto made = make(is_quantifier ? Made::kQuantifier : Made::kListComprehension, tree);
  std::size_t i = 0;
  if (is_quantifier) {
    made->name = text(*tree.children[i++]);
    std::transform(made->name.begin(), made->name.end(), made->name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  }
  made->names.push_back(name(*tree.children[i++]));
  made->arguments.push_back(expression(*tree.children[i++]));
  ExpressionPtr where;
  ExpressionPtr result;
  for (; i < tree.children.size(); ++i) {
    const auto& one = *tree.children[i];
    (one.is_type<g::where>() ? where : result) = expression(*one.children.front());
  }
  made->arguments.push_back(std::move(where));
  made->arguments.push_back(std::move(result));
  return made;
}

ExpressionPtr Builder::reduce(const Tree& tree) const {
  auto made = make(Made::kReduce, tree);
  made->names = {name(*tree.children[0]), name(*tree.children[2])};
  made->arguments.push_back(expression(*tree.children[1]));
  made->arguments.push_back(expression(*tree.children[3]));
  made->arguments.push_back(expression(*tree.children[4]));
  return made;
}

ExpressionPtr Builder::pattern_comprehension(const Tree& tree) const {
  auto made = make(Made::kPatternComprehension, tree);
  PatternPart part;
  part.position = made->position;
  ExpressionPtr where;
  for (const auto& one : tree.children) {
    if (one->is_type<g::path_variable>()) {
      part.variable = name(*one);
    } else if (one->is_type<g::node_pattern>()) {
      part.nodes.push_back(node_pattern(*one));
    } else if (one->is_type<g::relationship_pattern>()) {
      part.relationships.push_back(relationship_pattern(*one));
    } else if (one->is_type<g::where>()) {
      where = expression(*one->children.front());
    }
  }
  made->pattern.parts.push_back(std::move(part));
  made->arguments.push_back(std::move(where));
  made->arguments.push_back(expression(*tree.children.back()));
  return made;
}

ExpressionPtr Builder::subquery(ExpressionKind kind, const Tree& tree) const {
  auto made = make(kind, tree);
  const auto& body = *tree.children.front();
  if (body.is_type<g::regular_query>()) {
    made->subquery = std::make_unique<Query>(regular_query(body));
    return made;
  }
  // A pattern alone stands for its MATCH.
  Clause match;
  match.kind = ClauseKind::kMatch;
  match.position = position(body);
  match.pattern = pattern(*body.children.front());
  if (body.children.size() > 1) {
    match.where = expression(*body.children.back()->children.front());
  }
  made->subquery = std::make_unique<Query>();
  made->subquery->parts.emplace_back();
  made->subquery->parts.front().clauses.push_back(std::move(match));
  return made;
}

}  // namespace trine::query
