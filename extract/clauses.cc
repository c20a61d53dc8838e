// How clauses are found. Tokens are visited parents first. A token opens a clause when it is a verb
// (or a nominal with copula or subject) in a clausal relation. Verbs chained by subject control or
// raising ("was said to have made", "wants to sell", "is able to sell") become one clause whose
// `chain` keeps the outer verbs. A missing subject is sought by construction: coordination,
// relative and participial clauses (the modified noun), object control, adverbial clauses (the
// matrix subject). Objects and adjuncts that a coordination shares are copied to each conjunct.
#include "extract/clauses.h"

#include <cctype>
#include <ostream>

#include "extract/modality.h"
#include "extract/predicate.h"
#include "extract/verb_traits.h"

namespace trine::extract {
namespace {

constexpr auto kSubjects = {Deprel::kNsubj,     Deprel::kNsubjPass,  Deprel::kCsubj,
                            Deprel::kCsubjPass, Deprel::kNsubjOuter, Deprel::kCsubjOuter};

bool is_verbal(const Token& token) { return token.upos == Upos::kVerb || token.upos == Upos::kAux; }

bool is_relative_pronoun(const Tree& tree, TokenIndex at) {
  const Token& token = tree[at];
  if (token.xpos == "WDT" || token.xpos == "WP") return true;
  return token.upos == Upos::kPron && one_of(token.lemma, {"which", "who", "whom"});
}

// Nouns whose infinitive is what somebody else does: "Ada has a plan to sell".
bool is_control_noun(std::string_view lemma) {
  return one_of(lemma,
                {"plan",     "effort",    "decision",   "attempt", "right",       "ability",
                 "step",     "move",      "chance",     "power",   "intention",   "desire",
                 "way",      "promise",   "pledge",     "refusal", "readiness",   "willingness",
                 "offer",    "bid",       "failure",    "need",    "opportunity", "agreement",
                 "proposal", "threat",    "commitment", "aim",     "goal",        "time",
                 "reason",   "authority", "permission", "license", "order",       "campaign",
                 "request",  "demand",    "call",       "vow",     "measure",     "freedom"});
}

class Finder {
 public:
  explicit Finder(const Tree& tree)
      : tree_(tree),
        clause_at_(static_cast<std::size_t>(tree.size()), -1),
        consumed_(static_cast<std::size_t>(tree.size()), 0) {}

  std::vector<Clause> run(bool inside_quotes) {
    find_quotes(inside_quotes);
    for (const TokenIndex at : tree_.top_down()) {
      if (!consumed_[index(at)] && is_predicate(at)) add_clause(at);
    }
    link_clausal_arguments();
    attribute_claims(tree_, clauses_);
    for (TokenIndex at = 0; at < tree_.size(); ++at) add_noun_clauses(at);
    return std::move(clauses_);
  }

 private:
  static std::size_t index(TokenIndex at) { return static_cast<std::size_t>(at); }

  void find_quotes(bool open) {
    quoted_.assign(index(tree_.size()), 0);
    for (TokenIndex at = 0; at < tree_.size(); ++at) {
      const std::string& form = tree_[at].form;
      if (one_of(form, {"``", "“", "«", "„"})) {
        open = true;
      } else if (one_of(form, {"''", "”", "»"})) {
        if (!open) std::fill(quoted_.begin(), quoted_.begin() + at, char{1});
        open = false;
      } else if (form == "\"") {
        open = !open;
      } else if (open) {
        quoted_[index(at)] = 1;
      }
    }
  }

  bool is_predicate(TokenIndex at) const {
    const Token& token = tree_[at];
    switch (token.relation) {
      case Deprel::kRoot:
      case Deprel::kConj:
      case Deprel::kCcomp:
      case Deprel::kXcomp:
      case Deprel::kAdvcl:
      case Deprel::kAdvclRelcl:
      case Deprel::kAcl:
      case Deprel::kAclRelcl:
      case Deprel::kCsubj:
      case Deprel::kCsubjPass:
      case Deprel::kCsubjOuter:
      case Deprel::kParataxis:
      case Deprel::kDep:
      case Deprel::kList:
      case Deprel::kAppos:
      case Deprel::kDislocated:
        break;
      default:
        return false;
    }
    if (tree_.has_child(at, {Deprel::kCop})) return true;
    const bool subject = tree_.has_child(at, kSubjects);
    if (token.relation == Deprel::kConj && is_verbal(token) && !subject) {
      // "the signed and sealed letter": conjuncts of modifiers are no clauses.
      const Deprel above = tree_.relation(first_conjunct(tree_, at));
      return !one_of(above, {Deprel::kAmod, Deprel::kCompound, Deprel::kCase, Deprel::kMark,
                             Deprel::kNsubj, Deprel::kObj, Deprel::kObl, Deprel::kNmod});
    }
    if (is_verbal(token)) return true;
    // A nominal predicate without copula: headlines, "with development almost complete".
    return subject && token.relation != Deprel::kXcomp;
  }

