// PEGTL's parse tree of a query, and the making of the AST from it. Internal to syntax/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "graph/query/syntax/ast.h"

namespace tao::pegtl::parse_tree {
struct node;
}

namespace trine::query {

using Tree = tao::pegtl::parse_tree::node;

// Makes the AST; knows the whole text, for places in it.
class Builder {
 public:
  explicit Builder(std::string_view text) : text_(text) {}

  Query statement(const Tree& tree) const;
  ExpressionPtr expression(const Tree& tree) const;

 private:
  Query regular_query(const Tree& tree) const;
  SingleQuery single_query(const Tree& tree) const;
  Clause clause(const Tree& tree) const;
  Clause call(const Tree& tree) const;
  void projection(const Tree& tree, Projection& into) const;
  Pattern pattern(const Tree& tree) const;
  PatternPart pattern_part(const Tree& tree) const;
  void pattern_element(const Tree& tree, PatternPart& into) const;
  NodePattern node_pattern(const Tree& tree) const;
  RelationshipPattern relationship_pattern(const Tree& tree) const;

  ExpressionPtr make(ExpressionKind kind, const Tree& tree) const;
  ExpressionPtr chain(const Tree& tree) const;
  ExpressionPtr unary(const Tree& tree) const;
  ExpressionPtr predicate(const Tree& tree) const;
  ExpressionPtr postfix(const Tree& tree) const;
  ExpressionPtr map_projection(const Tree& tree, ExpressionPtr base) const;
  ExpressionPtr atom(const Tree& tree) const;
  ExpressionPtr call_expression(const Tree& tree) const;
  ExpressionPtr case_expression(const Tree& tree) const;
  ExpressionPtr list_walk(const Tree& tree) const;
  ExpressionPtr reduce(const Tree& tree) const;
  ExpressionPtr pattern_comprehension(const Tree& tree) const;
  ExpressionPtr subquery(ExpressionKind kind, const Tree& tree) const;
  ExpressionPtr number(const Tree& tree, bool negative) const;
  ExpressionPtr map_literal(const Tree& tree) const;

  Position position(const Tree& tree) const;
  std::string text(const Tree& tree) const;  // without blanks at its ends
  std::string name(const Tree& tree) const;  // a word, without its quotes
  std::string string_value(const Tree& tree) const;

  std::string_view text_;
};

// Of `byte` in `text`.
Position position_of(std::string_view text, std::size_t byte);

}  // namespace trine::query
