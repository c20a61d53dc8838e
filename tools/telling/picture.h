// DOT, and pictures through Graphviz.
#pragma once
#include <string>
#include <string_view>

#include "graph/knowledge_graph.h"
#include "graph/traversal.h"

namespace trine::tools {

// The part of the graph as DOT: nodes coloured by type with wrapped labels; facts between two nodes
// drawn as one line, labelled with their relations and the number of documents; denied facts red
// and dashed, planned and possible ones dashed; a legend of what occurs.
std::string dot_text(const graph::KnowledgeGraph& graph, const graph::Subgraph& part);

// Path of an executable on $PATH, or empty.
std::string find_program(const std::string& name);

// Bytes of the picture, `format` "svg" or "png". Throws Error: kIo when Graphviz is missing or
// fails, with its own words.
std::string draw(std::string_view dot, const std::string& format, std::size_t nodes);

}  // namespace trine::tools
