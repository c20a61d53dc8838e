#include "storage/identity/nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "storage/identity/names.h"

namespace trine::storage {
namespace {

constexpr std::uint64_t kEntitySeed = 3;
constexpr std::uint64_t kLiteralSeed = 4;
constexpr std::uint64_t kSplitSeed = 5;
constexpr char kSeparator = '\x1f';

int type_number(EntityType type) { return static_cast<int>(base_type(type)); }

std::string comparable(const std::string& name) {
  auto normalised = normalised_name(name);
  return normalised.empty() ? name : normalised;
}

// What makes a cluster this one and no other, as long as its name stays: a link into a gazetteer,
// or name and type; a description also needs its document.
std::string identity(std::string_view name, EntityType type, std::string_view document) {
  auto text = fmt::format("n{}{}{}{}", kSeparator, type_number(type), kSeparator,
                          comparable(std::string(name)));
  if (!document.empty()) {
    text += kSeparator;
    text += document;
  }
  return text;
}

std::string identity(const Cluster& cluster, const ResolutionInput& input) {
  if (!cluster.gazetteer_id.empty()) return fmt::format("g{}{}", kSeparator, cluster.gazetteer_id);
  return identity(cluster.name, cluster.type,
                  cluster.named
                      ? std::string_view()
                      : input.documents[input.entities[cluster.entities.front()].document]);
}

std::uint64_t mentions_of(const Cluster& cluster, const ResolutionInput& input) {
  std::uint64_t mentions = 0;
  for (const auto position : cluster.entities) mentions += input.entities[position].mentions;
  return mentions;
}

struct Candidate {
  std::uint64_t id;
  std::uint64_t mentions;
  std::uint32_t first;   // tells those apart that are alike: where it first occurs
  std::uint32_t number;  // of the cluster or description
};

// Two clusters may have the same identity (two people of one name, kept apart for a reason): the
// one with the most mentions has the plain id, the others add where they first occur.
// `place(number)`: identity, document, index in it.
template <class Place>
std::vector<EntityId> told_apart(std::vector<Candidate> candidates, Place place) {
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    if (a.id != b.id) return a.id < b.id;
    if (a.mentions != b.mentions) return a.mentions > b.mentions;
    return a.first < b.first;
  });
  std::vector<EntityId> ids(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    std::uint64_t id = candidates[i].id;
    if (i > 0 && candidates[i - 1].id == id) {
      const auto [name, document, index] = place(candidates[i].number);
      id = content_hash(fmt::format("{}{}{}{}{}", name, kSeparator, document, kSeparator, index),
                        kEntitySeed);
    }
    ids[candidates[i].number] = EntityId{id};
  }
  return ids;
}

std::vector<EntityId> identify(const ResolutionInput& input, const std::vector<Cluster>& clusters) {
  std::vector<Candidate> candidates;
  candidates.reserve(clusters.size());
  for (std::uint32_t i = 0; i < clusters.size(); ++i) {
    candidates.push_back({content_hash(identity(clusters[i], input), kEntitySeed),
                          mentions_of(clusters[i], input), clusters[i].entities.front(), i});
  }
  return told_apart(std::move(candidates), [&](std::uint32_t number) {
    const auto& first = input.entities[clusters[number].entities.front()];
    return std::tuple(identity(clusters[number], input),
                      std::string_view(input.documents[first.document]), first.index);
  });
}

