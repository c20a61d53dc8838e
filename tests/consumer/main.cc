// Puts a document made by hand into a store, makes the graph and asks for a path: the library as a
// program of someone else's uses it. Takes the path of a new store.
#include <trine/graph/knowledge_graph.h>
#include <trine/graph/paths.h>
#include <trine/schema/document.h>
#include <trine/storage/store/store.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  trine::Analysis analysis;
  analysis.document = {"note.txt", "Ana Ruiz met Ben Okoro.", "A note", "2023-03-16", ""};
  analysis.sentences = {{{0, 23}, trine::SentenceKind::kBody}};
  const auto person = [&](trine::Span span, std::uint32_t index) {
    const std::string name(span.in(analysis.document.text));
    trine::Mention mention;
    mention.span = mention.head = span;
    mention.type = trine::EntityType::kPerson;
    mention.named = true;
    mention.name = name;
    mention.entity = index;
    analysis.mentions.push_back(mention);
    trine::Entity entity;
    entity.name = name;
    entity.type = trine::EntityType::kPerson;
    entity.named = true;
    analysis.entities.push_back(entity);
    return trine::Argument{index, name, trine::EntityType::kPerson, span};
  };
  trine::Statement statement;
  statement.subject = person({0, 8}, 0);
  statement.object = person({13, 22}, 1);
  statement.relation = "meet";
  statement.relation_class = "CONSULT";
  statement.symmetric = true;
  statement.relation_span = {9, 12};
  statement.rule = "by.hand";
  analysis.statements = {statement};

  trine::storage::OpenOptions options;
  options.mode = trine::storage::OpenMode::kReadWrite;
  trine::storage::Store store = trine::storage::Store::open(argv[1], options);
  store.put(analysis);
  store.refresh_view();
  const auto graph = trine::graph::KnowledgeGraph::load(store);
  trine::graph::PathQuery query;
  query.from = *graph.find(store.find_exact("ana ruiz").at(0).id);
  query.to = *graph.find(store.find_exact("ben okoro").at(0).id);
  const auto path = trine::graph::shortest_path(graph, query);
  if (!path || path->hops.size() != 1) return 1;
  std::cout << store.best_evidence(graph.edge(path->hops[0].edges[0]).fact)->sentence_text << "\n";
  return 0;
}
