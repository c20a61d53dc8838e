// Ctrl-C and SIGTERM as a question that long work asks between documents. A second one ends the
// program at once: the store is consistent at every instant.
#pragma once

namespace trine::tools {

void catch_interrupts();
bool interrupted();

}  // namespace trine::tools
