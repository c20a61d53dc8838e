// The algorithm of Chu, Liu and Edmonds on a dense matrix, iteratively: while the best arcs into
// the nodes make a cycle, contract it into one node, in place: the cycle's first row and column
// stand for it from then on, its other rows are switched off. An arc into the cycle weighs what it
// gains over the cycle's own arc that it would replace. At the end the contractions are undone,
// last first: the arc that enters a contracted node replaces the cycle's arc into that member.
#include "extract/parser/tree_decoder.h"

#include <algorithm>
#include <limits>

namespace trine::extract {
namespace {
// Off every arc from the root, so that a tree with one of them beats any with two.
constexpr double kRootPenalty = 1e6;
}  // namespace

std::span<const std::int32_t> TreeDecoder::decode(const float* scores, std::size_t n,
                                                  std::size_t stride) {
  heads_.resize(n);
  for (std::size_t t = 0; t < n; ++t) {
    const float* row = scores + t * stride;
    std::size_t best = 0;
    for (std::size_t j = 1; j <= n; ++j) {
      if (j != t + 1 && row[j] > row[best]) best = j;
    }
    heads_[t] = static_cast<std::int32_t>(best);
  }
  if (!is_tree(n)) span_tree(scores, n, stride);
  return heads_;
}

bool TreeDecoder::is_tree(std::size_t n) {
  if (std::count(heads_.begin(), heads_.end(), 0) != 1) return false;
  constexpr std::uint8_t kNew = 0, kOnTheWay = 1, kGood = 2;
  state_.assign(n + 1, kNew);
  state_[0] = kGood;
  for (std::size_t t = 1; t <= n; ++t) {
    auto u = t;
    while (state_[u] == kNew) {
      state_[u] = kOnTheWay;
      u = static_cast<std::size_t>(heads_[u - 1]);
    }
    if (state_[u] == kOnTheWay) return false;
    for (u = t; state_[u] == kOnTheWay; u = static_cast<std::size_t>(heads_[u - 1])) {
      state_[u] = kGood;
    }
  }
  return true;
}

void TreeDecoder::span_tree(const float* scores, std::size_t n, std::size_t stride) {
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  const auto size = n + 1;  // row and column 0: the root
  weight_.assign(size * size, kNever);
  arc_.resize(size * size);
  for (std::size_t d = 1; d < size; ++d) {
    for (std::size_t h = 0; h < size; ++h) {
      if (h != d) {
        weight_[d * size + h] =
            static_cast<double>(scores[(d - 1) * stride + h]) - (h == 0 ? kRootPenalty : 0.0);
      }
      arc_[d * size + h] = {static_cast<std::int32_t>(d), static_cast<std::int32_t>(h)};
    }
  }
  // A row stands for a node: a word, or what a cycle became.
  active_.clear();
  node_.resize(size);
  parent_.assign(size, -1);
  for (std::size_t i = 0; i < size; ++i) {
    active_.push_back(static_cast<std::int32_t>(i));
    node_[i] = static_cast<std::int32_t>(i);
  }
  contractions_.clear();
  best_.assign(size, 0);

  const auto find_best = [&](std::int32_t d) {
    auto best = active_[0];  // the root
    const double* row = weight_.data() + static_cast<std::size_t>(d) * size;
    for (const auto h : active_) {
      if (h != d && row[h] > row[best]) best = h;
    }
    best_[static_cast<std::size_t>(d)] = best;
  };
  for (const auto d : active_) {
    if (d != 0) find_best(d);
  }
  while (true) {
    // A cycle, if there is one.
    seen_.assign(size, 0);
    path_.clear();
    std::int32_t at = 0;
    for (const auto start : active_) {
      if (start == 0) continue;
      path_.clear();
      auto u = start;
      while (u != 0 && seen_[static_cast<std::size_t>(u)] == 0) {
        seen_[static_cast<std::size_t>(u)] = start;
        path_.push_back(u);
        u = best_[static_cast<std::size_t>(u)];
      }
      if (u != 0 && seen_[static_cast<std::size_t>(u)] == start) {
        at = u;
        break;
      }
    }
    if (at == 0) break;
    const auto first = std::find(path_.begin(), path_.end(), at);
    const std::vector<std::int32_t> cycle(first, path_.end());

    Contraction contraction;
    contraction.node = static_cast<std::int32_t>(parent_.size());
    parent_.push_back(-1);
    for (const auto c : cycle) {
      const auto row = static_cast<std::size_t>(c);
      contraction.members.push_back(node_[row]);
      contraction.arcs.push_back(arc_[row * size + static_cast<std::size_t>(best_[row])]);
      parent_[static_cast<std::size_t>(node_[row])] = contraction.node;
    }
    // `state_` marks the members.
    state_.assign(size, 0);
    for (const auto c : cycle) state_[static_cast<std::size_t>(c)] = 1;
    const auto into = static_cast<std::size_t>(cycle.front());
    for (const auto v : active_) {
      const auto other = static_cast<std::size_t>(v);
      if (state_[other] != 0) continue;
      double in_weight = kNever;
      double out_weight = kNever;
      Arc in_arc{};
      Arc out_arc{};
      for (const auto c : cycle) {
        const auto row = static_cast<std::size_t>(c);
        const double gain = weight_[row * size + other] -
                            weight_[row * size + static_cast<std::size_t>(best_[row])];
        if (gain > in_weight) {
          in_weight = gain;
          in_arc = arc_[row * size + other];
        }
        if (weight_[other * size + row] > out_weight) {
          out_weight = weight_[other * size + row];
          out_arc = arc_[other * size + row];
        }
      }
      pending_.push_back({other, in_weight, out_weight, in_arc, out_arc});
    }
    for (const auto& p : pending_) {
      weight_[into * size + p.other] = p.in_weight;
      arc_[into * size + p.other] = p.in_arc;
      weight_[p.other * size + into] = p.out_weight;
      arc_[p.other * size + into] = p.out_arc;
    }
    pending_.clear();
    active_.erase(std::remove_if(active_.begin(), active_.end(),
                                 [&](std::int32_t v) {
                                   const auto row = static_cast<std::size_t>(v);
                                   return row != into && state_[row] != 0;
                                 }),
                  active_.end());
    // What had its best head in the cycle has it in the node that this became: the arc from there
    // is the best of those from the members. No other arc got better.
    for (const auto d : active_) {
      auto& best = best_[static_cast<std::size_t>(d)];
      if (state_[static_cast<std::size_t>(best)] != 0) best = static_cast<std::int32_t>(into);
    }
    find_best(static_cast<std::int32_t>(into));
    node_[into] = contraction.node;
    contractions_.push_back(std::move(contraction));
  }

  entering_.resize(parent_.size());
  for (const auto d : active_) {
    if (d == 0) continue;
    const auto row = static_cast<std::size_t>(d);
    const auto arc = arc_[row * size + static_cast<std::size_t>(best_[row])];
    heads_[static_cast<std::size_t>(arc.dependent) - 1] = arc.head;
    entering_[static_cast<std::size_t>(node_[row])] = arc;
  }
  for (auto c = contractions_.rbegin(); c != contractions_.rend(); ++c) {
    const auto enter = entering_[static_cast<std::size_t>(c->node)];
    // The member that the entering arc's dependent belongs to.
    auto member = enter.dependent;
    while (parent_[static_cast<std::size_t>(member)] != c->node) {
      member = parent_[static_cast<std::size_t>(member)];
    }
    for (std::size_t i = 0; i < c->members.size(); ++i) {
      const auto arc = c->members[i] == member ? enter : c->arcs[i];
      entering_[static_cast<std::size_t>(c->members[i])] = arc;
      heads_[static_cast<std::size_t>(arc.dependent) - 1] = arc.head;
    }
  }
}

}  // namespace trine::extract
