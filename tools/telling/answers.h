// Rows of a query as a person, or another program, reads them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "graph/query/property_graph.h"
#include "graph/query/values/value.h"
#include "tools/telling/answer_picture.h"
#include "tools/telling/output.h"

namespace trine::tools {

// One line, without control characters: (Ana Ruiz:Person), [CONSULT "meet"], 'text' bare.
std::string answer_text(const query::PropertyGraph& graph, const query::Value& value);
// Nodes with id, labels and properties; relationships with type, ends and properties; points in
// time as texts.
std::string answer_json(const query::PropertyGraph& graph, const query::Value& value);

// Writes rows as they come; a table, whose columns must be as wide as their widest cell, in blocks.
class AnswerWriter {
 public:
  // `format`: table, json (one array), jsonl, csv; dot or svg: what nodes and relationships the
  // rows hold, drawn.
  AnswerWriter(Output& out, const query::PropertyGraph& graph, std::vector<std::string> columns,
               std::string format);
  void row(const query::List& values);
  void finish();
  std::size_t rows() const { return rows_; }

 private:
  std::string json_row(const query::List& values) const;
  void flush_table();

  Output& out_;
  const query::PropertyGraph& graph_;
  std::vector<std::string> columns_;
  std::string format_;
  std::vector<std::vector<std::string>> block_;
  AnswerPicture picture_;
  std::size_t rows_ = 0;
  bool headed_ = false;
};

}  // namespace trine::tools
