// The clauses of one sentence: the work behind clauses.h. Internal. Subjects are found in
// clause_subjects.cc, what coordinated clauses share in clause_coordination.cc, the rest in
// clauses.cc.
#pragma once
#include <string_view>
#include <vector>

#include "extract/clauses/clauses.h"

namespace trine::extract {

inline constexpr auto kSubjects = {Deprel::kNsubj,     Deprel::kNsubjPass,  Deprel::kCsubj,
                                   Deprel::kCsubjPass, Deprel::kNsubjOuter, Deprel::kCsubjOuter};

inline bool is_verbal(const Token& token) {
  return token.upos == Upos::kVerb || token.upos == Upos::kAux;
}
bool is_relative_pronoun(const Tree& tree, TokenIndex at);

class ClauseFinder {
 public:
  explicit ClauseFinder(const Tree& tree)
      : tree_(tree),
        clause_at_(static_cast<std::size_t>(tree.size()), -1),
        consumed_(static_cast<std::size_t>(tree.size()), 0) {}

  std::vector<Clause> run(bool inside_quotes);

 private:
  static std::size_t index(TokenIndex at) { return static_cast<std::size_t>(at); }

  void find_quotes(bool open);
  bool is_predicate(TokenIndex at) const;
  // "called on [Bo] to leave", "appealed to [Bo] to leave": who is to act.
  TokenIndex asked_of(TokenIndex verb, TokenIndex complement) const;
  // The verb that continues the predicate of `link`: "sell" of "wants to sell".
  TokenIndex chained(TokenIndex link) const;
  // The nearest clause above the token, or -1.
  std::int32_t clause_above(TokenIndex at) const;
  void add_clause(TokenIndex at);
  // Outer verbs that a coordinated inner verb shares: "wants to sell and rent".
  std::vector<TokenIndex> chain_before(TokenIndex at, const Clause* coordinated) const;
  ClauseKind kind_of(const Clause& clause) const;
  ClauseContext context_of(TokenIndex at) const;
  // "ordered the firm to pay" with the infinitive hung on the noun: object control all the same.
  bool is_controlled_object(TokenIndex at, const Clause& clause) const;
  // The same hung on the verb as a purpose.
  bool is_ordered(TokenIndex at, const Clause& clause) const;
  void set_subject(TokenIndex at, Clause& clause, const Clause* coordinated);
  // By the frame of the governing word (governors.h). False when there is none, or it leaves the
  // question to the construction.
  bool set_governed_subject(TokenIndex at, const Clause& parent, Clause& clause) const;
  // Who is accused by a noun: "charges against Ada of", "arrested Ada on suspicion of",
  // "faced claims of".
  std::vector<TokenIndex> accused_by(TokenIndex noun, const Clause& parent) const;
  // Does the sentence ask for what the clause at its top says?
  bool is_question(TokenIndex at) const;
  // "victims , supporters , and politicians , who have ...": all of them.
  std::vector<TokenIndex> antecedents(TokenIndex noun, TokenIndex pronoun, TokenIndex verb) const;
  void set_adverbial_subject(TokenIndex at, const Clause* parent, Clause& clause) const;
  // A finite verb has a subject: a noun right before it that was parsed as an object of the verb
  // around ("insisted [the issues] were settled") or after a preposition ("after [Ada] left").
  TokenIndex stranded_subject(TokenIndex at) const;
  // "took the drive after leaving", "spent months crying", though hung on the noun.
  bool modifies_clause(TokenIndex at) const;
  // "the risk of being hacked": the risk is not hacked.
  bool is_gerund_complement(TokenIndex at) const;
  // Whose deed the gerund below `noun` is: "Ada's habit of leaving", "Bo has ways of winning".
  void set_owner(TokenIndex noun, const Clause* parent, Clause& clause) const;
  // The subject of the infinitive `at` below a noun: who makes the attempt, who uses the funds.
  void set_controller(TokenIndex at, const Clause* parent, Clause& clause) const;
  // "Ada's plan", "American efforts", "attempts by Ada"
  TokenIndex controller_beside(TokenIndex noun) const;
  // "in an attempt to ...", "as a way to ...": of the clause's subject
  bool is_own_aim(TokenIndex noun, const Clause& parent) const;
  // "the first to leave": it leaves.
  bool is_relative_infinitive(TokenIndex noun) const;
  // "Ada's attempt to impose martial law and her fall": the attempt and the fall are hers.
  bool belongs_above(TokenIndex first, TokenIndex other) const;
  // "from Oman, not Qatar", "Ada rather than Bo"
  bool is_excluded(TokenIndex conjunct) const;
  // "Berg & Hall", by the model's names
  bool in_one_name(TokenIndex first, TokenIndex other) const;
  // Conjuncts of a noun that are nouns themselves.
  std::vector<TokenIndex> nominal_conjuncts(TokenIndex at) const;
  void add_argument(Clause& clause, TokenIndex head, Function function) const;
  void add_arguments(TokenIndex link, Clause& clause, bool innermost);
  bool is_agent(TokenIndex verb, TokenIndex oblique) const;
  // What the noun is in the relative clause that modifies it, unless its subject.
  void add_relative_argument(TokenIndex at, Clause& clause) const;
  // What a coordinated clause takes over from the first one.
  void share(TokenIndex at, const Clause& first, Clause& clause) const;
  // "make and sell boats": the boats are made too.
  void share_back(TokenIndex at, Clause& first, const Clause& clause) const;
  // "was loved and exalted", "will meet and talk", "is rising and falling"
  void share_auxiliaries(TokenIndex at, Clause& clause) const;
  void finish_predicate(Clause& clause) const;
  static std::string_view rule_of(const Clause& clause, bool coordinated);
  void link_clausal_arguments();
  // Implied "is" and "has".
  void add_noun_clauses(TokenIndex at);

  const Tree& tree_;
  std::vector<Clause> clauses_;
  std::vector<std::int32_t> clause_at_;  // token -> clause it is a verb of, or -1
  std::vector<char> consumed_;           // part of an outer clause's chain
  std::vector<char> quoted_;
};

}  // namespace trine::extract
