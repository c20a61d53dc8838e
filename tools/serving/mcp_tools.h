// The tools that an agent is offered: their schemas, and what each answers as short text. Every
// answer quotes the sentences it rests on and names their documents.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "extract/pipeline.h"
#include "tools/serving/answers.h"
#include "tools/serving/changes.h"

namespace trine::tools {

struct ToolContext {
  const Answers& answers;
  const extract::Pipeline& pipeline;
  Changes* changes = nullptr;  // nullptr: nothing may be changed
};

struct Tool {
  const char* name;
  const char* description;
  bool writes = false;
  const char* schema;  // JSON Schema of the arguments
  std::string (*run)(const ToolContext& context, const nlohmann::ordered_json& arguments);
};

// In the order in which they are listed.
const std::vector<Tool>& mcp_tools();

}  // namespace trine::tools
