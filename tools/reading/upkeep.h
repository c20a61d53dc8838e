// What a build takes out of the store beside what it puts in.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "storage/store/store.h"
#include "tools/reading/sources.h"

namespace trine::tools {

// The documents of the store that a build of these sources would have met, were they still there,
// sorted. `seen` are the hashes (content_hash) of the keys that it met. What a file held that
// was rejected in part or whole is not gone; nor is anything where a folder could not be read.
std::vector<std::string> gone_documents(const storage::Store& store, const Sources& sources,
                                        const extract::CorpusReader& corpus,
                                        const std::unordered_set<std::uint64_t>& seen);

// Stores of earlier versions have bare names for keys. The bare name under which the store has this
// very document (text, title and date), which is to be taken out once it is there under its key.
class BareKeys {
 public:
  explicit BareKeys(const storage::Store& store);
  std::optional<std::string> find(const Document& document) const;

 private:
  const storage::Store& store_;
  std::unordered_set<std::string> bare_;
};

}  // namespace trine::tools
