// The statements of one sentence: what statements.cc calls for each. Internal. The methods are
// defined by what they read: sentence_statements.cc (what all share), verb_statements.cc,
// noun_statements.cc (copulas, appositions, titles), event_statements.cc.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/clauses/clauses.h"
#include "extract/statements/arguments.h"
#include "extract/statements/nominal_events.h"
#include "extract/statements/relations.h"
#include "schema/document.h"
#include "schema/ontology.h"

namespace trine::extract {

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

  std::vector<Statement> run();

 private:
  using Parties = std::vector<Argument>;

  // what all share

  const Clause* parent_of(const Clause& clause) const;
  // The arguments that the heads stand for: groups as their members, unresolved pronouns left out.
  Parties parties(std::span<const TokenIndex> heads) const;
  Span span_of(std::span<const TokenIndex> tokens) const;
  std::string phrase_with_preposition(TokenIndex head,
                                      std::span<const TokenIndex> preposition) const;
  // What a clause says besides its participants; the base of all its statements.
  Statement frame(const Clause& clause) const;
  void set_attribution(const Clause& clause, Statement& statement) const;
  Argument together(const Parties& speakers) const;
  void inherit_time(const Clause& clause, Statement& statement) const;
  Role role_of_argument(const ClauseArgument& argument) const;
  bool is_time(const ClauseArgument& argument) const;
  static bool is_past(Tense tense, const Statement& statement);
  void set_time(TokenIndex head, std::span<const TokenIndex> preposition, Tense tense,
                Statement& statement) const;
  void add_adjunct(const ClauseArgument& argument, const Clause& clause,
                   Statement& statement) const;
  // Is the qualifier one of the things that the argument is coordinated with ("led to a thaw and
  // exchanges")?
  bool is_coordinated(const Qualifier& qualifier, const Argument& argument) const;
  // A time of the clause, whole: with the phrase that goes on with it, and with others beside it.
  void add_time(const ClauseArgument& argument, const Clause& clause, Statement& statement) const;
  void add_further_times(const ClauseArgument& argument, bool past, Statement& statement) const;
  std::vector<TimeValue> further_times(const TimeValue& time) const;
  const ClauseArgument* rest_of_time(const ClauseArgument& argument, const Clause& clause) const;
  TokenIndex end_of(TokenIndex head) const;
  // "since taking office"
  void add_time_clause(TokenIndex head, const Clause& clause, Statement& statement) const;
  // Not a pronoun that was resolved to something that says nothing.
  bool can_speak(TokenIndex head) const;
  std::string_view name_of(const Argument& argument) const;
  // Without subtypes; nullopt of an argument that is not there.
  std::optional<EntityType> type_of(const Argument& argument) const;
  void add(Statement statement, Argument subject, const Relation& relation, Argument object,
           std::string_view shape);
  void add_pairs(const Statement& base, const Parties& who, Relation relation,
                 std::string_view shape);
  // What an object puts into a longer relation: nothing, if it is a name or a pronoun.
  TokenIndex relation_noun(TokenIndex object) const;

  // verb clauses

  void from_verb(const Clause& clause);
  // "hosted the talks this week", "did forced labour during the war", hung on the object.
  void add_time_of_object(TokenIndex object, const Clause& clause, Statement& statement) const;
  // "Ada was ordered by Bo to leave": (Bo; order; Ada), beside what she is to do.
  void add_outer_passive(const Clause& clause);
  // "the two agreed to mend their ties": they agreed with each other.
  void add_outer_pairs(const Clause& clause, const Statement& base, const Parties& subjects);
  // One statement an adjunct; a mutual act or a bare verb where there is none.
  void from_adjuncts(const Clause& clause, const Statement& base, const Parties& subjects,
                     bool passive);
  // "Ada was accused", "is suspected": tells something by itself.
  bool charges(const Clause& clause) const;
  // Verbs that tell nothing without a complement.
  bool says_little_alone(const Clause& clause) const;
  // Adjuncts that say with whom, to whom, where, about what; not how or "for example".
  bool is_core(const ClauseArgument& argument) const;
  void from_passive(const Clause& clause, const Statement& base, const Parties& subjects);
  void from_object(const Clause& clause, const Statement& base, const Parties& subjects,
                   TokenIndex object);
  // "the ministers of Norway and Sweden met": the two countries met.
  Parties parties_behind(const Clause& clause) const;
  // "40 million euros": no part of a relation's name
  bool is_sum(TokenIndex object) const;
  // "will pay 40 million euros to Bo", with the receiver hung on the euros
  void add_recipient_of_object(const Clause& clause, const Statement& base, const Parties& subjects,
                               TokenIndex object);
  // "led Oslo to reply", "directed Bo to reply": no leader, no director
  void set_control_class(const Clause& clause, Relation& relation) const;
  // "discussed the plan with Cy"
  bool names_partner(const Clause& clause) const;
  // "called the plan a surrender", "hailed it as a triumph": the subject says that it is one.
  void add_naming(const Clause& clause, const Statement& base, const Parties& subjects,
                  TokenIndex object, Relation& relation);
  // "put the army on alert": the lexicon knows verb, preposition and noun as one relation.
  void fold_idiom(const Clause& clause, Relation& relation) const;
  // "put on alert", also of "put on high levels of alert".
  const RelationEntry* idiom_of(const Clause& clause, const ClauseArgument& argument,
                                std::string& idiom) const;
  // "held the summit in Oslo": (the summit; be held in; Oslo)
  void add_event_place(const Clause& clause, const Statement& base, TokenIndex event);
  // "take place in Oslo", "take office": verb and bare noun are one word to the lexicon.
  bool from_fixed_phrase(const Clause& clause, const Statement& base, const Parties& subjects,
                         TokenIndex noun);
  // "voiced hopes that they will pay": (subject; voice hope; they will pay)
  bool add_noun_content(const Clause& clause, const Statement& base, const Parties& subjects,
                        TokenIndex noun, const Relation& relation);
  // "the plan drew opposition from victims": (victims; oppose; the plan)
  bool add_reactions(const Statement& base, const Parties& subjects, TokenIndex noun);
  // "hold talks with Bo", "Ada and Bo held talks", "held talks between A and B". False when no
  // partner is named.
  bool from_light_frame(const Clause& clause, const Statement& base, const Parties& subjects,
                        TokenIndex noun);

