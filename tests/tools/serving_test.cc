// Who is let in, what parameters may be, and the protocol that agents speak.
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "schema/error.h"
#include "tests/temporary_folder.h"
#include "tools/serving/guard.h"
#include "tools/serving/mcp.h"
#include "tools/serving/metrics.h"
#include "tools/serving/parameters.h"

using namespace trine;
using namespace trine::tools;
using Json = nlohmann::json;

TEST_CASE("only we ourselves and our own page are let in", "[tools][serving]") {
  struct Case {
    const char *host, *origin, *authorization;
    int status;
  };
  const Admission open{"127.0.0.1", 8080, ""};
  for (const Case& one : {
           Case{"127.0.0.1:8080", "", "", 0},
           Case{"localhost:8080", "http://localhost:8080", "", 0},
           Case{"[::1]:8080", "", "", 0},
           Case{"localhost:8080", "https://localhost:8080", "", 0},  // a proxy that ends TLS
           Case{"evil.example:8080", "", "", 403},                   // DNS rebinding
           Case{"127.0.0.1:9999", "", "", 403},
           Case{"127.0.0.1:8080", "http://evil.example", "", 403},
           Case{"127.0.0.1:8080", "null", "", 403},
           Case{"", "", "", 403},
       }) {
    CAPTURE(one.host, one.origin);
    CHECK(refusal(open, {one.host, one.origin, one.authorization}) == one.status);
  }
  const Admission guarded{"0.0.0.0", 8080, "secret"};
  CHECK(refusal(guarded, {"graphs.example:8080", "", "Bearer secret"}) == 0);
  CHECK(refusal(guarded, {"graphs.example", "", "Bearer secret"}) == 0);
  CHECK(refusal(guarded, {"graphs.example:8080", "", "Bearer secre"}) == 401);
  CHECK(refusal(guarded, {"graphs.example:8080", "", "Bearer secrets"}) == 401);
  CHECK(refusal(guarded, {"graphs.example:8080", "", "secret"}) == 401);
  CHECK(refusal(guarded, {"graphs.example:8080", "", ""}) == 401);
  CHECK(same_secret("", ""));
  CHECK_FALSE(same_secret("a", ""));
  CHECK_FALSE(same_secret("", "a"));
}

namespace {

Parameters given(std::multimap<std::string, std::string> values) {
  return Parameters([values = std::move(values)](const std::string& name) {
    std::vector<std::string> list;
    const auto range = values.equal_range(name);
    for (auto at = range.first; at != range.second; ++at) list.push_back(at->second);
    return list;
  });
}

std::string fault(const std::function<void()>& run) {
  try {
    run();
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::kUsage);
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a wrong parameter is told of by its name", "[tools][serving]") {
  CHECK(given({}).range().limit == 50);
  CHECK(given({{"limit", "7"}, {"offset", "3"}}).range().offset == 3);
  CHECK(given({{"class", "AID"}, {"class", "AGREE"}}).filter().filter.classes.size() == 2);
  CHECK(given({{"denied", ""}}).filter().filter.denied);
  CHECK(given({{"min_belief", "0.25"}}).filter().filter.min_belief == 0.25);
  for (const auto& [values, name] :
       std::vector<std::pair<std::multimap<std::string, std::string>, std::string>>{
           {{{"limit", "-1"}}, "limit"},
           {{{"limit", "1001"}}, "limit"},
           {{{"limit", "9x"}}, "limit"},
           {{{"offset", "99999999999999999999"}}, "offset"},
           {{{"limit", "1"}, {"limit", "2"}}, "limit"},
       }) {
    CHECK_THAT(fault([&] { given(values).range(); }), Catch::StartsWith(name + ":"));
  }
  CHECK_THAT(fault([&] {
               given({{"min_belief", "nan"}}).filter();
             }),
             Catch::StartsWith("min_belief:"));
  CHECK_THAT(fault([&] { given({{"denied", "perhaps"}}).filter(); }), Catch::StartsWith("denied:"));
  CHECK_THAT(fault([&] { given({{"a", "x"}}).path(); }), Catch::StartsWith("b:"));
  CHECK_THAT(fault([&] {
               given({{"a", "x"}, {"b", "y"}, {"weight", "gold"}}).path();
             }),
             Catch::StartsWith("weight:"));
}

TEST_CASE("metrics are counted by route and status", "[tools][serving]") {
  Metrics metrics;
  metrics.count("/api/search", 200, 0.003, 10);
  metrics.count("/api/search", 200, 30, 10);
  metrics.count("/api/search", 404, 0.003, 10);
  const std::string text = metrics.text();
  CHECK_THAT(text, Catch::Contains("trine_requests_total{route=\"/api/search\",status=\"200\"} 2"));
  CHECK_THAT(text, Catch::Contains("le=\"0.005\"} 2"));
  CHECK_THAT(text, Catch::Contains("le=\"+Inf\"} 3"));
  CHECK_THAT(text, Catch::Contains("process_resident_memory_bytes"));
}

namespace {

// A server on an empty store.
struct Served {
  TemporaryFolder folder;
  extract::Pipeline pipeline{extract::PipelineOptions{}};
  std::unique_ptr<LiveStore> store;
  std::unique_ptr<McpServer> server;

