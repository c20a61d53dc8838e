// openCypher on a store.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include "graph/query/graphs/memory_graph.h"
#include "tools/commands/commands.h"
#include "tools/commands/query_session.h"
#include "tools/reading/interrupt.h"
#include "tools/telling/answers.h"
#include "tools/telling/session.h"

namespace trine::tools {
namespace {

std::string text_of_file(const std::filesystem::path& file) {
  if (file == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream in(file);
  if (!in) throw Error(ErrorKind::kIo, "cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

// The line of the query that is wrong, and a mark below the place.
std::string pointed_at(const std::string& text, query::Position at) {
  if (at.line == 0) return {};
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < at.line; ++line) begin = text.find('\n', begin) + 1;
  std::string line = text.substr(begin, text.find('\n', begin) - begin);
  std::replace(line.begin(), line.end(), '\t', ' ');
  return fmt::format("\n  {}\n  {:>{}}", one_line(line), "^", at.column);
}

}  // namespace

QuerySession::QuerySession(const QueryOptions& options)
    : options_(options),
      store_(open_for_reading(options)),
      graph_(store_),
      format_(options.json ? "jsonl" : options.format) {
  query::add_standard_procedures(procedures_);
  query::add_store_procedures(procedures_, store_);
  for (const auto& one : options.parameters) parameters_.insert(parse_parameter(one));
}

std::size_t QuerySession::run(const std::string& text, Output& out) {
  query::QueryOptions how;
  how.parameters = parameters_;
  how.procedures = &procedures_;
  how.limits.interrupted = [] { return interrupted(); };
  if (options_.timeout > 0) {
    how.limits.timeout = std::chrono::milliseconds(
        static_cast<std::chrono::milliseconds::rep>(options_.timeout * 1000));
  }
  if (options_.memory > 0) how.limits.memory = options_.memory << 20;
  try {
    query::QueryRun run(graph_, text, std::move(how));
    if (run.explain() == query::Explain::kExplain) {
      out.write(run.plan());
      return 1;
    }
    AnswerWriter writer(out, graph_, run.columns(), format_);
    query::List row;
    const std::size_t most = options_.limit == 0 ? SIZE_MAX : options_.limit;
    while (writer.rows() < most && run.next(row)) writer.row(row);
    writer.finish();
    if (run.explain() == query::Explain::kProfile) out.write("\n" + run.plan());
    return writer.rows();
  } catch (const query::QueryError& error) {
    throw Error(ErrorKind::kUsage, error.what() + pointed_at(text, error.position()));
  }
}

std::pair<std::string, query::Value> parse_parameter(const std::string& assignment) {
  const auto equals = assignment.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw Error(ErrorKind::kUsage, "a parameter is NAME=VALUE, not \"" + assignment + "\"");
  }
  const std::string name = assignment.substr(0, equals);
  const std::string text = assignment.substr(equals + 1);
  try {
    const query::MemoryGraph empty;
    query::QueryRun run(empty, "RETURN " + text + " AS value", {});
    query::List row;
    if (run.next(row) && row.size() == 1) return {name, row.front()};
  } catch (const query::QueryError&) {
    // No value of the language: the text itself.
  }
  return {name, query::Value(text)};
}

std::vector<std::string> split_queries(std::string_view text) {
  std::vector<std::string> queries;
  std::string current;
  char quote = 0;
  const auto finish = [&] {
    if (current.find_first_not_of(" \t\r\n") != std::string::npos) queries.push_back(current);
    current.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\' && quote != '`' && i + 1 < text.size()) current += text[i++];
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (text.substr(i, 2) == "//") {
      while (i < text.size() && text[i] != '\n') ++i;
      current += '\n';
      continue;
    } else if (c == ';') {
      finish();
      continue;
    }
    current += text[i];
  }
  finish();
  return queries;
}

int query(const QueryOptions& options) {
  catch_interrupts();
  const bool none_given = options.text.empty() && options.file.empty();
  QuerySession session(options);
  if (none_given && isatty(STDIN_FILENO) == 1) return query_shell(session, options);
  std::vector<std::string> queries;
  if (!options.text.empty()) {
    queries.push_back(options.text);
  } else {
    queries = split_queries(text_of_file(none_given ? "-" : options.file));
  }
  if (queries.empty()) throw Error(ErrorKind::kUsage, "there is no query");
  Output out(options.output);
  std::size_t rows = 0;
  for (const auto& text : queries) rows += session.run(text, out);
  out.finish();
  return rows > 0 ? kFound : kNothingFound;
}

}  // namespace trine::tools
