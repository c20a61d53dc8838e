// Copulas, appositions, titles, possessives: who or what somebody is, (Bo; be mayor of; Oslo).
#include <algorithm>

#include "extract/english/ascii.h"
#include "extract/english/lexicon.h"
#include "extract/sentence/phrases.h"
#include "extract/sentence/roles.h"
#include "extract/statements/confidence.h"
#include "extract/statements/sentence_statements.h"
#include "extract/times/time_expressions.h"

namespace trine::extract {
bool SentenceStatements::is_person(const Argument& argument) const {
  return base_type(argument.type) == EntityType::kPerson;
}

void SentenceStatements::describe(const Statement& base, const Argument& subject, TokenIndex noun,
                                  TokenIndex name, std::string_view shape) {
  const bool person = is_person(subject) || (name != kNoToken && is_role_noun(noun));
  const bool occupation = person && has(lower_ascii(tree_[noun].lemma), Property::kOccupation);
  struct Owner {
    TokenIndex head;
    std::string preposition;
  };
  std::vector<Owner> owners;
  const auto look = [&](TokenIndex at, const auto& again) -> void {
    for (const TokenIndex child : tree_.children(at)) {
      const Deprel relation = tree_.relation(child);
      const bool before = child < at;
      if (relation == Deprel::kNmodPoss && resolver_.is_entity(child)) {
        owners.assign({{child, "of"}});
        return;
      } else if ((relation == Deprel::kAmod || relation == Deprel::kCompound ||
                  relation == Deprel::kNmodDesc) &&
                 before && resolver_.is_named(child) &&
                 is_place_or_organization(resolver_.type_at(child))) {
        // "Danish minister": of Denmark; "Danish painter": from there
        const bool adjective = tree_[child].upos == Upos::kAdj && relation == Deprel::kAmod;
        owners.push_back(
            {child, adjective && !has(lower_ascii(tree_[at].lemma), Property::kServesCountry)
                        ? "from"
                        : "of"});
      } else if (relation == Deprel::kNmod && child == at + 4 && tree_[child].form == "law" &&
                 tree_[at + 1].form == "-") {
        again(child, again);  // "brother-in-law of Bo"
      } else if (relation == Deprel::kNmod && child > at && resolver_.is_entity(child)) {
        if (is_time_word(tree_, child)) continue;
        std::string preposition = preposition_text(tree_, prepositions(tree_, child));
        if (one_of(preposition, {"of", "for", "at", "in", "with", "to", "from", "on"})) {
          owners.push_back({child, std::move(preposition)});
        }
      }
    }
  };
  look(noun, look);
  if (name != kNoToken && owners.empty()) look(name, look);
  // A person's place of work is where the last phrase points: "director for Asia at the
  // ministry".
  bool stated = false;
  for (const Owner& owner : owners) {
    if (resolver_.is_unresolved(owner.head)) continue;
    Relation relation = make_role_relation(tree_, noun, owner.preposition, person, input_.ontology);
    if (relation.relation_class == "HOLDS_ROLE" &&
        one_of(owner.preposition, {"at", "in", "with", "for"})) {
      relation = make_role_relation(tree_, noun, "of", person, input_.ontology);
    }
    if (owner.preposition == "from" && !occupation) relation.relation_class = "IS_A";
    drop_owner(owner.head, noun, relation);
    for (const TokenIndex head : conjuncts(tree_, owner.head)) {
      for (const Argument& object : resolver_.members(head)) {
        add(base, subject, relation, object, shape);
        stated = true;
      }
    }
  }
  if (stated) return;
  Relation relation = make_role_relation(tree_, noun, {}, person, input_.ontology);
  relation.phrase = "be";
  Argument what = resolver_.nominal(noun);
  if (what.is_entity() && what.entity == subject.entity) {
    what.entity = kNoEntity;
    // A thing is what its predicate says, whatever its name was taken for; but "a neighbour" may be
    // a country.
    const EntityType own = resolver_.mention_at(noun)->mention.type;
    if (own != EntityType::kPerson) what.type = own;
  }
  if (tree_.has_child(noun, {Deprel::kFlat}) && what.entity == kNoEntity) {
    what.text = role_phrase(tree_, noun);  // "captain" of "captain Ola Berg"
    what.span = tree_[noun].span;
  }
  // "was elected president": an office
  if (what.entity == kNoEntity && what.type == EntityType::kPerson) {
    what.type = EntityType::kAbstract;
  }
  add(base, subject, relation, std::move(what), shape);
}

void SentenceStatements::drop_owner(TokenIndex owner, TokenIndex noun, Relation& relation) const {
  if (owner > noun) return;
  std::vector<TokenIndex> words;
  tree_.collect(owner, words, [](TokenIndex) { return false; });
  for (const TokenIndex word : words) {
    const std::string name = ' ' + lower_ascii(tree_[word].form) + ' ';
    const std::size_t at = relation.phrase.find(name);
    if (at != std::string::npos) relation.phrase.erase(at, name.size() - 1);
  }
}

bool SentenceStatements::is_place_or_organization(EntityType type) {
  const EntityType plain = base_type(type);
  return plain == EntityType::kPlace || plain == EntityType::kOrganization;
}

void SentenceStatements::from_copula(const Clause& clause) {
  const Statement base = frame(clause);
  const ClauseArgument* predicative = clause.argument(Function::kPredicative);
  if (predicative == nullptr) return;
  const Parties subjects = parties(clause.subjects);
  if (subjects.size() > 1 && tree_[predicative->head].xpos == "NNS" &&
      has(tree_[predicative->head].lemma, Property::kMutualNoun) &&
      !tree_.has_child(predicative->head, {Deprel::kNmod, Deprel::kNmodPoss})) {
    // "Ana Ruiz and Bo Lind are cousins": each is the other's
    const Relation relation =
        make_role_relation(tree_, predicative->head, "of", is_person(subjects[0]), input_.ontology);
    return add_pairs(base, subjects, relation, "mutual");
  }
  for (const Argument& subject : subjects) {
    for (const TokenIndex head : predicative->conjuncts) {
      const Token& token = tree_[head];
      if (!predicative->preposition.empty()) {
        // "is in Oslo"
        if (is_time_word(tree_, head) || resolver_.is_unresolved(head)) continue;
        if (head != predicative->head && input_.ontology.find_noun(token.lemma) != nullptr) {
          continue;  // "in Oslo for talks and a meeting"
        }
        const std::string preposition = preposition_text(tree_, predicative->preposition);
        Relation relation;
        relation.phrase = "be " + preposition;
        const RelationEntry* entry = input_.ontology.find_phrase(relation.phrase);
        relation.relation_class = entry != nullptr ? entry->relation_class : "OTHER";
        add(base, subject, relation, resolver_.nominal(head), "preposition");
        add_purpose_of_stay(clause, base, subject, head, relation.phrase);
      } else if (token.upos == Upos::kAdj || token.upos == Upos::kAdv ||
                 token.upos == Upos::kVerb) {
        from_adjective(clause, base, subject, head);
      } else if (token.upos != Upos::kPron || !resolver_.is_unresolved(head)) {
        if (const TokenIndex role = named_by(clause, head); role != kNoToken) {
          describe(base, resolver_.nominal(head), role, kNoToken, "noun");
        } else {
          describe(base, subject, head, kNoToken, "noun");
        }
      }
    }
  }
}

TokenIndex SentenceStatements::named_by(const Clause& clause, TokenIndex name) const {
  if (clause.subjects.size() != 1 || tree_[name].upos != Upos::kPropn) return kNoToken;
  const TokenIndex role = clause.subjects.front();
  const bool description =
      tree_[role].upos == Upos::kNoun && tree_[role].xpos != "NNS" && !is_time_word(tree_, role);
  const ParsedMention* mention = resolver_.mention_at(name);
  const TokenIndex article = tree_.child(name, {Deprel::kDet});
  const bool one_of_many = article != kNoToken && one_of(tree_[article].lemma, {"a", "an"});
  return description && !one_of_many && mention != nullptr && mention->mention.named ? role
                                                                                     : kNoToken;
}

void SentenceStatements::add_purpose_of_stay(const Clause& clause, const Statement& base,
                                             const Argument& subject, TokenIndex place,
                                             const std::string& phrase) {
  const auto consider = [&](TokenIndex at) {
    if (preposition_text(tree_, prepositions(tree_, at)) != "for") return;
    for (const TokenIndex head : conjuncts(tree_, at)) {
      if (input_.ontology.find_noun(tree_[head].lemma) == nullptr) continue;
      const Relation relation{phrase + ' ' + tree_[place].form + " for", "PARTICIPATES_IN", false};
      add(base, subject, relation, resolver_.nominal(head), "stay");
    }
  };
  for (const TokenIndex child : tree_.children(place)) {
    if (one_of(tree_.relation(child), {Deprel::kNmod, Deprel::kObl}) && child > place) {
      consider(child);
    }
  }
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function == Function::kOblique && tree_[argument.head].head != place) {
      consider(argument.head);
    }
  }
}

