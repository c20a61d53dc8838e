#include "storage/identity/nested_names.h"

#include "storage/codec/capnp_values.h"

namespace trine::storage {

std::vector<NestedName> decode_nested_names(std::string_view bytes, std::string_view what,
                                            const std::vector<EntityId>& nodes) {
  return decode_as<records::LedgerEntry>(bytes, what, [&](auto reader) {
    // Once: each call counts the whole list against the traversal limit.
    const auto entities = reader.getEntities();
    const auto mentions = reader.getMentions();
    struct Brief {
      Span span;
      std::uint32_t entity = 0;
      bool named = false;
      bool describes = false;
    };
    std::vector<Brief> all;
    all.reserve(mentions.size());
    for (const auto mention : mentions) {
      Brief brief{read_span(mention.getSpan()), mention.getEntity(), mention.getNamed(), false};
      if (brief.entity >= entities.size()) damaged(what, "a mention's entity is out of range");
      brief.describes = !mention.getPronoun() && !entities[brief.entity].getNamed();
      if (brief.entity >= nodes.size()) brief.named = brief.describes = false;
      all.push_back(brief);
    }
    std::vector<NestedName> found;
    // Mentions are ordered by span: what lies inside one stands close to it.
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      const auto& outer = all[i];
      if (!outer.describes) continue;
      auto first = i;
      while (first > 0 && all[first - 1].span.begin == outer.span.begin) --first;
      for (auto j = first; j < all.size() && all[j].span.begin < outer.span.end; ++j) {
        const auto& inner = all[j];
        if (!inner.named || !outer.span.contains(inner.span)) continue;
        if (nodes[inner.entity] == nodes[outer.entity]) continue;
        found.push_back({nodes[outer.entity], nodes[inner.entity], i, j});
      }
    }
    return found;
  });
}

}  // namespace trine::storage
