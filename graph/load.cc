// A store's view as a graph. One-place facts have no second node and stay in the store.
#include <algorithm>
#include <limits>
#include <utility>

#include "graph/knowledge_graph.h"
#include "graph/store_records.h"
#include "storage/store/store.h"

namespace trine::graph {
namespace {

std::uint32_t narrow(std::uint64_t value) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(value, std::numeric_limits<std::uint32_t>::max()));
}

template <class Records, class IdType>
std::uint32_t position(const Records& records, IdType id) {
  const auto at =
      std::lower_bound(records.begin(), records.end(), id,
                       [](const auto& record, IdType wanted) { return record.id < wanted; });
  // One past the end where it is missing: build() refuses it.
  if (at == records.end() || at->id != id) return static_cast<std::uint32_t>(records.size());
  return static_cast<std::uint32_t>(at - records.begin());
}

}  // namespace

Node make_node(const storage::EntityRecord& record) {
  return {record.id,
          record.name,
          record.type,
          record.named,
          record.literal,
          narrow(record.documents),
          narrow(record.mentions)};
}

Relation make_relation(const storage::RelationRecord& record) {
  return {record.id, record.phrase, record.relation_class, record.symmetric};
}

Edge make_edge(const storage::FactRecord& record) {
  Edge edge;
  edge.fact = record.id;
  edge.belief = record.belief;
  edge.positive = narrow(record.positive);
  edge.negative = narrow(record.negative);
  const auto count = [&](Modality modality) {
    return record.modality[static_cast<std::size_t>(modality)];
  };
  // Modalities are counted over all statements; what is not certain can't exceed the affirming.
  edge.uncertain = narrow(std::min<std::uint64_t>(
      record.positive, count(Modality::kPlanned) + count(Modality::kPossible) +
                           count(Modality::kHypothetical) + count(Modality::kDemanded) +
                           count(Modality::kAlleged)));
  edge.documents = narrow(record.documents);
  edge.first_day = pack_day(record.first_time);
  edge.last_day = pack_day(record.last_time);
  return edge;
}

KnowledgeGraph assemble(std::vector<Node> nodes, std::vector<Relation> relations,
                        std::vector<Edge> edges, const std::vector<EdgeEnds>& ends) {
  for (std::size_t i = 0; i < edges.size(); ++i) {
    edges[i].subject = position(nodes, ends[i].subject);
    edges[i].object = position(nodes, ends[i].object);
    edges[i].relation = position(relations, ends[i].relation);
  }
  return KnowledgeGraph::build(std::move(nodes), std::move(relations), std::move(edges));
}

KnowledgeGraph KnowledgeGraph::load(const storage::Store& store) {
  std::vector<Node> nodes;
  store.for_each_entity([&](const storage::EntityRecord& record) {
    nodes.push_back(make_node(record));
    return true;
  });
  std::vector<Relation> relations;
  store.for_each_relation([&](const storage::RelationRecord& record) {
    relations.push_back(make_relation(record));
    return true;
  });
  std::vector<Edge> edges;
  std::vector<EdgeEnds> ends;
  store.for_each_fact([&](const storage::FactRecord& record) {
    if (!record.has_object()) return true;
    edges.push_back(make_edge(record));
    ends.push_back({record.subject, record.object, record.relation});
    return true;
  });
  return assemble(std::move(nodes), std::move(relations), std::move(edges), ends);
}

}  // namespace trine::graph
