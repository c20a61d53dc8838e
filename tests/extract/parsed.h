// Sentences with their analysis, written down row by row for tests.
#pragma once
#include <sstream>
#include <string>
#include <vector>

#include "extract/reading/conllu.h"

namespace trine::extract {

// Rows of "form lemma UPOS XPOS head deprel [MISC]", one a line; "" between sentences. One
// document.
inline Input parsed_input(const std::string& rows) {
  std::istringstream lines(rows);
  std::string text = "# newdoc id = test\n";
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string form, lemma, upos, xpos, head, relation, misc;
    if (!(fields >> form >> lemma >> upos >> xpos >> head >> relation)) {
      text += "\n";
      number = 0;
      continue;
    }
    if (!(fields >> misc)) misc = "_";
    text += std::to_string(++number) + "\t" + form + "\t" + lemma + "\t" + upos + "\t" + xpos +
            "\t_\t" + head + "\t" + relation + "\t_\t" + misc + "\n";
  }
  Diagnostics diagnostics;
  std::vector<Input> inputs = read_conllu(text + "\n", "test", diagnostics);
  return inputs.at(0);
}

inline Sentence parsed_sentence(const std::string& rows) {
  return parsed_input(rows).sentences.at(0);
}

}  // namespace trine::extract
