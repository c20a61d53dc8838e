// What the accurate reader's transformer is made of: pieces of words, attention, GELU.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "extract/parser/kernels.h"
#include "extract/parser/word_pieces.h"
#include "schema/error.h"

using namespace trine;
using namespace trine::extract;

namespace {

// A vocabulary, laid out as in a model file.
struct Vocabulary {
  std::vector<std::string> pieces;
  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> values;
  Transformer transformer;

  explicit Vocabulary(std::vector<std::string> more, bool marks = true)
      : pieces(std::move(more)), keys(64, 0), values(64, 0) {
    if (marks) pieces.insert(pieces.end(), {"[UNK]", "[CLS]", "[SEP]"});
    for (std::uint32_t row = 0; row < pieces.size(); ++row) {
      const auto hash = fnv(pieces[row]);
      auto i = fold(hash) & (keys.size() - 1);
      while (keys[i] != 0) i = (i + 1) & (keys.size() - 1);
      keys[i] = hash;
      values[i] = row;
    }
    transformer.table = {keys, values};
    transformer.most_pieces = 4;
    transformer.longest_piece = 8;
  }

  std::string split(const std::string& form) {
    WordPieces splitter(transformer);
    std::vector<std::uint32_t> rows;
    splitter.split(form, rows);
    std::string text;
    for (const auto row : rows) text += (text.empty() ? "" : " ") + pieces.at(row);
    return text;
  }
};

std::vector<float> numbers(std::size_t n, unsigned seed, float top) {
  std::mt19937 random(seed);
  std::vector<float> x(n);
  for (auto& v : x) v = top * (static_cast<float>(random() % 2001) / 1000.0F - 1.0F);
  return x;
}

}  // namespace

TEST_CASE("words are cut into the longest pieces from the left", "[transformer]") {
  Vocabulary v({"un", "##bake", "##able", "unb", "bake", "cafe", "##s", "-", "'", "don", "t", "##d",
                "\xE4\xB8\xAD"});
  CHECK(v.split("bake") == "bake");
  CHECK(v.split("Bakes") == "bake ##s");
  CHECK(v.split("unbakeable") == "[UNK]");  // "unb" is the longest first piece, and nothing follows
  CHECK(v.split("unable") == "un ##able");
  SECTION("case and accents go") {
    CHECK(v.split("CAF\xC3\x89S") == "cafe ##s");  // É
    CHECK(v.split("cafe\xCC\x81") == "cafe");      // e and a combining accent
    CHECK(v.split("un\xE2\x80\x8B"
                  "able") == "[UNK]");  // a zero-width space stays
  }
  SECTION("symbols and Han characters stand alone, whatever is around them is cut on its own") {
    CHECK(v.split("don't") == "don ' t");
    CHECK(v.split("bake-xyz-") == "bake - [UNK] -");
    CHECK(v.split("bake\xE4\xB8\xADun") == "bake \xE4\xB8\xAD un");
  }
  SECTION("at least one piece, at most so many") {
    CHECK(v.split("") == "[UNK]");
    CHECK(v.split(" ") == "[UNK]");
    CHECK(v.split("\xFF\xFE") == "[UNK]");
    CHECK(v.split("------------") == "- - - -");
    CHECK(v.split(std::string(100000, 'q')) == "[UNK]");
  }
}

TEST_CASE("a vocabulary without its marks is refused", "[transformer]") {
  const Vocabulary v({"bake"}, false);
  CHECK_THROWS_AS(WordPieces(v.transformer), Error);
}

TEST_CASE("attention is what its definition says, the same bits everywhere", "[transformer]") {
  constexpr std::size_t kWidth = 2 * kHeadWidth, kStride = 3 * kWidth;
  const auto n = GENERATE(std::size_t{1}, std::size_t{7}, std::size_t{16}, std::size_t{45});
  // Steep enough that some weights are next to nothing.
  const auto qkv = numbers(n * kStride, 5, 3.0F);
  std::vector<float> first;
  for (std::size_t k = 0; row_kernels(k) != nullptr; ++k) {
    CAPTURE(n, row_kernels(k)->name);
    std::vector<float> out(n * kWidth, -1.0F), scratch((kHeadWidth + 1) * (n + 15));
    for (std::size_t h = 0; h < kWidth; h += kHeadWidth) {
      row_kernels(k)->attend(qkv.data() + h, kWidth, n, kStride, scratch.data(), out.data() + h,
                             kWidth);
    }
    if (k == 0) first = out;
    REQUIRE(std::memcmp(out.data(), first.data(), out.size() * sizeof(float)) == 0);
  }
  const auto at = [&](std::size_t row, std::size_t part, std::size_t column) {
    return static_cast<double>(qkv[row * kStride + part * kWidth + column]);
  };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t h = 0; h < kWidth; h += kHeadWidth) {
      std::vector<double> weight(n);
      double sum = 0;
      for (std::size_t j = 0; j < n; ++j) {
        double dot = 0;
        for (std::size_t d = h; d < h + kHeadWidth; ++d) dot += at(i, 0, d) * at(j, 1, d);
        sum += weight[j] = std::exp(dot / std::sqrt(static_cast<double>(kHeadWidth)));
      }
      for (std::size_t d = h; d < h + kHeadWidth; ++d) {
        double expected = 0;
        for (std::size_t j = 0; j < n; ++j) expected += weight[j] / sum * at(j, 2, d);
        REQUIRE(first[i * kWidth + d] == Approx(expected).margin(2e-5));
      }
    }
  }
}

TEST_CASE("GELU is rounded to bytes, the same bits everywhere", "[transformer]") {
  constexpr std::size_t n = 1536;
  auto before = numbers(n, 9, 4.0F);
  before[3] = -90.0F;  // far beyond where the exponential is cut off
  std::vector<float> first;
  std::vector<std::uint8_t> first_bytes;
  for (std::size_t k = 0; row_kernels(k) != nullptr; ++k) {
    CAPTURE(row_kernels(k)->name);
    auto x = before;
    std::vector<std::uint8_t> u(n);
    const float scale = row_kernels(k)->gelu_quantised(x.data(), n, u.data());
    for (std::size_t i = 0; i < n; ++i) {
      const double v = before[i];
      REQUIRE(x[i] == Approx(v * 0.5 * std::erfc(-v / std::sqrt(2.0))).margin(1e-3));
      REQUIRE(std::abs((u[i] - 128) * scale - x[i]) <= scale * 0.5001F);
    }
    if (k == 0) first = x, first_bytes = u;
    CHECK(std::memcmp(x.data(), first.data(), n * sizeof(float)) == 0);
    CHECK(u == first_bytes);
  }
}
