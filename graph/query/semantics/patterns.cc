#include "graph/query/semantics/analyzer.h"

namespace trine::query {
namespace {

[[noreturn]] void conflict(Position at, const std::string& name, std::string_view wanted) {
  syntax_error("VariableTypeConflict", at,
               "'" + name + "' is already something else and can't be a " + std::string(wanted));
}

[[noreturn]] void undefined(Position at, const std::string& name) {
  syntax_error("UndefinedVariable", at, "there is no variable '" + name + "' here");
}

}  // namespace

void Analyzer::pattern(Pattern& of, Scope& scope, bool may_introduce) {
  const Scope before = scope;
  std::set<std::string> here;  // relationships of this pattern: each matches another one
  for (auto& part : of.parts) {
    check_selector(part);
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
      node(part.nodes[i], scope, may_introduce, before);
      if (i < part.relationships.size()) {
        relationship(part.relationships[i], scope, may_introduce, before, here);
      }
    }
    if (!part.variable.empty()) {
      path_variable(part, scope);
    } else if (part.mode == PathMode::kAcyclic || part.mode == PathMode::kSimple) {
      part.slot = new_slot();  // its path is looked at
    }
  }
  for (auto& part : of.parts) {
    for (auto& one : part.nodes) {
      if (one.properties != nullptr) properties(*one.properties, scope);
    }
    for (auto& one : part.relationships) {
      if (one.properties != nullptr) properties(*one.properties, scope);
    }
  }
}

void Analyzer::check_selector(const PatternPart& part) const {
  const bool selects = part.selector != Selector::kAll;
  if (selects && part.relationships.size() != 1) {
    syntax_error("UnexpectedSyntax", part.position,
                 "shortest paths are those along one relationship pattern");
  }
  if (part.count == 0) {
    syntax_error("UnexpectedSyntax", part.position, "no paths are asked for");
  }
  if (part.mode != PathMode::kWalk) return;
  for (const auto& one : part.relationships) {
    if (one.variable_length && !one.most && !selects) {
      syntax_error("UnexpectedSyntax", one.position, "walks without a greatest length have no end");
    }
  }
}

void Analyzer::node(NodePattern& node, Scope& scope, bool may_introduce, const Scope& before) {
  if (node.variable.empty()) {
    node.slot = new_slot();
    return;
  }
  const auto found = scope.find(node.variable);
  if (found == scope.end()) {
    if (!may_introduce) undefined(node.position, node.variable);
    node.slot = new_slot();
    scope[node.variable] = {node.slot, {kinds(Kind::kNode), kAnyKind}};
    return;
  }
  if (!may_be(found->second.type, kinds(Kind::kNode))) {
    conflict(node.position, node.variable, "node");
  }
  node.slot = found->second.slot;
  node.bound = before.contains(node.variable);
}

void Analyzer::relationship(RelationshipPattern& of, Scope& scope, bool may_introduce,
                            const Scope& before, std::set<std::string>& here) {
  if (of.variable.empty()) {
    of.slot = new_slot();
    return;
  }
  const Kinds wanted = kinds(of.variable_length ? Kind::kList : Kind::kRelationship);
  const auto found = scope.find(of.variable);
  if (found == scope.end()) {
    if (!may_introduce) undefined(of.position, of.variable);
    of.slot = new_slot();
    scope[of.variable] = {of.slot, {wanted, kinds(Kind::kRelationship)}};
    here.insert(of.variable);
    return;
  }
  if (!may_be(found->second.type, wanted)) conflict(of.position, of.variable, "relationship");
  if (here.contains(of.variable)) {
    syntax_error("RelationshipUniquenessViolation", of.position,
                 "'" + of.variable + "' can't be two relationships of one pattern");
  }
  here.insert(of.variable);
  of.slot = found->second.slot;
  of.bound = before.contains(of.variable);
}

void Analyzer::path_variable(PatternPart& part, Scope& scope) {
  if (scope.contains(part.variable)) {
    syntax_error("VariableAlreadyBound", part.position,
                 "the variable '" + part.variable + "' is already there");
  }
  part.slot = new_slot();
  scope[part.variable] = {part.slot, {kinds(Kind::kPath), kAnyKind}};
}

void Analyzer::properties(Expression& of, Scope& scope) {
  if (of.kind == ExpressionKind::kParameter) {
    syntax_error(
        "InvalidParameterUse", of.position,
        "a parameter can't be all properties of a pattern; name them: {key: $" + of.name + ".key}");
  }
  expression(of, scope, {});
}

}  // namespace trine::query
