// Each rule is a fact of English, not a preference: a participle before its noun takes no adjuncts
// after it; what "and" joins is alike; two singular names and a plural verb are one subject; a
// phrase with a preposition is no object; "hours" counts, it has no town in front of it.
#include "extract/parser/attachment.h"

#include <algorithm>

#include "extract/english/frames.h"
#include "extract/english/lexicon.h"
#include "extract/english/names.h"
#include "extract/parser/role_names.h"
#include "extract/sentence/roles.h"
#include "extract/sentence/tree.h"

namespace trine::extract {
namespace {

bool is_nominal(const Token& token) {
  return token.upos == Upos::kNoun || token.upos == Upos::kPropn || token.upos == Upos::kPron;
}

bool is_finite(const Token& token) { return one_of(token.xpos, {"VBD", "VBZ", "VBP", "MD"}); }

class Mender {
 public:
  explicit Mender(Sentence& sentence) : sentence_(sentence), tree_(sentence) {}

  int run() {
    lost_main_verb();
    for (TokenIndex at = 0; at < tree_.size(); ++at) {
      office_before_name(at);
      adjunct_of_premodifier(at);
      object_with_preposition(at);
      counted_time(at);
      day_of_subject(at);
      follow_up_to(at);
      split_subject(at);
      listed_subject(at);
      conjoined_participle(at);
      clause_after_infinitive(at);
      participle_after_comma(at);
      day_of_noun(at);
      claim_with_subject(at);
      gerund_after_amid(at);
      place_before_subject(at);
      name_after_last_conjunct(at);
      names_in_list(at);
      report_that_goes_on(at);
      conjuncts_alike(at);
      gerund_of_charge(at);
      subject_across_report(at);
      object_of_inner_clause(at);
      name_of_verb(at);
      speaker_after_quote(at);
    }
    return changes_;
  }

 private:
  Token& token(TokenIndex at) { return sentence_.tokens[static_cast<std::size_t>(at)]; }

  // False where it would make a circle.
  bool hang(TokenIndex at, TokenIndex head, Deprel relation) {
    if (head < 0 || tree_.dominates(at, head)) return false;
    token(at).head = head;
    token(at).relation = relation;
    tree_ = Tree(sentence_);
    ++changes_;
    return true;
  }

  TokenIndex first_of(TokenIndex at) const {
    std::vector<TokenIndex> all;
    tree_.collect(at, all, [](TokenIndex) { return false; });
    return all.front();
  }
  TokenIndex last_of(TokenIndex at) const {
    std::vector<TokenIndex> all;
    tree_.collect(at, all, [](TokenIndex) { return false; });
    return all.back();
  }

  // "Secretary of State Ada Holm": the office describes the name, what it is of goes with the
  // office.
  void office_before_name(TokenIndex at) {
    if (!one_of(tree_[at].form,
                {"Secretary", "Minister",   "Director", "Chairman",     "Chairwoman", "Chair",
                 "Governor",  "President",  "Chief",    "Commissioner", "Chancellor", "Speaker",
                 "King",      "Queen",      "Prince",   "Princess",     "Duke",       "Emperor",
                 "Bishop",    "Archbishop", "Mayor",    "Head"}) ||
        at + 3 >= tree_.size() || tree_[at + 1].form != "of") {
      return;
    }
    constexpr TokenIndex kLongest = 7;  // "the Joint Chiefs of Staff"
    TokenIndex name = at + 2;
    while (name < tree_.size() && name <= at + 2 + kLongest &&
           !(tree_[name].name_begins && tree_[name].name == NameClass::kPerson)) {
      const auto& word = tree_[name];
      if (word.name == NameClass::kPerson ||
          !(starts_upper(word.form) || one_of(word.form, {"the", "of", "and", "for"}))) {
        return;
      }
      ++name;
    }
    if (name == at + 2 || name >= tree_.size() || !tree_[name].name_begins ||
        tree_[name].name != NameClass::kPerson || !starts_upper(tree_[name - 1].form)) {
      return;
    }
    TokenIndex last = name;
    while (last + 1 < tree_.size() && tree_[last + 1].name == NameClass::kPerson &&
           !tree_[last + 1].name_begins) {
      ++last;
    }
    TokenIndex top = kNoToken;
    for (TokenIndex i = at; i <= last; ++i) {
      if (tree_[i].head >= at && tree_[i].head <= last) continue;
      if (top != kNoToken) return;  // not one phrase
      top = i;
    }
    if (top == name && tree_[at].head == name) return;
    const TokenIndex body = name - 1;
    const TokenIndex head = tree_[top].head;
    const auto relation = tree_.relation(top);
    for (TokenIndex i = 0; i < tree_.size(); ++i) {
      const bool inside = i >= at && i <= last;
      // what stands outside hangs on the name now; a determiner or adjective stays with the office
      if (!inside && tree_[i].head >= at && tree_[i].head <= last) {
        token(i).head =
            i < at && !one_of(tree_.relation(i), {Deprel::kCase, Deprel::kMark, Deprel::kPunct})
                ? at
                : name;
      }
      if (!inside) continue;
      if (i == name) {
        token(i).head = head;
        token(i).relation = relation;
      } else if (i > name) {
        token(i).head = name;
        token(i).relation = Deprel::kFlat;
      } else if (i == at) {
        token(i).head = name;
        token(i).relation = Deprel::kNmodDesc;
      } else if (i == body) {
        token(i).head = at;
        token(i).relation = Deprel::kNmod;
      } else if (i == at + 1) {
        token(i).head = body;
        token(i).relation = Deprel::kCase;
      } else if (tree_[i].head < at + 2 || tree_[i].head > body) {
        token(i).head = body;
        if (!one_of(tree_.relation(i), {Deprel::kDet, Deprel::kAmod, Deprel::kCase, Deprel::kCc})) {
          token(i).relation = Deprel::kCompound;
        }
      }
    }
    tree_ = Tree(sentence_);
    ++changes_;
  }

