#include "tools/serving/http_service.h"

#include <fmt/format.h>
#include <httplib.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "schema/error.h"
#include "tools/serving/answers.h"
#include "tools/serving/guard.h"
#include "tools/serving/live_store.h"
#include "tools/serving/mcp.h"
#include "tools/serving/metrics.h"
#include "tools/serving/parameters.h"
#include "tools/telling/json.h"
#include "tools/telling/output.h"

namespace trine {

// Embedded at build time.
extern const std::string_view kOpenApiText;
extern const std::string_view kExplorerPage;
extern const std::string_view kExplorerScript;
extern const std::string_view kExplorerView;
extern const std::string_view kExplorerStyle;

}  // namespace trine

namespace trine::tools {

namespace {

using Clock = std::chrono::steady_clock;
using httplib::Request;
using httplib::Response;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostBody = std::size_t{17} << 20;  // a document of 16 MiB and its frame
constexpr time_t kPatience = 5;                           // seconds for a slow client
constexpr std::size_t kMostDepth = 4;
constexpr std::size_t kMostNodes = 5000;

thread_local Clock::time_point begun;
thread_local const char* route_name = "";

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kUsage:
    case ErrorKind::kInput:
      return 400;
    case ErrorKind::kLocked:
      return 409;
    case ErrorKind::kIo:
    case ErrorKind::kCorruption:
    case ErrorKind::kInterrupted:
      return 503;
    case ErrorKind::kInternal:
      return 500;
  }
  return 500;
}

void refuse(Response& response, int status, std::string_view why) {
  response.status = status;
  response.set_content(fmt::format("{{\"error\":{}}}", json_string(why)), "application/json");
}

Parameters parameters_of(const Request& request) {
  return Parameters([&request](const std::string& name) {
    std::vector<std::string> values;
    const auto range = request.params.equal_range(name);
    for (auto at = range.first; at != range.second; ++at) values.push_back(at->second);
    return values;
  });
}

Json body_of(const Request& request) {
  if (!request.get_header_value("Content-Type").starts_with("application/json")) {
    throw Error(ErrorKind::kUsage, "want a body of Content-Type application/json");
  }
  Json body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) throw Error(ErrorKind::kUsage, "the body is no JSON object");
  return body;
}

std::string string_in(const Json& body, const char* field) {
  const auto at = body.find(field);
  if (at == body.end() || at->is_null()) return {};
  if (!at->is_string()) throw Error(ErrorKind::kUsage, fmt::format("{}: want a text", field));
  return at->get<std::string>();
}

}  // namespace

class HttpService::Impl {
 public:
  Impl(const ServiceOptions& options, DocumentVerbs verbs)
      : options_(options),
        store_(options.location),
        changes_(store_, std::move(verbs), options.model),
        pipeline_({.model = options.model, .ontology = {}, .gazetteer = {}, .tokenized = false}),
        mcp_(store_, pipeline_, options.allow_write ? &changes_ : nullptr) {
    const bool local =
        options.host == "127.0.0.1" || options.host == "localhost" || options.host == "::1";
    if (!local && options.token.empty()) {
      throw Error(ErrorKind::kUsage, options.host +
                                         " can be reached by others: give a --token, or serve on "
                                         "127.0.0.1 behind a proxy");
    }
    configure();
    pages();
    reading();
    writing();
    server_.Post("/mcp", named("/mcp", [this](const Request& request, Response& response) {
                   const auto reply = mcp_.answer(request.body);
                   if (!reply) {
                     response.status = 202;
                   } else {
                     response.set_content(*reply, "application/json");
                   }
                 }));
    if (options.port == 0) {
      port_ = server_.bind_to_any_port(options.host);
    } else if (server_.bind_to_port(options.host, options.port)) {
      port_ = options.port;
    }
    if (port_ <= 0) {
      throw Error(ErrorKind::kIo, fmt::format("serve on {}:{}: the port is taken, or not allowed",
                                              options.host, options.port));
    }
    admission_ = {options.host, port_, options.token};
  }

  int port() const { return port_; }

  void run(const std::function<bool()>& stop) {
    std::jthread watcher([&](const std::stop_token& done) {
      while (!done.stop_requested() && !stop()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
      }
      server_.stop();
    });
    server_.listen_after_bind();
  }

 private:
  using Handler = std::function<void(const Request&, Response&)>;
  using Answer = std::function<std::string(const Answers&, const Parameters&, const Request&)>;
  using Listing = std::function<Page(const Answers&, const Parameters&, const Request&)>;

  static Handler named(const char* route, Handler handler) {
    return [route, handler = std::move(handler)](const Request& request, Response& response) {
      route_name = route;
      handler(request, response);
    };
  }

