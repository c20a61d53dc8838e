// What the command line asks for, as values: one struct a verb.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "graph/filter.h"

namespace trine::tools {

// What nearly all verbs take.
struct Common {
  std::filesystem::path location;  // of the store
  std::filesystem::path output;    // empty: standard output
  bool json = false;               // JSON Lines in place of text
  bool quiet = false;              // no messages but errors
  bool no_color = false;
  std::size_t limit = 0;  // 0: the verb's own
};

// How text is read and analysed.
struct ReadingOptions {
  std::vector<std::string> paths;
  std::filesystem::path model;
  std::filesystem::path ontology;
  std::filesystem::path gazetteer;
  std::filesystem::path rejects;  // file for what was rejected; empty: none
  bool tokenized = false;
  std::string input = "auto";       // name of a format
  std::string date_order;           // dmy, mdy; empty: as the dates show
  std::vector<std::string> fields;  // "text=body"
  unsigned jobs = 0;                // 0: one a processor
};

// Which facts a look at the graph uses.
struct FilterOptions {
  graph::Filter filter;            // all but the nodes to avoid, which the store has to look up
  std::vector<std::string> avoid;  // their names
};

struct BuildOptions : Common, ReadingOptions {
  std::string source;    // name of the source; empty: the folder as given
  bool sync = false;     // take out what has gone from the folders
  bool dry_run = false;  // say what would be done
};

struct ExtractOptions : Common, ReadingOptions {
  std::string format = "jsonl";  // jsonl mentions conllu oie tsv text
  std::string view = "carb";     // carb benchie
  bool explain = false;
};

struct ShowOptions : Common {
  std::string name;
};

struct RelOptions : Common, FilterOptions {
  std::string a, b;
};

struct PathOptions : Common, FilterOptions {
  std::string a, b;
  std::vector<std::string> via;
  std::size_t count = 1;
  std::size_t max_hops = 0;
  bool all_simple = false;
  bool uncertain = false;       // also over what is merely planned, possible, alleged ...
  std::string weight = "hops";  // hops belief
};

struct NeighborsOptions : Common, FilterOptions {
  std::string name;
  unsigned depth = 1;
};

struct SearchOptions : Common {
  std::string text;
};

struct QueryOptions : Common {
  std::string text;
  std::filesystem::path file;           // queries, parted by semicolons
  std::vector<std::string> parameters;  // "name=value"
  std::string format = "table";         // table json jsonl csv
  double timeout = 0;                   // seconds; 0: none
  std::size_t memory = 0;               // MiB for sorting and grouping; 0: 2048
};

struct StatsOptions : Common {};

struct ExportOptions : Common, FilterOptions {
  std::string format;  // empty: from the output's name, else jsonl
  std::vector<std::string> seeds;
  unsigned depth = 2;
  bool all = false;  // no thinning of pictures
};

struct RmOptions : Common {
  bool dry_run = false;
  std::vector<std::string> documents;
};

struct MergeOptions : Common {
  std::vector<std::string> stores;
};

struct BackupOptions : Common {
  std::filesystem::path target;
};

struct EntityOptions : Common {
  std::string action;  // merge split rename apart undo log review export import
  std::vector<std::string> names;
  std::vector<std::string> documents;  // split
  std::string local_name;              // split
  std::string new_name;                // split
  std::string note;
  std::size_t number = 0;      // undo; 0: the latest
  std::filesystem::path file;  // import
};

struct ServeOptions : Common {
  std::string host = "127.0.0.1";
  int port = 8080;        // 0: any that is free
  std::string token;      // empty: $TRINE_TOKEN, else none
  unsigned threads = 32;  // requests answered at the same time
  bool allow_write = false;
  bool access_log = false;
  std::filesystem::path model;
};

struct McpOptions : Common {
  bool allow_write = false;
  std::filesystem::path model;
};

}  // namespace trine::tools
