// The prediction format of typed mention, coreference and identity scorers (DESIGN 7).
#pragma once
#include <span>
#include <string>

#include "schema/document.h"

namespace trine::extract {

// One line of JSON without line end: {"id", "mentions":
// [{id,b,e,type,named,pron,head,name,entity,node,demonym}]}; offsets are UTF-8 bytes of the
// document's text. `nodes`, if not empty, holds the id across documents of each entity, by index.
std::string mentions_json(const Analysis& analysis, std::span<const std::string> nodes = {});

}  // namespace trine::extract