  Served() {
    storage::OpenOptions options;
    options.mode = storage::OpenMode::kReadWrite;
    storage::Store::open(folder / "db", options).refresh_view();
    store = std::make_unique<LiveStore>(folder / "db");
    server = std::make_unique<McpServer>(*store, pipeline, nullptr);
  }
  Json ask(const std::string& message) const {
    const auto reply = server->answer(message);
    return reply ? Json::parse(*reply) : Json();
  }
};

}  // namespace

SCENARIO("an agent speaks JSON-RPC with the store", "[tools][serving][mcp]") {
  const Served served;
  THEN("it is greeted in its own revision, or in ours") {
    const auto greeting = [&](const std::string& revision) {
      return served.ask(
          R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":")" +
          revision + R"("}})")["result"]["protocolVersion"];
    };
    CHECK(greeting("2024-11-05") == "2024-11-05");
    CHECK(greeting("1999-01-01") == "2025-06-18");
  }
  THEN("it is offered what reads, and nothing that writes") {
    const Json tools = served.ask(R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})");
    std::vector<std::string> names;
    for (const Json& tool : tools["result"]["tools"]) {
      names.push_back(tool["name"]);
      CHECK(tool["inputSchema"]["type"] == "object");
      CHECK(tool["annotations"]["readOnlyHint"] == true);
    }
    CHECK_THAT(names, Catch::VectorContains(std::string("find_paths")));
    CHECK_THAT(names, !Catch::VectorContains(std::string("add_document")));
    const Json refused = served.ask(
        R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add_document","arguments":{"key":"a","text":"b"}}})");
    CHECK(refused["error"]["code"] == -32602);
  }
  THEN("what it can mend comes as an answer") {
    const Json unknown = served.ask(
        R"({"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":"get_entity","arguments":{"name":"Nobody"}}})");
    CHECK(unknown["id"] == "x");
    CHECK(unknown["result"]["isError"] == true);
    const Json missing = served.ask(
        R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_entity","arguments":{}}})");
    CHECK_THAT(missing["result"]["content"][0]["text"].get<std::string>(),
               Catch::Contains("name: it is needed"));
  }
  THEN("what is no request is refused by code, and a notification is not answered") {
    for (
        const auto& [message, code] : std::vector<std::pair<std::string, int>>{
            {"", -32700},
            {"{", -32700},
            {"\xff\xfe", -32700},
            {"[]", -32600},
            {"7", -32600},
            {R"({"id":1,"method":"ping"})", -32600},
            {R"({"jsonrpc":"2.0","id":1,"method":7})", -32600},
            {R"({"jsonrpc":"2.0","id":1,"method":"no/such"})", -32601},
            {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]})", -32602},
            {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}})", -32602},
            {R"({"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc"}})",
             -32602},
        }) {
      CAPTURE(message);
      CHECK(served.ask(message)["error"]["code"] == code);
    }
    CHECK(served.ask(R"({"jsonrpc":"2.0","method":"notifications/initialized"})").is_null());
    CHECK(served.ask(R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])").size() == 1);
  }
}
