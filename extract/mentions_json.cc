#include "extract/mentions_json.h"

#include <nlohmann/json.hpp>

namespace trine::extract {
namespace {

// The bare name inside the mention's span.
Span name_span(const Mention& mention) {
  if (mention.named && mention.span.contains(mention.head) && !mention.head.empty()) {
    return mention.head;
  }
  return mention.span;
}

}  // namespace

std::string mentions_json(const Analysis& analysis, std::span<const std::string> nodes) {
  nlohmann::ordered_json record;
  record["id"] = analysis.document.key;
  auto& list = record["mentions"] = nlohmann::ordered_json::array();
  const auto& mentions = analysis.mentions;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const auto& mention = mentions[i];
    const auto name = name_span(mention);
    nlohmann::ordered_json out;
    out["id"] = "m" + std::to_string(i);
    out["b"] = mention.span.begin;
    out["e"] = mention.span.end;
    out["type"] = to_string(mention.type);
    out["named"] = mention.named;
    out["pron"] = mention.pronoun;
    out["head"] = {mention.head.begin, mention.head.end};
    out["name"] = {name.begin, name.end};
    out["entity"] = "e" + std::to_string(mention.entity);
    if (mention.entity < nodes.size()) out["node"] = nodes[mention.entity];
    out["demonym"] = mention.demonym;
    list.push_back(std::move(out));
  }
  return record.dump();
}

}  // namespace trine::extract
