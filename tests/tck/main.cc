// trine_tck DIR [-v] [NAME...]: runs the scenarios of all feature files under DIR (of those whose
// feature's name is given) that read; those whose query writes are counted apart, by clause. Exit
// 0 when all pass.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>

#include "tests/tck/runner.h"

namespace {

namespace fs = std::filesystem;

// The folder of named graphs: in DIR, or beside the features.
fs::path find_graphs(const fs::path& directory) {
  for (const auto& place :
       {directory, directory.parent_path(), directory.parent_path().parent_path()}) {
    if (fs::exists(place / "graphs")) return place / "graphs";
  }
  return directory / "graphs";
}

}  // namespace

int main(int argc, char** argv) {
  using namespace trine::tck;
  if (argc < 2) {
    std::cerr << "trine_tck DIR [NAME...]\n";
    return 2;
  }
  const fs::path directory = fs::absolute(argv[1]).lexically_normal();
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.path().extension() == ".feature") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  const std::vector<std::string> names(argv + 2, argv + argc);
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::map<std::string, std::size_t> skipped;
  for (const auto& file : files) {
    if (!names.empty() &&
        std::find(names.begin(), names.end(), file.stem().string()) == names.end()) {
      continue;
    }
    for (const auto& scenario : read_feature(file)) {
      const Outcome outcome = run(scenario, find_graphs(directory));
      if (outcome.verdict == Verdict::kSkipped) ++skipped[outcome.reason];
      if (outcome.verdict == Verdict::kPassed) ++passed;
      if (outcome.verdict != Verdict::kFailed) continue;
      ++failed;
      std::cout << fmt::format("FAILED {}: {}\n", scenario.feature, scenario.name);
      for (const auto& step : scenario.steps) {
        if (step.text.starts_with("executing")) std::cout << step.document;
      }
      std::cout << "    " << outcome.reason << "\n";
    }
  }
  std::size_t writing = 0;
  std::string reasons;
  for (const auto& [clause, count] : skipped) {
    writing += count;
    reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", clause, count);
  }
  if (writing > 0) {
    std::cout << fmt::format("{} skipped, for their query writes ({})\n", writing, reasons);
  }
  std::cout << fmt::format("{} passed, {} failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
