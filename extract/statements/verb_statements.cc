// Verb clauses: (subject; verb; object) for each pair of conjuncts; (subject; hold talk with;
// partner) where verb and noun make one relation; (subject; verb preposition; noun) without an
// object; (agent; verb; subject) for a passive that names its agent. Mutual acts pair their
// subjects.
#include <algorithm>
#include <cctype>
#include <iterator>

#include "extract/clauses/predicate.h"
#include "extract/english/ascii.h"
#include "extract/english/frames.h"
#include "extract/english/lexicon.h"
#include "extract/sentence/phrases.h"
#include "extract/sentence/roles.h"
#include "extract/statements/confidence.h"
#include "extract/statements/sentence_statements.h"
#include "extract/times/time_expressions.h"

namespace trine::extract {
namespace {

// Nouns that accuse whoever they are said of.
bool is_blame(std::string_view noun) {
  return one_of(noun,
                {"aggression", "attack",      "betrayal",    "catastrophe", "coward",   "crime",
                 "criminal",   "dictator",    "disaster",    "disgrace",    "failure",  "farce",
                 "fraud",      "humiliation", "insult",      "liar",        "lie",      "menace",
                 "mistake",    "outrage",     "provocation", "scandal",     "sham",     "shame",
                 "surrender",  "terrorist",   "threat",      "traitor",     "violation"});
}

}  // namespace

void SentenceStatements::from_verb(const Clause& clause) {
  const TokenIndex mark = tree_.child(clause.head, {Deprel::kMark});
  if (clause.context == ClauseContext::kAdverbial && !clause.own_subject && mark != kNoToken &&
      one_of(tree_[mark].lemma, {"as", "than"}) && tree_[clause.head].xpos == "VBN") {
    return;  // "as measured by"
  }
  if (clause.agentless) return;
  add_outer_passive(clause);
  const Statement base = frame(clause);
  const Parties subjects = parties(clause.subjects);
  const ClauseArgument* agent = clause.argument(Function::kAgent);
  if (clause.passive) {
    for (const ClauseArgument& other : clause.arguments) {
      // "returned by mail by Bo"
      if (agent != nullptr && other.function == Function::kAgent && other.head > agent->head &&
          resolver_.is_named(other.head) && !resolver_.is_named(agent->head)) {
        agent = &other;
      }
    }
    if (agent != nullptr) {
      for (const TokenIndex head : agent->conjuncts) {
        if (resolver_.is_unresolved(head)) continue;
        for (const Argument& doer : resolver_.members(head)) {
          for (const Argument& subject : subjects) {
            add(base, doer, make_relation(tree_, {&clause, kNoToken, {}, false}, input_.ontology),
                subject, "agent");
          }
        }
      }
      if (!subjects.empty()) return;
    }
    from_passive(clause, base, subjects);
    return;
  }
  if (subjects.empty()) return;
  if (has(tree_[clause.head].lemma, Property::kSaying) && !can_speak(clause.subjects.front()))
    return;
  add_outer_pairs(clause, base, subjects);
  const ClauseArgument* content = clause.argument(Function::kContent);
  bool stated = false;
  // "called it a surrender", "reassured partners that ...", with the object parsed as a receiver
  const bool receiver =
      clause.argument(Function::kIndirect) != nullptr &&
      (one_of(tree_[clause.head].lemma, {"call", "name", "label", "term", "dub"}) ||
       (clause.argument(Function::kObject) == nullptr &&
        (content == nullptr || !has(tree_[clause.head].lemma, Property::kSaying))));
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function != (receiver ? Function::kIndirect : Function::kObject)) continue;
    if (content != nullptr && has(tree_[clause.head].lemma, Property::kRaisingObject)) continue;
    if (is_time_word(tree_, argument.head) && tree_[clause.head].lemma == "come") {
      return;  // "comes days after"
    }
    for (const TokenIndex object : argument.conjuncts) {
      if (base.time.empty()) {
        Statement timed = base;
        add_time_of_object(object, clause, timed);
        from_object(clause, timed, subjects, object);
      } else {
        from_object(clause, base, subjects, object);
      }
    }
    stated = true;
  }
  if (stated) return;
  constexpr Properties kContentVerbs = {Property::kSaying, Property::kThinking, Property::kHoping,
                                        Property::kDemanding, Property::kPlanning};
  // "called on Bo to leave": of Bo, not of the leaving
  const bool asks = one_of(tree_[clause.head].lemma, {"call", "appeal", "plead"}) &&
                    clause.argument(Function::kOblique) != nullptr;
  if (content != nullptr && !asks &&
      properties_of(tree_[clause.head].lemma).has_any(kContentVerbs)) {
    Relation relation = make_relation(tree_, {&clause, kNoToken, {}, false}, input_.ontology);
    const RelationEntry* entry = input_.ontology.find_phrase(tree_[clause.head].lemma + " that");
    if (entry != nullptr) relation.relation_class = entry->relation_class;
    Argument told = resolver_.clausal(content->head);
    // "wants Oslo to pay": who is to, as well
    const ClauseArgument* who = clause.argument(Function::kObject);
    if (who != nullptr && who->head < content->head && !told.text.empty()) {
      const Argument raised = resolver_.nominal(who->head);
      if (raised.span.begin < told.span.begin) {
        told.span.begin = raised.span.begin;
        told.text = std::string(told.span.in(input_.document.text));
      }
    }
    for (const Argument& subject : subjects) add(base, subject, relation, told, "content");
    return;
  }
  if (const ClauseArgument* predicative = clause.argument(Function::kPredicative)) {
    const Relation relation = make_relation(tree_, {&clause, kNoToken, {}, false}, input_.ontology);
    for (const TokenIndex head : predicative->conjuncts) {
      if (is_reflexive(tree_[head])) continue;
      for (const Argument& subject : subjects) {
        add(base, subject, relation, resolver_.nominal(head), "predicative");
      }
    }
    return;
  }
  from_adjuncts(clause, base, subjects, false);
}

