#include "tools/reading/upkeep.h"

#include "schema/document_key.h"

namespace trine::tools {

std::vector<std::string> gone_documents(const storage::Store& store, const Sources& sources,
                                        const extract::CorpusReader& corpus,
                                        const std::unordered_set<std::uint64_t>& seen) {
  std::vector<std::string> gone;
  if (!corpus.found_all()) return gone;
  std::unordered_set<std::string> in_doubt;  // keys, and starts of keys of feeds
  for (const auto& file : corpus.outcomes()) {
    if (file.whole) continue;
    in_doubt.insert(file.key);
    in_doubt.insert(make_key(file.feed, {}));
  }
  for (const auto& document : store.documents()) {
    const auto& key = document.key;
    if (seen.contains(content_hash(key)) || !sources.covers(key)) continue;
    const auto feed = key.substr(0, key.size() - split_key(key).name.size());
    if (!in_doubt.contains(key) && !in_doubt.contains(feed)) gone.push_back(key);
  }
  return gone;
}

BareKeys::BareKeys(const storage::Store& store) : store_(store) {
  for (const auto& document : store.documents()) {
    if (split_key(document.key).source.empty()) bare_.insert(document.key);
  }
}

std::optional<std::string> BareKeys::find(const Document& document) const {
  if (bare_.empty()) return std::nullopt;
  const auto [source, name] = split_key(document.key);
  const auto is_it = [&](const std::string& key) {
    if (!bare_.contains(key)) return false;
    const auto there = store_.text(key);
    return there && there->hash() == document.hash();
  };
  if (std::string key(name); is_it(key)) return key;
  // A record without an id was called after its file, as seen from the folder: "sub/news.jsonl#9".
  for (auto at = source.size(); name.starts_with('#') && at != std::string_view::npos && at > 0;) {
    at = source.rfind('/', at - 1);
    const auto file = at == std::string_view::npos ? source : source.substr(at + 1);
    if (auto key = std::string(file).append(name); is_it(key)) return key;
  }
  return std::nullopt;
}

}  // namespace trine::tools
