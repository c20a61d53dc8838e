#include "tools/serving/mcp_tools.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "schema/error.h"
#include "tools/serving/parameters.h"
#include "tools/telling/json.h"

namespace trine::tools {
namespace {

using Json = nlohmann::ordered_json;

// ---- Arguments

std::string as_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// Arguments of a call as the parameters of a request: one set of checks for both.
Parameters parameters_of(const Json& arguments) {
  return Parameters([&arguments](const std::string& name) {
    std::vector<std::string> values;
    const auto at = arguments.find(name);
    if (at == arguments.end() || at->is_null()) return values;
    if (at->is_array()) {
      for (const Json& one : *at) values.push_back(as_text(one));
    } else {
      values.push_back(as_text(*at));
    }
    return values;
  });
}

// ---- Records as lines that spare a reader's tokens

std::string name_of(const Json& node) {
  return node.is_null() ? std::string() : node.value("name", "");
}

std::string quote_line(const Json& evidence) {
  std::string line =
      fmt::format("    \"{}\" [{}", evidence.value("text", ""), evidence.value("document", ""));
  const auto add = [&](const char* field, const char* label) {
    const auto at = evidence.find(field);
    if (at != evidence.end() && at->is_string()) {
      line += fmt::format("; {}{}", label, at->get<std::string>());
    }
  };
  add("date", "");
  add(evidence.contains("attribution_name") ? "attribution_name" : "attribution", "says ");
  return line + "]\n";
}

std::string fact_line(const Json& fact) {
  std::string status;
  for (const auto& [modality, count] : fact["modality"].items()) {
    status += (status.empty() ? "" : "/") + modality;
  }
  if (fact.value("positive", 0) == 0) status += ", denied";
  if (fact.value("positive", 0) != 0 && fact.value("negative", 0) != 0) status += ", disputed";
  std::string line = fmt::format("- {} --{}--> {} ({}; {}; {} documents; belief {:.2f}",
                                 name_of(fact["subject"]), fact.value("relation", ""),
                                 name_of(fact["object"]), fact.value("relation_class", ""), status,
                                 fact.value("documents", 0), fact.value("belief", 0.0));
  if (fact["first_time"].is_string()) line += "; " + fact["first_time"].get<std::string>();
  line += ")\n";
  for (const Json& evidence : fact.value("evidence", Json::array())) line += quote_line(evidence);
  return line;
}

std::string told(const Page& page, std::string (*line)(const Json&), const char* none) {
  if (page.items.empty()) return none;
  std::string text;
  for (const std::string& item : page.items) text += line(Json::parse(item));
  const std::size_t next = page.offset + page.items.size();
  if (next < page.total) {
    text += fmt::format("{} of {}; more with offset {}\n", page.items.size(), page.total, next);
  }
  return text;
}

// ---- The tools

std::string search_entities(const ToolContext& context, const Json& arguments) {
  const Parameters p = parameters_of(arguments);
  Range range{0, p.number("limit", 10, 100)};
  return told(
      context.answers.search(p.required("text"), range),
      [](const Json& match) {
        return fmt::format("- {} ({}; {} documents; id {})\n", match.value("name", ""),
                           match.value("type", ""), match.value("documents", 0),
                           match.value("id", ""));
      },
      "No name is like that.");
}

std::string get_entity(const ToolContext& context, const Json& arguments) {
  const Parameters p = parameters_of(arguments);
  const std::string name = p.required("name");
  const Json entity = Json::parse(context.answers.entity(name));
  std::string text =
      fmt::format("{} ({}; {} documents; id {})\n", entity.value("name", ""),
                  entity.value("type", ""), entity.value("documents", 0), entity.value("id", ""));
  const auto list = [&](const char* label, const Json& items, const char* field) {
    std::string all;
    std::size_t count = 0;
    for (const Json& one : items) {
      if (++count > 10) break;
      all += (all.empty() ? "" : ", ") +
             (one.is_string() ? one.get<std::string>() : one.value(field, ""));
    }
    if (!all.empty()) text += fmt::format("{}: {}\n", label, all);
  };
  list("also called", entity.value("aliases", Json::array()), "text");
  list("roles", entity.value("roles", Json::array()), "");
  Range range{p.number("offset", 0, SIZE_MAX), p.number("limit", 15, 100)};
  return text + told(context.answers.facts(p.facts(name), range), fact_line, "No facts.\n");
}

std::string relations_between(const ToolContext& context, const Json& arguments) {
  const Parameters p = parameters_of(arguments);
  FactsQuestion question = p.facts(p.required("a"));
  question.other = p.required("b");
  question.quotes = p.number("quotes", 2, 20);
  Range range{p.number("offset", 0, SIZE_MAX), p.number("limit", 20, 100)};
  return told(context.answers.facts(question, range), fact_line,
              "Nothing connects them directly; try find_paths.");
}

std::string path_line(const Json& path) {
  std::string text = fmt::format("Path of {} hops, belief {:.2f}:\n", path.value("length", 0),
                                 path.value("belief", 0.0));
  for (const Json& hop : path["hops"]) {
    if (!hop["facts"].empty()) text += fact_line(hop["facts"][0]);
  }
  return text;
}

std::string find_paths(const ToolContext& context, const Json& arguments) {
  return told(context.answers.paths(parameters_of(arguments).path()), path_line,
              "No path leads from one to the other.");
}

std::string timeline(const ToolContext& context, const Json& arguments) {
  const Parameters p = parameters_of(arguments);
  FactsQuestion question = p.facts(p.required("name"));
  question.other = p.text("other");
  question.by_time = true;
  Range range{p.number("offset", 0, SIZE_MAX), p.number("limit", 20, 100)};
  return told(context.answers.facts(question, range), fact_line, "No dated facts.");
}

std::string disputed(const ToolContext& context, const Json& arguments) {
  const Parameters p = parameters_of(arguments);
  FactsQuestion question = p.facts(p.required("name"));
  question.other = p.text("other");
  question.quotes = 6;
  question.disputed = true;
  Range range{p.number("offset", 0, SIZE_MAX), p.number("limit", 20, 100)};
  return told(context.answers.facts(question, range), fact_line,
              "Nothing of it is both stated and denied.");
}

std::string get_document(const ToolContext& context, const Json& arguments) {
  const Parameters p = parameters_of(arguments);
  const Json document = Json::parse(context.answers.document(p.required("key")));
  constexpr std::size_t kPiece = 8000;
  const std::string text = document.value("text", "");
  std::size_t from = std::min(p.number("offset", 0, SIZE_MAX), text.size());
  std::size_t to = std::min(text.size(), from + kPiece);
  const auto inside = [&](std::size_t at) {  // a character of UTF-8 is not cut
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (inside(from)) ++from;
  while (inside(to)) --to;
  const auto field = [&](const char* name) {
    return document[name].is_string() ? document[name].get<std::string>() : std::string("-");
  };
  std::string answer = fmt::format("{} | {} | {}\n{}", field("key"), field("title"), field("date"),
                                   text.substr(from, to - from));
  if (to < text.size()) {
    answer += fmt::format("\n[{} of {} bytes; more with offset {}]", to, text.size(), to);
  }
  return answer;
}

std::string read_text(const ToolContext& context, const Json& arguments) {
  const Parameters p = parameters_of(arguments);
  extract::Input input;
  input.document.key = "text";
  input.document.text = p.required("text");
  input.document.date = p.text("date");
  const Analysis analysis = context.pipeline.analyse(std::move(input));
  std::string text;
  for (const Statement& statement : analysis.statements) {
    const Json one = Json::parse(statement_json(analysis, statement));
    const auto field = [&](const char* name) {
      return one[name].is_string() ? one[name].get<std::string>() : std::string();
    };
    text += fmt::format("- {} --{}--> {} ({}; {}; {}{}; confidence {:.2f})\n    \"{}\"\n",
                        field("subject"), field("relation"), field("object"),
                        field("relation_class"), field("polarity"), field("modality"),
                        field("attribution").empty() ? "" : "; says " + field("attribution"),
                        one.value("confidence", 0.0), field("text"));
  }
  return text.empty() ? "Nothing is stated in it." : text;
}

std::string add_document(const ToolContext& context, const Json& arguments) {
  const Parameters p = parameters_of(arguments);
  return context.changes->put(
      {p.required("key"), p.required("text"), p.text("title"), p.text("date"), p.text("uri")});
}

std::string remove_document(const ToolContext& context, const Json& arguments) {
  return context.changes->remove(parameters_of(arguments).required("key"));
}

// ---- Schemas

constexpr const char* kText =
    R"({"type":"object","properties":{"text":{"type":"string","description":"A part of a name"},"limit":{"type":"integer","maximum":100}},"required":["text"]})";
constexpr const char* kEntity =
    R"({"type":"object","properties":{"name":{"type":"string","description":"Any name of it, or its id"},"class":{"type":"array","items":{"type":"string"},"description":"Only facts of these relation classes"},"from":{"type":"string"},"to":{"type":"string"},"limit":{"type":"integer","maximum":100},"offset":{"type":"integer"}},"required":["name"]})";
constexpr const char* kPair =
    R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"},"class":{"type":"array","items":{"type":"string"}},"from":{"type":"string"},"to":{"type":"string"},"quotes":{"type":"integer","maximum":20},"limit":{"type":"integer","maximum":100},"offset":{"type":"integer"}},"required":["a","b"]})";
constexpr const char* kPath =
    R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"},"k":{"type":"integer","maximum":100},"max_hops":{"type":"integer","maximum":8},"via":{"type":"array","items":{"type":"string"}},"avoid":{"type":"array","items":{"type":"string"}},"class":{"type":"array","items":{"type":"string"}}},"required":["a","b"]})";
constexpr const char* kTimeline =
    R"({"type":"object","properties":{"name":{"type":"string"},"other":{"type":"string","description":"Only facts with this one"},"from":{"type":"string"},"to":{"type":"string"},"limit":{"type":"integer","maximum":100},"offset":{"type":"integer"}},"required":["name"]})";
constexpr const char* kKey =
    R"({"type":"object","properties":{"key":{"type":"string","description":"Key of the document, as quotes name it"},"offset":{"type":"integer","description":"Byte to go on from"}},"required":["key"]})";
constexpr const char* kRead =
    R"({"type":"object","properties":{"text":{"type":"string"},"date":{"type":"string","description":"Day of writing, YYYY-MM-DD: what \"yesterday\" is counted from"}},"required":["text"]})";
