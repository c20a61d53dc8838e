// Trains the sentence splitter: reads CoNLL-U files, writes the weights that
// extract/tokens/sentence_ends.cc includes. Logistic regression by AdaGrad over the very features
// that the splitter computes.
//   sentence_ends TRAIN.conllu... > extract/model/sentence_ends.inc
#include "extract/tokens/sentence_ends.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "extract/tokens/word_rules.h"

namespace {

using trine::Span;
using trine::extract::RawToken;
using trine::extract::SentenceEnds;

// A paragraph's text and the offsets at which its sentences end.
struct Paragraph {
  std::string text;
  std::set<std::uint32_t> ends;
};

std::vector<Paragraph> read(const std::string& path) {
  std::vector<Paragraph> out;
  std::ifstream file(path);
  std::string line;
  std::string sentence_text;
  bool fresh = true;
  bool space = true;
  bool pending = false;
  const auto flush = [&] {
    if (!pending) return;
    pending = false;
    if (fresh || out.empty()) out.emplace_back();
    fresh = false;
    auto& p = out.back();
    if (!p.text.empty() && space) p.text += ' ';
    p.text += sentence_text;
    p.ends.insert(static_cast<std::uint32_t>(p.text.size()));
  };
  bool last_space = true;
  while (std::getline(file, line)) {
    if (line.starts_with("# newdoc") || line.starts_with("# newpar")) {
      fresh = true;
    } else if (line.starts_with("# text = ")) {
      sentence_text = line.substr(9);
      pending = true;
    } else if (line.empty()) {
      flush();
      space = last_space;
    } else if (line[0] != '#') {
      const auto id = line.substr(0, line.find('\t'));
      // The words of a range have no say about the space after it; ranges come first.
      static long range_end = 0;
      if (id == "1" || id.starts_with("1-")) range_end = 0;
      const auto dash = id.find('-');
      const bool spaced = line.find("SpaceAfter=No") == std::string::npos;
      if (dash != std::string::npos) {
        range_end = std::stol(id.substr(dash + 1));
        last_space = spaced;
      } else if (id.find('.') == std::string::npos && std::stol(id) > range_end) {
        last_space = spaced;
      }
    }
  }
  flush();
  return out;
}

struct Example {
  std::vector<std::uint32_t> features;
  bool ends;
};

}  // namespace

int main(int argc, char** argv) {
  std::vector<Example> examples;
  for (int a = 1; a < argc; ++a) {
    for (const auto& paragraph : read(argv[a])) {
      std::vector<RawToken> words;
      trine::extract::find_words(paragraph.text,
                                 Span{0, static_cast<std::uint32_t>(paragraph.text.size())}, words);
      if (words.empty()) continue;
      const SentenceEnds gaps(paragraph.text, words);
      std::size_t begin = 0;
      for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const bool end = paragraph.ends.count(words[i].span.end) > 0;
        if (gaps.is_candidate(i)) {
          Example example;
          gaps.features(i, begin, example.features);
          example.ends = end;
          examples.push_back(std::move(example));
        }
        if (end) begin = i + 1;
      }
    }
  }
  std::vector<double> weight(SentenceEnds::kBuckets), square(SentenceEnds::kBuckets, 1e-8);
  std::vector<double> sum(SentenceEnds::kBuckets);
  std::mt19937 random(1);
  constexpr int kEpochs = 5;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    // std::shuffle is not the same everywhere; this is.
    for (std::size_t i = examples.size() - 1; i > 0; --i) {
      std::swap(examples[i], examples[random() % (i + 1)]);
    }
    double loss = 0;
    for (const auto& example : examples) {
      double z = 0;
      for (const auto f : example.features) z += weight[f];
      const double p = 1 / (1 + std::exp(-z));
      loss -= std::log(std::max(1e-9, example.ends ? p : 1 - p));
      const double error = (example.ends ? 1.0 : 0.0) - p;
      for (const auto f : example.features) {
        const double gradient = error - 1e-3 * weight[f];
        square[f] += gradient * gradient;
        weight[f] += 0.05 * gradient / std::sqrt(square[f] + 1e-2);
      }
    }
    if (epoch >= kEpochs / 2) {
      for (std::size_t f = 0; f < weight.size(); ++f) sum[f] += weight[f];
    }
    std::cerr << "epoch " << epoch << " loss " << loss / static_cast<double>(examples.size())
              << " of " << examples.size() << " gaps\n";
  }
  // The first feature is there at every gap. Ends are missed more often than invented on other text
  // than was trained on (lists, signatures), so it is pushed a little, by what was best on dev.
  sum[examples.front().features.front()] += 0.6 * (kEpochs - kEpochs / 2);
  double largest = 0;
  for (const auto w : sum) largest = std::max(largest, std::abs(w));
  for (std::size_t f = 0; f < sum.size(); ++f) {
    std::printf("%d,%s", static_cast<int>(std::lround(sum[f] / largest * 127)),
                f % 32 == 31 ? "\n" : "");
  }
}
