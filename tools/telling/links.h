// A description link told like a fact: graph/description_links.h.
#pragma once
#include "graph/description_links.h"
#include "storage/store/store.h"

namespace trine::tools {

struct ToldLink {
  storage::FactRecord fact;  // not in the store
  storage::Evidence evidence;
};

// The sentence is the evidence, with the description and the name in it as its two ends.
ToldLink tell(const storage::Store& store, const graph::DescriptionLink& link);

}  // namespace trine::tools
