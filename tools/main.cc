// The one place that catches everything: an Error's kind is the exit code.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <exception>
#include <new>

#include "schema/error.h"
#include "tools/arguments.h"
#include "tools/telling/output.h"

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

// Who starts us with one of these closed (`2>&-`, some schedulers) would give its number to the
// first file that is opened: messages would be written into the store. A descriptor that fails, as
// the closed one would, keeps the place.
void hold_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    static_cast<void>(open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_streams();
  // A reader that goes away is seen where we write.
  std::signal(SIGPIPE, SIG_IGN);
  // So is a file that may not grow further (`ulimit -f`).
  std::signal(SIGXFSZ, SIG_IGN);
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
