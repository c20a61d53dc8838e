#include "graph/layout.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <utility>

namespace trine::graph {
namespace {

using Pair = std::pair<std::size_t, std::size_t>;

constexpr std::size_t kFewNodes = 500;  // beyond these, fewer rounds
constexpr int kRounds = 300;
constexpr int kFewRounds = 100;
constexpr double kGravity = 0.12;
constexpr double kReach = 4.0;  // how far two nodes push each other, in ideal distances

// Ideal distance between neighbours: 1. A sunflower: evenly spread, no two nodes in one place.
std::vector<Point> sunflower(std::size_t count) {
  const double turn = 3.14159265358979323846 * (3.0 - std::sqrt(5.0));
  std::vector<Point> points(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double radius = std::sqrt(static_cast<double>(i) + 0.5);
    const double angle = static_cast<double>(i) * turn;
    points[i] = {radius * std::cos(angle), radius * std::sin(angle)};
  }
  return points;
}

// Positions in `part.vertices` of what is connected; parallel facts pull no harder.
std::vector<Pair> pairs_of(const KnowledgeGraph& graph, const Subgraph& part) {
  const auto place = [&](Vertex v) {
    const auto at = std::lower_bound(part.vertices.begin(), part.vertices.end(), v);
    return static_cast<std::size_t>(at - part.vertices.begin());
  };
  std::set<Pair> pairs;
  for (const EdgeIndex e : part.edges) {
    const std::size_t a = place(graph.edge(e).subject);
    const std::size_t b = place(graph.edge(e).object);
    if (a != b) pairs.insert({std::min(a, b), std::max(a, b)});
  }
  return {pairs.begin(), pairs.end()};
}

// Nodes by square cells of side kReach: only those of a cell and its neighbours push each other.
class Grid {
 public:
  explicit Grid(const std::vector<Point>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) cells_[key(cell(points[i]))].push_back(i);
  }
  template <class Visit>
  void for_each_near(const Point& point, const Visit& visit) const {
    const auto [x, y] = cell(point);
    for (int dx = -1; dx <= 1; ++dx) {
      for (int dy = -1; dy <= 1; ++dy) {
        const auto found = cells_.find(key({x + dx, y + dy}));
        if (found == cells_.end()) continue;
        for (const std::size_t i : found->second) visit(i);
      }
    }
  }

 private:
  static std::pair<int, int> cell(const Point& p) {
    return {static_cast<int>(std::floor(p.x / kReach)), static_cast<int>(std::floor(p.y / kReach))};
  }
  static std::int64_t key(std::pair<int, int> cell) {
    return (static_cast<std::int64_t>(cell.first) << 32) ^ static_cast<std::uint32_t>(cell.second);
  }
  std::unordered_map<std::int64_t, std::vector<std::size_t>> cells_;  // looked up, never walked
};

std::vector<Point> forces(const std::vector<Point>& points, const std::vector<Pair>& pairs,
                          const std::vector<double>& weight) {
  std::vector<Point> force(points.size());
  const Grid grid(points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    grid.for_each_near(points[i], [&](std::size_t j) {
      if (i == j) return;
      const double x = points[i].x - points[j].x;
      const double y = points[i].y - points[j].y;
      const double square = std::max(x * x + y * y, 1e-4);
      if (square > kReach * kReach) return;
      const double push = std::sqrt(weight[i] * weight[j]) / square;
      force[i].x += x * push;
      force[i].y += y * push;
    });
    const double far = std::hypot(points[i].x, points[i].y) + 1e-9;
    force[i].x -= kGravity * weight[i] * points[i].x / std::sqrt(far);
    force[i].y -= kGravity * weight[i] * points[i].y / std::sqrt(far);
  }
  for (const auto& [a, b] : pairs) {
    const double x = points[a].x - points[b].x;
    const double y = points[a].y - points[b].y;
    const double pull = std::hypot(x, y);
    force[a].x -= x * pull;
    force[a].y -= y * pull;
    force[b].x += x * pull;
    force[b].y += y * pull;
  }
  return force;
}

std::vector<Point> in_unit_square(std::vector<Point> points) {
  Point low = points.front();
  Point high = points.front();
  for (const Point& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  const double extent = std::max({high.x - low.x, high.y - low.y, 1e-9});
  for (Point& point : points) point = {(point.x - low.x) / extent, (point.y - low.y) / extent};
  return points;
}

}  // namespace

std::vector<Point> layout(const KnowledgeGraph& graph, const Subgraph& part) {
  if (part.vertices.empty()) return {};
  const std::vector<Pair> pairs = pairs_of(graph, part);
  std::vector<double> weight(part.vertices.size(), 1.0);
  for (const auto& [a, b] : pairs) {
    weight[a] += 0.5;
    weight[b] += 0.5;
  }
  std::vector<Point> points = sunflower(part.vertices.size());
  const int rounds = points.size() > kFewNodes ? kFewRounds : kRounds;
  const double heat = std::sqrt(static_cast<double>(points.size())) / 4.0;
  for (int round = 0; round < rounds; ++round) {
    const double most = heat * (1.0 - static_cast<double>(round) / rounds) + 0.02;
    const std::vector<Point> force = forces(points, pairs, weight);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double length = std::hypot(force[i].x, force[i].y) + 1e-9;
      const double step = std::min(length, most) / length;
      points[i].x += force[i].x * step;
      points[i].y += force[i].y * step;
    }
  }
  return in_unit_square(std::move(points));
}

}  // namespace trine::graph
