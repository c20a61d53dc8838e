// From the resolver's clusters to nodes: ids from content, then the user's decisions. Internal.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/ids.h"
#include "schema/statement.h"
#include "storage/decisions.h"
#include "storage/identity/resolution.h"
#include "storage/records.h"

namespace trine::storage {

struct Node {
  EntityId id;
  std::string name;
  EntityType type = EntityType::kAbstract;
  bool named = false;
  std::string gazetteer_id;
  std::vector<std::uint32_t> entities;  // positions in ResolutionInput::entities, sorted
};

struct NodeAssignment {
  std::vector<Node> nodes;             // sorted by id
  std::vector<std::uint32_t> node_of;  // position -> index into nodes
  std::vector<std::string> reasons;    // why the position is there
  std::vector<DoubtfulPair> doubts;    // most valuable first
  std::vector<std::uint64_t> idle;     // numbers of decisions that found nothing to decide on
  // A decision may mean a description that was left out of the input: it names an id that no node
  // has, and no document.
  bool unknown_reference = false;

  const Node* find(EntityId id) const;
};

// Pure: depends on the arguments only.
NodeAssignment assign_nodes(const ResolutionInput& input, Resolution resolution,
                            std::span<const Decision> decisions);

// A description that stays local, and was left out of the input.
struct Description {
  std::uint32_t index = 0;  // into Analysis::entities
  std::string_view name;
  EntityType type = EntityType::kAbstract;
  std::uint32_t mentions = 0;
};
// Their nodes' ids, as assign_nodes() would give them. All of one document's must be there.
std::vector<EntityId> identify(std::string_view document_key,
                               const std::vector<Description>& descriptions);

// A literal argument's node.
struct LiteralNode {
  EntityId id;
  std::string name;
  EntityType type = EntityType::kAbstract;
};
LiteralNode literal_node(const Statement& statement, const Argument& argument);

}  // namespace trine::storage