  // "called on [Bo] to leave", "appealed to [Bo] to leave": who is to act.
  TokenIndex asked_of(TokenIndex verb, TokenIndex complement) const {
    if (!one_of(tree_[verb].lemma, {"call", "appeal", "plead", "prevail", "rely", "count"})) {
      return kNoToken;
    }
    for (const TokenIndex child : tree_.children(verb)) {
      if (tree_.relation(child) != Deprel::kObl || child < verb || child > complement) continue;
      const std::vector<TokenIndex> preposition = prepositions(tree_, child);
      if (preposition.size() == 1 &&
          one_of(tree_[preposition.front()].lemma, {"on", "upon", "to", "with"})) {
        return child;
      }
    }
    return kNoToken;
  }

  // The verb that continues the predicate of `link`: "sell" of "wants to sell".
  TokenIndex chained(TokenIndex link) const {
    const Token& token = tree_[link];
    const std::uint32_t traits = verb_traits(token.lemma);
    if (tree_.has_child(link, {Deprel::kObj, Deprel::kIobj}) && (traits & kSubjectControl) == 0) {
      return kNoToken;
    }
    for (const TokenIndex child : tree_.children(link)) {
      if (tree_.relation(child) != Deprel::kXcomp || !is_predicate(child)) continue;
      if (tree_.has_child(child, kSubjects)) continue;
      if (asked_of(link, child) != kNoToken) continue;
      const bool copular = tree_.has_child(child, {Deprel::kCop});
      if (is_verbal(tree_[child]) || copular) return child;
    }
    return kNoToken;
  }

  // The nearest clause above the token, or -1.
  std::int32_t clause_above(TokenIndex at) const {
    for (at = tree_[at].head; at >= 0; at = tree_[at].head) {
      if (clause_at_[index(at)] >= 0) return clause_at_[index(at)];
    }
    return -1;
  }

  void add_clause(TokenIndex at) {
    Clause clause;
    const Token& token = tree_[at];
    const Clause* coordinated = nullptr;
    clause.parent = clause_above(at);
    if (token.relation == Deprel::kConj && clause_at_[index(token.head)] >= 0) {
      coordinated = &clauses_[index(clause_at_[index(token.head)])];
      clause.parent = coordinated->parent;
    }
    clause.quoted = quoted_[index(at)] != 0;
    std::vector<TokenIndex> inherited = chain_before(at, coordinated);
    clause.chain = inherited;
    TokenIndex link = at;
    for (TokenIndex next = chained(link); next != kNoToken; next = chained(link)) {
      clause.chain.push_back(link);
      consumed_[index(next)] = 1;
      link = next;
    }
    clause.head = link;
    clause.kind = kind_of(clause);
    clause.context = coordinated != nullptr ? coordinated->context : context_of(at);
    if (clause.context == ClauseContext::kInfinitive && is_controlled_object(at, clause)) {
      clause.context = ClauseContext::kControlled;
    }
    if (clause.context == ClauseContext::kPurpose && is_ordered(at, clause)) {
      clause.context = ClauseContext::kControlled;
    }

    set_subject(at, clause, coordinated);
    if (!inherited.empty() && !tree_.has_child(at, {Deprel::kMark})) {
      // "was able to buy and sell": the shared "to"
      const TokenIndex mark = tree_.child(coordinated->head, {Deprel::kMark});
      if (mark != kNoToken && tree_[mark].xpos == "TO") clause.predicate.push_back(mark);
    }
    for (const TokenIndex verb : inherited) {
      collect_verb_group(tree_, verb, verb != inherited.front(), true, clause.predicate);
    }
    for (std::size_t i = inherited.size(); i < clause.chain.size(); ++i) {
      collect_verb_group(tree_, clause.chain[i], i > 0, true, clause.predicate);
      add_arguments(clause.chain[i], clause, false);
    }
    collect_verb_group(tree_, clause.head, !clause.chain.empty(), false, clause.predicate);
    add_arguments(clause.head, clause, true);
    if (clause.context == ClauseContext::kRelative && coordinated == nullptr) {
      add_relative_argument(at, clause);
    }
    if (coordinated != nullptr) {
      share(at, *coordinated, clause);
      share_back(at, clauses_[index(clause_at_[index(token.head)])], clause);
    }
    finish_predicate(clause);
    std::stable_sort(
        clause.arguments.begin(), clause.arguments.end(),
        [](const ClauseArgument& a, const ClauseArgument& b) { return a.head < b.head; });
    describe_predicate(tree_, clause);
    if (coordinated != nullptr && clause.tense == Tense::kNone) clause.tense = coordinated->tense;
    clause.rule = rule_of(clause, coordinated != nullptr);

    const auto number = static_cast<std::int32_t>(clauses_.size());
    for (const TokenIndex verb : clause.chain) {
      if (clause_at_[index(verb)] < 0) clause_at_[index(verb)] = number;
    }
    clause_at_[index(clause.head)] = number;
    clauses_.push_back(std::move(clause));
    set_modality(tree_, clauses_, clauses_.size() - 1);
  }

