// The user's decisions about nodes: recorded in the store, applied whenever the graph is made.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/telling/json.h"
#include "tools/telling/session.h"
#include "tools/telling/teller.h"

namespace trine::tools {
namespace {

using storage::Decision;

std::string told(const Decision& decision) {
  std::string text = fmt::format("{}. ", decision.number);
  switch (decision.kind) {
    case storage::DecisionKind::kMerge:
      text += fmt::format("merge \"{}\" into \"{}\"", decision.other.name, decision.node.name);
      break;
    case storage::DecisionKind::kSplit: {
      text += fmt::format("split \"{}\" in", decision.node.name);
      for (const std::string& document : decision.documents) text += " " + document;
      if (!decision.local_name.empty())
        text += fmt::format(", where called \"{}\"", decision.local_name);
      if (!decision.name.empty()) text += fmt::format(", as \"{}\"", decision.name);
      break;
    }
    case storage::DecisionKind::kRename:
      text += fmt::format("rename \"{}\" to \"{}\"", decision.node.name, decision.name);
      break;
    case storage::DecisionKind::kApart:
      text += fmt::format("keep \"{}\" and \"{}\" apart", decision.node.name, decision.other.name);
      break;
  }
  if (!decision.note.empty()) text += " (" + decision.note + ")";
  return one_line(text);
}

int print_decisions(const EntityOptions& options, bool as_file) {
  const storage::Store store = open_for_reading(options);
  const std::vector<Decision> decisions = store.decisions();
  Output out(options.output);
  if (as_file || options.json) {
    std::ostringstream lines;
    storage::write_decisions(lines, decisions);
    out.write(lines.str());
  } else {
    for (const Decision& decision : decisions) out.line(told(decision));
    if (decisions.empty() && !options.quiet) say("no decisions yet");
  }
  out.finish();
  return kFound;
}

int review(const EntityOptions& options) {
  const storage::Store store = open_for_reading(options);
  Names names(store);
  const auto pairs = store.doubtful_pairs(options.limit == 0 ? 20 : options.limit);
  if (pairs.empty()) {
    if (!options.quiet) say("no doubtful pairs");
    return kNothingFound;
  }
  Output out(options.output);
  const Paint paint(use_colour(options, out));
  Teller teller(out, paint, names);
  for (const storage::DoubtfulPair& pair : pairs) {
    if (options.json) {
      out.line(doubt_json(pair, names));
      continue;
    }
    out.line(fmt::format("{:3.0f} %  {}", pair.score * 100, teller.heading(names.node(pair.a))));
    out.line(fmt::format("       {}", teller.heading(names.node(pair.b))));
    out.line("       " + paint.dim(pair.reason));
    out.line("       " + paint.dim(fmt::format("trine entity merge {0} {1}   or, if they are two: "
                                               "trine entity apart {0} {1}",
                                               to_string(pair.a), to_string(pair.b))));
  }
  out.finish();
  return kFound;
}

int import_file(const EntityOptions& options) {
  std::ifstream file;
  if (options.file != "-") {
    file.open(options.file);
    if (!file)
      throw Error(ErrorKind::kIo,
                  fmt::format("read {}: no such file, or no access", options.file.string()));
  }
  std::vector<Decision> decisions;
  try {
    decisions = storage::read_decisions(options.file == "-" ? std::cin : file);
  } catch (const Error& error) {
    throw Error(error.kind(), options.file.string() + ": " + error.what());
  }
  storage::Store store = open_for_change(options);
  const std::uint64_t added = store.import_decisions(decisions);
  store.refresh_view();
  if (!options.quiet)
    say(fmt::format("{} read, {} new", counted(decisions.size(), "decision"), added));
  return kFound;
}

}  // namespace

int entity(const EntityOptions& options) {
  if (options.action == "log") return print_decisions(options, false);
  if (options.action == "export") return print_decisions(options, true);
  if (options.action == "review") return review(options);
  if (options.action == "import") return import_file(options);

  storage::Store store = open_for_change(options);
  store.refresh_view();  // so that names mean what they mean now
  const auto node = [&](std::size_t i) {
    return find_node(store, options.names[i], options.quiet).id;
  };
  if (options.action == "undo") {
    const auto undone = store.undo(
        options.number == 0 ? std::nullopt : std::optional<std::uint64_t>(options.number));
    if (!undone)
      throw Error(ErrorKind::kNotFound,
                  options.number == 0 ? "there is no decision to undo"
                                      : fmt::format("there is no decision {}", options.number));
    store.refresh_view();
    if (!options.quiet) say("undone: " + told(*undone));
    return kFound;
  }
  Decision decision;
  if (options.action == "merge")
    decision = store.merge_entities(node(0), node(1), options.note);
  else if (options.action == "apart")
    decision = store.keep_apart(node(0), node(1), options.note);
  else if (options.action == "split")
    decision = store.split_entity(node(0), options.documents, options.local_name, options.new_name,
                                  options.note);
  else
    decision = store.rename_entity(node(0), options.names[1], options.note);
  store.refresh_view();
  if (!options.quiet) say(fmt::format("{}; `trine entity undo` takes it back", told(decision)));
  return kFound;
}

}  // namespace trine::tools
