#include "tools/reading/reading.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <utility>

#include "schema/error.h"
#include "tools/reading/interrupt.h"
#include "tools/telling/json.h"

namespace trine::tools {
namespace {

extract::CorpusReader open_corpus(const ReadingOptions& options, const Sources* sources) {
  std::vector<std::filesystem::path> paths(options.paths.begin(), options.paths.end());
  extract::CorpusOptions corpus;
  if (sources != nullptr) {
    corpus.sources = [sources](const std::filesystem::path& file) {
      return sources->names_of(file);
    };
  } else if (paths.empty()) {
    paths.emplace_back("-");
  }
  corpus.format = extract::format_named(options.input).value_or(extract::InputFormat::kAuto);
  if (!options.date_order.empty()) {
    corpus.date_order = options.date_order == "dmy" ? extract::DateOrder::kDayFirst
                                                    : extract::DateOrder::kMonthFirst;
  }
  for (const auto& pair : options.fields) {
    const auto equals = pair.find('=');
    corpus.fields[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  if (options.tokenized) {
    corpus.format = extract::InputFormat::kText;
    corpus.infer_metadata = false;
  }
  return extract::CorpusReader(paths, corpus);
}

}  // namespace

extract::PipelineOptions pipeline_options(const ReadingOptions& options) {
  extract::PipelineOptions pipeline;
  pipeline.model = options.model;
  pipeline.ontology = options.ontology;
  pipeline.gazetteer = options.gazetteer;
  pipeline.tokenized = options.tokenized;
  return pipeline;
}

unsigned job_count(const ReadingOptions& options) {
  return options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
}

Reading::Reading(const ReadingOptions& options, bool quiet, const Sources* sources)
    : reader_(open_corpus(options, sources)), progress_(!quiet), quiet_(quiet) {
  if (!options.rejects.empty()) rejects_.emplace(options.rejects);
  progress_.set_total(reader_.bytes_total());
  watcher_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

// Ctrl-C while the input keeps us waiting: nothing would ask interrupted() any more. All documents
// that were read are dealt with by then, and the store is consistent at every instant.
void Reading::watch(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake_up;  // by the request to stop
  std::unique_lock lock(mutex);
  for (int quiet_rounds = 0; !stop.stop_requested();) {
    wake_up.wait_for(lock, stop, std::chrono::milliseconds(20), [] { return false; });
    const bool stuck = !stop.stop_requested() && interrupted() && waiting_ && under_way_ == 0;
    quiet_rounds = stuck ? quiet_rounds + 1 : 0;
    if (quiet_rounds < 10) continue;
    say("interrupted; what was read is kept, run the same command to go on");
    _exit(130);
  }
}

std::optional<extract::Input> Reading::next() {
  if (interrupted()) return std::nullopt;
  waiting_ = true;
  std::optional<extract::Input> input = reader_.next();
  if (input) ++under_way_;
  waiting_ = false;
  for (const extract::Diagnostic& diagnostic : reader_.take_diagnostics()) report(diagnostic);
  return input;
}

void Reading::report(const extract::Diagnostic& diagnostic) {
  if (diagnostic.severity == extract::Diagnostic::Severity::kRejected) {
    reject(diagnostic.source, diagnostic.reason);
  } else if (diagnostic.severity == extract::Diagnostic::Severity::kWarning && !quiet_) {
    const std::lock_guard lock(mutex_);
    progress_.clear();
    say(fmt::format("{}: {}", diagnostic.source, diagnostic.reason));
  }
}

void Reading::reject(const std::string& source, const std::string& reason) {
  const std::lock_guard lock(mutex_);
  ++rejected_;
  progress_.clear();
  say(fmt::format("{}: {}", source, reason));
  if (rejects_)
    rejects_->line(
        fmt::format("{{\"source\":{},\"reason\":{}}}", json_string(source), json_string(reason)));
}

void Reading::progress(std::uint64_t bytes, std::uint64_t documents, std::uint64_t sentences) {
  const std::lock_guard lock(mutex_);
  progress_.update(bytes, documents, sentences);
}

void Reading::stage(const std::string& name) {
  const std::lock_guard lock(mutex_);
  progress_.stage(name);
}

void Reading::finish() {
  progress_.clear();
  if (rejects_) rejects_->finish();
}

}  // namespace trine::tools
