// Text into a store: read in order, extract in parallel, store in order, make the graph.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <unordered_set>
#include <utility>

#include "extract/parser/syntax.h"
#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/reading/in_order.h"
#include "tools/reading/interrupt.h"
#include "tools/reading/reading.h"
#include "tools/reading/upkeep.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

// One document on its way through the pipeline.
struct Work {
  extract::Input input;
  std::optional<Analysis> analysis;        // nothing: rejected, or not begun when Ctrl-C came
  std::string rejected;                    // why
  std::optional<std::string> earlier_key;  // in the store, of an earlier version's making
  std::uint64_t bytes_read = 0;
};

struct Totals {
  std::uint64_t added = 0, replaced = 0, unchanged = 0, removed = 0;
  std::uint64_t outdated = 0;  // of the replaced: unchanged, but read by another version
  std::uint64_t sentences = 0, statements = 0;
  std::unordered_set<std::uint64_t> keys;  // hashes of those that were met
  std::uint64_t documents() const { return added + replaced + unchanged; }
};

storage::Store open_store(const extract::Pipeline& pipeline, const BuildOptions& options) {
  storage::OpenOptions open;
  open.mode = options.dry_run ? storage::OpenMode::kReadOnly : storage::OpenMode::kReadWrite;
  open.ontology_hash = pipeline.reading_hash();
  if (const extract::SyntaxModel* model = pipeline.model_if_any()) {
    open.model_hash = model->hash();
    open.reader = model->name();
  }
  return storage::Store::open(options.location, open);
}

void load(const extract::Pipeline& pipeline, const BuildOptions& options, Reading& reading,
          std::optional<extract::Input> first, storage::Store& store, Totals& totals) {
  const unsigned jobs = job_count(options);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, jobs);
  std::uint64_t skipped = 0, outdated = 0;  // the reading stage's own: the last one runs meanwhile
  const BareKeys bare_keys(store);
  std::vector<std::string> leftover;  // the last stage alone may write meanwhile

  const auto read = [&]() -> std::shared_ptr<Work> {
    for (;;) {
      std::optional<extract::Input> input =
          first ? std::exchange(first, std::nullopt) : reading.next();
      if (!input || interrupted()) return nullptr;
      const Document& document = input->document;
      totals.keys.insert(content_hash(document.key));
      const auto status = store.status(document.key, document.hash());
      if (status == storage::DocumentStatus::kOutdated) ++outdated;
      if (status == storage::DocumentStatus::kUnchanged) {
        ++skipped;
        if (const auto earlier = bare_keys.find(document)) leftover.push_back(*earlier);
        reading.done();
        continue;
      }
      auto work = std::make_shared<Work>();
      work->earlier_key = bare_keys.find(document);
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
    // A crash before this leaves both, and the next build takes the earlier one out.
    if (work.earlier_key) store.remove(*work.earlier_key);
    totals.sentences += analysis.sentences.size();
    totals.statements += analysis.statements.size();
    reading.done();
    reading.progress(work.bytes_read, totals.documents(), totals.sentences);
  };
  in_order<Work>(job_count(options), read, analyse, keep);
  totals.unchanged += skipped;
  totals.outdated += outdated;
  for (const auto& key : leftover) store.remove(key);
}

// What load() would do.
void foresee(Reading& reading, std::optional<extract::Input> input, const storage::Store* store,
             Totals& totals) {
  for (; input && !interrupted(); input = reading.next()) {
    const Document& document = input->document;
    totals.keys.insert(content_hash(document.key));
    const auto status = store == nullptr ? storage::DocumentStatus::kAbsent
                                         : store->status(document.key, document.hash());
    ++(status == storage::DocumentStatus::kAbsent      ? totals.added
       : status == storage::DocumentStatus::kUnchanged ? totals.unchanged
                                                       : totals.replaced);
    if (status == storage::DocumentStatus::kOutdated) ++totals.outdated;
    reading.done();
  }
}

// --sync: takes out what has gone, or says so.
void take_out_gone(const BuildOptions& options, const Sources& sources, const Reading& reading,
                   storage::Store& store, Totals& totals) {
  if (!reading.corpus().found_all())
    say("--sync takes nothing out, since not all of the input could be looked into");
  for (const auto& key : gone_documents(store, sources, reading.corpus(), totals.keys)) {
    if (options.dry_run)
      say(fmt::format("{}: has gone; would be taken out", one_line(key)));
    else
      store.remove(key);
    ++totals.removed;
  }
}