void SentenceStatements::add_time_of_object(TokenIndex object, const Clause& clause,
                                            Statement& statement) const {
  for (const TokenIndex child : tree_.children(object)) {
    if (child < object) continue;
    const Deprel relation = tree_.relation(child);
    const std::vector<TokenIndex> preposition = prepositions(tree_, child);
    const bool bare = relation == Deprel::kNmodUnmarked && is_time_word(tree_, child);
    const bool during = relation == Deprel::kNmod && preposition.size() == 1 &&
                        one_of(tree_[preposition.front()].lemma, {"during", "since", "until"});
    // "in May", "on Friday"; not "the events of May", nor "the war in Norway"
    const bool dated = relation == Deprel::kNmod && preposition.size() == 1 &&
                       tree_[child].mention == MentionClass::kTime &&
                       one_of(tree_[preposition.front()].lemma, {"in", "on"});
    if (!bare && !during && !dated) continue;
    set_time(child, preposition, clause.tense, statement);
    return;
  }
}

void SentenceStatements::add_outer_passive(const Clause& clause) {
  if (clause.chain.empty() || clause.polarity == Polarity::kNegative) return;
  const TokenIndex outer = clause.chain.front();
  if (!is_passive(tree_, outer) || tree_[outer].upos != Upos::kVerb) return;
  const Frame* frame = find_frame(tree_[outer].lemma, Part::kVerb, Complement::kTo, true);
  if (frame == nullptr || frame->controller != Controller::kObject) return;
  if (frame->effect != Effect::kDemanded && frame->effect != Effect::kDone) return;
  for (const TokenIndex child : tree_.children(outer)) {
    if (tree_[child].xpos == "MD") return;
  }
  Clause passive = clause;
  passive.head = outer;
  passive.chain.clear();
  passive.passive = true;
  passive.modality = Modality::kAsserted;
  passive.predicate = {outer};
  std::erase_if(passive.arguments, [&](const ClauseArgument& argument) {
    return tree_[argument.head].head != outer || argument.function != Function::kAgent;
  });
  from_verb(passive);
}

