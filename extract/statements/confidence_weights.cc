// Made by extract/train/confidence.py. Do not edit.
#include <array>

#include "extract/statements/confidence.h"

namespace trine::extract {

std::span<const ConfidenceWeight> confidence_weights() {
  static constexpr auto kWeights = std::to_array<ConfidenceWeight>({
      {"attributed", 1.0491},
      {"bias", 2.3957},
      {"class:other", 0.4423},
      {"modal", 0.2663},
      {"negative", -0.3440},
      {"object:literal", -0.2467},
      {"object:long", -0.4990},
      {"object:none", 0.3834},
      {"parse:object", 0.2854},
      {"parse:relation", 0.8045},
      {"parse:subject", 0.5782},
      {"rule:adverbial", -0.2036},
      {"rule:adverbial_participle", -0.9842},
      {"rule:apposition", -0.2400},
      {"rule:complement", -0.1632},
      {"rule:condition", -0.5456},
      {"rule:controlled", -0.1834},
      {"rule:coordinated", -0.3878},
      {"rule:copula", -0.2850},
      {"rule:existential", 0.0389},
      {"rule:flat_title", 0.0802},
      {"rule:infinitive", -0.6226},
      {"rule:nominal", -0.0156},
      {"rule:participle", -0.5817},
      {"rule:place", 0.4719},
      {"rule:possessive", 0.2786},
      {"rule:purpose", -0.2953},
      {"rule:relative", -0.4756},
      {"rule:title", 0.5117},
      {"sentence:length", -0.8992},
      {"shape:agent", -0.3979},
      {"shape:content", 0.2666},
      {"shape:light", 0.5022},
      {"shape:mutual", 0.1509},
      {"shape:object", -0.2782},
      {"shape:object_oblique", -0.9480},
      {"shape:oblique", -0.0725},
      {"shape:one", 0.3171},
      {"shape:passive_object", 0.1518},
      {"shape:reaction", -0.1329},
      {"subject:literal", 0.1055},
      {"subject:long", -0.2113},
  });
  return kWeights;
}

}  // namespace trine::extract
