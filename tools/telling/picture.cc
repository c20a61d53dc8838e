#include "tools/telling/picture.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "schema/error.h"
#include "tools/telling/output.h"

extern char** environ;

namespace trine::tools {
namespace {

struct Look {
  const char* fill;
  const char* border;
};

// Light fills with dark borders: readable on white, told apart also by people who confuse red and
// green (the borders differ in lightness).
Look look_of(EntityType type) {
  switch (base_type(type)) {
    case EntityType::kPerson:
      return {"#dbe9ff", "#2f5fae"};
    case EntityType::kOrganization:
      return {"#ecdffb", "#6b35a3"};
    case EntityType::kPlace:
      return {"#d9f2d6", "#2e7d32"};
    case EntityType::kEvent:
      return {"#ffe9b8", "#b57600"};
    case EntityType::kLaw:
      return {"#fadcd6", "#a33a22"};
    case EntityType::kWork:
      return {"#fde3f0", "#a83275"};
    case EntityType::kProduct:
      return {"#e6e2d8", "#6d5f3c"};
    case EntityType::kSubstance:
      return {"#dff1ee", "#1f7a6d"};
    case EntityType::kAnimal:
    case EntityType::kPlant:
      return {"#e8f3c8", "#5d7a0f"};
    case EntityType::kTime:
    case EntityType::kQuantity:
      return {"#e3f4f8", "#2b7a90"};
    default:
      return {"#f1f1f1", "#7a7a7a"};
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::string label_of(const std::string& name, std::size_t width, std::size_t lines_shown) {
  std::vector<std::string> lines = wrap_text(one_line(name), width);
  if (lines.size() > lines_shown) {
    lines.resize(lines_shown);
    lines.back() += " …";
  }
  std::string label;
  for (const std::string& line : lines)
    label += (label.empty() ? "" : "\\n") + escaped(shorten(line, width + 8));
  return label;
}

enum class Style { kPlain, kUncertain, kDenied };

Style style_of(const graph::Edge& edge) {
  if (edge.only_denied()) return Style::kDenied;
  return edge.only_uncertain() ? Style::kUncertain : Style::kPlain;
}

// Facts drawn as one line.
struct Line {
  std::vector<graph::EdgeIndex> edges;
};

constexpr std::size_t kRelationsShown = 3;

std::string line_label(const graph::KnowledgeGraph& graph, std::vector<graph::EdgeIndex> edges) {
  std::stable_sort(edges.begin(), edges.end(), [&](graph::EdgeIndex a, graph::EdgeIndex b) {
    if (graph.edge(a).documents != graph.edge(b).documents)
      return graph.edge(a).documents > graph.edge(b).documents;
    return graph.edge(a).belief > graph.edge(b).belief;
  });
  std::string label;
  std::size_t shown = 0;
  for (const graph::EdgeIndex edge : edges) {
    if (shown == kRelationsShown) {
      label += fmt::format("\\n+{} more", edges.size() - shown);
      break;
    }
    label += (shown++ == 0 ? "" : "\\n") + label_of(graph.relation_of(edge).phrase, 24, 2);
    if (graph.edge(edge).documents > 1) label += fmt::format(" ({})", graph.edge(edge).documents);
  }
  return label;
}

std::string legend(const std::set<EntityType>& types, const std::set<Style>& styles) {
  std::string cells;
  for (const EntityType type : types) {
    const Look look = look_of(type);
    cells += fmt::format("<TD BGCOLOR=\"{}\" COLOR=\"{}\" BORDER=\"1\" STYLE=\"ROUNDED\">{}</TD>",
                         look.fill, look.border, html(to_string(type)));
  }
  cells += "<TD>number: documents</TD>";
  if (styles.contains(Style::kUncertain))
    cells += "<TD><FONT COLOR=\"#5b7083\">- - planned or possible</FONT></TD>";
  if (styles.contains(Style::kDenied))
    cells += "<TD><FONT COLOR=\"#c62828\">- - denied</FONT></TD>";
  return "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"3\"><TR>" + cells +
         "</TR></TABLE>>";
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// A folder that goes with its content.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "trine-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw Error(ErrorKind::kIo, "create a folder " + name + ": " + std::strerror(errno));
    path_ = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

std::string dot_text(const graph::KnowledgeGraph& graph, const graph::Subgraph& part) {
  std::map<std::tuple<graph::Vertex, graph::Vertex, Style, bool>, Line> lines;
  for (const graph::EdgeIndex i : part.edges) {
    const graph::Edge& edge = graph.edge(i);
    if (edge.subject == edge.object) continue;
    lines[{edge.subject, edge.object, style_of(edge), graph.relation_of(i).symmetric}]
        .edges.push_back(i);
  }
  std::set<EntityType> types;
  std::set<Style> styles;
  std::string body;
  for (const graph::Vertex v : part.vertices) {
    const graph::Node& node = graph.node(v);
    const Look look = look_of(node.type);
    types.insert(base_type(node.type));
    const double size = 10.0 + std::min(6.0, 1.2 * std::log2(1.0 + node.mentions));
    body += fmt::format(
        "  n{} [label=\"{}\", fillcolor=\"{}\", color=\"{}\", fontsize={:.1f}{}, "
        "tooltip=\"{} ({}, {})\"];\n",
        v, label_of(node.name, 18, 3), look.fill, look.border, size,
        node.named ? "" : ", style=\"rounded,filled,dashed\"", escaped(one_line(node.name)),
        to_string(node.type), counted(node.mentions, "mention"));
  }
  for (const auto& [key, line] : lines) {
    const auto& [subject, object, style, symmetric] = key;
    styles.insert(style);
    std::uint32_t documents = 0;
    for (const graph::EdgeIndex edge : line.edges)
      documents = std::max(documents, graph.edge(edge).documents);
    const char* colour = style == Style::kDenied      ? "#c62828"
                         : style == Style::kUncertain ? "#5b7083"
                                                      : "#4a4a4a";
    body += fmt::format(
        "  n{} -> n{} [label=\"{}\", color=\"{}\", fontcolor=\"{}\", penwidth={:.1f}{}{}];\n",
        subject, object, line_label(graph, line.edges), colour, colour,
        std::min(4.0, 1.0 + 0.6 * std::log2(std::max(1U, documents))),
        style == Style::kPlain ? "" : ", style=dashed", symmetric ? ", dir=none" : "");
  }
  std::string text = "digraph trine {\n";
  text +=
      "  graph [fontname=\"Helvetica\", fontsize=11, overlap=prism, splines=true, rankdir=LR, "
      "nodesep=0.25, ranksep=0.6, outputorder=edgesfirst, bgcolor=white, labelloc=b, labeljust=l,\n"
      "         label=" +
      legend(types, styles) +
      "];\n"
      "  node [fontname=\"Helvetica\", shape=box, style=\"rounded,filled\", penwidth=1.2, "
      "margin=\"0.12,0.06\"];\n"
      "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7];\n";
  return text + body + "}\n";
}

std::string find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "/usr/bin:/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    std::string candidate = (folder.empty() ? "." : folder) + "/" + name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

std::string draw(std::string_view dot, const std::string& format, std::size_t nodes) {
  // Layers read best, as long as there are few nodes.
  const std::string engine = nodes <= 60 ? "dot" : "sfdp";
  const std::string program = find_program(engine);
  if (program.empty())
    throw Error(
        ErrorKind::kIo,
        fmt::format("draw a picture: Graphviz ({}) is not installed; on Debian: apt install "
                    "graphviz; or use --format dot",
                    engine));
  const ScratchFolder folder;
  const std::filesystem::path source = folder.path() / "graph.dot";
  const std::filesystem::path target = folder.path() / ("graph." + format);
  const std::filesystem::path messages = folder.path() / "messages";
  std::ofstream(source, std::ios::binary) << dot;

  const std::string type = "-T" + format;
  std::array<const char*, 6> arguments = {program.c_str(), type.c_str(),   "-o",
                                          target.c_str(),  source.c_str(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, messages.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t child = 0;
  const int error = posix_spawn(&child, program.c_str(), &actions, nullptr,
                                const_cast<char* const*>(arguments.data()), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0)
    throw Error(ErrorKind::kIo, fmt::format("run {}: {}", program, std::strerror(error)));
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  std::string picture = read_file(target);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || picture.empty())
    throw Error(ErrorKind::kIo, fmt::format("draw a picture: {} failed: {}", program,
                                            one_line(read_file(messages))));
  return picture;
}

}  // namespace trine::tools