void SentenceStatements::add_outer_pairs(const Clause& clause, const Statement& base,
                                         const Parties& subjects) {
  if (subjects.size() < 2) return;
  for (const TokenIndex outer : clause.chain) {
    if (tree_[outer].lemma != "agree") continue;
    Statement statement = base;
    statement.modality = base.attribution.empty() ? Modality::kAsserted : Modality::kReported;
    add_pairs(statement, subjects, {"agree with", "AGREE", true}, "mutual");
  }
}

void SentenceStatements::from_adjuncts(const Clause& clause, const Statement& base,
                                       const Parties& subjects, bool passive) {
  bool stated = false;
  const ClauseArgument* when = nullptr;
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function != Function::kOblique) continue;
    const bool at_event = !argument.preposition.empty() && !is_time_word(tree_, argument.head) &&
                          one_of(tree_[argument.preposition.front()].lemma, {"during", "at"}) &&
                          input_.ontology.find_noun(tree_[argument.head].lemma) != nullptr;
    if (is_time(argument) && !at_event) {
      if (!argument.preposition.empty()) when = &argument;
      continue;
    }
    if (argument.preposition.empty() || !is_core(argument)) continue;
    const std::string preposition = preposition_text(tree_, argument.preposition);
    if (has(tree_[clause.head].lemma, Property::kSaying) &&
        !one_of(preposition, {"about", "of", "to", "against", "on", "with", "for", "at"}) &&
        !at_event) {
      continue;  // "said in a statement"
    }
    Relation relation =
        make_relation(tree_, {&clause, kNoToken, preposition, passive}, input_.ontology);
    std::string idiom;
    if (const RelationEntry* entry = idiom_of(clause, argument, idiom)) {
      relation.relation_class = entry->relation_class;
    }
    for (const TokenIndex head : argument.conjuncts) {
      if (resolver_.is_unresolved(head)) continue;
      for (const Argument& subject : subjects) {
        for (const Argument& object : resolver_.members(head)) {
          add(base, subject, relation, object, "oblique");
          stated = true;
        }
      }
    }
  }
  Relation relation = make_relation(tree_, {&clause, kNoToken, {}, passive}, input_.ontology);
  if (relation.symmetric && subjects.size() > 1 && !names_partner(clause)) {
    if (!one_of(tree_[clause.head].lemma, {"meet", "marry"})) relation.phrase += " with";
    add_pairs(base, subjects, relation, "mutual");
    return;
  }
  if (relation.symmetric && subjects.size() == 1) {
    Relation with = relation;
    if (!one_of(tree_[clause.head].lemma, {"meet", "marry"})) with.phrase += " with";
    add_pairs(base, parties_behind(clause), with, "mutual_behind");
  }
  if (stated) return;
  for (const Argument& subject : subjects) {
    if (when != nullptr && one_of(relation.relation_class, {"CHANGES_STATE", "LOCATED_IN"})) {
      Relation at = relation;
      at.phrase += ' ' + preposition_text(tree_, when->preposition);
      add(base, subject, at, resolver_.nominal(when->head), "time");
    } else if (!says_little_alone(clause) &&
               (charges(clause) ||
                !has_any(tree_[clause.head].lemma, {Property::kSaying, Property::kThinking}))) {
      add(base, subject, relation, {}, "one");
    }
  }
}

bool SentenceStatements::charges(const Clause& clause) const {
  for (const Complement by : {Complement::kOf, Complement::kWith, Complement::kFor}) {
    const Frame* frame = find_frame(tree_[clause.head].lemma, Part::kVerb, by, true);
    if (clause.passive && frame != nullptr &&
        (frame->effect == Effect::kAlleged || frame->effect == Effect::kWitnessed)) {
      return true;
    }
  }
  return false;
}

