#include "schema/document_key.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>

using namespace trine;

TEST_CASE("a key has a source and a name", "[schema]") {
  CHECK(make_key("news", "a.txt") == "news::a.txt");
  CHECK(split_key("news::a.txt") == KeyParts{"news", "a.txt"});
  CHECK(split_key("news::a::b") == KeyParts{"news", "a::b"});
  CHECK(split_key("a.txt") == KeyParts{"", "a.txt"});  // of a store of an earlier version
  CHECK(make_key("", "x") == "::x");
}

TEST_CASE("no two pairs have one key", "[schema]") {
  // All pairs of texts of up to four of these pieces.
  const std::string pieces[] = {":", "a", "%3A", "%25"};
  std::vector<std::string> texts{""};
  for (std::size_t from = 0, round = 0; round < 3; ++round) {
    const auto until = texts.size();
    for (; from < until; ++from) {
      for (const auto& piece : pieces) texts.push_back(texts[from] + piece);
    }
  }
  std::map<std::string, std::pair<std::string, std::string>> seen;
  for (const auto& source : texts) {
    for (const auto& name : texts) {
      const auto [place, added] = seen.emplace(make_key(source, name), std::pair(source, name));
      if (!added) CHECK(place->second == std::pair(source, name));
      CHECK(split_key(place->first).name == name);
    }
  }
}