  // Outer verbs that a coordinated inner verb shares: "wants to sell and rent".
  std::vector<TokenIndex> chain_before(TokenIndex at, const Clause* coordinated) const {
    std::vector<TokenIndex> chain;
    if (coordinated == nullptr || tree_.has_child(at, kSubjects)) return chain;
    for (const TokenIndex verb : coordinated->chain) {
      if (verb == tree_[at].head) return chain;
      chain.push_back(verb);
    }
    return coordinated->head == tree_[at].head ? chain : std::vector<TokenIndex>{};
  }

  ClauseKind kind_of(const Clause& clause) const {
    const TokenIndex expletive = tree_.child(clause.head, {Deprel::kExpl});
    if (expletive != kNoToken && tree_[expletive].xpos == "EX") return ClauseKind::kExistential;
    if (tree_.has_child(clause.head, {Deprel::kAuxPass, Deprel::kNsubjPass})) {
      return ClauseKind::kVerb;  // a participle tagged as an adjective
    }
    if (tree_.has_child(clause.head, {Deprel::kCop}) && tree_[clause.head].upos != Upos::kVerb) {
      return ClauseKind::kCopula;
    }
    return is_verbal(tree_[clause.head]) ? ClauseKind::kVerb : ClauseKind::kCopula;
  }

  ClauseContext context_of(TokenIndex at) const {
    const TokenIndex mark = tree_.child(at, {Deprel::kMark});
    const std::span<const TokenIndex> below = tree_.children(at);
    const bool infinitive = std::any_of(below.begin(), below.end(), [&](TokenIndex child) {
      return tree_.relation(child) == Deprel::kMark && tree_[child].xpos == "TO";
    });
    switch (tree_.relation(at)) {
      case Deprel::kCcomp:
        return ClauseContext::kComplement;
      case Deprel::kXcomp:
        return ClauseContext::kControlled;
      case Deprel::kCsubj:
      case Deprel::kCsubjPass:
      case Deprel::kCsubjOuter:
        return ClauseContext::kSubject;
      case Deprel::kAdvcl:
        if (mark != kNoToken && one_of(tree_[mark].lemma, {"if", "unless"})) {
          return ClauseContext::kCondition;
        }
        return infinitive && !tree_.has_child(at, kSubjects) ? ClauseContext::kPurpose
                                                             : ClauseContext::kAdverbial;
      case Deprel::kAdvclRelcl:
        return ClauseContext::kAdverbial;
      case Deprel::kAclRelcl:
        return ClauseContext::kRelative;
      case Deprel::kAcl:
        if (infinitive) return ClauseContext::kInfinitive;
        if (tree_.has_child(at, kSubjects) || (mark != kNoToken && tree_[mark].lemma == "that")) {
          return ClauseContext::kComplement;
        }
        return ClauseContext::kParticiple;
      default:
        return ClauseContext::kMain;
    }
  }

  // "ordered the firm to pay" with the infinitive hung on the noun: object control all the same.
  bool is_controlled_object(TokenIndex at, const Clause& clause) const {
    if (clause.parent < 0) return false;
    const Clause& parent = clauses_[index(clause.parent)];
    const TokenIndex noun = tree_[at].head;
    if (!has_trait(tree_[parent.head].lemma, kDemanding | kEnabling) ||
        is_control_noun(tree_[noun].lemma)) {
      return false;
    }
    return tree_[noun].head == parent.head && tree_.relation(noun) == Deprel::kObj;
  }

  // "ordered the firm to pay" with the infinitive hung on the verb as a purpose
  bool is_ordered(TokenIndex at, const Clause& clause) const {
    if (clause.parent < 0) return false;
    const Clause& parent = clauses_[index(clause.parent)];
    if (!has_trait(tree_[parent.head].lemma, kDemanding) || parent.kind != ClauseKind::kVerb) {
      return false;
    }
    const ClauseArgument* object = parent.argument(Function::kObject);
    return object != nullptr && object->head < at && tree_[at].head == parent.head;
  }

