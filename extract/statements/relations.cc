#include "extract/statements/relations.h"

#include "extract/clauses/predicate.h"
#include "extract/english/ascii.h"
#include "extract/english/lexicon.h"

namespace trine::extract {
namespace {

// The verb with its particle: "set up".
std::string verb_phrase(const Tree& tree, TokenIndex verb) {
  std::string phrase = lower_ascii(tree[verb].lemma);
  for (const TokenIndex child : tree.children(verb)) {
    const bool direction =
        tree.relation(child) == Deprel::kAdvmod && child > verb &&
        one_of(tree[child].lemma, {"away", "back", "apart", "off", "over", "up", "down", "out"});
    if (tree.relation(child) == Deprel::kCompoundPrt || direction) {
      phrase += ' ' + lower_ascii(tree[child].lemma);
    }
  }
  return phrase;
}

// Outer verbs that say something of the act itself; the others live on in the modality only.
bool keeps_outer(const Tree& tree, TokenIndex verb) {
  if (is_passive(tree, verb) || tree[verb].upos != Upos::kVerb) return false;
  const Properties traits = properties_of(tree[verb].lemma);
  if (traits.has(Property::kRefusing)) return true;
  if (traits.has(Property::kSeeming)) return false;
  return !one_of(tree[verb].lemma, {"go", "have", "get", "use", "come", "be", "expect", "proceed"});
}

const RelationEntry* find(const Ontology& ontology, const std::string& a, std::string_view b = {},
                          std::string_view c = {}) {
  std::string phrase = a;
  if (!b.empty()) phrase.append(" ").append(b);
  if (!c.empty()) phrase.append(" ").append(c);
  return ontology.find_phrase(phrase);
}

}  // namespace

std::string preposition_text(const Tree& tree, std::span<const TokenIndex> preposition) {
  std::string text;
  for (const TokenIndex at : preposition) {
    if (!text.empty()) text += ' ';
    text += lower_ascii(tree[at].form);
  }
  return text;
}

bool is_light_frame(const Tree& tree, const Clause& clause, TokenIndex object,
                    const Ontology& ontology) {
  const std::string verb = verb_phrase(tree, clause.head);
  const std::string noun = lower_ascii(tree[object].lemma);
  if (find(ontology, verb, noun) != nullptr) return true;
  return has(tree[clause.head].lemma, Property::kLight) && ontology.find_noun(noun) != nullptr &&
         tree[object].upos == Upos::kNoun;
}

Relation make_relation(const Tree& tree, const RelationParts& parts, const Ontology& ontology) {
  const Clause& clause = *parts.clause;
  const std::string verb = verb_phrase(tree, clause.head);
  const std::string noun =
      parts.object == kNoToken ? std::string() : lower_ascii(tree[parts.object].lemma);
  Relation relation;
  const bool passive = clause.passive && parts.keep_passive;
  const bool has_object = clause.argument(Function::kObject) != nullptr || clause.passive;

  const RelationEntry* entry = nullptr;
  if (passive) {
    const std::string participle = "be " + lower_ascii(tree[clause.head].form);
    entry = find(ontology, participle, parts.preposition);
    if (entry == nullptr) entry = find(ontology, participle);
  }
  if (entry == nullptr && !noun.empty()) {
    entry = find(ontology, verb, noun, parts.preposition);
    if (entry == nullptr) entry = find(ontology, verb, noun);
    if (entry == nullptr && has(tree[clause.head].lemma, Property::kLight)) {
      entry = ontology.find_noun(noun);
    }
  }
  if (entry == nullptr && !parts.preposition.empty()) {
    entry = find(ontology, verb, parts.preposition);
  }
  if (entry == nullptr && clause.passive && !clause.subjects.empty()) {
    // "charges were brought": verb and noun as in the active
    entry = find(ontology, verb, lower_ascii(tree[clause.subjects.front()].lemma));
  }
  if (entry == nullptr && !has_object) entry = find(ontology, verb, "-");
  if (entry == nullptr) entry = find(ontology, verb);
  if (entry == nullptr && verb != tree[clause.head].lemma) {
    entry = find(ontology, lower_ascii(tree[clause.head].lemma));
  }
  if (entry != nullptr) {
    relation.relation_class = entry->relation_class;
    relation.symmetric = entry->symmetric;
  } else {
    relation.relation_class = ontology.backoff_class(lower_ascii(tree[clause.head].lemma));
    // What is something, says so with a copula: "ensue" and "pit" are none.
    if (relation.relation_class.empty() || relation.relation_class == "IS_A") {
      relation.relation_class = "OTHER";
    }
  }

  for (const TokenIndex outer : clause.chain) {
    if (!keeps_outer(tree, outer)) continue;
    const std::string outer_verb = verb_phrase(tree, outer);
    const bool gerund = tree[clause.head].xpos == "VBG" && outer == clause.chain.back();
    relation.phrase += outer_verb + (gerund ? " " : " to ");
    const Properties traits = properties_of(tree[outer].lemma);
    if (one_of(tree[outer].lemma, {"refuse", "decline", "reject"})) {
      relation.relation_class = "REJECT";
    } else if (one_of(tree[outer].lemma, {"agree", "pledge", "vow", "promise"})) {
      relation.relation_class = "AGREE";
    } else if (one_of(tree[outer].lemma, {"stop", "cease", "quit"})) {
      relation.relation_class = "CHANGES_STATE";
    } else if (one_of(tree[outer].lemma, {"threaten"})) {
      relation.relation_class = "THREATEN";
    } else if (traits.has(Property::kHoping)) {
      relation.relation_class = "THINKS";
    }
    if (traits.has_any({Property::kRefusing, Property::kHoping})) relation.symmetric = false;
  }
  const bool gerund = !clause.chain.empty() && keeps_outer(tree, clause.chain.back()) &&
                      tree[clause.head].xpos == "VBG";
  if (passive) {
    relation.phrase += "be " + lower_ascii(tree[clause.head].form);
  } else {
    relation.phrase += gerund ? lower_ascii(tree[clause.head].form) : verb;
  }
  if (passive) {
    for (const TokenIndex child : tree.children(clause.head)) {
      if (tree.relation(child) == Deprel::kCompoundPrt) {
        relation.phrase += ' ' + lower_ascii(tree[child].lemma);
      }
    }
  }
  if (!noun.empty()) relation.phrase += ' ' + noun;
  if (!parts.preposition.empty()) relation.phrase.append(" ").append(parts.preposition);
  return relation;
}

std::string role_phrase(const Tree& tree, TokenIndex noun) {
  std::string phrase;
  for (const TokenIndex child : tree.children(noun)) {
    const Deprel relation = tree.relation(child);
    if (child > noun) break;
    const bool adjective = relation == Deprel::kAmod && tree[child].mention == MentionClass::kNone;
    if (relation != Deprel::kCompound && !adjective) continue;
    if (tree[child].upos == Upos::kNum || tree[child].upos == Upos::kPunct) continue;
    if (adjective && tree[child].upos == Upos::kPropn) continue;
    // "Japanese": said by the object
    if (tree[child].name == NameClass::kLocation) continue;
    const bool capital = is_upper_ascii(tree[child].form.front());
    if (adjective && capital && tree[child].xpos == "JJ") continue;
    phrase += lower_ascii(tree[child].form) + ' ';
  }
  phrase += lower_ascii(tree[noun].lemma);
  const TokenIndex end = noun + 5;
  if (end <= tree.size() && tree[noun + 1].form == "-" && tree[noun + 2].form == "in" &&
      tree[noun + 4].form == "law") {
    phrase += "-in-law";
  }
  return phrase;
}

Relation make_role_relation(const Tree& tree, TokenIndex noun, std::string_view preposition,
                            bool person, const Ontology& ontology) {
  Relation relation;
  const std::string lemma = lower_ascii(tree[noun].lemma);
  const std::string role = role_phrase(tree, noun);
  relation.phrase = "be " + role;
  if (!preposition.empty()) relation.phrase.append(" ").append(preposition);
  const RelationEntry* entry = find(ontology, "be", role, preposition);
  if (entry == nullptr) entry = find(ontology, "be", lemma, preposition);
  if (entry == nullptr && (person || !preposition.empty())) entry = find(ontology, "be", role);
  if (entry == nullptr && (person || !preposition.empty())) entry = find(ontology, "be", lemma);
  if (entry != nullptr && (entry->relation_class != "HOLDS_ROLE" || person)) {
    relation.relation_class = entry->relation_class;
    relation.symmetric = entry->symmetric;
  } else {
    relation.relation_class = "IS_A";
  }
  if (person && relation.relation_class == "IS_A" && has(lemma, Property::kOccupation)) {
    relation.relation_class = "HOLDS_ROLE";
  }
  return relation;
}

}  // namespace trine::extract
