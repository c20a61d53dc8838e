// Made by extract/train/confidence.py. Do not edit.
#include <array>

#include "extract/confidence.h"

namespace trine::extract {

std::span<const ConfidenceWeight> confidence_weights() {
  static constexpr auto kWeights = std::to_array<ConfidenceWeight>({
      {"attributed", 0.9421},
      {"bias", 2.6357},
      {"class:other", 0.0083},
      {"modal", 0.2358},
      {"negative", -0.2313},
      {"object:literal", -0.1644},
      {"object:long", -0.4265},
      {"object:none", 0.4326},
      {"parse:object", 0.1587},
      {"parse:relation", 0.6185},
      {"parse:subject", 0.4041},
      {"rule:adverbial", -0.1705},
      {"rule:adverbial_participle", -0.8459},
      {"rule:apposition", -0.1808},
      {"rule:complement", -0.1096},
      {"rule:condition", -0.5862},
      {"rule:controlled", -0.3896},
      {"rule:coordinated", -0.3317},
      {"rule:copula", -0.3989},
      {"rule:existential", 0.0416},
      {"rule:flat_title", 0.0642},
      {"rule:infinitive", -0.6572},
      {"rule:nominal", -0.2252},
      {"rule:participle", -0.5956},
      {"rule:place", 0.4417},
      {"rule:possessive", 0.2689},
      {"rule:purpose", -0.2099},
      {"rule:relative", -0.5464},
      {"rule:title", 0.4806},
      {"sentence:length", -0.9619},
      {"shape:agent", -0.3444},
      {"shape:content", 0.2506},
      {"shape:light", 0.4206},
      {"shape:mutual", 0.1807},
      {"shape:object", -0.2208},
      {"shape:object_oblique", -0.6700},
      {"shape:oblique", 0.0046},
      {"shape:one", 0.3651},
      {"shape:passive_object", -0.0481},
      {"shape:reaction", -0.1435},
      {"subject:literal", 0.0500},
      {"subject:long", -0.2074},
  });
  return kWeights;
}

}  // namespace trine::extract