bool SentenceStatements::says_little_alone(const Clause& clause) const {
  return one_of(
      tree_[clause.head].lemma,
      {"come", "go",   "be",     "have",   "do",   "get",      "say",   "tell",   "take",
       "make", "seem", "appear", "look",   "know", "think",    "see",   "follow", "want",
       "try",  "use",  "give",   "mean",   "need", "let",      "add",   "hope",   "believe",
       "put",  "feel", "note",   "report", "ask",  "announce", "state", "base"});
}

bool SentenceStatements::is_core(const ClauseArgument& argument) const {
  const Role role = role_of_argument(argument);
  const std::string first = tree_[argument.preposition.front()].lemma;
  if ((role == Role::kCause && first != "for") || role == Role::kCondition) return false;
  if (one_of(first, {"accord", "despite", "unlike", "besides", "except", "without", "instead",
                     "because", "due", "than", "include", "like"})) {
    return false;
  }
  return !one_of(tree_[argument.head].lemma,
                 {"example", "instance", "addition", "fact", "way", "contrast", "particular",
                  "case", "turn", "expense", "part", "basis", "time"});
}

void SentenceStatements::from_passive(const Clause& clause, const Statement& base,
                                      const Parties& subjects) {
  if (subjects.empty()) return;
  const ClauseArgument* predicative = clause.argument(Function::kPredicative);
  if (predicative == nullptr) predicative = clause.argument(Function::kObject);
  if (predicative != nullptr) {
    const Relation relation = make_relation(tree_, {&clause, kNoToken, {}, true}, input_.ontology);
    for (const TokenIndex head : predicative->conjuncts) {
      for (const Argument& subject : subjects) {
        add(base, subject, relation, resolver_.nominal(head), "passive_object");
      }
    }
    return;
  }
  from_adjuncts(clause, base, subjects, true);
}

void SentenceStatements::from_object(const Clause& clause, const Statement& base,
                                     const Parties& subjects, TokenIndex object) {
  const Ontology& ontology = input_.ontology;
  add_event_place(clause, base, object);
  if (add_reactions(base, subjects, object)) return;
  if (from_fixed_phrase(clause, base, subjects, object)) return;
  if (is_light_frame(tree_, clause, object, ontology) &&
      from_light_frame(clause, base, subjects, object)) {
    return;
  }
  if (resolver_.is_unresolved(object)) return;
  Relation relation = make_relation(tree_, {&clause, relation_noun(object), {}, false}, ontology);
  Relation plain = make_relation(tree_, {&clause, kNoToken, {}, false}, ontology);
  plain.relation_class = relation.relation_class;
  set_control_class(clause, plain);
  const bool mutual = plain.symmetric;  // "meet": of those who can meet back
  fold_idiom(clause, plain);
  if (add_noun_content(clause, base, subjects, object, relation)) return;
  add_naming(clause, base, subjects, object, plain);
  for (const Argument& subject : subjects) {
    for (const Argument& thing : resolver_.members(object)) {
      plain.symmetric = mutual && (is_person(thing) || is_place_or_organization(thing.type));
      add(base, subject, plain, thing, "object");
    }
  }
  add_recipient_of_object(clause, base, subjects, object);
  // "Ada and Bo discussed the plan": with each other.
  if (one_of(tree_[clause.head].lemma, {"discuss", "negotiate", "debate", "exchange", "share"}) &&
      subjects.size() > 1 && tree_[object].upos == Upos::kNoun &&
      clause.argument(Function::kIndirect) == nullptr && !names_partner(clause)) {
    Relation together = plain;
    together.phrase += ' ' + lower_ascii(tree_[object].lemma) + " with";
    add_pairs(base, subjects, together, "mutual_object");
  }
  // To whom, against whom: where a name stands there.
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function == Function::kIndirect && argument.head != object) {
      Relation to = make_relation(tree_, {&clause, relation_noun(object), {}, false}, ontology);
      to.phrase += " to";
      for (const Argument& subject : subjects) {
        for (const Argument& receiver : parties(argument.conjuncts)) {
          add(base, subject, to, receiver, "indirect");
        }
      }
      continue;
    }
    if (argument.function != Function::kOblique || argument.preposition.empty()) continue;
    const Role role = role_of_argument(argument);
    if (role == Role::kTime || role == Role::kDuration || role == Role::kPlace) continue;
    if (!is_core(argument)) continue;
    const std::string preposition = preposition_text(tree_, argument.preposition);
    if (!one_of(preposition, {"to", "with", "against", "from", "into", "at", "on", "onto"})) {
      continue;
    }
    const Relation longer = make_relation(
        tree_, {&clause, is_sum(object) ? kNoToken : relation_noun(object), preposition, false},
        ontology);
    for (const TokenIndex head : argument.conjuncts) {
      if (!resolver_.is_named(head)) continue;
      for (const Argument& subject : subjects) {
        for (const Argument& target : resolver_.members(head)) {
          add(base, subject, longer, target, "object_oblique");
        }
      }
    }
  }
}

