// The grammar of openCypher (M23), for reading, as PEGTL rules. Names follow the published grammar
// where they can. Keywords are not reserved, but for those that follow an expression or begin a
// clause. Internal to syntax/.
#pragma once
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/icu/utf8.hpp>

namespace trine::query::grammar {

namespace pegtl = tao::pegtl;
using pegtl::at;
using pegtl::eof;
using pegtl::not_at;
using pegtl::one;
using pegtl::opt;
using pegtl::plus;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;

// ---- Characters, blanks, words ----

struct word_begin : sor<pegtl::ranges<'a', 'z', 'A', 'Z'>, one<'_'>, pegtl::utf8::icu::id_start> {};
struct word_other : sor<word_begin, pegtl::digit, pegtl::utf8::icu::id_continue> {};
struct line_comment : seq<pegtl::two<'/'>, pegtl::until<pegtl::eolf>> {};
struct block_comment : seq<pegtl::string<'/', '*'>, pegtl::until<pegtl::string<'*', '/'>>> {};
struct blank : sor<pegtl::space, pegtl::utf8::one<0xA0, 0x2028, 0x2029, 0x202F, 0x3000>,
                   line_comment, block_comment> {};
struct ws : star<blank> {};

template <class Rule>
struct token : seq<Rule, ws> {};
template <char... C>
struct sign : token<pegtl::string<C...>> {};

#define TRINE_KEYWORD(name, text) \
  struct name : seq<TAO_PEGTL_ISTRING(text), not_at<word_other>, ws> {}
TRINE_KEYWORD(k_acyclic, "ACYCLIC");
TRINE_KEYWORD(k_all, "ALL");
TRINE_KEYWORD(k_and, "AND");
TRINE_KEYWORD(k_any, "ANY");
TRINE_KEYWORD(k_as, "AS");
TRINE_KEYWORD(k_asc, "ASC");
TRINE_KEYWORD(k_ascending, "ASCENDING");
TRINE_KEYWORD(k_by, "BY");
TRINE_KEYWORD(k_call, "CALL");
TRINE_KEYWORD(k_case, "CASE");
TRINE_KEYWORD(k_collect, "COLLECT");
TRINE_KEYWORD(k_contains, "CONTAINS");
TRINE_KEYWORD(k_count, "COUNT");
TRINE_KEYWORD(k_create, "CREATE");
TRINE_KEYWORD(k_delete, "DELETE");
TRINE_KEYWORD(k_desc, "DESC");
TRINE_KEYWORD(k_descending, "DESCENDING");
TRINE_KEYWORD(k_detach, "DETACH");
TRINE_KEYWORD(k_distinct, "DISTINCT");
TRINE_KEYWORD(k_else, "ELSE");
TRINE_KEYWORD(k_end, "END");
TRINE_KEYWORD(k_ends, "ENDS");
TRINE_KEYWORD(k_exists, "EXISTS");
TRINE_KEYWORD(k_explain, "EXPLAIN");
TRINE_KEYWORD(k_false, "FALSE");
TRINE_KEYWORD(k_foreach, "FOREACH");
TRINE_KEYWORD(k_groups, "GROUPS");
TRINE_KEYWORD(k_in, "IN");
TRINE_KEYWORD(k_is, "IS");
TRINE_KEYWORD(k_limit, "LIMIT");
TRINE_KEYWORD(k_match, "MATCH");
TRINE_KEYWORD(k_merge, "MERGE");
TRINE_KEYWORD(k_none, "NONE");
TRINE_KEYWORD(k_not, "NOT");
TRINE_KEYWORD(k_null, "NULL");
TRINE_KEYWORD(k_optional, "OPTIONAL");
TRINE_KEYWORD(k_or, "OR");
TRINE_KEYWORD(k_order, "ORDER");
TRINE_KEYWORD(k_profile, "PROFILE");
TRINE_KEYWORD(k_reduce, "REDUCE");
TRINE_KEYWORD(k_remove, "REMOVE");
TRINE_KEYWORD(k_return, "RETURN");
TRINE_KEYWORD(k_set, "SET");
TRINE_KEYWORD(k_shortest, "SHORTEST");
TRINE_KEYWORD(k_simple, "SIMPLE");
TRINE_KEYWORD(k_single, "SINGLE");
TRINE_KEYWORD(k_skip, "SKIP");
TRINE_KEYWORD(k_starts, "STARTS");
TRINE_KEYWORD(k_then, "THEN");
TRINE_KEYWORD(k_trail, "TRAIL");
TRINE_KEYWORD(k_true, "TRUE");
TRINE_KEYWORD(k_union, "UNION");
TRINE_KEYWORD(k_unwind, "UNWIND");
TRINE_KEYWORD(k_walk, "WALK");
TRINE_KEYWORD(k_when, "WHEN");
TRINE_KEYWORD(k_where, "WHERE");
TRINE_KEYWORD(k_with, "WITH");
TRINE_KEYWORD(k_xor, "XOR");
TRINE_KEYWORD(k_yield, "YIELD");
TRINE_KEYWORD(k_shortest_path, "shortestPath");
TRINE_KEYWORD(k_all_shortest_paths, "allShortestPaths");
#undef TRINE_KEYWORD

// What can't be a variable.
struct reserved : sor<k_and, k_as, k_ascending, k_asc, k_by, k_case, k_contains, k_create, k_delete,
                      k_descending, k_desc, k_detach, k_distinct, k_else, k_end, k_ends, k_false,
                      k_in, k_is, k_limit, k_match, k_merge, k_not, k_null, k_optional, k_or,
                      k_order, k_remove, k_return, k_set, k_skip, k_starts, k_then, k_true, k_union,
                      k_unwind, k_when, k_where, k_with, k_xor> {};

struct plain_word : seq<word_begin, star<word_other>> {};
struct quoted_word : seq<one<'`'>, star<sor<pegtl::two<'`'>, pegtl::not_one<'`'>>>, one<'`'>> {};
struct variable : sor<quoted_word, seq<not_at<reserved>, plain_word>> {};
struct schema_name : sor<quoted_word, plain_word> {};  // labels, types, keys: any word
struct variable_t : token<variable> {};
struct schema_name_t : token<schema_name> {};

// ---- Literals ----

struct escaped : seq<one<'\\'>, pegtl::any> {};
struct single_quoted : seq<one<'\''>, star<sor<escaped, pegtl::not_one<'\'', '\\'>>>, one<'\''>> {};
struct double_quoted : seq<one<'"'>, star<sor<escaped, pegtl::not_one<'"', '\\'>>>, one<'"'>> {};
struct string_literal : sor<single_quoted, double_quoted> {};
struct fraction : seq<one<'.'>, plus<pegtl::digit>> {};
struct exponent : seq<one<'e', 'E'>, opt<one<'+', '-'>>, plus<pegtl::digit>> {};
// Letters that follow are taken along, and found wrong later.
struct number_literal : sor<seq<plus<pegtl::digit>, opt<fraction>, opt<exponent>, star<word_other>>,
                            seq<fraction, opt<exponent>, star<word_other>>> {};
struct true_literal : k_true {};
struct false_literal : k_false {};
struct null_literal : k_null {};
struct parameter_name : sor<quoted_word, plus<word_other>> {};
struct parameter : seq<one<'$'>, parameter_name, ws> {};

// ---- Expressions ----

struct expression;
struct pattern;
struct pattern_part;
struct node_pattern;
struct relationship_pattern;
struct regular_query;

struct map_key : schema_name_t {};
struct map_entry : seq<map_key, sign<':'>, expression> {};
struct map_literal : seq<sign<'{'>, opt<map_entry, star<sign<','>, map_entry>>, sign<'}'>> {};
struct list_literal : seq<sign<'['>, opt<expression, star<sign<','>, expression>>, sign<']'>> {};

struct where : seq<k_where, expression> {};
struct comprehension_result : seq<sign<'|'>, expression> {};
struct list_comprehension : seq<sign<'['>, variable_t, k_in, expression, opt<where>,
                                opt<comprehension_result>, sign<']'>> {};
struct path_variable : variable_t {};
struct relationships_pattern : seq<node_pattern, plus<seq<relationship_pattern, node_pattern>>> {};
struct pattern_comprehension : seq<sign<'['>, opt<path_variable, sign<'='>>, relationships_pattern,
                                   opt<where>, sign<'|'>, expression, sign<']'>> {};

struct quantifier_name : sor<k_all, k_any, k_none, k_single> {};
struct quantifier
    : seq<quantifier_name, sign<'('>, variable_t, k_in, expression, opt<where>, sign<')'>> {};
struct reduce : seq<k_reduce, sign<'('>, variable_t, sign<'='>, expression, sign<','>, variable_t,
                    k_in, expression, sign<'|'>, expression, sign<')'>> {};

struct case_operand : seq<expression> {};
struct case_when : seq<k_when, expression, k_then, expression> {};
struct case_else : seq<k_else, expression> {};
struct case_expression
    : seq<k_case, opt<not_at<k_when>, case_operand>, plus<case_when>, opt<case_else>, k_end> {};

struct function_name : seq<schema_name, star<ws, one<'.'>, ws, schema_name>, ws> {};
struct distinct : k_distinct {};
struct count_star : seq<k_count, sign<'('>, sign<'*'>, sign<')'>> {};
struct function_call : seq<function_name, sign<'('>, opt<distinct>,
                           opt<expression, star<sign<','>, expression>>, sign<')'>> {};

struct subquery_match : seq<pattern, opt<where>> {};
struct subquery_body : seq<sign<'{'>, sor<regular_query, subquery_match>, sign<'}'>> {};
struct exists_subquery : seq<k_exists, subquery_body> {};
struct count_subquery : seq<k_count, subquery_body> {};
struct collect_subquery : seq<k_collect, subquery_body> {};

struct pattern_predicate : relationships_pattern {};
struct shortest_keyword : sor<k_shortest_path, k_all_shortest_paths> {};
struct shortest_pattern : seq<shortest_keyword, sign<'('>, node_pattern, relationship_pattern,
                              node_pattern, sign<')'>> {};
struct parenthesized : seq<sign<'('>, expression, sign<')'>> {};
struct variable_reference : variable_t {};

struct atom : sor<token<number_literal>, token<string_literal>, parameter, true_literal,
                  false_literal, null_literal, case_expression, count_star, exists_subquery,
                  count_subquery, collect_subquery, map_literal, list_comprehension,
                  pattern_comprehension, list_literal, reduce, quantifier, shortest_pattern,
                  function_call, pattern_predicate, parenthesized, variable_reference> {};

struct property_key : schema_name_t {};
struct property_lookup : seq<one<'.'>, not_at<one<'.'>>, ws, property_key> {};
struct label_name : schema_name_t {};
struct labels : plus<sign<':'>, label_name> {};
struct slice_begin : seq<expression> {};
struct slice_end : seq<expression> {};
struct slice_dots : sign<'.', '.'> {};
struct subscript : seq<sign<'['>, opt<slice_begin>, opt<slice_dots, opt<slice_end>>, sign<']'>> {};
struct projected_property : seq<one<'.'>, ws, property_key> {};
struct projected_all : sign<'.', '*'> {};
struct projected_variable : variable_t {};
struct map_projection
    : seq<sign<'{'>,
          opt<sor<projected_all, projected_property, map_entry, projected_variable>,
              star<sign<','>,
                   sor<projected_all, projected_property, map_entry, projected_variable>>>,
          sign<'}'>> {};
struct postfix
    : seq<atom, opt<map_projection>, star<sor<property_lookup, subscript>>, opt<labels>> {};

struct minus_sign : sign<'-'> {};
struct plus_sign : sign<'+'> {};
struct unary : seq<star<sor<minus_sign, plus_sign>>, postfix> {};
struct power_operator : one<'^'> {};
struct power : seq<unary, star<token<power_operator>, unary>> {};
struct multiply_operator : one<'*', '/', '%'> {};
struct multiply : seq<power, star<token<multiply_operator>, power>> {};
struct add_operator : one<'+', '-'> {};
struct add : seq<multiply, star<token<add_operator>, multiply>> {};
struct in_list : seq<k_in, add> {};
struct starts_with : seq<k_starts, k_with, add> {};
struct ends_with : seq<k_ends, k_with, add> {};
struct contains : seq<k_contains, add> {};
struct matches : seq<sign<'=', '~'>, add> {};
struct is_null : seq<k_is, k_null> {};
struct is_not_null : seq<k_is, k_not, k_null> {};
struct predicate
    : seq<add,
          star<sor<in_list, starts_with, ends_with, contains, matches, is_not_null, is_null>>> {};
struct comparison_operator : sor<pegtl::string<'<', '>'>, pegtl::string<'<', '='>,
                                 pegtl::string<'>', '='>, one<'=', '<', '>'>> {};
struct comparison : seq<predicate, star<token<comparison_operator>, predicate>> {};
struct not_word : k_not {};
struct negation : seq<star<not_word>, comparison> {};
struct conjunction : seq<negation, star<k_and, negation>> {};
struct exclusive : seq<conjunction, star<k_xor, conjunction>> {};
struct disjunction : seq<exclusive, star<k_or, exclusive>> {};
struct expression : seq<disjunction> {};

// ---- Patterns ----

struct properties : sor<map_literal, parameter> {};
struct node_pattern : seq<sign<'('>, opt<variable_t>, opt<labels>, opt<properties>, sign<')'>> {};
struct type_name : schema_name_t {};
struct types : seq<sign<':'>, type_name, star<sign<'|'>, opt<sign<':'>>, type_name>> {};
struct range_number : plus<pegtl::digit> {};
struct range_dots : pegtl::string<'.', '.'> {};
struct range
    : seq<sign<'*'>, opt<token<range_number>>, opt<token<range_dots>, opt<token<range_number>>>> {};
struct dots_without_star : seq<at<range_dots>, range_dots, star<pegtl::digit>, ws> {};
struct negative_bound : seq<one<'*'>, ws, star<pegtl::digit>, ws, opt<range_dots>, ws, one<'-'>,
                            plus<pegtl::digit>, ws> {};
struct detail
    : seq<sign<'['>, opt<variable_t>, opt<types>,
          opt<sor<negative_bound, range, dots_without_star>>, opt<properties>, sign<']'>> {};
struct left_arrow : token<one<'<'>> {};
struct right_arrow : token<one<'>'>> {};
struct dash : token<one<'-'>> {};
struct quantity_number : plus<pegtl::digit> {};
struct quantity_comma : one<','> {};
struct quantity_range : seq<sign<'{'>, opt<token<quantity_number>>, opt<token<quantity_comma>>,
                            opt<token<quantity_number>>, sign<'}'>> {};
struct quantity_plus : one<'+'> {};
struct quantity_star : one<'*'> {};
struct relationship_pattern
    : seq<opt<left_arrow>, dash, opt<detail>, dash, opt<right_arrow>,
          opt<sor<quantity_range, token<quantity_plus>, token<quantity_star>>>> {};

struct count_number : plus<pegtl::digit> {};
struct selector_all : seq<k_all, k_shortest> {};
struct selector_any : seq<k_any, opt<k_shortest>, opt<token<count_number>>> {};
struct selector_groups : seq<k_shortest, opt<token<count_number>>, k_groups> {};
struct selector_count : seq<k_shortest, token<count_number>> {};
struct mode : sor<k_walk, k_trail, k_acyclic, k_simple> {};
struct pattern_element : sor<seq<node_pattern, star<relationship_pattern, node_pattern>>,
                             seq<sign<'('>, pattern_element, sign<')'>>> {};
struct pattern_part
    : seq<opt<path_variable, sign<'='>>,
          sor<shortest_pattern,
              seq<opt<sor<selector_all, selector_any, selector_groups, selector_count>>, opt<mode>,
                  pattern_element>>> {};
struct pattern : seq<pattern_part, star<sign<','>, pattern_part>> {};

// ---- Clauses ----

struct optional : k_optional {};
struct match_clause : seq<opt<optional>, k_match, pattern, opt<where>> {};
struct unwind : seq<k_unwind, expression, k_as, variable_t> {};
struct procedure_name : seq<schema_name, star<ws, one<'.'>, ws, schema_name>, ws> {};
struct call_arguments : seq<sign<'('>, opt<expression, star<sign<','>, expression>>, sign<')'>> {};
struct yield_field : variable_t {};
struct yield_item : seq<opt<yield_field, k_as>, variable_t> {};
struct yield_star : sign<'*'> {};
struct yield_nothing : sign<'-'> {};
struct yield
    : seq<k_yield, sor<yield_star, yield_nothing, seq<yield_item, star<sign<','>, yield_item>>>,
          opt<where>> {};
struct call : seq<k_call, procedure_name, opt<call_arguments>, opt<yield>> {};
struct call_subquery : seq<k_call, sign<'{'>, regular_query, sign<'}'>> {};
struct item_alias : variable_t {};
struct projection_item : seq<expression, opt<k_as, item_alias>> {};
struct projection_star : sign<'*'> {};
struct projection_items : sor<seq<projection_star, star<sign<','>, projection_item>>,
                              seq<projection_item, star<sign<','>, projection_item>>> {};
struct descending : sor<k_descending, k_desc> {};
struct sort_item : seq<expression, opt<sor<descending, k_ascending, k_asc>>> {};
struct order_by : seq<k_order, k_by, sort_item, star<sign<','>, sort_item>> {};
struct skip : seq<k_skip, expression> {};
struct limit : seq<k_limit, expression> {};
struct projection_body
    : seq<opt<distinct>, projection_items, opt<order_by>, opt<skip>, opt<limit>> {};
struct with : seq<k_with, projection_body, opt<where>> {};
struct return_clause : seq<k_return, projection_body> {};

// Writing: CREATE is read (test graphs are made by it); of the others, what they consist of.
struct create : seq<k_create, pattern> {};
struct set_target : seq<atom, star<property_lookup>, opt<labels>> {};
struct set_item : seq<set_target, opt<sor<sign<'+', '='>, sign<'='>>, expression>> {};
struct set_items : seq<set_item, star<sign<','>, set_item>> {};
struct set_clause : seq<k_set, set_items> {};
struct remove_clause : seq<k_remove, set_item, star<sign<','>, set_item>> {};
struct delete_clause : seq<opt<k_detach>, k_delete, expression, star<sign<','>, expression>> {};
struct merge_clause : seq<k_merge, pattern_part,
                          star<seq<TAO_PEGTL_ISTRING("ON"), plus<blank>, sor<k_match, k_create>,
                                   k_set, set_items>>> {};
struct clause;
struct foreach_clause
    : seq<k_foreach, sign<'('>, variable_t, k_in, expression, sign<'|'>, plus<clause>, sign<')'>> {
};

struct clause : sor<match_clause, unwind, call_subquery, call, with, return_clause, create,
                    set_clause, remove_clause, delete_clause, merge_clause, foreach_clause> {};
struct single_query : plus<clause> {};
struct union_all : seq<k_union, k_all> {};
struct union_distinct : k_union {};
struct union_word : sor<union_all, union_distinct> {};
struct regular_query : seq<single_query, star<union_word, single_query>> {};
struct explain : k_explain {};
struct profile : k_profile {};
struct statement : seq<ws, opt<sor<explain, profile>>, regular_query, opt<sign<';'>>, eof> {};

}  // namespace trine::query::grammar
