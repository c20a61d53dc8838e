// Which entities of different documents are one thing. A pure function of its input: same entities
// in, same partition out, on any machine. Part of the derived view; the users' decisions are
// applied by the store afterwards.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "schema/entity_type.h"

namespace trine::storage {

// Kept in every view. Add one whenever resolve() may answer differently: stores made with another
// number are resolved anew by the next writer.
inline constexpr std::uint32_t kResolutionVersion = 6;

// An entity of one document.
struct LocalEntity {
  std::uint32_t document = 0;  // ordinal of the document in ResolutionInput::documents
  std::uint32_t index = 0;     // into that document's Analysis::entities
  std::string name;
  EntityType type = EntityType::kAbstract;
  bool named = false;
  std::vector<std::string> aliases;
  std::vector<std::string> roles;
  std::string gazetteer_id;
  std::vector<std::uint32_t> members;     // of a group: positions in ResolutionInput::entities
  std::vector<std::uint32_t> neighbours;  // positions that share a statement with it; sorted
  std::uint32_t mentions = 0;
};

struct ResolutionInput {
  std::vector<std::string> documents;  // keys, sorted
  std::vector<LocalEntity> entities;   // by (document, index)
};

// A description ("the ministry"), of which no other document can speak: whatever else there is, it
// is a cluster of its own, without a reason. Such entities may be left out of the input, also as
// `neighbours`; not as `members`.
bool stays_local(const LocalEntity& entity);

// Why a local entity is in its cluster: the one it was linked to, and the rule in words for a user
// ("same full name and type", "surname; the only Kishida in the corpus").
struct Link {
  std::uint32_t to = 0;  // position; its own for the one that the cluster grew from
  std::string reason;    // empty for that one
};

struct Cluster {
  std::string name;  // canonical
  EntityType type = EntityType::kAbstract;
  bool named = false;        // false: a description, local to its document ("the ministry")
  std::string gazetteer_id;  // may be empty
  std::vector<std::uint32_t> entities;  // positions, sorted; at least one
};

// Two clusters that may be one thing but were not joined: for a user to decide.
struct Doubt {
  std::uint32_t a = 0;  // indices of clusters
  std::uint32_t b = 0;
  double score = 0;  // in [0, 1] that they are one
  std::string reason;
};

struct Resolution {
  std::vector<Cluster> clusters;  // a partition of the positions; ordered by first position
  std::vector<Link> links;        // one for each position
  std::vector<Doubt> doubts;
};

Resolution resolve(const ResolutionInput& input);

}  // namespace trine::storage
