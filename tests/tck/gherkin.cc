#include "tests/tck/gherkin.h"

#include <fstream>
#include <stdexcept>

namespace trine::tck {
namespace {

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '|' || line[i + 1] == '\\')) {
      cell += line[++i];
    } else if (line[i] == '|') {
      found.push_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return found;
}

std::string filled(std::string text, const std::vector<std::string>& names,
                   const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) {
    const std::string place = "<" + names[i] + ">";
    for (std::size_t at = 0; (at = text.find(place, at)) != std::string::npos;
         at += values[i].size()) {
      text.replace(at, place.size(), values[i]);
    }
  }
  return text;
}

Scenario example(const Scenario& outline, const std::vector<std::string>& names,
                 const std::vector<std::string>& values) {
  Scenario made = outline;
  made.name =
      filled(made.name, names, values) + " (" + (values.empty() ? "" : values.front()) + ")";
  for (auto& step : made.steps) {
    step.text = filled(step.text, names, values);
    step.document = filled(step.document, names, values);
    for (auto& row : step.table) {
      for (auto& cell : row) cell = filled(cell, names, values);
    }
  }
  return made;
}

class Reader {
 public:
  explicit Reader(const std::filesystem::path& file) : in_(file), feature_(file.stem().string()) {
    if (!in_) throw std::runtime_error("cannot read " + file.string());
  }

  std::vector<Scenario> read() {
    for (std::string line; std::getline(in_, line);) take(line);
    finish();
    return std::move(scenarios_);
  }

 private:
  enum class Part { kNone, kBackground, kScenario, kExamples };

  void take(const std::string& raw) {
    const std::string line = trimmed(raw);
    if (in_document_) {
      if (line == "\"\"\"") {
        in_document_ = false;
      } else {
        steps().back().document += (raw.size() > indent_ ? raw.substr(indent_) : line) + "\n";
      }
      return;
    }
    if (line.empty() || line[0] == '#' || line[0] == '@') return;
    if (line == "\"\"\"") {
      in_document_ = true;
      indent_ = raw.find('"');
    } else if (line[0] == '|') {
      if (part_ == Part::kExamples) {
        examples_.push_back(cells(line));
      } else {
        steps().back().table.push_back(cells(line));
      }
    } else if (line.starts_with("Background:")) {
      part_ = Part::kBackground;
    } else if (line.starts_with("Scenario Outline:") || line.starts_with("Scenario:")) {
      finish();
      part_ = Part::kScenario;
      current_ = {feature_, trimmed(line.substr(line.find(':') + 1)), background_};
      open_ = true;
      outline_ = line.starts_with("Scenario Outline:");
    } else if (line.starts_with("Examples:")) {
      finish_examples();
      part_ = Part::kExamples;
    } else {
      for (const char* word : {"Given ", "When ", "Then ", "And ", "But "}) {
        if (line.starts_with(word)) {
          steps().push_back({trimmed(line.substr(std::string(word).size())), {}, {}});
        }
      }
    }
  }

  std::vector<Step>& steps() { return part_ == Part::kBackground ? background_ : current_.steps; }

  void finish_examples() {
    for (std::size_t i = 1; i < examples_.size(); ++i) {
      scenarios_.push_back(example(current_, examples_[0], examples_[i]));
    }
    examples_.clear();
  }

  void finish() {
    if (outline_) {
      finish_examples();
    } else if (open_) {
      scenarios_.push_back(current_);
    }
    open_ = false;
    outline_ = false;
  }

  std::ifstream in_;
  std::string feature_;
  std::vector<Scenario> scenarios_;
  std::vector<Step> background_;
  Scenario current_;
  Table examples_;
  Part part_ = Part::kNone;
  bool open_ = false;
  bool outline_ = false;
  bool in_document_ = false;
  std::size_t indent_ = 0;
};

}  // namespace

std::vector<Scenario> read_feature(const std::filesystem::path& file) {
  return Reader(file).read();
}

}  // namespace trine::tck
