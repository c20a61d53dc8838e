#include "extract/views/explain.h"

#include <fmt/format.h>

#include <sstream>

#include "extract/clauses/clauses.h"
#include "extract/sentence/tree.h"

namespace trine::extract {
namespace {

std::string name_of(const Argument& argument, std::span<const Entity> entities) {
  if (argument.empty()) return "-";
  if (!argument.is_entity() || argument.entity >= entities.size()) return argument.text;
  const std::string& name = entities[argument.entity].name;
  return name == argument.text ? name : fmt::format("{} [{}]", name, argument.text);
}

}  // namespace

std::vector<std::string> clause_lines(const Sentence& sentence) {
  std::vector<std::string> lines;
  const Tree tree(sentence);
  for (const Clause& clause : find_clauses(tree)) {
    std::ostringstream line;
    print(line, tree, clause);
    line << " {" << clause.rule << '}';
    lines.push_back(line.str());
  }
  return lines;
}

std::string explain(const Document& document, const Sentence& sentence,
                    std::span<const Statement> statements, std::span<const Entity> entities) {
  std::string text = "sentence  ";
  for (const char c : sentence.span.in(document.text)) text += c == '\n' || c == '\t' ? ' ' : c;
  text += "\n";
  if (!sentence.parsed) return text + "  not parsed\n";
  std::size_t width = 4;
  for (const Token& token : sentence.tokens) width = std::max(width, token.form.size());
  width = std::min<std::size_t>(width, 20);
  text += "  tree\n";
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    const std::string head =
        token.head < 0 ? "root"
                       : fmt::format("{} {}", token.head + 1,
                                     sentence.tokens[static_cast<std::size_t>(token.head)].form);
    text += fmt::format("    {:>3} {:<{}} {:<{}} {:<5} {:<12} {}\n", i + 1, token.form, width,
                        token.lemma, width, to_string(token.upos), to_string(token.relation), head);
  }
  text += "  clauses\n";
  for (const std::string& line : clause_lines(sentence)) text += "    " + line + "\n";
  text += "  statements\n";
  for (const Statement& statement : statements) {
    text += fmt::format("    ({}; {}; {}) {} {} {}", name_of(statement.subject, entities),
                        statement.relation, name_of(statement.object, entities),
                        statement.relation_class, to_string(statement.polarity),
                        to_string(statement.modality));
    if (!statement.attribution.empty()) {
      text += ", says " + name_of(statement.attribution, entities);
    }
    if (!statement.time.empty()) {
      text += fmt::format(", time {}", statement.time.text);
      if (!statement.time.from.empty()) {
        text += fmt::format(" = {}..{}", statement.time.from, statement.time.to);
      }
    }
    text += fmt::format(", rule {}, confidence {:.2f}\n", statement.rule, statement.confidence);
  }
  return text;
}

}  // namespace trine::extract
