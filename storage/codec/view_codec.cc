#include "storage/codec/view_codec.h"

#include "storage/codec/capnp_values.h"

namespace trine::storage {

std::string encode(const DocumentView& view) {
  return encode_as<records::DocumentView>([&](auto builder) {
    builder.setContentHash(view.content_hash);
    write_ids(builder.initNodes(static_cast<unsigned>(view.nodes.size())), view.nodes);
    write_ids(builder.initFacts(static_cast<unsigned>(view.facts.size())), view.facts);
    write_ids(builder.initLiterals(static_cast<unsigned>(view.literals.size())), view.literals);
    builder.setAssignmentHash(view.assignment_hash);
  });
}

DocumentView decode_document_view(std::string_view bytes, std::string_view what) {
  return decode_as<records::DocumentView>(bytes, what, [](auto reader) {
    return DocumentView{reader.getContentHash(), read_ids<EntityId>(reader.getNodes()),
                        read_ids<FactId>(reader.getFacts()),
                        read_ids<EntityId>(reader.getLiterals()), reader.getAssignmentHash()};
  });
}

ViewHashes decode_view_hashes(std::string_view bytes, std::string_view what) {
  return decode_as<records::DocumentView>(bytes, what, [](auto reader) {
    return ViewHashes{reader.getContentHash(), reader.getAssignmentHash()};
  });
}

std::string encode(const MemberEntry& entry) {
  return encode_as<records::MemberEntry>([&](auto builder) {
    builder.setName(text_of(entry.name));
    builder.setType(static_cast<std::uint8_t>(entry.type));
    builder.setNamed(entry.named);
    builder.setLiteral(entry.literal);
    builder.setMentions(entry.mentions);
    write_aliases(builder.initAliases(static_cast<unsigned>(entry.aliases.size())), entry.aliases);
    write_texts(builder.initRoles(static_cast<unsigned>(entry.roles.size())), entry.roles);
    write_ids(builder.initMembers(static_cast<unsigned>(entry.members.size())), entry.members);
    builder.setReason(text_of(entry.reason));
    builder.setInFact(entry.in_fact);
  });
}

MemberEntry decode_member(std::string_view bytes, std::string_view what) {
  return decode_as<records::MemberEntry>(bytes, what, [&](auto reader) {
    MemberEntry entry;
    entry.name = from(reader.getName());
    entry.type = entity_type(reader.getType(), what);
    entry.named = reader.getNamed();
    entry.literal = reader.getLiteral();
    entry.mentions = reader.getMentions();
    entry.aliases = read_aliases(reader.getAliases());
    entry.roles = read_texts(reader.getRoles());
    entry.members = read_ids<EntityId>(reader.getMembers());
    entry.reason = from(reader.getReason());
    entry.in_fact = reader.getInFact();
    return entry;
  });
}

std::string encode(const EntityRecord& record) {
  return encode_as<records::EntityEntry>([&](auto builder) {
    builder.setName(text_of(record.name));
    builder.setType(static_cast<std::uint8_t>(record.type));
    builder.setNamed(record.named);
    builder.setLiteral(record.literal);
    write_aliases(builder.initAliases(static_cast<unsigned>(record.aliases.size())),
                  record.aliases);
    write_texts(builder.initRoles(static_cast<unsigned>(record.roles.size())), record.roles);
    write_ids(builder.initMembers(static_cast<unsigned>(record.members.size())), record.members);
    builder.setGazetteerId(text_of(record.gazetteer_id));
    builder.setDocuments(record.documents);
    builder.setMentions(record.mentions);
  });
}

EntityRecord decode_entity(std::string_view bytes, std::string_view what, EntityId id) {
  return decode_as<records::EntityEntry>(bytes, what, [&](auto reader) {
    EntityRecord record;
    record.id = id;
    record.name = from(reader.getName());
    record.type = entity_type(reader.getType(), what);
    record.named = reader.getNamed();
    record.literal = reader.getLiteral();
    record.aliases = read_aliases(reader.getAliases());
    record.roles = read_texts(reader.getRoles());
    record.members = read_ids<EntityId>(reader.getMembers());
    record.gazetteer_id = from(reader.getGazetteerId());
    record.documents = reader.getDocuments();
    record.mentions = reader.getMentions();
    return record;
  });
}

std::string encode(const NameEntry& entry) {
  return encode_as<records::NameEntry>([&](auto builder) {
    builder.setCount(entry.count);
    builder.setMentions(entry.mentions);
    builder.setLiteral(entry.literal);
  });
}

NameEntry decode_name(std::string_view bytes, std::string_view what) {
  return decode_as<records::NameEntry>(bytes, what, [](auto reader) {
    return NameEntry{reader.getCount(), reader.getMentions(), reader.getLiteral()};
  });
}

std::string encode(const RelationEntry& entry) {
  return encode_as<records::RelationEntry>([&](auto builder) {
    builder.setPhrase(text_of(entry.relation.phrase));
    builder.setRelationClass(text_of(entry.relation.relation_class));
    builder.setSymmetricFacts(entry.symmetric_facts);
    builder.setFacts(entry.relation.facts);
  });
}

RelationEntry decode_relation(std::string_view bytes, std::string_view what, RelationId id) {
  return decode_as<records::RelationEntry>(bytes, what, [&](auto reader) {
    const auto symmetric = reader.getSymmetricFacts();
    return RelationEntry{{id, from(reader.getPhrase()), from(reader.getRelationClass()),
                          symmetric != 0, reader.getFacts()},
                         symmetric};
  });
}

std::string encode(const EvidenceEntry& entry) {
  return encode_as<records::EvidenceEntry>([&](auto builder) {
    builder.setSubject(entry.subject.value);
    builder.setRelation(entry.relation.value);
    builder.setObject(entry.object.value);
    builder.setAttribution(entry.attribution.value);
    builder.setConfidence(entry.confidence);
    builder.setContentHash(entry.content_hash);
    builder.setPolarity(static_cast<std::uint8_t>(entry.polarity));
    builder.setModality(static_cast<std::uint8_t>(entry.modality));
    builder.setSymmetric(entry.symmetric);
    builder.setSwapped(entry.swapped);
    builder.setSentenceKind(static_cast<std::uint8_t>(entry.sentence_kind));
    builder.setTimeFrom(text_of(entry.time_from));
    builder.setTimeTo(text_of(entry.time_to));
  });
}

EvidenceEntry decode_evidence(std::string_view bytes, std::string_view what) {
  return decode_as<records::EvidenceEntry>(bytes, what, [&](auto reader) {
    EvidenceEntry entry;
    entry.subject.value = reader.getSubject();
    entry.relation.value = reader.getRelation();
    entry.object.value = reader.getObject();
    entry.attribution.value = reader.getAttribution();
    entry.confidence = reader.getConfidence();
    entry.content_hash = reader.getContentHash();
    entry.polarity = checked(reader.getPolarity(), Polarity::kNegative, what, "polarity");
    entry.modality = checked(reader.getModality(), Modality::kAlleged, what, "modality");
    entry.symmetric = reader.getSymmetric();
    entry.swapped = reader.getSwapped();
    entry.sentence_kind =
        checked(reader.getSentenceKind(), SentenceKind::kDateline, what, "sentence kind");
    entry.time_from = from(reader.getTimeFrom());
    entry.time_to = from(reader.getTimeTo());
    return entry;
  });
}

std::string encode(const FactEntry& entry) {
  return encode_as<records::FactEntry>([&](auto builder) {
    const auto& fact = entry.fact;
    builder.setSupport(fact.support);
    builder.setDocuments(fact.documents);
    builder.setFirstTime(text_of(fact.first_time));
    builder.setLastTime(text_of(fact.last_time));
    builder.setPositive(fact.positive);
    builder.setNegative(fact.negative);
    auto modality = builder.initModality(kModalities);
    for (unsigned i = 0; i < kModalities; ++i) modality.set(i, fact.modality[i]);
    builder.setSymmetric(fact.symmetric);
    builder.setBelief(fact.belief);
    builder.setBestDocument(entry.best_document.value);
    builder.setBestStatement(entry.best_statement);
  });
}

FactEntry decode_fact(std::string_view bytes, std::string_view what) {
  return decode_as<records::FactEntry>(bytes, what, [&](auto reader) {
    FactEntry entry;
    auto& fact = entry.fact;
    fact.support = reader.getSupport();
    fact.documents = reader.getDocuments();
    fact.first_time = from(reader.getFirstTime());
    fact.last_time = from(reader.getLastTime());
    fact.positive = reader.getPositive();
    fact.negative = reader.getNegative();
    if (reader.getModality().size() > kModalities) damaged(what, "modality counts");
    for (unsigned i = 0; i < reader.getModality().size(); ++i) {
      fact.modality[i] = reader.getModality()[i];
    }
    fact.symmetric = reader.getSymmetric();
    fact.belief = reader.getBelief();
    entry.best_document.value = reader.getBestDocument();
    entry.best_statement = reader.getBestStatement();
    return entry;
  });
}

std::string encode(const DoubtfulPair& pair) {
  return encode_as<records::DoubtEntry>([&](auto builder) {
    builder.setA(pair.a.value);
    builder.setB(pair.b.value);
    builder.setScore(pair.score);
    builder.setValue(pair.value);
    builder.setReason(text_of(pair.reason));
  });
}

DoubtfulPair decode_doubt(std::string_view bytes, std::string_view what) {
  return decode_as<records::DoubtEntry>(bytes, what, [](auto reader) {
    return DoubtfulPair{EntityId{reader.getA()}, EntityId{reader.getB()}, reader.getScore(),
                        reader.getValue(), from(reader.getReason())};
  });
}

}  // namespace trine::storage
