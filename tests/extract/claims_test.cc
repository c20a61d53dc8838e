// What is told of a deed that the sentence does not vouch for: tests/data/claims.tsv, in raw
// English through the shipped model. Nothing false is stated as fact.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "extract/pipeline.h"

using namespace trine;
using namespace trine::extract;

namespace {

struct Claim {
  std::string sentence, verb, agent, told;
};

std::vector<Claim> read_claims() {
  std::ifstream file(TRINE_SOURCE_DIR "/tests/data/claims.tsv");
  REQUIRE(file);
  std::vector<Claim> claims;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    Claim claim;
    std::istringstream fields(line);
    std::getline(fields, claim.sentence, '\t');
    std::getline(fields, claim.verb, '\t');
    std::getline(fields, claim.agent, '\t');
    std::getline(fields, claim.told, '\t');
    claims.push_back(claim);
  }
  return claims;
}

bool allows(const std::string& told, const std::string& status) {
  std::istringstream parts(told);
  for (std::string part; std::getline(parts, part, '|');) {
    if (part.starts_with('!')) part.erase(0, 1);
    if (part == status) return true;
  }
  return false;
}

// "" when all that is told of the deed is allowed, and what must be told is.
std::string fault_of(const Pipeline& pipeline, const Claim& claim) {
  Input input;
  input.document.text = claim.sentence;
  const Analysis analysis = pipeline.analyse(std::move(input));
  bool told = false;
  for (const Statement& statement : analysis.statements) {
    const std::string first = statement.relation.substr(0, statement.relation.find(' '));
    if (first != claim.verb) continue;
    const std::string agent = statement.subject.is_entity()
                                  ? analysis.entities.at(statement.subject.entity).name
                                  : statement.subject.text;
    const std::string status = std::string(to_string(statement.modality)) +
                               (statement.polarity == Polarity::kPositive ? "+" : "-");
    if (agent.find(claim.agent) == std::string::npos) return "told of " + agent;
    if (!allows(claim.told, status)) return "told as " + status;
    told = true;
  }
  return claim.told.starts_with('!') && !told ? "not told" : "";
}

}  // namespace

TEST_CASE("nothing that a sentence does not vouch for is stated as fact", "[claims]") {
  const Pipeline pipeline{PipelineOptions{}};
  const std::vector<Claim> claims = read_claims();
  REQUIRE(claims.size() >= 140);
  for (const Claim& claim : claims) {
    CAPTURE(claim.sentence, claim.told);
    CHECK(fault_of(pipeline, claim) == "");
  }
}
