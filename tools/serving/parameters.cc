#include "tools/serving/parameters.h"

#include <fmt/format.h>

#include <charconv>

#include "schema/error.h"

namespace trine::tools {
namespace {

constexpr std::size_t kMostItems = 1000;
constexpr std::size_t kMostPaths = 100;
constexpr std::size_t kMostHops = 8;

}  // namespace

std::string Parameters::text(const std::string& name) const {
  const auto values = lookup_(name);
  if (values.size() > 1) throw Error(ErrorKind::kUsage, name + ": given more than once");
  return values.empty() ? std::string() : values.front();
}

std::string Parameters::required(const std::string& name) const {
  std::string value = text(name);
  if (value.empty()) throw Error(ErrorKind::kUsage, name + ": it is needed");
  return value;
}

std::size_t Parameters::number(const std::string& name, std::size_t otherwise,
                               std::size_t most) const {
  const std::string value = text(name);
  if (value.empty()) return otherwise;
  std::size_t number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size() || number > most) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{}: \"{}\" is not a number from 0 to {}", name, value, most));
  }
  return number;
}

bool Parameters::flag(const std::string& name) const {
  const auto values = lookup_(name);
  if (values.empty()) return false;
  const std::string& value = values.back();
  if (value == "false" || value == "0") return false;
  if (value.empty() || value == "true" || value == "1") return true;
  throw Error(ErrorKind::kUsage, fmt::format("{}: \"{}\" is neither true nor false", name, value));
}

Range Parameters::range() const {
  Range range;
  range.limit = number("limit", range.limit, kMostItems);
  range.offset = number("offset", 0, SIZE_MAX);
  return range;
}

FilterOptions Parameters::filter() const {
  FilterOptions options;
  graph::Filter& filter = options.filter;
  filter.classes = list("class");
  filter.relations = list("relation");
  options.avoid = list("avoid");
  filter.from = text("from");
  filter.to = text("to");
  filter.denied = flag("denied");
  filter.literals = flag("literals");
  filter.directed = flag("directed");
  if (const std::string belief = text("min_belief"); !belief.empty()) {
    const auto read =
        std::from_chars(belief.data(), belief.data() + belief.size(), filter.min_belief);
    const bool whole = read.ec == std::errc() && read.ptr == belief.data() + belief.size();
    if (!whole || !(filter.min_belief >= 0 && filter.min_belief <= 1)) {
      throw Error(ErrorKind::kUsage,
                  fmt::format("min_belief: \"{}\" is not a number from 0 to 1", belief));
    }
  }
  return options;
}

FactsQuestion Parameters::facts(const std::string& entity) const {
  FactsQuestion question;
  question.entity = entity;
  question.filter = filter();
  question.quotes = number("quotes", 1, kMostItems);
  return question;
}

PathOptions Parameters::path() const {
  PathOptions path;
  static_cast<FilterOptions&>(path) = filter();
  path.a = required("a");
  path.b = required("b");
  path.via = list("via");
  path.count = number("k", 1, kMostPaths);
  path.max_hops = number("max_hops", 0, kMostHops);
  path.all_simple = flag("all_simple");
  if (const std::string weight = text("weight"); !weight.empty()) path.weight = weight;
  if (path.weight != "hops" && path.weight != "belief") {
    throw Error(ErrorKind::kUsage, "weight: hops or belief");
  }
  return path;
}

}  // namespace trine::tools
