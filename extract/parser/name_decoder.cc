#include "extract/parser/name_decoder.h"

#include <algorithm>

#include "schema/error.h"

namespace trine::extract {
namespace {
constexpr float kForbidden = -1e9F;
}

NameDecoder::NameDecoder(std::span<const std::string> labels)
    : labels_(labels.size()), first_(labels_), last_(labels_), set_of_(labels_) {
  if (labels.empty() || labels.size() > 255) {
    throw Error(ErrorKind::kCorruption, "the model has no name tags, or too many");
  }
  for (const auto& label : labels) {
    const bool known =
        label == "O" || (label.size() > 2 && label[1] == '-' &&
                         std::string_view("BIES").find(label[0]) != std::string_view::npos);
    const auto name = label.size() > 2 ? std::string_view(label).substr(2) : std::string_view();
    const auto type = name == "MISC" ? NameClass::kOther : parse_name_class(name);
    if (!known || (type == NameClass::kNone && label != "O")) {
      throw Error(ErrorKind::kCorruption, "the model has an unknown name tag: " + label);
    }
    type_.push_back(type);
  }
  for (auto& parts : label_of_) parts.fill(labels_);
  for (std::size_t k = 0; k < labels_; ++k) {
    auto& parts = label_of_.at(static_cast<std::size_t>(type_[k]));
    if (labels[k] == "O") {
      parts.fill(k);
    } else {
      parts.at(std::string_view("BIES").find(labels[k][0])) = k;
    }
  }
  const auto is_open = [](const std::string& label) { return label[0] == 'B' || label[0] == 'I'; };
  const auto begins = [](const std::string& label) {
    return label[0] == 'O' || label[0] == 'B' || label[0] == 'S';
  };
  for (std::size_t b = 0; b < labels_; ++b) {
    first_[b] = begins(labels[b]);
    last_[b] = !is_open(labels[b]);
    std::vector<std::uint8_t> before;
    for (std::size_t a = 0; a < labels_; ++a) {
      const bool follows = is_open(labels[a])
                               ? !begins(labels[b]) && labels[a].substr(2) == labels[b].substr(2)
                               : begins(labels[b]);
      if (follows) before.push_back(static_cast<std::uint8_t>(a));
    }
    const auto set = std::find(before_.begin(), before_.end(), before);
    set_of_[b] = static_cast<std::uint8_t>(set - before_.begin());
    if (set == before_.end()) before_.push_back(std::move(before));
  }
}

std::size_t NameDecoder::end_of_name(std::span<const std::uint32_t> decoded,
                                     std::size_t begin) const {
  auto end = begin + 1;
  while (last_[decoded[end - 1]] == 0 && end < decoded.size()) ++end;
  return end;
}

void NameDecoder::begin(const float* scores, std::size_t n, Scratch& scratch) const {
  scratch.best.resize(labels_);
  scratch.next.resize(labels_);
  scratch.set_best.resize(before_.size());
  scratch.set_from.resize(before_.size());
  scratch.back.resize(n * labels_);
  for (std::size_t k = 0; k < labels_; ++k) {
    scratch.best[k] = first_[k] != 0 ? scores[k] : kForbidden;
  }
}

void NameDecoder::step(const float* scores, std::size_t t, Scratch& scratch) const {
  for (std::size_t set = 0; set < before_.size(); ++set) {
    float best = kForbidden;
    std::uint8_t from = 0;
    for (const auto a : before_[set]) {
      const bool better = scratch.best[a] > best;
      best = better ? scratch.best[a] : best;
      from = better ? a : from;
    }
    scratch.set_best[set] = best;
    scratch.set_from[set] = from;
  }
  for (std::size_t b = 0; b < labels_; ++b) {
    scratch.next[b] = scratch.set_best[set_of_[b]] + scores[b];
    scratch.back[t * labels_ + b] = scratch.set_from[set_of_[b]];
  }
  std::swap(scratch.best, scratch.next);
}

void NameDecoder::finish(std::size_t n, Scratch& scratch, std::vector<std::uint32_t>& out) const {
  out.resize(n);
  std::size_t k = 0;
  float best = 0;
  bool any = false;
  for (std::size_t i = 0; i < labels_; ++i) {
    const float score = last_[i] != 0 ? scratch.best[i] : kForbidden;
    if (!any || score > best) {
      best = score;
      k = i;
      any = true;
    }
  }
  for (std::size_t t = n; t-- > 0;) {
    out[t] = static_cast<std::uint32_t>(k);
    if (t > 0) k = scratch.back[t * labels_ + k];
  }
}

}  // namespace trine::extract
