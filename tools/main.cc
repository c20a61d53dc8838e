// The one place that catches everything: an Error's kind is the exit code.
#include <csignal>
#include <exception>
#include <new>

#include "schema/error.h"
#include "tools/arguments.h"
#include "tools/output.h"

namespace {

int exit_code(trine::ErrorKind kind) {
  switch (kind) {
    case trine::ErrorKind::kNotFound:
      return 1;
    case trine::ErrorKind::kUsage:
      return 2;
    case trine::ErrorKind::kInput:
      return 3;
    case trine::ErrorKind::kIo:
    case trine::ErrorKind::kLocked:
    case trine::ErrorKind::kCorruption:
      return 4;
    case trine::ErrorKind::kInternal:
      return 5;
    case trine::ErrorKind::kInterrupted:
      return 130;
  }
  return 5;
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that goes away is seen where we write.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return trine::tools::run(argc, argv);
  } catch (const trine::tools::ClosedPipe&) {
    return 0;
  } catch (const trine::Error& error) {
    trine::tools::say(error.what());
    return exit_code(error.kind());
  } catch (const std::bad_alloc&) {
    trine::tools::say("out of memory");
    return 5;
  } catch (const std::exception& error) {
    trine::tools::say(std::string("internal error: ") + error.what());
    return 5;
  }
}
