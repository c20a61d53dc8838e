#include <algorithm>
#include <string>

#include "graph/query/syntax/selection.h"
#include "graph/query/syntax/tree.h"

namespace trine::query {

namespace g = grammar;

namespace {

const Tree* child(const Tree& tree, bool (*wanted)(const Tree&)) {
  const auto found = std::find_if(tree.children.begin(), tree.children.end(),
                                  [&](const auto& one) { return wanted(*one); });
  return found == tree.children.end() ? nullptr : found->get();
}

template <class Rule>
const Tree* child(const Tree& tree) {
  return child(tree, [](const Tree& one) { return one.is_type<Rule>(); });
}

std::uint64_t natural(const std::string& digits, Position at) {
  if (digits.size() > 18) syntax_error("IntegerOverflow", at, digits + " is too large");
  return std::stoull(digits);
}

}  // namespace

Position Builder::position(const Tree& tree) const { return position_of(text_, tree.begin().byte); }

std::string Builder::text(const Tree& tree) const {
  std::string_view text = tree.string_view();
  const auto end = text.find_last_not_of(" \t\r\n");
  return std::string(text.substr(0, end == std::string_view::npos ? 0 : end + 1));
}

std::string Builder::name(const Tree& tree) const {
  const std::string word = text(tree);
  if (word.empty() || word.front() != '`') return word;
  std::string bare;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    bare += word[i];
    if (word[i] == '`') ++i;
  }
  return bare;
}

Query Builder::statement(const Tree& tree) const {
  Query query;
  Explain explain = Explain::kNo;
  for (const auto& one : tree.children) {
    if (one->is_type<g::explain>()) explain = Explain::kExplain;
    if (one->is_type<g::profile>()) explain = Explain::kProfile;
    if (one->is_type<g::regular_query>()) query = regular_query(*one);
  }
  query.explain = explain;
  return query;
}

Query Builder::regular_query(const Tree& tree) const {
  Query query;
  for (const auto& one : tree.children) {
    if (one->is_type<g::single_query>()) {
      query.parts.push_back(single_query(*one));
    } else {
      query.union_all.push_back(one->is_type<g::union_all>());
      query.union_positions.push_back(position(*one));
    }
  }
  return query;
}

SingleQuery Builder::single_query(const Tree& tree) const {
  SingleQuery query;
  for (const auto& one : tree.children) query.clauses.push_back(clause(*one));
  return query;
}

