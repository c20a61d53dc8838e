// How likely a careful reader would accept a statement: logistic regression over its rule, the
// parser's certainty and a few properties. Weights: confidence_weights.cc, made by
// extract/train/confidence.py.
#pragma once
#include "extract/sentence.h"
#include "schema/statement.h"

namespace trine::extract {

// In (0, 1).
double confidence(const Sentence& sentence, const Statement& statement);

}  // namespace trine::extract
