// Clauses and nominal events to statements. A clause becomes
//   (subject; verb; object)             for each pair of conjuncts,
//   (subject; hold talk with; partner)  where verb and noun make one relation,
//   (subject; verb preposition; noun)   without an object, for each adjunct,
//   (agent; verb; subject)              for a passive that names its agent;
// mutual acts pair their subjects, groups are taken apart into their members. Titles, appositions
// and copulas describe somebody: (Bo; be mayor of; Oslo).
#include "extract/statements.h"

#include <algorithm>
#include <iterator>

#include "extract/arguments.h"
#include "extract/clauses.h"
#include "extract/confidence.h"
#include "extract/nominal_events.h"
#include "extract/phrases.h"
#include "extract/quotes.h"
#include "extract/relations.h"
#include "extract/roles.h"
#include "extract/time_expressions.h"
#include "extract/verb_traits.h"

namespace trine::extract {
namespace {

constexpr std::size_t kMostPairs = 10;  // of the subjects of one mutual act

struct SentenceInput {
  const Document& document;
  const Sentence& sentence;
  std::uint32_t number;
  std::span<const ParsedMention> mentions;
  std::span<const Entity> entities;
  const Ontology& ontology;
  const Argument* quote_speaker;  // of the quotation around the sentence, or nullptr
  const Argument* last_speaker;   // who was said to speak shortly before, or nullptr
};

class SentenceStatements {
 public:
  SentenceStatements(const SentenceInput& input, const Tree& tree,
                     const std::vector<Clause>& clauses)
      : input_(input),
        tree_(tree),
        clauses_(clauses),
        resolver_(tree, input.mentions, input.entities, input.ontology),
        taken_(static_cast<std::size_t>(tree.size()), 0) {}

  std::vector<Statement> run() {
    for (const Clause& clause : clauses_) {
      switch (clause.kind) {
        case ClauseKind::kVerb:
          from_verb(clause);
          break;
        case ClauseKind::kCopula:
          from_copula(clause);
          break;
        case ClauseKind::kExistential:
          from_existential(clause);
          break;
        case ClauseKind::kApposition:
          from_apposition(clause);
          break;
        case ClauseKind::kTitle:
          from_title(clause);
          break;
        case ClauseKind::kPossessive:
          from_possessive(clause);
          break;
      }
    }
    for (TokenIndex at = 0; at < tree_.size(); ++at) {
      if (tree_.children(at).empty()) continue;
      from_flat_title(at);
      from_place_phrase(at);
    }
    for (const NominalEvent& event :
         find_nominal_events(tree_, resolver_, input_.ontology, taken_)) {
      from_event(event);
    }
    std::stable_sort(statements_.begin(), statements_.end(),
                     [](const Statement& a, const Statement& b) {
                       if (a.relation_span.begin != b.relation_span.begin) {
                         return a.relation_span.begin < b.relation_span.begin;
                       }
                       return a.rule < b.rule;
                     });
    return std::move(statements_);
  }

 private:
  using Parties = std::vector<Argument>;

  const Clause* parent_of(const Clause& clause) const {
    return clause.parent < 0 ? nullptr : &clauses_[static_cast<std::size_t>(clause.parent)];
  }

  // ------------------------------------------------------------------ parts of a statement

  // The arguments that the heads stand for: groups as their members, unresolved pronouns left out.
  Parties parties(std::span<const TokenIndex> heads) const {
    Parties list;
    for (const TokenIndex head : heads) {
      if (resolver_.is_unresolved(head)) continue;
      for (Argument& argument : resolver_.members(head)) list.push_back(std::move(argument));
    }
    return list;
  }

  Span span_of(std::span<const TokenIndex> tokens) const {
    if (tokens.empty()) return input_.sentence.span;
    return {tree_[tokens.front()].span.begin, tree_[tokens.back()].span.end};
  }

