// Ctrl-C and SIGTERM as a question that long work asks between documents. A second one ends the
// program at once: the store is consistent at every instant.
#pragma once

namespace trine::tools {

void catch_interrupts();
bool interrupted();
// The work that was interrupted is over; the next may begin.
void forget_interrupt();

}  // namespace trine::tools