  void set_subject(TokenIndex at, Clause& clause, const Clause* coordinated) {
    TokenIndex subject = kNoToken;
    for (const TokenIndex child : tree_.children(at)) {
      if (!one_of(tree_.relation(child), kSubjects)) continue;
      // "the point is that they left": the nearer one
      if (subject == kNoToken || (child < clause.head && child > subject)) subject = child;
    }
    if (clause.kind == ClauseKind::kExistential && clause.chain.empty()) subject = kNoToken;
    if (subject != kNoToken) {
      if (clause.context == ClauseContext::kRelative && is_relative_pronoun(tree_, subject)) {
        const TokenIndex antecedent = tree_[first_conjunct(tree_, at)].head;
        if (antecedent >= 0) {
          clause.subjects = antecedents(antecedent, subject, at);
          clause.relative_subject = true;
          return;
        }
      }
      const TokenIndex owner = tree_.child(subject, {Deprel::kNmodPoss});
      const TokenIndex copula = tree_.child(at, {Deprel::kCop});
      if (owner != kNoToken && copula != kNoToken && tree_[at].upos == Upos::kVerb &&
          is_control_noun(tree_[subject].lemma)) {
        subject = owner;  // "Ada's goal is to win"
      }
      clause.subjects = nominal_conjuncts(subject);
      // "Norway, Sweden sign treaty": a headline's comma for "and"
      for (const TokenIndex child : tree_.children(at)) {
        if (tree_.relation(child) == Deprel::kNsubj && child < subject &&
            tree_[child].upos == Upos::kPropn && tree_[subject].upos == Upos::kPropn &&
            tree_[child + 1].form == ",") {
          clause.subjects.insert(clause.subjects.begin(), child);
        }
      }
      clause.own_subject = true;
      return;
    }
    if (clause.kind == ClauseKind::kExistential) return;
    if (coordinated != nullptr) {
      clause.subjects = coordinated->subjects;
      clause.relative_subject = coordinated->relative_subject;
      return;
    }
    const Clause* parent = clause.parent < 0 ? nullptr : &clauses_[index(clause.parent)];
    switch (clause.context) {
      case ClauseContext::kControlled:
        if (parent == nullptr) return;
        if (const TokenIndex asked = asked_of(parent->head, at); asked != kNoToken) {
          clause.subjects = nominal_conjuncts(asked);
          return;
        }
        for (const ClauseArgument& argument : parent->arguments) {
          if (argument.function == Function::kObject || argument.function == Function::kIndirect) {
            clause.subjects = argument.conjuncts;
            return;
          }
        }
        clause.subjects = parent->subjects;
        return;
      case ClauseContext::kAdverbial:
      case ClauseContext::kPurpose:
      case ClauseContext::kCondition:
        set_adverbial_subject(at, parent, clause);
        return;
      case ClauseContext::kParticiple:
      case ClauseContext::kRelative:
        if (is_gerund_complement(at)) {
          set_owner(tree_[at].head, parent, clause);
          return;
        }
        clause.subjects = {tree_[at].head};
        clause.relative_subject = true;
        if (clause.context == ClauseContext::kParticiple && tree_.has_child(at, {Deprel::kMark}) &&
            is_control_noun(tree_[tree_[at].head].lemma)) {
          set_controller(tree_[at].head, parent, clause);
        }
        return;
      case ClauseContext::kInfinitive:
        if (parent != nullptr && parent->kind == ClauseKind::kCopula && parent->own_subject &&
            (parent->head == tree_[at].head ||
             first_conjunct(tree_, tree_[at].head) == parent->head) &&
            !is_control_noun(tree_[tree_[at].head].lemma)) {
          clause.subjects = parent->subjects;  // "Ada was the first to leave"
          return;
        }
        set_controller(tree_[at].head, parent, clause);
        return;
      default:
        return;
    }
  }

  // "victims , supporters , and politicians , who have ...": all of them.
  std::vector<TokenIndex> antecedents(TokenIndex noun, TokenIndex pronoun, TokenIndex verb) const {
    const bool plural = tree_[verb].xpos != "VBZ" && [&] {
      for (const TokenIndex child : tree_.children(verb)) {
        if (one_of(tree_.relation(child), {Deprel::kAux, Deprel::kCop, Deprel::kAuxPass})) {
          return tree_[child].xpos == "VBP" || tree_[child].xpos == "VBD" ||
                 tree_[child].xpos == "MD";
        }
      }
      return true;
    }();
    const bool comma = pronoun > 0 && tree_[pronoun - 1].form == ",";
    if (plural && comma && tree_.relation(noun) == Deprel::kConj) {
      return nominal_conjuncts(first_conjunct(tree_, noun));
    }
    return {noun};
  }

