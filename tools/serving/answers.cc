#include "tools/serving/answers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "graph/layout.h"
#include "graph/store_search.h"
#include "graph/traversal.h"
#include "schema/error.h"
#include "schema/ontology.h"
#include "tools/telling/facts.h"
#include "tools/telling/json.h"
#include "tools/telling/json_text.h"
#include "tools/telling/names.h"
#include "tools/telling/path_search.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

using Json = nlohmann::ordered_json;
using storage::EntityRecord;
using storage::FactRecord;

constexpr std::size_t kMostFound = 200;    // names looked at for one search
constexpr std::size_t kMostLoaded = 5000;  // nodes of one picture

Json null_if_empty(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// The items of the range only are made.
template <class List, class Make>
Page page_of(const List& all, Range range, const Make& make) {
  Page page;
  page.total = all.size();
  page.offset = std::min(range.offset, all.size());
  const std::size_t end = std::min(all.size(), page.offset + range.limit);
  for (std::size_t i = page.offset; i < end; ++i) page.items.push_back(make(all[i]));
  return page;
}

Json edge_json(const graph::KnowledgeGraph& graph, graph::EdgeIndex index) {
  const graph::Edge& edge = graph.edge(index);
  const graph::Relation& relation = graph.relation_of(index);
  const char* status = edge.only_denied()      ? "denied"
                       : edge.only_uncertain() ? "uncertain"
                       : edge.negative != 0    ? "disputed"
                                               : "stated";
  const auto day = [](std::int32_t packed) { return packed == 0 ? Json(nullptr) : Json(packed); };
  return {{"id", to_string(edge.fact)},
          {"source", to_string(graph.node(edge.subject).id)},
          {"target", to_string(graph.node(edge.object).id)},
          {"relation", relation.phrase},
          {"relation_class", relation.relation_class},
          {"symmetric", relation.symmetric},
          {"status", status},
          {"belief", std::round(edge.belief * 1e4) / 1e4},
          {"documents", edge.documents},
          {"first_day", day(edge.first_day)},
          {"last_day", day(edge.last_day)}};
}

Json node_json(const graph::Node& node, graph::Point point) {
  return {{"id", to_string(node.id)},
          {"name", node.name},
          {"type", to_string(node.type)},
          {"named", node.named},
          {"documents", node.documents},
          {"mentions", node.mentions},
          {"x", std::round(point.x * 1e5) / 1e5},
          {"y", std::round(point.y * 1e5) / 1e5}};
}

Json span_json(Span span) { return Json::array({span.begin, span.end}); }

}  // namespace

std::string to_json(const Page& page) {
  std::string text = "{\"items\":[";
  for (const std::string& item : page.items) {
    if (&item != &page.items.front()) text += ',';
    text += item;
  }
  const std::size_t next = page.offset + page.items.size();
  text +=
      "],\"total\":" + std::to_string(page.total) + ",\"offset\":" + std::to_string(page.offset);
  return text + ",\"next\":" + (next < page.total ? std::to_string(next) : "null") + "}";
}

std::string to_json_lines(const Page& page) {
  std::string text;
  for (const std::string& item : page.items) text += item + '\n';
  return text;
}

Page Answers::search(std::string_view text, Range range) const {
  const std::size_t most = std::min(kMostFound, range.offset + range.limit + 1);
  return page_of(search_names(store_, text, most).matches, range, match_json);
}

std::string Answers::entity(const std::string& name) const {
  Names names(store_);
  return entity_json(find_nodes(store_, name, true).nodes.front(), names);
}

std::string Answers::summary(const std::string& name) const {
  const EntityRecord node = find_nodes(store_, name, true).nodes.front();
  Names names(store_);
  std::map<std::string, std::size_t> classes;
  std::string first;
  std::string last;
  const std::vector<FactRecord> facts = facts_about(store_, node.id);
  for (const FactRecord& fact : facts) {
    ++classes[names.relation(fact.relation).relation_class];
    if (!fact.first_time.empty() && (first.empty() || fact.first_time < first)) {
      first = fact.first_time;
    }
    last = std::max(last, fact.last_time);
  }
  return json_text({{"id", to_string(node.id)},
                    {"name", node.name},
                    {"facts", facts.size()},
                    {"classes", classes},
                    {"first_time", null_if_empty(first)},
                    {"last_time", null_if_empty(last)}});
}

Page Answers::facts(const FactsQuestion& question, Range range) const {
  graph::Filter filter = question.filter.filter;
  check_filter(filter, store_);
  filter.denied = true;  // they say so themselves
  Names names(store_);
  const NamedNodes about = find_nodes(store_, question.entity, true);
  std::optional<NamedNodes> other;
  if (!question.other.empty()) other = find_nodes(store_, question.other, true);
  std::vector<FactRecord> facts;
  for (const EntityRecord& node : about.nodes) {
    for (FactRecord& fact : facts_about(store_, node.id)) {
      const EntityId end = fact.subject == node.id ? fact.object : fact.subject;
      if (other && !other->contains(end)) continue;
      if (filter.directed && !fact.symmetric && fact.subject != node.id) continue;
      if (question.by_time && fact.first_time.empty()) continue;
      if (question.disputed && (fact.positive == 0 || fact.negative == 0)) continue;
      if (graph::allows(filter, names.relation(fact.relation), fact))
        facts.push_back(std::move(fact));
    }
    if (!other) break;  // a description may stand for many: the best one is shown
  }
  if (question.by_time) {
    std::stable_sort(facts.begin(), facts.end(), [](const FactRecord& a, const FactRecord& b) {
      return a.first_time < b.first_time;
    });
  }
  return page_of(facts, range, [&](const FactRecord& fact) {
    std::vector<storage::Evidence> evidence;
    if (question.quotes == 1) {
      if (auto best = store_.best_evidence(fact.id)) evidence.push_back(std::move(*best));
    } else if (question.quotes > 1) {
      evidence = store_.evidence(fact.id, question.quotes);
    }
    return fact_json(fact, evidence, names);
  });
}

