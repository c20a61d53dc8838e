// Numbers and strings as they are written.
#include <charconv>
#include <cmath>
#include <string>

#include "graph/query/syntax/selection.h"
#include "graph/query/syntax/tree.h"

namespace trine::query {

namespace {
void append_utf8(std::string& text, std::uint32_t code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6));
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | (code >> 12));
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | (code >> 18));
    text += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  }
}
}  // namespace

ExpressionPtr Builder::number(const Tree& tree, bool negative) const {
  auto made = make(ExpressionKind::kLiteral, tree);
  const std::string digits = text(tree);
  const std::string written = negative ? "-" + digits : digits;
  const auto bad = [&](std::string_view detail, const std::string& why) {
    syntax_error(detail, made->position, "the number " + written + " " + why);
  };
  int base = 10;
  std::string_view rest = digits;
  const bool prefixed = rest.size() > 1 && rest[0] == '0';
  if (prefixed && (rest[1] == 'x' || rest[1] == 'X')) base = 16;
  if (prefixed && (rest[1] == 'o' || rest[1] == 'O')) base = 8;
  if (base != 10) rest.remove_prefix(2);
  if (base == 10 && rest.find_first_of(".eE") != std::string_view::npos) {
    double value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (end != rest.data() + rest.size()) bad("InvalidNumberLiteral", "can't be read");
    if (error == std::errc::result_out_of_range) {
      // Too small is nothing; too large is an error.
      value = std::strtod(digits.c_str(), nullptr);
      if (std::isinf(value)) bad("FloatingPointOverflow", "is too large");
    }
    made->value = Value(negative ? -value : value);
    return made;
  }
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value, base);
  if (rest.empty() || end != rest.data() + rest.size()) {
    bad("InvalidNumberLiteral", "can't be read");
  }
  const std::uint64_t most = std::uint64_t{1} << 63;
  if (error != std::errc() || value > most || (value == most && !negative)) {
    bad("IntegerOverflow", "is too large");
  }
  made->value = Value(static_cast<std::int64_t>(negative ? ~value + 1 : value));
  return made;
}

std::string Builder::string_value(const Tree& tree) const {
  const std::string_view written = tree.string_view();
  const std::string_view inside = written.substr(1, written.size() - 2);
  std::string value;
  std::uint32_t high = 0;  // the first of two surrogates
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] != '\\') {
      value += inside[i];
      continue;
    }
    const char c = inside[++i];
    switch (c) {
      case 'n':
        value += '\n';
        break;
      case 't':
        value += '\t';
        break;
      case 'r':
        value += '\r';
        break;
      case 'b':
        value += '\b';
        break;
      case 'f':
        value += '\f';
        break;
      case '\\':
      case '\'':
      case '"':
      case '`':
      case '/':
        value += c;
        break;
      case 'u':
      case 'U': {
        const std::size_t digits = c == 'u' ? 4 : 8;
        std::uint32_t code = 0;
        const auto hex = inside.substr(i + 1, digits);
        const auto end = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16).ptr;
        if (hex.size() < digits || end != hex.data() + hex.size() || code > 0x10FFFF) {
          syntax_error("InvalidUnicodeLiteral", position_of(text_, tree.begin().byte + i),
                       "\\" + std::string(1, c) + " needs " + std::to_string(digits) +
                           " hexadecimal digits");
        }
        i += digits;
        if (code >= 0xD800 && code < 0xDC00) {
          high = code;
        } else if (code >= 0xDC00 && code < 0xE000) {
          if (high != 0) append_utf8(value, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00));
          high = 0;
        } else {
          append_utf8(value, code);
        }
        break;
      }
      default:
        syntax_error("UnexpectedSyntax", position_of(text_, tree.begin().byte + i),
                     "'\\" + std::string(1, c) + "' is not an escape sequence");
    }
  }
  return value;
}

}  // namespace trine::query
