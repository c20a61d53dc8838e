// A folder as people have them (tests/intake/make_folder.py): good, odd and hostile files of thirty
// kinds. Each is read, with the text and date that a person would copy out, or named with its
// reason.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "extract/reading/corpus.h"
#include "tests/temporary_folder.h"

namespace trine::extract {
namespace {

// White space as single blanks: the layout is not what is tested here.
std::string collapsed(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

SCENARIO("a folder of many kinds of files", "[intake]") {
  const TemporaryFolder work;
  const auto folder = work.path() / "folder";
  const auto command =
      "python3 " TRINE_SOURCE_DIR "/tests/intake/make_folder.py " + folder.string() + " >/dev/null";
  REQUIRE(std::system(command.c_str()) == 0);

  CorpusOptions options;
  options.sources = [&](const std::filesystem::path& file) {
    const auto name = file.filename().string();
    auto bare = name;
    for (const std::string ending : {".gz", ".zst", ".bz2", ".xz"}) {
      if (bare.ends_with(ending)) bare.resize(bare.size() - ending.size());
    }
    return SourceNames{"", bare, bare};
  };
  const std::vector<std::filesystem::path> paths{folder};
  CorpusReader reader(paths, options);
  std::map<std::string, Document> documents;
  while (auto input = reader.next()) {
    auto key = input->document.key;
    if (key.starts_with("::")) key.erase(0, 2);
    documents.emplace(key, std::move(input->document));
  }
  std::map<std::string, std::string> rejected;
  for (const auto& diagnostic : reader.take_diagnostics()) {
    if (diagnostic.severity != Diagnostic::Severity::kRejected) continue;
    rejected[diagnostic.source.substr(folder.string().size() + 1)] = diagnostic.reason;
  }

  std::set<std::string> expected_documents;
  std::set<std::string> expected_rejects;
  std::ifstream lines(folder.string() + ".expected");
  for (std::string line; std::getline(lines, line);) {
    const auto expected = nlohmann::json::parse(line);
    if (expected.contains("file")) {
      const std::string file = expected["file"];
      CAPTURE(file);
      expected_rejects.insert(file);
      CHECK_THAT(rejected[file], Catch::StartsWith(std::string(expected["reason"])));
      continue;
    }
    const std::string key = expected["key"];
    CAPTURE(key);
    expected_documents.insert(key);
    if (!documents.contains(key)) {
      FAIL_CHECK("not read: " + rejected[key]);
      continue;
    }
    const auto& document = documents[key];
    CHECK(collapsed(document.text) == collapsed(expected["text"]));
    if (expected.contains("date")) CHECK(document.date == std::string(expected["date"]));
    if (expected.contains("title")) CHECK(document.title == std::string(expected["title"]));
  }
  CHECK(expected_documents.size() + expected_rejects.size() >= 70);
  for (const auto& [key, _] : documents) {
    CAPTURE(key);
    CHECK(expected_documents.contains(key));
  }
  for (const auto& [file, reason] : rejected) {
    CAPTURE(file, reason);
    CHECK((expected_rejects.contains(file) || reason.empty()));
  }
  std::size_t kinds = 0;
  for (const auto count : reader.counts()) kinds += count > 0 ? 1 : 0;
  CHECK(kinds == 14);
}

}  // namespace trine::extract
