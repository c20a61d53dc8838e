// Procedures that CALL runs: a name, typed arguments, and rows of typed results.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "graph/query/property_graph.h"
#include "graph/query/values/value.h"

namespace trine::query {

// A column or an argument. `type` as the TCK writes it: INTEGER, FLOAT, NUMBER, STRING, BOOLEAN,
// NODE, RELATIONSHIP, PATH, MAP, LIST, ANY.
struct Parameter {
  std::string name;
  std::string type;
  bool optional = false;  // has a default value: null is passed
};

struct Procedure {
  std::string name;  // "trine.central"
  std::string help;  // one line
  std::vector<Parameter> arguments;
  std::vector<Parameter> results;
  // Rows of as many values as there are results. Throws QueryError.
  std::function<std::vector<List>(const PropertyGraph& graph, const List& arguments)> run;
};

class Procedures {
 public:
  void add(Procedure procedure) { by_name_[procedure.name] = std::move(procedure); }
  const Procedure* find(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &found->second;
  }
  const std::map<std::string, Procedure>& all() const { return by_name_; }

 private:
  std::map<std::string, Procedure> by_name_;
};

// db.labels(), db.relationshipTypes(), db.propertyKeys... : what every graph can tell of itself.
void add_standard_procedures(Procedures& into);

}  // namespace trine::query
