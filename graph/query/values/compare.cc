// Equality, comparability, orderability and equivalence, as openCypher's CIP2016-06-14 defines
// them.
#include <cmath>
#include <functional>

#include "graph/query/values/value.h"

namespace trine::query {
namespace {

Truth to_truth(bool value) { return value ? Truth::kTrue : Truth::kFalse; }

// long double holds every int64 and every double.
long double exact(const Value& value) {
  return value.is(Kind::kInteger) ? static_cast<long double>(value.integer())
                                  : static_cast<long double>(value.real());
}

bool is_nan(const Value& value) { return value.is(Kind::kFloat) && std::isnan(value.real()); }

template <class T>
int three_way(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

int compare_date_times(const DateTime& a, const DateTime& b) {
  if (const int by = three_way(a.seconds, b.seconds)) return by;
  return three_way(a.nanos, b.nanos);
}

// Of two values of one kind that have a natural order and hold nothing unknown.
int compare_same(const Value& a, const Value& b) {
  switch (a.kind()) {
    case Kind::kBoolean:
      return three_way(a.boolean(), b.boolean());
    case Kind::kString:
      return three_way(a.string(), b.string());
    case Kind::kDate:
      return three_way(a.as<Date>().days, b.as<Date>().days);
    case Kind::kLocalTime:
      return three_way(a.as<LocalTime>().nanos, b.as<LocalTime>().nanos);
    case Kind::kTime:
      return three_way(utc_nanos(a.as<Time>()), utc_nanos(b.as<Time>()));
    case Kind::kLocalDateTime: {
      const auto& x = a.as<LocalDateTime>();
      const auto& y = b.as<LocalDateTime>();
      const int by = three_way(x.seconds, y.seconds);
      return by != 0 ? by : three_way(x.nanos, y.nanos);
    }
    case Kind::kDateTime:
      return compare_date_times(a.as<DateTime>(), b.as<DateTime>());
    default:
      return 0;
  }
}

Truth equal_lists(const List& a, const List& b) {
  if (a.size() != b.size()) return Truth::kFalse;
  Truth all = Truth::kTrue;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Truth one = equal(a[i], b[i]);
    if (one == Truth::kFalse) return one;
    if (one == Truth::kNull) all = one;
  }
  return all;
}

Truth equal_maps(const Map& a, const Map& b) {
  if (a.size() != b.size()) return Truth::kFalse;
  Truth all = Truth::kTrue;
  for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {
    if (x->first != y->first) return Truth::kFalse;
    const Truth one = equal(x->second, y->second);
    if (one == Truth::kFalse) return one;
    if (one == Truth::kNull) all = one;
  }
  return all;
}

bool has_order(Kind kind) {
  switch (kind) {
    case Kind::kBoolean:
    case Kind::kString:
    case Kind::kDate:
    case Kind::kLocalTime:
    case Kind::kTime:
    case Kind::kLocalDateTime:
    case Kind::kDateTime:
      return true;
    default:
      return false;
  }
}

struct Sign {
  bool known = false;
  int sign = 0;
};

// Lists by their first elements that differ; unknown where an element decides that has no order.
Sign sign_of(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    if (is_nan(a) || is_nan(b)) return {};
    return {true, three_way(exact(a), exact(b))};
  }
  if (a.kind() != b.kind()) return {};
  if (a.is(Kind::kList)) {
    const auto& x = a.list();
    const auto& y = b.list();
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
      if (equal(x[i], y[i]) == Truth::kTrue) continue;
      return sign_of(x[i], y[i]);
    }
    return {true, three_way(x.size(), y.size())};
  }
  if (!has_order(a.kind())) return {};
  return {true, compare_same(a, b)};
}

// The places of the kinds in the total order.
int rank(Kind kind) {
  switch (kind) {
    case Kind::kMap:
      return 0;
    case Kind::kNode:
      return 1;
    case Kind::kRelationship:
      return 2;
    case Kind::kList:
      return 3;
    case Kind::kPath:
      return 4;
    case Kind::kDateTime:
      return 5;
    case Kind::kLocalDateTime:
      return 6;
    case Kind::kDate:
      return 7;
    case Kind::kTime:
      return 8;
    case Kind::kLocalTime:
      return 9;
    case Kind::kDuration:
      return 10;
    case Kind::kString:
      return 11;
    case Kind::kBoolean:
      return 12;
    case Kind::kInteger:
    case Kind::kFloat:
      return 13;
    case Kind::kNull:
      return 14;
  }
  return 14;
}

