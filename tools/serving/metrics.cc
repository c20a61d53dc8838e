#include "tools/serving/metrics.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

namespace trine::tools {
namespace {

// Resident memory in bytes, by /proc.
std::uint64_t resident_bytes() {
  std::ifstream in("/proc/self/statm");
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  in >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

void Metrics::count(const std::string& route, int status, double seconds, std::size_t bytes) {
  const std::scoped_lock lock(mutex_);
  Route& entry = routes_[route];
  ++entry.statuses[status];
  std::size_t bucket = 0;
  while (bucket < kBounds.size() && seconds > kBounds[bucket]) ++bucket;
  ++entry.times[bucket];
  entry.seconds += seconds;
  entry.bytes += bytes;
}

std::string Metrics::text() const {
  const std::scoped_lock lock(mutex_);
  std::string out =
      "# HELP trine_requests_total Requests answered.\n# TYPE trine_requests_total counter\n";
  for (const auto& [route, entry] : routes_) {
    for (const auto& [status, count] : entry.statuses) {
      out += fmt::format("trine_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", route, status,
                         count);
    }
  }
  out += "# HELP trine_request_seconds Time to answer.\n# TYPE trine_request_seconds histogram\n";
  for (const auto& [route, entry] : routes_) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < entry.times.size(); ++i) {
      sum += entry.times[i];
      const std::string bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : "+Inf";
      out += fmt::format("trine_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route,
                         bound, sum);
    }
    out += fmt::format("trine_request_seconds_sum{{route=\"{}\"}} {:.6f}\n", route, entry.seconds);
    out += fmt::format("trine_request_seconds_count{{route=\"{}\"}} {}\n", route, sum);
  }
  out += fmt::format(
      "# HELP process_resident_memory_bytes Resident memory.\n"
      "# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes {}\n",
      resident_bytes());
  return out;
}

}  // namespace trine::tools