void SentenceStatements::from_adjective(const Clause& clause, const Statement& base,
                                        const Argument& subject, TokenIndex adjective) {
  if (one_of(tree_[adjective].lemma, {"here", "there"})) {
    Relation relation{"be", "LOCATED_IN", false};
    add(base, subject, relation, resolver_.nominal(adjective), "place");
    return;
  }
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function != Function::kOblique || argument.preposition.empty()) continue;
    if (is_time(argument) || !is_core(argument)) continue;
    const std::string preposition = preposition_text(tree_, argument.preposition);
    Relation relation = make_role_relation(tree_, adjective, preposition, false, input_.ontology);
    if (relation.relation_class == "IS_A") relation.relation_class = "OTHER";
    for (const TokenIndex head : argument.conjuncts) {
      if (resolver_.is_unresolved(head)) continue;
      add(base, subject, relation, resolver_.nominal(head), "adjective");
    }
  }
}

void SentenceStatements::from_existential(const Clause& clause) {
  const Statement base = frame(clause);
  const ClauseArgument* what = clause.argument(Function::kObject);
  if (what == nullptr) return;
  for (const ClauseArgument& argument : clause.arguments) {
    if (argument.function != Function::kOblique || role_of_argument(argument) != Role::kPlace ||
        argument.preposition.empty()) {
      continue;
    }
    Relation relation{"be " + preposition_text(tree_, argument.preposition), "LOCATED_IN", false};
    for (const TokenIndex head : what->conjuncts) {
      add(base, resolver_.nominal(head), relation, resolver_.nominal(argument.head), "");
    }
  }
}

