// The planner of one pattern. Internal to plan/.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "graph/query/plan/planner.h"

namespace trine::query {

// Selectivities where nothing is known.
inline constexpr double kEquality = 0.1;
inline constexpr double kCondition = 0.5;

// ":A:B"
std::string words(const std::vector<std::string>& names, const char* separator);

struct PendingPredicate {
  Predicate predicate;
  std::set<int> needs;
  double selectivity = kCondition;
};

struct PatternNode {
  int slot = kNoSlot;
  std::string name;
  std::vector<std::string> labels;
};

struct PatternEdge {
  const PatternPart* part = nullptr;
  const RelationshipPattern* relationship = nullptr;
  int left = kNoSlot;
  int right = kNoSlot;
  bool done = false;
};

class MatchPlanner {
 public:
  MatchPlanner(Planner& planner, Pattern& pattern, Expression* where, Draft& draft)
      : planner_(planner), graph_(planner.graph_), pattern_(pattern), draft_(draft) {
    collect(where);
  }

  void plan() {
    use_known_nodes();
    apply_predicates();
    while (true) {
      if (PatternEdge* edge = cheapest_edge()) {
        take(*edge);
      } else if (!start()) {
        break;
      }
      apply_predicates();
    }
    build_paths();
    apply_predicates();
  }

 private:
  void collect(Expression* where);
  void collect_properties(int slot, Expression* properties, const std::string& name);
  void collect_conditions(Expression* where);
  void use_known_nodes();
  void apply_predicates();
  PatternEdge* cheapest_edge();
  double fan_out(const PatternEdge& edge) const;
  double degree(const RelationshipPattern& relationship) const;
  void take(PatternEdge& edge);
  void shortest(PatternEdge& edge);
  bool start();
  bool start_by_relationship(double nodes);
  double count_relationships(const RelationshipPattern& relationship) const;
  double label_share(const PatternNode& node) const;
  void build_paths();
  const PatternNode& node(int slot) const;
  const PendingPredicate* indexed(int slot) const;
  bool known(int slot) const { return draft_.bound.contains(slot); }
  std::string arrow(const RelationshipPattern& of, bool reversed) const;

  Planner& planner_;
  const PropertyGraph& graph_;
  Pattern& pattern_;
  Draft& draft_;
  std::vector<PatternNode> nodes_;
  std::vector<PatternEdge> edges_;
  std::vector<PendingPredicate> pending_;
  std::vector<int> used_relationships_;
};

}  // namespace trine::query
