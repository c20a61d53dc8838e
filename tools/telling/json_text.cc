#include "tools/telling/json_text.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace trine::tools {
namespace {

// What steers a terminal or turns the direction of writing is escaped, as JSON lets it be: C1
// controls (UTF-8: c2 80..9f), line and paragraph separators, embeddings, overrides and isolates
// (e2 80 a8..ae, e2 81 a6..a9).
std::string escaped(std::string text) {
  const auto steers = [&](std::size_t at) -> std::size_t {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    if (byte(0) == 0xc2 && at + 1 < text.size() && byte(1) < 0xa0) return 2;
    if (byte(0) != 0xe2 || at + 2 >= text.size()) return 0;
    if (byte(1) == 0x80 && byte(2) >= 0xa8 && byte(2) <= 0xae) return 3;
    return byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9 ? 3 : 0;
  };
  for (std::size_t at = text.find_first_of("\xc2\xe2"); at != std::string::npos;
       at = text.find_first_of("\xc2\xe2", at + 1)) {
    const auto size = steers(at);
    if (size == 0) continue;
    unsigned point = size == 2 ? 0x80U : 0x2000U;  // of the first of its block
    for (std::size_t i = size - 1, shift = 0; i > 0 && shift < 12; --i, shift += 6)
      point |= (static_cast<unsigned char>(text[at + i]) & 0x3fU) << shift;
    text.replace(at, size, fmt::format("\\u{:04x}", point));
  }
  return text;
}

}  // namespace

std::string json_text(const nlohmann::ordered_json& json) {
  return escaped(json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

}  // namespace trine::tools