bool SentenceStatements::is_sum(TokenIndex object) const {
  return tree_[object].upos != Upos::kNoun || tree_.has_child(object, {Deprel::kNummod});
}

void SentenceStatements::add_recipient_of_object(const Clause& clause, const Statement& base,
                                                 const Parties& subjects, TokenIndex object) {
  if (!one_of(tree_[clause.head].lemma,
              {"pay", "give", "send", "offer", "award", "hand", "grant", "provide", "deliver",
               "sell", "donate", "lend", "present", "transfer", "ship", "supply"})) {
    return;
  }
  for (const TokenIndex child : tree_.children(object)) {
    if (tree_.relation(child) != Deprel::kNmod || child < object) continue;
    if (preposition_text(tree_, prepositions(tree_, child)) != "to") continue;
    const Relation relation = make_relation(
        tree_, {&clause, is_sum(object) ? kNoToken : relation_noun(object), "to", false},
        input_.ontology);
    for (const TokenIndex head : conjuncts(tree_, child)) {
      if (!resolver_.is_named(head)) continue;
      for (const Argument& subject : subjects) {
        for (const Argument& receiver : resolver_.members(head)) {
          add(base, subject, relation, receiver, "object_recipient");
        }
      }
    }
  }
}

SentenceStatements::Parties SentenceStatements::parties_behind(const Clause& clause) const {
  if (clause.subjects.size() != 1) return {};
  const TokenIndex group = clause.subjects.front();
  if (tree_[group].xpos != "NNS" || tree_[group].mention != MentionClass::kPerson) return {};
  for (const TokenIndex child : tree_.children(group)) {
    if (tree_.relation(child) != Deprel::kNmod || child < group) continue;
    if (preposition_text(tree_, prepositions(tree_, child)) != "of") continue;
    const std::vector<TokenIndex> all = conjuncts(tree_, child);
    const bool named = std::all_of(all.begin(), all.end(), [&](TokenIndex head) {
      return resolver_.is_named(head) && is_place_or_organization(resolver_.type_at(head));
    });
    if (named) return parties(all);
  }
  return {};
}

void SentenceStatements::set_control_class(const Clause& clause, Relation& relation) const {
  const ClauseArgument* content = clause.argument(Function::kContent);
  if (content == nullptr || tree_.relation(content->head) != Deprel::kXcomp) return;
  if (tree_[content->head].xpos != "VB") return;
  if (one_of(tree_[clause.head].lemma,
             {"lead", "cause", "prompt", "inspire", "motivate", "enable"})) {
    relation.relation_class = "CAUSES";
  } else if (one_of(tree_[clause.head].lemma, {"direct", "instruct", "order", "command"})) {
    relation.relation_class = "ORDERS";
  }
}

