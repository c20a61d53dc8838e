// Documents for tests: written by hand, and random ones.
#pragma once
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "schema/document.h"
#include "storage/store/store.h"
#include "tests/temporary_folder.h"

namespace trine::storage::samples {

inline OpenOptions writing() { return {OpenMode::kReadWrite, 1, 2}; }
inline OpenOptions reading() { return {OpenMode::kReadOnly, 1, 2}; }

// Builds an analysis sentence by sentence; every argument becomes an entity with a mention.
class Writer {
 public:
  explicit Writer(std::string key, std::string date = "2024-05-06") {
    analysis_.document.key = std::move(key);
    analysis_.document.date = std::move(date);
  }

  std::uint32_t entity(const std::string& name, EntityType type, bool named = true) {
    for (std::uint32_t i = 0; i < analysis_.entities.size(); ++i) {
      if (analysis_.entities[i].name == name) return i;
    }
    Entity entity;
    entity.name = name;
    entity.type = type;
    entity.named = named;
    analysis_.entities.push_back(entity);
    return static_cast<std::uint32_t>(analysis_.entities.size() - 1);
  }

  // "subject relation object."
  Statement& say(std::uint32_t subject, const std::string& relation, std::uint32_t object,
                 const std::string& relation_class = "OTHER", bool symmetric = false) {
    auto& text = analysis_.document.text;
    const auto begin = static_cast<std::uint32_t>(text.size());
    Statement statement;
    statement.sentence = static_cast<std::uint32_t>(analysis_.sentences.size());
    statement.subject = mention(subject, statement.sentence);
    text += ' ';
    statement.relation_span = append(relation);
    text += ' ';
    statement.object = mention(object, statement.sentence);
    text += '.';
    analysis_.sentences.push_back({{begin, static_cast<std::uint32_t>(text.size())}});
    text += '\n';
    statement.relation = relation;
    statement.relation_class = relation_class;
    statement.symmetric = symmetric;
    statement.confidence = 0.8;
    statement.rule = "test";
    analysis_.statements.push_back(statement);
    return analysis_.statements.back();
  }

  Analysis& analysis() { return analysis_; }

 private:
  Span append(const std::string& piece) {
    auto& text = analysis_.document.text;
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += piece;
    return {begin, static_cast<std::uint32_t>(text.size())};
  }

  Argument mention(std::uint32_t index, std::uint32_t sentence) {
    const auto& entity = analysis_.entities[index];
    Mention mention;
    mention.span = mention.head = append(entity.name);
    mention.sentence = sentence;
    mention.type = entity.type;
    mention.named = entity.named;
    mention.name = entity.name;
    mention.entity = index;
    analysis_.mentions.push_back(mention);
    return {index, entity.name, entity.type, mention.span};
  }

