// Parsed sentences for tests, written as a table: one word a line,
//   form lemma UPOS XPOS head relation [mention] [name]
// head counts from 1 in its sentence, 0 is the root; "_" is empty; mention is one of GUM's ten
// kinds, name is B-PER, I-ORG and the like; "B-PER/ORG-9" as a model would say that ORG is 9
// quarters of a nat less likely and all else out of the question. "--" ends a sentence, "==" a
// paragraph. Words stand with one space between them, none before punctuation and 's,
// nor after a hyphen (HYPH).
#pragma once
#include <sstream>
#include <string>
#include <vector>

#include "extract/sentence/sentence.h"
#include "schema/document.h"

namespace trine::extract::testing {

struct ParsedText {
  Document document;
  std::vector<Sentence> sentences;
};

inline ParsedText parsed_text(const std::string& table) {
  ParsedText out;
  out.document.key = "test";
  auto& text = out.document.text;
  std::istringstream lines(table);
  Sentence sentence;
  bool paragraph = true;
  const auto finish = [&] {
    if (sentence.tokens.empty()) return;
    sentence.begins_paragraph = paragraph;
    sentence.parsed = true;
    sentence.span = {sentence.tokens.front().span.begin, sentence.tokens.back().span.end};
    out.sentences.push_back(std::move(sentence));
    sentence = {};
    paragraph = false;
  };
  for (std::string line; std::getline(lines, line);) {
    if (line == "--" || line == "==") {
      finish();
      if (line == "==") paragraph = true;
      continue;
    }
    std::istringstream words(line);
    Token token;
    std::string upos;
    std::string relation;
    std::string mention;
    std::string name;
    int head = 0;
    if (!(words >> token.form >> token.lemma >> upos >> token.xpos >> head >> relation)) continue;
    words >> mention >> name;
    token.upos = parse_upos(upos);
    token.head = head - 1;
    token.relation = parse_deprel(relation);
    if (mention != "_") token.mention = parse_mention_class(mention);
    if (const auto slash = name.find('/'); slash != std::string::npos) {
      const auto minus = name.rfind('-');
      token.name_scores.fill(-127);
      token.name_scores.at(static_cast<std::size_t>(parse_name_class(name.substr(2, slash - 2)))) =
          0;
      token.name_scores.at(
          static_cast<std::size_t>(parse_name_class(name.substr(slash + 1, minus - slash - 1)))) =
          static_cast<std::int8_t>(std::stoi(name.substr(minus)));
      token.head_probability = 0.9F;
      name.resize(slash);
    }
    if (name.size() > 2) {
      token.name = parse_name_class(name.substr(2));
      token.name_begins = name[0] == 'B';
    }
    const bool hyphened = !sentence.tokens.empty() && sentence.tokens.back().xpos == "HYPH";
    const bool joined = token.upos == Upos::kPunct || token.form == "'s" || hyphened;
    const bool opened = !text.empty() && text.back() == '"';
    if (!text.empty() && (!joined || sentence.tokens.empty()) && !opened) text += ' ';
    if (!sentence.tokens.empty()) sentence.tokens.back().space_after = !joined;
    token.span.begin = static_cast<std::uint32_t>(text.size());
    text += token.form;
    token.span.end = static_cast<std::uint32_t>(text.size());
    sentence.tokens.push_back(std::move(token));
  }
  finish();
  return out;
}

}  // namespace trine::extract::testing
