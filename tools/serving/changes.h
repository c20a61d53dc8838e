// What the service may change, when it was started with --allow-write: decisions on who is who, and
// documents. One change at a time; each opens the store for writing, makes the graph anew and
// closes.
#pragma once
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "tools/options.h"
#include "tools/serving/live_store.h"

namespace trine::tools {

// The verbs that change documents, as `trine` itself runs them.
struct DocumentVerbs {
  std::function<int(const BuildOptions&)> build;
  std::function<int(const RmOptions&)> rm;
};

struct NewDocument {
  std::string key;  // "source::name", or a name of the source "service"
  std::string text, title, date, uri;
};

struct DecisionRequest {
  std::string action;                  // merge, apart, split, rename, undo
  std::string a, b;                    // names or ids; `b` of merge and apart
  std::vector<std::string> documents;  // split
  std::string name;                    // split, rename
  std::string note;
};

class Changes {
 public:
  Changes(LiveStore& store, DocumentVerbs verbs, std::filesystem::path model)
      : store_(store), verbs_(std::move(verbs)), model_(std::move(model)) {}

  // All throw Error: kUsage, kNotFound, kLocked (a build is at work), kInput (the text is no text).
  // Return a JSON object that says what was done.
  std::string decide(const DecisionRequest& request);
  std::string put(const NewDocument& document);
  std::string remove(const std::string& key);

 private:
  LiveStore& store_;
  DocumentVerbs verbs_;
  std::filesystem::path model_;
  std::mutex mutex_;
};

}  // namespace trine::tools
