#include "tests/tck/runner.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>

#include "graph/query/engine.h"
#include "graph/query/graphs/memory_graph.h"
#include "graph/query/syntax/parse.h"
#include "tests/tck/values.h"

namespace trine::tck {
namespace {

using query::List;
using query::Map;
using query::MemoryGraph;
using query::QueryError;
using query::QueryRun;
using query::Value;

struct Failure {
  std::string reason;
};

[[noreturn]] void fail(const std::string& reason) { throw Failure{reason}; }

// The clause of the query under test that writes, if there is one; of a text that can't be read,
// by its words.
std::string writing_clause(const std::string& text) {
  try {
    for (const auto& part : query::parse(text).parts) {
      for (const auto& clause : part.clauses) {
        if (clause.kind == query::ClauseKind::kCreate ||
            clause.kind == query::ClauseKind::kOtherWrite) {
          return clause.name;
        }
      }
    }
    return {};
  } catch (const QueryError&) {
    static const std::regex kWord(
        R"((^|[\s)}\]])(CREATE|MERGE|SET|DELETE|REMOVE|DETACH|FOREACH)[\s(])");
    std::smatch found;
    return std::regex_search(text, found, kWord) ? found[2].str() : std::string();
  }
}

Value value_of(const std::string& text) {
  const MemoryGraph empty;
  QueryRun run(empty, "RETURN " + text, {});
  List row;
  run.next(row);
  return row.front();
}

std::vector<query::Parameter> parameters_of(const std::string& list) {
  std::vector<query::Parameter> parameters;
  static const std::regex kOne(R"((\w+)\s*::\s*(\w+)\??)");
  for (auto at = std::sregex_iterator(list.begin(), list.end(), kOne); at != std::sregex_iterator();
       ++at) {
    parameters.push_back({(*at)[1].str(), (*at)[2].str(), false});
  }
  return parameters;
}

// "there exists a procedure test.my.proc(in :: INTEGER?) :: (out :: STRING?):" with its rows.
query::Procedure procedure_of(const Step& step) {
  static const std::regex kSignature(R"(procedure ([\w.]+)\((.*)\)\s*::\s*\((.*)\)\s*:?$)");
  std::smatch found;
  if (!std::regex_search(step.text, found, kSignature)) fail("cannot read: " + step.text);
  query::Procedure made;
  made.name = found[1].str();
  made.arguments = parameters_of(found[2].str());
  made.results = parameters_of(found[3].str());
  std::vector<List> rows;
  for (std::size_t i = 1; i < step.table.size(); ++i) {
    List row;
    for (const auto& cell : step.table[i]) {
      if (!cell.empty()) row.push_back(value_of(cell));
    }
    rows.push_back(std::move(row));
  }
  const std::size_t inputs = made.arguments.size();
  made.run = [rows, inputs](const query::PropertyGraph&, const List& arguments) {
    std::vector<List> results;
    for (const auto& row : rows) {
      const auto end = row.begin() + static_cast<std::ptrdiff_t>(inputs);
      if (std::equal(row.begin(), end, arguments.begin(), query::equivalent)) {
        results.emplace_back(end, row.end());
      }
    }
    return results;
  };
  return made;
}

std::string file_text(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) fail("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

class Runner {
 public:
  Runner(const Scenario& scenario, const std::filesystem::path& graphs)
      : scenario_(scenario), graphs_(graphs) {}

  void all() {
    for (const auto& step : scenario_.steps) one(step);
    if (error_ && !error_expected_) fail("unexpected " + told(*error_));
  }

 private:
  void one(const Step& step) {
    const std::string& text = step.text;
    if (text == "an empty graph" || text == "any graph" || text == "no side effects") return;
    static const std::regex kNamed(R"(the (.*) graph)");
    std::smatch found;
    if (std::regex_match(text, found, kNamed)) {
      const std::string name = found[1].str();
      execute(file_text(graphs_ / name / (name + ".cypher")));
    } else if (text.starts_with("having executed")) {
      execute(step.document);
    } else if (text.starts_with("parameters are")) {
      for (const auto& row : step.table) parameters_[row.at(0)] = value_of(row.at(1));
    } else if (text.starts_with("there exists a procedure")) {
      procedures_.add(procedure_of(step));
    } else if (text.starts_with("executing query") || text.starts_with("executing control query")) {
      ask(step.document);
    } else if (text.find("should be raised") != std::string::npos) {
      check_error(text);
    } else if (text == "the result should be empty") {
      check_no_error();
      if (!rows_.empty()) fail("rows where none are expected");
    } else if (text.starts_with("the result should be")) {
      check_rows(step);
    } else {
      fail("this runner does not know the step: " + text);
    }
  }

  // What makes the graph.
  void execute(const std::string& text) {
    query::QueryOptions options;
    options.writer = &graph_;
    options.parameters = parameters_;
    QueryRun run(graph_, text, std::move(options));
    for (List row; run.next(row);) {
    }
  }

  void ask(const std::string& text) {
    rows_.clear();
    columns_.clear();
    error_.reset();
    try {
      query::QueryOptions options;
      options.parameters = parameters_;
      options.procedures = &procedures_;
      QueryRun run(graph_, text, std::move(options));
      columns_ = run.columns();
      for (List row; run.next(row);) rows_.push_back(row);
    } catch (const QueryError& error) {
      error_ = error;
    }
  }

  static std::string told(const QueryError& error) {
    return error.type() +
           (error.phase() == query::Phase::kCompile ? " at compile time: " : " at runtime: ") +
           error.detail() + " [" + error.what() + "]";
  }

  void check_no_error() {
    if (error_) fail("unexpected " + told(*error_));
  }

  void check_error(const std::string& text) {
    static const std::regex kError(R"(an? (\w+) should be raised at (.*): (\S+))");
    std::smatch found;
    if (!std::regex_match(text, found, kError)) fail("cannot read: " + text);
    if (!error_) fail("no error, but expected " + text);
    error_expected_ = true;
    const std::string when = found[2].str();
    const std::string phase =
        error_->phase() == query::Phase::kCompile ? "compile time" : "runtime";
    if (found[1].str() != error_->type() || (when != "any time" && when != phase) ||
        (found[3].str() != "*" && found[3].str() != error_->detail())) {
      fail("expected " + text + ", found " + told(*error_));
    }
  }

  void check_rows(const Step& step) {
    check_no_error();
    const bool ordered = step.text.find("in order") != std::string::npos;
    const bool any_list_order = step.text.find("ignoring element order") != std::string::npos;
    const auto& names = step.table.at(0);
    std::vector<std::size_t> places;
    for (const auto& name : names) {
      const auto found = std::find(columns_.begin(), columns_.end(), name);
      if (found == columns_.end()) fail("there is no column " + name);
      places.push_back(static_cast<std::size_t>(found - columns_.begin()));
    }
    if (names.size() != columns_.size()) fail("there are other columns");
    std::vector<std::string> expected;
    for (std::size_t i = 1; i < step.table.size(); ++i) {
      std::string line;
      for (const auto& cell : step.table[i]) line += expected_text(cell, any_list_order) + " | ";
      expected.push_back(std::move(line));
    }
    std::vector<std::string> found;
    for (const auto& row : rows_) {
      std::string line;
      for (const auto place : places) {
        line += found_text(graph_, row[place], any_list_order) + " | ";
      }
      found.push_back(std::move(line));
    }
    if (!ordered) {
      std::sort(expected.begin(), expected.end());
      std::sort(found.begin(), found.end());
    }
    if (expected == found) return;
    std::string reason = "expected:\n";
    for (const auto& line : expected) reason += "      " + line + "\n";
    reason += "    found:\n";
    for (const auto& line : found) reason += "      " + line + "\n";
    fail(reason);
  }

  const Scenario& scenario_;
  std::filesystem::path graphs_;
  MemoryGraph graph_;
  Map parameters_;
  query::Procedures procedures_;
  std::vector<std::string> columns_;
  std::vector<List> rows_;
  std::optional<QueryError> error_;
  bool error_expected_ = false;
};

}  // namespace

Outcome run(const Scenario& scenario, const std::filesystem::path& graphs) {
  for (const auto& step : scenario.steps) {
    if (!step.text.starts_with("executing")) continue;
    const std::string clause = writing_clause(step.document);
    if (!clause.empty()) return {Verdict::kSkipped, clause};
  }
  try {
    Runner(scenario, graphs).all();
    return {};
  } catch (const Failure& failure) {
    return {Verdict::kFailed, failure.reason};
  } catch (const std::exception& error) {
    return {Verdict::kFailed, error.what()};
  }
}

}  // namespace trine::tck
