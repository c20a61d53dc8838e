// From what a user typed to nodes of the graph.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store/store.h"

namespace trine::tools {

// Nodes that a name stands for. A proper name stands for one; a description ("the ministry") for
// every node it describes, since descriptions are local to their documents.
struct NamedNodes {
  std::string asked;
  std::vector<storage::EntityRecord> nodes;  // best first, never empty
  bool contains(EntityId id) const;
};

// An id as it is printed: 16 hexadecimal digits, perhaps after '#'. nullopt for anything else.
std::optional<std::uint64_t> parse_id(std::string_view text);

// Any alias, without regard to case and accents, or an id of 16 hexadecimal digits. Where one of
// several nodes clearly dominates it is taken, and standard error says so (unless `quiet`).
// Throws Error: kNotFound with the nearest names, kUsage with the candidates when none dominates.
NamedNodes find_nodes(const storage::Store& store, const std::string& name, bool quiet);
// The same, where exactly one node is meant.
storage::EntityRecord find_node(const storage::Store& store, const std::string& name, bool quiet);

// Names and types of nodes and relations by id, read once each.
class Names {
 public:
  explicit Names(const storage::Store& store) : store_(store) {}
  const storage::EntityRecord& node(EntityId id);
  const storage::RelationRecord& relation(RelationId id);
  // A relation that the store does not have.
  void remember(const storage::RelationRecord& relation) { relations_[relation.id] = relation; }
  const storage::Store& store() const { return store_; }

 private:
  const storage::Store& store_;
  std::map<EntityId, storage::EntityRecord> nodes_;
  std::map<RelationId, storage::RelationRecord> relations_;
};

}  // namespace trine::tools
