#include "extract/clauses/governors.h"

#include "extract/clauses/predicate.h"
#include "extract/english/lexicon.h"

namespace trine::extract {
namespace {

Complement of_preposition(std::string_view word) {
  struct Row {
    std::string_view word;
    Complement complement;
  };
  constexpr Row kRows[] = {
      {"of", Complement::kOf},       {"for", Complement::kFor},         {"from", Complement::kFrom},
      {"with", Complement::kWith},   {"into", Complement::kInto},       {"in", Complement::kIn},
      {"about", Complement::kAbout}, {"against", Complement::kAgainst}, {"on", Complement::kOn},
      {"upon", Complement::kOn},     {"over", Complement::kOver},       {"at", Complement::kAt},
      {"by", Complement::kBy}};
  for (const Row& row : kRows) {
    if (row.word == word) return row.complement;
  }
  return Complement::kNone;
}

bool has_object(const Tree& tree, TokenIndex verb) {
  return tree.has_child(verb, {Deprel::kObj, Deprel::kIobj}) || is_passive(tree, verb);
}

const Frame* frame_of(const Tree& tree, TokenIndex word, Complement complement) {
  const Token& token = tree[word];
  const bool verb = one_of(token.xpos, {"VBZ", "VBD", "VBP"});  // whatever its class
  switch (verb ? Upos::kVerb : token.upos) {
    case Upos::kVerb:
    case Upos::kAux: {
      const Frame* frame = find_frame(token.lemma, Part::kVerb, complement, has_object(tree, word));
      if (frame != nullptr || complement != Complement::kThat) return frame;
      // all other verbs of saying and thinking
      static constexpr Frame kSays{"say", Part::kVerb, Complement::kThat, Controller::kNone,
                                   Effect::kTold};
      static constexpr Frame kThinks{"think", Part::kVerb, Complement::kThat, Controller::kNone,
                                     Effect::kThought};
      const Properties properties = properties_of(token.lemma);
      if (properties.has(Property::kSaying)) return &kSays;
      return properties.has(Property::kThinking) ? &kThinks : nullptr;
    }
    case Upos::kAdj: {
      const Frame* frame = find_frame(token.lemma, Part::kAdjective, complement, false);
      // a participle taken for an adjective
      return frame != nullptr ? frame : find_frame(token.lemma, Part::kVerb, complement, true);
    }
    case Upos::kNoun:
    case Upos::kPropn:
      return find_frame(token.lemma, Part::kNoun, complement, false);
    default:
      return nullptr;
  }
}

}  // namespace

TokenIndex content_pronoun(const Tree& tree, TokenIndex at) {
  for (const TokenIndex child : tree.children(at)) {
    if (child < at && tree[child].lemma == "that" &&
        one_of(tree.relation(child), {Deprel::kObj, Deprel::kObl, Deprel::kMark})) {
      return child;
    }
  }
  return kNoToken;
}

bool is_content_relative(const Tree& tree, TokenIndex at) {
  const TokenIndex noun = tree[at].head;
  if (noun < 0 || noun > at || tree.relation(at) != Deprel::kAclRelcl) return false;
  if (!tree.has_child(at, {Deprel::kNsubj, Deprel::kNsubjPass})) return false;
  const TokenIndex that = content_pronoun(tree, at);
  if (that == kNoToken || frame_of(tree, noun, Complement::kThat) == nullptr) return false;
  if (one_of(tree[noun].xpos, {"VBZ", "VBD", "VBP"})) return true;
  for (const TokenIndex child : tree.children(at)) {
    if (child > at && one_of(tree.relation(child), {Deprel::kObj, Deprel::kXcomp, Deprel::kCcomp,
                                                    Deprel::kObl, Deprel::kOblAgent})) {
      return true;
    }
  }
  // "the claim that she made" is hers; "the claim that she fainted" is about her
  return !has_any(tree[at].lemma,
                  {Property::kLight, Property::kSaying, Property::kThinking, Property::kRejecting,
                   Property::kAnsweringClaim, Property::kClaimHandling});
}

Complement complement_of(const Tree& tree, TokenIndex at) {
  bool finite = one_of(tree[at].xpos, {"VBD", "VBZ", "VBP", "MD"});
  Complement found = Complement::kNone;
  if (is_content_relative(tree, at)) return Complement::kThat;
  for (const TokenIndex child : tree.children(at)) {
    const Deprel relation = tree.relation(child);
    if (one_of(relation, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop}) &&
        one_of(tree[child].xpos, {"VBD", "VBZ", "VBP", "MD"})) {
      finite = true;
    }
    if (child > at || !one_of(relation, {Deprel::kMark, Deprel::kCase})) continue;
    if (tree[child].xpos == "TO") {
      const bool own =
          found == Complement::kFor && tree.has_child(at, {Deprel::kNsubj, Deprel::kNsubjPass});
      return own ? Complement::kFor : Complement::kTo;  // "for Ada to leave"
    }
    if (tree[child].lemma == "that") return Complement::kThat;
    if (one_of(tree[child].lemma, {"whether", "if"})) {
      return tree.relation(at) == Deprel::kAdvcl ? Complement::kNone : Complement::kWhether;
    }
    if (const Complement one = of_preposition(tree[child].lemma); one != Complement::kNone) {
      found = one;
    } else {
      return Complement::kNone;  // "after", "while"
    }
  }
  if (found == Complement::kNone && at > 0 && tree[at].xpos == "VBG" &&
      (tree[at - 1].upos == Upos::kAdp || tree[at - 1].upos == Upos::kSconj)) {
    found = of_preposition(tree[at - 1].lemma);  // hung on the gerund's object
  }
  if (found != Complement::kNone) return found;
  const bool argument = one_of(tree.relation(at), {Deprel::kCcomp, Deprel::kXcomp, Deprel::kCsubj,
                                                   Deprel::kCsubjPass, Deprel::kAcl});
  if (!argument) return Complement::kNone;
  if (finite) return Complement::kThat;
  if (tree[at].xpos == "VBG") return Complement::kIng;
  if (tree[at].xpos == "VB") return Complement::kTo;  // "helped him open it"
  return Complement::kNone;
}