  void configure() {
    server_.new_task_queue = [this] { return new httplib::ThreadPool(options_.threads); };
    server_.set_payload_max_length(kMostBody);
    server_.set_read_timeout(kPatience);
    server_.set_write_timeout(kPatience);
    server_.set_keep_alive_timeout(2);
    server_.set_keep_alive_max_count(1000);
    server_.set_pre_routing_handler([this](const Request& request, Response& response) {
      begun = Clock::now();
      route_name = "other";
      const Caller caller{request.get_header_value("Host"), request.get_header_value("Origin"),
                          request.get_header_value("Authorization")};
      // The page itself holds nothing: it asks for the token and sends it with its questions.
      const bool page = request.path == "/" || request.path.starts_with("/explorer/");
      Admission admission = admission_;
      if (page || request.path == "/healthz") admission.token.clear();
      const int status = refusal(admission, caller);
      if (status == 0) return Server::HandlerResponse::Unhandled;
      if (status == 401) response.set_header("WWW-Authenticate", "Bearer");
      refuse(response, status, status == 401 ? "a token is needed" : "not from this page or host");
      return Server::HandlerResponse::Handled;
    });
    server_.set_exception_handler(
        [](const Request&, Response& response, const std::exception_ptr& problem) {
          try {
            std::rethrow_exception(problem);
          } catch (const Error& error) {
            refuse(response, status_of(error.kind()), error.what());
          } catch (const std::bad_alloc&) {
            refuse(response, 503, "out of memory");
          } catch (const std::exception& error) {
            refuse(response, 500, error.what());
          }
        });
    server_.set_error_handler([](const Request& request, Response& response) {
      if (response.body.empty()) {
        refuse(response, response.status,
               response.status == 404 ? "there is nothing at " + request.path : "bad request");
      }
    });
    server_.set_logger([this](const Request& request, const Response& response) {
      const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
      metrics_.count(route_name, response.status, seconds, response.body.size());
      if (options_.access_log) {
        std::fputs(fmt::format("{{\"method\":{},\"path\":{},\"status\":{},\"bytes\":{},"
                               "\"seconds\":{:.6f}}}\n",
                               json_string(request.method), json_string(request.path),
                               response.status, response.body.size(), seconds)
                       .c_str(),
                   stderr);
      }
    });
  }

  void pages() {
    const auto file = [this](const char* path, std::string_view text, const char* type) {
      server_.Get(
          path, named(path, [text, type](const Request&, Response& response) {
            response.set_header(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                "frame-ancestors 'none'; form-action 'none'");
            response.set_header("X-Content-Type-Options", "nosniff");
            response.set_header("Cache-Control", "no-cache");
            response.set_content(text.data(), text.size(), type);
          }));
    };
    file("/", kExplorerPage, "text/html; charset=utf-8");
    file("/explorer/explorer.js", kExplorerScript, "text/javascript; charset=utf-8");
    file("/explorer/graph_view.js", kExplorerView, "text/javascript; charset=utf-8");
    file("/explorer/explorer.css", kExplorerStyle, "text/css; charset=utf-8");
    file("/openapi.json", kOpenApiText, "application/json");
    server_.Get("/healthz", named("/healthz", [](const Request&, Response& response) {
                  response.set_content("ok\n", "text/plain");
                }));
    server_.Get("/metrics", named("/metrics", [this](const Request&, Response& response) {
                  response.set_content(metrics_.text(), "text/plain; version=0.0.4");
                }));
  }

  // An answer of the store: unchanged since the caller's own copy, or made anew.
  void get(const char* path, const char* route, Answer answer) {
    server_.Get(path, named(route, [this, answer = std::move(answer)](const Request& request,
                                                                      Response& response) {
                  const auto snapshot = store_.snapshot();
                  const std::string tag = "W/\"" + snapshot->generation + "\"";
                  response.set_header("ETag", tag);
                  response.set_header("Cache-Control", "no-cache");
                  if (request.get_header_value("If-None-Match") == tag) {
                    response.status = 304;
                    return;
                  }
                  response.set_content(
                      answer(Answers(snapshot->store), parameters_of(request), request),
                      "application/json");
                }));
  }

  void list(const char* path, const char* route, Listing listing) {
    get(path, route,
        [listing = std::move(listing)](const Answers& answers, const Parameters& parameters,
                                       const Request& request) {
          const Page page = listing(answers, parameters, request);
          return parameters.text("format") == "jsonl" ? to_json_lines(page) : to_json(page);
        });
  }

