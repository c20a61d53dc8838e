#include "graph/edge_filter.h"

#include <algorithm>

#include "graph/store_records.h"

namespace trine::graph {
namespace {

bool contains(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// A date that may lack its month or day, as the last day that it can mean.
std::int32_t last_day_of(std::int32_t day) {
  if (day % 10000 == 0) return day + 1231;
  if (day % 100 == 0) return day + 31;
  return day;
}

}  // namespace

EdgeFilter::EdgeFilter(const Filter& filter)
    : classes_(filter.classes),
      relations_(filter.relations),
      denied_(filter.denied),
      settled_(filter.settled),
      min_belief_(filter.min_belief),
      from_day_(pack_day(filter.from)),
      to_day_(filter.to.empty() ? 0 : last_day_of(pack_day(filter.to))) {}

bool EdgeFilter::allows(const Relation& relation) const {
  return (classes_.empty() || contains(classes_, relation.relation_class)) &&
         (relations_.empty() || contains(relations_, relation.phrase));
}

bool EdgeFilter::allows(const Edge& edge) const {
  if (edge.belief < min_belief_) return false;
  if (!denied_ && edge.only_denied()) return false;
  if (settled_ && edge.only_uncertain()) return false;
  if (from_day_ != 0 && (edge.last_day == 0 || last_day_of(edge.last_day) < from_day_))
    return false;
  return to_day_ == 0 || (edge.first_day != 0 && edge.first_day <= to_day_);
}

bool allows(const Filter& filter, const storage::RelationRecord& relation,
            const storage::FactRecord& fact) {
  const EdgeFilter edges(filter);
  return edges.allows(make_relation(relation)) && edges.allows(make_edge(fact));
}

}  // namespace trine::graph
