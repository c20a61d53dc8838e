// A Filter made ready to be asked about single edges. Internal.
#pragma once
#include "graph/filter.h"

namespace trine::graph {

class EdgeFilter {
 public:
  explicit EdgeFilter(const Filter& filter);
  bool allows(const Relation& relation) const;
  bool allows(const Edge& edge) const;  // its relation aside

 private:
  std::vector<std::string> classes_;
  std::vector<std::string> relations_;
  bool denied_;
  bool settled_;
  double min_belief_;
  std::int32_t from_day_;
  std::int32_t to_day_;
};

}  // namespace trine::graph