  Analysis analysis_;
};

// Any analysis that fits together, over a small vocabulary so that documents share names.
class RandomAnalyses {
 public:
  explicit RandomAnalyses(std::uint64_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  bool chance(std::uint64_t percent) { return below(100) < percent; }

  Analysis make(const std::string& key) {
    static const std::vector<std::string> kNames{
        "Ada Byron", "ada byron", "Björn Østergård", "Bjorn Ostergard", "O'Neil", "U.N.",  "UN",
        "Łódź",      "Lodz",      "Acme Corp.",      "the acme",        "東京",   "Émile", "Zoë",
        "St. Ives",  "Mars"};
    static const std::vector<std::string> kPhrases{"meet", "call for", "be head of", "sue",
                                                   "hold talks with"};
    static const std::vector<std::string> kClasses{"CONSULT", "REQUEST", "HOLDS_ROLE", "OTHER"};
    Analysis analysis;
    auto& document = analysis.document;
    document.key = key;
    if (chance(70))
      document.date = "20" + std::to_string(10 + below(14)) + "-03-1" + std::to_string(below(10));
    if (chance(50)) document.title = pick(kNames) + " again";
    if (chance(30)) document.uri = "https://example.org/" + key;
    const auto sentences = below(4);
    for (std::uint64_t s = 0; s < sentences; ++s) {
      const auto begin = static_cast<std::uint32_t>(document.text.size());
      for (std::uint64_t w = 0; w < 1 + below(5); ++w) document.text += pick(kNames) + ' ';
      analysis.sentences.push_back({{begin, static_cast<std::uint32_t>(document.text.size())},
                                    static_cast<SentenceKind>(below(5))});
    }
    if (sentences == 0) return analysis;  // an empty document is one, too
    for (std::uint64_t e = 0; e < below(6); ++e) {
      Entity entity;
      entity.name = pick(kNames);
      entity.type = static_cast<EntityType>(below(17));
      if (chance(60)) entity.type = EntityType::kPerson;
      entity.named = chance(80);
      if (chance(30)) entity.aliases.push_back(pick(kNames));
      if (chance(20)) entity.roles.push_back("chair");
      if (chance(10) && e > 0) entity.members.push_back(static_cast<std::uint32_t>(below(e)));
      if (chance(10)) entity.gazetteer_id = "iso:" + std::to_string(below(3));
      analysis.entities.push_back(entity);
    }
    if (analysis.entities.empty()) return analysis;
    for (std::uint64_t m = 0; m < below(8); ++m) {
      Mention mention;
      mention.sentence = static_cast<std::uint32_t>(below(sentences));
      mention.span = mention.head = analysis.sentences[mention.sentence].span;
      mention.entity = static_cast<std::uint32_t>(below(analysis.entities.size()));
      mention.type = analysis.entities[mention.entity].type;
      mention.named = chance(50);
      mention.pronoun = chance(20);
      mention.demonym = chance(10);
      if (chance(90)) mention.name = pick(kNames);
      analysis.mentions.push_back(mention);
    }
    for (std::uint64_t i = 0; i < below(8); ++i) {
      Statement statement;
      statement.sentence = static_cast<std::uint32_t>(below(sentences));
      statement.relation_span = analysis.sentences[statement.sentence].span;
      statement.subject = argument(analysis, 90);
      if (chance(80)) statement.object = argument(analysis, 60);
      if (chance(20)) statement.attribution = argument(analysis, 100);
      statement.relation = pick(kPhrases);
      statement.relation_class = pick(kClasses);
      statement.symmetric = statement.relation == "meet";
      statement.polarity = static_cast<Polarity>(below(2));
      statement.modality = static_cast<Modality>(below(kModalities));
      statement.tense = static_cast<Tense>(below(4));
      statement.aspect = static_cast<Aspect>(below(3));
      if (chance(40)) {
        statement.time = {statement.object.text, "2020-01-0" + std::to_string(1 + below(9)), ""};
        if (chance(50)) statement.time.to = "2020-02-01";
      }
      if (chance(30)) {
        statement.qualifiers.push_back(
            {static_cast<Role>(below(15)), "with", argument(analysis, 50)});
      }
      if (chance(10)) statement.place = "Łódź";
      statement.confidence = static_cast<double>(below(1001)) / 1000;
      statement.rule = "random";
      analysis.statements.push_back(statement);
    }
    return analysis;
  }

 private:
  const std::string& pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  Argument argument(const Analysis& analysis, std::uint64_t entity_percent) {
    static const std::vector<std::string> kLiterals{"two", "10 March", "that it rains", "…"};
    Argument argument;
    argument.span = analysis.sentences[0].span;
    if (chance(entity_percent)) {
      argument.entity = static_cast<std::uint32_t>(below(analysis.entities.size()));
      argument.text = analysis.entities[argument.entity].name;
      argument.type = analysis.entities[argument.entity].type;
    } else {
      argument.text = pick(kLiterals);
      argument.type = argument.text == "10 March" ? EntityType::kTime : EntityType::kQuantity;
    }
    return argument;
  }

  std::mt19937_64 random_;
};

// All that a store answers, as text: two stores with the same dump are the same to any user.
std::string dump(const Store& store);

}  // namespace trine::storage::samples