Clause Builder::clause(const Tree& tree) const {
  Clause made;
  made.position = position(tree);
  const auto take_where = [&] {
    if (const auto* where = child<g::where>(tree)) {
      made.where = expression(*where->children.front());
    }
  };
  if (tree.is_type<g::match_clause>()) {
    made.kind = ClauseKind::kMatch;
    made.optional = child<g::optional>(tree) != nullptr;
    made.pattern = pattern(*child<g::pattern>(tree));
    take_where();
  } else if (tree.is_type<g::unwind>()) {
    made.kind = ClauseKind::kUnwind;
    made.expression = expression(*tree.children.front());
    made.variable = name(*tree.children.back());
  } else if (tree.is_type<g::call>()) {
    return call(tree);
  } else if (tree.is_type<g::call_subquery>()) {
    made.kind = ClauseKind::kCallSubquery;
    made.subquery = std::make_unique<Query>(regular_query(*tree.children.front()));
  } else if (tree.is_type<g::with>() || tree.is_type<g::return_clause>()) {
    made.kind = tree.is_type<g::with>() ? ClauseKind::kWith : ClauseKind::kReturn;
    projection(*tree.children.front(), made.projection);
    if (const auto* where = child<g::where>(tree)) {
      made.projection.where = expression(*where->children.front());
    }
  } else if (tree.is_type<g::create>()) {
    made.kind = ClauseKind::kCreate;
    made.pattern = pattern(*tree.children.front());
    made.name = "CREATE";
  } else {
    made.kind = ClauseKind::kOtherWrite;
    const std::string words = text(tree);
    made.name = words.substr(0, words.find_first_of(" \t\r\n("));
    std::transform(made.name.begin(), made.name.end(), made.name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  }
  return made;
}

Clause Builder::call(const Tree& tree) const {
  Clause made;
  made.kind = ClauseKind::kCall;
  made.position = position(tree);
  made.implicit_arguments = true;
  for (const auto& one : tree.children) {
    if (one->is_type<g::procedure_name>()) {
      made.name = text(*one);
      std::erase_if(made.name, [](char c) { return c == ' ' || c == '`' || c == '\n'; });
    } else if (one->is_type<g::call_arguments>()) {
      made.implicit_arguments = false;
      for (const auto& argument : one->children) made.arguments.push_back(expression(*argument));
    } else if (one->is_type<g::yield>()) {
      made.has_yield = true;
      for (const auto& item : one->children) {
        if (item->is_type<g::yield_star>()) made.yield_all = true;
        if (item->is_type<g::where>()) made.where = expression(*item->children.front());
        if (!item->is_type<g::yield_item>()) continue;
        YieldItem yield;
        yield.position = position(*item);
        yield.variable = name(*item->children.back());
        yield.field = name(*item->children.front());
        made.yields.push_back(std::move(yield));
      }
    }
  }
  return made;
}

void Builder::projection(const Tree& tree, Projection& into) const {
  for (const auto& one : tree.children) {
    if (one->is_type<g::distinct>()) into.distinct = true;
    if (one->is_type<g::projection_star>()) into.all = true;
    if (one->is_type<g::skip>()) into.skip = expression(*one->children.front());
    if (one->is_type<g::limit>()) into.limit = expression(*one->children.front());
    if (one->is_type<g::projection_item>()) {
      ProjectionItem item;
      item.position = position(*one);
      item.expression = expression(*one->children.front());
      item.has_alias = one->children.size() > 1;
      item.alias = item.has_alias ? name(*one->children.back()) : item.expression->text;
      if (!item.has_alias && item.expression->kind == ExpressionKind::kVariable) {
        item.alias = item.expression->name;
      }
      into.items.push_back(std::move(item));
    }
    if (one->is_type<g::order_by>()) {
      for (const auto& key : one->children) {
        SortItem item;
        item.expression = expression(*key->children.front());
        item.descending = key->children.size() > 1;
        into.order.push_back(std::move(item));
      }
    }
  }
}

Pattern Builder::pattern(const Tree& tree) const {
  Pattern made;
  for (const auto& one : tree.children) made.parts.push_back(pattern_part(*one));
  return made;
}

PatternPart Builder::pattern_part(const Tree& tree) const {
  PatternPart part;
  part.position = position(tree);
  const auto count = [&](const Tree& one) {
    const auto* number = child<g::count_number>(one);
    return number == nullptr ? 1 : natural(text(*number), position(*number));
  };
  for (const auto& one : tree.children) {
    if (one->is_type<g::path_variable>()) part.variable = name(*one);
    if (one->is_type<g::selector_all>()) part.selector = Selector::kAllShortest;
    if (one->is_type<g::selector_any>() || one->is_type<g::selector_count>()) {
      part.selector = Selector::kShortest;
      part.count = count(*one);
    }
    if (one->is_type<g::selector_groups>()) {
      part.selector = Selector::kShortestGroups;
      part.count = count(*one);
    }
    if (one->is_type<g::mode>()) {
      const char first = static_cast<char>(std::toupper(static_cast<unsigned char>(text(*one)[0])));
      part.mode = first == 'W'   ? PathMode::kWalk
                  : first == 'A' ? PathMode::kAcyclic
                  : first == 'S' ? PathMode::kSimple
                                 : PathMode::kTrail;
    }
    if (one->is_type<g::pattern_element>() || one->is_type<g::shortest_pattern>()) {
      pattern_element(*one, part);
    }
  }
  return part;
}

void Builder::pattern_element(const Tree& tree, PatternPart& into) const {
  for (const auto& one : tree.children) {
    if (one->is_type<g::shortest_keyword>()) {
      const bool all = text(*one).size() > std::string_view("shortestPath").size();
      into.selector = all ? Selector::kAllShortest : Selector::kShortest;
    } else if (one->is_type<g::node_pattern>()) {
      into.nodes.push_back(node_pattern(*one));
    } else if (one->is_type<g::relationship_pattern>()) {
      into.relationships.push_back(relationship_pattern(*one));
    } else {
      pattern_element(*one, into);
    }
  }
}

NodePattern Builder::node_pattern(const Tree& tree) const {
  NodePattern node;
  node.position = position(tree);
  for (const auto& one : tree.children) {
    if (one->is_type<g::variable>()) {
      node.variable = name(*one);
      node.position = position(*one);
    }
    if (one->is_type<g::labels>()) {
      for (const auto& label : one->children) node.labels.push_back(name(*label));
    }
    if (one->is_type<g::properties>()) node.properties = expression(*one->children.front());
  }
  return node;
}

RelationshipPattern Builder::relationship_pattern(const Tree& tree) const {
  RelationshipPattern made;
  made.position = position(tree);
  const bool left = child<g::left_arrow>(tree) != nullptr;
  const bool right = child<g::right_arrow>(tree) != nullptr;
  made.direction = left == right ? Direction::kBoth : (left ? Direction::kIn : Direction::kOut);
  const auto take_range = [&](const Tree& one, const char* dots) {
    made.variable_length = true;
    bool after = false;
    std::optional<std::uint64_t> first;
    for (const auto& piece : one.children) {
      const std::string word = text(*piece);
      if (word == dots) {
        after = true;
      } else if (after) {
        made.most = natural(word, position(*piece));
      } else {
        first = natural(word, position(*piece));
      }
    }
    made.least = first.value_or(1);
    if (!after && first) made.most = first;
  };
  for (const auto& one : tree.children) {
    if (one->is_type<g::quantity_range>()) take_range(*one, ",");
    if (one->is_type<g::quantity_plus>()) made.variable_length = true;
    if (one->is_type<g::quantity_star>()) {
      made.variable_length = true;
      made.least = 0;
    }
    if (!one->is_type<g::detail>()) continue;
    for (const auto& piece : one->children) {
      if (piece->is_type<g::variable>()) {
        made.variable = name(*piece);
        made.position = position(*piece);
      }
      if (piece->is_type<g::types>()) {
        for (const auto& type : piece->children) made.types.push_back(name(*type));
      }
      if (piece->is_type<g::range>()) take_range(*piece, "..");
      if (piece->is_type<g::negative_bound>()) {
        syntax_error("InvalidRelationshipPattern", position(*piece),
                     "a number of hops can't be negative");
      }
      if (piece->is_type<g::dots_without_star>()) {
        syntax_error("InvalidRelationshipPattern", position(*piece),
                     "a number of hops begins with '*'");
      }
      if (piece->is_type<g::properties>()) made.properties = expression(*piece->children.front());
    }
  }
  return made;
}

}  // namespace trine::query
