// The graph in other programs' formats. Everything comes in key order: the same graph gives the
// same bytes.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "extract/views/mentions_json.h"
#include "graph/store_search.h"
#include "graph/traversal.h"
#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/telling/json.h"
#include "tools/telling/picture.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

using storage::EntityRecord;
using storage::FactRecord;

// What fits a picture that a person can read.
constexpr std::size_t kPictureNodes = 32;
constexpr std::size_t kFactsPerPair = 4;
// Facts come in an order that has nothing to do with documents; of so many together, several rest
// on one document or on its neighbours in the store.
constexpr std::size_t kFactsAtATime = 30'000;

// The chosen part of the store, or all of it: facts without an object are in no graph.
struct Selection {
  const storage::Store& store;
  const graph::KnowledgeGraph* graph = nullptr;  // nullptr: everything
  graph::Subgraph part;

  void for_each_entity(const std::function<void(const EntityRecord&)>& visit) const {
    if (graph == nullptr) {
      store.for_each_entity([&](const EntityRecord& record) {
        visit(record);
        return true;
      });
      return;
    }
    for (const graph::Vertex v : part.vertices)
      if (const auto record = store.entity(graph->node(v).id)) visit(*record);
  }
  void for_each_fact(const std::function<void(const FactRecord&)>& visit) const {
    if (graph == nullptr) {
      store.for_each_fact([&](const FactRecord& record) {
        visit(record);
        return true;
      });
      return;
    }
    for (const graph::EdgeIndex e : part.edges)
      if (const auto record = store.fact(graph->edge(e).fact)) visit(*record);
  }
};

void write_jsonl(Output& out, const Selection& selection, Names& names) {
  if (selection.graph == nullptr)
    for (const storage::DocumentRecord& document : selection.store.documents())
      out.line(document_json(document));
  selection.for_each_entity(
      [&](const EntityRecord& record) { out.line(entity_json(record, names)); });
  std::vector<FactRecord> facts;
  const auto write = [&] {
    std::vector<FactId> ids;
    for (const FactRecord& fact : facts) ids.push_back(fact.id);
    const auto evidence = selection.store.evidence_of(ids);
    for (std::size_t i = 0; i < facts.size(); ++i)
      out.line(fact_json(facts[i], evidence[i], names));
    facts.clear();
  };
  selection.for_each_fact([&](const FactRecord& record) {
    facts.push_back(record);
    if (facts.size() == kFactsAtATime) write();
  });
  write();
}

void write_csv(Output& out, const Selection& selection, Names& names, char separator) {
  const auto row = [&](std::initializer_list<std::string> cells) {
    std::string line;
    for (const std::string& cell : cells) {
      if (!line.empty() || &cell != cells.begin()) line += separator;
      line += separator == '\t' ? one_line(cell) : csv_cell(cell);
    }
    out.line(line);
  };
  row({"subject_id", "subject", "subject_type", "relation", "relation_class", "object_id", "object",
       "object_type", "status", "belief", "support", "documents", "positive", "negative",
       "first_time", "last_time"});
  selection.for_each_fact([&](const FactRecord& fact) {
    const EntityRecord& subject = names.node(fact.subject);
    const storage::RelationRecord& relation = names.relation(fact.relation);
    const EntityRecord none;
    const EntityRecord& object = fact.has_object() ? names.node(fact.object) : none;
    std::string status = fact.only_denied() ? "denied" : "affirmed";
    if (!fact.only_denied() && fact.negative != 0) status = "disputed";
    row({to_string(subject.id), subject.name, std::string(to_string(subject.type)), relation.phrase,
         relation.relation_class, fact.has_object() ? to_string(object.id) : "", object.name,
         fact.has_object() ? std::string(to_string(object.type)) : "", status,
         fmt::format("{:.6f}", fact.belief), std::to_string(fact.support),
         std::to_string(fact.documents), std::to_string(fact.positive),
         std::to_string(fact.negative), fact.first_time, fact.last_time});
  });
}

