#include "storage/records.h"

#include <ostream>

namespace trine::storage {

std::string_view to_string(MatchKind kind) {
  switch (kind) {
    case MatchKind::kExact:
      return "exact";
    case MatchKind::kPrefix:
      return "prefix";
    case MatchKind::kWord:
      return "word";
    case MatchKind::kFuzzy:
      return "fuzzy";
  }
  return "?";
}

std::ostream& operator<<(std::ostream& out, MatchKind kind) { return out << to_string(kind); }

std::ostream& operator<<(std::ostream& out, const Alias& alias) {
  return out << alias.text << " x" << alias.count;
}

std::ostream& operator<<(std::ostream& out, const EntityRecord& record) {
  out << record.id << ' ' << record.name << ' ' << record.type;
  if (record.literal) out << " literal";
  if (record.named) out << " named";
  for (const auto& alias : record.aliases) out << " | " << alias;
  for (const auto& role : record.roles) out << " role:" << role;
  for (const auto& member : record.members) out << " member:" << member;
  if (!record.gazetteer_id.empty()) out << ' ' << record.gazetteer_id;
  return out << " documents:" << record.documents << " mentions:" << record.mentions;
}

std::ostream& operator<<(std::ostream& out, const RelationRecord& record) {
  return out << record.id << ' ' << record.relation_class << ' ' << record.phrase
             << (record.symmetric ? " symmetric" : "") << " facts:" << record.facts;
}

std::ostream& operator<<(std::ostream& out, const FactRecord& record) {
  out << record.id << " (" << record.subject << "; " << record.relation << "; " << record.object
      << ") support:" << record.support << " documents:" << record.documents
      << " time:" << record.first_time << ".." << record.last_time << " +" << record.positive
      << " -" << record.negative << " modality:";
  for (const auto count : record.modality) out << count << ' ';
  return out << (record.symmetric ? "symmetric " : "") << "belief:" << record.belief;
}

std::ostream& operator<<(std::ostream& out, const Evidence& evidence) {
  return out << evidence.document_key << " (" << evidence.date << ") #" << evidence.statement_index
             << ' ' << evidence.statement << " \"" << evidence.sentence_text << "\" "
             << evidence.sentence << " nodes " << evidence.subject << ' ' << evidence.object << ' '
             << evidence.attribution;
}

std::ostream& operator<<(std::ostream& out, const DocumentRecord& record) {
  return out << record.id << ' ' << record.key << " (" << record.date << ") \"" << record.title
             << "\" bytes:" << record.bytes << " sentences:" << record.sentences
             << " mentions:" << record.mentions << " entities:" << record.entities
             << " statements:" << record.statements;
}

std::ostream& operator<<(std::ostream& out, const Membership& membership) {
  return out << membership.entity << " <- " << membership.document_key << '#' << membership.index
             << ' ' << membership.name << ' ' << membership.type
             << " mentions:" << membership.mentions << " \"" << membership.reason << '"';
}

std::ostream& operator<<(std::ostream& out, const NestedName& nested) {
  return out << nested.description << "(" << nested.description_mention << ") holds " << nested.name
             << "(" << nested.name_mention << ")";
}

std::ostream& operator<<(std::ostream& out, const DoubtfulPair& pair) {
  return out << pair.a << " =? " << pair.b << " score:" << pair.score << " value:" << pair.value
             << ' ' << pair.reason;
}

std::ostream& operator<<(std::ostream& out, const NameMatch& match) {
  return out << match.id << ' ' << match.name << ' ' << match.type << ' ' << match.kind << " \""
             << match.matched << "\" distance:" << match.distance << " count:" << match.alias_count
             << " mentions:" << match.mentions << " documents:" << match.documents
             << (match.literal ? " literal" : "");
}

std::ostream& operator<<(std::ostream& out, const Statistics& s) {
  out << "types:";
  for (const auto count : s.types) out << ' ' << count;
  for (const auto& [name, facts] : s.classes) out << ' ' << name << ':' << facts;
  return out << " format:" << s.format_version << " ontology:" << to_hex(s.ontology_hash)
             << " model:" << to_hex(s.model_hash) << " reader:" << s.reader
             << " documents:" << s.documents << " bytes:" << s.text_bytes
             << " sentences:" << s.sentences << " mentions:" << s.mentions
             << " document_entities:" << s.document_entities << " statements:" << s.statements
             << " decisions:" << s.decisions << " entities:" << s.entities
             << " literals:" << s.literals << " relations:" << s.relations << " facts:" << s.facts
             << " evidence:" << s.evidence << (s.view_stale ? " stale" : "");
}

}  // namespace trine::storage
