#include "tools/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <limits>
#include <memory>

#include "extract/reading/corpus.h"
#include "tools/commands/commands.h"
#include "tools/telling/output.h"

namespace trine::tools {
namespace {

// Set by the verb that was named on the command line.
using Action = std::function<int()>;

constexpr const char* kLocationHelp = "Store: a folder (default $TRINE_STORE, else ./trine.db)";

std::string default_location() {
  const char* store = std::getenv("TRINE_STORE");
  return store != nullptr && *store != '\0' ? store : "trine.db";
}

template <class Options>
std::shared_ptr<Options> verb(CLI::App& app, Action& action, const char* name, const char* about,
                              const char* examples, int (*run)(const Options&), CLI::App*& sub) {
  auto options = std::make_shared<Options>();
  sub = app.add_subcommand(name, about);
  sub->footer(std::string("\nExamples:\n") + examples);
  sub->callback([options, run, &action] { action = [options, run] { return run(*options); }; });
  return options;
}

void add_location(CLI::App& sub, Common& common) {
  common.location = default_location();
  sub.add_option("-l,--location", common.location, kLocationHelp)->type_name("STORE");
}
void add_quiet(CLI::App& sub, Common& common) {
  sub.add_flag("-q,--quiet", common.quiet, "No messages but errors");
}
void add_dry_run(CLI::App& sub, bool& dry_run) {
  sub.add_flag("--dry-run", dry_run, "Say what would be done, and change nothing");
}
void add_output(CLI::App& sub, Common& common) {
  sub.add_option("-o,--output", common.output, "Write to FILE (whole or not at all)")
      ->type_name("FILE");
}
// A count. CLI11 reads an empty one (a variable of the shell that is not set) as 0, which means
// all, and lets negative and too large ones wrap.
template <class Number>
CLI::Option* add_count(CLI::App& sub, const std::string& name, Number& value,
                       const std::string& what) {
  const auto fault = [](const std::string& text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end) return std::string();
    return fmt::format("\"{}\" is not a number from 0 to {}", text,
                       std::numeric_limits<Number>::max());
  };
  return sub.add_option(name, value, what)->type_name("N")->check(CLI::Validator(fault, ""));
}
// What a verb that answers takes.
void add_answer(CLI::App& sub, Common& common, bool limit) {
  add_location(sub, common);
  add_output(sub, common);
  sub.add_flag("--json", common.json, "JSON Lines in place of text");
  if (limit) add_count(sub, "--limit", common.limit, "At most so many");
  sub.add_flag("--no-color", common.no_color, "No colours (also: NO_COLOR)");
  add_quiet(sub, common);
}

void add_reading(CLI::App& sub, ReadingOptions& reading) {
  sub.add_option("-j,--jobs", reading.jobs, "Threads (default: one a processor)")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U));
  sub.add_option("--input", reading.input,
                 "What the input is, whatever it looks like: text, html, markdown, pdf, docx, odt, "
                 "rtf, epub, mail, jsonl, csv, feed, warc, conllu, archive")
      ->type_name("FORMAT")
      ->check([](const std::string& name) {
        return extract::format_named(name) ? std::string() : name + " is no format that is read";
      });
  sub.add_option("--date-order", reading.date_order,
                 "How the documents' dates like 01/04/2024 are meant (default: as others of the "
                 "file show, else "
                 "such a date is left out)")
      ->check(CLI::IsMember({"dmy", "mdy"}));
  sub.add_option("--map", reading.fields,
                 "Where records (JSON, CSV) have their text, title, date, id and uri: "
                 "text=body,date=published_at")
      ->type_name("NAME=FIELD")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check([](const std::string& pair) {
        const auto name = pair.substr(0, pair.find('='));
        const bool known =
            name == "text" || name == "title" || name == "date" || name == "id" || name == "uri";
        return known && name.size() + 1 < pair.size()
                   ? std::string()
                   : "\"" + pair + "\" is not text=, title=, date=, id= or uri= and a field";
      });
  sub.add_flag("--tokenized", reading.tokenized,
               "One sentence a line, one word between spaces; nothing is split or joined");
  sub.add_option("--rejects", reading.rejects, "What was rejected and why, as JSON Lines")
      ->type_name("FILE");
  sub.add_option("--model", reading.model, "Language model (default: $TRINE_MODEL, else our own)")
      ->type_name("FILE");
  sub.add_option("--ontology", reading.ontology, "More relation phrases, as TOML")
      ->type_name("FILE");
  sub.add_option("--gazetteer", reading.gazetteer,
                 "Known things, as JSON Lines: id, name, aliases, type")
      ->type_name("FILE");
}

