#include "storage/codec/ledger_codec.h"

#include "storage/codec/capnp_values.h"

namespace trine::storage {
namespace {

void write_argument(records::Argument::Builder builder, const Argument& argument) {
  builder.setEntity(argument.entity);
  builder.setText(text_of(argument.text));
  builder.setType(static_cast<std::uint8_t>(argument.type));
  write_span(builder.initSpan(), argument.span);
}

Argument read_argument(records::Argument::Reader reader, std::string_view what) {
  return {reader.getEntity(), from(reader.getText()), entity_type(reader.getType(), what),
          read_span(reader.getSpan())};
}

void write_statement(records::Statement::Builder builder, const Statement& statement) {
  write_argument(builder.initSubject(), statement.subject);
  builder.setRelation(text_of(statement.relation));
  builder.setRelationClass(text_of(statement.relation_class));
  builder.setSymmetric(statement.symmetric);
  write_argument(builder.initObject(), statement.object);
  auto qualifiers = builder.initQualifiers(static_cast<unsigned>(statement.qualifiers.size()));
  for (unsigned i = 0; i < qualifiers.size(); ++i) {
    qualifiers[i].setRole(static_cast<std::uint8_t>(statement.qualifiers[i].role));
    qualifiers[i].setPreposition(text_of(statement.qualifiers[i].preposition));
    write_argument(qualifiers[i].initArgument(), statement.qualifiers[i].argument);
  }
  builder.setPolarity(static_cast<std::uint8_t>(statement.polarity));
  builder.setModality(static_cast<std::uint8_t>(statement.modality));
  builder.setTense(static_cast<std::uint8_t>(statement.tense));
  builder.setAspect(static_cast<std::uint8_t>(statement.aspect));
  write_argument(builder.initAttribution(), statement.attribution);
  builder.setTimeText(text_of(statement.time.text));
  builder.setTimeFrom(text_of(statement.time.from));
  builder.setTimeTo(text_of(statement.time.to));
  builder.setPlace(text_of(statement.place));
  builder.setSentence(statement.sentence);
  write_span(builder.initRelationSpan(), statement.relation_span);
  builder.setConfidence(statement.confidence);
  builder.setRule(text_of(statement.rule));
}

Statement read_statement(records::Statement::Reader reader, std::string_view what) {
  Statement statement;
  statement.subject = read_argument(reader.getSubject(), what);
  statement.relation = from(reader.getRelation());
  statement.relation_class = from(reader.getRelationClass());
  statement.symmetric = reader.getSymmetric();
  statement.object = read_argument(reader.getObject(), what);
  for (const auto qualifier : reader.getQualifiers()) {
    statement.qualifiers.push_back({checked(qualifier.getRole(), Role::kQuantity, what, "role"),
                                    from(qualifier.getPreposition()),
                                    read_argument(qualifier.getArgument(), what)});
  }
  statement.polarity = checked(reader.getPolarity(), Polarity::kNegative, what, "polarity");
  statement.modality = checked(reader.getModality(), Modality::kAlleged, what, "modality");
  statement.tense = checked(reader.getTense(), Tense::kFuture, what, "tense");
  statement.aspect = checked(reader.getAspect(), Aspect::kProgressive, what, "aspect");
  statement.attribution = read_argument(reader.getAttribution(), what);
  statement.time = {from(reader.getTimeText()), from(reader.getTimeFrom()),
                    from(reader.getTimeTo())};
  statement.place = from(reader.getPlace());
  statement.sentence = reader.getSentence();
  statement.relation_span = read_span(reader.getRelationSpan());
  statement.confidence = reader.getConfidence();
  statement.rule = from(reader.getRule());
  return statement;
}

SentenceRecord read_sentence(records::Sentence::Reader reader, std::string_view what) {
  return {read_span(reader.getSpan()),
          checked(reader.getKind(), SentenceKind::kDateline, what, "sentence kind")};
}

}  // namespace

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
      write_span(sentences[i].initSpan(), analysis.sentences[i].span);
      sentences[i].setKind(static_cast<std::uint8_t>(analysis.sentences[i].kind));
    }
    auto mentions = builder.initMentions(static_cast<unsigned>(analysis.mentions.size()));
    for (unsigned i = 0; i < mentions.size(); ++i) {
      const auto& mention = analysis.mentions[i];
      write_span(mentions[i].initSpan(), mention.span);
      write_span(mentions[i].initHead(), mention.head);
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
    for (unsigned i = 0; i < statements.size(); ++i)
      write_statement(statements[i], analysis.statements[i]);
  });
}

void decode_ledger(std::string_view bytes, std::string_view what, Analysis& into) {
  decode_as<records::LedgerEntry>(bytes, what, [&](auto reader) {
    into.sentences.clear();
    into.sentences.reserve(reader.getSentences().size());
    for (const auto sentence : reader.getSentences())
      into.sentences.push_back(read_sentence(sentence, what));
    into.mentions.clear();
    into.mentions.reserve(reader.getMentions().size());
    for (const auto mention : reader.getMentions()) {
      Mention value;
      value.span = read_span(mention.getSpan());
      value.head = read_span(mention.getHead());
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
      into.statements.push_back(read_statement(statement, what));
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

class LedgerReader::Message {
 public:
  explicit Message(kj::Array<capnp::word> words) : words_(kj::mv(words)) {}
  // Anew for each statement: the limit counts what was read over the reader's life.
  capnp::FlatArrayMessageReader reader() const {
    return capnp::FlatArrayMessageReader(words_, reader_options(words_.size()));
  }

 private:
  kj::Array<capnp::word> words_;
};

LedgerReader::LedgerReader(std::string_view bytes, std::string what) : what_(std::move(what)) {
  message_ = std::make_unique<Message>(aligned(bytes, what_));
}

LedgerReader::~LedgerReader() = default;

std::optional<LedgerStatement> LedgerReader::statement(std::uint32_t index) const {
  try {
    auto reader = message_->reader();
    const auto root = reader.getRoot<records::LedgerEntry>();
    if (index >= root.getStatements().size()) return std::nullopt;
    LedgerStatement found;
    found.statement = read_statement(root.getStatements()[index], what_);
    if (found.statement.sentence >= root.getSentences().size()) return std::nullopt;
    found.sentence = read_sentence(root.getSentences()[found.statement.sentence], what_);
    return found;
  } catch (const kj::Exception& exception) {
    damaged(what_, exception.getDescription().cStr());
  }
}

}  // namespace trine::storage
