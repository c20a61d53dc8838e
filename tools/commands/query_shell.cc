// The shell of `trine query`: lines are edited and remembered by libedit, labels, classes, names
// and words of the language completed.
#include <editline/readline.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "graph/query/functions/functions.h"
#include "tools/commands/commands.h"
#include "tools/commands/query_session.h"
#include "tools/reading/interrupt.h"

namespace trine::tools {
namespace {

constexpr const char* kHelp =
    "A query ends with a semicolon, or with an empty line. Tab completes.\n"
    "  MATCH (n:Person {name: 'Ana Ruiz'})-[r:CONSULT]-(m) RETURN m.name, r.relation;\n"
    "  MATCH p = shortestPath((a {name: 'A'})-[*]-(b {name: 'B'})) RETURN p;\n"
    "  CALL trine.find('ruiz') YIELD node RETURN node;\n"
    "  EXPLAIN ... shows how it would be run, PROFILE ... how it was\n"
    ":help             this\n"
    ":labels           the labels of nodes        :types      the classes of relationships\n"
    ":procedures       what CALL can call         :functions  what expressions can call\n"
    ":param name=value sets $name                 :params     those that are set\n"
    ":format FORMAT    table, json, jsonl or csv  :quit       ends (also Ctrl-D)\n";

constexpr const char* kWords[] = {"ALL",
                                  "AND",
                                  "AS",
                                  "ASC",
                                  "BY",
                                  "CALL",
                                  "CASE",
                                  "CONTAINS",
                                  "COUNT",
                                  "DESC",
                                  "DISTINCT",
                                  "ELSE",
                                  "END",
                                  "ENDS WITH",
                                  "EXISTS",
                                  "EXPLAIN",
                                  "IN",
                                  "IS NOT NULL",
                                  "IS NULL",
                                  "LIMIT",
                                  "MATCH",
                                  "NOT",
                                  "OPTIONAL MATCH",
                                  "OR",
                                  "ORDER BY",
                                  "PROFILE",
                                  "RETURN",
                                  "SHORTEST",
                                  "SKIP",
                                  "STARTS WITH",
                                  "THEN",
                                  "UNION",
                                  "UNWIND",
                                  "WHEN",
                                  "WHERE",
                                  "WITH",
                                  "XOR",
                                  "YIELD"};

QuerySession* completing = nullptr;  // libedit's functions take no context

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// What could stand at the end of `line`, whose last word is `word`.
std::vector<std::string> candidates(const std::string& line, const std::string& word) {
  std::vector<std::string> all;
  const auto quotes = std::count(line.begin(), line.end(), '\'');
  if (quotes % 2 == 1) {
    const std::string begun = line.substr(line.rfind('\'') + 1);
    // libedit replaces the last word only.
    const auto keep = begun.size() - std::min(begun.size(), word.size());
    for (const auto& match : completing->store().find_prefix(begun, 50)) {
      if (match.name.size() > keep) all.push_back(match.name.substr(keep));
    }
    return all;
  }
  const auto before = line.size() > word.size() ? line[line.size() - word.size() - 1] : ' ';
  if (before == ':' || before == '|') {
    const auto open = line.find_last_of("([");
    const bool relationship = open != std::string::npos && line[open] == '[';
    return relationship ? completing->graph().all_types() : completing->graph().all_labels();
  }
  all.assign(std::begin(kWords), std::end(kWords));
  for (const auto& [name, function] : query::all_functions()) all.push_back(function.name + "(");
  for (const auto& [name, procedure] : completing->procedures().all()) all.push_back(name + "(");
  return all;
}

char** complete(const char* word, int, int end) {
  rl_attempted_completion_over = 1;
  static std::vector<std::string> found;
  static std::size_t at = 0;
  found.clear();
  at = 0;
  const std::string line(rl_line_buffer, static_cast<std::size_t>(end));
  const std::string begun = lower(word);
  try {
    for (const auto& one : candidates(line, word)) {
      if (lower(one).starts_with(begun)) found.push_back(one);
    }
  } catch (const Error&) {
    return nullptr;  // a completion that can't be made is none
  }
  return rl_completion_matches(word, [](const char*, int) -> char* {
    return at < found.size() ? strdup(found[at++].c_str()) : nullptr;
  });
}

std::filesystem::path history_file() {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  if (state != nullptr && *state != '\0') return std::filesystem::path(state) / "trine/queries";
  if (home == nullptr || *home == '\0') return {};
  return std::filesystem::path(home) / ".local/state/trine/queries";
}

void list(Output& out, const std::vector<std::string>& names) {
  for (const auto& name : names) out.line("  " + name);
}

// False: the shell is to end.
bool command(QuerySession& session, const std::string& line, Output& out) {
  const auto space = line.find(' ');
  const std::string verb = line.substr(0, space);
  const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
  if (verb == ":quit" || verb == ":exit" || verb == ":q") return false;
  if (verb == ":help") {
    out.write(kHelp);
  } else if (verb == ":labels") {
    list(out, session.graph().all_labels());
  } else if (verb == ":types") {
    list(out, session.graph().all_types());
  } else if (verb == ":procedures") {
    for (const auto& [name, one] : session.procedures().all()) {
      out.line(fmt::format("  {:<24} {}", name, one.help));
    }
  } else if (verb == ":functions") {
    for (const auto& [name, one] : query::all_functions()) out.line("  " + one.name + "()");
  } else if (verb == ":param") {
    const auto [name, value] = parse_parameter(rest);
    session.parameters()[name] = value;
  } else if (verb == ":params") {
    for (const auto& [name, value] : session.parameters()) out.line("  $" + name);
  } else if (verb == ":format" &&
             (rest == "table" || rest == "json" || rest == "jsonl" || rest == "csv")) {
    session.format() = rest;
  } else {
    say("no such command; :help names them");
  }
  return true;
}

}  // namespace

int query_shell(QuerySession& session, const QueryOptions& options) {
  completing = &session;
  rl_readline_name = const_cast<char*>("trine");
  rl_attempted_completion_function = complete;
  using_history();
  const auto file = history_file();
  if (!file.empty()) read_history(file.c_str());
  Output out;
  if (!options.quiet) out.line("trine query on " + options.location.string() + " (:help, :quit)");
  std::string text;
  for (bool going = true; going;) {
    out.flush();
    char* read = readline(text.empty() ? "trine> " : "   ... ");
    if (read == nullptr) break;
    const std::string line = read;
    std::free(read);
    const bool blank = line.find_first_not_of(" \t") == std::string::npos;
    if (text.empty() && blank) continue;
    if (!blank) add_history(line.c_str());
    try {
      if (text.empty() && line[0] == ':') {
        going = command(session, line, out);
        continue;
      }
      text += line + "\n";
      const auto last = line.find_last_not_of(" \t");
      if (!blank && line[last] != ';') continue;
      for (const auto& one : split_queries(text)) {
        forget_interrupt();  // of the line that was being written
        const std::size_t rows = session.run(one, out);
        if (!options.quiet) out.line(fmt::format("{} row{}", rows, rows == 1 ? "" : "s"));
      }
    } catch (const Error& error) {
      say(error.what());
    }
    text.clear();
  }
  if (!file.empty()) {
    std::error_code ignored;
    std::filesystem::create_directories(file.parent_path(), ignored);
    write_history(file.c_str());
  }
  out.finish();
  return kFound;
}

}  // namespace trine::tools