void add_filter(CLI::App& sub, FilterOptions& options) {
  sub.add_option("--class", options.filter.classes,
                 "Only facts of this relation class (repeatable)")
      ->type_name("CLASS")
      ->allow_extra_args(false);
  sub.add_option("--relation", options.filter.relations, "Only facts with this phrase (repeatable)")
      ->type_name("PHRASE")
      ->allow_extra_args(false);
  sub.add_option("--from", options.filter.from, "Only facts that last until DATE or later")
      ->type_name("DATE");
  sub.add_option("--to", options.filter.to, "Only facts that begin on DATE or before")
      ->type_name("DATE");
  sub.add_option("--min-belief", options.filter.min_belief, "Only facts at least so certain")
      ->type_name("0..1")
      ->check(CLI::Range(0.0, 1.0));
}
void add_graph_filter(CLI::App& sub, FilterOptions& options) {
  add_filter(sub, options);
  sub.add_option("--avoid", options.avoid, "Not by way of this entity (repeatable)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  sub.add_flag("--directed", options.filter.directed, "Only from subject to object");
  sub.add_flag("--denied", options.filter.denied, "Also facts that are only ever denied");
  sub.add_flag("--literals", options.filter.literals,
               "Also by way of times, quantities and quoted texts");
}

void add_reading_verbs(CLI::App& app, Action& action) {
  CLI::App* sub = nullptr;
  const auto b = verb<BuildOptions>(
      app, action, "build", "Read documents into a store; unchanged ones are skipped",
      "  trine build articles/ -l news.db\n"
      "  trine build feed.jsonl.zst report.html -l news.db -j 4 --rejects bad.jsonl\n"
      "  trine build articles/ -l news.db --sync --dry-run    what would be taken out?\n"
      "  zcat parsed.conllu.gz | trine build --input conllu - -l news.db\n"
      "Exit code 3: some inputs were rejected, the others are in.\n",
      build, sub);
  sub->add_option("paths", b->paths, "Files, folders, or - for standard input")
      ->type_name("PATH")
      ->required();
  sub->add_option("--source", b->source,
                  "What the documents' keys call their source (default: the folder as given)")
      ->type_name("NAME");
  sub->add_flag("--sync", b->sync, "Take out documents whose files have gone from the folders");
  add_dry_run(*sub, b->dry_run);
  add_location(*sub, *b);
  add_reading(*sub, *b);
  add_quiet(*sub, *b);

  const auto e = verb<ExtractOptions>(
      app, action, "extract", "Print what documents say, without a store",
      "  echo 'Ana Ruiz met Ben Okoro in Lisbon.' | trine extract --format text\n"
      "  trine extract articles/ > statements.jsonl\n"
      "  trine extract --format conllu report.txt -o report.conllu\n"
      "  trine extract --tokenized --format oie --view carb sentences.txt\n",
      extract, sub);
  sub->add_option("paths", e->paths, "Files, folders, or - for standard input (default)")
      ->type_name("PATH");
  sub->add_option("-f,--format", e->format,
                  "jsonl (one statement a line), mentions, conllu, oie, tsv, text")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"jsonl", "mentions", "conllu", "oie", "tsv", "text"}));
  sub->add_option("--view", e->view, "Of --format oie: carb or benchie")
      ->check(CLI::IsMember({"carb", "benchie"}));
  sub->add_flag("--explain", e->explain,
                "With --format text: the tree and the rule behind each statement");
  add_output(*sub, *e);
  add_reading(*sub, *e);
  sub->add_flag("--no-color", e->no_color, "No colours (also: NO_COLOR)");
  add_quiet(*sub, *e);

  const auto r = verb<RmOptions>(app, action, "rm", "Take documents out of a store",
                                 "  trine rm 2023/03/summit.txt -l news.db\n"
                                 "  trine export --format documents -l news.db   # their keys\n",
                                 rm, sub);
  sub->add_option("documents", r->documents, "Keys of documents, or names that only one has")
      ->type_name("DOC")
      ->required();
  add_dry_run(*sub, r->dry_run);
  add_location(*sub, *r);
  add_quiet(*sub, *r);

  const auto m = verb<MergeOptions>(
      app, action, "merge", "Take over the documents and decisions of other stores",
      "  trine merge shard1.db shard2.db -l all.db\n"
      "The result is what one build of all documents would have given.\n",
      merge, sub);
  sub->add_option("stores", m->stores, "Stores to take over")->type_name("STORE")->required();
  add_location(*sub, *m);
  add_quiet(*sub, *m);

  const auto c =
      verb<BackupOptions>(app, action, "backup", "Copy a store consistently",
                          "  trine backup /safe/news-2023-03-16 -l news.db\n", backup, sub);
  sub->add_option("target", c->target, "New folder")->type_name("FOLDER")->required();
  add_location(*sub, *c);
  add_quiet(*sub, *c);

  const auto p = verb<Common>(app, action, "repair", "Make a damaged store whole again",
                              "  trine repair -l news.db\n"
                              "What can be read is kept, the graph made anew, the old store laid "
                              "aside.\nExit code 3: something was lost, and is named.\n",
                              repair, sub);
  add_location(*sub, *p);
  add_quiet(*sub, *p);

  const auto g = verb<Common>(app, action, "migrate", "Bring a store to this program's format",
                              "  trine migrate -l news.db\n", migrate, sub);
  add_location(*sub, *g);
  add_quiet(*sub, *g);
}

