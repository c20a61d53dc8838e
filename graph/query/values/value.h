// What a query's expressions are worth.
#pragma once
#include <cstdint>
#include <iosfwd>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "graph/query/values/temporal.h"

namespace trine::query {

class Value;
using List = std::vector<Value>;
using Map = std::map<std::string, Value, std::less<>>;

using NodeId = std::uint64_t;  // what they mean is the graph's affair
using RelationshipId = std::uint64_t;

struct NodeValue {
  NodeId id = 0;
  friend auto operator<=>(const NodeValue&, const NodeValue&) = default;
};
struct RelationshipValue {
  RelationshipId id = 0;
  friend auto operator<=>(const RelationshipValue&, const RelationshipValue&) = default;
};
// nodes.size() == relationships.size() + 1
struct PathValue {
  std::vector<NodeId> nodes;
  std::vector<RelationshipId> relationships;
  friend bool operator==(const PathValue&, const PathValue&) = default;
};

// In this order of the variant's alternatives.
enum class Kind : std::uint8_t {
  kNull,
  kBoolean,
  kInteger,
  kFloat,
  kString,
  kList,
  kMap,
  kNode,
  kRelationship,
  kPath,
  kDate,
  kLocalTime,
  kTime,
  kLocalDateTime,
  kDateTime,
  kDuration,
};
std::string_view to_string(Kind kind);  // "Boolean", "LocalDateTime"

// Immutable; lists, maps and paths are shared by copies.
class Value {
 public:
  using Storage = std::variant<std::monostate, bool, std::int64_t, double, std::string,
                               std::shared_ptr<const List>, std::shared_ptr<const Map>, NodeValue,
                               RelationshipValue, std::shared_ptr<const PathValue>, Date, LocalTime,
                               Time, LocalDateTime, DateTime, Duration>;

  Value() = default;
  Value(bool value) : storage_(value) {}
  Value(std::int64_t value) : storage_(value) {}
  Value(int value) : storage_(std::int64_t{value}) {}
  Value(double value) : storage_(value) {}
  Value(std::string value) : storage_(std::move(value)) {}
  Value(std::string_view value) : storage_(std::string(value)) {}
  Value(const char* value) : storage_(std::string(value)) {}
  Value(List value) : storage_(std::make_shared<const List>(std::move(value))) {}
  Value(Map value) : storage_(std::make_shared<const Map>(std::move(value))) {}
  Value(PathValue value) : storage_(std::make_shared<const PathValue>(std::move(value))) {}
  Value(NodeValue value) : storage_(value) {}
  Value(RelationshipValue value) : storage_(value) {}
  Value(Date value) : storage_(value) {}
  Value(LocalTime value) : storage_(value) {}
  Value(Time value) : storage_(value) {}
  Value(LocalDateTime value) : storage_(value) {}
  Value(DateTime value) : storage_(value) {}
  Value(Duration value) : storage_(value) {}

  Kind kind() const { return static_cast<Kind>(storage_.index()); }
  bool is_null() const { return storage_.index() == 0; }
  bool is(Kind wanted) const { return kind() == wanted; }
  bool is_number() const { return is(Kind::kInteger) || is(Kind::kFloat); }
  bool is_true() const { return is(Kind::kBoolean) && std::get<bool>(storage_); }

  // Of the kind that the name says; anything else is a mistake of the caller's.
  bool boolean() const { return std::get<bool>(storage_); }
  std::int64_t integer() const { return std::get<std::int64_t>(storage_); }
  double real() const { return std::get<double>(storage_); }
  const std::string& string() const { return std::get<std::string>(storage_); }
  const List& list() const { return *std::get<std::shared_ptr<const List>>(storage_); }
  const Map& map() const { return *std::get<std::shared_ptr<const Map>>(storage_); }
  NodeId node() const { return std::get<NodeValue>(storage_).id; }
  RelationshipId relationship() const { return std::get<RelationshipValue>(storage_).id; }
  const PathValue& path() const { return *std::get<std::shared_ptr<const PathValue>>(storage_); }
  template <class T>
  const T& as() const {
    return std::get<T>(storage_);
  }
  // An integer or a float.
  double number() const { return is(Kind::kInteger) ? static_cast<double>(integer()) : real(); }

 private:
  Storage storage_;
};

// Yes, no or unknown: Cypher's logic.
enum class Truth : std::uint8_t { kFalse, kTrue, kNull };
inline Value to_value(Truth truth) {
  return truth == Truth::kNull ? Value() : Value(truth == Truth::kTrue);
}

// `a = b`: unknown where a null decides it.
Truth equal(const Value& a, const Value& b);
// `a < b` and the like; unknown for values of kinds that are not comparable.
enum class Relation4 : std::uint8_t { kLess, kLessOrEqual, kGreater, kGreaterOrEqual };
Truth compare(const Value& a, Relation4 relation, const Value& b);

// The order of ORDER BY: total; null comes last. Negative, 0 or positive.
int order(const Value& a, const Value& b);
// Sameness for DISTINCT, grouping and sets: null is null, NaN is NaN, 1 is 1.0.
bool equivalent(const Value& a, const Value& b);
std::size_t hash(const Value& value);
struct RowHash {
  std::size_t operator()(const List& row) const;
};
struct RowEquivalent {
  bool operator()(const List& a, const List& b) const;
};

// About how many bytes it takes, for the memory limit.
std::size_t footprint(const Value& value);

// "1.0", "1.5E10", "NaN"
std::string float_text(double value);
// A literal of the language; nodes and the like by their ids. For messages and tests.
std::ostream& operator<<(std::ostream& out, const Value& value);
bool operator==(const Value& a, const Value& b);  // equivalent()

}  // namespace trine::query
