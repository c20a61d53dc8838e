// Made by extract/train/confidence.py. Do not edit.
#include <array>

#include "extract/confidence.h"

namespace trine::extract {

std::span<const ConfidenceWeight> confidence_weights() {
  static constexpr auto kWeights = std::to_array<ConfidenceWeight>({
      {"attributed", 1.0061},
      {"bias", 2.5256},
      {"class:other", 0.0240},
      {"modal", 0.3717},
      {"negative", 0.0419},
      {"object:literal", -0.3484},
      {"object:long", -0.2305},
      {"object:none", 0.2143},
      {"parse:object", 0.0053},
      {"parse:relation", 0.6092},
      {"parse:subject", 0.1626},
      {"rule:adverbial", 0.0656},
      {"rule:adverbial_participle", -0.2584},
      {"rule:apposition", -0.1167},
      {"rule:complement", -0.1176},
      {"rule:condition", -0.2587},
      {"rule:controlled", 0.0696},
      {"rule:coordinated", -0.4998},
      {"rule:copula", -0.2016},
      {"rule:existential", 0.0387},
      {"rule:flat_title", 0.1363},
      {"rule:infinitive", -0.5053},
      {"rule:nominal", -0.0089},
      {"rule:participle", -0.5681},
      {"rule:place", 0.3534},
      {"rule:possessive", 0.2323},
      {"rule:purpose", -0.7374},
      {"rule:relative", -0.6727},
      {"rule:title", 0.2440},
      {"sentence:length", -0.5878},
      {"shape:agent", -0.2110},
      {"shape:content", 0.2394},
      {"shape:light", 0.1292},
      {"shape:mutual", -0.1090},
      {"shape:object", -0.1735},
      {"shape:object_oblique", -0.8942},
      {"shape:oblique", -0.0259},
      {"shape:one", 0.1375},
      {"shape:passive_object", -0.3551},
      {"shape:reaction", 0.1143},
      {"subject:literal", -0.4611},
      {"subject:long", -0.2739},
  });
  return kWeights;
}

}  // namespace trine::extract