void add_asking_verbs(CLI::App& app, Action& action) {
  CLI::App* sub = nullptr;
  const auto s = verb<ShowOptions>(app, action, "show", "All about one entity",
                                   "  trine show 'Ana Ruiz' -l news.db\n"
                                   "  trine show ruiz --json | jq .relation\n",
                                   show, sub);
  sub->add_option("name", s->name, "Any name of it, or its id")->type_name("NAME")->required();
  add_answer(*sub, *s, true);

  const auto r = verb<RelOptions>(app, action, "rel", "What connects two entities directly",
                                  "  trine rel Ruiz Okoro -l news.db\n"
                                  "  trine rel Portugal workers --class AID --from 2023\n",
                                  rel, sub);
  sub->add_option("a", r->a, "One entity")->type_name("NAME")->required();
  sub->add_option("b", r->b, "The other")->type_name("NAME")->required();
  add_filter(*sub, *r);
  sub->add_flag("--directed", r->filter.directed, "Only from the first to the second");
  add_answer(*sub, *r, true);

  const auto p = verb<PathOptions>(
      app, action, "path", "How two entities are connected, with a quote at every hop",
      "  trine path Ruiz 'Harbour Union' -l news.db\n"
      "  trine path Ruiz Okoro --k 3 --avoid Portugal\n"
      "  trine path Ruiz Okoro --all-simple --max-hops 3 --class CONSULT --class AGREE\n"
      "  trine path Ruiz Okoro --via Lisbon --weight belief --json\n",
      path, sub);
  sub->add_option("a", p->a, "Where it begins")->type_name("NAME")->required();
  sub->add_option("b", p->b, "Where it ends")->type_name("NAME")->required();
  sub->add_option("-k,--k", p->count, "The N best paths")
      ->type_name("N")
      ->check(CLI::Range(1, 100000));
  sub->add_flag("--all-simple", p->all_simple, "Every path without loops, shortest first");
  add_count(*sub, "--max-hops", p->max_hops, "At most N hops (--all-simple: 4)");
  sub->add_option("--via", p->via, "By way of this entity (repeatable)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  sub->add_flag("--uncertain", p->uncertain,
                "From the start also over facts that are merely planned, possible, demanded, "
                "hypothetical or alleged");
  sub->add_option("--weight", p->weight, "Fewest hops, or highest belief")
      ->check(CLI::IsMember({"hops", "belief"}));
  add_graph_filter(*sub, *p);
  add_answer(*sub, *p, false);

  const auto n =
      verb<NeighborsOptions>(app, action, "neighbors", "What an entity is connected with",
                             "  trine neighbors Ruiz -l news.db\n"
                             "  trine neighbors Ruiz --depth 2 --class CONSULT\n",
                             neighbors, sub);
  sub->add_option("name", n->name, "Any name of it, or its id")->type_name("NAME")->required();
  add_count(*sub, "--depth", n->depth, "So many hops (default 1)");
  add_graph_filter(*sub, *n);
  add_answer(*sub, *n, true);

  const auto f = verb<SearchOptions>(app, action, "search", "Entities by name",
                                     "  trine search harb -l news.db\n"
                                     "  trine search 'okora'          # finds Okoro\n",
                                     search, sub);
  sub->add_option("text", f->text, "A part of a name")->type_name("TEXT")->required();
  add_answer(*sub, *f, true);

  const auto q = verb<QueryOptions>(
      app, action, "query", "Ask the graph in openCypher; without a query, a shell",
      "  trine query \"MATCH (n:Person)-[r:CONSULT]-(m) RETURN n.name, m.name\" -l news.db\n"
      "  trine query -f questions.cypher --format csv\n"
      "  trine query 'MATCH (n {name: $who})--(m) RETURN m' --param who='Ana Ruiz'\n"
      "  trine query 'EXPLAIN MATCH (n:City) RETURN n.name'\n"
      "  trine query                                # history, completion, :help\n",
      query, sub);
  sub->add_option("query", q->text, "The query")->type_name("QUERY");
  sub->add_option("-f,--file", q->file, "Queries from FILE (-: standard input)")->type_name("FILE");
  sub->add_option("--param", q->parameters, "A value for $NAME (repeatable)")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  sub->add_option("--format", q->format, "table, json, jsonl, csv, dot, svg (default table)")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"table", "json", "jsonl", "csv", "dot", "svg"}));
  sub->add_option("--timeout", q->timeout, "Give up after so many seconds")
      ->type_name("SECONDS")
      ->check(CLI::NonNegativeNumber);
  add_count(*sub, "--memory", q->memory, "MiB that sorting and grouping may take (default 2048)");
  add_answer(*sub, *q, true);

  const auto w = verb<ShowOptions>(app, action, "why", "Why mentions are one entity",
                                   "  trine why Ruiz -l news.db\n", why, sub);
  sub->add_option("name", w->name, "Any name of it, or its id")->type_name("NAME")->required();
  add_answer(*sub, *w, false);

  const auto t = verb<StatsOptions>(app, action, "stats", "What a store holds",
                                    "  trine stats -l news.db\n", stats, sub);
  add_answer(*sub, *t, true);
  const auto c = verb<StatsOptions>(app, action, "check", "Is the store whole?",
                                    "  trine check -l news.db && echo sound\n", check, sub);
  add_answer(*sub, *c, false);
  const auto d = verb<StatsOptions>(app, action, "doctor", "Is everything in place?",
                                    "  trine doctor\n", doctor, sub);
  add_location(*sub, *d);
  sub->add_flag("--no-color", d->no_color, "No colours (also: NO_COLOR)");

  const auto x = verb<ExportOptions>(
      app, action, "export", "The graph, or a part of it, for other programs and as a picture",
      "  trine export -l news.db > graph.jsonl\n"
      "  trine export -l news.db -o graph.svg\n"
      "  trine export --seed Ruiz --depth 1 -o ruiz.png\n"
      "  trine export --format graphml --min-belief 0.5 -o graph.graphml\n"
      "  trine export --format dot --seed Lisbon --limit 40 | dot -Tpdf > lisbon.pdf\n",
      export_graph, sub);
  sub->add_option("-f,--format", x->format,
                  "jsonl, csv, tsv, graphml, dot, svg, png, mentions, documents (default: by the "
                  "output's name, else jsonl)")
      ->type_name("FORMAT")
      ->check(CLI::IsMember(
          {"jsonl", "csv", "tsv", "graphml", "dot", "svg", "png", "mentions", "documents"}));
  sub->add_option("--seed", x->seeds, "Only what lies around this entity (repeatable)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  add_count(*sub, "--depth", x->depth, "So many hops around the seeds (default 2)");
  add_count(*sub, "--limit", x->limit, "Only the N most important nodes");
  sub->add_flag("--all", x->all, "Draw every node, however many");
  add_graph_filter(*sub, *x);
  add_location(*sub, *x);
  add_output(*sub, *x);
  add_quiet(*sub, *x);
}

