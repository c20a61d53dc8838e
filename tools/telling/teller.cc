#include "tools/telling/teller.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace trine::tools {
namespace {

using storage::Evidence;
using storage::FactRecord;

std::string_view modality_word(Modality modality) {
  switch (modality) {
    case Modality::kAsserted:
      return "stated";
    case Modality::kPlanned:
      return "planned";
    case Modality::kPossible:
      return "possible";
    case Modality::kHypothetical:
      return "hypothetical";
    case Modality::kDemanded:
      return "demanded";
    case Modality::kReported:
      return "reported";
    case Modality::kAlleged:
      return "alleged";
  }
  return "stated";
}

// The sentence with subject, relation and object made bold.
std::string highlighted(const Evidence& evidence, const Paint& paint) {
  if (!paint.on()) return one_line(evidence.sentence_text);
  const Statement& statement = evidence.statement;
  std::vector<Span> spans;
  for (const Span span : {statement.subject.span, statement.relation_span, statement.object.span}) {
    if (span.empty() || !evidence.sentence.contains(span)) continue;
    spans.push_back({span.begin - evidence.sentence.begin, span.end - evidence.sentence.begin});
  }
  std::sort(spans.begin(), spans.end());
  // Word by word, so that wrapping may break a line inside a bold phrase.
  const std::string& text = evidence.sentence_text;
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find_first_of(" \t\r\n", at);
    if (end == std::string::npos) end = text.size();
    const std::string word = one_line(std::string_view(text).substr(at, end - at));
    const bool bold = std::any_of(spans.begin(), spans.end(), [&](Span span) {
      return span.overlaps({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    });
    if (!word.empty()) {
      if (!shown.empty()) shown += ' ';
      shown += bold ? paint.bold(word) : word;
    }
    at = end + 1;
  }
  return shown;
}

}  // namespace

std::string status_words(const FactRecord& fact) {
  if (fact.only_denied()) return "denied";
  std::vector<std::pair<std::uint64_t, Modality>> counts;
  for (std::size_t i = 0; i < fact.modality.size(); ++i)
    if (fact.modality[i] != 0) counts.emplace_back(fact.modality[i], static_cast<Modality>(i));
  std::stable_sort(counts.begin(), counts.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string words;
  const bool asserted = fact.modality[static_cast<std::size_t>(Modality::kAsserted)] != 0;
  for (const auto& [count, modality] : counts) {
    if (asserted && modality == Modality::kAsserted && counts.size() == 1) continue;
    words += words.empty() ? "" : ", ";
    words += modality_word(modality);
    if (counts.size() > 1) words += fmt::format(" {}×", count);
  }
  if (fact.negative != 0) {
    words += words.empty() ? "" : ", ";
    words += fmt::format("disputed ({} for, {} against)", fact.positive, fact.negative);
  }
  return words;
}

std::string manner_words(const Statement& statement) {
  const bool negative = statement.polarity == Polarity::kNegative;
  if (statement.modality == Modality::kAsserted) return negative ? "denied" : "stated";
  std::string words(modality_word(statement.modality));
  return negative ? "negated, " + words : words;
}

std::string time_words(const std::string& first, const std::string& last) {
  if (first.empty() && last.empty()) return {};
  if (first == last || last.empty()) return first;
  if (first.empty()) return "until " + last;
  return first + " to " + last;
}

std::string Teller::node(EntityId id) {
  const storage::EntityRecord& record = names_.node(id);
  return paint_.node(record.type,
                     shorten(one_line(record.name), std::max<std::size_t>(width_ / 2, 30)));
}

std::string Teller::arrow(const FactRecord& fact, EntityId seen_from) {
  const std::string phrase = one_line(names_.relation(fact.relation).phrase);
  const bool denied = fact.only_denied();
  const std::string shown = denied ? paint_.red("not: " + phrase) : paint_.bold(phrase);
  if (!fact.has_object()) return fmt::format("{} ── {}", node(fact.subject), shown);
  if (seen_from == fact.object && seen_from != fact.subject) {
    if (fact.symmetric)
      return fmt::format("{} ── {} ── {}", node(fact.object), shown, node(fact.subject));
    return fmt::format("{} ◀─ {} ── {}", node(fact.object), shown, node(fact.subject));
  }
  return fmt::format("{} ── {} {} {}", node(fact.subject), shown, fact.symmetric ? "──" : "─▶",
                     node(fact.object));
}

std::string Teller::remarks(const FactRecord& fact) {
  std::string text = status_words(fact);
  const auto add = [&](const std::string& more) {
    if (more.empty()) return;
    text += text.empty() ? "" : " · ";
    text += more;
  };
  add(time_words(fact.first_time, fact.last_time));
  add(counted(fact.documents, "document"));
  add(fmt::format("belief {:.2f}", fact.belief));
  return text;
}

void Teller::fact(const FactRecord& fact, std::size_t quotes, EntityId seen_from,
                  const std::string& indent) {
  const std::string shown = indent + arrow(fact, seen_from);
  const std::string more = remarks(fact);
  if (display_width(shown) + 3 + display_width(more) <= width_)
    out_.line(shown + "   " + paint_.dim(more));
  else {
    out_.line(shown);
    out_.line(indent + "    " + paint_.dim(more));
  }
  if (quotes == 0) return;
  if (quotes == 1) {
    if (const auto best = names_.store().best_evidence(fact.id)) quote(*best, indent + "    ");
    return;
  }
  const std::vector<Evidence> all = names_.store().evidence(fact.id, quotes);
  for (const Evidence& evidence : all) quote(evidence, indent + "    ");
  if (fact.support > all.size() && all.size() == quotes)
    out_.line(indent + "    " +
              paint_.dim(fmt::format("and {} more (--limit)", fact.support - all.size())));
}

void Teller::quote(const Evidence& evidence, const std::string& indent) {
  const std::size_t width = std::max<std::size_t>(width_ - std::min(width_, indent.size()), 30);
  const std::vector<std::string> lines =
      wrap_text("“" + highlighted(evidence, paint_) + "”", width - 1);
  for (std::size_t i = 0; i < lines.size(); ++i) out_.line(indent + (i == 0 ? "" : " ") + lines[i]);

  const Statement& statement = evidence.statement;
  std::string source = evidence.document_key;
  const auto add = [&](const std::string& more) {
    if (!more.empty()) source += " · " + more;
  };
  add(evidence.date);
  add(manner_words(statement));
  if (!statement.attribution.empty()) {
    const std::string who =
        evidence.attribution.value != 0 && names_.node(evidence.attribution).named
            ? names_.node(evidence.attribution).name
            : statement.attribution.text;
    add("says " + shorten(one_line(who), 60));
  }
  if (!statement.time.empty()) {
    const std::string iso = time_words(statement.time.from, statement.time.to);
    add(iso.empty() || iso == statement.time.text
            ? "when: " + statement.time.text
            : fmt::format("when: {} ({})", statement.time.text, iso));
  }
  if (!statement.place.empty()) add("where: " + shorten(one_line(statement.place), 40));
  // Of a document's own words: its key, its date, a time.
  const std::vector<std::string> source_lines = wrap_text(one_line(source), width - 3);
  for (std::size_t i = 0; i < source_lines.size(); ++i)
    out_.line(indent + paint_.dim((i == 0 ? " — " : "   ") + source_lines[i]));
}

std::string Teller::heading(const storage::EntityRecord& record) {
  std::string text = fmt::format("{}  {}", paint_.node(record.type, one_line(record.name)),
                                 to_string(record.type));
  std::string counts = fmt::format("{} in {}", counted(record.mentions, "mention"),
                                   counted(record.documents, "document"));
  if (!record.named && !record.literal) counts += " · a description";
  counts += " · #" + to_string(record.id);
  return text + "  " + paint_.dim(counts);
}

}  // namespace trine::tools
