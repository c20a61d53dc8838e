// The first stage of `build` and `extract`: inputs in order, what is wrong with some of them, and
// the counts for the summary.
#pragma once
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "extract/pipeline.h"
#include "extract/reading/corpus.h"
#include "tools/options.h"
#include "tools/reading/progress.h"
#include "tools/reading/sources.h"
#include "tools/telling/output.h"

namespace trine::tools {

extract::PipelineOptions pipeline_options(const ReadingOptions& options);
// Threads to work with: what was asked for, else one a processor.
unsigned job_count(const ReadingOptions& options);

// One thread may read while another reports.
class Reading {
 public:
  // Without paths it reads standard input. `sources`, where there are any, outlives this.
  Reading(const ReadingOptions& options, bool quiet, const Sources* sources = nullptr);

  // nullopt at the end of the input, and after Ctrl-C.
  std::optional<extract::Input> next();
  // The input that next() gave is dealt with.
  void done() { --under_way_; }
  // Of inputs that turned out bad later on.
  void reject(const std::string& source, const std::string& reason);
  // Writes the file of rejects. Call once, at the end.
  void finish();

  const extract::CorpusReader& corpus() const { return reader_; }
  std::uint64_t rejected() const { return rejected_; }
  std::uint64_t bytes_read() const { return reader_.bytes_read(); }
  // Draws the progress line.
  void progress(std::uint64_t bytes, std::uint64_t documents, std::uint64_t sentences);
  void stage(const std::string& name);
  double seconds() const { return progress_.seconds(); }

 private:
  void report(const extract::Diagnostic& diagnostic);
  void watch(const std::stop_token& stop);

  extract::CorpusReader reader_;
  std::optional<Output> rejects_;
  Progress progress_;
  std::mutex mutex_;  // of the two above and the count below
  bool quiet_;
  std::uint64_t rejected_ = 0;
  std::atomic<bool> waiting_ = false;  // for input, perhaps for ever: a pipe, a terminal
  std::atomic<int> under_way_ = 0;
  std::jthread watcher_;  // last: it looks at the others
};

}  // namespace trine::tools
