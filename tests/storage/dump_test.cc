#include <sstream>

#include "tests/storage/samples.h"

namespace trine::storage::samples {

std::string dump(const Store& store) {
  std::ostringstream out;
  auto statistics = store.statistics();
  statistics.decisions = 0;
  out << statistics << '\n';
  store.for_each_analysis([&](const Analysis& analysis) {
    out << "document " << analysis;
    for (const auto& node : store.nodes(analysis.document.key)) out << " node " << node;
    out << '\n';
    return true;
  });
  store.for_each_entity([&](const EntityRecord& entity) {
    out << "entity " << entity << '\n';
    for (const auto& membership : store.memberships(entity.id)) out << "  " << membership << '\n';
    for (const auto& alias : entity.aliases) {
      for (const auto& match : store.find_exact(alias.text)) out << "  " << match << '\n';
    }
    for (const auto& fact : store.facts_of_object(entity.id)) out << "  < " << fact.id << '\n';
    return true;
  });
  for (const auto& entity : store.most_mentioned(1000)) out << "ranked " << entity.id << '\n';
  store.for_each_relation([&](const RelationRecord& relation) {
    out << "relation " << relation << '\n';
    for (const auto& fact : store.facts_of_relation(relation.id)) out << "  " << fact.id << '\n';
    return true;
  });
  store.for_each_fact([&](const FactRecord& fact) {
    out << "fact " << fact << '\n';
    for (const auto& evidence : store.evidence(fact.id)) out << "  " << evidence << '\n';
    out << "  best " << store.best_evidence(fact.id).value() << '\n';
    return true;
  });
  for (const auto& pair : store.doubtful_pairs(1000)) out << "doubt " << pair << '\n';
  return out.str();
}

}  // namespace trine::storage::samples