// The nodes while decisions are being applied. Numbers of nodes do not change; merged ones are
// empty.
class Nodes {
 public:
  Nodes(const ResolutionInput& input, Resolution& resolution) : input_(input) {
    const auto ids = identify(input, resolution.clusters);
    nodes_.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      auto& cluster = resolution.clusters[i];
      nodes_.push_back({ids[i], std::move(cluster.name), cluster.type, cluster.named,
                        std::move(cluster.gazetteer_id), std::move(cluster.entities)});
      by_id_.emplace(ids[i].value, static_cast<std::uint32_t>(i));
    }
    reasons_.reserve(resolution.links.size());
    for (auto& link : resolution.links) reasons_.push_back(std::move(link.reason));
  }

  // False: there was nothing to decide on.
  bool apply(const Decision& decision) {
    const auto node = find(decision.node);
    if (!node) return false;
    switch (decision.kind) {
      case DecisionKind::kMerge: {
        const auto other = find(decision.other);
        if (!other || *other == *node) return false;
        merge(*node, *other, decision.number);
        return true;
      }
      case DecisionKind::kSplit:
        return split(*node, decision);
      case DecisionKind::kRename:
        nodes_[*node].name = decision.name;
        return true;
      case DecisionKind::kApart: {
        const auto other = find(decision.other);
        if (!other || *other == *node) return false;
        apart_.push_back(std::minmax(nodes_[*node].id, nodes_[*other].id));
        return true;
      }
    }
    return false;
  }

  NodeAssignment finish(const std::vector<Doubt>& doubts) {
    NodeAssignment assignment;
    assignment.node_of.resize(input_.entities.size());
    // Where the doubts' clusters are now, before the nodes move.
    std::vector<DoubtfulPair> pairs;
    std::vector<std::uint32_t> home(input_.entities.size());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      for (const auto position : nodes_[i].entities) home[position] = i;
    }
    for (const auto& doubt : doubts) {
      if (doubt.a >= first_positions_.size() || doubt.b >= first_positions_.size()) continue;
      const auto& a = nodes_[home[first_positions_[doubt.a]]];
      const auto& b = nodes_[home[first_positions_[doubt.b]]];
      if (a.id == b.id) continue;
      const std::pair<EntityId, EntityId> pair = std::minmax(a.id, b.id);
      if (std::find(apart_.begin(), apart_.end(), pair) != apart_.end()) continue;
      const double weight = static_cast<double>(std::min(mentions(a), mentions(b)));
      pairs.push_back({pair.first, pair.second, doubt.score, doubt.score * weight, doubt.reason});
    }
    std::sort(pairs.begin(), pairs.end(), [](const DoubtfulPair& a, const DoubtfulPair& b) {
      return std::tie(b.value, a.a, a.b, b.score, a.reason) <
             std::tie(a.value, b.a, b.b, a.score, b.reason);
    });
    std::set<std::pair<EntityId, EntityId>> seen;
    for (auto& pair : pairs) {
      if (seen.insert({pair.a, pair.b}).second) assignment.doubts.push_back(std::move(pair));
    }

    for (auto& node : nodes_) {
      if (!node.entities.empty()) assignment.nodes.push_back(std::move(node));
    }
    std::sort(assignment.nodes.begin(), assignment.nodes.end(),
              [](const Node& a, const Node& b) { return a.id < b.id; });
    for (std::uint32_t i = 0; i < assignment.nodes.size(); ++i) {
      for (const auto position : assignment.nodes[i].entities) assignment.node_of[position] = i;
    }
    assignment.reasons = std::move(reasons_);
    assignment.unknown_reference = unknown_reference_;
    return assignment;
  }

  // Remembers one position of each cluster, for finish().
  void keep_positions(bool wanted) {
    if (!wanted) return;
    for (const auto& node : nodes_) first_positions_.push_back(node.entities.front());
  }

 private:
  std::uint64_t mentions(const Node& node) const {
    std::uint64_t sum = 0;
    for (const auto position : node.entities) sum += input_.entities[position].mentions;
    return sum;
  }

  std::optional<std::uint32_t> find(const NodeReference& reference) {
    if (const auto found = by_id_.find(reference.id.value); found != by_id_.end()) {
      auto index = found->second;
      for (auto into = merged_into_.find(index); into != merged_into_.end();
           into = merged_into_.find(index)) {
        index = into->second;
      }
      return index;
    }
    if (reference.document.empty()) unknown_reference_ = true;
    // By name: only if that leaves no choice.
    const auto wanted = comparable(reference.name);
    if (names_.empty() && !input_.entities.empty()) {
      names_.reserve(input_.entities.size());
      for (const auto& entity : input_.entities) names_.push_back(comparable(entity.name));
    }
    std::optional<std::uint32_t> only;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      const auto& node = nodes_[i];
      if (node.entities.empty() || base_type(node.type) != base_type(reference.type)) continue;
      const bool matches =
          std::any_of(node.entities.begin(), node.entities.end(), [&](std::uint32_t position) {
            const auto& entity = input_.entities[position];
            if (reference.document.empty()
                    ? !entity.named
                    : input_.documents[entity.document] != reference.document) {
              return false;
            }
            return names_[position] == wanted;
          });
      if (!matches) continue;
      if (only) return std::nullopt;
      only = i;
    }
    return only;
  }

  void merge(std::uint32_t keep, std::uint32_t other, std::uint64_t number) {
    auto& into = nodes_[keep];
    auto& from = nodes_[other];
    for (const auto position : from.entities) {
      reasons_[position] = fmt::format("merged by the user (decision {})", number);
    }
    std::vector<std::uint32_t> all;
    all.reserve(into.entities.size() + from.entities.size());
    std::merge(into.entities.begin(), into.entities.end(), from.entities.begin(),
               from.entities.end(), std::back_inserter(all));
    into.entities = std::move(all);
    into.named = into.named || from.named;
    if (into.gazetteer_id.empty()) into.gazetteer_id = from.gazetteer_id;
    from.entities.clear();
    // A later decision on the part that is gone means the whole.
    merged_into_.emplace(other, keep);
  }

  bool split(std::uint32_t index, const Decision& decision) {
    const auto wanted = decision.local_name.empty() ? "" : comparable(decision.local_name);
    std::vector<std::uint32_t> stay, leave;
    for (const auto position : nodes_[index].entities) {
      const auto& entity = input_.entities[position];
      bool leaves = std::binary_search(decision.documents.begin(), decision.documents.end(),
                                       input_.documents[entity.document]);
      if (leaves && !wanted.empty() && comparable(entity.name) != wanted) {
        leaves = std::any_of(entity.aliases.begin(), entity.aliases.end(),
                             [&](const auto& alias) { return comparable(alias) == wanted; });
      }
      (leaves ? leave : stay).push_back(position);
    }
    if (leave.empty() || stay.empty()) return false;

    Node part;
    std::string text = to_string(decision.node.id);
    for (const auto& piece : decision.documents) text += kSeparator + piece;
    text += fmt::format("{}{}{}{}", kSeparator, decision.local_name, kSeparator, decision.name);
    part.id = EntityId{content_hash(text, kSplitSeed)};
    if (by_id_.contains(part.id.value)) return false;  // the same decision once more
    std::uint64_t most = 0;
    for (const auto position : leave) {
      const auto& entity = input_.entities[position];
      reasons_[position] = fmt::format("split off by the user (decision {})", decision.number);
      part.named = part.named || entity.named;
      if (part.gazetteer_id.empty() && !entity.gazetteer_id.empty() &&
          entity.gazetteer_id != nodes_[index].gazetteer_id) {
        part.gazetteer_id = entity.gazetteer_id;
      }
      if (entity.mentions + 1 > most) {
        most = entity.mentions + 1;
        part.name = entity.name;
        part.type = entity.type;
      }
    }
    if (!decision.name.empty()) part.name = decision.name;
    part.entities = std::move(leave);
    nodes_[index].entities = std::move(stay);
    by_id_.emplace(part.id.value, static_cast<std::uint32_t>(nodes_.size()));
    nodes_.push_back(std::move(part));
    return true;
  }

  const ResolutionInput& input_;
  std::vector<Node> nodes_;
  std::vector<std::string> reasons_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_id_;
  std::unordered_map<std::uint32_t, std::uint32_t> merged_into_;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> first_positions_;
  std::vector<std::pair<EntityId, EntityId>> apart_;
  bool unknown_reference_ = false;
};

}  // namespace

