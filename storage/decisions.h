// What a user decided about nodes. Recorded in the store, applied in order whenever the view is
// made, undone by taking the record away; exported and imported as JSON Lines.
#pragma once
#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "schema/entity_type.h"
#include "schema/ids.h"

namespace trine::storage {

// Names a node so that it is found again after rebuilds: by id, else, when no node has that id any
// more (its name changed as documents came and went), as the only node of a compatible type that
// goes by `name` (in `document`, unless that is empty).
struct NodeReference {
  EntityId id;
  std::string name;
  EntityType type = EntityType::kAbstract;
  std::string document;  // key, for a node that is local to one document; else empty
  friend bool operator==(const NodeReference&, const NodeReference&) = default;
};

enum class DecisionKind : std::uint8_t {  // persisted, never renumber
  kMerge = 0,                             // `other` becomes part of `node`, which keeps id and name
  kSplit = 1,   // the parts of `node` in `documents` become a node of their own, called `name`
  kRename = 2,  // `node` is shown as `name`
  kApart = 3,   // `node` and `other` are two things: the pair is not asked about again
};

struct Decision {
  std::uint64_t number = 0;  // 1, 2, ... in a store; given when it is recorded
  DecisionKind kind = DecisionKind::kMerge;
  NodeReference node;
  NodeReference other;                 // kMerge, kApart
  std::vector<std::string> documents;  // kSplit: document keys, sorted
  std::string local_name;              // kSplit: only the parts with this name there; empty: all
  std::string name;                    // kRename, kSplit (empty: the largest part's name)
  std::string note;                    // the user's words; may be empty
  friend bool operator==(const Decision&, const Decision&) = default;
};

std::string_view to_string(DecisionKind kind);  // "merge", "split", "rename", "apart"
std::ostream& operator<<(std::ostream& out, const NodeReference& reference);
std::ostream& operator<<(std::ostream& out, const Decision& decision);

// JSON Lines, one decision a line.
void write_decisions(std::ostream& out, std::span<const Decision> decisions);
// Throws Error{kInput} naming the line.
std::vector<Decision> read_decisions(std::istream& in);

}  // namespace trine::storage
