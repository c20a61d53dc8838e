// The store as an agent's tools on standard input and output: one JSON-RPC message a line.
#include "tools/serving/mcp.h"

#include <iostream>
#include <string>

#include "tools/commands/commands.h"
#include "tools/telling/output.h"

namespace trine::tools {

int mcp(const McpOptions& options) {
  LiveStore store(options.location);
  Changes changes(store, {build, rm}, options.model);
  const extract::Pipeline pipeline(
      {.model = options.model, .ontology = {}, .gazetteer = {}, .tokenized = false});
  const McpServer server(store, pipeline, options.allow_write ? &changes : nullptr);
  Output out;
  // A message may hold a document; a longer line is no message, and is refused unread.
  constexpr std::size_t kMostBytes = std::size_t{20} << 20;
  std::string line;
  bool too_long = false;
  for (int c = std::cin.get(); c != std::char_traits<char>::eof(); c = std::cin.get()) {
    if (c != '\n') {
      if (line.size() < kMostBytes) {
        line += static_cast<char>(c);
      } else {
        too_long = true;
      }
      continue;
    }
    if (too_long) line = "too long";  // answered as what is no JSON
    if (line.find_first_not_of(" \t\r") != std::string::npos) {
      if (const auto reply = server.answer(line)) {
        out.line(*reply);
        out.flush();
      }
    }
    line.clear();
    too_long = false;
  }
  out.finish();
  return kFound;
}

}  // namespace trine::tools
