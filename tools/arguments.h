// The command line: verbs, flags, help. CLI11 stays in arguments.cc.
#pragma once

namespace trine::tools {

// Runs what the arguments ask for and returns the exit code. Wrong arguments print a message with
// the way to help and give 2. Throws what the verbs throw.
int run(int argc, const char* const* argv);

}  // namespace trine::tools
