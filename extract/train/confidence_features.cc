// Prints what extract/train/confidence.py learns from: one statement a line,
//   document TAB sentence TAB subject TAB relation words TAB object TAB class TAB name=value ...
// Input: a file of text (`--tokenized`: one tokenised sentence a line), parsed by the model.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "extract/pipeline.h"
#include "extract/statements/confidence.h"

int main(int argc, char** argv) {
  using namespace trine;
  using namespace trine::extract;
  if (argc < 2) {
    std::cerr << "usage: confidence_features [--tokenized] FILE\n";
    return 2;
  }
  PipelineOptions options;
  options.tokenized = std::string(argv[1]) == "--tokenized";
  const Pipeline pipeline(options);
  std::ifstream in(argv[argc - 1]);
  std::stringstream text;
  text << in.rdbuf();
  Input input;
  input.document.key = argv[argc - 1];
  input.document.text = text.str();
  ParsedDocument parsed = pipeline.parse(std::move(input));
  const std::vector<Sentence> sentences = parsed.sentences;
  const Analysis analysis = pipeline.analyse(std::move(parsed));
  const auto plain = [&](Span span) {
    std::string words(span.in(analysis.document.text));
    for (char& c : words) c = c == '\t' || c == '\n' ? ' ' : c;
    return words;
  };
  for (const Statement& statement : analysis.statements) {
    const Sentence& sentence = sentences[statement.sentence];
    std::cout << analysis.document.key << '\t' << plain(sentence.span) << '\t'
              << plain(statement.subject.span) << '\t' << plain(statement.relation_span) << '\t'
              << (statement.object.empty() ? std::string() : plain(statement.object.span)) << '\t'
              << statement.relation_class;
    for (const ConfidenceFeature& feature : confidence_features(sentence, statement)) {
      std::cout << '\t' << feature.name << '=' << feature.value;
    }
    std::cout << '\n';
  }
}