void add_serving_verbs(CLI::App& app, Action& action) {
  CLI::App* sub = nullptr;
  const auto add_model = [&](std::filesystem::path& model) {
    sub->add_option("--model", model, "Language model (default: $TRINE_MODEL, else our own)")
        ->type_name("FILE");
  };
  const auto s = verb<ServeOptions>(
      app, action, "serve", "The store over HTTP: an explorer, an interface, tools for agents",
      "  trine serve -l news.db                  # http://127.0.0.1:8080/ in a browser\n"
      "  trine serve -l news.db --port 9000 --allow-write\n"
      "  TRINE_TOKEN=... trine serve -l news.db --host 0.0.0.0\n"
      "The interface: /openapi.json; for agents (MCP): /mcp; for Prometheus: /metrics.\n",
      serve, sub);
  sub->add_option("--host", s->host,
                  "Address to listen on (others than this machine's need a token)")
      ->type_name("ADDRESS");
  sub->add_option("--port", s->port, "Port (default 8080; 0: any)")
      ->type_name("N")
      ->check(CLI::Range(0, 65535));
  sub->add_option("--token", s->token, "Secret that callers must send (default: $TRINE_TOKEN)")
      ->type_name("TEXT");
  sub->add_option("--threads", s->threads, "Requests answered at the same time (default 32)")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U));
  sub->add_flag("--allow-write", s->allow_write, "Callers may correct entities, add documents");
  sub->add_flag("--access-log", s->access_log, "A JSON line for every request, on standard error");
  add_model(s->model);
  add_location(*sub, *s);
  add_quiet(*sub, *s);

  const auto m = verb<McpOptions>(
      app, action, "mcp", "The store as tools for an agent, on standard input and output",
      "  trine mcp -l news.db      # as the command of an MCP server\n", mcp, sub);
  sub->add_flag("--allow-write", m->allow_write, "The agent may add and remove documents");
  add_model(m->model);
  add_location(*sub, *m);
}

