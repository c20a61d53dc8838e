#include "tests/tck/values.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace trine::tck {
namespace {

using query::Kind;
using query::Value;

std::string quoted(const std::string& text) {
  std::string made = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') made += '\\';
    made += c;
  }
  return made + "'";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string list_text(std::vector<std::string> elements, bool any_order) {
  if (any_order) std::sort(elements.begin(), elements.end());
  return "[" + joined(elements) + "]";
}

// {a: 1}; nothing when empty and `hide_empty`.
std::string map_text(const std::map<std::string, std::string>& entries) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : entries) parts.push_back(key + ": " + value);
  return "{" + joined(parts) + "}";
}

std::string node_text(std::vector<std::string> labels,
                      const std::map<std::string, std::string>& properties) {
  std::sort(labels.begin(), labels.end());
  std::string text = "(";
  for (const auto& label : labels) text += ":" + label;
  if (!properties.empty()) text += (labels.empty() ? "" : " ") + map_text(properties);
  return text + ")";
}

std::string relationship_text(const std::string& type,
                              const std::map<std::string, std::string>& properties) {
  return "[:" + type + (properties.empty() ? "" : " " + map_text(properties)) + "]";
}

std::map<std::string, std::string> texts(const query::PropertyGraph& graph,
                                         const query::Map& values, bool any_order) {
  std::map<std::string, std::string> made;
  for (const auto& [key, value] : values) made[key] = found_text(graph, value, any_order);
  return made;
}

// Zero has one form.
std::string number_text(double value) { return query::float_text(value == 0 ? 0.0 : value); }

// Reads the written form.
class Reader {
 public:
  Reader(const std::string& text, bool any_order) : text_(text), any_order_(any_order) {}

  std::string all() {
    auto value = read();
    blanks();
    if (at_ != text_.size()) fail();
    return value;
  }

 private:
  [[noreturn]] void fail() const {
    throw std::runtime_error("cannot read the expected value " + text_);
  }
  void blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  char peek() {
    blanks();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(const std::string& wanted) {
    blanks();
    if (text_.compare(at_, wanted.size(), wanted) != 0) return false;
    at_ += wanted.size();
    return true;
  }
  void must(const std::string& wanted) {
    if (!take(wanted)) fail();
  }
  std::string word() {
    blanks();
    if (take("`")) {
      const auto end = text_.find('`', at_);
      const auto name = text_.substr(at_, end - at_);
      at_ = end + 1;
      return name;
    }
    const auto begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 ||
                                  text_[at_] == '_' || (text_[at_] & 0x80) != 0)) {
      ++at_;
    }
    if (begin == at_) fail();
    return text_.substr(begin, at_ - begin);
  }

  std::string read() {
    switch (peek()) {
      case '\'':
        return string();
      case '[':
        return at_ + 1 < text_.size() && text_[at_ + 1] == ':' ? relationship() : list();
      case '{':
        return map_text(map());
      case '(':
        return node();
      case '<':
        return path();
      default:
        return scalar();
    }
  }

  std::string string() {
    must("'");
    std::string value;
    while (at_ < text_.size() && text_[at_] != '\'') {
      const bool escaped = text_[at_] == '\\' && at_ + 1 < text_.size();
      if (escaped) ++at_;
      value += escaped && text_[at_] == 'n' ? '\n' : text_[at_];
      ++at_;
    }
    must("'");
    return quoted(value);
  }

  std::string list() {
    must("[");
    std::vector<std::string> elements;
    while (peek() != ']') {
      elements.push_back(read());
      if (!take(",")) break;
    }
    must("]");
    return list_text(std::move(elements), any_order_);
  }

  std::map<std::string, std::string> map() {
    must("{");
    std::map<std::string, std::string> entries;
    while (peek() != '}') {
      const auto key = word();
      must(":");
      entries[key] = read();
      if (!take(",")) break;
    }
    must("}");
    return entries;
  }

  std::string node() {
    must("(");
    std::vector<std::string> labels;
    while (take(":")) labels.push_back(word());
    std::map<std::string, std::string> properties;
    if (peek() == '{') properties = map();
    must(")");
    return node_text(std::move(labels), properties);
  }

  std::string relationship() {
    must("[");
    must(":");
    const auto type = word();
    std::map<std::string, std::string> properties;
    if (peek() == '{') properties = map();
    must("]");
    return relationship_text(type, properties);
  }

  std::string path() {
    must("<");
    std::string text = "<" + node();
    while (!take(">")) {
      const bool backward = take("<-");
      if (!backward) must("-");
      text += (backward ? "<-" : "-") + relationship();
      if (backward) {
        must("-");
        text += "-";
      } else {
        must("->");
        text += "->";
      }
      text += node();
    }
    return text + ">";
  }

  std::string scalar() {
    blanks();
    const auto begin = at_;
    while (at_ < text_.size() && std::string_view(",]}) |").find(text_[at_]) == std::string::npos) {
      ++at_;
    }
    const std::string word = text_.substr(begin, at_ - begin);
    if (word == "null" || word == "true" || word == "false") return word;
    if (word == "NaN") return query::float_text(std::nan(""));
    if (word == "Inf" || word == "-Inf") return word[0] == '-' ? "-Infinity" : "Infinity";
    if (word.empty()) fail();
    const bool is_float = word.find_first_of(".eE") != std::string::npos;
    return is_float ? number_text(std::stod(word)) : std::to_string(std::stoll(word));
  }

  const std::string& text_;
  bool any_order_;
  std::size_t at_ = 0;
};

}  // namespace

std::string found_text(const query::PropertyGraph& graph, const Value& value, bool any_order) {
  switch (value.kind()) {
    case Kind::kString:
      return quoted(value.string());
    case Kind::kList: {
      std::vector<std::string> elements;
      for (const auto& one : value.list()) elements.push_back(found_text(graph, one, any_order));
      return list_text(std::move(elements), any_order);
    }
    case Kind::kMap:
      return map_text(texts(graph, value.map(), any_order));
    case Kind::kNode:
      return node_text(graph.labels(value.node()),
                       texts(graph, graph.node_properties(value.node()), any_order));
    case Kind::kRelationship:
      return relationship_text(
          graph.type_name(value.relationship()),
          texts(graph, graph.relationship_properties(value.relationship()), any_order));
    case Kind::kPath: {
      const auto& path = value.path();
      std::string text = "<" + found_text(graph, query::NodeValue{path.nodes.front()}, any_order);
      for (std::size_t i = 0; i < path.relationships.size(); ++i) {
        const bool backward = graph.start(path.relationships[i]) != path.nodes[i];
        text += backward ? "<-" : "-";
        text += found_text(graph, query::RelationshipValue{path.relationships[i]}, any_order);
        text += backward ? "-" : "->";
        text += found_text(graph, query::NodeValue{path.nodes[i + 1]}, any_order);
      }
      return text + ">";
    }
    case Kind::kFloat:
      return number_text(value.real());
    default: {
      std::ostringstream text;
      text << value;
      // Points in time and durations are written as texts.
      return value.kind() >= Kind::kDate ? quoted(text.str()) : text.str();
    }
  }
}

std::string expected_text(const std::string& written, bool any_order) {
  return Reader(written, any_order).all();
}

}  // namespace trine::tck
