#include "tools/links.h"

#include <algorithm>
#include <utility>

namespace trine::tools {
namespace {

constexpr double kLinkBelief = 0.5;  // weaker than most facts: what it says is only that they touch

// The sentence is told as evidence, with the description and the name in it as its two ends.
Link make_link(const Analysis& analysis, const Mention& description, const Mention& name,
               EntityId from, EntityId to, RelationId relation) {
  Link link;
  link.fact.subject = from;
  link.fact.relation = relation;
  link.fact.object = to;
  link.fact.id = storage::fact_id(from, relation, to);
  link.fact.support = link.fact.documents = link.fact.positive = 1;
  link.fact.modality[static_cast<std::size_t>(Modality::kAsserted)] = 1;
  link.fact.first_time = link.fact.last_time = analysis.document.date;
  link.fact.belief = kLinkBelief;

  storage::Evidence& evidence = link.evidence;
  const Document& document = analysis.document;
  evidence.document = document.id();
  evidence.document_key = document.key;
  evidence.title = document.title;
  evidence.date = document.date;
  evidence.uri = document.uri;
  evidence.sentence = analysis.sentences[description.sentence].span;
  evidence.sentence_text = std::string(evidence.sentence.in(document.text));
  evidence.subject = from;
  evidence.object = to;
  const auto argument = [&](const Mention& mention) {
    return Argument{mention.entity, std::string(mention.span.in(document.text)), mention.type,
                    mention.span};
  };
  Statement& statement = evidence.statement;
  statement.subject = argument(description);
  statement.object = argument(name);
  statement.relation = kLinkPhrase;
  statement.relation_class = "OTHER";
  statement.sentence = description.sentence;
  statement.confidence = kLinkBelief;
  statement.rule = "link.description";
  return link;
}

}  // namespace

LinkedGraph with_description_links(const storage::Store& store, const graph::KnowledgeGraph& graph,
                                   Names& names) {
  storage::RelationRecord relation;
  relation.phrase = kLinkPhrase;
  relation.relation_class = "OTHER";
  relation.id = storage::relation_id("", "link.description");
  names.remember(relation);

  std::map<FactId, Link> links;
  store.for_each_analysis([&](const Analysis& analysis) {
    const std::vector<EntityId> nodes = store.nodes(analysis.document.key);
    // Mentions are ordered by span: what lies inside one stands close to it.
    for (std::size_t i = 0; i < analysis.mentions.size(); ++i) {
      const Mention& outer = analysis.mentions[i];
      if (outer.pronoun || outer.entity >= nodes.size() || analysis.entities[outer.entity].named ||
          outer.sentence >= analysis.sentences.size())
        continue;
      std::size_t first = i;
      while (first > 0 && analysis.mentions[first - 1].span.begin == outer.span.begin) --first;
      for (std::size_t j = first;
           j < analysis.mentions.size() && analysis.mentions[j].span.begin < outer.span.end; ++j) {
        const Mention& inner = analysis.mentions[j];
        if (!inner.named || !outer.span.contains(inner.span) || inner.entity >= nodes.size() ||
            nodes[inner.entity] == nodes[outer.entity])
          continue;
        Link link = make_link(analysis, outer, inner, nodes[outer.entity], nodes[inner.entity],
                              relation.id);
        links.emplace(link.fact.id, std::move(link));
      }
    }
    return true;
  });

  std::vector<graph::Relation> relations(graph.relations().begin(), graph.relations().end());
  const auto relation_at = static_cast<std::uint32_t>(relations.size());
  relations.push_back({relation.id, relation.phrase, relation.relation_class, false});
  std::vector<graph::Edge> edges(graph.edges().begin(), graph.edges().end());
  for (const auto& [id, link] : links) {
    const auto subject = graph.find(link.fact.subject);
    const auto object = graph.find(link.fact.object);
    if (!subject || !object) continue;
    graph::Edge edge;
    edge.fact = id;
    edge.subject = *subject;
    edge.object = *object;
    edge.relation = relation_at;
    edge.belief = link.fact.belief;
    edge.positive = edge.documents = 1;
    edge.first_day = edge.last_day = graph::pack_day(link.fact.first_time);
    edges.push_back(edge);
  }
  return {graph::KnowledgeGraph::build({graph.nodes().begin(), graph.nodes().end()},
                                       std::move(relations), std::move(edges)),
          std::move(links)};
}

}  // namespace trine::tools
