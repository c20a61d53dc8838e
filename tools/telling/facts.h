// Which facts and names answer a question, in the order in which they are told.
#pragma once
#include <string_view>
#include <vector>

#include "storage/store/store.h"

namespace trine::tools {

// Facts with the entity as subject or object: most documents first, then belief, then id.
std::vector<storage::FactRecord> facts_about(const storage::Store& store, EntityId id);

struct NamesFound {
  std::vector<storage::NameMatch> matches;  // things with a name before descriptions
  bool only_similar = false;                // no name holds the text; these are spelled similarly
};
// At most `limit`; empty when nothing is even similar.
NamesFound search_names(const storage::Store& store, std::string_view text, std::size_t limit);

}  // namespace trine::tools
