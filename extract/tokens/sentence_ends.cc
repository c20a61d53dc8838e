#include "extract/tokens/sentence_ends.h"

#include <algorithm>
#include <array>

#include "extract/english/ascii.h"
#include "extract/tokens/end_rules.h"

namespace trine::extract {
namespace {

constexpr std::array<std::int8_t, SentenceEnds::kBuckets> kWeights = {
#include "extract/model/sentence_ends.inc"
};

// A sentence that ends without a mark in the middle of a paragraph is rare outside e-mails, of
// which the training data has many: it takes more to believe in one.
constexpr std::int32_t kUnmarkedMargin = 200;

constexpr std::uint32_t kSeed = 2166136261U;

std::uint32_t mix(std::uint32_t hash, std::uint32_t value) {
  hash ^= value + 0x9E3779B9U + (hash << 6) + (hash >> 2);
  hash *= 0x85EBCA6BU;
  return hash ^ (hash >> 13);
}

std::uint32_t norm_hash(std::string_view form) {
  std::uint32_t hash = kSeed;
  // Runs of one punctuation mark count as at most three.
  std::size_t run = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(form.size(), 24); ++i) {
    run = i > 0 && form[i] == form[i - 1] ? run + 1 : 0;
    if (run > 2) continue;
    const char c = is_digit_ascii(form[i]) ? '0' : lower_ascii(form[i]);
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return hash;
}

// Classes of characters with repetitions dropped: "Xx", "d.d", ".".
std::uint32_t shape_hash(std::string_view form) {
  std::uint32_t hash = kSeed;
  char last = 0;
  for (const char c : form.substr(0, 24)) {
    char s = c;
    if (is_upper_ascii(c)) {
      s = 'X';
    } else if (is_lower_ascii(c)) {
      s = 'x';
    } else if (is_digit_ascii(c)) {
      s = 'd';
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      s = 'u';
    }
    if (s == last) continue;
    last = s;
    hash = (hash ^ static_cast<unsigned char>(s)) * 16777619U;
  }
  return hash;
}

bool alphanumeric(char c) {
  return is_letter_ascii(c) || is_digit_ascii(c) ||
         static_cast<unsigned char>(c) >= 0xC3;  // letters beyond ASCII, roughly
}

std::uint32_t bucket(std::size_t n) {
  constexpr std::array<std::size_t, 9> kSteps = {1, 2, 3, 4, 6, 9, 14, 25, 45};
  std::uint32_t b = 0;
  while (b < kSteps.size() && n > kSteps[b]) ++b;
  return b;
}

}  // namespace

SentenceEnds::SentenceEnds(std::string_view text, std::span<const RawToken> words)
    : text_(text), raw_(words) {
  words_.reserve(words.size() + 1);
  std::uint32_t quotes = 0;
  std::int32_t depth = 0;
  for (const auto& raw : words) {
    const auto form = raw.span.in(text);
    Word word{norm_hash(form), shape_hash(form), quotes, depth, false, false};
    if (form == "\"" || form == "\u201C" || form == "\u201D" || form == "''" || form == "``")
      ++quotes;
    if (form == "(" || form == "[") ++depth;
    if (form == ")" || form == "]") depth = std::max(0, depth - 1);
    words_.push_back(word);
  }
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const auto form = words[i].span.in(text);
    const char last = form.back();
    const char next = words[i + 1].span.in(text).front();
    const bool strong = last == '.' || last == '!' || last == '?';
    const bool spaced = words[i + 1].space_before;
    words_[i].marked = !alphanumeric(last);
    const bool address = form.find('@') != form.npos || form.find("//") != form.npos;
    words_[i].candidate =
        strong || (spaced && (address || !alphanumeric(last) || !(next >= 'a' && next <= 'z')));
  }
  words_.push_back({0, 0, quotes, depth, false, false});
}

bool SentenceEnds::is_candidate(std::size_t i) const { return words_[i].candidate; }

void SentenceEnds::features(std::size_t i, std::size_t begin,
                            std::vector<std::uint32_t>& out) const {
  out.clear();
  static constexpr Word kNothing{1, 1, 0, 0, false, false};
  const auto at = [&](std::size_t k) -> const Word& {
    return k < raw_.size() ? words_[k] : kNothing;
  };
  const Word& w = words_[i];
  const Word& before = i > begin ? at(i - 1) : kNothing;
  const Word& before2 = i > begin + 1 ? at(i - 2) : kNothing;
  const Word& next = at(i + 1);
  const Word& next2 = at(i + 2);
  const Word& next3 = at(i + 3);
  const std::uint32_t spaced = raw_[i + 1].space_before ? 1 : 0;
  const std::uint32_t spaced_before = raw_[i].space_before ? 1 : 0;
  const std::uint32_t quoted = (words_[i + 1].quotes_before - words_[begin].quotes_before) & 1U;
  const std::uint32_t inside =
      static_cast<std::uint32_t>(words_[i + 1].depth_before > words_[begin].depth_before);
  const std::uint32_t length = bucket(i + 1 - begin);
  const std::uint32_t rest = bucket(raw_.size() - i - 1);
  const std::uint32_t state = quoted * 2 + inside;

  std::uint32_t id = 0;
  const auto add = [&](auto... values) {
    std::uint32_t hash = mix(kSeed, ++id);
    ((hash = mix(hash, static_cast<std::uint32_t>(values))), ...);
    out.push_back(hash % kBuckets);
  };
  add();
  add(w.norm);
  add(w.shape, spaced);
  add(before.norm, w.shape);
  add(before.shape, w.norm);
  add(before2.norm, w.shape);
  add(next.norm, w.shape);
  add(next.shape, w.norm, spaced);
  add(next2.norm, w.shape);
  add(next2.shape, next.shape, w.norm);
  add(next3.shape, next2.shape, next.shape, w.shape);
  add(w.norm, next.norm);
  add(before.shape, w.shape, next.shape);
  add(before2.shape, before.shape, w.shape, next.shape);
  add(w.shape, next.shape, next2.norm);
  add(before.norm, w.norm);
  add(next.norm, next2.norm);
  add(length, w.shape, next.shape);
  add(rest, w.shape, next.shape);
  add(length, rest, w.shape);
  add(state, w.norm, next.shape);
  add(state, w.norm, next.norm);
  add(state, w.shape, length);
  add(spaced, spaced_before, w.norm, next.shape);
  add(words_[begin].shape, length, w.shape, next.shape);
  add(words_[begin].norm, w.shape, next.shape);
}

bool SentenceEnds::ends(std::size_t i, std::size_t begin) const {
  if (!is_candidate(i)) return false;
  if (const auto ruled = ruled_end(text_, raw_, i, begin)) return *ruled;
  features(i, begin, scratch_);
  std::int32_t sum = 0;
  for (const auto f : scratch_) sum += kWeights[f];
  return sum > (words_[i].marked ? 0 : kUnmarkedMargin);
}

}  // namespace trine::extract
