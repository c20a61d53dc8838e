// Is the store whole? And what does a support request need to know?
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "extract/parser/syntax.h"
#include "extract/pipeline.h"
#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/telling/json.h"
#include "tools/telling/picture.h"
#include "tools/telling/session.h"

namespace trine::tools {

namespace {

std::string counts_of(const storage::CheckReport& report) {
  return fmt::format("{}, {}, {}, {} of evidence", counted(report.documents, "document"),
                     counted(report.entities, "entity"), counted(report.facts, "fact"),
                     counted(report.evidence, "piece"));
}

void tell(const storage::CheckReport& report, const StatsOptions& options) {
  Output out(options.output);
  for (const std::string& problem : report.problems)
    out.line(options.json
                 ? fmt::format("{{\"kind\":\"problem\",\"text\":{}}}", json_string(problem))
                 : problem);
  if (options.json)
    out.line(fmt::format(
        "{{\"kind\":\"check\",\"ok\":{},\"problems\":{},\"documents\":{},\"entities\":{},"
        "\"facts\":{},\"evidence\":{}}}",
        report.problems.empty(), report.problems.size(), report.documents, report.entities,
        report.facts, report.evidence));
  else if (report.problems.empty())
    out.line(fmt::format("{}: sound ({})", options.location.string(), counts_of(report)));
  out.finish();
}

}  // namespace

int check(const StatsOptions& options) {
  const storage::Store store = open_for_reading(options);
  const storage::CheckReport report = store.check();
  try {
    tell(report, options);
  } catch (const ClosedPipe&) {
    // Whoever reads no further still gets the exit code.
  }
  if (report.problems.empty()) return kFound;
  throw Error(ErrorKind::kCorruption,
              fmt::format("{}: {} found in {}", options.location.string(),
                          counted(report.problems.size(), "problem"), counts_of(report)));
}

int doctor(const StatsOptions& options) {
  Output out(options.output);
  const Paint paint(use_colour(options, out));
  bool sound = true;
  Table table;
  const auto row = [&](bool good, const std::string& what, const std::string& found) {
    sound = sound && good;
    table.row({good ? paint.green("ok") : paint.red("problem"), what, found});
  };
  row(true, "version", TRINE_VERSION);
  row(true, "processors", std::to_string(std::thread::hardware_concurrency()));
  try {
    const extract::Pipeline pipeline{extract::PipelineOptions{}};
    row(true, "ontology",
        fmt::format("{} classes, {} entries", pipeline.ontology().classes().size(),
                    pipeline.ontology().entry_count()));
    const std::filesystem::path file = extract::SyntaxModel::find_file({});
    row(true, "model", fmt::format("{} ({})", file.string(), pipeline.model().kernels()));
  } catch (const Error& error) {
    row(false, "model", error.what());
  }
  const std::string graphviz = find_program("dot");
  table.row({graphviz.empty() ? paint.yellow("note") : paint.green("ok"), "Graphviz",
             graphviz.empty() ? "not installed: no svg and png (apt install graphviz)" : graphviz});
  if (std::filesystem::exists(options.location)) {
    try {
      const storage::Store store = storage::Store::open(options.location, {});
      const storage::Statistics s = store.statistics();
      row(true, "store",
          fmt::format("{}: {}, {}", options.location.string(), counted(s.documents, "document"),
                      counted(s.facts, "fact")));
      if (s.view_stale)
        table.row({paint.yellow("note"), "graph",
                   "documents changed since it was made; run `trine build` once more"});
    } catch (const Error& error) {
      row(false, "store", error.what());
    }
  } else {
    table.row({paint.yellow("note"), "store", options.location.string() + ": none there yet"});
  }
  out.write(table.text());
  out.finish();
  return sound ? kFound : 4;
}

}  // namespace trine::tools