Statement SentenceStatements::noun_frame(const Clause& clause) const {
  Statement statement;
  statement.tense = Tense::kPresent;
  statement.sentence = input_.number;
  statement.rule = clause.rule;
  statement.relation_span = tree_[clause.head].span;
  return statement;
}

void SentenceStatements::from_apposition(const Clause& clause) {
  const TokenIndex first = clause.subjects.front();
  const TokenIndex second = clause.head;
  if (is_time_word(tree_, first) || is_time_word(tree_, second)) return;
  if (tree_[first].upos == Upos::kPron || tree_[second].upos == Upos::kPron) return;
  if (tree_[second].upos == Upos::kNum || tree_[first].upos == Upos::kNum) return;
  // initials, credits
  if (second > 0 && one_of(tree_[second - 1].form, {"(", "[", ":", "-", "--"})) return;
  const bool first_is_name = tree_[first].upos == Upos::kPropn;
  const bool second_is_name = tree_[second].upos == Upos::kPropn;
  const Statement base = noun_frame(clause);
  if (first_is_name && second_is_name) {
    // "Hoboken, New Jersey"
    if (is_place(resolver_.type_at(first)) && is_place(resolver_.type_at(second))) {
      add(base, resolver_.nominal(first), {"be in", "LOCATED_IN", false}, resolver_.nominal(second),
          "place");
    }
    return;
  }
  if (!first_is_name && !second_is_name) return;
  const TokenIndex name = first_is_name ? first : second;
  const TokenIndex description = first_is_name ? second : first;
  // "presidents Ada Holm and Bo Lund": each of them
  const bool several = tree_[description].xpos == "NNS";
  for (const TokenIndex each : conjuncts(tree_, name)) {
    if (each != name && (!several || tree_[each].upos != Upos::kPropn)) break;
    Argument subject = resolver_.nominal(each);
    if (description == first) {
      // The name stands inside the description's mention: take what stands right of it only.
      subject.text = join_as_written(tree_, noun_phrase(tree_, each, {}));
    }
    describe(base, subject, description, kNoToken, "");
  }
}

