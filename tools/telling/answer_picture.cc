#include "tools/telling/answer_picture.h"

#include <fmt/format.h>

#include "schema/ids.h"
#include "tools/telling/output.h"

namespace trine::tools {
namespace {

using query::Kind;
using query::Value;

constexpr std::size_t kLabelWidth = 24;  // columns of a node's label

std::string escaped(const std::string& text) {
  std::string made;
  for (const char c : text) {
    if (c == '"' || c == '\\') made += '\\';
    made += c;
  }
  return made;
}

std::string wrapped(const std::string& text) {
  std::string made;
  for (const auto& line : wrap_text(one_line(text), kLabelWidth)) {
    made += (made.empty() ? "" : "\\n") + escaped(line);
  }
  return made;
}

std::string text_property(const Value& value, const std::string& otherwise) {
  return value.is(Kind::kString) ? value.string() : otherwise;
}

}  // namespace

void AnswerPicture::add(const Value& value) {
  switch (value.kind()) {
    case Kind::kNode:
      nodes_.insert(value.node());
      break;
    case Kind::kRelationship:
      add_relationship(value.relationship());
      break;
    case Kind::kPath:
      nodes_.insert(value.path().nodes.begin(), value.path().nodes.end());
      for (const auto one : value.path().relationships) add_relationship(one);
      break;
    case Kind::kList:
      for (const auto& one : value.list()) add(one);
      break;
    case Kind::kMap:
      for (const auto& [key, one] : value.map()) add(one);
      break;
    default:
      break;
  }
}

void AnswerPicture::add_relationship(query::RelationshipId relationship) {
  relationships_.insert(relationship);
  nodes_.insert(graph_.start(relationship));
  nodes_.insert(graph_.end(relationship));
}

std::string AnswerPicture::dot() const {
  std::string text =
      "digraph answer {\n"
      "  node [shape=box style=\"rounded,filled\" fillcolor=\"#eef3fa\" fontname=Helvetica];\n"
      "  edge [fontname=Helvetica fontsize=10];\n";
  for (const auto node : nodes_) {
    const auto labels = graph_.labels(node);
    text += fmt::format("  n{} [label=\"{}{}\"];\n", to_hex(node),
                        wrapped(text_property(graph_.node_property(node, "name"), to_hex(node))),
                        labels.empty() ? "" : "\\n" + escaped(labels.front()));
  }
  for (const auto one : relationships_) {
    // What is denied, or not (yet) so, must not look like a fact.
    const bool denied =
        text_property(graph_.relationship_property(one, "polarity"), "positive") == "negative";
    const bool open =
        text_property(graph_.relationship_property(one, "modality"), "asserted") != "asserted";
    const auto phrase = graph_.relationship_property(one, "relation");
    text += fmt::format(
        "  n{} -> n{} [label=\"{}\"{}{}];\n", to_hex(graph_.start(one)), to_hex(graph_.end(one)),
        wrapped(text_property(phrase, graph_.type_name(one))),
        denied ? " color=red fontcolor=red" : "", denied || open ? " style=dashed" : "");
  }
  return text + "}\n";
}

}  // namespace trine::tools
