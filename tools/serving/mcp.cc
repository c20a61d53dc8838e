#include "tools/serving/mcp.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "schema/error.h"
#include "tools/serving/mcp_tools.h"
#include "tools/telling/json_text.h"

namespace trine::tools {
namespace {

using Json = nlohmann::ordered_json;

// JSON-RPC's own codes.
constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kNoSuchMethod = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kInternalError = -32603;

constexpr std::array kRevisions = {"2025-06-18", "2025-03-26", "2024-11-05"};  // newest first
constexpr std::string_view kScheme = "trine://document/";
constexpr std::size_t kResources = 200;  // documents of one listing

struct Fault {
  int code;
  std::string message;
};

Json error_answer(const Json& id, int code, const std::string& message) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}};
}

Json text_content(const std::string& text, bool failed) {
  return {{"content", Json::array({{{"type", "text"}, {"text", text}}})}, {"isError", failed}};
}

}  // namespace

// One request, with the snapshot that it is answered from.
class McpServer::Call {
 public:
  explicit Call(const McpServer& server)
      : server_(server), snapshot_(server.store_.snapshot()), answers_(snapshot_->store) {}

  Json result(const std::string& method, const Json& params) const {
    if (method == "initialize") return initialize(params);
    if (method == "ping") return Json::object();
    if (method == "tools/list") return tools();
    if (method == "tools/call") return call(params);
    if (method == "resources/list") return resources(params);
    if (method == "resources/templates/list") return templates();
    if (method == "resources/read") return read(params);
    throw Fault{kNoSuchMethod, "no such method: " + method};
  }

 private:
  Json initialize(const Json& params) const {
    const std::string asked = params.value("protocolVersion", "");
    const bool spoken = std::find(kRevisions.begin(), kRevisions.end(), asked) != kRevisions.end();
    return {
        {"protocolVersion", spoken ? asked : kRevisions.front()},
        {"capabilities", {{"tools", Json::object()}, {"resources", Json::object()}}},
        {"serverInfo", {{"name", "trine"}, {"version", TRINE_VERSION}}},
        {"instructions",
         "A knowledge graph made from documents. Every fact quotes the sentence it rests on and "
         "says whether it was stated, reported, planned, alleged or denied, and by whom: repeat "
         "that when you use it. Begin with search_entities."}};
  }

  bool offered(const Tool& tool) const { return !tool.writes || server_.changes_ != nullptr; }

  Json tools() const {
    Json list = Json::array();
    for (const Tool& tool : mcp_tools()) {
      if (!offered(tool)) continue;
      list.push_back({{"name", tool.name},
                      {"description", tool.description},
                      {"inputSchema", Json::parse(tool.schema)},
                      {"annotations", {{"readOnlyHint", !tool.writes}, {"openWorldHint", false}}}});
    }
    return {{"tools", std::move(list)}};
  }

  // What the caller could mend is an answer that says so, for the model reads answers, not faults.
  Json call(const Json& params) const {
    const std::string name = params.value("name", "");
    for (const Tool& tool : mcp_tools()) {
      if (name != tool.name || !offered(tool)) continue;
      const Json arguments = params.value("arguments", Json::object());
      if (!arguments.is_object()) throw Fault{kInvalidParams, "arguments: want an object"};
      try {
        return text_content(tool.run({answers_, server_.pipeline_, server_.changes_}, arguments),
                            false);
      } catch (const Error& error) {
        return text_content(error.what(), true);
      }
    }
    throw Fault{kInvalidParams, "no such tool: " + name};
  }

  Json resources(const Json& params) const {
    std::size_t offset = 0;
    if (const std::string cursor = params.value("cursor", ""); !cursor.empty()) {
      offset = std::strtoull(cursor.c_str(), nullptr, 10);
    }
    const Page page = answers_.documents({offset, kResources});
    Json list = Json::array();
    for (const std::string& item : page.items) {
      const Json document = Json::parse(item);
      const std::string key = document.value("key", "");
      list.push_back({{"uri", std::string(kScheme) + key},
                      {"name", document["title"].is_string() ? document["title"] : Json(key)},
                      {"mimeType", "text/plain"}});
    }
    Json result = {{"resources", std::move(list)}};
    const std::size_t next = page.offset + page.items.size();
    if (next < page.total) result["nextCursor"] = std::to_string(next);
    return result;
  }

  static Json templates() {
    return {{"resourceTemplates", Json::array({{{"uriTemplate", std::string(kScheme) + "{+key}"},
                                                {"name", "document"},
                                                {"mimeType", "text/plain"}}})}};
  }

  Json read(const Json& params) const {
    const std::string uri = params.value("uri", "");
    if (!uri.starts_with(kScheme)) throw Fault{kInvalidParams, "uri: want trine://document/KEY"};
    try {
      const Json document = Json::parse(answers_.document(uri.substr(kScheme.size())));
      return {{"contents", Json::array({{{"uri", uri},
                                         {"mimeType", "text/plain"},
                                         {"text", document.value("text", "")}}})}};
    } catch (const Error& error) {
      constexpr int kNoSuchResource = -32002;
      throw Fault{kNoSuchResource, error.what()};
    }
  }

  const McpServer& server_;
  std::shared_ptr<const Snapshot> snapshot_;
  Answers answers_;
};

std::optional<std::string> McpServer::answer(std::string_view message) const {
  const Json request = Json::parse(message, nullptr, false);
  if (request.is_discarded()) {
    return json_text(error_answer(nullptr, kParseError, "this is no JSON"));
  }
  if (request.is_array()) {  // a batch, as revisions before 2025-06-18 allow
    std::string list;
    for (const Json& one : request) {
      if (const auto reply = answer(json_text(one))) list += (list.empty() ? "" : ",") + *reply;
    }
    if (request.empty()) return json_text(error_answer(nullptr, kInvalidRequest, "an empty batch"));
    return list.empty() ? std::nullopt : std::optional<std::string>("[" + list + "]");
  }
  const bool sound = request.is_object() && request.value("jsonrpc", Json()) == "2.0" &&
                     request.contains("method") && request["method"].is_string();
  const Json id = request.is_object() ? request.value("id", Json()) : Json();
  if (!sound) {
    // The answer to a request of ours; we make none.
    if (request.is_object() && (request.contains("result") || request.contains("error"))) {
      return std::nullopt;
    }
    return json_text(error_answer(id, kInvalidRequest, "this is no JSON-RPC 2.0 request"));
  }
  if (!request.contains("id")) return std::nullopt;  // a notification
  try {
    const Json params = request.value("params", Json::object());
    if (!params.is_object()) throw Fault{kInvalidParams, "params: want an object"};
    const std::string method = request["method"].get<std::string>();
    return json_text(
        {{"jsonrpc", "2.0"}, {"id", id}, {"result", Call(*this).result(method, params)}});
  } catch (const Fault& fault) {
    return json_text(error_answer(id, fault.code, fault.message));
  } catch (const Json::exception&) {
    return json_text(error_answer(id, kInvalidParams, "a parameter is of the wrong type"));
  } catch (const std::exception& error) {
    return json_text(error_answer(id, kInternalError, error.what()));
  }
}

}  // namespace trine::tools