std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    // Nor any for U+FFFE and U+FFFF, which are no characters.
    if (text.substr(at).starts_with("\xef\xbf\xbe") ||
        text.substr(at).starts_with("\xef\xbf\xbf")) {
      out += ' ';
      at += 2;
      continue;
    }
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        // XML 1.0 has no way to write the other control characters.
        out += static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' ? ' ' : c;
    }
  }
  return out;
}

void write_graphml(Output& out, const Selection& selection, Names& names) {
  out.write(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  const auto key = [&](const char* of, const char* name, const char* type) {
    out.line(fmt::format("  <key id=\"{}_{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>", of,
                         name, of, name, type));
  };
  key("node", "name", "string");
  key("node", "type", "string");
  key("node", "named", "boolean");
  key("node", "literal", "boolean");
  key("node", "mentions", "long");
  key("node", "documents", "long");
  key("edge", "relation", "string");
  key("edge", "relation_class", "string");
  key("edge", "symmetric", "boolean");
  key("edge", "belief", "double");
  key("edge", "support", "long");
  key("edge", "documents", "long");
  key("edge", "positive", "long");
  key("edge", "negative", "long");
  key("edge", "first_time", "string");
  key("edge", "last_time", "string");
  key("edge", "quote", "string");
  out.line("  <graph id=\"trine\" edgedefault=\"directed\">");
  const auto data = [&](const char* of, const char* name, std::string_view value) {
    if (!value.empty())
      out.line(fmt::format("      <data key=\"{}_{}\">{}</data>", of, name, xml(value)));
  };
  selection.for_each_entity([&](const EntityRecord& record) {
    out.line(fmt::format("    <node id=\"{}\">", to_string(record.id)));
    data("node", "name", record.name);
    data("node", "type", to_string(record.type));
    data("node", "named", record.named ? "true" : "false");
    data("node", "literal", record.literal ? "true" : "false");
    data("node", "mentions", std::to_string(record.mentions));
    data("node", "documents", std::to_string(record.documents));
    out.line("    </node>");
  });
  selection.for_each_fact([&](const FactRecord& fact) {
    if (!fact.has_object()) return;
    const storage::RelationRecord& relation = names.relation(fact.relation);
    out.line(fmt::format("    <edge id=\"{}\" source=\"{}\" target=\"{}\">", to_string(fact.id),
                         to_string(fact.subject), to_string(fact.object)));
    data("edge", "relation", relation.phrase);
    data("edge", "relation_class", relation.relation_class);
    data("edge", "symmetric", fact.symmetric ? "true" : "false");
    data("edge", "belief", fmt::format("{:.6f}", fact.belief));
    data("edge", "support", std::to_string(fact.support));
    data("edge", "documents", std::to_string(fact.documents));
    data("edge", "positive", std::to_string(fact.positive));
    data("edge", "negative", std::to_string(fact.negative));
    data("edge", "first_time", fact.first_time);
    data("edge", "last_time", fact.last_time);
    if (const auto best = selection.store.best_evidence(fact.id))
      data("edge", "quote", one_line(best->sentence_text));
    out.line("    </edge>");
  });
  out.write("  </graph>\n</graphml>\n");
}

void write_mentions(Output& out, const storage::Store& store) {
  store.for_each_analysis([&](const Analysis& analysis) {
    std::vector<std::string> nodes;
    for (const EntityId node : store.nodes(analysis.document.key)) nodes.push_back(to_string(node));
    out.line(extract::mentions_json(analysis, nodes));
    return true;
  });
}

// The format that a file's name asks for.
std::string format_of(const ExportOptions& options) {
  if (!options.format.empty()) return options.format;
  const std::string extension = options.output.extension().string();
  static const std::map<std::string, std::string> known = {
      {".dot", "dot"}, {".gv", "dot"},          {".svg", "svg"}, {".png", "png"},
      {".csv", "csv"}, {".graphml", "graphml"}, {".tsv", "tsv"}};
  const auto at = known.find(extension);
  return at == known.end() ? "jsonl" : at->second;
}

bool filtered(const ExportOptions& options) {
  const graph::Filter& filter = options.filter;
  return !options.seeds.empty() || options.limit != 0 || !filter.classes.empty() ||
         !filter.relations.empty() || !options.avoid.empty() || filter.min_belief > 0 ||
         !filter.from.empty() || !filter.to.empty();
}

}  // namespace