bool SentenceStatements::names_partner(const Clause& clause) const {
  return std::any_of(
      clause.arguments.begin(), clause.arguments.end(), [&](const ClauseArgument& argument) {
        return argument.function == Function::kOblique && !argument.preposition.empty() &&
               tree_[argument.preposition.front()].lemma == "with";
      });
}

void SentenceStatements::add_naming(const Clause& clause, const Statement& base,
                                    const Parties& subjects, TokenIndex object,
                                    Relation& relation) {
  if (!has(tree_[clause.head].lemma, Property::kNaming) || subjects.empty()) return;
  for (const ClauseArgument& argument : clause.arguments) {
    const bool as = argument.function == Function::kOblique && !argument.preposition.empty() &&
                    tree_[argument.preposition.front()].lemma == "as";
    const bool predicative = argument.function == Function::kPredicative ||
                             (argument.function == Function::kObject && argument.head != object);
    if (!as && !predicative) continue;
    if (predicative && relation.relation_class == "COMMUNICATES") relation.relation_class = "IS_A";
    if (is_blame(tree_[argument.head].lemma)) relation.relation_class = "ACCUSE";
    if (tree_[argument.head].upos != Upos::kNoun) continue;
    Statement statement = base;
    statement.attribution = subjects.front();
    if (statement.modality == Modality::kAsserted) statement.modality = Modality::kReported;
    for (const Argument& thing : resolver_.members(object)) {
      describe(statement, thing, argument.head, kNoToken, "naming");
    }
    return;
  }
}

void SentenceStatements::fold_idiom(const Clause& clause, Relation& relation) const {
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function != Function::kOblique || argument.preposition.empty()) continue;
    std::string idiom;
    const RelationEntry* entry = idiom_of(clause, argument, idiom);
    if (entry == nullptr) continue;
    relation.phrase += idiom.substr(idiom.find(' '));
    relation.relation_class = entry->relation_class;
    return;
  }
}

const RelationEntry* SentenceStatements::idiom_of(const Clause& clause,
                                                  const ClauseArgument& argument,
                                                  std::string& idiom) const {
  const std::string start =
      tree_[clause.head].lemma + ' ' + preposition_text(tree_, argument.preposition) + ' ';
  idiom = start + tree_[argument.head].lemma;
  if (const RelationEntry* entry = input_.ontology.find_phrase(idiom)) return entry;
  const TokenIndex inner = tree_.child(argument.head, {Deprel::kNmod});
  if (inner == kNoToken) return nullptr;
  idiom = start + tree_[inner].lemma;
  return input_.ontology.find_phrase(idiom);
}

void SentenceStatements::add_event_place(const Clause& clause, const Statement& base,
                                         TokenIndex event) {
  if (!one_of(tree_[clause.head].lemma, {"hold", "host", "have", "conduct", "stage"})) return;
  if (input_.ontology.find_noun(tree_[event].lemma) == nullptr) return;
  // "on the sidelines of the assembly", wherever the parser has hung it
  for (TokenIndex at = event + 1; at < tree_.size(); ++at) {
    if (tree_[at].lemma != "sideline" || !tree_.dominates(clause.head, at)) continue;
    const TokenIndex whole = tree_.child(at, {Deprel::kNmod});
    if (whole == kNoToken) continue;
    add(base, resolver_.nominal(event), {"be held on sidelines of", "LOCATED_IN", false},
        resolver_.nominal(whole), "event_place");
  }
  for (const ClauseArgument& argument : clause.arguments) {
    const std::string preposition = preposition_text(tree_, argument.preposition);
    const bool oblique =
        argument.function == Function::kOblique && tree_[argument.head].lemma != "sideline";
    if (oblique && !preposition.empty() && role_of_argument(argument) == Role::kPlace) {
      add(base, resolver_.nominal(event), {"be held " + preposition, "LOCATED_IN", false},
          resolver_.nominal(argument.head), "event_place");
    } else if (argument.function == Function::kAdverb && tree_[argument.head].lemma == "here" &&
               resolver_.is_entity(argument.head)) {
      add(base, resolver_.nominal(event), {"be held in", "LOCATED_IN", false},
          resolver_.nominal(argument.head), "event_place");
    }
  }
}

