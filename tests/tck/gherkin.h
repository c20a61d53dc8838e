// Feature files in the part of Gherkin that the openCypher TCK uses.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace trine::tck {

using Table = std::vector<std::vector<std::string>>;  // cells, without blanks around them

struct Step {
  std::string text;      // without Given, When, Then, And
  std::string document;  // between """ and """
  Table table;
};

struct Scenario {
  std::string feature;  // the file's name
  std::string name;
  std::vector<Step> steps;  // those of the background first
};

// Outlines come as one scenario an example. Throws std::runtime_error when a file can't be read.
std::vector<Scenario> read_feature(const std::filesystem::path& file);

}  // namespace trine::tck