void add_entity_verbs(CLI::App& app, Action& action) {
  CLI::App* group = app.add_subcommand("entity", "Correct what is one entity and what is not");
  group->require_subcommand(1);
  const auto add = [&](const char* name, const char* about, const char* examples, CLI::App*& sub) {
    auto options = verb<EntityOptions>(*group, action, name, about, examples, entity, sub);
    options->action = name;
    add_location(*sub, *options);
    add_quiet(*sub, *options);
    return options;
  };
  CLI::App* sub = nullptr;
  const auto names = [&](EntityOptions& options, int count, const char* help) {
    sub->add_option("names", options.names, help)->type_name("NAME")->required()->expected(count);
    sub->add_option("--note", options.note, "Why, in your words")->type_name("TEXT");
  };
  const auto m = add("merge", "Two entities are one thing; the first keeps its name",
                     "  trine entity merge 'Ana Ruiz' 'A. Ruiz' --note 'same minister'\n", sub);
  names(*m, 2, "The one to keep, and the other");
  const auto s = add("split", "The parts of an entity in some documents are another thing",
                     "  trine entity split Ruiz --doc sport.txt --name 'Ruiz (cyclist)'\n", sub);
  names(*s, 1, "The entity");
  sub->add_option("--doc", s->documents, "Document (repeatable)")
      ->type_name("DOC")
      ->required()
      ->allow_extra_args(false);
  sub->add_option("--called", s->local_name, "Only where it is called so")->type_name("NAME");
  sub->add_option("--name", s->new_name, "Name of the new entity")->type_name("NAME");
  const auto r = add("rename", "Show an entity under another name",
                     "  trine entity rename 'S. Korea' 'South Korea'\n", sub);
  names(*r, 2, "The entity, and its new name");
  const auto k = add("apart", "Two entities are two things: review asks no more",
                     "  trine entity apart 'Port Lima' Lima\n", sub);
  names(*k, 2, "The two");
  const auto u =
      add("undo", "Take back a decision", "  trine entity undo\n  trine entity undo 3\n", sub);
  add_count(*sub, "number", u->number, "Which one (default: the latest)");
  const auto l = add("log", "The decisions so far", "  trine entity log\n", sub);
  add_output(*sub, *l);
  sub->add_flag("--json", l->json, "JSON Lines in place of text");
  const auto v = add("review", "Pairs that may be one thing, most valuable first",
                     "  trine entity review --limit 5\n", sub);
  add_output(*sub, *v);
  sub->add_flag("--json", v->json, "JSON Lines in place of text");
  add_count(*sub, "--limit", v->limit, "At most so many");
  sub->add_flag("--no-color", v->no_color, "No colours (also: NO_COLOR)");
  const auto x =
      add("export", "The decisions as a file", "  trine entity export -o decisions.jsonl\n", sub);
  add_output(*sub, *x);
  const auto i = add("import", "Take over decisions from a file",
                     "  trine entity import decisions.jsonl\n", sub);
  sub->add_option("file", i->file, "JSON Lines, or -")->type_name("FILE")->required();
}

