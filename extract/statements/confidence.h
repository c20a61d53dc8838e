// How likely a careful reader would accept a statement: logistic regression over its rule, the
// parser's certainty and a few properties. Weights: confidence_weights.cc, made by
// extract/train/confidence.py from the features that this file computes.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "extract/sentence/sentence.h"
#include "schema/statement.h"

namespace trine::extract {

// Features that hold of the statement with their values; the bias is not among them.
struct ConfidenceFeature {
  std::string_view name;  // "rule:relative"; static storage
  double value = 1.0;
};
std::vector<ConfidenceFeature> confidence_features(const Sentence& sentence,
                                                   const Statement& statement);

// In (0, 1).
double confidence(const Sentence& sentence, const Statement& statement);

// Sorted by name; "bias" is one of them.
struct ConfidenceWeight {
  std::string_view name;
  double weight = 0;
};
std::span<const ConfidenceWeight> confidence_weights();

}  // namespace trine::extract
