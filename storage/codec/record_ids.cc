// Ids of relations and facts, declared in storage/records.h.
#include "storage/records.h"
#include "storage/table/keys.h"

namespace trine::storage {
namespace {

constexpr std::uint64_t kRelationSeed = 6;  // never change: they are in the keys on disk
constexpr std::uint64_t kFactSeed = 7;

}  // namespace

RelationId relation_id(std::string_view relation_class, std::string_view phrase) {
  return RelationId{content_hash(phrase, content_hash(relation_class, kRelationSeed))};
}

FactId fact_id(EntityId subject, RelationId relation, EntityId object) {
  return FactId{content_hash(Key().id(subject).id(relation).id(object).str(), kFactSeed)};
}

}  // namespace trine::storage
