#include "storage/record_codec.h"

#include <capnp/message.h>
#include <capnp/serialize.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "schema/error.h"
#include "schema/records.capnp.h"

namespace trine::storage {
namespace {

template <class Record, class Fill>
std::string encode_as(Fill fill) {
  capnp::MallocMessageBuilder message;
  fill(message.initRoot<Record>());
  const auto words = capnp::messageToFlatArray(message);
  const auto bytes = words.asBytes();
  return {reinterpret_cast<const char*>(bytes.begin()), bytes.size()};
}

[[noreturn]] void damaged(std::string_view what, std::string_view why) {
  throw Error(ErrorKind::kCorruption, fmt::format("{} is damaged: {}", what, why));
}

// RocksDB's values are not aligned as Cap'n Proto wants them, so they are copied first.
kj::Array<capnp::word> aligned(std::string_view bytes, std::string_view what) {
  if (bytes.empty() || bytes.size() % sizeof(capnp::word) != 0) {
    damaged(what, fmt::format("{} bytes", bytes.size()));
  }
  auto words = kj::heapArray<capnp::word>(bytes.size() / sizeof(capnp::word));
  std::memcpy(words.asBytes().begin(), bytes.data(), bytes.size());
  return words;
}

template <class Record, class Use>
auto decode_as(std::string_view bytes, std::string_view what, Use use) {
  const auto words = aligned(bytes, what);
  capnp::ReaderOptions options;
  options.traversalLimitInWords = 8 * (words.size() + 1024);
  try {
    capnp::FlatArrayMessageReader reader(words, options);
    return use(reader.getRoot<Record>());
  } catch (const kj::Exception& exception) {
    damaged(what, exception.getDescription().cStr());
  }
}

capnp::Text::Reader text_of(const std::string& text) { return {text.c_str(), text.size()}; }

std::string from(capnp::Text::Reader text) { return {text.cStr(), text.size()}; }

template <class Enum>
Enum checked(std::uint8_t number, Enum last, std::string_view what, const char* name) {
  if (number > static_cast<std::uint8_t>(last)) {
    damaged(what, fmt::format("{} has no value {}", name, number));
  }
  return static_cast<Enum>(number);
}

EntityType entity_type(std::uint8_t number, std::string_view what) {
  return checked(number, EntityType::kFacility, what, "entity type");
}

void write(records::Span::Builder builder, Span span) {
  builder.setBegin(span.begin);
  builder.setEnd(span.end);
}

Span read(records::Span::Reader reader) { return {reader.getBegin(), reader.getEnd()}; }

template <class List>
void write_texts(List list, const std::vector<std::string>& texts) {
  for (unsigned i = 0; i < texts.size(); ++i) list.set(i, text_of(texts[i]));
}

template <class List>
std::vector<std::string> read_texts(List list) {
  std::vector<std::string> texts;
  texts.reserve(list.size());
  for (const auto text : list) texts.push_back(from(text));
  return texts;
}

template <class List, class Tag>
void write_ids(List list, const std::vector<Id<Tag>>& ids) {
  for (unsigned i = 0; i < ids.size(); ++i) list.set(i, ids[i].value);
}

template <class Strong, class List>
std::vector<Strong> read_ids(List list) {
  std::vector<Strong> ids;
  ids.reserve(list.size());
  for (const auto id : list) ids.push_back(Strong{id});
  return ids;
}

template <class List>
void write_aliases(List list, const std::vector<Alias>& aliases) {
  for (unsigned i = 0; i < aliases.size(); ++i) {
    list[i].setText(text_of(aliases[i].text));
    list[i].setCount(aliases[i].count);
  }
}

template <class List>
std::vector<Alias> read_aliases(List list) {
  std::vector<Alias> aliases;
  aliases.reserve(list.size());
  for (const auto alias : list) aliases.push_back({from(alias.getText()), alias.getCount()});
  return aliases;
}

void write(records::Argument::Builder builder, const Argument& argument) {
  builder.setEntity(argument.entity);
  builder.setText(text_of(argument.text));
  builder.setType(static_cast<std::uint8_t>(argument.type));
  write(builder.initSpan(), argument.span);
}

Argument read(records::Argument::Reader reader, std::string_view what) {
  return {reader.getEntity(), from(reader.getText()), entity_type(reader.getType(), what),
          read(reader.getSpan())};
}

void write(records::Statement::Builder builder, const Statement& statement) {
  write(builder.initSubject(), statement.subject);
  builder.setRelation(text_of(statement.relation));
  builder.setRelationClass(text_of(statement.relation_class));
  builder.setSymmetric(statement.symmetric);
  write(builder.initObject(), statement.object);
  auto qualifiers = builder.initQualifiers(static_cast<unsigned>(statement.qualifiers.size()));
  for (unsigned i = 0; i < qualifiers.size(); ++i) {
    qualifiers[i].setRole(static_cast<std::uint8_t>(statement.qualifiers[i].role));
    qualifiers[i].setPreposition(text_of(statement.qualifiers[i].preposition));
    write(qualifiers[i].initArgument(), statement.qualifiers[i].argument);
  }
  builder.setPolarity(static_cast<std::uint8_t>(statement.polarity));
  builder.setModality(static_cast<std::uint8_t>(statement.modality));
  builder.setTense(static_cast<std::uint8_t>(statement.tense));
  builder.setAspect(static_cast<std::uint8_t>(statement.aspect));
  write(builder.initAttribution(), statement.attribution);
  builder.setTimeText(text_of(statement.time.text));
  builder.setTimeFrom(text_of(statement.time.from));
  builder.setTimeTo(text_of(statement.time.to));
  builder.setPlace(text_of(statement.place));
  builder.setSentence(statement.sentence);
  write(builder.initRelationSpan(), statement.relation_span);
  builder.setConfidence(statement.confidence);
  builder.setRule(text_of(statement.rule));
}

Statement read(records::Statement::Reader reader, std::string_view what) {
  Statement statement;
  statement.subject = read(reader.getSubject(), what);
  statement.relation = from(reader.getRelation());
  statement.relation_class = from(reader.getRelationClass());
  statement.symmetric = reader.getSymmetric();
  statement.object = read(reader.getObject(), what);
  for (const auto qualifier : reader.getQualifiers()) {
    statement.qualifiers.push_back({checked(qualifier.getRole(), Role::kQuantity, what, "role"),
                                    from(qualifier.getPreposition()),
                                    read(qualifier.getArgument(), what)});
  }
  statement.polarity = checked(reader.getPolarity(), Polarity::kNegative, what, "polarity");
  statement.modality = checked(reader.getModality(), Modality::kReported, what, "modality");
  statement.tense = checked(reader.getTense(), Tense::kFuture, what, "tense");
  statement.aspect = checked(reader.getAspect(), Aspect::kProgressive, what, "aspect");
  statement.attribution = read(reader.getAttribution(), what);
  statement.time = {from(reader.getTimeText()), from(reader.getTimeFrom()),
                    from(reader.getTimeTo())};
  statement.place = from(reader.getPlace());
  statement.sentence = reader.getSentence();
  statement.relation_span = read(reader.getRelationSpan());
  statement.confidence = reader.getConfidence();
  statement.rule = from(reader.getRule());
  return statement;
}

SentenceRecord read(records::Sentence::Reader reader, std::string_view what) {
  return {read(reader.getSpan()),
          checked(reader.getKind(), SentenceKind::kDateline, what, "sentence kind")};
}

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

// ---- Ledger ----

std::string encode(const DocumentEntry& entry) {
  return encode_as<records::DocumentEntry>([&](auto builder) {
    builder.setKey(text_of(entry.key));
    builder.setTitle(text_of(entry.title));
    builder.setDate(text_of(entry.date));
    builder.setUri(text_of(entry.uri));
    builder.setDocumentHash(entry.document_hash);
    builder.setExtractionHash(entry.extraction_hash);
    builder.setContentHash(entry.content_hash);
    builder.setTextBytes(entry.text_bytes);
    builder.setSentences(entry.sentences);
    builder.setMentions(entry.mentions);
    builder.setEntities(entry.entities);
    builder.setStatements(entry.statements);
  });
}

DocumentEntry decode_document(std::string_view bytes, std::string_view what) {
  return decode_as<records::DocumentEntry>(bytes, what, [](auto reader) {
    DocumentEntry entry;
    entry.key = from(reader.getKey());
    entry.title = from(reader.getTitle());
    entry.date = from(reader.getDate());
    entry.uri = from(reader.getUri());
    entry.document_hash = reader.getDocumentHash();
    entry.extraction_hash = reader.getExtractionHash();
    entry.content_hash = reader.getContentHash();
    entry.text_bytes = reader.getTextBytes();
    entry.sentences = reader.getSentences();
    entry.mentions = reader.getMentions();
    entry.entities = reader.getEntities();
    entry.statements = reader.getStatements();
    return entry;
  });
}

std::string encode_text(std::string_view text) {
  const std::string copy(text);  // ends with the zero byte that Cap'n Proto wants
  return encode_as<records::TextEntry>([&](auto builder) { builder.setText(text_of(copy)); });
}

std::string decode_text(std::string_view bytes, std::string_view what) {
  return decode_as<records::TextEntry>(bytes, what,
                                       [](auto reader) { return from(reader.getText()); });
}

std::string encode_ledger(const Analysis& analysis) {
  return encode_as<records::LedgerEntry>([&](auto builder) {
    auto sentences = builder.initSentences(static_cast<unsigned>(analysis.sentences.size()));
    for (unsigned i = 0; i < sentences.size(); ++i) {
      write(sentences[i].initSpan(), analysis.sentences[i].span);
      sentences[i].setKind(static_cast<std::uint8_t>(analysis.sentences[i].kind));
    }
    auto mentions = builder.initMentions(static_cast<unsigned>(analysis.mentions.size()));
    for (unsigned i = 0; i < mentions.size(); ++i) {
      const auto& mention = analysis.mentions[i];
      write(mentions[i].initSpan(), mention.span);
      write(mentions[i].initHead(), mention.head);
      mentions[i].setSentence(mention.sentence);
      mentions[i].setEntity(mention.entity);
      mentions[i].setType(static_cast<std::uint8_t>(mention.type));
      mentions[i].setNamed(mention.named);
      mentions[i].setPronoun(mention.pronoun);
      mentions[i].setDemonym(mention.demonym);
      mentions[i].setName(text_of(mention.name));
    }
    auto entities = builder.initEntities(static_cast<unsigned>(analysis.entities.size()));
    for (unsigned i = 0; i < entities.size(); ++i) {
      const auto& entity = analysis.entities[i];
      entities[i].setName(text_of(entity.name));
      entities[i].setType(static_cast<std::uint8_t>(entity.type));
      entities[i].setNamed(entity.named);
      write_texts(entities[i].initAliases(static_cast<unsigned>(entity.aliases.size())),
                  entity.aliases);
      write_texts(entities[i].initRoles(static_cast<unsigned>(entity.roles.size())), entity.roles);
      auto members = entities[i].initMembers(static_cast<unsigned>(entity.members.size()));
      for (unsigned m = 0; m < members.size(); ++m) members.set(m, entity.members[m]);
      entities[i].setGazetteerId(text_of(entity.gazetteer_id));
    }
    auto statements = builder.initStatements(static_cast<unsigned>(analysis.statements.size()));
    for (unsigned i = 0; i < statements.size(); ++i) write(statements[i], analysis.statements[i]);
  });
}

void decode_ledger(std::string_view bytes, std::string_view what, Analysis& into) {
  decode_as<records::LedgerEntry>(bytes, what, [&](auto reader) {
    into.sentences.clear();
    into.sentences.reserve(reader.getSentences().size());
    for (const auto sentence : reader.getSentences())
      into.sentences.push_back(read(sentence, what));
    into.mentions.clear();
    into.mentions.reserve(reader.getMentions().size());
    for (const auto mention : reader.getMentions()) {
      Mention value;
      value.span = read(mention.getSpan());
      value.head = read(mention.getHead());
      value.sentence = mention.getSentence();
      value.entity = mention.getEntity();
      value.type = entity_type(mention.getType(), what);
      value.named = mention.getNamed();
      value.pronoun = mention.getPronoun();
      value.demonym = mention.getDemonym();
      value.name = from(mention.getName());
      into.mentions.push_back(std::move(value));
    }
    into.entities.clear();
    into.entities.reserve(reader.getEntities().size());
    for (const auto entity : reader.getEntities()) {
      Entity value;
      value.name = from(entity.getName());
      value.type = entity_type(entity.getType(), what);
      value.named = entity.getNamed();
      value.aliases = read_texts(entity.getAliases());
      value.roles = read_texts(entity.getRoles());
      for (const auto member : entity.getMembers()) value.members.push_back(member);
      value.gazetteer_id = from(entity.getGazetteerId());
      into.entities.push_back(std::move(value));
    }
    into.statements.clear();
    into.statements.reserve(reader.getStatements().size());
    for (const auto statement : reader.getStatements()) {
      into.statements.push_back(read(statement, what));
    }
    return 0;
  });
  // The text may be absent (it lives in a record of its own), so spans are not looked at here.
  const auto out_of_range = [&](const char* field) {
    damaged(what, fmt::format("{} is out of range", field));
  };
  for (const auto& mention : into.mentions) {
    if (mention.entity >= into.entities.size()) out_of_range("a mention's entity");
    if (mention.sentence >= into.sentences.size()) out_of_range("a mention's sentence");
  }
  for (const auto& entity : into.entities) {
    for (const auto member : entity.members) {
      if (member >= into.entities.size()) out_of_range("a group's member");
    }
  }
  const auto check_argument = [&](const Argument& argument) {
    if (argument.is_entity() && argument.entity >= into.entities.size()) {
      out_of_range("an argument's entity");
    }
  };
  for (const auto& statement : into.statements) {
    if (statement.sentence >= into.sentences.size()) out_of_range("a statement's sentence");
    check_argument(statement.subject);
    check_argument(statement.object);
    check_argument(statement.attribution);
    for (const auto& qualifier : statement.qualifiers) check_argument(qualifier.argument);
  }
}

std::vector<LocalEntity> decode_local_entities(std::string_view bytes, std::string_view what,
                                               bool all) {
  return decode_as<records::LedgerEntry>(bytes, what, [&](auto reader) {
    // Once: each call counts the whole list against the traversal limit.
    const auto list = reader.getEntities();
    constexpr std::uint32_t kLeftOut = 0xffffffff;
    std::vector<std::uint32_t> place(list.size(), kLeftOut);  // in the result
    std::vector<std::uint32_t> wanted;
    const auto want = [&](std::uint32_t index) {
      if (index >= place.size()) damaged(what, "a group's member is out of range");
      if (place[index] != kLeftOut) return;
      place[index] = 0;
      wanted.push_back(index);
    };
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      const auto entity = list[i];
      LocalEntity brief;
      brief.type = entity_type(entity.getType(), what);
      brief.named = entity.getNamed();
      if (entity.getGazetteerId().size() != 0) brief.gazetteer_id = from(entity.getGazetteerId());
      if (all || !stays_local(brief)) want(i);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {  // members of members, too
      for (const auto member : list[wanted[i]].getMembers()) want(member);
    }
    std::sort(wanted.begin(), wanted.end());
    for (std::uint32_t i = 0; i < wanted.size(); ++i) place[wanted[i]] = i;

    std::vector<LocalEntity> entities(wanted.size());
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
      const auto entity = list[wanted[i]];
      auto& value = entities[i];
      value.index = wanted[i];
      value.name = from(entity.getName());
      value.type = entity_type(entity.getType(), what);
      value.named = entity.getNamed();
      value.aliases = read_texts(entity.getAliases());
      value.roles = read_texts(entity.getRoles());
      for (const auto member : entity.getMembers()) value.members.push_back(place[member]);
      value.gazetteer_id = from(entity.getGazetteerId());
    }
    for (const auto mention : reader.getMentions()) {
      if (mention.getEntity() >= place.size()) damaged(what, "a mention's entity is out of range");
      if (place[mention.getEntity()] != kLeftOut) ++entities[place[mention.getEntity()]].mentions;
    }
    const auto link = [&](std::uint32_t a, std::uint32_t b) {
      if (a == kNoEntity || b == kNoEntity || a == b) return;
      if (a >= place.size() || b >= place.size()) {
        damaged(what, "an argument's entity is out of range");
      }
      if (place[a] == kLeftOut || place[b] == kLeftOut) return;
      entities[place[a]].neighbours.push_back(place[b]);
      entities[place[b]].neighbours.push_back(place[a]);
    };
    for (const auto statement : reader.getStatements()) {
      const auto subject = statement.getSubject().getEntity();
      const auto object = statement.getObject().getEntity();
      link(subject, object);
      for (const auto qualifier : statement.getQualifiers()) {
        const auto filler = qualifier.getArgument().getEntity();
        link(subject, filler);
        link(object, filler);
      }
    }
    for (auto& entity : entities) {
      auto& near = entity.neighbours;
      std::sort(near.begin(), near.end());
      near.erase(std::unique(near.begin(), near.end()), near.end());
    }
    return entities;
  });
}

class LedgerReader::Message {
 public:
  explicit Message(kj::Array<capnp::word> words)
      : words_(kj::mv(words)), reader_(words_, unlimited()) {}
  records::LedgerEntry::Reader root() { return reader_.getRoot<records::LedgerEntry>(); }