  std::string phrase_with_preposition(TokenIndex head,
                                      std::span<const TokenIndex> preposition) const {
    std::vector<TokenIndex> words(preposition.begin(), preposition.end());
    for (const TokenIndex at : noun_phrase(tree_, head, {})) {
      if (tree_[at].xpos != "POS" || tree_[at].head != head) words.push_back(at);
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return join_as_written(tree_, words);
  }

  // What a clause says besides its participants; the base of all its statements.
  Statement frame(const Clause& clause) const {
    Statement statement;
    statement.polarity = clause.polarity;
    statement.modality = clause.modality;
    statement.tense = clause.tense;
    statement.aspect = clause.aspect;
    statement.sentence = input_.number;
    statement.relation_span = span_of(clause.predicate);
    statement.rule = clause.rule;
    set_attribution(clause, statement);
    for (const ClauseArgument& argument : clause.arguments)
      add_adjunct(argument, clause, statement);
    if (statement.time.empty() && clause.context == ClauseContext::kControlled) {
      if (const Clause* parent = parent_of(clause)) inherit_time(*parent, statement);
    }
    return statement;
  }

  void set_attribution(const Clause& clause, Statement& statement) const {
    for (const TokenIndex speaker : clause.speakers) {
      if (resolver_.is_unresolved(speaker)) continue;
      statement.attribution = resolver_.nominal(speaker);
      break;
    }
    if (statement.attribution.empty() && !clause.speakers.empty() &&
        input_.last_speaker != nullptr && tree_[clause.speakers.front()].upos == Upos::kPron) {
      statement.attribution = *input_.last_speaker;  // "it added"
    }
    if (statement.attribution.empty() && clause.quoted && input_.quote_speaker != nullptr) {
      statement.attribution = *input_.quote_speaker;
    }
    if (!statement.attribution.empty() && statement.modality == Modality::kAsserted) {
      statement.modality = Modality::kReported;
    }
  }

  void inherit_time(const Clause& clause, Statement& statement) const {
    for (const ClauseArgument& argument : clause.arguments) {
      if (is_time(argument)) {
        set_time(argument.head, argument.preposition, clause.tense, statement);
        return;
      }
    }
  }

  Role role_of_argument(const ClauseArgument& argument) const {
    return role_of(tree_, argument.head, argument.preposition);
  }

  bool is_time(const ClauseArgument& argument) const {
    if (argument.function != Function::kOblique && argument.function != Function::kAdverb) {
      return false;
    }
    const Role role = role_of_argument(argument);
    return role == Role::kTime || role == Role::kDuration;
  }

  void set_time(TokenIndex head, std::span<const TokenIndex> preposition, Tense tense,
                Statement& statement) const {
    if (!statement.time.empty()) return;
    statement.time = normalise_time(phrase_with_preposition(head, preposition),
                                    input_.document.date, tense == Tense::kPast);
  }

  void add_adjunct(const ClauseArgument& argument, const Clause& clause,
                   Statement& statement) const {
    if (argument.function == Function::kAdverbial)
      add_time_clause(argument.head, clause, statement);
    if (argument.function != Function::kOblique && argument.function != Function::kAdverb) return;
    const Role role = role_of_argument(argument);
    if (role == Role::kTime || role == Role::kDuration) {
      set_time(argument.head, argument.preposition, clause.tense, statement);
    } else if (role == Role::kPlace && statement.place.empty()) {
      statement.place = resolver_.nominal(argument.head).text;
    }
    if (role == Role::kManner && argument.function == Function::kAdverb) return;
    for (const TokenIndex head : argument.conjuncts) {
      Qualifier qualifier;
      qualifier.role = role;
      qualifier.preposition = preposition_text(tree_, argument.preposition);
      qualifier.argument = resolver_.nominal(head);
      statement.qualifiers.push_back(std::move(qualifier));
    }
  }

  // "since taking office"
  void add_time_clause(TokenIndex head, const Clause& clause, Statement& statement) const {
    constexpr std::size_t kShort = 5;
    const TokenIndex mark = tree_.child(head, {Deprel::kMark, Deprel::kCase});
    if (mark == kNoToken || !statement.time.empty()) return;
    if (!one_of(tree_[mark].lemma, {"since", "after", "before", "until", "till", "upon"})) return;
    const std::vector<TokenIndex> words = clause_phrase(tree_, head, true);
    if (words.size() > kShort) return;
    statement.time = normalise_time(join_as_written(tree_, words), input_.document.date,
                                    clause.tense == Tense::kPast);
  }

  void add(Statement statement, Argument subject, const Relation& relation, Argument object,
           std::string_view shape) {
    if (subject.empty() && object.empty()) return;
    // A thing does nothing to itself; a name and its apposition are one.
    if (subject.is_entity() && subject.entity == object.entity) return;
    statement.subject = std::move(subject);
    statement.object = std::move(object);
    statement.relation = relation.phrase;
    statement.relation_class = relation.relation_class;
    statement.symmetric = relation.symmetric;
    if (!shape.empty()) statement.rule.append(".").append(shape);
    // The argument said once is no qualifier too.
    std::erase_if(statement.qualifiers, [&](const Qualifier& qualifier) {
      return qualifier.argument.span == statement.object.span ||
             qualifier.argument.span == statement.subject.span;
    });
    for (const Statement& other : statements_) {
      if (other.subject == statement.subject && other.relation == statement.relation &&
          other.object == statement.object) {
        return;
      }
    }
    statement.confidence = confidence(input_.sentence, statement);
    statements_.push_back(std::move(statement));
  }

  void add_pairs(const Statement& base, const Parties& who, Relation relation,
                 std::string_view shape) {
    relation.symmetric = true;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < who.size(); ++i) {
      for (std::size_t j = i + 1; j < who.size() && pairs < kMostPairs; ++j, ++pairs) {
        add(base, who[i], relation, who[j], shape);
      }
    }
  }

