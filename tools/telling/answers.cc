#include "tools/telling/answers.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "schema/error.h"
#include "schema/ids.h"
#include "tools/telling/json_text.h"
#include "tools/telling/picture.h"

namespace trine::tools {
namespace {

using query::Kind;
using query::Value;
using Json = nlohmann::ordered_json;

constexpr std::size_t kBlock = 500;       // rows of a table that are laid out together
constexpr std::size_t kWidestCell = 120;  // columns

std::string plain(const Value& value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

std::string node_text(const query::PropertyGraph& graph, query::NodeId node) {
  const Value name = graph.node_property(node, "name");
  const auto labels = graph.labels(node);
  return "(" + (name.is(Kind::kString) ? name.string() : "#" + to_hex(node)) +
         (labels.empty() ? "" : ":" + labels.front()) + ")";
}

std::string relationship_text(const query::PropertyGraph& graph, query::RelationshipId id) {
  const Value phrase = graph.relationship_property(id, "relation");
  return "[" + graph.type_name(id) +
         (phrase.is(Kind::kString) ? " \"" + phrase.string() + "\"" : std::string()) + "]";
}

std::string joined(const query::PropertyGraph& graph, const query::List& list) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : ", ") + answer_text(graph, one);
  return text;
}

std::string raw_text(const query::PropertyGraph& graph, const Value& value) {
  switch (value.kind()) {
    case Kind::kString:
      return value.string();
    case Kind::kNode:
      return node_text(graph, value.node());
    case Kind::kRelationship:
      return relationship_text(graph, value.relationship());
    case Kind::kList:
      return "[" + joined(graph, value.list()) + "]";
    case Kind::kMap: {
      std::string text;
      for (const auto& [key, one] : value.map()) {
        text += (text.empty() ? "" : ", ") + key + ": " + answer_text(graph, one);
      }
      return "{" + text + "}";
    }
    case Kind::kPath: {
      const auto& path = value.path();
      std::string text = node_text(graph, path.nodes.front());
      for (std::size_t i = 0; i < path.relationships.size(); ++i) {
        const bool forward = graph.start(path.relationships[i]) == path.nodes[i];
        text += (forward ? "-" : "<-") + relationship_text(graph, path.relationships[i]) +
                (forward ? "->" : "-") + node_text(graph, path.nodes[i + 1]);
      }
      return text;
    }
    default:
      return plain(value);
  }
}

Json to_json(const query::PropertyGraph& graph, const Value& value);

void add_properties(const query::PropertyGraph& graph, const query::Map& properties, Json& into) {
  for (const auto& [key, one] : properties) into[key] = to_json(graph, one);
}

Json to_json(const query::PropertyGraph& graph, const Value& value) {
  switch (value.kind()) {
    case Kind::kNull:
      return nullptr;
    case Kind::kBoolean:
      return value.boolean();
    case Kind::kInteger:
      return value.integer();
    case Kind::kFloat:
      if (!std::isfinite(value.real())) return plain(value);
      return value.real();
    case Kind::kString:
      return value.string();
    case Kind::kList: {
      Json made = Json::array();
      for (const auto& one : value.list()) made.push_back(to_json(graph, one));
      return made;
    }
    case Kind::kMap: {
      Json made = Json::object();
      add_properties(graph, value.map(), made);
      return made;
    }
    case Kind::kNode: {
      Json made = Json::object();
      made["id"] = to_hex(value.node());
      made["labels"] = graph.labels(value.node());
      add_properties(graph, graph.node_properties(value.node()), made);
      return made;
    }
    case Kind::kRelationship: {
      Json made = Json::object();
      const auto id = value.relationship();
      made["id"] = to_hex(id);
      made["type"] = graph.type_name(id);
      made["start"] = to_hex(graph.start(id));
      made["end"] = to_hex(graph.end(id));
      add_properties(graph, graph.relationship_properties(id), made);
      return made;
    }
    case Kind::kPath: {
      Json made = Json::object();
      made["nodes"] = Json::array();
      made["relationships"] = Json::array();
      for (const auto node : value.path().nodes) {
        made["nodes"].push_back(to_json(graph, query::NodeValue{node}));
      }
      for (const auto one : value.path().relationships) {
        made["relationships"].push_back(to_json(graph, query::RelationshipValue{one}));
      }
      return made;
    }
    default:
      return plain(value);
  }
}

}  // namespace

std::string answer_text(const query::PropertyGraph& graph, const Value& value) {
  return one_line(raw_text(graph, value));
}

std::string answer_json(const query::PropertyGraph& graph, const Value& value) {
  return json_text(to_json(graph, value));
}

AnswerWriter::AnswerWriter(Output& out, const query::PropertyGraph& graph,
                           std::vector<std::string> columns, std::string format)
    : out_(out),
      graph_(graph),
      columns_(std::move(columns)),
      format_(std::move(format)),
      picture_(graph) {
  if (format_ == "csv") {
    std::string line;
    for (const auto& column : columns_) line += (line.empty() ? "" : ",") + csv_cell(column);
    out_.line(line);
  }
}

std::string AnswerWriter::json_row(const query::List& values) const {
  Json made = Json::object();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    made[columns_[i]] = to_json(graph_, values[i]);
  }
  return json_text(made);
}

void AnswerWriter::row(const query::List& values) {
  ++rows_;
  if (format_ == "jsonl") {
    out_.line(json_row(values));
  } else if (format_ == "json") {
    out_.write((rows_ == 1 ? "[\n" : ",\n") + json_row(values));
  } else if (format_ == "dot" || format_ == "svg") {
    for (const auto& value : values) picture_.add(value);
  } else if (format_ == "csv") {
    std::string line;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool null = values[i].is_null();
      line += (i == 0 ? "" : ",") + (null ? std::string() : csv_cell(raw_text(graph_, values[i])));
    }
    out_.line(line);
  } else {
    std::vector<std::string> cells;
    for (const auto& value : values)
      cells.push_back(shorten(answer_text(graph_, value), kWidestCell));
    block_.push_back(std::move(cells));
    if (block_.size() == kBlock) flush_table();
  }
}

void AnswerWriter::flush_table() {
  if (block_.empty()) return;
  Table table;
  if (!headed_) {
    table.row(columns_);
    std::vector<std::string> rule;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      std::size_t width = display_width(columns_[i]);
      for (const auto& row : block_) width = std::max(width, display_width(row[i]));
      rule.emplace_back(width, '-');
    }
    table.row(std::move(rule));
  }
  headed_ = true;
  for (auto& row : block_) table.row(std::move(row));
  block_.clear();
  out_.write(table.text(""));
}

void AnswerWriter::finish() {
  if (format_ == "json") out_.write(rows_ == 0 ? "[]\n" : "\n]\n");
  if (format_ == "table") flush_table();
  if (format_ != "dot" && format_ != "svg") return;
  if (picture_.empty() && rows_ > 0) {
    throw Error(ErrorKind::kUsage,
                "there is nothing to draw: the query returns no nodes, relationships or paths");
  }
  out_.write(format_ == "dot" ? picture_.dot() : draw(picture_.dot(), format_, picture_.nodes()));
}

}  // namespace trine::tools
