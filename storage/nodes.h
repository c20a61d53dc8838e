// From the resolver's clusters to nodes: ids from content, then the user's decisions. Internal.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "schema/ids.h"
#include "schema/statement.h"
#include "storage/decisions.h"
#include "storage/records.h"
#include "storage/resolution.h"

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

  const Node* find(EntityId id) const;
};

// Pure: depends on the arguments only.
NodeAssignment assign_nodes(const ResolutionInput& input, Resolution resolution,
                            std::span<const Decision> decisions);

// A literal argument's node.
struct LiteralNode {
  EntityId id;
  std::string name;
  EntityType type = EntityType::kAbstract;
};
LiteralNode literal_node(const Statement& statement, const Argument& argument);

}  // namespace trine::storage
