// A document's key: its source (a folder, a feed, whatever the user calls it) and its name within
// the source, as one string "source::name". A key without "::" is a bare name, of no source.
#pragma once
#include <string>
#include <string_view>

namespace trine {

// A colon of `source` that would be taken for the parting is written "%3A", so that no two pairs
// have one key.
std::string make_key(std::string_view source, std::string_view name);

struct KeyParts {
  std::string_view source;  // as it stands in the key; empty for a bare name
  std::string_view name;
  friend bool operator==(const KeyParts&, const KeyParts&) = default;
};
KeyParts split_key(std::string_view key);  // views into `key`

}  // namespace trine