int order_lists(const List& a, const List& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (const int by = order(a[i], b[i])) return by;
  }
  return three_way(a.size(), b.size());
}

int order_maps(const Map& a, const Map& b) {
  auto x = a.begin();
  auto y = b.begin();
  for (; x != a.end() && y != b.end(); ++x, ++y) {
    if (const int by = three_way(x->first, y->first)) return by;
    if (const int by = order(x->second, y->second)) return by;
  }
  return three_way(a.size(), b.size());
}

int order_paths(const PathValue& a, const PathValue& b) {
  if (const int by = three_way(a.nodes, b.nodes)) return by;
  return three_way(a.relationships, b.relationships);
}

// Kinds whose natural order leaves different values level are ordered by the rest of them.
int order_same(const Value& a, const Value& b) {
  if (const int by = compare_same(a, b)) return by;
  if (a.is(Kind::kTime)) return three_way(a.as<Time>().offset, b.as<Time>().offset);
  if (a.is(Kind::kDateTime)) {
    const auto& x = a.as<DateTime>();
    const auto& y = b.as<DateTime>();
    if (const int by = three_way(x.offset, y.offset)) return by;
    const auto name = [](const DateTime& value) {
      return value.zone == nullptr ? std::string() : name_of(value.zone);
    };
    return three_way(name(x), name(y));
  }
  if (a.is(Kind::kDuration)) {
    const auto& x = a.as<Duration>();
    const auto& y = b.as<Duration>();
    if (const int by = three_way(average_length(x), average_length(y))) return by;
    if (const int by = three_way(x.months, y.months)) return by;
    return three_way(x.days, y.days);
  }
  return 0;
}

std::size_t mix(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

std::size_t hash_number(const Value& value) {
  if (value.is(Kind::kInteger)) return std::hash<std::int64_t>()(value.integer());
  const double real = value.real();
  if (std::isnan(real)) return 0x7ff8;
  if (real == std::trunc(real) && std::abs(real) < 9.2e18) {
    return std::hash<std::int64_t>()(static_cast<std::int64_t>(real));
  }
  return std::hash<double>()(real);
}

}  // namespace

Truth equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return Truth::kNull;
  if (a.is_number() && b.is_number()) return to_truth(exact(a) == exact(b));
  if (a.kind() != b.kind()) return Truth::kFalse;
  switch (a.kind()) {
    case Kind::kList:
      return equal_lists(a.list(), b.list());
    case Kind::kMap:
      return equal_maps(a.map(), b.map());
    case Kind::kNode:
      return to_truth(a.node() == b.node());
    case Kind::kRelationship:
      return to_truth(a.relationship() == b.relationship());
    case Kind::kPath:
      return to_truth(a.path() == b.path());
    case Kind::kDuration:
      return to_truth(a.as<Duration>() == b.as<Duration>());
    case Kind::kTime:
      return to_truth(a.as<Time>() == b.as<Time>());
    default:
      return to_truth(compare_same(a, b) == 0);
  }
}

Truth compare(const Value& a, Relation4 relation, const Value& b) {
  const bool or_equal =
      relation == Relation4::kLessOrEqual || relation == Relation4::kGreaterOrEqual;
  // Kinds without an order are at least as great as themselves.
  if (or_equal && !a.is_number() && equal(a, b) == Truth::kTrue) return Truth::kTrue;
  if (is_nan(a) || is_nan(b)) {
    return a.is_number() && b.is_number() ? Truth::kFalse : Truth::kNull;
  }
  const Sign sign = sign_of(a, b);
  if (!sign.known) return Truth::kNull;
  switch (relation) {
    case Relation4::kLess:
      return to_truth(sign.sign < 0);
    case Relation4::kLessOrEqual:
      return to_truth(sign.sign <= 0);
    case Relation4::kGreater:
      return to_truth(sign.sign > 0);
    case Relation4::kGreaterOrEqual:
      return to_truth(sign.sign >= 0);
  }
  return Truth::kNull;
}

