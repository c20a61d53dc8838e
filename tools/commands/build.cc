// Text into a store: read in order, extract in parallel, store in order, make the graph.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "extract/parser/syntax.h"
#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/reading/in_order.h"
#include "tools/reading/interrupt.h"
#include "tools/reading/reading.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

// One document on its way through the pipeline.
struct Work {
  extract::Input input;
  std::optional<Analysis> analysis;  // nothing: rejected, or not begun when Ctrl-C came
  std::string rejected;              // why
  std::uint64_t bytes_read = 0;
};

struct Totals {
  std::uint64_t added = 0, replaced = 0, unchanged = 0, sentences = 0, statements = 0;
  std::uint64_t documents() const { return added + replaced + unchanged; }
};

// Parsed input needs no model: its version counts only where there is one.
std::uint64_t model_hash(const extract::Pipeline& pipeline, const BuildOptions& options) {
  try {
    return pipeline.model().hash();
  } catch (const Error& error) {
    if (!options.model.empty() || error.kind() != ErrorKind::kIo) throw;
    return 0;
  }
}

// Of all that decides what is read out of a text, the model apart: ontology, gazetteer, the way of
// reading, and this program's version. What was read under another one is read anew.
std::uint64_t reading_hash(const extract::Pipeline& pipeline, const BuildOptions& options) {
  std::string parts = to_hex(pipeline.ontology().hash()) + TRINE_VERSION;
  if (options.tokenized) parts += " tokenized";
  if (!options.gazetteer.empty()) {
    std::ifstream file(options.gazetteer, std::ios::binary);
    parts.append(std::istreambuf_iterator<char>(file), {});
  }
  return content_hash(parts);
}

storage::Store open_store(const extract::Pipeline& pipeline, const BuildOptions& options) {
  storage::OpenOptions open;
  open.mode = storage::OpenMode::kReadWrite;
  open.ontology_hash = reading_hash(pipeline, options);
  open.model_hash = model_hash(pipeline, options);
  return storage::Store::open(options.location, open);
}

void load(const extract::Pipeline& pipeline, const BuildOptions& options, Reading& reading,
          std::optional<extract::Input> first, storage::Store& store, Totals& totals) {
  const unsigned jobs = job_count(options);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, jobs);
  std::uint64_t skipped = 0;  // the reading stage's own: the last stage runs at the same time

  const auto read = [&]() -> std::shared_ptr<Work> {
    for (;;) {
      std::optional<extract::Input> input =
          first ? std::exchange(first, std::nullopt) : reading.next();
      if (!input || interrupted()) return nullptr;
      const Document& document = input->document;
      if (store.status(document.key, document.hash()) == storage::DocumentStatus::kUnchanged) {
        ++skipped;
        reading.done();
        continue;
      }
      auto work = std::make_shared<Work>();
      work->input = std::move(*input);
      work->bytes_read = reading.bytes_read();
      return work;
    }
  };
  const auto analyse = [&](Work& work) {
    if (interrupted()) return;
    const std::string key = work.input.document.key;
    try {
      work.analysis = pipeline.analyse(std::move(work.input));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kInput) throw;
      work.rejected = error.what();
      work.input.document.key = key;
    }
  };
  const auto keep = [&](const Work& work) {
    if (!work.rejected.empty()) reading.reject(work.input.document.key, work.rejected);
    if (!work.analysis) return reading.done();
    const Analysis& analysis = *work.analysis;
    switch (store.put(analysis)) {
      case storage::PutOutcome::kAdded:
        ++totals.added;
        break;
      case storage::PutOutcome::kReplaced:
        ++totals.replaced;
        break;
      case storage::PutOutcome::kUnchanged:
        ++totals.unchanged;
        break;
    }
    totals.sentences += analysis.sentences.size();
    totals.statements += analysis.statements.size();
    reading.done();
    reading.progress(work.bytes_read, totals.documents(), totals.sentences);
  };
  in_order<Work>(job_count(options), read, analyse, keep);
  totals.unchanged += skipped;
}

}  // namespace

int build(const BuildOptions& options) {
  catch_interrupts();
  const extract::Pipeline pipeline(pipeline_options(options));
  Reading reading(options, options.quiet);
  Totals totals;
  std::optional<storage::Store> store;
  // A folder of nothing but bad input, or a model that is not there, must leave no empty store.
  const bool there = std::filesystem::exists(options.location);
  if (there) store = open_store(pipeline, options);
  std::optional<extract::Input> first = reading.next();
  if (first && !there) {
    if (first->sentences.empty()) static_cast<void>(pipeline.model());  // throws without one
    store = open_store(pipeline, options);
  }
  if (first) load(pipeline, options, reading, std::move(first), *store, totals);
  const double seconds = reading.seconds();
  storage::Statistics statistics;
  if (store) {
    reading.stage("making the graph");
    store->refresh_view();
    statistics = store->statistics();
  }
  reading.finish();
  if (!options.quiet) {
    const double rate = static_cast<double>(totals.sentences) / std::max(seconds, 1e-3);
    say(fmt::format("{}: {} added, {} replaced, {} unchanged, {} rejected; {}, {} read",
                    options.location.string(), counted(totals.added, "document"), totals.replaced,
                    totals.unchanged, reading.rejected(), counted(totals.sentences, "sentence"),
                    counted(totals.statements, "statement")));
    say(fmt::format("{} and {} in the graph; {:.1f} s, {} sentences/s",
                    counted(statistics.entities, "entity"), counted(statistics.facts, "fact"),
                    reading.seconds(), with_commas(static_cast<std::uint64_t>(rate))));
  }
  if (interrupted())
    throw Error(ErrorKind::kInterrupted,
                "interrupted; what was read is stored, run the same command to go on");
  return reading.rejected() != 0 ? kSomeRejected : kFound;
}

}  // namespace trine::tools
