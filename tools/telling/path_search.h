// How two named things are connected, ready to be told: the paths with the facts of every hop and
// the sentence behind the best of them.
#pragma once
#include <vector>

#include "tools/options.h"
#include "tools/telling/json.h"
#include "tools/telling/names.h"

namespace trine::tools {

struct ToldPath {
  std::vector<JsonHop> hops;
  double belief = 1.0;
};

struct PathAnswer {
  std::vector<ToldPath> paths;        // best first
  bool complete = true;               // false: there are more than were looked for
  bool unsettled = false;             // nor did what is stated or reported: also what is planned,
                                      // possible, hypothetical, demanded or alleged
  bool through_descriptions = false;  // facts alone gave no path
};

// `options` but for its names; `via` and `avoid` were looked up by the caller.
PathAnswer search_paths(const storage::Store& store, const NamedNodes& a, const NamedNodes& b,
                        const std::vector<EntityId>& via, const std::vector<EntityId>& avoid,
                        const PathOptions& options, Names& names);

}  // namespace trine::tools