constexpr const char* kAdd =
    R"({"type":"object","properties":{"key":{"type":"string"},"text":{"type":"string"},"title":{"type":"string"},"date":{"type":"string"},"uri":{"type":"string"}},"required":["key","text"]})";

}  // namespace

const std::vector<Tool>& mcp_tools() {
  static const std::vector<Tool> tools = {
      {"search_entities", "Find entities of the graph by a part of a name.", false, kText,
       search_entities},
      {"get_entity", "What an entity is and the facts about it, best known first, with quotes.",
       false, kEntity, get_entity},
      {"relations_between", "Every fact that connects two entities directly, with quotes.", false,
       kPair, relations_between},
      {"find_paths", "How two entities are connected: the best paths with a quote at every hop.",
       false, kPath, find_paths},
      {"timeline", "Dated facts about an entity, or two, in the order of time.", false, kTimeline,
       timeline},
      {"disputed", "Facts about an entity that some state and others deny, with who says so.",
       false, kTimeline, disputed},
      {"get_document", "A document's text, 8,000 bytes at a time.", false, kKey, get_document},
      {"read_text", "What a text states, read by the same extractor; nothing is stored.", false,
       kRead, read_text},
      {"add_document", "Store a document (or replace the one of that key) and renew the graph.",
       true, kAdd, add_document},
      {"remove_document", "Take a document out of the store.", true, kKey, remove_document},
  };
  return tools;
}

}  // namespace trine::tools
