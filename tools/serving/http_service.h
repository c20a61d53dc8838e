// The HTTP interface on a store, for programs, the explorer and agents: docs/http.md,
// tools/serving/openapi.json. One process, many threads; reading never waits for a writer.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "tools/serving/changes.h"

namespace trine::tools {

struct ServiceOptions {
  std::filesystem::path location;
  std::string host = "127.0.0.1";
  int port = 8080;        // 0: any that is free
  std::string token;      // empty: none is asked for
  unsigned threads = 32;  // connections that are answered at the same time
  bool allow_write = false;
  bool access_log = false;  // one JSON line a request on standard error
  std::filesystem::path model;
};

class HttpService {
 public:
  // Opens the store and takes the port. Throws Error: what opening the store throws; kIo when the
  // port can't be had; kUsage for an address that others can reach without a token.
  HttpService(const ServiceOptions& options, DocumentVerbs verbs);
  ~HttpService();

  int port() const;  // the one that was taken
  // Serves until `stop` says so (it is asked ten times a second).
  void run(const std::function<bool()>& stop);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace trine::tools