  void set_adverbial_subject(TokenIndex at, const Clause* parent, Clause& clause) const {
    if (parent == nullptr) return;
    if (clause.context == ClauseContext::kPurpose && parent->kind == ClauseKind::kCopula &&
        tree_[parent->head].upos == Upos::kAdj &&
        (parent->subjects.empty() || tree_[parent->subjects.front()].lemma == "it")) {
      // "it is crucial for Oslo to win": Oslo, or nobody
      for (const ClauseArgument& argument : parent->arguments) {
        if (argument.function == Function::kOblique && argument.head < at &&
            argument.head > parent->head) {
          clause.subjects = argument.conjuncts;
        }
      }
      return;
    }
    clause.subjects = parent->subjects;
    const TokenIndex mark = tree_.child(at, {Deprel::kMark});
    // A finite verb has a subject: one that was parsed as "after [the court] ordered".
    const auto finite = [&](TokenIndex verb) {
      return one_of(tree_[verb].xpos, {"VBD", "VBZ", "VBP", "MD"});
    };
    const TokenIndex auxiliary = tree_.child(at, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop});
    if (mark == kNoToken && (finite(at) || (auxiliary != kNoToken && finite(auxiliary))) &&
        clause.context == ClauseContext::kAdverbial) {
      for (const ClauseArgument& argument : parent->arguments) {
        if (argument.function != Function::kOblique || argument.preposition.empty()) continue;
        if (argument.head > at || argument.head < parent->head) continue;
        if (one_of(tree_[argument.preposition.front()].lemma,
                   {"after", "before", "since", "as", "until", "than", "while", "because"})) {
          clause.subjects = argument.conjuncts;
        }
      }
      return;
    }
    // "a summit expected to ...", "missiles aimed at ...": right after a noun, without a comma,
    // the participle modifies the noun, wherever the parser has hung it.
    const bool participle = tree_[at].xpos == "VBN" || tree_[at].xpos == "VBG";
    if (participle && mark == kNoToken && at > 0 && tree_.children(at).size() > 0 &&
        tree_.children(at).front() > at) {
      TokenIndex noun = at - 1;
      if (tree_[noun].upos != Upos::kNoun && tree_[noun].upos != Upos::kPropn) return;
      while (tree_[noun].head == at - 1 || one_of(tree_.relation(noun), {Deprel::kFlat})) {
        noun = tree_[noun].head;
      }
      if (noun != parent->head && one_of(tree_.relation(noun), {Deprel::kObj, Deprel::kObl,
                                                                Deprel::kNmod, Deprel::kConj})) {
        clause.subjects = {noun};
        clause.relative_subject = true;
      }
      return;
    }
    // "criticised Bo for leaving": the object left.
    if (mark != kNoToken && tree_[mark].lemma == "for" && tree_[at].xpos == "VBG") {
      for (const ClauseArgument& argument : parent->arguments) {
        if (argument.function == Function::kObject) clause.subjects = argument.conjuncts;
      }
    }
  }

  // "the risk of being hacked": the risk is not hacked.
  bool is_gerund_complement(TokenIndex at) const {
    for (const TokenIndex child : tree_.children(at)) {
      if (!one_of(tree_.relation(child), {Deprel::kMark, Deprel::kCase})) continue;
      if (one_of(tree_[child].lemma, {"of", "in", "about", "from", "at"})) return true;
    }
    return false;
  }

  // Whose deed the gerund below `noun` is: "Ada's habit of leaving", "Bo has ways of winning".
  void set_owner(TokenIndex noun, const Clause* parent, Clause& clause) const {
    const TokenIndex owner = tree_.child(noun, {Deprel::kNmodPoss});
    if (owner != kNoToken) {
      clause.subjects = nominal_conjuncts(owner);
    } else if (parent != nullptr && one_of(tree_.relation(noun), {Deprel::kObj, Deprel::kXcomp})) {
      clause.subjects = parent->subjects;
    }
  }

  // The subject of an infinitive below the noun `noun`.
  void set_controller(TokenIndex noun, const Clause* parent, Clause& clause) const {
    TokenIndex owner = tree_.child(noun, {Deprel::kNmodPoss});
    if (is_control_noun(tree_[noun].lemma)) {
      for (const TokenIndex child : tree_.children(noun)) {
        // "American efforts"
        const bool capital =
            std::isupper(static_cast<unsigned char>(tree_[child].form.front())) != 0;
        const bool subject = one_of(tree_.relation(noun), {Deprel::kNsubj, Deprel::kNsubjPass});
        if (!subject && owner == kNoToken && tree_.relation(child) == Deprel::kAmod &&
            child < noun && capital && child > 0) {
          owner = child;
        }
      }
      if (owner != kNoToken) {
        clause.subjects = nominal_conjuncts(owner);
        return;
      }
      const bool is_subject =
          one_of(tree_.relation(noun), {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNmod});
      if (!is_subject && parent != nullptr && !parent->subjects.empty()) {
        // "it is time to go": nobody is named.
        if (tree_[parent->subjects.front()].lemma != "it" || parent->head != noun) {
          clause.subjects = parent->subjects;
        }
        return;
      }
    }
    clause.subjects = {noun};
    clause.relative_subject = true;
  }

