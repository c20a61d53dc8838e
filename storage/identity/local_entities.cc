#include "storage/identity/local_entities.h"

#include <algorithm>

#include "schema/document.h"
#include "storage/codec/capnp_values.h"

namespace trine::storage {

std::vector<LocalEntity> decode_local_entities(std::string_view bytes, std::string_view what,
                                               bool all) {
  return decode_as<records::LedgerEntry>(bytes, what, [&](auto reader) {
    // Once: each call counts the whole list against the traversal limit.
    const auto list = reader.getEntities();
    constexpr std::uint32_t kLeftOut = 0xffffffff;
    std::vector<std::uint32_t> place(list.size(), kLeftOut);  // in the result
    std::vector<std::uint32_t> wanted;
    const auto want = [&](std::uint32_t index) {
      if (index >= place.size()) damaged(what, "a group's member is out of range");
      if (place[index] != kLeftOut) return;
      place[index] = 0;
      wanted.push_back(index);
    };
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      const auto entity = list[i];
      LocalEntity brief;
      brief.type = entity_type(entity.getType(), what);
      brief.named = entity.getNamed();
      if (entity.getGazetteerId().size() != 0) brief.gazetteer_id = from(entity.getGazetteerId());
      if (all || !stays_local(brief)) want(i);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {  // members of members, too
      for (const auto member : list[wanted[i]].getMembers()) want(member);
    }
    std::sort(wanted.begin(), wanted.end());
    for (std::uint32_t i = 0; i < wanted.size(); ++i) place[wanted[i]] = i;

    std::vector<LocalEntity> entities(wanted.size());
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
      const auto entity = list[wanted[i]];
      auto& value = entities[i];
      value.index = wanted[i];
      value.name = from(entity.getName());
      value.type = entity_type(entity.getType(), what);
      value.named = entity.getNamed();
      value.aliases = read_texts(entity.getAliases());
      value.roles = read_texts(entity.getRoles());
      for (const auto member : entity.getMembers()) value.members.push_back(place[member]);
      value.gazetteer_id = from(entity.getGazetteerId());
    }
    for (const auto mention : reader.getMentions()) {
      if (mention.getEntity() >= place.size()) damaged(what, "a mention's entity is out of range");
      if (place[mention.getEntity()] != kLeftOut) ++entities[place[mention.getEntity()]].mentions;
    }
    const auto link = [&](std::uint32_t a, std::uint32_t b) {
      if (a == kNoEntity || b == kNoEntity || a == b) return;
      if (a >= place.size() || b >= place.size()) {
        damaged(what, "an argument's entity is out of range");
      }
      if (place[a] == kLeftOut || place[b] == kLeftOut) return;
      entities[place[a]].neighbours.push_back(place[b]);
      entities[place[b]].neighbours.push_back(place[a]);
    };
    for (const auto statement : reader.getStatements()) {
      const auto subject = statement.getSubject().getEntity();
      const auto object = statement.getObject().getEntity();
      link(subject, object);
      for (const auto qualifier : statement.getQualifiers()) {
        const auto filler = qualifier.getArgument().getEntity();
        link(subject, filler);
        link(object, filler);
      }
    }
    for (auto& entity : entities) {
      auto& near = entity.neighbours;
      std::sort(near.begin(), near.end());
      near.erase(std::unique(near.begin(), near.end()), near.end());
    }
    return entities;
  });
}

}  // namespace trine::storage
