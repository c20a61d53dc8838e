// Records of the store as properties. Internal to graphs/.
#pragma once
#include "graph/query/values/value.h"
#include "storage/store/store.h"

namespace trine::query {

// "City" of Place:City.
std::string label_of(EntityType type);

Map properties_of(const storage::EntityRecord& entity);
// All but `speakers` and `rules`, which are not of the record.
Map properties_of(const storage::FactRecord& fact, const storage::RelationRecord& relation);

// What the fact rests on, one map a statement.
Value evidence_of(const storage::Store& store, FactId fact);
// Keys of the documents, sorted.
Value sources_of(const storage::Store& store, FactId fact);
Value sources_of(const storage::Store& store, EntityId entity);
// Names of those who say so, and the rules that found it; sorted.
Value speakers_of(const storage::Store& store, FactId fact);
Value rules_of(const storage::Store& store, FactId fact);

}  // namespace trine::query