  // Conjuncts of a noun that are nouns themselves.
  std::vector<TokenIndex> nominal_conjuncts(TokenIndex at) const {
    std::vector<TokenIndex> all = conjuncts(tree_, at);
    std::erase_if(all, [&](TokenIndex other) {
      return other != at &&
             (clause_at_[index(other)] >= 0 || is_predicate(other) || names_source(tree_, other));
    });
    return all;
  }

  void add_argument(Clause& clause, TokenIndex head, Function function) const {
    ClauseArgument argument;
    argument.head = head;
    argument.function = function;
    argument.conjuncts = nominal_conjuncts(head);
    argument.preposition = prepositions(tree_, head);
    clause.arguments.push_back(std::move(argument));
  }

  void add_arguments(TokenIndex link, Clause& clause, bool innermost) {
    const bool relative = clause.context == ClauseContext::kRelative;
    for (const TokenIndex child : tree_.children(link)) {
      const Deprel relation = tree_.relation(child);
      if (consumed_[index(child)]) continue;
      switch (relation) {
        case Deprel::kObj:
        case Deprel::kIobj:
          if (relative && is_relative_pronoun(tree_, child)) break;
          if (innermost || !clause.chain.empty()) {
            add_argument(clause, child,
                         relation == Deprel::kObj ? Function::kObject : Function::kIndirect);
          }
          break;
        case Deprel::kObl:
        case Deprel::kOblUnmarked:
        case Deprel::kOblAgent:
          if (relative && is_relative_pronoun(tree_, child)) break;
          add_argument(clause, child,
                       is_agent(link, child) ? Function::kAgent : Function::kOblique);
          break;
        case Deprel::kNsubj:
        case Deprel::kNsubjPass:
          // "There was a mill", "there seems to be a mill": what there is.
          if (clause.kind == ClauseKind::kExistential) {
            add_argument(clause, child, Function::kObject);
          }
          break;
        case Deprel::kXcomp:
          if (is_predicate(child)) {
            add_argument(clause, child, Function::kContent);
          } else {
            add_argument(clause, child, Function::kPredicative);
          }
          break;
        case Deprel::kCcomp:
          add_argument(clause, child, Function::kContent);
          break;
        case Deprel::kAdvcl:
        case Deprel::kAdvclRelcl:
          add_argument(clause, child, Function::kAdverbial);
          break;
        case Deprel::kAdvmod:
          if (tree_[child].xpos == "WRB" || is_negation(tree_, child)) break;
          if (std::find(clause.predicate.begin(), clause.predicate.end(), child) !=
              clause.predicate.end()) {
            break;
          }
          add_argument(clause, child, Function::kAdverb);
          break;
        default:
          break;
      }
    }
    if (innermost && clause.kind == ClauseKind::kCopula) {
      add_argument(clause, link, Function::kPredicative);
    }
  }

  bool is_agent(TokenIndex verb, TokenIndex oblique) const {
    if (tree_.relation(oblique) == Deprel::kOblAgent) return true;
    if (tree_.relation(oblique) != Deprel::kObl || !is_passive(tree_, verb)) return false;
    const std::vector<TokenIndex> preposition = prepositions(tree_, oblique);
    return preposition.size() == 1 && tree_[preposition.front()].lemma == "by" &&
           tree_[oblique].mention != MentionClass::kTime;
  }

  // What the noun is in the relative clause that modifies it, unless its subject.
  void add_relative_argument(TokenIndex at, Clause& clause) const {
    const TokenIndex antecedent = tree_[at].head;
    if (antecedent < 0 || clause.relative_subject) return;
    ClauseArgument argument;
    argument.head = antecedent;
    argument.conjuncts = {antecedent};
    bool has_object = false;
    const auto look = [&](TokenIndex link) {
      for (const TokenIndex child : tree_.children(link)) {
        const Deprel relation = tree_.relation(child);
        if (one_of(relation, {Deprel::kObj, Deprel::kCcomp, Deprel::kXcomp}) &&
            !consumed_[index(child)]) {
          has_object = true;
        }
        if (relation == Deprel::kAdvmod && one_of(tree_[child].lemma, {"where", "when"})) {
          argument.function = Function::kOblique;
          return true;
        }
        if (!is_relative_pronoun(tree_, child)) continue;
        if (relation == Deprel::kObj) {
          argument.function = Function::kObject;
          return true;
        }
        if (one_of(relation, {Deprel::kObl, Deprel::kOblAgent})) {
          argument.function = relation == Deprel::kOblAgent ? Function::kAgent : Function::kOblique;
          argument.preposition = prepositions(tree_, child);
          return true;
        }
      }
      return false;
    };
    bool found = look(clause.head);
    for (const TokenIndex link : clause.chain) found = found || look(link);
    // "the mill Bo bought"
    if (!found && !has_object && clause.kind == ClauseKind::kVerb && clause.own_subject &&
        !clause.passive) {
      argument.function = Function::kObject;
      if (tree_[antecedent].mention == MentionClass::kTime ||
          one_of(tree_[antecedent].lemma, {"day", "time", "year", "moment", "way", "reason"})) {
        argument.function = Function::kOblique;
      }
      found = true;
    }
    if (found) clause.arguments.push_back(std::move(argument));
  }

