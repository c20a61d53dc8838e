// What was skipped or rejected on the way, and why. The run goes on; the tool reports the totals.
#pragma once
#include <string>
#include <vector>

namespace trine::extract {

struct Diagnostic {
  enum class Severity { kNote, kWarning, kRejected };  // kRejected: the input was not loaded
  Severity severity = Severity::kWarning;
  std::string source;  // file, or "file:line", or "file#record"
  std::string reason;
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace trine::extract
