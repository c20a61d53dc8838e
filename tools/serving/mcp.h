// The store as tools of an agent: the Model Context Protocol (modelcontextprotocol.io, revision
// 2025-06-18; 2025-03-26 and 2024-11-05 are spoken too), JSON-RPC 2.0. A message in, a message out;
// how they travel (standard streams, HTTP) is the caller's business.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "extract/pipeline.h"
#include "tools/serving/changes.h"
#include "tools/serving/live_store.h"

namespace trine::tools {

class McpServer {
 public:
  // `changes`: nullptr when nothing may be changed. `pipeline` reads text without storing it. Both
  // and `store` must outlive it. Const members are thread-safe.
  McpServer(LiveStore& store, const extract::Pipeline& pipeline, Changes* changes)
      : store_(store), pipeline_(pipeline), changes_(changes) {}

  // The answer to a message (or to a batch); nullopt when none is due. Never throws: what goes
  // wrong is said in the answer.
  std::optional<std::string> answer(std::string_view message) const;

 private:
  class Call;
  LiveStore& store_;
  const extract::Pipeline& pipeline_;
  Changes* changes_;
};

}  // namespace trine::tools
