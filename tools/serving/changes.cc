#include "tools/serving/changes.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "schema/document_key.h"
#include "schema/error.h"
#include "tools/telling/json_text.h"
#include "tools/telling/names.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kOwnSource = "service";  // of documents that came without one

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
  return json_text({{"action", request.action}, {"decision", decision.number}});
}

std::string Changes::put(const NewDocument& document) {
  const std::scoped_lock lock(mutex_);
  const KeyParts parts = split_key(document.key);
  const std::string source(parts.source.empty() ? kOwnSource : parts.source);
  Json record = {{"id", parts.name}, {"text", document.text}};
  const auto add = [&](const char* field, const std::string& value) {
    if (!value.empty()) record[field] = value;
  };
  add("title", document.title);
  add("date", document.date);
  add("uri", document.uri);
  const TemporaryFile file(json_text(record) + "\n");
  BuildOptions options;
  options.location = store_.location();
  options.paths = {file.path().string()};
  options.source = source;  // not the temporary file: the same key is the same document
  options.input = "jsonl";
  options.model = model_;
  options.jobs = 1;
  options.quiet = true;
  if (verbs_.build(options) != 0) {
    throw Error(ErrorKind::kInput, "the document was rejected: it is no text, or no date");
  }
  store_.refresh();
  return json_text({{"document", make_key(source, parts.name)}});
}

std::string Changes::remove(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  RmOptions options;
  options.location = store_.location();
  options.documents = {key};
  options.quiet = true;
  if (verbs_.rm(options) != 0) throw Error(ErrorKind::kNotFound, "there is no document " + key);
  store_.refresh();
  return json_text({{"removed", key}});
}

}  // namespace trine::tools