std::string Answers::fact(const std::string& id) const {
  const auto number = parse_id(id);
  const auto fact = number ? store_.fact(FactId{*number}) : std::nullopt;
  if (!fact) throw Error(ErrorKind::kNotFound, "there is no fact " + id);
  Names names(store_);
  return fact_json(*fact, store_.evidence(fact->id), names);
}

Page Answers::paths(const PathOptions& options) const {
  check_filter(options.filter, store_);
  const NamedNodes a = find_nodes(store_, options.a, true);
  const NamedNodes b = find_nodes(store_, options.b, true);
  std::vector<EntityId> via;
  for (const std::string& name : options.via) via.push_back(find_node(store_, name, true).id);
  Common quiet;
  quiet.quiet = true;
  Names names(store_);
  const PathAnswer answer =
      search_paths(store_, a, b, via, find_avoided(options, quiet, store_), options, names);
  return page_of(answer.paths, {0, answer.paths.size()},
                 [&](const ToldPath& path) { return path_json(path.hops, path.belief, names); });
}

std::string Answers::graph(const std::vector<std::string>& seeds, std::size_t depth,
                           std::size_t nodes, const FilterOptions& options) const {
  check_filter(options.filter, store_);
  const graph::Filter& filter = options.filter;
  std::vector<EntityId> ids;
  for (const std::string& name : seeds) ids.push_back(find_nodes(store_, name, true).nodes[0].id);
  const graph::KnowledgeGraph whole =
      ids.empty()
          ? graph::KnowledgeGraph::load(store_)
          : graph::StoreSearch(store_).around(ids, static_cast<std::uint32_t>(depth), filter, {});
  const graph::Subgraph part =
      graph::select(whole, vertices_of(whole, ids), static_cast<std::uint32_t>(depth),
                    std::min(nodes == 0 ? kMostLoaded : nodes, kMostLoaded), filter);
  const std::vector<graph::Point> places = graph::layout(whole, part);
  Json node_list = Json::array();
  for (std::size_t i = 0; i < part.vertices.size(); ++i) {
    node_list.push_back(node_json(whole.node(part.vertices[i]), places[i]));
  }
  Json edge_list = Json::array();
  for (const graph::EdgeIndex e : part.edges) edge_list.push_back(edge_json(whole, e));
  return json_text({{"nodes", std::move(node_list)},
                    {"edges", std::move(edge_list)},
                    {"left_out", part.left_out}});
}

Page Answers::documents(Range range) const {
  return page_of(store_.documents(), range, document_json);
}

std::string Answers::document(const std::string& key) const {
  const auto analysis = store_.analysis(key);
  if (!analysis) throw Error(ErrorKind::kNotFound, "there is no document " + key);
  const std::vector<EntityId> nodes = store_.nodes(key);
  const auto argument = [&](const Argument& one) -> Json {
    if (one.empty()) return nullptr;
    Json json = {{"text", one.text}, {"span", span_json(one.span)}};
    if (one.is_entity() && one.entity < nodes.size()) json["id"] = to_string(nodes[one.entity]);
    return json;
  };
  Json statements = Json::array();
  for (const Statement& statement : analysis->statements) {
    Json one = {{"sentence", statement.sentence},
                {"subject", argument(statement.subject)},
                {"relation", statement.relation},
                {"relation_class", statement.relation_class},
                {"relation_span", span_json(statement.relation_span)},
                {"object", argument(statement.object)},
                {"polarity", to_string(statement.polarity)},
                {"modality", to_string(statement.modality)},
                {"attribution", argument(statement.attribution)},
                {"confidence", std::round(statement.confidence * 1e4) / 1e4},
                {"rule", statement.rule}};
    statements.push_back(std::move(one));
  }
  Json sentences = Json::array();
  for (const SentenceRecord& sentence : analysis->sentences) {
    sentences.push_back(span_json(sentence.span));
  }
  const Document& document = analysis->document;
  return json_text({{"key", document.key},
                    {"title", null_if_empty(document.title)},
                    {"date", null_if_empty(document.date)},
                    {"uri", null_if_empty(document.uri)},
                    {"text", document.text},
                    {"sentences", std::move(sentences)},
                    {"statements", std::move(statements)}});
}

std::string Answers::statistics() const { return statistics_json(store_.statistics()); }

std::string Answers::classes() const {
  const Ontology ontology = Ontology::builtin();
  Json list = Json::array();
  for (const RelationClass& one : ontology.classes()) {
    list.push_back({{"name", one.name}, {"definition", one.definition}});
  }
  return json_text({{"items", std::move(list)}});
}

}  // namespace trine::tools