  // What an object puts into a longer relation: nothing, if it is a name or a pronoun.
  TokenIndex relation_noun(TokenIndex object) const {
    return tree_[object].upos == Upos::kNoun ? object : kNoToken;
  }

  // ---------------------------------------------------------------------------- verb clauses

  void from_verb(const Clause& clause) {
    const TokenIndex mark = tree_.child(clause.head, {Deprel::kMark});
    if (clause.context == ClauseContext::kAdverbial && !clause.own_subject && mark != kNoToken &&
        one_of(tree_[mark].lemma, {"as", "than"}) && tree_[clause.head].xpos == "VBN") {
      return;  // "as measured by"
    }
    const Statement base = frame(clause);
    const Parties subjects = parties(clause.subjects);
    const ClauseArgument* agent = clause.argument(Function::kAgent);
    if (clause.passive) {
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
    add_outer_pairs(clause, base, subjects);
    const ClauseArgument* content = clause.argument(Function::kContent);
    bool stated = false;
    // "called it a surrender", with "it" parsed as a receiver
    const bool naming = has_trait(tree_[clause.head].lemma, kNaming) &&
                        clause.argument(Function::kIndirect) != nullptr &&
                        one_of(tree_[clause.head].lemma, {"call", "name", "label", "term", "dub"});
    for (const ClauseArgument& argument : clause.arguments) {
      if (argument.function != (naming ? Function::kIndirect : Function::kObject)) continue;
      if (content != nullptr && has_trait(tree_[clause.head].lemma, kRaisingObject)) continue;
      if (is_time_word(tree_, argument.head) && tree_[clause.head].lemma == "come") {
        return;  // "comes days after"
      }
      for (const TokenIndex object : argument.conjuncts) {
        from_object(clause, base, subjects, object);
      }
      stated = true;
    }
    if (stated) return;
    constexpr std::uint32_t kContentVerbs = kSaying | kThinking | kHoping | kDemanding | kPlanning;
    if (content != nullptr && has_trait(tree_[clause.head].lemma, kContentVerbs)) {
      Relation relation = make_relation(tree_, {&clause, kNoToken, {}, false}, input_.ontology);
      const RelationEntry* said = input_.ontology.find_phrase(tree_[clause.head].lemma + " that");
      if (said != nullptr) relation.relation_class = said->relation_class;
      for (const Argument& subject : subjects) {
        add(base, subject, relation, resolver_.clausal(content->head), "content");
      }
      return;
    }
    if (const ClauseArgument* predicative = clause.argument(Function::kPredicative)) {
      const Relation relation =
          make_relation(tree_, {&clause, kNoToken, {}, false}, input_.ontology);
      for (const TokenIndex head : predicative->conjuncts) {
        for (const Argument& subject : subjects) {
          add(base, subject, relation, resolver_.nominal(head), "predicative");
        }
      }
      return;
    }
    from_adjuncts(clause, base, subjects, false);
  }

  // "the two agreed to mend their ties": they agreed with each other.
  void add_outer_pairs(const Clause& clause, const Statement& base, const Parties& subjects) {
    if (subjects.size() < 2) return;
    for (const TokenIndex outer : clause.chain) {
      if (tree_[outer].lemma != "agree") continue;
      Statement statement = base;
      statement.modality = base.attribution.empty() ? Modality::kAsserted : Modality::kReported;
      add_pairs(statement, subjects, {"agree with", "AGREE", true}, "mutual");
    }
  }

  // One statement an adjunct; a mutual act or a bare verb where there is none.
  void from_adjuncts(const Clause& clause, const Statement& base, const Parties& subjects,
                     bool passive) {
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
      if (has_trait(tree_[clause.head].lemma, kSaying) &&
          !one_of(preposition, {"about", "of", "to", "against", "on", "with", "for"}) &&
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
    if (relation.symmetric && subjects.size() > 1) {
      if (!one_of(tree_[clause.head].lemma, {"meet", "marry"})) relation.phrase += " with";
      add_pairs(base, subjects, relation, "mutual");
      return;
    }
    if (stated) return;
    for (const Argument& subject : subjects) {
      if (when != nullptr && one_of(relation.relation_class, {"CHANGES_STATE", "LOCATED_IN"})) {
        Relation at = relation;
        at.phrase += ' ' + preposition_text(tree_, when->preposition);
        add(base, subject, at, resolver_.nominal(when->head), "time");
      } else if (!says_little_alone(clause) &&
                 !has_trait(tree_[clause.head].lemma, kSaying | kThinking)) {
        add(base, subject, relation, {}, "one");
      }
    }
  }

  // Verbs that tell nothing without a complement.
  bool says_little_alone(const Clause& clause) const {
    return one_of(
        tree_[clause.head].lemma,
        {"come", "go",   "be",     "have",   "do",   "get",      "say",   "tell",   "take",
         "make", "seem", "appear", "look",   "know", "think",    "see",   "follow", "want",
         "try",  "use",  "give",   "mean",   "need", "let",      "add",   "hope",   "believe",
         "put",  "feel", "note",   "report", "ask",  "announce", "state", "base"});
  }

  // Adjuncts that say with whom, to whom, where, about what; not how or "for example".
  bool is_core(const ClauseArgument& argument) const {
    const Role role = role_of_argument(argument);
    if (role == Role::kCause || role == Role::kCondition) return false;
    const std::string first = tree_[argument.preposition.front()].lemma;
    if (one_of(first, {"accord", "despite", "unlike", "besides", "except", "without", "instead",
                       "because", "due", "than", "include", "like"})) {
      return false;
    }
    return !one_of(tree_[argument.head].lemma,
                   {"example", "instance", "addition", "fact", "way", "contrast", "particular",
                    "case", "turn", "expense", "basis", "time"});
  }

  void from_passive(const Clause& clause, const Statement& base, const Parties& subjects) {
    if (subjects.empty()) return;
    const ClauseArgument* predicative = clause.argument(Function::kPredicative);
    if (predicative == nullptr) predicative = clause.argument(Function::kObject);
    if (predicative != nullptr) {
      const Relation relation =
          make_relation(tree_, {&clause, kNoToken, {}, true}, input_.ontology);
      for (const TokenIndex head : predicative->conjuncts) {
        for (const Argument& subject : subjects) {
          add(base, subject, relation, resolver_.nominal(head), "passive_object");
        }
      }
      return;
    }
    from_adjuncts(clause, base, subjects, true);
  }

  void from_object(const Clause& clause, const Statement& base, const Parties& subjects,
                   TokenIndex object) {
    const Ontology& ontology = input_.ontology;
    add_event_place(clause, base, object);
    if (add_reactions(base, subjects, object)) return;
    if (from_fixed_phrase(clause, base, subjects, object)) return;
    if (is_light_frame(tree_, clause, object, ontology) &&
        from_light_frame(clause, base, subjects, object)) {
      return;
    }
    if (resolver_.is_unresolved(object)) return;
    Relation relation = make_relation(tree_, {&clause, object, {}, false}, ontology);
    Relation plain = make_relation(tree_, {&clause, kNoToken, {}, false}, ontology);
    plain.relation_class = relation.relation_class;
    const bool mutual = plain.symmetric;  // "meet": of those who can meet back
    fold_idiom(clause, plain);
    if (add_noun_content(clause, base, subjects, object, relation)) return;
    for (const Argument& subject : subjects) {
      for (const Argument& thing : resolver_.members(object)) {
        plain.symmetric = mutual && (is_person(thing) || is_place_or_organization(thing.type));
        add(base, subject, plain, thing, "object");
      }
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
      const Relation longer =
          make_relation(tree_, {&clause, relation_noun(object), preposition, false}, ontology);
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

  // "put the army on alert": the lexicon knows verb, preposition and noun as one relation.
  void fold_idiom(const Clause& clause, Relation& relation) const {
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

  // "put on alert", also of "put on high levels of alert".
  const RelationEntry* idiom_of(const Clause& clause, const ClauseArgument& argument,
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

  // "held the summit in Oslo": (the summit; be held in; Oslo)
  void add_event_place(const Clause& clause, const Statement& base, TokenIndex event) {
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
      const bool oblique = argument.function == Function::kOblique;
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

  // "take place in Oslo", "take office": verb and bare noun are one word to the lexicon.
  bool from_fixed_phrase(const Clause& clause, const Statement& base, const Parties& subjects,
                         TokenIndex noun) {
    if (!tree_.children(noun).empty() || tree_[noun].upos != Upos::kNoun) return false;
    if (resolver_.is_named(noun) || input_.ontology.find_noun(tree_[noun].lemma) != nullptr) {
      return false;
    }
    const Relation bare = make_relation(tree_, {&clause, noun, {}, false}, input_.ontology);
    if (input_.ontology.find_phrase(tree_[clause.head].lemma + ' ' + tree_[noun].lemma) ==
        nullptr) {
      return false;
    }
    bool stated = false;
    for (const ClauseArgument& argument : clause.arguments) {
      if (argument.function != Function::kOblique || argument.preposition.empty()) continue;
      if (is_time(argument) || !is_core(argument)) continue;
      const Relation relation = make_relation(
          tree_, {&clause, noun, preposition_text(tree_, argument.preposition), false},
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

  // "voiced hopes that they will pay": (subject; voice hope; they will pay)
  bool add_noun_content(const Clause& clause, const Statement& base, const Parties& subjects,
                        TokenIndex noun, const Relation& relation) {
    const RelationEntry* entry = input_.ontology.find_noun(tree_[noun].lemma);
    if (entry == nullptr || !has_trait(tree_[clause.head].lemma, kLight)) return false;
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

  // "the plan drew opposition from victims": (victims; oppose; the plan)
  bool add_reactions(const Statement& base, const Parties& subjects, TokenIndex noun) {
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

  // "hold talks with Bo", "Ada and Bo held talks", "held talks between A and B". False when no
  // partner is named.
  bool from_light_frame(const Clause& clause, const Statement& base, const Parties& subjects,
                        TokenIndex noun) {
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
      if (!one_of(text, {"with", "to", "on", "against", "for", "from", "into", "at", "over"}))
        return;
      if (role == Role::kPlace && !one_of(text, {"to", "into", "at", "against"})) return;
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
    if (stated) taken_[static_cast<std::size_t>(noun)] = 1;
    return stated;
  }

  // ------------------------------------------------------------------------- descriptions

  bool is_person(const Argument& argument) const {
    return base_type(argument.type) == EntityType::kPerson;
  }

  // (subject; be N of; owner), or (subject; be; the noun phrase).
  void describe(const Statement& base, const Argument& subject, TokenIndex noun, TokenIndex name,
                std::string_view shape) {
    const bool person = is_person(subject) || (name != kNoToken && is_role_noun(noun));
    struct Owner {
      TokenIndex head;
      std::string preposition;
    };
    std::vector<Owner> owners;
    const auto look = [&](TokenIndex at) {
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
          owners.push_back({child, "of"});
        } else if (relation == Deprel::kNmod && child > at && resolver_.is_entity(child)) {
          if (is_time_word(tree_, child)) continue;
          std::string preposition = preposition_text(tree_, prepositions(tree_, child));
          if (one_of(preposition, {"of", "for", "at", "in", "with", "to", "from", "on"})) {
            owners.push_back({child, std::move(preposition)});
          }
        }
      }
    };
    look(noun);
    if (name != kNoToken && owners.empty()) look(name);
    // A person's place of work is where the last phrase points: "director for Asia at the
    // ministry".
    bool stated = false;
    for (const Owner& owner : owners) {
      if (resolver_.is_unresolved(owner.head)) continue;
      Relation relation =
          make_role_relation(tree_, noun, owner.preposition, person, input_.ontology);
      if (relation.relation_class == "HOLDS_ROLE" &&
          one_of(owner.preposition, {"at", "in", "with", "for"})) {
        relation = make_role_relation(tree_, noun, "of", person, input_.ontology);
      }
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
    if (what.is_entity() && what.entity == subject.entity) what.entity = kNoEntity;
    if (tree_.has_child(noun, {Deprel::kFlat}) && what.entity == kNoEntity) {
      what.text = role_phrase(tree_, noun);  // "captain" of "captain Ola Berg"
      what.span = tree_[noun].span;
    }
    if (what.entity == kNoEntity) what.type = EntityType::kAbstract;
    add(base, subject, relation, std::move(what), shape);
  }

  static bool is_place_or_organization(EntityType type) {
    const EntityType plain = base_type(type);
    return plain == EntityType::kPlace || plain == EntityType::kOrganization;
  }

  void from_copula(const Clause& clause) {
    const Statement base = frame(clause);
    const ClauseArgument* predicative = clause.argument(Function::kPredicative);
    if (predicative == nullptr) return;
    for (const Argument& subject : parties(clause.subjects)) {
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
          describe(base, subject, head, kNoToken, "noun");
        }
      }
    }
  }

  // "is in Oslo for talks": (subject; be in Oslo for; talks)
  void add_purpose_of_stay(const Clause& clause, const Statement& base, const Argument& subject,
                           TokenIndex place, const std::string& phrase) {
    const auto consider = [&](TokenIndex at) {
      if (preposition_text(tree_, prepositions(tree_, at)) != "for") return;
      for (const TokenIndex head : conjuncts(tree_, at)) {
        if (input_.ontology.find_noun(tree_[head].lemma) == nullptr) continue;
        const Relation relation{phrase + ' ' + tree_[place].form + " for", "PARTICIPATES_IN",
                                false};
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

  // "is crucial for Oslo", "is tied with Chrome"; a bare adjective makes no edge.
  void from_adjective(const Clause& clause, const Statement& base, const Argument& subject,
                      TokenIndex adjective) {
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

  void from_existential(const Clause& clause) {
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

  Statement noun_frame(const Clause& clause) const {
    Statement statement;
    statement.tense = Tense::kPresent;
    statement.sentence = input_.number;
    statement.rule = clause.rule;
    statement.relation_span = tree_[clause.head].span;
    return statement;
  }

  void from_apposition(const Clause& clause) {
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
        add(base, resolver_.nominal(first), {"be in", "LOCATED_IN", false},
            resolver_.nominal(second), "place");
      }
      return;
    }
    if (!first_is_name && !second_is_name) return;
    const TokenIndex name = first_is_name ? first : second;
    const TokenIndex description = first_is_name ? second : first;
    Argument subject = resolver_.nominal(name);
    if (description == first) {
      // The name stands inside the description's mention: take what stands right of it only.
      subject.text = join_as_written(tree_, noun_phrase(tree_, name, {}));
    }
    describe(base, subject, description, kNoToken, "");
  }

  void from_title(const Clause& clause) {
    const TokenIndex name = clause.subjects.front();
    static constexpr std::string_view kHonorifics[] = {"mr.", "mrs.", "ms.", "miss", "dr.",  "sir",
                                                       "mr",  "mrs",  "ms",  "dr",   "madam"};
    std::string lemma = tree_[clause.head].lemma;
    std::transform(lemma.begin(), lemma.end(), lemma.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (std::find(std::begin(kHonorifics), std::end(kHonorifics), lemma) != std::end(kHonorifics)) {
      return;
    }
    Argument subject = resolver_.nominal(name);
    if (!is_person(subject) && !is_role_noun(clause.head)) return;
    if (tree_[name].upos != Upos::kPropn) return;
    std::vector<TokenIndex> words = noun_phrase(tree_, name, {});
    std::erase_if(
        words, [&](TokenIndex at) { return at < name && tree_.relation(at) != Deprel::kCompound; });
    std::erase_if(words, [&](TokenIndex at) { return tree_.dominates(clause.head, at); });
    subject.text = join_as_written(tree_, words);
    if (!words.empty()) subject.span = span_of(words);
    describe(noun_frame(clause), subject, clause.head, name, "");
  }

  bool is_role_noun(TokenIndex at) const {
    std::string lemma = tree_[at].lemma;
    std::transform(lemma.begin(), lemma.end(), lemma.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const RelationEntry* entry = input_.ontology.find_phrase("be " + lemma);
    return entry != nullptr && entry->relation_class == "HOLDS_ROLE";
  }

  // "Chief Cabinet Secretary Hirokazu Matsuno" where the parser takes the title for a part of the
  // name.
  void from_flat_title(TokenIndex title) {
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

  // "the loudspeaker in Oslo"
  void from_place_phrase(TokenIndex noun) {
    if (tree_[noun].upos != Upos::kNoun || !resolver_.is_entity(noun)) return;
    const MentionClass kind = tree_[noun].mention;
    if (kind != MentionClass::kObject && kind != MentionClass::kOrganization &&
        kind != MentionClass::kPlace) {
      return;
    }
    const EntityType type = base_type(resolver_.type_at(noun));
    if (type != EntityType::kProduct && type != EntityType::kOrganization &&
        type != EntityType::kPlace) {
      return;
    }
    for (const TokenIndex child : tree_.children(noun)) {
      if (tree_.relation(child) != Deprel::kNmod || child < noun || !resolver_.is_named(child)) {
        continue;
      }
      const std::string preposition = preposition_text(tree_, prepositions(tree_, child));
      if (!one_of(preposition, {"in", "at", "near"}) || !is_place(resolver_.type_at(child)))
        continue;
      Statement base;
      base.tense = Tense::kPresent;
      base.sentence = input_.number;
      base.rule = "noun.place";
      base.relation_span = tree_[child].span;
      add(base, resolver_.nominal(noun), {"be " + preposition, "LOCATED_IN", false},
          resolver_.nominal(child), "");
    }
  }

  // "Microsoft's Internet Explorer", "Seoul's foreign ministry"
  void from_possessive(const Clause& clause) {
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

  // ---------------------------------------------------------------------------- nominal events

  void from_event(const NominalEvent& event) {
    Statement base;
    base.sentence = input_.number;
    base.rule = event.rule;
    base.relation_span = tree_[event.noun].span;
    base.tense = Tense::kNone;
    set_event_context(event, base);
    if (event.time != kNoToken) {
      std::vector<TokenIndex> preposition;
      for (const TokenIndex child : tree_.children(event.time)) {
        if (tree_.relation(child) == Deprel::kCase && child < event.time)
          preposition.push_back(child);
      }
      set_time(event.time, preposition, Tense::kPast, base);
    }
    if (event.place != kNoToken) base.place = resolver_.nominal(event.place).text;
    const Relation relation{event.relation, event.relation_class, event.symmetric};
    const Parties subjects = parties(event.subjects);
    if (event.pairwise) {
      add_pairs(base, subjects, relation, "");
      return;
    }
    if (event.objects.empty()) {
      if (event.relation_class == "LIFE_EVENT") {
        for (const Argument& subject : subjects) add(base, subject, relation, {}, "");
      } else if (base.modality == Modality::kDemanded &&
                 clause_around(event.noun)->polarity == Polarity::kPositive) {
        // "demanded Oslo's apology": to those who demand it
        const Relation to{event.relation + " to", event.relation_class, false};
        const Clause* around = clause_around(event.noun);
        for (const Argument& subject : subjects) {
          for (const Argument& object : parties(around->subjects))
            add(base, subject, to, object, "");
        }
      }
      return;
    }
    for (const Argument& subject : subjects) {
      for (const Argument& object : parties(event.objects))
        add(base, subject, relation, object, "");
    }
  }

  // The clause of the nearest predicate above the token, or nullptr.
  const Clause* clause_around(TokenIndex at) const {
    for (; at >= 0; at = tree_[at].head) {
      for (const Clause& clause : clauses_) {
        if (clause.implied()) continue;
        if (clause.head == at ||
            std::find(clause.chain.begin(), clause.chain.end(), at) != clause.chain.end()) {
          return &clause;
        }
      }
    }
    return nullptr;
  }

  // Modality of an event from the clause that speaks of it: "demanded an apology from Oslo".
  void set_event_context(const NominalEvent& event, Statement& base) const {
    const Clause* around = clause_around(event.noun);
    if (around == nullptr) return;
    bool object = false;
    for (const ClauseArgument& argument : around->arguments) {
      const bool direct =
          argument.function == Function::kObject ||
          (argument.function == Function::kOblique && !argument.preposition.empty() &&
           tree_[argument.preposition.front()].lemma == "for");
      if (direct && std::find(argument.conjuncts.begin(), argument.conjuncts.end(), event.noun) !=
                        argument.conjuncts.end()) {
        object = true;
      }
    }
    const std::uint32_t traits = verb_traits(tree_[around->head].lemma);
    if (object && (traits & (kDemanding | kHoping)) != 0 && !around->passive) {
      base.modality = (traits & kDemanding) != 0 ? Modality::kDemanded : Modality::kPossible;
      Clause source;
      source.speakers = around->subjects;
      set_attribution(source, base);
      return;
    }
    if (around->quoted) set_attribution(*around, base);
  }

  const SentenceInput& input_;
  const Tree& tree_;
  const std::vector<Clause>& clauses_;
  ArgumentResolver resolver_;
  std::vector<char> taken_;  // nouns that are part of a light-verb relation
  std::vector<Statement> statements_;
};

// Who speaks in a quotation that is told over several sentences: the subject of a reporting clause
// outside the quotation marks.
const TokenIndex* reporting_subject(const Tree& tree, const std::vector<Clause>& clauses) {
  for (const Clause& clause : clauses) {
    if (clause.quoted || clause.kind != ClauseKind::kVerb || clause.subjects.empty()) continue;
    if (!clause.passive && has_trait(tree[clause.head].lemma, kSaying)) {
      return &clause.subjects.front();
    }
  }
  return nullptr;
}

}  // namespace

std::vector<Statement> make_statements(const Document& document,
                                       std::span<const Sentence> sentences,
                                       std::span<const ParsedMention> mentions,
                                       std::span<const Entity> entities, const Ontology& ontology) {
  struct Analysed {
    Tree tree;
    std::vector<Clause> clauses;
    std::span<const ParsedMention> mentions;
  };
  const std::vector<QuoteState> quotes = quote_states(sentences);
  std::vector<Analysed> analysed;
  analysed.reserve(sentences.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::size_t first = next;
    while (next < mentions.size() && mentions[next].mention.sentence == i) ++next;
    Analysed one{Tree(sentences[i]), {}, mentions.subspan(first, next - first)};
    if (sentences[i].kind != SentenceKind::kBoilerplate &&
        sentences[i].kind != SentenceKind::kDateline) {
      one.clauses = find_clauses(one.tree, quotes[i].inside);
    }
    analysed.push_back(std::move(one));
  }

  // The speaker of each quotation; one without a reporting clause goes on with the last speaker.
  std::vector<Argument> speakers;
  std::vector<std::size_t> spoken_in;  // sentence of the reporting clause
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (quotes[i].run < 0) continue;
    const auto run = static_cast<std::size_t>(quotes[i].run);
    if (speakers.size() <= run) {
      speakers.resize(run + 1);
      spoken_in.resize(run + 1, 0);
    }
    if (!speakers[run].empty()) continue;
    const TokenIndex* subject = reporting_subject(analysed[i].tree, analysed[i].clauses);
    if (subject == nullptr) continue;
    const ArgumentResolver resolver(analysed[i].tree, analysed[i].mentions, entities, ontology);
    if (resolver.is_unresolved(*subject)) continue;
    speakers[run] = resolver.nominal(*subject);
    spoken_in[run] = i;
  }
  constexpr std::size_t kNear = 3;  // sentences between a speech and its sequel
  for (std::size_t run = 1; run < speakers.size(); ++run) {
    if (!speakers[run].empty() || speakers[run - 1].empty()) continue;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (quotes[i].run == static_cast<std::int32_t>(run) && i <= spoken_in[run - 1] + kNear) {
        speakers[run] = speakers[run - 1];
        spoken_in[run] = i;
        break;
      }
    }
  }

  std::vector<Statement> statements;
  Argument last_speaker;
  std::size_t last_spoken = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (analysed[i].clauses.empty()) continue;
    const Argument* speaker = nullptr;
    if (quotes[i].run >= 0) {
      const Argument& found = speakers[static_cast<std::size_t>(quotes[i].run)];
      if (!found.empty()) speaker = &found;
    }
    const bool fresh = i <= last_spoken + kNear && !last_speaker.empty();
    const Argument* recent = fresh ? &last_speaker : nullptr;
    const SentenceInput input{document,
                              sentences[i],
                              static_cast<std::uint32_t>(i),
                              analysed[i].mentions,
                              entities,
                              ontology,
                              speaker,
                              recent};
    std::vector<Statement> found =
        SentenceStatements(input, analysed[i].tree, analysed[i].clauses).run();
    std::move(found.begin(), found.end(), std::back_inserter(statements));
    const TokenIndex* subject = reporting_subject(analysed[i].tree, analysed[i].clauses);
    if (subject == nullptr) continue;
    const ArgumentResolver resolver(analysed[i].tree, analysed[i].mentions, entities, ontology);
    if (resolver.is_unresolved(*subject)) continue;
    last_speaker = resolver.nominal(*subject);
    last_spoken = i;
  }
  return statements;
}

}  // namespace trine::extract
