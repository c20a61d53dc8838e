#include "storage/codec/metadata_codec.h"

#include "storage/codec/capnp_values.h"

namespace trine::storage {
namespace {

void write(records::NodeReference::Builder builder, const NodeReference& reference) {
  builder.setId(reference.id.value);
  builder.setName(text_of(reference.name));
  builder.setType(static_cast<std::uint8_t>(reference.type));
  builder.setDocument(text_of(reference.document));
}

NodeReference read(records::NodeReference::Reader reader, std::string_view what) {
  return {EntityId{reader.getId()}, from(reader.getName()), entity_type(reader.getType(), what),
          from(reader.getDocument())};
}

}  // namespace

std::string encode(const Decision& decision) {
  return encode_as<records::DecisionEntry>([&](auto builder) {
    builder.setKind(static_cast<std::uint8_t>(decision.kind));
    write(builder.initNode(), decision.node);
    write(builder.initOther(), decision.other);
    write_texts(builder.initDocuments(static_cast<unsigned>(decision.documents.size())),
                decision.documents);
    builder.setLocalName(text_of(decision.local_name));
    builder.setName(text_of(decision.name));
    builder.setNote(text_of(decision.note));
  });
}

Decision decode_decision(std::string_view bytes, std::string_view what, std::uint64_t number) {
  return decode_as<records::DecisionEntry>(bytes, what, [&](auto reader) {
    Decision decision;
    decision.number = number;
    decision.kind = checked(reader.getKind(), DecisionKind::kApart, what, "decision");
    decision.node = read(reader.getNode(), what);
    decision.other = read(reader.getOther(), what);
    decision.documents = read_texts(reader.getDocuments());
    decision.local_name = from(reader.getLocalName());
    decision.name = from(reader.getName());
    decision.note = from(reader.getNote());
    return decision;
  });
}

std::string encode(const LedgerState& state) {
  return encode_as<records::LedgerState>([&](auto builder) {
    builder.setFormatVersion(state.format_version);
    builder.setRevision(state.revision);
    builder.setOntologyHash(state.ontology_hash);
    builder.setModelHash(state.model_hash);
    builder.setDocuments(state.documents);
    builder.setTextBytes(state.text_bytes);
    builder.setSentences(state.sentences);
    builder.setMentions(state.mentions);
    builder.setEntities(state.entities);
    builder.setStatements(state.statements);
    builder.setDecisions(state.decisions);
    builder.setReader(state.reader);
  });
}

LedgerState decode_ledger_state(std::string_view bytes, std::string_view what) {
  return decode_as<records::LedgerState>(bytes, what, [](auto reader) {
    LedgerState state;
    state.format_version = reader.getFormatVersion();
    state.revision = reader.getRevision();
    state.ontology_hash = reader.getOntologyHash();
    state.model_hash = reader.getModelHash();
    state.documents = reader.getDocuments();
    state.text_bytes = reader.getTextBytes();
    state.sentences = reader.getSentences();
    state.mentions = reader.getMentions();
    state.entities = reader.getEntities();
    state.statements = reader.getStatements();
    state.decisions = reader.getDecisions();
    state.reader = from(reader.getReader());
    return state;
  });
}

void ViewState::count(const EntityRecord& record, int sign) {
  const auto step = static_cast<std::uint64_t>(sign);
  (record.literal ? literals : entities) += step;
  if (!record.literal) types[static_cast<std::size_t>(record.type)] += step;
}

void ViewState::count_class(const std::string& relation_class, std::int64_t more) {
  auto& count = classes[relation_class];
  count += static_cast<std::uint64_t>(more);
  if (count == 0) classes.erase(relation_class);
}

std::string encode(const ViewState& state) {
  return encode_as<records::ViewState>([&](auto builder) {
    builder.setGeneration(state.generation);
    builder.setBuilding(state.building);
    builder.setRevision(state.revision);
    builder.setRules(state.rules);
    builder.setEntities(state.entities);
    builder.setLiterals(state.literals);
    builder.setRelations(state.relations);
    builder.setFacts(state.facts);
    builder.setEvidence(state.evidence);
    auto types = builder.initTypes(kEntityTypes);
    for (unsigned i = 0; i < kEntityTypes; ++i) types.set(i, state.types[i]);
    auto classes = builder.initClasses(static_cast<unsigned>(state.classes.size()));
    unsigned next = 0;
    for (const auto& [name, facts] : state.classes) {
      classes[next].setName(text_of(name));
      classes[next++].setCount(facts);
    }
  });
}

ViewState decode_view_state(std::string_view bytes, std::string_view what) {
  return decode_as<records::ViewState>(bytes, what, [&](auto reader) {
    ViewState state;
    state.generation = reader.getGeneration();
    state.building = reader.getBuilding();
    state.revision = reader.getRevision();
    state.rules = reader.getRules();
    state.entities = reader.getEntities();
    state.literals = reader.getLiterals();
    state.relations = reader.getRelations();
    state.facts = reader.getFacts();
    state.evidence = reader.getEvidence();
    if (reader.getTypes().size() > kEntityTypes) damaged(what, "counts of types");
    for (unsigned i = 0; i < reader.getTypes().size(); ++i) state.types[i] = reader.getTypes()[i];
    for (const auto one : reader.getClasses()) state.classes[from(one.getName())] = one.getCount();
    return state;
  });
}

}  // namespace trine::storage
