#include "extract/views/mentions_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <vector>

namespace trine::extract {
namespace {

// The bare name inside the mention's span.
Span name_span(const Mention& mention) {
  if (mention.named && mention.span.contains(mention.head) && !mention.head.empty()) {
    return mention.head;
  }
  return mention.span;
}

// A name that stands inside a longer one ("Oslo" in "University of Oslo") is a mention, but for
// sets of flat names the longer one counts. Mentions are ordered by span, so the longer ones are
// those begun just before.
std::vector<bool> outermost_names(const std::vector<Mention>& mentions) {
  std::vector<bool> outermost(mentions.size());
  std::vector<std::size_t> order(mentions.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto x = name_span(mentions[a]);
    const auto y = name_span(mentions[b]);
    return std::tuple(x.begin, ~x.end, a) < std::tuple(y.begin, ~y.end, b);
  });
  std::uint32_t reach = 0;
  for (const auto i : order) {
    if (!mentions[i].named || mentions[i].pronoun) continue;
    const auto span = name_span(mentions[i]);
    outermost[i] = span.end > reach;
    reach = std::max(reach, span.end);
  }
  return outermost;
}

}  // namespace

std::string mentions_json(const Analysis& analysis, std::span<const std::string> nodes) {
  nlohmann::ordered_json record;
  record["id"] = analysis.document.key;
  auto& list = record["mentions"] = nlohmann::ordered_json::array();
  const auto& mentions = analysis.mentions;
  const auto outermost = outermost_names(mentions);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const auto& mention = mentions[i];
    const auto name = name_span(mention);
    nlohmann::ordered_json out;
    out["id"] = "m" + std::to_string(i);
    out["b"] = mention.span.begin;
    out["e"] = mention.span.end;
    out["type"] = to_string(mention.type);
    out["named"] = mention.named && outermost[i];
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
