// Counts of the service in the text format of Prometheus.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace trine::tools {

class Metrics {
 public:
  // One request that was answered. `route` as in the API's description, `seconds` of wall time.
  void count(const std::string& route, int status, double seconds, std::size_t bytes);
  std::string text() const;

 private:
  static constexpr std::array kBounds = {0.001, 0.005, 0.02, 0.05, 0.1, 0.5, 2.0, 10.0};
  struct Route {
    std::map<int, std::uint64_t> statuses;
    std::array<std::uint64_t, kBounds.size() + 1> times{};
    double seconds = 0;
    std::uint64_t bytes = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Route> routes_;
};

}  // namespace trine::tools
