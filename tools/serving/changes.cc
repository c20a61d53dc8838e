#include "tools/serving/changes.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "schema/error.h"
#include "tools/telling/names.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A file of our own that is gone when we are.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    std::string pattern = (std::filesystem::temp_directory_path() / "trine-XXXXXX.jsonl").string();
    const int file = mkstemps(pattern.data(), 6);
    if (file < 0) throw Error(ErrorKind::kIo, "write a temporary file: no access or no space");
    path_ = pattern;
    std::ofstream(path_, std::ios::binary) << text;
    close(file);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

storage::Decision decide_in(storage::Store& store, const DecisionRequest& request) {
  const auto node = [&](const std::string& name) { return find_node(store, name, true).id; };
  if (request.action == "merge") {
    return store.merge_entities(node(request.a), node(request.b), request.note);
  }
  if (request.action == "apart") {
    return store.keep_apart(node(request.a), node(request.b), request.note);
  }
  if (request.action == "split") {
    return store.split_entity(node(request.a), request.documents, {}, request.name, request.note);
  }
  if (request.action == "rename") {
    return store.rename_entity(node(request.a), request.name, request.note);
  }
  if (request.action == "undo") {
    const auto undone = store.undo();
    if (!undone) throw Error(ErrorKind::kNotFound, "there is no decision to undo");
    return *undone;
  }
  throw Error(ErrorKind::kUsage, "action: merge, apart, split, rename or undo");
}

}  // namespace

std::string Changes::decide(const DecisionRequest& request) {
  const std::scoped_lock lock(mutex_);
  Common common;
  common.location = store_.location();
  storage::Decision decision;
  {
    storage::Store store = open_for_change(common);
    store.refresh_view();  // so that names mean what they mean now
    decision = decide_in(store, request);
    store.refresh_view();
  }
  store_.refresh();
  return text_of({{"action", request.action}, {"decision", decision.number}});
}

std::string Changes::put(const NewDocument& document) {
  const std::scoped_lock lock(mutex_);
  Json record = {{"id", document.key}, {"text", document.text}};
  const auto add = [&](const char* field, const std::string& value) {
    if (!value.empty()) record[field] = value;
  };
  add("title", document.title);
  add("date", document.date);
  add("uri", document.uri);
  const TemporaryFile file(text_of(record) + "\n");
  BuildOptions options;
  options.location = store_.location();
  options.paths = {file.path().string()};
  options.input = "jsonl";
  options.model = model_;
  options.jobs = 1;
  options.quiet = true;
  if (verbs_.build(options) != 0) {
    throw Error(ErrorKind::kInput, "the document was rejected: it is no text, or no date");
  }
  store_.refresh();
  return text_of({{"document", document.key}});
}

std::string Changes::remove(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  RmOptions options;
  options.location = store_.location();
  options.documents = {key};
  options.quiet = true;
  if (verbs_.rm(options) != 0) throw Error(ErrorKind::kNotFound, "there is no document " + key);
  store_.refresh();
  return text_of({{"removed", key}});
}

}  // namespace trine::tools
