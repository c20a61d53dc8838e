// Text to tokens to tags, trees and mentions. The text: the sample documents, or any file named by
// TRINE_BENCH_TEXT; each repetition of the samples has other names and numbers in it, so that words
// keep coming that were not seen before. Answers are verified; `words` is words a second.
//   trine_syntax_bench
//   TRINE_BENCH_TEXT=corpus.txt trine_syntax_bench --benchmark_filter=parse
//   TRINE_KERNELS=AVX2 trine_syntax_bench --benchmark_filter=parse     as on a lesser processor
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>

#include "extract/parser/products.h"
#include "extract/parser/syntax.h"
#include "extract/tokens/tokens.h"

namespace {

using namespace trine;
using namespace trine::extract;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

// About 60,000 words.
const Document& text() {
  static const Document document = [] {
    Document d;
    if (const char* path = std::getenv("TRINE_BENCH_TEXT"); path != nullptr) {
      d.text = read_file(path);
      if (d.text.empty()) throw std::runtime_error("TRINE_BENCH_TEXT names no text");
      return d;
    }
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(TRINE_SAMPLES)) {
      if (entry.path().extension() == ".txt") files.insert(entry.path());
    }
    std::string once;
    for (const auto& file : files) once += read_file(file) + "\n\n";
    if (once.empty()) throw std::runtime_error("no samples in " TRINE_SAMPLES);
    for (int round = 0; d.text.size() < 350000; ++round) {
      // One word in twelve gets an ending of its own: about as often as news has a new word.
      std::uint32_t random = static_cast<std::uint32_t>(round) + 1;
      for (const char c : once) {
        random = random * 1664525U + 1013904223U;
        if (c == ' ' && (random >> 16) % 12 == 0 && round > 0) {
          for (auto n = 1 + (random >> 24) % 3; n > 0; --n) {
            d.text += static_cast<char>('a' + (random >> (8 * n)) % 26);
          }
        }
        d.text += c;
      }
    }
    return d;
  }();
  return document;
}

const SyntaxModel& model() {
  static const SyntaxModel shared = SyntaxModel::open(SyntaxModel::find_file({}));
  return shared;
}

std::size_t count_words(const std::vector<Sentence>& sentences) {
  std::size_t words = 0;
  for (const auto& sentence : sentences) words += sentence.tokens.size();
  return words;
}

void report(benchmark::State& state, std::size_t words) {
  state.counters["words"] = benchmark::Counter(static_cast<double>(words * state.iterations()),
                                               benchmark::Counter::kIsRate);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

void open(benchmark::State& state) {
  const auto file = SyntaxModel::find_file({});
  for (auto _ : state) {
    const auto opened = SyntaxModel::open(file);
    benchmark::DoNotOptimize(opened.hash());
  }
}
BENCHMARK(open)->Unit(benchmark::kMillisecond);

void tokenise(benchmark::State& state) {
  std::size_t words = 0;
  for (auto _ : state) words = count_words(split_sentences(text()));
  if (words < 1000) state.SkipWithError("too few words");
  report(state, words);
}
BENCHMARK(tokenise)->Unit(benchmark::kMillisecond);

// Every thread parses its own copy with the shared model.
void parse(benchmark::State& state) {
  const auto bare = split_sentences(text());
  const auto words = count_words(bare);
  model();
  for (auto _ : state) {
    state.PauseTiming();
    auto sentences = bare;
    state.ResumeTiming();
    model().parse(sentences);
    for (const auto& sentence : sentences) {
      if (!sentence.parsed) state.SkipWithError("a sentence was left");
    }
  }
  report(state, words);
  state.SetLabel(model().kernels());
}
// One thread by processor time, two by the clock (which needs two free cores to mean anything).
BENCHMARK(parse)->Unit(benchmark::kMillisecond)->Threads(1);
BENCHMARK(parse)->Unit(benchmark::kMillisecond)->Threads(2)->UseRealTime();

// One layer of gates over 128 words by each instruction set that this processor has; `products` is
// multiply-adds a second.
void layer(benchmark::State& state) {
  const auto* code = products(static_cast<std::size_t>(state.range(0)));
  if (code == nullptr) return state.SkipWithError("no such instruction set here");
  constexpr std::size_t kRows = 128, kStates = 448, kGates = 3 * kStates;
  std::mt19937 random(1);
  // Sums of three: like weights and activations, mostly small.
  const auto number = [&](unsigned top) {
    return static_cast<int>(random() % top + random() % top + random() % top);
  };
  std::vector<std::int8_t> q(kGates * kStates);
  for (auto& w : q) w = static_cast<std::int8_t>(number(43) - 63);
  std::vector<std::uint8_t> u(kRows * kStates + Products::kSlack);
  for (auto& a : u) a = static_cast<std::uint8_t>(number(85) + 2);
  const std::vector<float> scale(kGates, 0.001F), scales(kRows, 0.01F);
  std::vector<std::uint8_t> ends(kRows, 0);
  std::vector<float> x(kRows * kStates);
  PackedWeights weights;
  code->pack({q.data(), kGates, kStates, scale, scale}, 3, weights);
  for (auto _ : state) {
    code->recurrence(weights, u.data(), scales.data(), kRows, ends.data(), ends.data(), false,
                     x.data());
    benchmark::DoNotOptimize(x.data());
  }
  state.counters["products"] =
      benchmark::Counter(static_cast<double>(kRows * kStates * kGates * state.iterations()),
                         benchmark::Counter::kIsRate);
  state.SetLabel(code->name());
}
BENCHMARK(layer)->DenseRange(0, 2);

}  // namespace

BENCHMARK_MAIN();