bool SentenceStatements::from_fixed_phrase(const Clause& clause, const Statement& base,
                                           const Parties& subjects, TokenIndex noun) {
  if (!tree_.children(noun).empty() || tree_[noun].upos != Upos::kNoun) return false;
  if (resolver_.is_named(noun) || input_.ontology.find_noun(tree_[noun].lemma) != nullptr) {
    return false;
  }
  const Relation bare = make_relation(tree_, {&clause, noun, {}, false}, input_.ontology);
  if (input_.ontology.find_phrase(tree_[clause.head].lemma + ' ' + tree_[noun].lemma) == nullptr) {
    return false;
  }
  bool stated = false;
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function != Function::kOblique || argument.preposition.empty()) continue;
    if (is_time(argument) || !is_core(argument)) continue;
    const Relation relation =
        make_relation(tree_, {&clause, noun, preposition_text(tree_, argument.preposition), false},
                      input_.ontology);
    for (const TokenIndex head : argument.conjuncts) {
      if (resolver_.is_unresolved(head)) continue;
      for (const Argument& subject : subjects) {
        add(base, subject, relation, resolver_.nominal(head), "fixed");
        stated = true;
      }
    }
  }
  if (stated) return true;
  for (const Argument& subject : subjects) add(base, subject, bare, {}, "fixed");
  return true;
}

bool SentenceStatements::add_noun_content(const Clause& clause, const Statement& base,
                                          const Parties& subjects, TokenIndex noun,
                                          const Relation& relation) {
  const RelationEntry* entry = input_.ontology.find_noun(tree_[noun].lemma);
  if (entry == nullptr || !has(tree_[clause.head].lemma, Property::kLight)) return false;
  for (const TokenIndex child : tree_.children(noun)) {
    if (!one_of(tree_.relation(child), {Deprel::kAcl, Deprel::kCcomp})) continue;
    const TokenIndex mark = tree_.child(child, {Deprel::kMark});
    if (mark == kNoToken || tree_[mark].lemma != "that") continue;
    for (const Argument& subject : subjects) {
      add(base, subject, relation, resolver_.clausal(child), "noun_content");
    }
    return true;
  }
  return false;
}

bool SentenceStatements::add_reactions(const Statement& base, const Parties& subjects,
                                       TokenIndex noun) {
  const RelationEntry* entry = input_.ontology.find_noun(tree_[noun].lemma);
  if (entry == nullptr || entry->relation.starts_with("have ")) return false;
  if (!one_of(entry->relation_class, {"REJECT", "SUPPORT", "ACCUSE", "PROTEST", "REQUEST"}))
    return false;
  const auto consider = [&](TokenIndex at) {
    const std::string from = preposition_text(tree_, prepositions(tree_, at));
    if (from != "from" && from != "by") return;
    for (const TokenIndex head : conjuncts(tree_, at)) {
      for (const Argument& agent : parties(std::span(&head, 1))) {
        for (const Argument& target : subjects) {
          add(base, agent, {entry->relation, entry->relation_class, false}, target, "reaction");
        }
      }
    }
    taken_[static_cast<std::size_t>(noun)] = 1;
  };
  for (const TokenIndex child : tree_.children(noun)) {
    if (tree_.relation(child) == Deprel::kNmod && child > noun) consider(child);
  }
  for (const TokenIndex child : tree_.children(tree_[noun].head)) {
    if (tree_.relation(child) == Deprel::kObl && child > noun) consider(child);
  }
  return taken_[static_cast<std::size_t>(noun)] != 0;
}

