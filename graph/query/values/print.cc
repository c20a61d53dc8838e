#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <ostream>

#include "graph/query/values/value.h"

namespace trine::query {

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "Null";
    case Kind::kBoolean:
      return "Boolean";
    case Kind::kInteger:
      return "Integer";
    case Kind::kFloat:
      return "Float";
    case Kind::kString:
      return "String";
    case Kind::kList:
      return "List";
    case Kind::kMap:
      return "Map";
    case Kind::kNode:
      return "Node";
    case Kind::kRelationship:
      return "Relationship";
    case Kind::kPath:
      return "Path";
    case Kind::kDate:
      return "Date";
    case Kind::kLocalTime:
      return "LocalTime";
    case Kind::kTime:
      return "Time";
    case Kind::kLocalDateTime:
      return "LocalDateTime";
    case Kind::kDateTime:
      return "DateTime";
    case Kind::kDuration:
      return "Duration";
  }
  return "Null";
}

// The fewest digits that read back the same; an exponent outside of [10^-3, 10^7).
std::string float_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char buffer[400];
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-3 && size < 1e7);
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific)
                       .ptr;
  std::string text(buffer, end);
  if (plain) return text.find('.') == std::string::npos ? text + ".0" : text;
  const auto e = text.find('e');
  std::string digits = text.substr(0, e);
  if (digits.find('.') == std::string::npos) digits += ".0";
  return digits + "E" + std::to_string(std::stoi(text.substr(e + 1)));
}

std::ostream& operator<<(std::ostream& out, const Value& value) {
  switch (value.kind()) {
    case Kind::kNull:
      return out << "null";
    case Kind::kBoolean:
      return out << (value.boolean() ? "true" : "false");
    case Kind::kInteger:
      return out << value.integer();
    case Kind::kFloat:
      return out << float_text(value.real());
    case Kind::kString: {
      out << '\'';
      for (const char c : value.string()) {
        if (c == '\'' || c == '\\') out << '\\';
        out << c;
      }
      return out << '\'';
    }
    case Kind::kList: {
      const char* separator = "[";
      for (const auto& one : value.list()) {
        out << separator << one;
        separator = ", ";
      }
      return out << (value.list().empty() ? "[]" : "]");
    }
    case Kind::kMap: {
      const char* separator = "{";
      for (const auto& [key, one] : value.map()) {
        out << separator << key << ": " << one;
        separator = ", ";
      }
      return out << (value.map().empty() ? "{}" : "}");
    }
    case Kind::kNode:
      return out << "(#" << value.node() << ')';
    case Kind::kRelationship:
      return out << "[#" << value.relationship() << ']';
    case Kind::kPath: {
      const auto& path = value.path();
      out << "<(#" << path.nodes.front() << ')';
      for (std::size_t i = 0; i < path.relationships.size(); ++i) {
        out << "-[#" << path.relationships[i] << "]-(#" << path.nodes[i + 1] << ')';
      }
      return out << '>';
    }
    case Kind::kDate:
      return out << to_string(value.as<Date>());
    case Kind::kLocalTime:
      return out << to_string(value.as<LocalTime>());
    case Kind::kTime:
      return out << to_string(value.as<Time>());
    case Kind::kLocalDateTime:
      return out << to_string(value.as<LocalDateTime>());
    case Kind::kDateTime:
      return out << to_string(value.as<DateTime>());
    case Kind::kDuration:
      return out << to_string(value.as<Duration>());
  }
  return out;
}

}  // namespace trine::query
