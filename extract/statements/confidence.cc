#include "extract/statements/confidence.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace trine::extract {
namespace {

// The last parts of rule names; the first that a rule's name holds counts.
constexpr auto kContexts = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"adverbial_participle", "rule:adverbial_participle"},
    {"adverbial", "rule:adverbial"},
    {"complement", "rule:complement"},
    {"condition", "rule:condition"},
    {"controlled", "rule:controlled"},
    {"coordinated", "rule:coordinated"},
    {"infinitive", "rule:infinitive"},
    {"participle", "rule:participle"},
    {"purpose", "rule:purpose"},
    {"relative", "rule:relative"},
    {"copula", "rule:copula"},
    {"existential", "rule:existential"},
    {"apposition", "rule:apposition"},
    {"flat_title", "rule:flat_title"},
    {"title", "rule:title"},
    {"possessive", "rule:possessive"},
    {"noun.place", "rule:place"},
    {"nominal", "rule:nominal"},
});
constexpr auto kShapes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".object_oblique", "shape:object_oblique"},
    {".passive_object", "shape:passive_object"},
    {".object", "shape:object"},
    {".oblique", "shape:oblique"},
    {".light", "shape:light"},
    {".content", "shape:content"},
    {".one", "shape:one"},
    {".agent", "shape:agent"},
    {".mutual", "shape:mutual"},
    {".reaction", "shape:reaction"},
    {".event_place", "shape:event_place"},
});

// The least sure attachment in the span, of the words that hang on one outside it if `heads`.
double least_probability(const Sentence& sentence, Span span, bool heads) {
  float least = 1.0F;
  for (const Token& token : sentence.tokens) {
    if (token.span.begin < span.begin || token.span.end > span.end) continue;
    if (token.upos == Upos::kPunct) continue;
    if (heads && token.head >= 0) {
      const Span above = sentence.tokens[static_cast<std::size_t>(token.head)].span;
      if (above.begin >= span.begin && above.end <= span.end) continue;
    }
    least = std::min(least, token.head_probability);
  }
  return std::max(static_cast<double>(least), 0.05);
}

std::size_t words_in(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

}  // namespace

std::vector<ConfidenceFeature> confidence_features(const Sentence& sentence,
                                                   const Statement& statement) {
  std::vector<ConfidenceFeature> features;
  features.reserve(16);
  const std::string_view rule = statement.rule;
  for (const auto& [part, name] : kContexts) {
    if (rule.find(part) != std::string_view::npos) {
      features.push_back({name});
      break;
    }
  }
  for (const auto& [part, name] : kShapes) {
    if (rule.find(part) != std::string_view::npos) {
      features.push_back({name});
      break;
    }
  }
  const auto add_if = [&](bool holds, std::string_view name) {
    if (holds) features.push_back({name});
  };
  add_if(statement.relation_class == "OTHER", "class:other");
  add_if(statement.object.empty(), "object:none");
  add_if(!statement.object.empty() && !statement.object.is_entity(), "object:literal");
  add_if(!statement.subject.is_entity(), "subject:literal");
  add_if(words_in(statement.subject.text) > 5, "subject:long");
  add_if(words_in(statement.object.text) > 7, "object:long");
  add_if(statement.polarity == Polarity::kNegative, "negative");
  add_if(statement.modality != Modality::kAsserted && statement.modality != Modality::kReported,
         "modal");
  add_if(!statement.attribution.empty(), "attributed");
  features.push_back(
      {"parse:relation", std::log(least_probability(sentence, statement.relation_span, false))});
  features.push_back(
      {"parse:subject", std::log(least_probability(sentence, statement.subject.span, true))});
  if (!statement.object.empty()) {
    features.push_back(
        {"parse:object", std::log(least_probability(sentence, statement.object.span, true))});
  }
  features.push_back(
      {"sentence:length", std::log(static_cast<double>(sentence.tokens.size()) / 20.0)});
  return features;
}

double confidence(const Sentence& sentence, const Statement& statement) {
  const std::span<const ConfidenceWeight> weights = confidence_weights();
  const auto weight_of = [&](std::string_view name) {
    const auto found = std::ranges::lower_bound(weights, name, {}, &ConfidenceWeight::name);
    return found != weights.end() && found->name == name ? found->weight : 0.0;
  };
  double score = weight_of("bias");
  for (const ConfidenceFeature& feature : confidence_features(sentence, statement)) {
    score += weight_of(feature.name) * feature.value;
  }
  return 1.0 / (1.0 + std::exp(-score));
}

}  // namespace trine::extract