int order(const Value& a, const Value& b) {
  if (const int by = rank(a.kind()) - rank(b.kind())) return by;
  if (a.is_null()) return 0;
  if (a.is_number()) {
    if (is_nan(a) || is_nan(b)) return three_way(is_nan(a), is_nan(b));
    return three_way(exact(a), exact(b));
  }
  switch (a.kind()) {
    case Kind::kList:
      return order_lists(a.list(), b.list());
    case Kind::kMap:
      return order_maps(a.map(), b.map());
    case Kind::kNode:
      return three_way(a.node(), b.node());
    case Kind::kRelationship:
      return three_way(a.relationship(), b.relationship());
    case Kind::kPath:
      return order_paths(a.path(), b.path());
    default:
      return order_same(a, b);
  }
}

bool equivalent(const Value& a, const Value& b) {
  if (a.is(Kind::kDuration) && b.is(Kind::kDuration)) {
    return a.as<Duration>() == b.as<Duration>();
  }
  return order(a, b) == 0;
}

bool operator==(const Value& a, const Value& b) { return equivalent(a, b); }

std::size_t hash(const Value& value) {
  switch (value.kind()) {
    case Kind::kNull:
      return 0x5bd1e995;
    case Kind::kBoolean:
      return value.boolean() ? 3 : 5;
    case Kind::kInteger:
    case Kind::kFloat:
      return hash_number(value);
    case Kind::kString:
      return std::hash<std::string>()(value.string());
    case Kind::kList:
      return RowHash()(value.list());
    case Kind::kMap: {
      std::size_t seed = 11;
      for (const auto& [key, one] : value.map()) {
        seed = mix(mix(seed, std::hash<std::string>()(key)), hash(one));
      }
      return seed;
    }
    case Kind::kNode:
      return mix(17, std::hash<std::uint64_t>()(value.node()));
    case Kind::kRelationship:
      return mix(19, std::hash<std::uint64_t>()(value.relationship()));
    case Kind::kPath: {
      std::size_t seed = 23;
      for (const auto node : value.path().nodes) seed = mix(seed, node);
      for (const auto one : value.path().relationships) seed = mix(seed, one);
      return seed;
    }
    case Kind::kDate:
      return mix(29, static_cast<std::size_t>(value.as<Date>().days));
    case Kind::kLocalTime:
      return mix(31, static_cast<std::size_t>(value.as<LocalTime>().nanos));
    case Kind::kTime:
      return mix(37, static_cast<std::size_t>(utc_nanos(value.as<Time>())));
    case Kind::kLocalDateTime:
      return mix(41, static_cast<std::size_t>(value.as<LocalDateTime>().seconds));
    case Kind::kDateTime:
      return mix(43, static_cast<std::size_t>(value.as<DateTime>().seconds));
    case Kind::kDuration:
      return mix(47, static_cast<std::size_t>(value.as<Duration>().seconds));
  }
  return 0;
}

std::size_t RowHash::operator()(const List& row) const {
  std::size_t seed = row.size();
  for (const auto& value : row) seed = mix(seed, hash(value));
  return seed;
}

bool RowEquivalent::operator()(const List& a, const List& b) const {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!equivalent(a[i], b[i])) return false;
  }
  return true;
}

std::size_t footprint(const Value& value) {
  std::size_t bytes = sizeof(Value);
  switch (value.kind()) {
    case Kind::kString:
      return bytes + (value.string().size() > 15 ? value.string().size() + 1 : 0);
    case Kind::kList:
      for (const auto& one : value.list()) bytes += footprint(one);
      return bytes;
    case Kind::kMap:
      for (const auto& [key, one] : value.map()) bytes += 64 + key.size() + footprint(one);
      return bytes;
    case Kind::kPath:
      return bytes + 16 * value.path().nodes.size();
    default:
      return bytes;
  }
}

}  // namespace trine::query
