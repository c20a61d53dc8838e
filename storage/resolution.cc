// Named entities with the same normalised name and the same base type are one; so are those with
// the same gazetteer id. Descriptions stay local to their document.
#include "storage/resolution.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "storage/names.h"

namespace trine::storage {

Resolution resolve(const ResolutionInput& input) {
  const auto& entities = input.entities;
  Resolution resolution;
  resolution.links.resize(entities.size());

  struct Key {
    std::string text;
    std::uint32_t position;
  };
  std::vector<Key> keys;
  keys.reserve(entities.size());
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    const auto& entity = entities[i];
    resolution.links[i].to = i;
    if (!entity.gazetteer_id.empty()) {
      keys.push_back({"i" + entity.gazetteer_id, i});
    } else if (entity.named) {
      std::string name = normalised_name(entity.name);
      if (name.empty()) name = entity.name;
      keys.push_back(
          {"n" + std::string(1, static_cast<char>('a' + static_cast<int>(base_type(entity.type)))) +
               name,
           i});
    } else {
      keys.push_back({"", i});
    }
  }
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return std::tie(a.text, a.position) < std::tie(b.text, b.position);
  });

  for (std::size_t begin = 0; begin < keys.size();) {
    std::size_t end = begin + 1;
    if (!keys[begin].text.empty()) {
      while (end < keys.size() && keys[end].text == keys[begin].text) ++end;
    }
    Cluster cluster;
    std::map<std::string, std::uint64_t> names;
    std::map<EntityType, std::uint64_t> types;
    for (std::size_t i = begin; i < end; ++i) {
      const auto position = keys[i].position;
      const auto& entity = entities[position];
      cluster.entities.push_back(position);
      cluster.named = cluster.named || entity.named;
      if (cluster.gazetteer_id.empty()) cluster.gazetteer_id = entity.gazetteer_id;
      names[entity.name] += entity.mentions + 1;
      types[entity.type] += entity.mentions + 1;
      if (i > begin) {
        resolution.links[position] = {keys[begin].position, keys[begin].text[0] == 'i'
                                                                ? "same entry of the gazetteer"
                                                                : "same name and type"};
      }
    }
    // The most frequent one; the first in order among equals.
    const auto by_count = [](const auto& a, const auto& b) { return a.second < b.second; };
    cluster.name = std::max_element(names.begin(), names.end(), by_count)->first;
    cluster.type = std::max_element(types.begin(), types.end(), by_count)->first;
    resolution.clusters.push_back(std::move(cluster));
    begin = end;
  }
  std::sort(resolution.clusters.begin(), resolution.clusters.end(),
            [](const Cluster& a, const Cluster& b) { return a.entities < b.entities; });
  return resolution;
}

}  // namespace trine::storage