  // "performed forced labor during the war": performed, not forced, during the war.
  void adjunct_of_premodifier(TokenIndex at) {
    if (!one_of(tree_.relation(at), {Deprel::kObl, Deprel::kOblUnmarked})) return;
    const TokenIndex modifier = tree_[at].head;
    const TokenIndex noun = modifier < 0 ? kNoToken : tree_[modifier].head;
    if (noun < 0 || tree_.relation(modifier) != Deprel::kAmod) return;
    if (modifier > noun || at < noun) return;
    const TokenIndex verb = tree_[noun].head;
    const bool argument =
        one_of(tree_.relation(noun), {Deprel::kObj, Deprel::kIobj, Deprel::kObl, Deprel::kXcomp,
                                      Deprel::kNsubj, Deprel::kNsubjPass});
    if (argument && verb >= 0 && verb < at) {
      hang(at, verb, tree_.relation(at));
    } else {
      hang(at, noun, tree_.relation(at) == Deprel::kObl ? Deprel::kNmod : Deprel::kNmodUnmarked);
    }
  }

  // "led to a thaw": an oblique, whatever the verb.
  void object_with_preposition(TokenIndex at) {
    if (!one_of(tree_.relation(at), {Deprel::kObj, Deprel::kIobj})) return;
    const TokenIndex mark = tree_.child(at, {Deprel::kCase});
    if (mark == kNoToken || mark > at || mark < tree_[at].head) return;
    if (!one_of(tree_[mark].lemma,
                {"to", "into", "through", "with", "from", "by", "in", "on", "for", "against",
                 "during", "amid", "toward", "towards", "via", "at"})) {
      return;
    }
    hang(at, tree_[at].head, Deprel::kObl);
  }

  // "landed in Oslo hours before": landed in Oslo, hours before.
  void counted_time(TokenIndex at) {
    if (tree_[at].xpos != "NNS" ||
        !one_of(tree_[at].lemma, {"minute", "hour", "day", "week", "month", "year", "decade"})) {
      return;
    }
    if (tree_.relation(at) != Deprel::kObl) return;
    const TokenIndex place = tree_.child(at, {Deprel::kCompound});
    const TokenIndex mark = tree_.child(at, {Deprel::kCase});
    if (place == kNoToken || mark == kNoToken || mark > place || place + 1 != at) return;
    if (tree_[place].name != NameClass::kLocation) return;
    if (hang(place, tree_[at].head, Deprel::kObl) && hang(mark, place, Deprel::kCase)) {
      hang(at, tree_[at].head, Deprel::kOblUnmarked);
    }
  }

  // "the minister on Friday said": said on Friday.
  void day_of_subject(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kNmod || !is_time_word(tree_, at)) return;
    const TokenIndex noun = tree_[at].head;
    if (noun < 0 || !one_of(tree_.relation(noun), {Deprel::kNsubj, Deprel::kNsubjPass})) return;
    const TokenIndex mark = tree_.child(at, {Deprel::kCase});
    if (mark == kNoToken || !one_of(tree_[mark].lemma, {"on", "in"}) || mark < noun) return;
    if (!one_of(tree_[noun].mention, {MentionClass::kPerson, MentionClass::kOrganization})) return;
    const TokenIndex verb = tree_[noun].head;
    if (verb >= 0 && last_of(noun) == last_of(at) && last_of(at) < verb &&
        tree_[verb].upos == Upos::kVerb) {
      hang(at, verb, Deprel::kObl);
    }
  }

