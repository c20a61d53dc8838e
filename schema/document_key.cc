#include "schema/document_key.h"

namespace trine {
namespace {

constexpr std::string_view kBetween = "::";

}  // namespace

std::string make_key(std::string_view source, std::string_view name) {
  std::string key;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const auto rest = source.substr(i);
    // At its end too: "a:" and "b" would else be read as "a" and ":b".
    if (rest.starts_with(kBetween) || rest == ":") {
      key += "%3A";
    } else if (rest.starts_with("%3A")) {
      key += "%25";
    } else {
      key += rest[0];
    }
  }
  return key.append(kBetween).append(name);
}

KeyParts split_key(std::string_view key) {
  const auto at = key.find(kBetween);
  if (at == std::string_view::npos) return {{}, key};
  return {key.substr(0, at), key.substr(at + kBetween.size())};
}

}  // namespace trine