namespace {

// "ordered Ada to leave", "was told by Bo to leave", with the infinitive hung as if a purpose.
bool is_told_to(const Tree& tree, TokenIndex verb, TokenIndex at) {
  const Frame* frame = frame_of(tree, verb, Complement::kTo);
  if (frame == nullptr || frame->controller != Controller::kObject) return false;
  for (const TokenIndex mark : tree.children(at)) {
    if (tree[mark].xpos == "TO" && mark > 0 && one_of(tree[mark - 1].lemma, {"order", "as"})) {
      return false;  // "in order to", "so as to"
    }
  }
  if (is_passive(tree, verb)) return true;
  const TokenIndex object = tree.child(verb, {Deprel::kObj, Deprel::kIobj});
  if (object == kNoToken || object > at) return false;
  switch (tree[object].mention) {
    case MentionClass::kObject:
    case MentionClass::kEvent:
    case MentionClass::kTime:
    case MentionClass::kSubstance:
    case MentionClass::kPlant:
      return tree[object].upos == Upos::kPropn || tree[object].upos == Upos::kPron;
    default:
      return true;
  }
}

}  // namespace

Governor governor_of(const Tree& tree, TokenIndex at) {
  const TokenIndex above = tree[at].head;
  if (above < 0) return {};
  const Complement complement = complement_of(tree, at);
  if (complement == Complement::kNone) return {};
  if (complement == Complement::kThat || complement == Complement::kFor) {
    // "confessed on condition that", "rejected calls for her to": the noun right before the word
    // governs, wherever it was hung
    const TokenIndex mark = tree.child(at, {Deprel::kMark});
    if (mark > 0 && one_of(tree[mark].lemma, {"that", "for"}) &&
        tree[mark - 1].upos == Upos::kNoun) {
      const Frame* frame = frame_of(tree, mark - 1, complement);
      if (frame != nullptr) return {mark - 1, frame};
    }
  }
  switch (tree.relation(at)) {
    case Deprel::kAclRelcl:
      if (!is_content_relative(tree, at)) return {};
      return {above, frame_of(tree, above, complement)};
    case Deprel::kCcomp:
    case Deprel::kXcomp:
    case Deprel::kCsubj:
    case Deprel::kCsubjPass:
    case Deprel::kAdvcl:
      // purposes are no complements
      if (tree.relation(at) == Deprel::kAdvcl && complement == Complement::kTo &&
          tree[above].upos != Upos::kAdj && !is_told_to(tree, above, at)) {
        return {};
      }
      return {above, frame_of(tree, above, complement)};
    case Deprel::kAcl: {
      if (const Frame* frame = frame_of(tree, above, complement)) return {above, frame};
      // "accused Bo of hiding it", hung on Bo
      const TokenIndex verb = tree[above].head;
      if (verb < 0 || complement == Complement::kThat) return {};
      if (complement == Complement::kTo) {  // "appealed to the crowd to leave"
        const Frame* asks =
            tree.relation(above) == Deprel::kObl ? frame_of(tree, verb, complement) : nullptr;
        const bool demands = asks != nullptr && asks->effect == Effect::kDemanded;
        return demands ? Governor{verb, asks} : Governor{};
      }
      if (!one_of(tree.relation(above), {Deprel::kObj, Deprel::kIobj, Deprel::kNsubjPass,
                                         Deprel::kObl, Deprel::kOblAgent})) {
        return {};
      }
      const Frame* frame = frame_of(tree, verb, complement);
      const bool fits = frame != nullptr && frame->controller == Controller::kObject;
      return fits ? Governor{verb, frame} : Governor{};
    }
    default:
      return {};
  }
}

