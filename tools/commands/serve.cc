// The store over HTTP: for programs, for the explorer in a browser, for agents.
#include <fmt/format.h>

#include <cstdlib>

#include "tools/commands/commands.h"
#include "tools/reading/interrupt.h"
#include "tools/serving/http_service.h"
#include "tools/telling/output.h"

namespace trine::tools {

int serve(const ServeOptions& options) {
  catch_interrupts();
  ServiceOptions service;
  service.location = options.location;
  service.host = options.host;
  service.port = options.port;
  service.threads = options.threads;
  service.allow_write = options.allow_write;
  service.access_log = options.access_log;
  service.model = options.model;
  service.token = options.token;
  // Not every place hides the arguments of a process from its neighbours.
  if (const char* token = std::getenv("TRINE_TOKEN"); service.token.empty() && token != nullptr) {
    service.token = token;
  }
  HttpService http(service, {build, rm});
  if (!options.quiet) {
    say(fmt::format("serving {} at http://{}:{}/ (Ctrl-C ends it)", options.location.string(),
                    options.host, http.port()));
  }
  http.run(interrupted);
  return kFound;
}

}  // namespace trine::tools
