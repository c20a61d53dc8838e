#include "graph/query/syntax/parse.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string>

#include "graph/query/syntax/selection.h"
#include "graph/query/syntax/tree.h"

namespace trine::query {
namespace {

namespace pegtl = tao::pegtl;

// Brackets within brackets; a deeper nesting would need more of the stack than there may be.
constexpr int kDeepest = 150;

// How far the text could be read: where nothing fits any more is where it is wrong.
struct Furthest {
  std::size_t byte = 0;
};

template <class Rule>
struct Control : pegtl::normal<Rule> {
  template <class Input, class... States>
  static void failure(const Input& in, Furthest& furthest, States&&...) {
    furthest.byte = std::max(furthest.byte, in.position().byte);
  }
  template <class Input, class... States>
  static void failure(const Input&, States&&...) {}
};

void check_depth(std::string_view text) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\' && quote != '`') {
        ++i;
      } else if (c == quote) {
        quote = 0;
      }
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      if (++depth > kDeepest) {
        syntax_error("UnexpectedSyntax", position_of(text, i), "brackets are nested too deeply");
      }
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    }
  }
}

[[noreturn]] void cannot_read(std::string_view text, std::size_t byte) {
  const Position at = position_of(text, byte);
  if (byte >= text.size()) syntax_error("UnexpectedSyntax", at, "the query ends too early");
  std::size_t end = byte + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  UChar32 code = 0;
  U8_GET(reinterpret_cast<const std::uint8_t*>(text.data()), 0, static_cast<int>(byte),
         static_cast<int>(text.size()), code);
  if (code < 0 || (code > 0x7F && u_isalpha(code) == 0)) {
    syntax_error(
        "InvalidUnicodeCharacter", at,
        "'" + std::string(text.substr(byte, end - byte)) + "' is not a sign of the language");
  }
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (is_word(text[byte])) {
    while (end < text.size() && is_word(text[end]) && end - byte < 40) ++end;
  }
  syntax_error("UnexpectedSyntax", at,
               "'" + std::string(text.substr(byte, end - byte)) + "' is not expected here");
}

template <class Rule>
std::unique_ptr<Tree> tree_of(std::string_view text) {
  check_depth(text);
  pegtl::memory_input<pegtl::tracking_mode::eager, pegtl::eol::lf_crlf> in(
      text.data(), text.data() + text.size(), "query");
  Furthest furthest;
  auto tree =
      pegtl::parse_tree::parse<Rule, grammar::selector, pegtl::nothing, Control>(in, furthest);
  if (tree == nullptr) cannot_read(text, furthest.byte);
  return tree;
}

struct expression_alone : pegtl::seq<grammar::ws, grammar::expression, pegtl::eof> {};

}  // namespace

Position position_of(std::string_view text, std::size_t byte) {
  Position at{1, 1};
  for (std::size_t i = 0; i < std::min(byte, text.size()); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\n') {
      ++at.line;
      at.column = 1;
    } else if ((c & 0xC0) != 0x80) {
      ++at.column;
    }
  }
  return at;
}

Query parse(std::string_view text) {
  const auto tree = tree_of<grammar::statement>(text);
  return Builder(text).statement(*tree);
}

ExpressionPtr parse_expression(std::string_view text) {
  const auto tree = tree_of<expression_alone>(text);
  return Builder(text).expression(*tree->children.front());
}

}  // namespace trine::query