const Frame* frame_of_link(const Tree& tree, TokenIndex link, TokenIndex at) {
  Complement complement = complement_of(tree, at);
  if (complement == Complement::kNone) complement = Complement::kTo;
  return frame_of(tree, link, complement);
}

TokenIndex owner_of(const Tree& tree, TokenIndex noun) {
  if (const TokenIndex owner = tree.child(noun, {Deprel::kNmodPoss}); owner != kNoToken) {
    return owner;
  }
  for (const TokenIndex child : tree.children(noun)) {
    if (tree.relation(child) != Deprel::kNmod || child < noun) continue;
    const std::vector<TokenIndex> preposition = prepositions(tree, child);
    if (preposition.size() == 1 && one_of(tree[preposition.front()].lemma, {"by", "from"})) {
      return child;
    }
  }
  return kNoToken;
}

bool is_rejected(const Tree& tree, TokenIndex noun) {
  for (const TokenIndex child : tree.children(noun)) {
    if (tree.relation(child) == Deprel::kAmod && has(tree[child].lemma, Property::kUntrue)) {
      return true;
    }
  }
  const TokenIndex above = tree[noun].head;
  if (above < 0) return false;
  if (has(tree[above].lemma, Property::kUntrue)) return true;  // "the claim is baseless"
  if (has(tree[above].lemma, Property::kRejecting)) return true;
  for (const TokenIndex child : tree.children(above)) {
    // "proved unfounded", "turned out to be false"
    if (one_of(tree.relation(child), {Deprel::kXcomp, Deprel::kObl, Deprel::kAdvcl}) &&
        has(tree[child].lemma, Property::kUntrue)) {
      return true;
    }
  }
  return false;
}

bool is_absent(const Tree& tree, TokenIndex noun) {
  if (has_negative_determiner(tree, noun)) return true;
  for (const TokenIndex child : tree.children(noun)) {
    if (tree.relation(child) == Deprel::kCase && tree[child].lemma == "without") return true;
    // "little evidence"
    if (tree.relation(child) == Deprel::kAmod && one_of(tree[child].lemma, {"little", "scant"})) {
      return true;
    }
  }
  // "a lack of evidence"
  const TokenIndex above = tree[noun].head;
  return above >= 0 && tree.relation(noun) == Deprel::kNmod &&
         one_of(tree[above].lemma, {"lack", "absence", "shortage"});
}

}  // namespace trine::extract
