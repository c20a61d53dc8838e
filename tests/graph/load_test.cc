// From a store to a graph: every fact with an object is an edge, with its counts and times.
#include <catch2/catch.hpp>
#include <filesystem>

#include "graph/knowledge_graph.h"
#include "graph/paths.h"
#include "storage/store/store.h"
#include "tests/temporary_folder.h"

using namespace trine;
using namespace trine::graph;

namespace {

// "A met B." as a document of its own.
Analysis meeting(const std::string& key, const std::string& a, const std::string& b, bool denied,
                 const std::string& date) {
  Analysis analysis;
  analysis.document = {key, a + " met " + b + ".", "", date, ""};
  const auto size = static_cast<std::uint32_t>(analysis.document.text.size());
  analysis.sentences = {{{0, size}, SentenceKind::kBody}};
  const auto add = [&](const std::string& name, std::uint32_t begin) {
    const Span span{begin, begin + static_cast<std::uint32_t>(name.size())};
    Mention mention;
    mention.span = mention.head = span;
    mention.type = EntityType::kPerson;
    mention.named = true;
    mention.name = name;
    mention.entity = static_cast<std::uint32_t>(analysis.entities.size());
    analysis.mentions.push_back(mention);
    Entity entity;
    entity.name = name;
    entity.type = EntityType::kPerson;
    entity.named = true;
    analysis.entities.push_back(entity);
    return Argument{mention.entity, name, EntityType::kPerson, span};
  };
  Statement statement;
  statement.subject = add(a, 0);
  statement.object = add(b, static_cast<std::uint32_t>(a.size()) + 5);
  statement.relation = "meet";
  statement.relation_class = "CONSULT";
  statement.symmetric = true;
  statement.polarity = denied ? Polarity::kNegative : Polarity::kPositive;
  statement.confidence = 0.9;
  statement.rule = "test";
  analysis.statements = {statement};
  return analysis;
}

}  // namespace

TEST_CASE("the graph of a store has its facts as edges", "[graph]") {
  const TemporaryFolder folder;
  storage::OpenOptions options;
  options.mode = storage::OpenMode::kReadWrite;
  {
    storage::Store store = storage::Store::open(folder / "s", options);
    store.put(meeting("1", "Ana Ruiz", "Ben Okoro", false, "2023-03-01"));
    store.put(meeting("2", "Ben Okoro", "Ana Ruiz", false, "2023-03-05"));
    store.put(meeting("3", "Ben Okoro", "Dia Moreau", true, "2023-03-07"));
    store.refresh_view();
    const KnowledgeGraph graph = KnowledgeGraph::load(store);
    REQUIRE(graph.nodes().size() == 3);
    REQUIRE(graph.edges().size() == 2);
    const auto vertex = [&](const char* name) {
      return graph.find(store.find_exact(name).at(0).id).value();
    };
    PathQuery query;
    query.from = vertex("Ana Ruiz");
    query.to = vertex("Ben Okoro");
    const auto met = shortest_path(graph, query);
    REQUIRE(met.has_value());
    const Edge& edge = graph.edge(met->hops.at(0).edges.at(0));
    REQUIRE(edge.documents == 2);
    REQUIRE(edge.positive == 2);
    REQUIRE(edge.first_day == 20230301);
    REQUIRE(edge.last_day == 20230305);
    query.to = vertex("Dia Moreau");
    REQUIRE_FALSE(shortest_path(graph, query).has_value());
    query.filter.denied = true;
    REQUIRE(shortest_path(graph, query)->hops.size() == 2);
  }
}