  // descriptions

  bool is_person(const Argument& argument) const;
  // (subject; be N of; owner), or (subject; be; the noun phrase).
  void describe(const Statement& base, const Argument& subject, TokenIndex noun, TokenIndex name,
                std::string_view shape);
  // "Danish minister": (..; be minister of; Denmark)
  void drop_owner(TokenIndex owner, TokenIndex noun, Relation& relation) const;
  static bool is_place_or_organization(EntityType type);
  void from_copula(const Clause& clause);
  // "The witness is Ana Ruiz": the role that the name fills, else kNoToken.
  TokenIndex named_by(const Clause& clause, TokenIndex name) const;
  // "is in Oslo for talks": (subject; be in Oslo for; talks)
  void add_purpose_of_stay(const Clause& clause, const Statement& base, const Argument& subject,
                           TokenIndex place, const std::string& phrase);
  // "is crucial for Oslo", "is tied with Chrome"; a bare adjective makes no edge.
  void from_adjective(const Clause& clause, const Statement& base, const Argument& subject,
                      TokenIndex adjective);
  void from_existential(const Clause& clause);
  Statement noun_frame(const Clause& clause) const;
  void from_apposition(const Clause& clause);
  void from_title(const Clause& clause);  // "ministers Ada Holm and Bo Lund": each of them
  void from_title_of(const Clause& clause, TokenIndex name);
  bool is_role_noun(TokenIndex at) const;
  // "Chief Cabinet Secretary Hirokazu Matsuno" where the parser takes the title for a part of the
  // name.
  void from_flat_title(TokenIndex title);
  // "Microsoft's Internet Explorer", "Seoul's foreign ministry"
  void from_possessive(const Clause& clause);

  // what is said in passing

  Statement passing_frame(TokenIndex at, std::string_view rule) const;
  // Does the sentence take it that there is such a thing?
  bool is_there(TokenIndex noun) const;
  // "the loudspeaker in Oslo", "a student from Oslo"
  void from_place_phrase(TokenIndex noun);
  // "Ada Holm, 42,"
  void from_age(TokenIndex name);
  // "her brother": brother of hers
  void from_kin(TokenIndex noun);

  // events told by nouns

  void from_event(const NominalEvent& event);
  // "dropped its suit against Bo", "called off the talks": the event does not stand.
  bool is_undone(TokenIndex noun) const;
  // The clause of the nearest predicate above the token, or nullptr.
  const Clause* clause_around(TokenIndex at) const;
  // Modality of an event from the clause that speaks of it: "demanded an apology from Oslo".
  void set_event_context(const NominalEvent& event, Statement& base) const;

  const SentenceInput& input_;
  const Tree& tree_;
  const std::vector<Clause>& clauses_;
  ArgumentResolver resolver_;
  std::vector<char> taken_;  // nouns that are part of a light-verb relation
  // Spans of adjuncts that are coordinated, with their first conjunct.
  mutable std::vector<std::pair<Span, TokenIndex>> coordinated_;
  // Times that a clause names beside its first: each of its statements holds for them too.
  mutable std::vector<std::pair<TimeValue, std::vector<TimeValue>>> further_times_;
  std::vector<Statement> statements_;
};

}  // namespace trine::extract