int export_graph(const ExportOptions& options) {
  const std::string format = format_of(options);
  const bool picture = format == "svg" || format == "png";
  const storage::Store store = open_for_reading(options);
  Names names(store);
  if (format == "mentions" || format == "documents") {
    Output out(options.output);
    if (format == "mentions")
      write_mentions(out, store);
    else
      for (const storage::DocumentRecord& document : store.documents())
        out.line(document_json(document));
    out.finish();
    return kFound;
  }

  std::optional<graph::KnowledgeGraph> graph;
  Selection selection{store, nullptr, {}};
  if (picture || format == "dot" || filtered(options)) {
    check_filter(options.filter, store);
    graph::Filter filter = options.filter;
    // An export leaves out denied facts only where a search would: with seeds and in paths they
    // would mislead, in a picture they are drawn as denied.
    filter.denied = true;
    const std::vector<EntityId> avoided = find_avoided(options, options, store);
    std::vector<EntityId> seed_ids;
    for (const std::string& name : options.seeds)
      for (const EntityId id : ids_of(find_nodes(store, name, options.quiet)))
        seed_ids.push_back(id);
    graph = seed_ids.empty()
                ? graph::KnowledgeGraph::load(store)
                : graph::StoreSearch(store).around(seed_ids, options.depth, filter, avoided);
    filter.avoid = vertices_of(*graph, avoided);
    const std::vector<graph::Vertex> seeds = vertices_of(*graph, seed_ids);
    std::size_t limit = options.limit;
    if (limit == 0 && picture && !options.all) limit = kPictureNodes;
    selection.part = graph::select(*graph, seeds, options.depth, limit, filter);
    selection.graph = &*graph;
    const std::size_t facts = selection.part.edges.size();
    if (picture && !options.all) {
      const std::size_t pairs = selection.part.vertices.size() * 3 / 2;
      selection.part = graph::thin(*graph, selection.part, pairs, kFactsPerPair);
    }
    const std::size_t hidden = facts - selection.part.edges.size();
    if (picture && !options.quiet && (selection.part.left_out != 0 || hidden != 0))
      say(
          fmt::format("the picture shows {} of {} and leaves out {} between them; --limit N, "
                      "--seed NAME or --all show others",
                      selection.part.vertices.size(),
                      counted(selection.part.vertices.size() + selection.part.left_out, "node"),
                      counted(hidden, "weaker fact")));
    if (selection.part.vertices.empty()) {
      say("nothing to export: no fact passes the filter");
      return kNothingFound;
    }
  }
  std::string drawn;
  if (picture)
    drawn = draw(dot_text(*graph, selection.part), format, selection.part.vertices.size());
  Output out(options.output);
  if (format == "png" && out.is_terminal())
    throw Error(ErrorKind::kUsage, "a picture would garble the terminal; use -o FILE.png");
  if (picture)
    out.write(drawn);
  else if (format == "dot")
    out.write(dot_text(*graph, selection.part));
  else if (format == "graphml")
    write_graphml(out, selection, names);
  else if (format == "csv" || format == "tsv")
    write_csv(out, selection, names, format == "csv" ? ',' : '\t');
  else
    write_jsonl(out, selection, names);
  out.finish();
  return kFound;
}

}  // namespace trine::tools
