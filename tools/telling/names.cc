#include "tools/telling/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <set>

#include "schema/error.h"
#include "storage/identity/names.h"
#include "tools/telling/output.h"

namespace trine::tools {
namespace {

using storage::EntityRecord;
using storage::NameMatch;

constexpr std::size_t kListed = 8;          // candidates shown
constexpr std::size_t kDescriptions = 500;  // nodes that one description may stand for

std::string describe(const EntityRecord& node) {
  return fmt::format("{} ({}, {}) #{}", node.name, to_string(node.type),
                     counted(node.mentions, "mention"), to_string(node.id));
}

[[noreturn]] void nothing_found(const storage::Store& store, const std::string& name) {
  std::string message = fmt::format("no entity is called \"{}\"", name);
  std::vector<std::string> near;
  for (const NameMatch& match : store.find_similar(name, 20)) {
    const std::string text = fmt::format("{} ({})", match.name, to_string(match.type));
    // A description that mentions such a name is no help.
    if (match.literal || display_width(match.name) > 2 * display_width(name) + 20 ||
        std::find(near.begin(), near.end(), text) != near.end())
      continue;
    near.push_back(text);
    if (near.size() == 5) break;
  }
  if (!near.empty()) {
    message += "; did you mean ";
    for (std::size_t i = 0; i < near.size(); ++i)
      message += (i == 0 ? "" : i + 1 == near.size() ? " or " : ", ") + near[i];
    message += "?";
  }
  throw Error(ErrorKind::kNotFound, message);
}

std::vector<EntityRecord> records(const storage::Store& store,
                                  const std::vector<NameMatch>& matches) {
  std::vector<EntityRecord> found;
  for (const NameMatch& match : matches)
    if (std::optional<EntityRecord> record = store.entity(match.id))
      found.push_back(std::move(*record));
  return found;
}

// A description's words before its first preposition, "to" or relative pronoun: what it is, without
// what it is about. "victims of the war" are victims; "a plan to pay victims" is a plan.
std::string core_of(const std::string& normalised) {
  static const std::set<std::string_view> kCuts = {
      "of",   "in",    "for",     "on",      "at",    "to",    "with",
      "by",   "from",  "about",   "against", "who",   "whom",  "whose",
      "that", "which", "between", "over",    "under", "after", "before"};
  std::string core;
  for (const std::string_view word : storage::words_of(normalised)) {
    if (!core.empty() && kCuts.contains(word)) break;
    core += core.empty() ? "" : " ";
    core += word;
  }
  return core;
}

// Are all words that were asked for in the core of the description's name that matched?
bool describes(const NameMatch& match, const std::string& asked) {
  const std::string normalised = storage::normalised_name(asked);
  if (core_of(normalised) != normalised) return true;  // asked for by a longer phrase
  const std::string core = core_of(match.matched);
  const std::vector<std::string_view> words = storage::words_of(core);
  const std::vector<std::string_view> wanted = storage::words_of(normalised);
  return std::all_of(wanted.begin(), wanted.end(), [&](std::string_view word) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view other) { return other.starts_with(word); });
  });
}

void keep_named(std::vector<EntityRecord>& nodes) {
  std::erase_if(nodes, [](const EntityRecord& node) { return !node.named; });
}

void add_new(std::vector<EntityRecord>& nodes, std::vector<EntityRecord> more) {
  for (EntityRecord& node : more)
    if (std::none_of(nodes.begin(), nodes.end(),
                     [&](const EntityRecord& other) { return other.id == node.id; }))
      nodes.push_back(std::move(node));
}

}  // namespace

std::optional<std::uint64_t> parse_id(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  const bool is_hex =
      std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
  if (text.size() != 16 || !is_hex) return std::nullopt;
  return std::strtoull(std::string(text).c_str(), nullptr, 16);
}

bool NamedNodes::contains(EntityId id) const {
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const EntityRecord& node) { return node.id == id; });
}

