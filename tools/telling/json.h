// Values as JSON Lines: one object a line, fields in a fixed order, for `jq` and for the scorers.
// docs/json.md names the fields.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "schema/document.h"
#include "storage/store/store.h"
#include "tools/telling/names.h"

namespace trine::tools {

// `extract --format jsonl`: one statement, every field of it.
std::string statement_json(const Analysis& analysis, const Statement& statement);
std::string document_json(const storage::DocumentRecord& document);
// With aliases, roles, members.
std::string entity_json(const storage::EntityRecord& entity, Names& names);
// A short form: id, name, type, documents, mentions and why it matched.
std::string match_json(const storage::NameMatch& match);
// With the given evidence.
std::string fact_json(const storage::FactRecord& fact, std::span<const storage::Evidence> evidence,
                      Names& names);
std::string membership_json(const storage::Membership& membership);
std::string doubt_json(const storage::DoubtfulPair& pair, Names& names);
std::string statistics_json(const storage::Statistics& statistics);

struct JsonHop {
  EntityId from, to;
  std::vector<storage::FactRecord> facts;   // best first
  std::vector<storage::Evidence> evidence;  // of the best fact
};
std::string path_json(std::span<const JsonHop> hops, double belief, Names& names);
std::string neighbor_json(const storage::EntityRecord& node, std::uint32_t hops,
                          std::span<const storage::FactRecord> facts, Names& names);

// A string as a JSON string with its quotes; not valid UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

}  // namespace trine::tools
