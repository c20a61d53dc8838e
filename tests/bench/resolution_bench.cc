// Resolution of generated entities across documents: 12 to a document, names drawn from a
// vocabulary that grows with the corpus as Heaps' law has it; full names, surnames alone,
// organisations with their acronyms and legal forms, and descriptions. Fixed seed; that the result
// is a partition is verified.
//   trine_resolution_bench                        10,000 to 1,000,000 entities; the exponent of
//   growth is printed
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>
#include <stdexcept>

#include "storage/identity/resolution.h"

namespace {

using trine::EntityType;
using namespace trine::storage;

std::string word(std::uint64_t number) {
  static const char* kSyllables[] = {"ka", "lo", "mi", "ne", "ru", "sha", "to", "ven", "xi", "dor"};
  std::string text;
  for (number += 100; number > 0; number /= 10) text += kSyllables[number % 10];
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

ResolutionInput make_input(std::int64_t count) {
  std::mt19937_64 random(7);
  const auto names = static_cast<double>(30 * std::sqrt(static_cast<double>(count)));
  // Frequent names are frequent: rank = names^u for a uniform u.
  const auto rank = [&] {
    const double u = static_cast<double>(random() % (1 << 20)) / (1 << 20);
    return static_cast<std::uint64_t>(std::pow(names, u));
  };
  ResolutionInput input;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto document = static_cast<std::uint32_t>(i / 12);
    if (i % 12 == 0) {
      std::string key = std::to_string(document);
      input.documents.push_back("news/" + std::string(8 - key.size(), '0') + key);
    }
    LocalEntity entity;
    entity.document = document;
    entity.index = static_cast<std::uint32_t>(i % 12);
    entity.named = true;
    entity.mentions = 1 + static_cast<std::uint32_t>(random() % 4);
    const auto number = rank();
    switch (random() % 6) {
      case 0:
        entity.name = "the ministry of " + word(random() % 200);
        entity.named = false;
        entity.type = EntityType::kOrganization;
        break;
      case 1:
        entity.name = word(number) + " Board";
        entity.type = EntityType::kOrganization;
        if (random() % 2) entity.name += " Inc.";
        if (random() % 3 == 0) entity.aliases = {entity.name.substr(0, 1) + "B"};
        break;
      case 2:
        entity.name = word(number % 5000);
        entity.type = EntityType::kPerson;
        break;
      default:
        entity.name = word(number * 7 % 900) + " " + word(number % 5000);
        entity.type = EntityType::kPerson;
        entity.roles = {random() % 2 ? "minister" : "judge"};
    }
    if (i % 12 > 0) entity.neighbours.push_back(static_cast<std::uint32_t>(i - 1));
    input.entities.push_back(std::move(entity));
  }
  return input;
}

void resolve_entities(benchmark::State& state) {
  const auto input = make_input(state.range(0));
  std::size_t clusters = 0;
  for (auto _ : state) {
    const auto resolution = resolve(input);
    clusters = resolution.clusters.size();
    std::size_t entities = 0;
    for (const auto& cluster : resolution.clusters) entities += cluster.entities.size();
    if (entities != input.entities.size()) throw std::runtime_error("not a partition");
  }
  state.SetComplexityN(state.range(0));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["nodes"] = static_cast<double>(clusters);
}
BENCHMARK(resolve_entities)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity();

}  // namespace

BENCHMARK_MAIN();