  void reading() {
    list("/api/search", "/api/search", [](const Answers& a, const Parameters& p, const Request&) {
      return a.search(p.required("q"), p.range());
    });
    get("/api/entity", "/api/entity", [](const Answers& a, const Parameters& p, const Request&) {
      return a.entity(p.required("name"));
    });
    get("/api/summary", "/api/summary", [](const Answers& a, const Parameters& p, const Request&) {
      return a.summary(p.required("name"));
    });
    list("/api/facts", "/api/facts", [](const Answers& a, const Parameters& p, const Request&) {
      FactsQuestion question = p.facts(p.required("name"));
      question.other = p.text("other");
      question.disputed = p.flag("disputed");
      return a.facts(question, p.range());
    });
    list("/api/timeline", "/api/timeline",
         [](const Answers& a, const Parameters& p, const Request&) {
           FactsQuestion question = p.facts(p.required("name"));
           question.other = p.text("other");
           question.by_time = true;
           return a.facts(question, p.range());
         });
    get(R"(/api/fact/([0-9a-fA-F]{16}))", "/api/fact/{id}",
        [](const Answers& a, const Parameters&, const Request& request) {
          return a.fact(request.matches[1]);
        });
    list("/api/paths", "/api/paths",
         [](const Answers& a, const Parameters& p, const Request&) { return a.paths(p.path()); });
    get("/api/graph", "/api/graph", [](const Answers& a, const Parameters& p, const Request&) {
      FilterOptions filter = p.filter();
      filter.filter.denied = true;  // a picture draws them as denied
      return a.graph(p.list("seed"), p.number("depth", 1, kMostDepth),
                     p.number("nodes", 150, kMostNodes), filter);
    });
    list("/api/documents", "/api/documents",
         [](const Answers& a, const Parameters& p, const Request&) {
           return a.documents(p.range());
         });
    get("/api/document", "/api/document",
        [](const Answers& a, const Parameters& p, const Request&) {
          return a.document(p.required("key"));
        });
    get("/api/statistics", "/api/statistics",
        [](const Answers& a, const Parameters&, const Request&) { return a.statistics(); });
    get("/api/classes", "/api/classes",
        [](const Answers& a, const Parameters&, const Request&) { return a.classes(); });
    server_.Post("/api/read",
                 named("/api/read", [this](const Request& request, Response& response) {
                   const Json body = body_of(request);
                   extract::Input input;
                   input.document.key = "text";
                   input.document.text = string_in(body, "text");
                   input.document.date = string_in(body, "date");
                   const Analysis analysis = pipeline_.analyse(std::move(input));
                   Page page;
                   for (const Statement& statement : analysis.statements) {
                     page.items.push_back(statement_json(analysis, statement));
                   }
                   page.total = page.items.size();
                   response.set_content(to_json(page), "application/json");
                 }));
  }

  void change(const char* path, std::function<std::string(const Json&)> run) {
    server_.Post(
        path, named(path, [this, run = std::move(run)](const Request& request, Response& response) {
          if (!options_.allow_write) {
            return refuse(response, 403, "changes are off: serve with --allow-write");
          }
          response.set_content(run(body_of(request)), "application/json");
        }));
  }

  void writing() {
    get("/api/capabilities", "/api/capabilities",
        [this](const Answers&, const Parameters&, const Request&) {
          return fmt::format("{{\"write\":{},\"version\":\"{}\"}}", options_.allow_write,
                             TRINE_VERSION);
        });
    change("/api/decisions", [this](const Json& body) {
      DecisionRequest request;
      request.action = string_in(body, "action");
      request.a = string_in(body, "a");
      request.b = string_in(body, "b");
      request.name = string_in(body, "name");
      request.note = string_in(body, "note");
      for (const Json& one : body.value("documents", Json::array())) {
        request.documents.push_back(one.get<std::string>());
      }
      return changes_.decide(request);
    });
    change("/api/documents", [this](const Json& body) {
      return changes_.put({string_in(body, "key"), string_in(body, "text"),
                           string_in(body, "title"), string_in(body, "date"),
                           string_in(body, "uri")});
    });
    change("/api/documents/remove",
           [this](const Json& body) { return changes_.remove(string_in(body, "key")); });
  }

  using Server = httplib::Server;
  ServiceOptions options_;
  LiveStore store_;
  Changes changes_;
  extract::Pipeline pipeline_;
  McpServer mcp_;
  Metrics metrics_;
  Admission admission_;
  Server server_;
  int port_ = 0;
};

HttpService::HttpService(const ServiceOptions& options, DocumentVerbs verbs)
    : impl_(std::make_unique<Impl>(options, std::move(verbs))) {}
HttpService::~HttpService() = default;
int HttpService::port() const { return impl_->port(); }
void HttpService::run(const std::function<bool()>& stop) { impl_->run(stop); }

}  // namespace trine::tools
