#include "tools/telling/session.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

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

bool holds(const std::vector<std::string>& values, const std::string& value) {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

std::int32_t end_of(std::int32_t day) {
  return day % 10000 == 0 ? day + 1231 : day % 100 == 0 ? day + 31 : day;
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

void check_filter(const FilterOptions& options) {
  check_date(options.from);
  check_date(options.to);
  if (options.classes.empty()) return;
  const Ontology ontology = Ontology::builtin();
  for (const std::string& name : options.classes)
    if (ontology.find_class(name) == nullptr && name != "OTHER") {
      std::string known;
      for (const RelationClass& one : ontology.classes()) known += " " + one.name;
      throw Error(ErrorKind::kUsage,
                  fmt::format("there is no relation class \"{}\"; there are:{}", name, known));
    }
}

graph::Filter make_filter(const FilterOptions& options) {
  check_filter(options);
  graph::Filter filter;
  filter.classes = options.classes;
  filter.relations = options.relations;
  filter.min_belief = options.min_belief;
  filter.from = options.from;
  filter.to = options.to;
  filter.denied = options.denied;
  filter.literals = options.literals;
  filter.directed = options.directed;
  return filter;
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

bool passes(const FilterOptions& options, const storage::FactRecord& fact, Names& names) {
  const storage::RelationRecord& relation = names.relation(fact.relation);
  if (!holds(options.classes, relation.relation_class) ||
      !holds(options.relations, relation.phrase))
    return false;
  if (fact.belief < options.min_belief) return false;
  if (!options.from.empty()) {
    const std::int32_t last = graph::pack_day(fact.last_time);
    if (last == 0 || end_of(last) < graph::pack_day(options.from)) return false;
  }
  if (!options.to.empty()) {
    const std::int32_t first = graph::pack_day(fact.first_time);
    if (first == 0 || first > end_of(graph::pack_day(options.to))) return false;
  }
  return true;
}

}  // namespace trine::tools
