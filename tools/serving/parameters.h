// The parameters of a request, checked: a wrong one is told of by its name.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tools/options.h"
#include "tools/serving/answers.h"

namespace trine::tools {

// Values of a parameter, in order; empty when it was not given.
using Lookup = std::function<std::vector<std::string>(const std::string& name)>;

class Parameters {
 public:
  explicit Parameters(Lookup lookup) : lookup_(std::move(lookup)) {}

  // All throw Error{kUsage} naming the parameter.
  std::string required(const std::string& name) const;
  std::string text(const std::string& name) const;  // empty when it was not given
  std::vector<std::string> list(const std::string& name) const { return lookup_(name); }
  std::size_t number(const std::string& name, std::size_t otherwise, std::size_t most) const;
  bool flag(const std::string& name) const;  // "true", "1" or no value at all
  Range range() const;                       // limit, offset
  FilterOptions filter() const;  // class, relation, avoid, from, to, min_belief, denied, directed
  FactsQuestion facts(const std::string& entity) const;
  PathOptions path() const;

 private:
  Lookup lookup_;
};

}  // namespace trine::tools
