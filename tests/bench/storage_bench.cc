// The store on generated news: documents of 10 sentences, 12 entities and 15 statements, names
// drawn from a vocabulary that grows with the corpus as Heaps' law has it. Fixed seed; answers
// verified.
//   trine_storage_bench                                  sizes up to 10,000 documents
//   trine_storage_bench --benchmark_filter=/100000       the large one, some minutes
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cmath>
#include <map>
#include <memory>
#include <stdexcept>

#include "tests/storage/samples.h"

namespace {

using namespace trine;
using namespace trine::storage;
using namespace trine::storage::samples;

class News {
 public:
  explicit News(std::int64_t documents)
      : names_(static_cast<std::uint64_t>(30 * std::sqrt(static_cast<double>(documents) * 12))) {}

  Analysis make(std::int64_t number) {
    std::mt19937_64 random(static_cast<std::uint64_t>(number) + 1);
    const auto below = [&](std::uint64_t limit) { return random() % limit; };
    Writer writer("news/" + std::to_string(number) + ".txt",
                  "2023-0" + std::to_string(1 + below(9)) + "-11");
    std::vector<std::uint32_t> entities;
    for (int i = 0; i < 12; ++i) {
      if (i >= 9) {
        entities.push_back(
            writer.entity("the ministry of " + word(below(200)), EntityType::kOrganization, false));
        continue;
      }
      // Frequent names are frequent: rank = names^u for a uniform u.
      const double u = static_cast<double>(below(1 << 20)) / (1 << 20);
      const auto rank = static_cast<std::uint64_t>(std::pow(static_cast<double>(names_), u));
      entities.push_back(writer.entity(name(rank), EntityType::kPerson));
    }
    static const char* kPhrases[] = {"meet", "call for", "hold talks with", "visit", "accuse"};
    for (int i = 0; i < 15; ++i) {
      const auto phrase = below(5);
      writer.say(entities[below(12)], kPhrases[phrase], entities[below(12)],
                 phrase == 0 ? "CONSULT" : "OTHER", phrase == 0);
    }
    return writer.analysis();
  }

  static std::string word(std::uint64_t number) {
    static const char* kSyllables[] = {"ka",  "lo", "mi",  "ne", "ru",
                                       "sha", "to", "ven", "xi", "dor"};
    std::string text;
    for (number += 100; number > 0; number /= 10) text += kSyllables[number % 10];
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
  }
  static std::string name(std::uint64_t rank) { return word(rank % 5000) + " " + word(rank); }

 private:
  std::uint64_t names_;
};

struct Corpus {
  TemporaryFolder folder;
  std::unique_ptr<Store> store;
};

std::map<std::int64_t, Corpus>& corpora() {
  static std::map<std::int64_t, Corpus> all;
  return all;
}

// Built once for each size.
Store& corpus(std::int64_t documents) {
  auto& entry = corpora()[documents];
  if (!entry.store) {
    entry.store = std::make_unique<Store>(Store::open(entry.folder / "s", writing()));
    News news(documents);
    for (std::int64_t i = 0; i < documents; ++i) entry.store->put(news.make(i));
    entry.store->refresh_view();
  }
  return *entry.store;
}

void report_memory(benchmark::State& state) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MiB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

void put(benchmark::State& state) {
  const auto documents = state.range(0);
  News news(documents);
  std::vector<Analysis> analyses;
  for (std::int64_t i = 0; i < std::min<std::int64_t>(documents, 10'000); ++i) {
    analyses.push_back(news.make(i));
  }
  for (auto _ : state) {
    TemporaryFolder folder;
    auto store = Store::open(folder / "s", writing());
    for (const auto& analysis : analyses) store.put(analysis);
    if (store.statistics().documents != analyses.size()) throw std::logic_error("documents lost");
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(analyses.size()));
}

void rebuild(benchmark::State& state) {
  auto& store = corpus(state.range(0));
  for (auto _ : state) store.rebuild_view();
  state.SetItemsProcessed(state.iterations() * state.range(0));
  const auto statistics = store.statistics();
  if (statistics.evidence != statistics.statements) throw std::logic_error("statements lost");
  state.counters["facts"] = static_cast<double>(statistics.facts);
  state.counters["entities"] = static_cast<double>(statistics.entities);
  report_memory(state);
}

void refresh_after_one(benchmark::State& state) {
  auto& store = corpus(state.range(0));
  News news(state.range(0));
  std::int64_t version = 0;
  for (auto _ : state) {
    auto analysis = news.make(7);
    analysis.document.title = std::to_string(++version);
    store.put(analysis);
    store.refresh_view();
  }
  store.put(news.make(7));
  store.refresh_view();
}

void look_up_exact(benchmark::State& state) {
  auto& store = corpus(state.range(0));
  std::uint64_t rank = 1;
  for (auto _ : state) {
    auto matches = store.find_exact(News::name(1 + rank++ % 50));
    if (matches.empty()) throw std::logic_error("a name is lost");
    benchmark::DoNotOptimize(matches);
  }
}

void look_up_similar(benchmark::State& state) {
  auto& store = corpus(state.range(0));
  std::uint64_t rank = 1;
  for (auto _ : state) {
    auto name = News::name(1 + rank++ % 50);
    std::swap(name[2], name[3]);
    auto matches = store.find_similar(name, 5);
    if (matches.empty()) throw std::logic_error("a name is lost");
    benchmark::DoNotOptimize(matches);
  }
}

void load_facts(benchmark::State& state) {
  auto& store = corpus(state.range(0));
  std::int64_t facts = 0;
  for (auto _ : state) {
    store.for_each_fact([&](const FactRecord& fact) {
      benchmark::DoNotOptimize(fact);
      ++facts;
      return true;
    });
  }
  state.SetItemsProcessed(facts);
}

void read_evidence(benchmark::State& state) {
  auto& store = corpus(state.range(0));
  std::vector<FactId> ids;
  store.for_each_fact([&](const FactRecord& fact) {
    ids.push_back(fact.id);
    return ids.size() < 5000;
  });
  std::size_t next = 0;
  for (auto _ : state) {
    auto evidence = store.best_evidence(ids[next++ % ids.size()]);
    if (!evidence) throw std::logic_error("a fact without evidence");
    benchmark::DoNotOptimize(evidence);
  }
}

BENCHMARK(put)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(rebuild)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(refresh_after_one)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(look_up_exact)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(look_up_similar)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(load_facts)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(read_evidence)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

}  // namespace

int main(int argc, char** argv) {
  // The large corpus only when it is asked for.
  std::string usual = "--benchmark_filter=-/100000";
  std::vector<char*> arguments(argv, argv + argc);
  if (argc == 1) arguments.push_back(usual.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  benchmark::RunSpecifiedBenchmarks();
  corpora().clear();  // before RocksDB's own statics go
}
