// Which of the grammar's rules leave a node in the parse tree. Internal to syntax/.
#pragma once
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "graph/query/syntax/grammar.h"

namespace trine::query::grammar {

// A level of precedence that nothing is written at gives way to what is below it.
struct fold : pegtl::parse_tree::apply<fold> {
  template <class Node, class... States>
  static void transform(std::unique_ptr<Node>& node, States&&...) {
    if (node->children.size() == 1) node = std::move(node->children.front());
  }
};

template <class Rule>
using selector =
    pegtl::parse_tree::selector<
        Rule,
        fold::on<expression, exclusive, conjunction, negation, comparison, predicate, add, multiply,
                 power, unary, postfix, disjunction>,
        pegtl::parse_tree::store_content::on<
            variable, number_literal, string_literal, parameter_name, parameter, true_literal,
            false_literal, null_literal, map_key, map_entry, map_literal, list_literal, where,
            list_comprehension, comprehension_result, path_variable, pattern_comprehension,
            quantifier_name, quantifier, reduce, case_operand, case_when, case_else,
            case_expression, function_name, distinct, count_star, function_call, subquery_match,
            exists_subquery, count_subquery, collect_subquery, pattern_predicate, shortest_keyword,
            shortest_pattern, parenthesized, variable_reference, property_key, property_lookup,
            label_name, labels, slice_begin, slice_end, slice_dots, subscript, projected_property,
            projected_all, projected_variable, map_projection, minus_sign, plus_sign,
            power_operator, multiply_operator, add_operator, in_list, starts_with, ends_with,
            contains, matches, is_null, is_not_null, comparison_operator, not_word>,
        pegtl::parse_tree::store_content::on<
            properties, node_pattern, type_name, types, range_number, range_dots, range,
            dots_without_star, negative_bound, detail, left_arrow, right_arrow, quantity_number,
            quantity_comma, quantity_range, quantity_plus, quantity_star, relationship_pattern,
            count_number, selector_all, selector_any, selector_groups, selector_count, mode,
            pattern_element, pattern_part, pattern, optional, match_clause, unwind, procedure_name,
            call_arguments, yield_field, yield_item, yield_star, yield_nothing, yield, call,
            call_subquery, item_alias, projection_item, projection_star, descending, sort_item,
            order_by, skip, limit, projection_body, with, return_clause, create, set_clause,
            remove_clause, delete_clause, merge_clause, foreach_clause, single_query, union_all,
            union_distinct, regular_query, explain, profile>>;

}  // namespace trine::query::grammar
