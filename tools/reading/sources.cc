#include "tools/reading/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "extract/reading/find_files.h"
#include "schema/document_key.h"

namespace trine::tools {
namespace {

namespace fs = std::filesystem;

std::string joined(const std::string& folder, const std::string& rest) {
  return folder.empty() || rest.empty() ? folder + rest : folder + '/' + rest;
}

// The file, with all links followed but its own: a link in a folder is called by its own name.
fs::path absolute_path(const fs::path& file) {
  std::error_code error;
  const auto parent = file.parent_path();
  const auto folder = fs::weakly_canonical(parent.empty() ? fs::path(".") : parent, error);
  return folder / file.filename();
}

// What of `path` lies below `folder`, both absolute; nullopt: it does not lie there.
std::optional<fs::path> below(const fs::path& path, const fs::path& folder) {
  const auto [rest, _] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  if (rest != folder.end() && !rest->empty()) return std::nullopt;
  return path.lexically_relative(folder);
}

// "news" of "news/", "./news", and of "." within it.
std::string as_given(const fs::path& folder, const fs::path& canonical) {
  auto name = folder.lexically_normal();
  if (!name.has_filename()) name = name.parent_path();
  const auto first = name.empty() ? fs::path() : *name.begin();
  if (name.empty() || name == "." || first == "..") {
    name = canonical.has_filename() ? canonical.filename() : canonical;
  }
  return extract::document_name(name);
}

}  // namespace

Sources::Sources(std::map<std::string, std::string> known, std::string given)
    : known_(std::move(known)), given_(std::move(given)) {}

std::optional<std::string> Sources::add(const fs::path& path) {
  if (path == "-") return std::nullopt;
  std::error_code error;
  const bool folder = fs::is_directory(path, error);
  const auto full = folder ? fs::canonical(path, error) : absolute_path(path);
  const auto root = folder ? full : full.parent_path();
  if (error) return std::nullopt;  // the reader says why
  if (!given_.empty()) {
    paths_.push_back({full.string(), folder, given_});
    if (folder && known_.emplace(full.string(), given_).second) added_[full.string()] = given_;
    return std::nullopt;
  }
  const bool named = std::any_of(known_.begin(), known_.end(), [&](const auto& origin) {
    return below(root, origin.first).has_value();
  });
  if (!named) {
    const auto name = as_given(folder ? path : path.parent_path(), root);
    for (const auto& [origin, source] : known_) {
      if (source != name) continue;
      return fmt::format(
          "the source \"{}\" is the folder {}; give this one a name of its own with "
          "--source NAME, or the same if the folder was moved",
          name, origin);
    }
    known_[root.string()] = added_[root.string()] = name;
  }
  paths_.push_back({full.string(), folder, {}});
  return std::nullopt;
}

extract::SourceNames Sources::names_of(const fs::path& file) const {
  if (file == "-") {
    const std::string source = given_.empty() ? "stdin" : given_;
    return {source, "stdin", source};
  }
  const auto full = absolute_path(file);
  for (const auto& path : paths_) {
    if (path.source.empty()) continue;
    if (!path.folder && path.absolute == full) {
      return {path.source, extract::document_name(full.filename()), path.source};
    }
    if (!path.folder) continue;
    if (const auto rest = below(full, path.absolute)) {
      auto name = extract::document_name(*rest);
      auto feed = joined(path.source, name);
      return {path.source, std::move(name), std::move(feed)};
    }
  }
  // The innermost folder that has a name.
  const std::pair<const std::string, std::string>* best = nullptr;
  for (const auto& origin : known_) {
    if (!below(full, origin.first)) continue;
    if (best == nullptr || origin.first.size() > best->first.size()) best = &origin;
  }
  if (best == nullptr) return {"", extract::document_name(full.filename()), ""};
  auto name = extract::document_name(*below(full, best->first));
  auto feed = joined(best->second, name);
  return {best->second, std::move(name), std::move(feed)};
}

bool Sources::covers(const std::string& key) const {
  const auto [source, name] = split_key(key);
  return std::any_of(paths_.begin(), paths_.end(), [&](const Given& path) {
    // A file of the folder, or a feed: what names_of() would say of something in it.
    if (!path.folder) {
      const auto names = names_of(path.absolute);
      return key == make_key(names.source, names.name) || key == make_key(names.feed, name);
    }
    const auto names = names_of(fs::path(path.absolute) / "x");
    const auto inside = names.name.substr(0, names.name.size() - 1);  // "sub/" of a subfolder
    if (key.starts_with(make_key(names.source, inside))) return true;
    const auto feeds = make_key(names.feed.substr(0, names.feed.size() - 1), {});
    const auto start = std::string_view(feeds).substr(0, feeds.size() - 2);  // "news/"
    return source.starts_with(start);
  });
}

}  // namespace trine::tools
