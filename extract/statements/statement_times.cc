// When: which words of a clause say so, and what days they mean. A time may stand in two phrases
// ("from May to July", "at noon on Friday"), and a clause may name several times ("in May and
// July").
#include <algorithm>

#include "extract/sentence/phrases.h"
#include "extract/sentence/roles.h"
#include "extract/statements/sentence_statements.h"
#include "extract/times/time_expressions.h"

namespace trine::extract {
namespace {

bool is_year(const Token& token) {
  return token.form.size() == 4 && (token.form[0] == '1' || token.form[0] == '2') &&
         std::all_of(token.form.begin(), token.form.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool SentenceStatements::is_time(const ClauseArgument& argument) const {
  if (argument.function != Function::kOblique && argument.function != Function::kAdverb) {
    return false;
  }
  const Role role = role_of_argument(argument);
  return role == Role::kTime || role == Role::kDuration;
}

// What "on Friday" looks back from: a plan looks ahead even where it was made in the past.
bool SentenceStatements::is_past(Tense tense, const Statement& statement) {
  switch (statement.modality) {
    case Modality::kPlanned:
    case Modality::kPossible:
    case Modality::kDemanded:
    case Modality::kHypothetical:
      return false;
    default:
      return tense == Tense::kPast || tense == Tense::kNone || statement.aspect == Aspect::kPerfect;
  }
}

void SentenceStatements::set_time(TokenIndex head, std::span<const TokenIndex> preposition,
                                  Tense tense, Statement& statement) const {
  if (!statement.time.empty()) return;
  // "will be the first meeting ... last year": the time of something else
  const TokenIndex last = tree_.child(head, {Deprel::kAmod});
  if (tense == Tense::kFuture && last != kNoToken && tree_[last].lemma == "last") return;
  statement.time = normalise_time(phrase_with_preposition(head, preposition), input_.document.date,
                                  is_past(tense, statement));
}

// Where the phrase of an argument ends: the place after its last token.
TokenIndex SentenceStatements::end_of(TokenIndex head) const {
  const std::vector<TokenIndex> words = noun_phrase(tree_, head, {});
  return words.empty() ? head + 1 : *std::max_element(words.begin(), words.end()) + 1;
}

// "from May" is the beginning of "from May to July", "at noon" of "at noon on Friday": the argument
// that goes on where this one ends, or nullptr.
const ClauseArgument* SentenceStatements::rest_of_time(const ClauseArgument& argument,
                                                       const Clause& clause) const {
  const std::string first = preposition_text(tree_, argument.preposition);
  const TokenIndex end = end_of(argument.head);
  for (const ClauseArgument& next : clause.arguments) {
    if (next.function != Function::kOblique || next.preposition.empty() ||
        next.preposition.front() != end) {
      continue;
    }
    const std::string second = preposition_text(tree_, next.preposition);
    if (first == "from") {
      if (one_of(second, {"to", "until", "till", "through"})) return &next;
    } else if (one_of(second, {"on", "in"}) && is_time(next)) {
      return &next;
    }
  }
  return nullptr;
}

void SentenceStatements::add_time(const ClauseArgument& argument, const Clause& clause,
                                  Statement& statement) const {
  if (!statement.time.empty()) return;
  set_time(argument.head, argument.preposition, clause.tense, statement);
  if (statement.time.empty()) return;
  const bool past = is_past(clause.tense, statement);
  if (const ClauseArgument* rest = rest_of_time(argument, clause)) {
    const TimeValue whole = normalise_time(
        statement.time.text + ' ' + phrase_with_preposition(rest->head, rest->preposition),
        input_.document.date, past);
    if (!whole.from.empty() && !whole.to.empty()) statement.time = whole;
    return;
  }
  if (preposition_text(tree_, argument.preposition) != "in") return;
  add_further_times(argument, past, statement);
}

// "in March and October 2018", "in 2016, 2017 and 2019": a statement for each.
void SentenceStatements::add_further_times(const ClauseArgument& argument, bool past,
                                           Statement& statement) const {
  std::vector<TokenIndex> heads = argument.conjuncts;
  for (const TokenIndex child : tree_.children(argument.head)) {
    // the parser's way with "2016, 2017"
    const bool listed = child > argument.head + 1 && tree_[child - 1].form == ",";
    if (listed && is_year(tree_[child]) && is_year(tree_[argument.head])) heads.push_back(child);
  }
  if (heads.size() < 2) return;
  std::sort(heads.begin(), heads.end());
  heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
  std::string year;  // said once, behind the last, for all
  std::vector<TokenIndex> last = noun_phrase(tree_, heads.back(), {});
  if (!last.empty() && last.back() != heads.back() && is_year(tree_[last.back()])) {
    year = ' ' + tree_[last.back()].form;
  }
  std::vector<TimeValue> times;
  for (const TokenIndex head : heads) {
    std::vector<TokenIndex> words = noun_phrase(tree_, head, {});
    std::erase_if(words, [&](TokenIndex at) {
      return at != head && std::find(heads.begin(), heads.end(), at) != heads.end();
    });
    std::string text = join_as_written(tree_, words);
    while (text.ends_with(',')) text.pop_back();
    const bool has_year =
        std::any_of(words.begin(), words.end(), [&](TokenIndex at) { return is_year(tree_[at]); });
    TimeValue time =
        normalise_time("in " + text + (has_year ? "" : year), input_.document.date, past);
    if (time.from.empty()) return;  // not all of them are times
    times.push_back(std::move(time));
  }
  statement.time = times.front();
  times.erase(times.begin());
  further_times_.emplace_back(statement.time, std::move(times));
}

std::vector<TimeValue> SentenceStatements::further_times(const TimeValue& time) const {
  for (const auto& [first, others] : further_times_) {
    if (first == time) return others;
  }
  return {};
}

void SentenceStatements::inherit_time(const Clause& clause, Statement& statement) const {
  for (const ClauseArgument& argument : clause.arguments) {
    if (is_time(argument)) {
      add_time(argument, clause, statement);
      return;
    }
  }
}

void SentenceStatements::add_time_clause(TokenIndex head, const Clause& clause,
                                         Statement& statement) const {
  constexpr std::size_t kShort = 5;
  const TokenIndex mark = tree_.child(head, {Deprel::kMark, Deprel::kCase});
  if (mark == kNoToken || !statement.time.empty()) return;
  if (!one_of(tree_[mark].lemma, {"since", "after", "before", "until", "till", "upon"})) return;
  const std::vector<TokenIndex> words = clause_phrase(tree_, head, true);
  if (words.size() > kShort) return;
  statement.time = normalise_time(join_as_written(tree_, words), input_.document.date,
                                  is_past(clause.tense, statement));
}

}  // namespace trine::extract