void SentenceStatements::from_title(const Clause& clause) {
  const TokenIndex first = clause.subjects.front();
  if (tree_[clause.head].xpos != "NNS") return from_title_of(clause, first);
  for (const TokenIndex name : conjuncts(tree_, first)) from_title_of(clause, name);
}

void SentenceStatements::from_title_of(const Clause& clause, TokenIndex name) {
  if (has(lower_ascii(tree_[clause.head].lemma), Property::kAddress)) return;
  Argument subject = resolver_.nominal(name);
  if (!is_person(subject) && !is_role_noun(clause.head)) return;
  if (tree_[name].upos != Upos::kPropn) return;
  std::vector<TokenIndex> words = noun_phrase(tree_, name, {});
  std::erase_if(
      words, [&](TokenIndex at) { return at < name && tree_.relation(at) != Deprel::kCompound; });
  std::erase_if(words, [&](TokenIndex at) { return tree_.dominates(clause.head, at); });
  subject.text = join_as_written(tree_, words);
  if (!words.empty()) subject.span = span_of(words);
  const Statement base = noun_frame(clause);
  describe(base, subject, clause.head, name, "");
  // "Harbor Lines owner and chairman Bo Lind": whose the first role is, so is the second.
  for (const TokenIndex role : conjuncts(tree_, clause.head)) {
    if (role != clause.head) describe(base, subject, role, clause.head, "");
  }
}

bool SentenceStatements::is_role_noun(TokenIndex at) const {
  const RelationEntry* entry = input_.ontology.find_phrase("be " + lower_ascii(tree_[at].lemma));
  return entry != nullptr && entry->relation_class == "HOLDS_ROLE";
}

void SentenceStatements::from_flat_title(TokenIndex title) {
  const TokenIndex name = tree_.child(title, {Deprel::kFlat});
  if (name == kNoToken || tree_[name].upos != Upos::kPropn || !is_role_noun(title)) return;
  Argument subject = resolver_.nominal(title);
  std::vector<TokenIndex> words;
  for (const TokenIndex child : tree_.children(title)) {
    if (tree_.relation(child) == Deprel::kFlat) {
      tree_.collect(child, words, [](TokenIndex) { return false; });
    }
  }
  std::sort(words.begin(), words.end());
  subject.text = join_as_written(tree_, words);
  subject.span = span_of(words);
  subject.type = EntityType::kPerson;
  Statement base;
  base.tense = Tense::kPresent;
  base.sentence = input_.number;
  base.rule = "noun.flat_title";
  base.relation_span = tree_[title].span;
  describe(base, subject, title, kNoToken, "");
}

void SentenceStatements::from_possessive(const Clause& clause) {
  const TokenIndex owner = clause.subjects.front();
  const TokenIndex thing = clause.head;
  if (tree_[thing].upos != Upos::kPropn || !resolver_.is_named(owner)) return;
  if (tree_.has_child(thing, {Deprel::kNmodDesc}) || is_role_noun(thing)) return;
  const ParsedMention* whole = resolver_.mention_at(thing);
  if (whole == nullptr || whole->mention.head.begin <= tree_[owner].span.begin) {
    return;  // "Seafarers' Union": one name
  }
  if (resolver_.is_unresolved(owner) || is_time_word(tree_, owner)) return;
  Argument what = resolver_.nominal(thing);
  std::vector<TokenIndex> words = noun_phrase(tree_, thing, {});
  std::erase_if(words, [&](TokenIndex at) { return tree_.dominates(owner, at); });
  what.text = join_as_written(tree_, words);
  if (!words.empty()) what.span = span_of(words);
  Statement base = noun_frame(clause);
  switch (base_type(what.type)) {
    case EntityType::kProduct:
    case EntityType::kWork:
    case EntityType::kSubstance:
      add(base, resolver_.nominal(owner), {"have", "OWNS", false}, std::move(what), "");
      return;
    case EntityType::kOrganization:
      add(base, std::move(what), {"be part of", "PART_OF", false}, resolver_.nominal(owner), "");
      return;
    default:
      return;
  }
}

}  // namespace trine::extract
