// One entity: type, names, facts by class, time line.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "extract/english/ascii.h"
#include "tools/commands/commands.h"
#include "tools/telling/facts.h"
#include "tools/telling/json.h"
#include "tools/telling/session.h"
#include "tools/telling/teller.h"

namespace trine::tools {
namespace {

using storage::FactRecord;

constexpr std::size_t kFactsPerClass = 6;
constexpr std::size_t kAliasesShown = 12;
constexpr std::size_t kTimeLine = 12;
constexpr std::size_t kRolesShown = 8;

void list_line(Output& out, const Paint& paint, std::size_t width, const char* label,
               const std::string& text) {
  if (text.empty()) return;
  const std::vector<std::string> lines = wrap_text(text, width - 12);
  for (std::size_t i = 0; i < lines.size(); ++i)
    out.line(
        fmt::format("  {}{}", paint.dim(fmt::format("{:<10}", i == 0 ? label : "")), lines[i]));
}

void time_line(Output& out, const Paint& paint, Teller& teller, std::vector<FactRecord> facts,
               EntityId id) {
  std::erase_if(facts, [](const FactRecord& fact) { return fact.first_time.empty(); });
  if (facts.empty()) return;
  // The best known facts, then by time.
  if (facts.size() > kTimeLine) facts.resize(kTimeLine);
  std::stable_sort(facts.begin(), facts.end(), [](const FactRecord& a, const FactRecord& b) {
    return a.first_time < b.first_time;
  });
  out.line("\n" + paint.yellow("TIME LINE"));
  for (const FactRecord& fact : facts) {
    const std::string status = status_words(fact);
    out.line(fmt::format("  {:<10}  {}{}", fact.first_time, teller.arrow(fact, id),
                         status.empty() ? "" : "   " + paint.dim(status)));
  }
}

// "minister (12×, 1961 to 1969), envoy (3×, 1972)": how often the facts say so and when; the most
// frequent ones only.
std::string roles_by_count(const storage::EntityRecord& node, const std::vector<FactRecord>& facts,
                           Names& names) {
  struct Use {
    std::string role;
    std::uint64_t count = 0;
    std::string first;  // years
    std::string last;
  };
  std::vector<Use> uses;
  for (const std::string& role : node.roles) uses.push_back({one_line(role), 0, {}, {}});
  for (const FactRecord& fact : facts) {
    if (fact.subject != node.id || fact.only_denied()) continue;
    const std::string& phrase = names.relation(fact.relation).phrase;
    if (!phrase.starts_with("be")) continue;
    const std::string object = fact.has_object() ? names.node(fact.object).name : std::string();
    for (Use& use : uses) {
      const bool said = (phrase + ' ').starts_with("be " + use.role + ' ') ||
                        (phrase == "be" && extract::lower_ascii(object) == use.role);
      if (!said) continue;
      use.count += fact.positive;
      if (fact.first_time.empty()) continue;
      const std::string from = fact.first_time.substr(0, 4);
      const std::string to = fact.last_time.substr(0, 4);
      if (use.first.empty() || from < use.first) use.first = from;
      use.last = std::max(use.last, to);
    }
  }
  std::stable_sort(uses.begin(), uses.end(),
                   [](const Use& a, const Use& b) { return a.count > b.count; });
  std::string text;
  for (std::size_t i = 0; i < uses.size() && i < kRolesShown; ++i) {
    const Use& use = uses[i];
    text += (i == 0 ? "" : ", ") + use.role;
    if (use.count == 0) continue;
    text += fmt::format(" ({}×", use.count);
    if (!use.first.empty()) text += ", " + use.first;
    if (use.last > use.first) text += " to " + use.last;
    text += ')';
  }
  if (uses.size() > kRolesShown) text += fmt::format(" and {} more", uses.size() - kRolesShown);
  return text;
}

}  // namespace

int show(const ShowOptions& options) {
  const storage::Store store = open_for_reading(options);
  // A description may stand for many nodes: the best one is shown, the others are named.
  const NamedNodes found = find_nodes(store, options.name, true);
  if (found.nodes.size() == 1) {
    find_nodes(store, options.name, options.quiet);  // says which of several names was taken
  } else if (!options.quiet) {
    std::string others;
    for (std::size_t i = 1; i < found.nodes.size() && i <= 5; ++i)
      others += fmt::format("\n  {} #{}", shorten(one_line(found.nodes[i].name), 60),
                            to_string(found.nodes[i].id));
    if (found.nodes.size() > 6) others += fmt::format("\n  and {} more", found.nodes.size() - 6);
    say(fmt::format("\"{}\" describes {}; this is one, others are:{}", options.name,
                    counted(found.nodes.size(), "node"), others));
  }
  const storage::EntityRecord& node = found.nodes.front();
  Names names(store);
  const std::vector<FactRecord> facts = facts_about(store, node.id);
  Output out(options.output);
  if (options.json) {
    out.line(entity_json(node, names));
    for (const FactRecord& fact : facts) {
      const auto best = store.best_evidence(fact.id);
      out.line(fact_json(fact, {best ? &*best : nullptr, best ? 1U : 0U}, names));
    }
    out.finish();
    return kFound;
  }
  const Paint paint(use_colour(options, out));
  Teller teller(out, paint, names);
  out.line(teller.heading(node));
  std::string aliases;
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (const storage::Alias& alias : node.aliases) {
    if (alias.text == node.name) continue;
    if (shown == kAliasesShown) {
      ++hidden;
      continue;
    }
    aliases += (shown++ == 0 ? "" : ", ") + shorten(one_line(alias.text), 60);
    if (alias.count > 1) aliases += fmt::format(" ({}×)", alias.count);
  }
  if (hidden != 0) aliases += fmt::format(" and {} more", hidden);
  list_line(out, paint, teller.width(), "also", aliases);
  list_line(out, paint, teller.width(), "roles", roles_by_count(node, facts, names));
  std::string members;
  for (const EntityId member : node.members)
    members += (members.empty() ? "" : ", ") + one_line(names.node(member).name);
  list_line(out, paint, teller.width(), "members", members);
  list_line(out, paint, teller.width(), "gazetteer", node.gazetteer_id);

  std::map<std::string, std::vector<FactRecord>> classes;
  for (const FactRecord& fact : facts)
    classes[names.relation(fact.relation).relation_class].push_back(fact);
  const auto tell_class = [&](const std::string& name) {
    const auto at = classes.find(name);
    if (at == classes.end()) return;
    out.line("\n" + paint.yellow(name));
    const std::size_t limit = options.limit == 0 ? kFactsPerClass : options.limit;
    for (std::size_t i = 0; i < at->second.size() && i < limit; ++i)
      teller.fact(at->second[i], 1, node.id, "  ");
    if (at->second.size() > limit)
      out.line("  " + paint.dim(fmt::format("and {} (--limit)",
                                            counted(at->second.size() - limit, "more fact"))));
  };
  for (const auto& [name, list] : classes)
    if (name != "OTHER") tell_class(name);
  tell_class("OTHER");
  if (facts.empty()) out.line("\n  no facts: it is only mentioned");
  time_line(out, paint, teller, facts, node.id);
  out.finish();
  return kFound;
}

}  // namespace trine::tools