  // "as a follow-up to the talks": the talks are followed up.
  void follow_up_to(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kObl) return;
    const TokenIndex to = tree_.child(at, {Deprel::kCase});
    const TokenIndex verb = tree_[at].head;
    if (to == kNoToken || tree_[to].lemma != "to" || to == 0 || verb < 0) return;
    const TokenIndex noun = to - 1;
    if (tree_[noun].head != verb || tree_.relation(noun) != Deprel::kObl) return;
    const TokenIndex as = tree_.child(noun, {Deprel::kCase});
    if (as == kNoToken || tree_[as].lemma != "as") return;
    if (!one_of(tree_[noun].lemma,
                {"up",         "follow-up", "response",   "reply",   "answer",        "alternative",
                 "prelude",    "successor", "heir",       "tribute", "counterweight", "reaction",
                 "sequel",     "envoy",     "ambassador", "adviser", "threat",        "solution",
                 "complement", "assistant"})) {
      return;
    }
    hang(at, noun, Deprel::kNmod);
  }

  // "after [Ada] and Bo did not meet", where each was hung on the verb.
  void split_subject(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kCc || tree_[at].lemma != "and") return;
    const TokenIndex verb = tree_[at].head;
    if (verb < at || tree_[verb].upos != Upos::kVerb) return;
    const TokenIndex second = tree_.child(verb, {Deprel::kNsubj, Deprel::kNsubjPass});
    if (second == kNoToken || second < at || first_of(second) != at + 1) return;
    for (const TokenIndex first : tree_.children(verb)) {
      if (first > at || last_of(first) + 1 != at || !is_nominal(tree_[first])) continue;
      if (!one_of(tree_.relation(first), {Deprel::kObl, Deprel::kOblUnmarked, Deprel::kNsubj,
                                          Deprel::kDislocated, Deprel::kDep})) {
        continue;
      }
      if (tree_.has_child(first, {Deprel::kCase}) || is_time_word(tree_, first)) continue;
      const Deprel subject = tree_.relation(second);
      if (hang(second, first, Deprel::kConj) && hang(at, second, Deprel::kCc)) {
        hang(first, verb, subject);
      }
      return;
    }
  }

  // "Norway, Sweden sign treaty": singular names before a plural verb are listed.
  void listed_subject(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kNsubj || tree_[at].upos != Upos::kPropn) return;
    if (tree_[at].xpos != "NNP") return;
    const TokenIndex verb = tree_[at].head;
    if (verb < at || tree_[verb].xpos != "VBP" ||
        tree_.has_child(verb, {Deprel::kAux, Deprel::kCop, Deprel::kAuxPass})) {
      return;
    }
    for (TokenIndex second = at + 1; second < verb; ++second) {
      const bool candidate =
          tree_[second].upos == Upos::kPropn &&
          ((tree_[second].head == at &&
            one_of(tree_.relation(second),
                   {Deprel::kAppos, Deprel::kCompound, Deprel::kNmod, Deprel::kFlat, Deprel::kList,
                    Deprel::kNmodUnmarked, Deprel::kParataxis, Deprel::kDep})) ||
           (tree_[second].head == verb && tree_.relation(second) == Deprel::kNsubj));
      if (!candidate || last_of(second) + 1 != verb || tree_.has_child(second, {Deprel::kCase})) {
        continue;
      }
      const TokenIndex comma = first_of(second) - 1;
      if (comma <= at || tree_[comma].form != ",") continue;
      hang(second, at, Deprel::kConj);
      return;
    }
  }

  // "has called for calm and voiced hopes that ...": voiced is a verb.
  void conjoined_participle(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kAmod || tree_[at].xpos != "VBN" || at == 0) return;
    const TokenIndex noun = tree_[at].head;
    const TokenIndex cc = at - 1;
    if (noun < at || tree_.relation(noun) != Deprel::kConj) return;
    if (tree_.relation(cc) != Deprel::kCc) return;
    if (tree_.has_child(noun, {Deprel::kDet, Deprel::kNmodPoss})) return;
    TokenIndex content = kNoToken;
    for (const TokenIndex child : tree_.children(noun)) {
      const TokenIndex mark = tree_.child(child, {Deprel::kMark});
      if (one_of(tree_.relation(child), {Deprel::kAcl, Deprel::kCcomp}) && mark != kNoToken &&
          tree_[mark].lemma == "that") {
        content = child;
      }
    }
    if (content == kNoToken) return;
    TokenIndex verb = first_conjunct(tree_, noun);
    while (verb >= 0 && tree_[verb].upos != Upos::kVerb) verb = tree_[verb].head;
    if (verb < 0 || (tree_[verb].xpos != "VBN" && tree_[verb].xpos != "VBD")) return;
    if (hang(at, verb, Deprel::kConj) && hang(noun, at, Deprel::kObj)) hang(cc, at, Deprel::kCc);
  }

  // "the deadline to reply passed and Ada [left]": a finite verb with a subject is coordinated with
  // a finite verb, not with an infinitive.
  void clause_after_infinitive(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kConj || !is_finite_clause(at)) return;
    if (!tree_.has_child(at, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kExpl})) return;
    TokenIndex verb = tree_[at].head;
    const TokenIndex to = verb < 0 ? kNoToken : tree_.child(verb, {Deprel::kMark});
    if (to == kNoToken || tree_[to].xpos != "TO" || tree_[verb].upos != Upos::kVerb) return;
    while (verb >= 0 && !(is_finite_clause(verb) &&
                          one_of(tree_.relation(verb),
                                 {Deprel::kRoot, Deprel::kCcomp, Deprel::kConj, Deprel::kAdvcl}))) {
      verb = tree_[verb].head;
    }
    if (verb >= 0 && verb < at) hang(at, verb, Deprel::kConj);
  }

  bool is_finite_clause(TokenIndex at) const {
    if (is_finite(tree_[at])) return true;
    const TokenIndex first = tree_.child(at, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop});
    return first != kNoToken && is_finite(tree_[first]);
  }

  // "fired at crowds waving flags, killing dozens": after the comma the verb goes on, not its noun.
  void participle_after_comma(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kAdvcl || tree_[at].xpos != "VBG") return;
    const TokenIndex modifier = tree_[at].head;
    if (modifier < 0 || modifier > at || tree_.relation(modifier) != Deprel::kAcl) return;
    if (tree_[modifier].xpos != "VBG" || tree_[modifier - (modifier > 0)].form == ",") return;
    if (tree_.has_child(modifier, {Deprel::kNsubj, Deprel::kMark, Deprel::kCase})) return;
    const TokenIndex begin = first_of(at);
    if (at == 0 || begin + 1 < at || tree_[at - 1].form != ",") return;
    TokenIndex verb = tree_[modifier].head;
    while (verb >= 0 && !is_finite_clause(verb)) verb = tree_[verb].head;
    if (verb >= 0 && verb < modifier && tree_[verb].upos == Upos::kVerb) {
      hang(at, verb, Deprel::kAdvcl);
    }
  }

  // "amid mounting criticism": the criticism mounts.
  void gerund_after_amid(TokenIndex at) {
    if (tree_[at].xpos != "VBG" || at == 0 ||
        !one_of(tree_.relation(at), {Deprel::kAdvcl, Deprel::kAcl})) {
      return;
    }
    const TokenIndex mark = at - 1;
    const TokenIndex noun = tree_.child(at, {Deprel::kObj});
    if (!one_of(tree_[mark].lemma, {"amid", "amidst"}) || tree_[mark].head != at) return;
    if (noun == kNoToken || noun < at || first_of(noun) != at + 1) return;
    if (tree_.has_child(noun, {Deprel::kDet, Deprel::kNmodPoss})) return;
    const TokenIndex head = tree_[at].head;
    const Deprel relation = tree_.relation(at) == Deprel::kAdvcl ? Deprel::kObl : Deprel::kNmod;
    if (hang(noun, head, relation) && hang(mark, noun, Deprel::kCase))
      hang(at, noun, Deprel::kAmod);
  }

  // "In Africa miners went on strike": where they did, not which miners.
  void place_before_subject(TokenIndex at) {
    if (!one_of(tree_.relation(at), {Deprel::kNsubj, Deprel::kNsubjPass}) ||
        tree_[at].upos != Upos::kNoun) {
      return;
    }
    const TokenIndex mark = tree_.child(at, {Deprel::kCase});
    const TokenIndex verb = tree_[at].head;
    if (mark != 0 || verb < at || !one_of(tree_[mark].lemma, {"in", "at", "on", "from"})) return;
    const TokenIndex place = tree_.child(at, {Deprel::kCompound, Deprel::kNmod});
    if (place == kNoToken || place > at || first_of(place) != 1) return;
    if (tree_[place].name != NameClass::kLocation || tree_[place].upos != Upos::kPropn) return;
    if (hang(place, verb, Deprel::kObl)) hang(mark, place, Deprel::kCase);
  }

  // "Ada and her deputy, Bo, signed": after the conjunct with "and" none follows.
  void name_after_last_conjunct(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kConj || tree_[at].upos != Upos::kPropn) return;
    if (tree_.has_child(at, {Deprel::kCc}) || first_of(at) == 0) return;
    TokenIndex before = first_of(at);
    if (tree_[before].form != "," && tree_[--before].form != ",") return;
    for (const TokenIndex other : tree_.children(tree_[at].head)) {
      if (other >= at || tree_.relation(other) != Deprel::kConj) continue;
      if (tree_[other].upos != Upos::kNoun || !tree_.has_child(other, {Deprel::kCc})) continue;
      const TokenIndex owner = tree_.child(other, {Deprel::kNmodPoss});
      const bool person = tree_[other].mention == MentionClass::kPerson ||
                          (owner != kNoToken && tree_[owner].upos == Upos::kPron);
      if (last_of(other) + 1 != before || !person) continue;
      hang(at, other, Deprel::kAppos);
      return;
    }
  }

  // "Ada Holm, Bo Lind, and Cy Palm": nobody is another one.
  void names_in_list(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kAppos) return;
    const TokenIndex first = tree_[at].head;
    const auto is_person = [&](TokenIndex i) {
      return tree_[i].upos == Upos::kPropn && tree_[i].name == NameClass::kPerson;
    };
    if (first < 0 || first > at || !is_person(first) || !is_person(at)) return;
    for (const TokenIndex other : tree_.children(first)) {
      if (other > at && tree_.relation(other) == Deprel::kConj && is_person(other) &&
          tree_.has_child(other, {Deprel::kCc})) {
        hang(at, first, Deprel::kConj);
        return;
      }
    }
  }

  // "insisted [all debts] were paid": what is said has a subject, the verb of saying no object.
  void claim_with_subject(TokenIndex at) {
    if (!is_finite_clause(at) || tree_[at].upos != Upos::kVerb) return;
    if (!one_of(tree_.relation(at),
                {Deprel::kParataxis, Deprel::kConj, Deprel::kCcomp, Deprel::kXcomp})) {
      return;
    }
    if (tree_.has_child(at, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kCsubj, Deprel::kExpl,
                             Deprel::kMark, Deprel::kCc})) {
      return;
    }
    const TokenIndex auxiliary = tree_.child(at, {Deprel::kAux, Deprel::kAuxPass});
    const TokenIndex begin = auxiliary == kNoToken ? at : std::min(auxiliary, at);
    TokenIndex noun = begin - 1;
    while (noun >= 0 && tree_.relation(noun) != Deprel::kObj && tree_[noun].head < begin) {
      noun = tree_[noun].head;
    }
    if (noun < 0 || tree_.relation(noun) != Deprel::kObj || !is_nominal(tree_[noun])) return;
    const TokenIndex verb = tree_[noun].head;
    if (verb > noun || verb == at || !has(tree_[verb].lemma, Property::kSaying)) return;
    if (first_of(noun) != verb + 1 || last_before(noun, begin) + 1 != begin) return;
    const bool passive = tree_.has_child(at, {Deprel::kAuxPass});
    if (hang(at, verb, Deprel::kCcomp)) {
      hang(noun, at, passive ? Deprel::kNsubjPass : Deprel::kNsubj);
    }
  }

  // "accused Bo of hiding money", parsed as money that hides: the verb's frame wants a deed.
  void gerund_of_charge(TokenIndex at) {
    if (tree_[at].xpos != "VBG" || at < 2 ||
        !one_of(tree_.relation(at), {Deprel::kAmod, Deprel::kCompound}))
      return;
    const TokenIndex noun = tree_[at].head;
    const TokenIndex mark = at - 1;
    if (noun < at || !is_nominal(tree_[noun]) || tree_[mark].head != noun ||
        tree_.relation(mark) != Deprel::kCase ||
        !one_of(tree_.relation(noun), {Deprel::kObl, Deprel::kNmod})) {
      return;
    }
    TokenIndex verb = tree_[noun].head;
    if (verb >= 0 && tree_.relation(noun) == Deprel::kNmod && is_nominal(tree_[verb])) {
      verb = tree_[verb].head;  // hung on the accused
    }
    if (verb < 0 || verb > mark || tree_[verb].upos != Upos::kVerb) return;
    const std::string& preposition = tree_[mark].lemma;
    const Complement complement = preposition == "of"     ? Complement::kOf
                                  : preposition == "with" ? Complement::kWith
                                  : preposition == "from" ? Complement::kFrom
                                                          : Complement::kNone;
    const Frame* frame = find_frame(tree_[verb].lemma, Part::kVerb, complement, true);
    if (frame == nullptr || frame->controller != Controller::kObject) return;
    if (hang(at, verb, Deprel::kAdvcl)) {
      hang(noun, at, Deprel::kObj);
      hang(mark, at, Deprel::kMark);
    }
  }

  // The subjects of a verb that has two before it, the first set off from the second.
  TokenIndex first_of_two_subjects(TokenIndex verb) const {
    TokenIndex first = kNoToken;
    int subjects = 0;
    for (const TokenIndex child : tree_.children(verb)) {
      if (child > verb || !one_of(tree_.relation(child), {Deprel::kNsubj, Deprel::kNsubjPass})) {
        continue;
      }
      if (first == kNoToken) first = child;
      ++subjects;
    }
    return subjects == 2 ? first : kNoToken;
  }

  // "The bridge, engineers concluded, had buckled": the first subject is the claim's.
  void subject_across_report(TokenIndex at) {
    if (!one_of(tree_.relation(at), {Deprel::kCcomp, Deprel::kConj, Deprel::kParataxis}) ||
        !is_finite_clause(at)) {
      return;
    }
    const TokenIndex verb = tree_[at].head;
    if (verb < 0 || verb > at ||
        !has_any(tree_[verb].lemma, {Property::kSaying, Property::kThinking})) {
      return;
    }
    if (tree_.has_child(at, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kExpl, Deprel::kCc})) {
      return;
    }
    const TokenIndex first = first_of_two_subjects(verb);
    if (first == kNoToken || tree_[verb + 1].form != ",") return;
    const Deprel subject =
        tree_.has_child(at, {Deprel::kAuxPass}) ? Deprel::kNsubjPass : Deprel::kNsubj;
    if (hang(at, verb, Deprel::kCcomp)) hang(first, at, subject);
  }

  // "The claim that it had copied [the engine] was denied": the object of the inner clause.
  void object_of_inner_clause(TokenIndex at) {
    if (!one_of(tree_.relation(at), {Deprel::kNsubj, Deprel::kNsubjPass})) return;
    const TokenIndex verb = tree_[at].head;
    if (verb < at) return;
    const TokenIndex first = first_of_two_subjects(verb);
    if (first == kNoToken || first == at) return;
    const TokenIndex inner = tree_.child(first, {Deprel::kAcl, Deprel::kAclRelcl});
    if (inner == kNoToken || tree_.has_child(inner, {Deprel::kObj, Deprel::kAuxPass})) return;
    if (first_of(at) != inner + 1) return;
    hang(at, inner, Deprel::kObj);
  }

  // "Detectives suspect Ada Lund of": no name is part of a verb.
  void name_of_verb(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kFlat || tree_[at].upos != Upos::kPropn) return;
    const TokenIndex verb = tree_[at].head;
    if (verb + 1 != at || tree_[verb].upos != Upos::kVerb ||
        tree_.has_child(verb, {Deprel::kObj, Deprel::kNsubjPass, Deprel::kAuxPass})) {
      return;
    }
    hang(at, verb, Deprel::kObj);
  }

  // `"...," fumed the coach`: who speaks follows the verb.
  void speaker_after_quote(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kObj || !is_nominal(tree_[at])) return;
    const TokenIndex verb = tree_[at].head;
    if (verb < 1 || verb > at || !has(tree_[verb].lemma, Property::kSaying)) return;
    if (!one_of(tree_[verb - 1].form, {"''", "\"", "\u201D", "\u2019"})) return;
    if (tree_.has_child(verb, {Deprel::kNsubj, Deprel::kNsubjPass})) return;
    if (tree_.child(verb, {Deprel::kCcomp, Deprel::kParataxis}) == kNoToken) return;
    hang(at, verb, Deprel::kNsubj);
  }

  // "sent Bo to prison on Friday": a day says when it was done, not which prison.
  void day_of_noun(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kNmod || tree_[at].upos != Upos::kPropn) return;
    if (!one_of(tree_[at].lemma,
                {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})) {
      return;
    }
    const TokenIndex mark = tree_.child(at, {Deprel::kCase});
    const TokenIndex noun = tree_[at].head;
    if (mark == kNoToken || tree_[mark].lemma != "on" || noun < 0 || noun > at) return;
    if (!one_of(tree_[noun].mention, {MentionClass::kPlace, MentionClass::kObject,
                                      MentionClass::kOrganization, MentionClass::kPerson})) {
      return;
    }
    TokenIndex verb = noun;
    while (verb >= 0 && verb < at && tree_[verb].upos != Upos::kVerb) {
      if (!one_of(tree_.relation(verb), {Deprel::kObj, Deprel::kObl, Deprel::kNmod})) return;
      verb = tree_[verb].head;
    }
    if (verb >= 0 && verb < at) hang(at, verb, Deprel::kObl);
  }

  // "said that Oslo is ready and will go on": Oslo will, for a report in the past has no future.
  void report_that_goes_on(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kConj || tree_[at].upos != Upos::kVerb) return;
    const TokenIndex verb = tree_[at].head;
    if (verb < 0 || tree_[verb].xpos != "VBD" || !has(tree_[verb].lemma, Property::kSaying)) return;
    if (tree_.has_child(at, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kExpl})) return;
    const TokenIndex modal = tree_.child(at, {Deprel::kAux});
    if (modal == kNoToken || tree_[modal].xpos != "MD") return;
    const TokenIndex content = tree_.child(verb, {Deprel::kCcomp});
    if (content == kNoToken || content > at || content < verb) return;
    hang(at, content, Deprel::kConj);
  }

  // "victims hurt in the fires, their families, and friends": people go with people.
  void conjuncts_alike(TokenIndex at) {
    if (tree_.relation(at) != Deprel::kConj || tree_[at].mention != MentionClass::kPerson) return;
    const TokenIndex first = tree_[at].head;
    if (first < 0 || !is_nominal(tree_[first]) || !is_nominal(tree_[at]) || first > at) return;
    const MentionClass kind = tree_[first].mention;
    if (!one_of(kind, {MentionClass::kAbstract, MentionClass::kEvent, MentionClass::kObject,
                       MentionClass::kSubstance, MentionClass::kPlace})) {
      return;
    }
    // "against Norway and the farmers": a country acts as people do
    const TokenIndex owner = tree_.child(at, {Deprel::kNmodPoss});
    const bool theirs = owner != kNoToken && tree_[owner].upos == Upos::kPron;
    if (kind == MentionClass::kPlace && tree_[first].upos == Upos::kPropn && !theirs) return;
    // "people with skills or families": both are had
    const TokenIndex with = tree_.child(first, {Deprel::kCase});
    if (with != kNoToken && tree_[with].lemma == "with") return;
    TokenIndex above = tree_[first].head;
    TokenIndex below = first;
    const bool modifies =
        one_of(tree_.relation(first), {Deprel::kNmod, Deprel::kObl, Deprel::kObj});
    while (modifies && above >= 0 && above < below) {
      const bool person = tree_[above].mention == MentionClass::kPerson;
      if (person && is_nominal(tree_[above])) break;
      if (!one_of(tree_.relation(above), {Deprel::kAcl, Deprel::kNmod})) return;
      below = above;
      above = tree_[above].head;
    }
    if (!modifies || above < 0 || above >= below) return;
    if (tree_[above].mention != MentionClass::kPerson) return;
    // "some of the victims": with some
    const TokenIndex part = tree_[above].head;
    if (part >= 0 && part < above && tree_.relation(above) == Deprel::kNmod &&
        one_of(tree_[part].lemma, {"some", "many", "most", "several", "few", "all"})) {
      above = part;
    }
    if (!hang(at, above, Deprel::kConj)) return;
    for (TokenIndex later = at + 1; later < tree_.size(); ++later) {
      if (tree_[later].head == first && tree_.relation(later) == Deprel::kConj) {
        hang(later, above, Deprel::kConj);
      }
    }
  }

  // "The plan to end the row [invited] opposition from unions.": a participle that takes an object
  // is the main verb of a sentence that has no other.
  void lost_main_verb() {
    const TokenIndex root = tree_.root();
    if (root == kNoToken || !is_nominal(tree_[root]) || sentence_.kind != SentenceKind::kBody) {
      return;
    }
    if (tree_[tree_.size() - 1].form != "." ||
        tree_.has_child(root, {Deprel::kCop, Deprel::kNsubj})) {
      return;
    }
    if (noun_for_verb(root)) return;
    for (const TokenIndex child : tree_.children(root)) {
      if (is_finite(tree_[child]) && tree_.relation(child) != Deprel::kAclRelcl) return;
      if (one_of(tree_.relation(child), {Deprel::kParataxis, Deprel::kCcomp, Deprel::kAdvcl})) {
        return;
      }
    }
    for (TokenIndex verb = root + 1; verb < tree_.size(); ++verb) {
      if (tree_[verb].xpos == "VBD" && tree_.relation(verb) == Deprel::kAcl &&
          tree_[verb].head == root && verb == last_before(root, verb) + 1) {
        make_main(verb, root);
        return;
      }
      if (tree_[verb].xpos != "VBN" || tree_.relation(verb) != Deprel::kAcl) continue;
      if (tree_.has_child(verb, {Deprel::kAux, Deprel::kAuxPass, Deprel::kMark})) continue;
      if (urges(verb, root)) {
        make_main(verb, root);
        return;
      }
      if (has(tree_[verb].lemma, Property::kNaming) ||
          one_of(tree_[verb].lemma, {"give", "award", "offer", "grant", "pay", "tell", "ask",
                                     "deny", "teach", "send", "hand", "show", "charge"})) {
        continue;
      }
      TokenIndex object = kNoToken;
      for (TokenIndex noun = verb + 1; noun < tree_.size(); ++noun) {
        if (tree_.relation(noun) != Deprel::kObj) continue;
        const TokenIndex head = tree_[noun].head;
        const bool second = head < verb && head > root && tree_.child(head, {Deprel::kObj}) < verb;
        if ((head == verb || second) && first_of(noun) == verb + 1) object = noun;
        break;
      }
      if (object == kNoToken) continue;
      make_main(verb, root);
      hang(object, verb, Deprel::kObj);
      return;
    }
  }

  // "The mayor [called] on people to leave." with a participle where the verb should be
  bool urges(TokenIndex verb, TokenIndex root) const {
    if (tree_[verb].head != root || last_before(root, verb) + 1 != verb) return false;
    if (!has_any(tree_[verb].lemma, {Property::kSaying, Property::kDemanding})) return false;
    if (tree_.has_child(verb, {Deprel::kOblAgent}) ||
        !tree_.has_child(verb, {Deprel::kCcomp, Deprel::kXcomp, Deprel::kAdvcl})) {
      return false;
    }
    if (!has(tree_[verb].lemma, Property::kNaming)) return true;
    const TokenIndex asked = tree_.child(verb, {Deprel::kObl});
    return asked == verb + 2 && tree_[verb + 1].lemma == "on";
  }

  // The last word of the phrase of `noun` before `end`.
  TokenIndex last_before(TokenIndex noun, TokenIndex end) const {
    TokenIndex last = noun;
    for (const TokenIndex child : tree_.children(noun)) {
      if (child < end) last = std::max(last, last_of(child));
    }
    return last;
  }

  void make_main(TokenIndex verb, TokenIndex subject) {
    token(verb).head = kRootHead;
    token(verb).relation = Deprel::kRoot;
    token(verb).xpos = "VBD";
    token(subject).head = verb;
    token(subject).relation = Deprel::kNsubj;
    tree_ = Tree(sentence_);
    ++changes_;
    hang(tree_.size() - 1, verb, Deprel::kPunct);
  }

  // "Norvax plans to make the vaccine.": where nothing else is a verb, the name plans.
  bool noun_for_verb(TokenIndex root) {
    if (tree_[root].xpos != "NNS" || root == 0) return false;
    if (!one_of(tree_[root].lemma, {"plan", "aim", "hope", "need", "promise", "vow", "pledge",
                                    "attempt", "offer", "threat", "claim", "want"})) {
      return false;
    }
    const TokenIndex name = root - 1;
    const TokenIndex deed = tree_.child(root, {Deprel::kAcl});
    if (tree_[name].head != root || tree_.relation(name) != Deprel::kCompound ||
        (tree_[name].upos != Upos::kPropn && tree_[name].name == NameClass::kNone) ||
        deed != root + 2 || tree_[deed].xpos != "VB") {
      return false;
    }
    if (tree_.has_child(root, {Deprel::kDet, Deprel::kAmod, Deprel::kNmodPoss})) return false;
    token(root).upos = Upos::kVerb;
    token(root).xpos = "VBZ";
    return hang(name, root, Deprel::kNsubj) && hang(deed, root, Deprel::kXcomp);
  }

  static bool one_of(MentionClass kind, std::initializer_list<MentionClass> any) {
    return std::find(any.begin(), any.end(), kind) != any.end();
  }
  static bool one_of(Deprel relation, std::initializer_list<Deprel> any) {
    return trine::extract::one_of(relation, any);
  }
  static bool one_of(std::string_view word, std::initializer_list<std::string_view> any) {
    return trine::extract::one_of(word, any);
  }

  Sentence& sentence_;
  Tree tree_;
  int changes_ = 0;
};

}  // namespace

int mend_attachments(Sentence& sentence) {
  if (!sentence.parsed || sentence.tokens.empty()) return 0;
  const int roles = mend_roles(sentence);
  return roles + Mender(sentence).run();
}

}  // namespace trine::extract