 private:
  // The limit counts what is read over the message's life, and this one is kept.
  static capnp::ReaderOptions unlimited() {
    capnp::ReaderOptions options;
    options.traversalLimitInWords = std::numeric_limits<std::uint64_t>::max() / 16;
    return options;
  }
  kj::Array<capnp::word> words_;
  capnp::FlatArrayMessageReader reader_;
};

LedgerReader::LedgerReader(std::string_view bytes, std::string what) : what_(std::move(what)) {
  auto words = aligned(bytes, what_);
  try {
    message_ = std::make_unique<Message>(kj::mv(words));
  } catch (const kj::Exception& exception) {
    damaged(what_, exception.getDescription().cStr());
  }
}

LedgerReader::~LedgerReader() = default;

std::optional<LedgerStatement> LedgerReader::statement(std::uint32_t index) const {
  try {
    const auto root = message_->root();
    if (index >= root.getStatements().size()) return std::nullopt;
    LedgerStatement found;
    found.statement = read(root.getStatements()[index], what_);
    if (found.statement.sentence >= root.getSentences().size()) return std::nullopt;
    found.sentence = read(root.getSentences()[found.statement.sentence], what_);
    return found;
  } catch (const kj::Exception& exception) {
    damaged(what_, exception.getDescription().cStr());
  }
}

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

// ---- Decisions ----

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

// ---- View ----

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
    entry.modality = checked(reader.getModality(), Modality::kReported, what, "modality");
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

// ---- Metadata ----

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
    return state;
  });
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
  });
}

ViewState decode_view_state(std::string_view bytes, std::string_view what) {
  return decode_as<records::ViewState>(bytes, what, [](auto reader) {
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
    return state;
  });
}

}  // namespace trine::storage
