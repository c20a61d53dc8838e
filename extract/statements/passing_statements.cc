// What is said in passing: where a thing is, how old somebody is, whose kin. The nouns of a
// sentence say so beside what the sentence is about.
#include <charconv>

#include "extract/english/ascii.h"
#include "extract/sentence/phrases.h"
#include "extract/sentence/roles.h"
#include "extract/statements/sentence_statements.h"

namespace trine::extract {
namespace {

constexpr int kOldest = 120;  // years

// "42": an age, where it stands behind a name.
bool is_age(const std::string& text) {
  int years = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), years);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && years > 0 &&
         years <= kOldest;
}

}  // namespace

Statement SentenceStatements::passing_frame(TokenIndex at, std::string_view rule) const {
  Statement base;
  base.tense = Tense::kPresent;
  base.sentence = input_.number;
  base.rule = rule;
  base.relation_span = tree_[at].span;
  return base;
}

// "no hospital", "any hospital" need not exist; "a hospital" need not where the clause around it is
// denied, wished for or supposed ("will build a hospital in Oslo").
bool SentenceStatements::is_there(TokenIndex noun) const {
  bool definite = tree_[noun].upos == Upos::kPropn;
  for (const TokenIndex child : tree_.children(noun)) {
    const Deprel relation = tree_.relation(child);
    if (relation == Deprel::kNmodPoss || relation == Deprel::kNummod) definite = true;
    if (relation != Deprel::kDet) continue;
    if (one_of(tree_[child].lemma,
               {"no", "any", "neither", "either", "another", "which", "what"})) {
      return false;
    }
    if (!one_of(tree_[child].lemma, {"a", "an", "some"})) definite = true;
  }
  if (definite) return true;
  const Clause* around = clause_around(noun);
  return around == nullptr ||
         (around->polarity == Polarity::kPositive &&
          (around->modality == Modality::kAsserted || around->modality == Modality::kReported));
}

void SentenceStatements::from_place_phrase(TokenIndex noun) {
  const Upos upos = tree_[noun].upos;
  if ((upos != Upos::kNoun && upos != Upos::kPropn) || !resolver_.is_entity(noun)) return;
  const EntityType type = base_type(resolver_.type_at(noun));
  const bool moves = type == EntityType::kPerson || type == EntityType::kOrganization;
  if (!moves && type != EntityType::kProduct && type != EntityType::kPlace &&
      type != EntityType::kEvent) {
    return;
  }
  for (const TokenIndex child : tree_.children(noun)) {
    if (tree_.relation(child) != Deprel::kNmod || child < noun) continue;
    const EntityType place = resolver_.type_at(child);
    if (!is_place(place) || (!resolver_.is_named(child) && place != EntityType::kFacility))
      continue;
    const std::string preposition = preposition_text(tree_, prepositions(tree_, child));
    const bool where = one_of(
        preposition, {"in", "at", "near", "outside", "inside", "along", "on", "across", "around"});
    if (!where && !(preposition == "from" && moves)) continue;
    if (!is_there(noun)) return;
    for (const TokenIndex head : conjuncts(tree_, child)) {
      add(passing_frame(child, "noun.place"), resolver_.nominal(noun),
          {"be " + preposition, "LOCATED_IN", false}, resolver_.nominal(head), "");
    }
  }
}

void SentenceStatements::from_age(TokenIndex name) {
  if (tree_[name].upos != Upos::kPropn ||
      base_type(resolver_.type_at(name)) != EntityType::kPerson) {
    return;
  }
  for (const TokenIndex child : tree_.children(name)) {
    if (child <= name + 1 || tree_[child].upos != Upos::kNum || !is_age(tree_[child].form))
      continue;
    if (tree_[child - 1].form != "," || child + 1 >= tree_.size() ||
        !one_of(tree_[child + 1].form, {",", "."})) {
      continue;
    }
    Argument age;
    age.text = tree_[child].form;
    age.type = EntityType::kQuantity;
    age.span = tree_[child].span;
    add(passing_frame(child, "noun.age"), resolver_.nominal(name), {"be", "IS_A", false},
        std::move(age), "");
  }
}

void SentenceStatements::from_kin(TokenIndex noun) {
  if (tree_[noun].upos != Upos::kNoun || !resolver_.is_entity(noun)) return;
  const std::string phrase = "be " + lower_ascii(tree_[noun].lemma) + " of";
  const RelationEntry* entry = input_.ontology.find_phrase(phrase);
  if (entry == nullptr || entry->relation_class != "FAMILY") return;
  const TokenIndex owner = tree_.child(noun, {Deprel::kNmodPoss});
  if (owner == kNoToken || !resolver_.is_entity(owner) || resolver_.is_unresolved(owner)) return;
  if (!is_there(noun)) return;
  for (const Argument& whose : resolver_.members(owner)) {
    add(passing_frame(noun, "noun.kin"), resolver_.nominal(noun),
        {phrase, "FAMILY", entry->symmetric}, whose, "");
  }
}

}  // namespace trine::extract
