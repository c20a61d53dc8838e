#include "extract/sentence/sentence.h"

#include <algorithm>
#include <array>
#include <ostream>

namespace trine::extract {
namespace {

constexpr std::array<std::string_view, 17> kUpos = {
    "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

constexpr std::array<std::string_view, 51> kDeprel = {
    "acl",         "acl:relcl",    "advcl",        "advcl:relcl", "advmod",     "amod",
    "appos",       "aux",          "aux:pass",     "case",        "cc",         "cc:preconj",
    "ccomp",       "compound",     "compound:prt", "conj",        "cop",        "csubj",
    "csubj:outer", "csubj:pass",   "dep",          "det",         "det:predet", "discourse",
    "dislocated",  "expl",         "fixed",        "flat",        "goeswith",   "iobj",
    "list",        "mark",         "nmod",         "nmod:desc",   "nmod:poss",  "nmod:unmarked",
    "nsubj",       "nsubj:outer",  "nsubj:pass",   "nummod",      "obj",        "obl",
    "obl:agent",   "obl:unmarked", "orphan",       "parataxis",   "punct",      "reparandum",
    "root",        "vocative",     "xcomp"};

constexpr std::array<std::string_view, 11> kMention = {"",       "abstract",     "animal", "event",
                                                       "object", "organization", "person", "place",
                                                       "plant",  "substance",    "time"};

constexpr std::array<std::string_view, 6> kName = {"", "PER", "ORG", "LOC", "EVENT", "OTHER"};

template <class Enum, std::size_t N>
std::string_view name_of(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

template <class Enum, std::size_t N>
Enum parse(const std::array<std::string_view, N>& names, std::string_view name, Enum otherwise) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? otherwise : static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view to_string(Upos tag) { return name_of(kUpos, tag); }
Upos parse_upos(std::string_view tag) { return parse(kUpos, tag, Upos::kX); }

std::string_view to_string(Deprel relation) { return name_of(kDeprel, relation); }
Deprel parse_deprel(std::string_view relation) {
  static_assert(kDeprel.size() == static_cast<std::size_t>(Deprel::kXcomp) + 1);
  const auto base_name = relation.substr(0, relation.find(':'));
  return parse(kDeprel, relation, parse(kDeprel, base_name, Deprel::kDep));
}
std::string_view base(Deprel relation) {
  const auto name = to_string(relation);
  return name.substr(0, name.find(':'));
}

std::string_view to_string(MentionClass type) { return name_of(kMention, type); }
MentionClass parse_mention_class(std::string_view name) {
  return parse(kMention, name, MentionClass::kNone);
}
std::string_view to_string(NameClass type) { return name_of(kName, type); }
NameClass parse_name_class(std::string_view name) { return parse(kName, name, NameClass::kNone); }

std::ostream& operator<<(std::ostream& out, Upos tag) { return out << to_string(tag); }
std::ostream& operator<<(std::ostream& out, Deprel relation) { return out << to_string(relation); }

bool Token::has_feature(std::string_view feature, std::string_view value) const {
  std::string_view rest = features;
  while (!rest.empty()) {
    const auto bar = rest.find('|');
    const auto item = rest.substr(0, bar);
    if (item.size() == feature.size() + value.size() + 1 && item.starts_with(feature) &&
        item[feature.size()] == '=' && item.ends_with(value)) {
      return true;
    }
    if (bar == std::string_view::npos) break;
    rest.remove_prefix(bar + 1);
  }
  return false;
}

std::ostream& operator<<(std::ostream& out, const Sentence& sentence) {
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const auto& token = sentence.tokens[i];
    out << i << ' ' << token.form << ' ' << token.lemma << ' ' << token.upos << ' ' << token.head
        << ' ' << token.relation << '\n';
  }
  return out;
}

}  // namespace trine::extract
