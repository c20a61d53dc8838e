// A program of the system as a filter, within bounds. Internal to extract.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace trine::extract {

struct ProcessLimits {
  std::chrono::seconds time{60};               // by the clock, and of the processor
  std::size_t memory = std::size_t{1} << 30;   // bytes of address space
  std::size_t output = std::size_t{64} << 20;  // bytes
};

struct ProcessResult {
  int code = 0;  // exit code
  std::string output;
  std::string messages;  // the first 4 KiB of standard error
};

// Runs `command` (its first word looked up in PATH) with `input` as its standard input. Throws
// Error{kInput}: the program is missing, ran out of one of the limits, or was ended by a signal.
ProcessResult run_process(const std::vector<std::string>& command, const std::string& input,
                          const ProcessLimits& limits);

}  // namespace trine::extract
