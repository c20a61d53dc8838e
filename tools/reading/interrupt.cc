#include "tools/reading/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace trine::tools {
namespace {

std::atomic<bool> caught{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void on_signal(int) {
  if (caught.exchange(true)) _exit(130);
}

}  // namespace

void catch_interrupts() {
  caught = false;  // of an earlier run in this process
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return caught.load(std::memory_order_relaxed); }
void forget_interrupt() { caught = false; }

}  // namespace trine::tools
