// Features for extract/train/coreference.py: reads GUM's treebank with gold trees, finds mentions
// as Trine does, and prints for each the candidates that the ranker would weigh and which of them
// are right. Built on request: cmake --build --preset dev --target coreference_dump
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <tuple>

#include "extract/coreference/ranker.h"
#include "extract/english/gazetteer.h"
#include "extract/mentions/mentions.h"
#include "extract/reading/conllu.h"

namespace {

using trine::extract::Sentence;
using Row = std::vector<std::string>;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

// Group of the smallest mention that each word heads, by GUM's Entity annotation; -1 for none.
std::vector<std::int32_t> groups_of(const std::vector<Row>& rows,
                                    std::map<std::string, std::int32_t>& numbers) {
  std::vector<std::tuple<std::string, std::size_t>> open;
  std::vector<std::tuple<std::size_t, std::size_t, std::string>> spans;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const auto& item : split(rows[i][9], '|')) {
      if (!item.starts_with("Entity=")) continue;
      const std::string text = item.substr(7);
      for (std::size_t at = 0; at < text.size();) {
        const bool opens = text[at] == '(';
        if (opens) ++at;
        const auto end = std::min(text.find_first_of("()", at), text.size());
        const auto group = text.substr(at, std::min(text.find('-', at), end) - at);
        const bool closes = end < text.size() && text[end] == ')';
        at = closes ? end + 1 : end;
        if (opens && closes) {
          spans.emplace_back(i, i, group);
        } else if (opens) {
          open.emplace_back(group, i);
        } else if (closes) {
          for (auto k = open.size(); k-- > 0;) {
            if (std::get<0>(open[k]) != group) continue;
            spans.emplace_back(std::get<1>(open[k]), i, group);
            open.erase(open.begin() + static_cast<std::ptrdiff_t>(k));
            break;
          }
        }
      }
    }
  }
  std::stable_sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) {
    return std::get<1>(a) - std::get<0>(a) > std::get<1>(b) - std::get<0>(b);
  });
  std::vector<std::int32_t> groups(rows.size(), -1);
  for (const auto& [first, last, group] : spans) {
    for (auto i = first; i <= last; ++i) {
      const auto head = std::stoul(rows[i][6]);
      if (head > first && head <= last + 1) continue;
      groups[i] = numbers.emplace(group, static_cast<std::int32_t>(numbers.size())).first->second;
      break;
    }
  }
  return groups;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "coreference_dump TRAIN.conllu >TRAIN.txt\n";
    return 2;
  }
  std::ifstream file(argv[1]);
  std::stringstream text;
  text << file.rdbuf();

  // The gold groups, sentence by sentence.
  std::vector<std::vector<std::vector<std::int32_t>>> gold;
  std::map<std::string, std::int32_t> numbers;
  std::vector<Row> rows;
  std::string line;
  while (std::getline(text, line)) {
    if (line.starts_with("# newdoc")) {
      gold.emplace_back();
      numbers.clear();
    } else if (line.empty()) {
      if (!rows.empty() && !gold.empty()) gold.back().push_back(groups_of(rows, numbers));
      rows.clear();
    } else if (line[0] != '#') {
      auto row = split(line, '\t');
      if (row[0].find_first_of("-.") == std::string::npos) rows.push_back(std::move(row));
    }
  }

  trine::extract::Diagnostics diagnostics;
  const auto inputs = trine::extract::read_conllu(text.str(), argv[1], diagnostics);
  const trine::extract::Gazetteer gazetteer;
  for (std::size_t d = 0; d < inputs.size() && d < gold.size(); ++d) {
    const auto& [document, sentences] = inputs[d];
    if (!document.key.starts_with("GUM_") || sentences.size() != gold[d].size()) continue;
    auto mentions = trine::extract::find_mentions(document, sentences, gazetteer);
    trine::extract::CoreferenceTeacher teacher;
    for (const auto& parsed : mentions) {
      const auto& row = gold[d][parsed.mention.sentence];
      const auto head = static_cast<std::size_t>(parsed.head);
      teacher.gold.push_back(head < row.size() ? row[head] : -1);
    }
    teacher.see = [&](std::int32_t mention, trine::extract::AnaphorKind kind,
                      const trine::extract::FeatureVector& anaphor,
                      std::span<const trine::extract::CandidateTrace> candidates) {
      const auto right = teacher.gold[static_cast<std::size_t>(mention)];
      if (right < 0) return;
      std::cout << static_cast<int>(kind) << '\t';
      for (const auto feature : anaphor) std::cout << ' ' << static_cast<int>(feature);
      for (const auto& [candidate, features] : candidates) {
        const bool is_right =
            candidate >= 0 && teacher.gold[static_cast<std::size_t>(candidate)] == right;
        std::cout << '\t' << (candidate < 0 ? 'N' : is_right ? '1' : '0');
        for (const auto feature : features) std::cout << ' ' << static_cast<int>(feature);
      }
      std::cout << '\n';
    };
    resolve_entities_taught(document, sentences, mentions, gazetteer, &teacher);
  }
  return 0;
}