bool SentenceStatements::from_light_frame(const Clause& clause, const Statement& base,
                                          const Parties& subjects, TokenIndex noun) {
  const Ontology& ontology = input_.ontology;
  struct Partner {
    TokenIndex head;
    std::string preposition;
  };
  std::vector<Partner> partners;
  const Relation bare = make_relation(tree_, {&clause, noun, {}, false}, ontology);
  const RelationEntry* entry = ontology.find_noun(tree_[noun].lemma);
  const bool mutual = bare.symmetric || bare.relation_class == "CONSULT" ||
                      (entry != nullptr && entry->relation_class == "COOPERATE");
  const auto consider = [&](TokenIndex head, std::span<const TokenIndex> preposition) {
    const std::string text = preposition_text(tree_, preposition);
    const Role role = role_of(tree_, head, preposition);
    if (role == Role::kTime || role == Role::kDuration) return;
    if (!one_of(text, {"with", "to", "on", "against", "for", "from", "into", "at", "over"})) return;
    // "imposed sanctions on Norway": a target, not a place
    const bool target =
        text == "on" &&
        one_of(bare.relation_class, {"ASSAULT", "SANCTION", "COERCE", "THREATEN", "ORDERS"});
    if (role == Role::kPlace && !target && !one_of(text, {"to", "into", "at", "against"})) return;
    if (mutual && text != "with") return;
    if (one_of(text, {"on", "for", "over"}) && !resolver_.is_named(head)) return;
    if (text == "at" && !resolver_.is_entity(head)) return;
    partners.push_back({head, text});
  };
  for (const TokenIndex child : tree_.children(noun)) {
    if (tree_.relation(child) != Deprel::kNmod || child < noun) continue;
    const std::vector<TokenIndex> preposition = prepositions(tree_, child);
    if (!preposition.empty()) consider(child, preposition);
  }
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function == Function::kOblique && !argument.preposition.empty() &&
        argument.head > clause.head) {
      consider(argument.head, argument.preposition);
    }
  }
  bool stated = false;
  for (const Partner& partner : partners) {
    const Relation relation =
        make_relation(tree_, {&clause, noun, partner.preposition, false}, ontology);
    for (const TokenIndex head : conjuncts(tree_, partner.head)) {
      if (resolver_.is_unresolved(head)) continue;
      for (const Argument& object : resolver_.members(head)) {
        for (const Argument& subject : subjects) add(base, subject, relation, object, "light");
      }
      stated = true;
    }
  }
  if (!stated && mutual && subjects.size() > 1) {
    Relation relation = bare;
    relation.phrase += " with";
    add_pairs(base, subjects, relation, "light_mutual");
    stated = true;
  }
  if (!stated && mutual) {
    const Parties behind = parties_behind(clause);
    Relation relation = bare;
    relation.phrase += " with";
    add_pairs(base, behind, relation, "light_behind");  // the plain statement stands as well
  }
  // "Ada and Bo held the first summit between the two countries": the countries held one too.
  for (const TokenIndex child : tree_.children(noun)) {
    if (tree_.relation(child) != Deprel::kNmod || !mutual) continue;
    if (!one_of(tree_[clause.head].lemma, {"hold", "have", "conduct"})) continue;
    if (preposition_text(tree_, prepositions(tree_, child)) != "between") continue;
    const Parties between = parties(conjuncts(tree_, child));
    if (between.size() < 2) continue;
    Relation relation = bare;
    relation.phrase += " with";
    add_pairs(base, between, relation, "light_between");
    stated = true;
  }
  if (stated) taken_[static_cast<std::size_t>(noun)] = 1;
  return stated;
}

}  // namespace trine::extract
