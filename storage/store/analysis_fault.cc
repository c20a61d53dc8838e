#include "storage/store/analysis_fault.h"

#include <fmt/format.h>

namespace trine::storage {

std::optional<std::string> find_fault(const Analysis& analysis) {
  const auto text_size = analysis.document.text.size();
  if (analysis.document.key.empty()) return "it has no key";
  if (text_size >= 0xffffffffu) return "its text is longer than 4 GiB";
  const auto bad_span = [&](Span span) { return span.begin > span.end || span.end > text_size; };
  const auto bad_entity = [&](std::uint32_t entity) { return entity >= analysis.entities.size(); };
  const auto bad_sentence = [&](std::uint32_t sentence) {
    return sentence >= analysis.sentences.size();
  };
  for (std::size_t i = 0; i < analysis.sentences.size(); ++i) {
    if (bad_span(analysis.sentences[i].span)) return fmt::format("sentence {}: span", i);
  }
  for (std::size_t i = 0; i < analysis.mentions.size(); ++i) {
    const auto& mention = analysis.mentions[i];
    if (bad_span(mention.span) || bad_span(mention.head)) return fmt::format("mention {}: span", i);
    if (bad_entity(mention.entity)) return fmt::format("mention {}: entity", i);
    if (bad_sentence(mention.sentence)) return fmt::format("mention {}: sentence", i);
  }
  for (std::size_t i = 0; i < analysis.entities.size(); ++i) {
    for (const auto member : analysis.entities[i].members) {
      if (bad_entity(member)) return fmt::format("entity {}: member", i);
    }
  }
  for (std::size_t i = 0; i < analysis.statements.size(); ++i) {
    const auto& statement = analysis.statements[i];
    if (bad_sentence(statement.sentence)) return fmt::format("statement {}: sentence", i);
    if (bad_span(statement.relation_span)) return fmt::format("statement {}: relation span", i);
    if (!(statement.confidence >= 0 && statement.confidence <= 1)) {
      return fmt::format("statement {}: confidence {}", i, statement.confidence);
    }
    const auto bad_argument = [&](const Argument& argument) {
      return bad_span(argument.span) || (argument.is_entity() && bad_entity(argument.entity));
    };
    bool bad = bad_argument(statement.subject) || bad_argument(statement.object) ||
               bad_argument(statement.attribution);
    for (const auto& qualifier : statement.qualifiers)
      bad = bad || bad_argument(qualifier.argument);
    if (bad) return fmt::format("statement {}: an argument's entity or span", i);
  }
  return std::nullopt;
}

std::optional<std::string> document_fault(DocumentId id, const DocumentEntry& entry,
                                          std::string_view text, std::string_view ledger) {
  Analysis analysis;
  analysis.document = {entry.key, decode_text(text, "its text"), entry.title, entry.date,
                       entry.uri};
  decode_ledger(ledger, "its ledger", analysis);
  if (analysis.document.id() != id) {
    return fmt::format("it is kept under the id {} of another", to_string(id));
  }
  if (auto fault = find_fault(analysis)) return fault;
  if (analysis.document.hash() != entry.document_hash ||
      content_hash(entry.uri, content_hash(ledger, entry.document_hash)) != entry.content_hash) {
    return "it is not what was put: its hash differs";
  }
  if (analysis.statements.size() != entry.statements ||
      analysis.mentions.size() != entry.mentions || analysis.entities.size() != entry.entities ||
      analysis.sentences.size() != entry.sentences ||
      analysis.document.text.size() != entry.text_bytes) {
    return "its counts differ from its ledger";
  }
  return std::nullopt;
}

}  // namespace trine::storage
