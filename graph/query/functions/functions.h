// The functions that expressions may call, by name (without regard to case).
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/query/error.h"
#include "graph/query/property_graph.h"
#include "graph/query/values/value.h"

namespace trine::query {

// Sets of kinds: bit 1 << Kind. What is known of an expression before it is run.
using Kinds = std::uint32_t;
constexpr Kinds kinds(Kind kind) { return Kinds{1} << static_cast<int>(kind); }
template <class... More>
constexpr Kinds kinds(Kind first, More... more) {
  return kinds(first) | kinds(more...);
}
inline constexpr Kinds kAnyKind = 0xFFFF;
inline constexpr Kinds kNumbers = kinds(Kind::kInteger, Kind::kFloat);
inline constexpr Kinds kPoints =
    kinds(Kind::kDate, Kind::kLocalTime, Kind::kTime, Kind::kLocalDateTime, Kind::kDateTime);
inline constexpr Kinds kTemporals = kPoints | kinds(Kind::kDuration);

// What the time functions call now: fixed when a query begins, so that it sees one time.
struct Clock {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
};

struct FunctionContext {
  const PropertyGraph& graph;
  Clock clock;
};

using FunctionBody = Value (*)(const FunctionContext& context, std::span<const Value> arguments);

struct Function {
  std::string name;
  std::size_t least = 0;  // arguments
  std::size_t most = 0;
  std::vector<Kinds> accepts;  // by argument; the last goes for those that follow
  Kinds gives = kAnyKind;
  bool null_in_null_out = true;
  bool varies = false;  // rand(): not the same each time
  FunctionBody body = nullptr;
};

// Null when there is none.
const Function* find_function(std::string_view name);
// All of them, by name in lower case.
const std::map<std::string, Function, std::less<>>& all_functions();
bool is_aggregate(std::string_view name);

// The parts of the table; one file each.
void add_scalar_functions(std::vector<Function>& into);
void add_graph_functions(std::vector<Function>& into);
void add_list_functions(std::vector<Function>& into);
void add_math_functions(std::vector<Function>& into);
void add_string_functions(std::vector<Function>& into);
void add_conversion_functions(std::vector<Function>& into);
void add_temporal_functions(std::vector<Function>& into);
void add_duration_functions(std::vector<Function>& into);

// value.key: of nodes, relationships, maps and temporal values; null of null. Throws
// TypeError of anything else.
Value property(const PropertyGraph& graph, const Value& value, std::string_view key);
// Of a temporal value; nothing when it has no such part.
std::optional<Value> temporal_part(const Value& value, std::string_view key);

}  // namespace trine::query
