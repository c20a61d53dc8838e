// What the service can be asked, whoever asks: the HTTP interface, the explorer and agents (MCP)
// get their answers from here. All answers are JSON texts; docs/json.md names the fields. Throw
// Error: kNotFound (no such entity, document, path), kUsage (a parameter makes no sense).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store/store.h"
#include "tools/options.h"

namespace trine::tools {

// A part of a list: `total` is known, `items` are JSON objects from `offset` on.
struct Page {
  std::vector<std::string> items;
  std::size_t total = 0;
  std::size_t offset = 0;
};

// {"items":[...],"total":N,"offset":N,"next":N or null}
std::string to_json(const Page& page);
// One item a line.
std::string to_json_lines(const Page& page);

struct Range {
  std::size_t offset = 0;
  std::size_t limit = 50;
};

struct FactsQuestion {
  std::string entity;  // any name, or an id
  std::string other;   // empty, or the entity on the other side
  FilterOptions filter;
  std::size_t quotes = 1;  // sentences with each fact
  bool by_time = false;    // dated facts only, in the order of time
  bool disputed = false;   // only what some state and others deny
};

class Answers {
 public:
  // `store` must outlive it.
  explicit Answers(const storage::Store& store) : store_(store) {}

  Page search(std::string_view text, Range range) const;
  std::string entity(const std::string& name) const;
  // Counts of the entity's facts: {"classes":{...},"first":DATE,"last":DATE,...}
  std::string summary(const std::string& name) const;
  Page facts(const FactsQuestion& question, Range range) const;
  std::string fact(const std::string& id) const;  // with all its evidence
  Page paths(const PathOptions& options) const;
  // Nodes and edges around the seeds, or the most important ones; at most `nodes` of them, each
  // with a place in the plane, the same for the same graph.
  std::string graph(const std::vector<std::string>& seeds, std::size_t depth, std::size_t nodes,
                    const FilterOptions& filter) const;
  Page documents(Range range) const;
  // Text, and every statement with its spans [begin, end) in bytes of UTF-8.
  std::string document(const std::string& key) const;
  std::string statistics() const;
  std::string classes() const;  // of the ontology, with definitions

 private:
  const storage::Store& store_;
};

}  // namespace trine::tools
