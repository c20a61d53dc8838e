// Two bare roles before a name are one person's, as is a role with "a" between commas behind it;
// small parsers hang both as further members of a list.
#include "extract/parser/role_names.h"

#include <algorithm>

#include "extract/english/lexicon.h"
#include "extract/english/names.h"
#include "extract/sentence/tree.h"

namespace trine::extract {
namespace {

class RoleMender {
 public:
  explicit RoleMender(Sentence& sentence) : sentence_(sentence), tree_(sentence) {}

  int run() {
    for (TokenIndex at = 0; at < tree_.size(); ++at) {
      address_before_name(at);
      role_beside_name(at);
      roles_before_name(at);
      role_behind_name(at);
    }
    return changes_;
  }

 private:
  Token& token(TokenIndex at) { return sentence_.tokens[static_cast<std::size_t>(at)]; }

  // A noun in the singular that may be said of a person: the model marks no noun that it takes for
  // a title.
  bool may_be_role(TokenIndex at) const {
    return tree_[at].xpos == "NN" &&
           one_of(tree_[at].mention, {MentionClass::kPerson, MentionClass::kObject,
                                      MentionClass::kAbstract, MentionClass::kNone});
  }
  bool is_role(TokenIndex at) const {
    return tree_[at].xpos == "NN" && tree_[at].mention == MentionClass::kPerson;
  }
  static bool one_of(MentionClass kind, std::initializer_list<MentionClass> any) {
    return std::find(any.begin(), any.end(), kind) != any.end();
  }
  static bool one_of(Deprel relation, std::initializer_list<Deprel> any) {
    return trine::extract::one_of(relation, any);
  }
  bool begins_person(TokenIndex at) const {
    return tree_[at].name_begins && tree_[at].name == NameClass::kPerson;
  }

  // The first word of the phrase that ends with the noun `at`: what hangs on it without a gap.
  TokenIndex begin_of(TokenIndex at) const {
    TokenIndex first = at;
    while (first > 0) {
      TokenIndex up = first - 1;
      for (int steps = 0; steps < 6 && up >= 0 && up < at; ++steps) {
        if (!one_of(tree_.relation(up), {Deprel::kCompound, Deprel::kAmod, Deprel::kNmodPoss,
                                         Deprel::kFlat, Deprel::kNmodDesc})) {
          break;
        }
        up = tree_[up].head;
      }
      if (up != at) break;
      --first;
    }
    return first;
  }

  // Does a verb in the plural speak of more than one?
  bool of_several(TokenIndex top) const {
    const TokenIndex verb = tree_[top].head;
    if (verb < 0 || !one_of(tree_.relation(top), {Deprel::kNsubj, Deprel::kNsubjPass}))
      return false;
    if (tree_[verb].xpos == "VBP") return true;
    return std::ranges::any_of(tree_.children(verb), [&](TokenIndex child) {
      return one_of(tree_.relation(child), {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop}) &&
             (tree_[child].xpos == "VBP" || tree_[child].form == "were");
    });
  }

  // "Ms Dorval": called Dorval
  void address_before_name(TokenIndex at) {
    const TokenIndex name = at + 1;
    if (name >= tree_.size() || tree_[name].head != at || tree_.relation(name) != Deprel::kFlat ||
        tree_[name].name != NameClass::kPerson || !starts_upper(tree_[name].form) ||
        !has(lower(tree_[at].form), Property::kAddress)) {
      return;
    }
    for (TokenIndex i = 0; i < tree_.size(); ++i) {
      if (i != name && tree_[i].head == at) token(i).head = name;
    }
    put(name, tree_[at].head, tree_.relation(at));
    put(at, name, Deprel::kNmodDesc);
    finish();
  }

  // "The Danish mayor Ada Holm met ...": a verb has no two subjects side by side
  void role_beside_name(TokenIndex name) {
    if (!begins_person(name) || name == 0 || !is_role(name - 1)) return;
    const TokenIndex role = name - 1;
    if (tree_[role].head != tree_[name].head || tree_.relation(role) != tree_.relation(name) ||
        tree_.relation(name) == Deprel::kConj) {
      return;
    }
    for (TokenIndex i = 0; i < role; ++i) {
      // what leads the phrase is the name's: prepositions
      if (tree_[i].head == role && tree_.relation(i) == Deprel::kCase) token(i).head = name;
    }
    put(role, name, Deprel::kNmodDesc);
    finish();
  }

  void roles_before_name(TokenIndex name) {
    if (!begins_person(name) || name < 3 || !may_be_role(name - 1)) return;
    const TokenIndex second = name - 1;
    const TokenIndex begin = begin_of(second);
    if (begin < 2 || tree_[begin - 1].form != "and" || !may_be_role(begin - 2)) return;
    const TokenIndex conjunction = begin - 1;
    const TokenIndex first = begin - 2;
    if (!is_role(first) && !is_role(second)) return;
    if (tree_.has_child(first, {Deprel::kDet, Deprel::kNummod})) return;
    const TokenIndex start = begin_of(first);
    TokenIndex last = name;
    while (last + 1 < tree_.size() && tree_[last + 1].name == NameClass::kPerson &&
           !tree_[last + 1].name_begins) {
      ++last;
    }
    TokenIndex top = kNoToken;
    for (TokenIndex i = start; i <= last; ++i) {
      if (tree_[i].head >= start && tree_[i].head <= last) continue;
      if (top != kNoToken) return;  // not one phrase
      top = i;
    }
    if (top == kNoToken || of_several(top)) return;
    const TokenIndex up = tree_[top].head;
    const Deprel relation = tree_.relation(top);
    for (TokenIndex i = 0; i < tree_.size(); ++i) {
      const bool outside = i < start || i > last;
      if (outside && tree_[i].head >= start && tree_[i].head <= last) token(i).head = name;
    }
    put(name, up, relation);
    put(first, name, Deprel::kNmodDesc);
    put(second, first, Deprel::kConj);
    put(conjunction, second, Deprel::kCc);
    for (TokenIndex i = name + 1; i <= last; ++i) put(i, name, Deprel::kFlat);
    finish();
  }

  // "Ana Ruiz, a lawyer, and Ben Okoro"
  void role_behind_name(TokenIndex role) {
    if (tree_.relation(role) != Deprel::kConj || !is_role(role)) return;
    const TokenIndex name = tree_[role].head;
    if (name < 0 || name > role || !begins_person(name)) return;
    const TokenIndex article = tree_.child(role, {Deprel::kDet});
    if (article < 1 || (tree_[article].lemma != "a" && tree_[article].lemma != "an")) return;
    if (tree_[article - 1].form != "," || tree_[article - 2].name != NameClass::kPerson) return;
    TokenIndex next = role + 1;
    while (next < tree_.size() && tree_[next].form != "," && tree_[next].form != "and") ++next;
    if (next + 1 >= tree_.size() || tree_[next].form != "," || tree_[next + 1].form != "and")
      return;
    put(role, name, Deprel::kAppos);
    finish();
  }

  void put(TokenIndex at, TokenIndex head, Deprel relation) {
    token(at).head = head;
    token(at).relation = relation;
  }
  void finish() {
    tree_ = Tree(sentence_);
    ++changes_;
  }

  Sentence& sentence_;
  Tree tree_;
  int changes_ = 0;
};

}  // namespace

int mend_roles(Sentence& sentence) { return RoleMender(sentence).run(); }

}  // namespace trine::extract
