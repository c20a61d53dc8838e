#include "extract/reading/xml.h"

#include <fmt/format.h>

#include <algorithm>

#include "schema/error.h"

namespace trine::extract {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;
constexpr std::ptrdiff_t kMostElements = 4'000'000;  // start and end tags

}  // namespace

void parse_xml(const std::string& bytes, pugi::xml_document& document) {
  if (bytes.size() > kMostBytes || std::count(bytes.begin(), bytes.end(), '<') > kMostElements) {
    throw Error(ErrorKind::kInput, "its XML is too large");
  }
  const auto result =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (!result) {
    throw Error(ErrorKind::kInput, fmt::format("its XML is damaged at byte {}: {}", result.offset,
                                               result.description()));
  }
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([&](const pugi::xml_node& child) { return local_name(child) == name; });
}

std::string text_in(const pugi::xml_node& root) {
  std::string out;
  walk(
      root,
      [&](const pugi::xml_node& node) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
          out += node.value();
        return true;
      },
      [](const pugi::xml_node&) {});
  return out;
}

}  // namespace trine::extract