// ---- completion

std::string option_words(const CLI::App& app) {
  std::string words;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words += " --" + name;
  }
  return words;
}

std::string verb_words(CLI::App& app) {
  std::string words;
  for (const CLI::App* sub : app.get_subcommands({})) words += " " + sub->get_name();
  return words;
}

// Verbs and options as words; after -l, -o and for paths bash's own file names.
int print_completion(CLI::App& app) {
  std::string cases;
  for (CLI::App* sub : app.get_subcommands({})) {
    cases += fmt::format("    {}) words=\"{}{}\" ;;\n", sub->get_name(), option_words(*sub),
                         verb_words(*sub));
    for (const CLI::App* nested : sub->get_subcommands({}))
      cases += fmt::format("    \"{} {}\") words=\"{}\" ;;\n", sub->get_name(), nested->get_name(),
                           option_words(*nested));
  }
  Output out;
  out.write(fmt::format(
      "# bash completion for trine; load it with: source <(trine completion bash)\n"
      "_trine() {{\n"
      "  local current=\"${{COMP_WORDS[COMP_CWORD]}}\" verb=\"\" words=\"\" i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"${{COMP_WORDS[i]}}\" in\n"
      "      -*) ;;\n"
      "      *) if [ -z \"$verb\" ]; then verb=\"${{COMP_WORDS[i]}}\"; [ \"$verb\" = entity ] || "
      "break\n"
      "         else verb=\"$verb ${{COMP_WORDS[i]}}\"; break; fi ;;\n"
      "    esac\n"
      "  done\n"
      "  case \"$verb\" in\n"
      "    \"\") words=\"{}\" ;;\n{}"
      "    *) words=\"\" ;;\n"
      "  esac\n"
      "  case \"${{COMP_WORDS[COMP_CWORD-1]}}\" in\n"
      "    -f|--format) case \"$verb\" in\n"
      "      extract) words=\"jsonl mentions conllu oie tsv text\" ;;\n"
      "      query) words=\"table json jsonl csv dot svg\" ;;\n"
      "      export) words=\"jsonl csv tsv graphml dot svg png mentions documents\" ;;\n"
      "    esac ;;\n"
      "    --input) words=\"auto text html markdown pdf docx odt rtf epub mail jsonl csv feed warc "
      "conllu archive\" ;;\n"
      "    --view) words=\"carb benchie\" ;;\n"
      "    --weight) words=\"hops belief\" ;;\n"
      "    -l|--location|-o|--output|--rejects|--model|--ontology|--gazetteer) words=\"\" ;;\n"
      "    completion) words=\"bash\" ;;\n"
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "}}\n"
      "complete -o default -o bashdefault -F _trine trine\n",
      "--help --version" + verb_words(app), cases));
  out.finish();
  return kFound;
}

}  // namespace

int run(int argc, const char* const* argv) {
  CLI::App app("Trine: a knowledge graph from text, with the evidence on every edge.", "trine");
  app.set_version_flag("--version", std::string("trine ") + TRINE_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(30);
  app.footer(
      "\nA first graph:\n"
      "  trine build articles/ -l news.db        read a folder of texts\n"
      "  trine rel 'Ana Ruiz' 'Ben Okoro'        what connects them, with quotes\n"
      "  trine path Ruiz 'Harbour Union'         how they are connected\n"
      "  trine export -o graph.svg               a picture\n"
      "\n`trine VERB --help` tells more, with examples.\n"
      "Exit codes: 0 found, 1 nothing found, 2 wrong arguments, 3 some inputs rejected,\n"
      "4 store missing, locked or damaged, 5 internal error, 130 interrupted.\n");
  Action action;
  add_reading_verbs(app, action);
  add_asking_verbs(app, action);
  add_entity_verbs(app, action);
  add_serving_verbs(app, action);
  std::string shell;
  CLI::App* completion = app.add_subcommand("completion", "Print the completion script of a shell");
  completion->add_option("shell", shell, "bash")->required()->check(CLI::IsMember({"bash"}));
  completion->footer(
      "\nExamples:\n  source <(trine completion bash)\n"
      "  trine completion bash > /etc/bash_completion.d/trine\n");
  completion->callback([&] { action = [&] { return print_completion(app); }; });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Prints help and version to standard output, complaints to standard error.
    return app.exit(error) == 0 ? 0 : 2;
  }
  return action();
}

}  // namespace trine::tools