  // What a coordinated clause takes over from the first one.
  void share(TokenIndex at, const Clause& first, Clause& clause) const {
    if (!clause.own_subject) {
      share_auxiliaries(at, first, clause);
    }
    const bool has_object = clause.argument(Function::kObject) != nullptr ||
                            clause.argument(Function::kContent) != nullptr;
    const TokenIndex start = first.chain.empty() ? first.head : first.chain.front();
    for (const ClauseArgument& argument : first.arguments) {
      if (argument.borrowed && argument.head < at) continue;
      const bool after = argument.head > at && !tree_.dominates(at, argument.head);
      const bool fronted = argument.function == Function::kOblique && argument.head < start &&
                           !clause.own_subject &&
                           (first.subjects.empty() || argument.head < first.subjects.front());
      if (!after && !fronted) continue;
      if (argument.function == Function::kObject && has_object) continue;
      if (argument.function == Function::kContent || argument.function == Function::kAdverbial) {
        continue;
      }
      ClauseArgument copy = argument;
      copy.borrowed = true;
      clause.arguments.push_back(std::move(copy));
    }
  }

  // "make and sell boats": the boats are made too.
  void share_back(TokenIndex at, Clause& first, const Clause& clause) const {
    if (tree_[at].head + 2 != at || first.head != tree_[at].head || clause.own_subject) return;
    if (first.kind != ClauseKind::kVerb || first.passive) return;
    if (one_of(tree_[first.head].lemma,
               {"come", "go", "sit", "stand", "stop", "wait", "try", "return", "arrive", "stay",
                "turn", "rise", "leave", "run", "fly"})) {
      return;
    }
    for (const ClauseArgument& argument : first.arguments) {
      if (argument.function != Function::kAdverb && argument.head > first.head) return;
    }
    for (const ClauseArgument& argument : clause.arguments) {
      if (argument.function != Function::kObject || argument.head < at) continue;
      first.arguments.push_back(argument);
      first.arguments.back().borrowed = true;
    }
  }

  // "was loved and exalted", "will meet and talk", "is rising and falling"
  void share_auxiliaries(TokenIndex at, const Clause& first, Clause& clause) const {
    if (tree_.has_child(at, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop})) return;
    const TokenIndex other = tree_[at].head;
    if (!tree_.has_child(other, {Deprel::kAux, Deprel::kAuxPass})) return;
    const std::string& here = tree_[at].xpos;
    const std::string& there = tree_[other].xpos;
    if (here != there || here == "VBD" || here == "VBZ" || here == "VBP") return;
    for (const TokenIndex child : tree_.children(other)) {
      if (one_of(tree_.relation(child), {Deprel::kAux, Deprel::kAuxPass})) {
        clause.predicate.push_back(child);
      }
      const TokenIndex cc = tree_.child(at, {Deprel::kCc});
      if (tree_.relation(child) == Deprel::kAdvmod && is_negation(tree_, child) && cc != kNoToken &&
          one_of(tree_[cc].lemma, {"or", "nor"})) {
        clause.predicate.push_back(child);
      }
    }
    (void)first;
  }

  void finish_predicate(Clause& clause) const {
    std::sort(clause.predicate.begin(), clause.predicate.end());
    clause.predicate.erase(std::unique(clause.predicate.begin(), clause.predicate.end()),
                           clause.predicate.end());
  }

  static std::string_view rule_of(const Clause& clause, bool coordinated) {
    if (clause.kind == ClauseKind::kExistential) return "clause.existential";
    if (clause.kind == ClauseKind::kCopula) {
      return clause.relative_subject ? "clause.copula.relative" : "clause.copula";
    }
    if (coordinated) return "clause.verb.coordinated";
    switch (clause.context) {
      case ClauseContext::kComplement:
        return "clause.verb.complement";
      case ClauseContext::kSubject:
        return "clause.verb.subject";
      case ClauseContext::kAdverbial:
        return clause.own_subject ? "clause.verb.adverbial" : "clause.verb.adverbial_participle";
      case ClauseContext::kPurpose:
        return "clause.verb.purpose";
      case ClauseContext::kCondition:
        return "clause.verb.condition";
      case ClauseContext::kRelative:
        return "clause.verb.relative";
      case ClauseContext::kParticiple:
        return "clause.verb.participle";
      case ClauseContext::kInfinitive:
        return "clause.verb.infinitive";
      case ClauseContext::kControlled:
        return "clause.verb.controlled";
      default:
        return clause.passive ? "clause.verb.passive" : "clause.verb.main";
    }
  }