// "12 texts, 3 web pages, 1 PDF": what was read.
std::string kinds_read(const extract::CorpusReader& corpus) {
  std::string kinds;
  for (std::size_t i = 0; i < extract::kInputFormats; ++i) {
    if (corpus.counts()[i] == 0) continue;
    kinds += (kinds.empty() ? "" : ", ") +
             extract::counted_as(static_cast<extract::InputFormat>(i), corpus.counts()[i]);
  }
  return kinds.empty() ? "nothing" : kinds;
}

void summarise(const BuildOptions& options, const Reading& reading, const Totals& totals,
               const storage::Statistics& statistics, double seconds) {
  say(fmt::format("{}: read {}", options.location.string(), kinds_read(reading.corpus())));
  const auto removed = options.sync ? fmt::format(", {} removed", totals.removed) : std::string();
  auto counts = fmt::format("{} added, {} replaced, {} unchanged{}, {} rejected",
                            counted(totals.added, "document"), totals.replaced, totals.unchanged,
                            removed, reading.rejected());
  if (totals.outdated != 0)
    say(
        fmt::format("{}: {} of those replaced had not changed, but rules, word lists, model or "
                    "ontology have since they were read",
                    options.location.string(), totals.outdated));
  if (options.dry_run)
    return say(
        fmt::format("{}: would be {}; nothing was changed", options.location.string(), counts));
  const double rate = static_cast<double>(totals.sentences) / std::max(seconds, 1e-3);
  say(fmt::format("{}: {}; {}, {} read", options.location.string(), counts,
                  counted(totals.sentences, "sentence"), counted(totals.statements, "statement")));
  say(fmt::format("{} and {} in the graph; {:.1f} s, {} sentences/s",
                  counted(statistics.entities, "entity"), counted(statistics.facts, "fact"),
                  reading.seconds(), with_commas(static_cast<std::uint64_t>(rate))));
}

}  // namespace

int build(const BuildOptions& options) {
  catch_interrupts();
  const extract::Pipeline pipeline(pipeline_options(options));
  std::optional<storage::Store> store;
  // A folder of nothing but bad input, or a model that is not there, must leave no empty store.
  const bool there = std::filesystem::exists(options.location);
  if (there) store = open_store(pipeline, options);
  Sources sources(store ? store->source_origins() : std::map<std::string, std::string>(),
                  options.source);
  BuildOptions accepted = options;
  std::vector<std::pair<std::string, std::string>> refused;
  std::erase_if(accepted.paths, [&](const std::string& path) {
    const auto reason = sources.add(path);
    if (reason) refused.emplace_back(path, *reason);
    return reason.has_value();
  });
  Reading reading(accepted, options.quiet, &sources);
  for (const auto& [path, reason] : refused) reading.reject(path, reason);

  Totals totals;
  std::optional<extract::Input> first = reading.next();
  if (options.dry_run) {
    foresee(reading, std::move(first), store ? &*store : nullptr, totals);
  } else if (first) {
    if (!store) {
      if (first->sentences.empty()) static_cast<void>(pipeline.model());  // throws without one
      store = open_store(pipeline, options);
    }
    for (const auto& [origin, source] : sources.added()) store->set_source_origin(origin, source);
    load(pipeline, options, reading, std::move(first), *store, totals);
  }
  if (options.sync && store && !interrupted()) {
    take_out_gone(options, sources, reading, *store, totals);
  }
  const double seconds = reading.seconds();
  storage::Statistics statistics;
  if (store && !options.dry_run) {
    reading.stage("making the graph");
    store->refresh_view();
    statistics = store->statistics();
  }
  reading.finish();
  if (!options.quiet) summarise(options, reading, totals, statistics, seconds);
  if (interrupted())
    throw Error(ErrorKind::kInterrupted,
                "interrupted; what was read is stored, run the same command to go on");
  return reading.rejected() != 0 ? kSomeRejected : kFound;
}

}  // namespace trine::tools
