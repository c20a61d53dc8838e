#include "extract/clauses/reading.h"

#include <algorithm>

#include "extract/clauses/predicate.h"
#include "extract/english/lexicon.h"

namespace trine::extract {
namespace {

bool may_speak(const Token& token) {
  return token.upos == Upos::kPron || token.upos == Upos::kPropn ||
         token.mention == MentionClass::kPerson || token.mention == MentionClass::kOrganization ||
         token.mention == MentionClass::kPlace;
}

// Who says, thinks or denies it.
std::vector<TokenIndex> speakers_of(const Tree& tree, const Governor& governor,
                                    const Clause& parent) {
  if (governor.frame->part == Part::kNoun) {
    const TokenIndex owner = owner_of(tree, governor.word);
    if (owner != kNoToken) return {owner};
    // "made the claim that", "voiced fears that"
    const bool own = tree.relation(governor.word) == Deprel::kObj && !parent.passive &&
                     has_any(tree[parent.head].lemma, {Property::kLight, Property::kSaying}) &&
                     !has(tree[parent.head].lemma, Property::kRejecting) &&
                     !has(tree[parent.head].lemma, Property::kAnsweringClaim);
    if (own && !parent.subjects.empty() && may_speak(tree[parent.subjects.front()])) {
      return parent.subjects;
    }
    return parent.speakers;
  }
  if (governor.frame->part == Part::kAdjective || !parent.passive) {
    const bool outer = tree[governor.word].upos == Upos::kVerb || !parent.subjects.empty();
    // "It seems that" is said by nobody, "it said that" by the body of which the text speaks.
    const bool says = governor.frame->part == Part::kVerb &&
                      has_any(tree[governor.word].lemma, {Property::kSaying, Property::kThinking});
    if (outer && !parent.subjects.empty() &&
        (says || tree[parent.subjects.front()].lemma != "it")) {
      return parent.subjects;
    }
    return parent.speakers;
  }
  const ClauseArgument* agent = parent.argument(Function::kAgent);
  return agent != nullptr ? agent->conjuncts : parent.speakers;
}

bool nobody_does(const Tree& tree, const Clause& parent) {
  if (parent.subjects.empty()) return false;
  const TokenIndex subject = parent.subjects.front();
  return has_negative_determiner(tree, subject) ||
         one_of(tree[subject].lemma, {"nobody", "none", "no-one"});
}

bool falsely(const Tree& tree, TokenIndex word) {
  for (const TokenIndex child : tree.children(word)) {
    if (tree.relation(child) == Deprel::kAdvmod && has(tree[child].lemma, Property::kUntrue)) {
      return true;
    }
  }
  return false;
}

bool is_open(Modality modality) {
  return modality == Modality::kHypothetical || modality == Modality::kPossible ||
         modality == Modality::kDemanded;
}

}  // namespace

Reading read_through(const Tree& tree, const Governor& governor, const Clause& parent) {
  Reading reading;
  const bool noun = governor.frame->part == Part::kNoun;
  const Modality above = parent.actual_modality;
  const bool negative =
      parent.actual_polarity == Polarity::kNegative || (noun && is_absent(tree, governor.word));
  reading.modality = above;
  reading.speakers = parent.speakers;
  if (parent.dropped || falsely(tree, governor.word)) {
    reading.dropped = true;
    return reading;
  }
  const auto say = [&](Modality modality) {
    reading.modality = modality;
    reading.speakers = speakers_of(tree, governor, parent);
  };
  switch (governor.frame->effect) {
    case Effect::kFact:
      if (governor.frame->part == Part::kVerb && governor.frame->complement == Complement::kThat &&
          has_any(tree[governor.word].lemma, {Property::kSaying, Property::kThinking})) {
        say(Modality::kReported);  // "noted that", "found that": so, and somebody's word
        break;
      }
      if (above == Modality::kPlanned || above == Modality::kDemanded ||
          above == Modality::kPossible) {
        reading.modality = Modality::kAsserted;
      }
      if (noun && is_rejected(tree, governor.word) &&
          !has(tree[parent.head].lemma, Property::kRejecting)) {
        reading.dropped = true;
      }
      break;
    case Effect::kDone:
      reading.opposite = negative;
      break;
    case Effect::kNotDone:
      reading.opposite = !negative;
      break;
    case Effect::kPrevented:
      reading.opposite = true;
      reading.dropped = negative;
      break;
    case Effect::kWitnessed:
      reading.dropped = negative;
      break;
    case Effect::kTold:
    case Effect::kAdmitted:
    case Effect::kThought:
      if (noun && is_rejected(tree, governor.word)) {
        // Z's claim that Y rejects is Z's claim still
        const TokenIndex owner = owner_of(tree, governor.word);
        reading.dropped = owner == kNoToken;
        reading.modality = Modality::kAlleged;
        reading.speakers = {owner};
        reading.final = true;
        break;
      }
      say(above == Modality::kHypothetical ? above : Modality::kReported);
      if (noun && reading.speakers.empty()) reading.modality = Modality::kAlleged;
      if (!negative) break;
      reading.opposite = governor.frame->effect == Effect::kThought &&
                         has(tree[governor.word].lemma, Property::kNegRaising);
      reading.dropped = !reading.opposite;
      break;
    case Effect::kAlleged:
      say(Modality::kAlleged);
      reading.final = true;
      reading.dropped = negative || is_open(above) || (noun && is_rejected(tree, governor.word));
      break;
    case Effect::kPunished:
      say(Modality::kReported);
      reading.dropped = negative || is_open(above);
      break;
    case Effect::kDenied:
      say(Modality::kReported);
      reading.opposite = !negative;
      reading.dropped = is_open(above) || (negative && !nobody_does(tree, parent)) ||
                        (!negative && reading.speakers.empty());
      if (negative) reading.speakers = parent.speakers;
      break;
    case Effect::kDoubted:
      if (noun && negative) {  // "there is no doubt that"
        reading.modality = parent.speakers.empty() ? Modality::kAsserted : Modality::kReported;
        break;
      }
      reading.modality =
          governor.frame->part == Part::kAdjective ? Modality::kPossible : Modality::kHypothetical;
      reading.final = true;
      reading.dropped = negative && governor.frame->complement == Complement::kThat;
      break;
    case Effect::kPossible:
      reading.modality = Modality::kPossible;
      reading.dropped = negative;
      break;
    case Effect::kWanted:
      reading.modality = Modality::kPossible;
      reading.speakers = speakers_of(tree, governor, parent);
      reading.final = governor.frame->complement == Complement::kThat;
      reading.dropped = negative;
      break;
    case Effect::kWished:
      reading.modality = Modality::kHypothetical;
      reading.final = true;
      break;
    case Effect::kPlanned:
    case Effect::kTried:
      reading.modality = Modality::kPlanned;
      reading.dropped = negative;
      break;
    case Effect::kDemanded:
      reading.modality = Modality::kDemanded;
      reading.dropped = negative;
      break;
    case Effect::kAllowed:
      if (negative) {
        reading.opposite = true;
      } else {
        reading.modality = Modality::kPossible;
      }
      break;
    case Effect::kEvidence:
      reading.modality = Modality::kPossible;
      reading.final = true;
      reading.dropped = negative;
      break;
    case Effect::kCleared:
    case Effect::kFeigned:
      reading.dropped = true;
      break;
  }
  if (reading.modality == Modality::kAsserted && !reading.speakers.empty()) {
    reading.modality = Modality::kReported;
  }
  return reading;
}

void read_chain(const Tree& tree, Clause& clause) {
  clause.actual_modality = clause.modality;
  clause.actual_polarity = clause.polarity;
  for (std::size_t i = 0; i < clause.chain.size(); ++i) {
    const TokenIndex link = clause.chain[i];
    const TokenIndex next = i + 1 < clause.chain.size() ? clause.chain[i + 1] : clause.head;
    const Frame* frame = frame_of_link(tree, link, next);
    if (frame == nullptr) continue;
    const auto turn = [](Polarity& polarity) {
      polarity = polarity == Polarity::kPositive ? Polarity::kNegative : Polarity::kPositive;
    };
    switch (frame->effect) {
      case Effect::kNotDone:
        turn(clause.actual_polarity);
        if (frame->part == Part::kAdjective && clause.kind != ClauseKind::kCopula) {
          turn(clause.polarity);
        }
        break;
      case Effect::kTold:
        if (!is_passive(tree, link) && clause.kind == ClauseKind::kCopula) {
          clause.actual_modality = Modality::kReported;
          if (clause.speakers.empty()) clause.speakers = clause.subjects;
        }
        break;
      case Effect::kFeigned:
        clause.dropped = clause.dropped || clause.kind == ClauseKind::kCopula;
        clause.actual_modality = Modality::kHypothetical;
        break;
      case Effect::kDenied:
        clause.actual_modality = Modality::kHypothetical;
        break;
      case Effect::kPlanned:
      case Effect::kTried:
      case Effect::kWanted:
      case Effect::kDemanded:
      case Effect::kPossible:
      case Effect::kAllowed:
        if (clause.actual_modality == Modality::kAsserted) {
          clause.actual_modality = Modality::kPlanned;
        }
        break;
      default:
        break;
    }
  }
  // A copula's relation names no outer verb: "pretended to be a nurse" is no nurse.
  if (clause.kind != ClauseKind::kCopula || clause.chain.empty()) return;
  clause.polarity = clause.actual_polarity;
  if (clause.modality == Modality::kAsserted) clause.modality = clause.actual_modality;
}

}  // namespace trine::extract
