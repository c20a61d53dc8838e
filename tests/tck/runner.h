// Runs scenarios against the query engine over a graph in memory.
#pragma once
#include <filesystem>
#include <string>

#include "tests/tck/gherkin.h"

namespace trine::tck {

enum class Verdict { kPassed, kFailed, kSkipped };

struct Outcome {
  Verdict verdict = Verdict::kPassed;
  std::string reason;  // of a failure; for a skipped one, the clause that writes
};

// `graphs`: the folder of the named graphs (binary-tree-1/binary-tree-1.cypher).
Outcome run(const Scenario& scenario, const std::filesystem::path& graphs);

}  // namespace trine::tck