NamedNodes find_nodes(const storage::Store& store, const std::string& name, bool quiet) {
  if (const auto id = parse_id(name)) {
    if (std::optional<EntityRecord> record = store.entity(EntityId{*id})) return {name, {*record}};
    throw Error(ErrorKind::kNotFound, fmt::format("no entity has the id \"{}\"", name));
  }
  const std::vector<NameMatch> exact_matches = store.find_exact(name);
  std::vector<EntityRecord> exact = records(store, exact_matches);
  std::vector<EntityRecord> named = exact;
  keep_named(named);
  std::vector<EntityRecord> words;
  std::vector<NameMatch> matches = exact_matches;
  if (named.empty()) {
    matches = store.find_words(name, kDescriptions);
    std::erase_if(matches, [&](const NameMatch& match) { return !describes(match, name); });
    words = records(store, matches);
    std::vector<EntityRecord> named_words = words;
    keep_named(named_words);
    const auto is_description = [](const EntityRecord& node) {
      return !node.named && !node.literal;
    };
    const bool described =
        std::any_of(exact.begin(), exact.end(), is_description) ||
        (named_words.empty() && std::any_of(words.begin(), words.end(), is_description));
    if (described) {
      NamedNodes found{name, {}};
      add_new(found.nodes, exact);
      add_new(found.nodes, words);
      std::erase_if(found.nodes, [&](const EntityRecord& node) { return !is_description(node); });
      if (found.nodes.size() > 1 && !quiet)
        say(fmt::format("\"{}\" describes {}; looking at all of them", name,
                        counted(found.nodes.size(), "node")));
      return found;
    }
    named = named_words;
  }
  if (named.empty()) {  // literals are better than nothing
    if (!exact.empty()) return {name, {exact.front()}};
    if (!words.empty()) return {name, {words.front()}};
    nothing_found(store, name);
  }
  if (named.size() == 1) return {name, {named.front()}};

  // Several proper names. The store lists the one most often called so first.
  const auto called = [&](const EntityRecord& node) -> std::uint64_t {
    for (const NameMatch& match : matches)
      if (match.id == node.id) return match.alias_count + 1;
    return node.mentions + 1;
  };
  std::stable_sort(named.begin(), named.end(), [&](const EntityRecord& a, const EntityRecord& b) {
    return called(a) > called(b);
  });
  std::string list;
  for (std::size_t i = 0; i < named.size() && i < kListed; ++i) list += "\n  " + describe(named[i]);
  if (named.size() > kListed) list += fmt::format("\n  and {} more", named.size() - kListed);
  const bool dominates = called(named[0]) >= 2 * called(named[1]) ||
                         (called(named[0]) >= called(named[1]) &&
                          named[0].mentions >= 3 * std::max<std::uint64_t>(named[1].mentions, 1));
  if (!dominates)
    throw Error(
        ErrorKind::kUsage,
        fmt::format("\"{}\" may be any of these; give a fuller name or the id:{}", name, list));
  if (!quiet)
    say(fmt::format("\"{}\" is taken as the first of these (an id picks another):{}", name, list));
  return {name, {named.front()}};
}

EntityRecord find_node(const storage::Store& store, const std::string& name, bool quiet) {
  NamedNodes found = find_nodes(store, name, true);
  if (found.nodes.size() > 1) {
    std::string list;
    for (std::size_t i = 0; i < found.nodes.size() && i < kListed; ++i)
      list += "\n  " + describe(found.nodes[i]);
    throw Error(ErrorKind::kUsage, fmt::format("\"{}\" may be any of {}; give the id:{}", name,
                                               counted(found.nodes.size(), "node"), list));
  }
  if (!quiet) find_nodes(store, name, quiet);  // says which one was taken
  return found.nodes.front();
}

const EntityRecord& Names::node(EntityId id) {
  auto at = nodes_.find(id);
  if (at == nodes_.end()) {
    std::optional<EntityRecord> record = store_.entity(id);
    if (!record) {
      record.emplace();
      record->id = id;
      record->name = "#" + to_string(id);
    }
    at = nodes_.emplace(id, std::move(*record)).first;
  }
  return at->second;
}

const storage::RelationRecord& Names::relation(RelationId id) {
  auto at = relations_.find(id);
  if (at == relations_.end()) {
    std::optional<storage::RelationRecord> record = store_.relation(id);
    if (!record) {
      record.emplace();
      record->id = id;
      record->phrase = "#" + to_string(id);
    }
    at = relations_.emplace(id, std::move(*record)).first;
  }
  return at->second;
}

}  // namespace trine::tools
