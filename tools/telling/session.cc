#include "tools/telling/session.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <set>

#include "schema/error.h"
#include "schema/ontology.h"

namespace trine::tools {
namespace {

// "2023", "2023-03" or "2023-03-16", and there is such a day.
bool is_date(const std::string& text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != '-') return false;
  }
  const auto part = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned>(std::stoi(text.substr(at, 2))) : 1U;
  };
  return std::chrono::year_month_day(std::chrono::year(std::stoi(text.substr(0, 4))),
                                     std::chrono::month(part(5)), std::chrono::day(part(8)))
      .ok();
}

void check_date(const std::string& date) {
  if (!date.empty() && (!is_date(date) || graph::pack_day(date) == 0))
    throw Error(ErrorKind::kUsage,
                fmt::format("\"{}\" is not a date; write 2023, 2023-03 or 2023-03-16", date));
}

}  // namespace

storage::Store open_for_reading(const Common& common) {
  storage::Store store = storage::Store::open(common.location, {});
  if (!common.quiet && store.view_is_stale())
    say(
        fmt::format("{}: documents changed since the graph was made; `trine build -l {}` brings it "
                    "up to date",
                    common.location.string(), common.location.string()));
  return store;
}

storage::Store open_for_change(const Common& common) {
  storage::OpenOptions options;
  options.mode = storage::OpenMode::kModify;
  return storage::Store::open(common.location, options);
}

bool use_colour(const Common& common, const Output& out) {
  if (common.no_color || common.json || !out.is_terminal()) return false;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

void check_filter(const graph::Filter& filter, const storage::Store& store) {
  check_date(filter.from);
  check_date(filter.to);
  std::set<std::string> known;
  for (const RelationClass& one :
       filter.classes.empty() ? std::vector<RelationClass>() : Ontology::builtin().classes())
    known.insert(one.name);
  for (const std::string& name : filter.classes) {
    if (known.contains(name)) continue;
    // OTHER, and those of the ontology that a user built the store with.
    known.insert("OTHER");
    store.for_each_relation([&](const storage::RelationRecord& relation) {
      known.insert(relation.relation_class);
      return true;
    });
    if (!known.contains(name))
      throw Error(ErrorKind::kUsage, fmt::format("there is no relation class \"{}\"; there are: {}",
                                                 name, fmt::join(known, " ")));
  }
}

std::vector<EntityId> find_avoided(const FilterOptions& options, const Common& common,
                                   const storage::Store& store) {
  std::vector<EntityId> avoided;
  for (const std::string& name : options.avoid)
    for (const EntityId id : ids_of(find_nodes(store, name, common.quiet))) avoided.push_back(id);
  return avoided;
}

std::vector<graph::Vertex> vertices_of(const graph::KnowledgeGraph& graph,
                                       const std::vector<EntityId>& ids) {
  std::vector<graph::Vertex> found;
  for (const EntityId id : ids)
    if (const auto vertex = graph.find(id)) found.push_back(*vertex);
  return found;
}

std::vector<EntityId> ids_of(const NamedNodes& found) {
  std::vector<EntityId> ids;
  for (const storage::EntityRecord& node : found.nodes) ids.push_back(node.id);
  return ids;
}

}  // namespace trine::tools