  void link_clausal_arguments() {
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      for (ClauseArgument& argument : clauses_[i].arguments) {
        if (argument.function != Function::kContent && argument.function != Function::kAdverbial) {
          continue;
        }
        const std::int32_t clause = clause_at_[index(argument.head)];
        if (clause != static_cast<std::int32_t>(i)) argument.clause = clause;
      }
    }
  }

  // Implied "is" and "has".
  void add_noun_clauses(TokenIndex at) {
    for (const TokenIndex child : tree_.children(at)) {
      Clause clause;
      clause.context = ClauseContext::kNoun;
      switch (tree_.relation(child)) {
        case Deprel::kAppos:
          if (clause_at_[index(child)] >= 0) continue;
          clause.kind = ClauseKind::kApposition;
          clause.rule = "noun.apposition";
          clause.head = child;
          clause.subjects = {at};
          break;
        case Deprel::kNmodDesc:
          clause.kind = ClauseKind::kTitle;
          clause.rule = "noun.title";
          clause.head = child;
          clause.subjects = {at};
          break;
        case Deprel::kNmodPoss:
          if (one_of(tree_[child].xpos, {"WP$"})) continue;
          clause.kind = ClauseKind::kPossessive;
          clause.rule = "noun.possessive";
          clause.head = at;
          clause.subjects = {child};
          break;
        default:
          continue;
      }
      clause.tense = Tense::kPresent;
      clause.quoted = quoted_[index(at)] != 0;
      clause.parent = clause_at_[index(at)] >= 0 ? clause_at_[index(at)] : clause_above(at);
      ClauseArgument argument;
      argument.function =
          clause.kind == ClauseKind::kPossessive ? Function::kObject : Function::kPredicative;
      argument.head = clause.head;
      argument.conjuncts = {clause.head};
      clause.arguments.push_back(std::move(argument));
      if (clause.parent >= 0 && clause.quoted) {
        clause.speakers = clauses_[index(clause.parent)].speakers;
      }
      clauses_.push_back(std::move(clause));
    }
  }

  const Tree& tree_;
  std::vector<Clause> clauses_;
  std::vector<std::int32_t> clause_at_;  // token -> clause it is a verb of, or -1
  std::vector<char> consumed_;           // part of an outer clause's chain
  std::vector<char> quoted_;
};

}  // namespace

const ClauseArgument* Clause::argument(Function function) const {
  for (const ClauseArgument& candidate : arguments) {
    if (candidate.function == function) return &candidate;
  }
  return nullptr;
}

std::vector<Clause> find_clauses(const Tree& tree, bool inside_quotes) {
  if (!tree.sentence().parsed || tree.size() == 0) return {};
  return Finder(tree).run(inside_quotes);
}

std::string_view to_string(ClauseKind kind) {
  constexpr std::string_view kNames[] = {"verb",       "copula", "existential",
                                         "apposition", "title",  "possessive"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view to_string(ClauseContext context) {
  constexpr std::string_view kNames[] = {"main",       "complement", "subject",  "adverbial",
                                         "purpose",    "condition",  "relative", "participle",
                                         "infinitive", "controlled", "noun"};
  return kNames[static_cast<std::size_t>(context)];
}

std::string_view to_string(Function function) {
  constexpr std::string_view kNames[] = {"object",      "indirect", "oblique",   "agent",
                                         "predicative", "content",  "adverbial", "adverb"};
  return kNames[static_cast<std::size_t>(function)];
}

void print(std::ostream& out, const Tree& tree, const Clause& clause) {
  out << to_string(clause.kind) << ' ' << to_string(clause.context) << " ["
      << join(tree, clause.predicate) << "] (";
  for (std::size_t i = 0; i < clause.subjects.size(); ++i) {
    out << (i > 0 ? ", " : "") << tree[clause.subjects[i]].form;
  }
  out << ';';
  for (const ClauseArgument& argument : clause.arguments) {
    out << ' ' << to_string(argument.function) << '=';
    if (!argument.preposition.empty()) out << join(tree, argument.preposition) << '_';
    for (std::size_t i = 0; i < argument.conjuncts.size(); ++i) {
      out << (i > 0 ? "," : "") << tree[argument.conjuncts[i]].form;
    }
  }
  out << ") " << to_string(clause.polarity) << ' ' << to_string(clause.modality);
  if (clause.passive) out << " passive";
  if (!clause.speakers.empty()) out << " by " << tree[clause.speakers.front()].form;
}

}  // namespace trine::extract