NodeAssignment assign_nodes(const ResolutionInput& input, Resolution resolution,
                            std::span<const Decision> decisions) {
  const auto doubts = std::move(resolution.doubts);
  Nodes nodes(input, resolution);
  nodes.keep_positions(!doubts.empty());
  std::vector<std::uint64_t> idle;
  for (const auto& decision : decisions) {
    if (!nodes.apply(decision)) idle.push_back(decision.number);
  }
  auto assignment = nodes.finish(doubts);
  assignment.idle = std::move(idle);
  return assignment;
}

std::vector<EntityId> identify(std::string_view document_key,
                               const std::vector<Description>& descriptions) {
  std::vector<Candidate> candidates;
  candidates.reserve(descriptions.size());
  for (std::uint32_t i = 0; i < descriptions.size(); ++i) {
    const auto& one = descriptions[i];
    candidates.push_back({content_hash(identity(one.name, one.type, document_key), kEntitySeed),
                          one.mentions, one.index, i});
  }
  return told_apart(std::move(candidates), [&](std::uint32_t number) {
    const auto& one = descriptions[number];
    return std::tuple(identity(one.name, one.type, document_key), document_key, one.index);
  });
}

const Node* NodeAssignment::find(EntityId id) const {
  const auto node = std::lower_bound(nodes.begin(), nodes.end(), id,
                                     [](const Node& n, EntityId wanted) { return n.id < wanted; });
  return node != nodes.end() && node->id == id ? &*node : nullptr;
}

LiteralNode literal_node(const Statement& statement, const Argument& argument) {
  LiteralNode node;
  node.type = base_type(argument.type);
  // A time that was understood is the same literal however it is worded.
  if (node.type == EntityType::kTime && !statement.time.from.empty() &&
      argument.text == statement.time.text) {
    node.name = statement.time.from;
    if (!statement.time.to.empty() && statement.time.to != statement.time.from) {
      node.name += "/" + statement.time.to;
    }
  } else {
    node.name = argument.text;
  }
  node.id = EntityId{content_hash(
      fmt::format("{}{}{}", static_cast<int>(node.type), kSeparator, comparable(node.name)),
      kLiteralSeed)};
  return node;
}

}  // namespace trine::storage
