#include "extract/mentions/name_spans.h"

#include <algorithm>
#include <array>

#include "extract/english/gazetteer.h"
#include "extract/english/names.h"

namespace trine::extract {
namespace {

bool is_name_part(const Token& token) { return token.upos == Upos::kPropn; }

bool is_legal_form(std::string_view lower_word) {
  static constexpr std::array<std::string_view, 13> kForms = {
      "inc", "inc.", "corp", "corp.", "co", "co.", "ltd", "ltd.", "llc", "plc", "gmbh", "ag", "sa"};
  return std::find(kForms.begin(), kForms.end(), lower_word) != kForms.end();
}

// "pro-French", "ex-Yugoslav": said of a name, no part of it.
bool is_prefixed(std::string_view form) {
  for (const std::string_view prefix : {"pro-", "anti-", "ex-", "non-"}) {
    if (form.starts_with(prefix)) return true;
  }
  return false;
}

bool is_particle(std::string_view form) {
  static constexpr std::array<std::string_view, 24> kParticles = {
      "de",  "la",  "le", "von", "van", "der", "den", "del", "di",  "da",  "du",   "dos",
      "das", "des", "al", "el",  "bin", "ibn", "ben", "abu", "ter", "ten", "ould", "zu"};
  return std::find(kParticles.begin(), kParticles.end(), form) != kParticles.end() ||
         form.size() < 2 || static_cast<unsigned char>(form[0]) >= 0x80 || form[0] == '\'' ||
         (form[0] >= '0' && form[0] <= '9') || form.starts_with("al-") || form.starts_with("el-") ||
         (form.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos &&
          !is_prefixed(form));
}

// "Northern Ireland", "New England" are one.
bool is_direction(std::string_view form) {
  static constexpr std::array<std::string_view, 29> kWords = {
      "North",   "South",   "East",      "West",      "Northern",  "Southern",
      "Eastern", "Western", "Central",   "Upper",     "Lower",     "New",
      "Old",     "Greater", "Northeast", "Northwest", "Southeast", "Southwest",
      "Inner",   "Outer",   "Mid",       "Baja",      "Great",     "Little",
      "Modern",  "Ancient", "Mainland",  "Centre",    "Center"};
  return std::find(kWords.begin(), kWords.end(), form) != kWords.end() || form == "of" ||
         form.ends_with("ern") || form.find('-') != std::string_view::npos;
}

// Quotation marks and loose hyphens at the edge of a name.
bool is_edge_mark(std::string_view form) {
  return form == "\"" || form == "“" || form == "”" || form == "-" || form == "–" || form == "'" ||
         form == "`" || form == "``" || form == "''";
}

}  // namespace

NameSpans::NameSpans(const SentenceView& view) : view_(view) {
  const auto count = view_.size();
  name_of_.assign(static_cast<std::size_t>(count), -1);
  for (TokenIndex i = 0; i < count;) {
    if (view_.token(i).name == NameClass::kNone || is_address(view_.token(i).form)) {
      ++i;
      continue;
    }
    TokenIndex last = i;
    while (last + 1 < count && view_.token(last + 1).name == view_.token(i).name &&
           !view_.token(last + 1).name_begins) {
      ++last;
    }
    const auto type = view_.token(i).name;
    if (is_small_word(i, last)) {
      i = last + 1;
      continue;
    }
    if (!names_.empty() && i <= names_.back().last) {
      i = std::max(last, names_.back().last) + 1;  // taken in by the name before
      continue;
    }
    last = complement_end(i, last, type);
    add_name(i, last, type);
    i = std::max(last, names_.empty() ? last : names_.back().last) + 1;
  }
}

// "Ministry" is only half a name: with "of Foreign Affairs", "for Science and Technology" it is
// whole. The tagger often stops at the small word. `last` where nothing follows.
TokenIndex NameSpans::complement_end(TokenIndex first, TokenIndex last, NameClass type) const {
  const auto count = view_.size();
  if (last + 2 >= count || !starts_upper(view_.token(last).form)) return last;
  const auto word = lower(view_.token(last).form);
  const auto link = lower(view_.token(last + 1).form);
  const bool legal = is_legal_form(word);
  const bool body = !legal && (type == NameClass::kOrganization || type == NameClass::kOther);
  const bool organization = body && view_.gazetteer().has(WordList::kOrganizationSuffix, word) &&
                            (link == "of" || link == "for" || link == "on" || link == "against");
  // "Republic of Moldova", but "Oster District of Norway" are two.
  const bool place = type == NameClass::kLocation && link == "of" && first == last &&
                     view_.gazetteer().place_word(word);
  if (!organization && !place) return last;
  const auto is_small = [](std::string_view form) {
    return form == "of" || form == "for" || form == "the" || form == "on" || form == "and" ||
           form == "&" || form == "-";
  };
  TokenIndex end = last;
  for (TokenIndex i = last + 2; i < count; ++i) {
    const auto& next = view_.token(i);
    if (is_small(next.form)) {
      if (next.form == "and" || next.form == "&") {
        // "... of Science and Technology", not "... of Oslo and Microsoft"
        if (i + 1 >= count || !view_.gazetteer().noun_type(lower(view_.token(i + 1).lemma))) {
          if (i + 1 >= count || view_.token(i + 1).upos == Upos::kPropn) break;
        }
      }
      continue;
    }
    const bool capital = starts_upper(next.form) && next.upos != Upos::kPron &&
                         next.upos != Upos::kVerb && next.upos != Upos::kAux;
    if (!capital || is_calendar_word(next.form)) break;
    // "left the Liberal Party for the Reform League"
    if (link != "of" && first < last && next.name_begins && !is_complement(i)) break;
    end = i;
  }
  return end;
}

// Of two names that the tagger sees around a preposition, is the second but what the first is for?
// "... Front for the [Liberation of Palestine]": one common noun.
bool NameSpans::is_complement(TokenIndex i) const {
  const bool alone = i + 1 >= view_.size() || view_.token(i + 1).name == NameClass::kNone ||
                     view_.token(i + 1).name_begins || !starts_upper(view_.token(i + 1).form);
  return alone && view_.gazetteer().noun_senses(lower(view_.token(i).lemma))[0] != 0;
}

bool NameSpans::has_upper(TokenIndex first, TokenIndex last) const {
  for (TokenIndex i = first; i <= last; ++i) {
    if (starts_upper(view_.token(i).form)) return true;
  }
  return false;
}

void NameSpans::add_name(TokenIndex first, TokenIndex last, NameClass type) {
  // "post-Reform Varn"
  for (const std::string_view prefix : {"post-", "pre-", "mid-"}) {
    if (view_.token(first).form.starts_with(prefix)) return;
  }
  while (last > first && (is_possessive_mark(view_.token(last)) || view_.token(last).form == ","))
    --last;
  while (first < last && (is_plain_article(first) || is_edge_mark(view_.token(first).form))) {
    ++first;
  }
  while (last > first && is_edge_mark(view_.token(last).form)) --last;
  last = without_date(first, last);
  // "Norwegian Energy" of "Norwegian Energy Minister X" is part of a title.
  const auto size = view_.size();
  if (last + 1 < size && starts_upper(view_.token(last + 1).form) && type != NameClass::kPerson &&
      view_.gazetteer().noun_type(lower(view_.token(last).form)) != EntityType::kPerson) {
    const auto next = lower(view_.token(last + 1).form);
    if (next == "minister" || next == "secretary" || next == "ministers") {
      const bool nationality =
          first < last && view_.gazetteer().find_demonym(view_.token(first).form);
      if (!nationality) {
        if (first == last && view_.gazetteer().find(view_.token(first).form))
          return keep_name(first, last, type);
        return;
      }
      last = first;
    }
  }
  // What the tagger takes in too much: "respected Association of ...", "group Blue Horizon", "Dan
  // I".
  while (first < last && !starts_upper(view_.token(first).form) &&
         !is_particle(view_.token(first).form) && has_upper(first + 1, last)) {
    ++first;
  }
  while (last > first && view_.token(last).upos == Upos::kPron) --last;
  // "Mozilla software": the common noun heads the phrase, the name stands in it.
  const bool keeps_nouns = type == NameClass::kEvent || type == NameClass::kLocation;
  const auto hyphenated = [&](TokenIndex i) {  // "un" of "Jong-un"
    return view_.token(i - 1).form == "-" && !view_.token(i - 1).space_after;
  };
  while (last > first && !keeps_nouns && !starts_upper(view_.token(last).form) &&
         !hyphenated(last) &&
         (view_.token(last).upos == Upos::kNoun ||
          (view_.token(last).upos == Upos::kPropn && is_common(last) &&
           !view_.gazetteer().has(WordList::kOrganizationSuffix, view_.token(last).form))) &&
         starts_upper(view_.token(first).form) &&
         !(last == first + 1 && view_.gazetteer().find_demonym(view_.token(first).form))) {
    --last;
  }
  // "Ada Holm Image: Bo Lund": a caption's credit
  if (last > first && last + 1 < size && view_.token(last + 1).form == ":") {
    const auto& word = view_.token(last).form;
    if (word == "Image" || word == "Photo" || word == "Audio" || word == "Video") --last;
  }
  // "English league", "Danish city" are descriptions.
  if (type != NameClass::kEvent && last == first + 1 && !starts_upper(view_.token(last).form) &&
      view_.gazetteer().find_demonym(view_.token(first).form)) {
    return;
  }
  if (is_office(first, last)) return;
  // "South Korea-Japan talks" are of two countries.
  for (TokenIndex i = first + 1; i < last && type != NameClass::kPerson; ++i) {
    if (view_.token(i).form != "-" && view_.token(i).form != "–") continue;
    const auto left = view_.text(first, i - 1);
    const auto right = view_.text(i + 1, last);
    const auto known = [&](const std::string& name) {
      const auto hit = view_.gazetteer().find(name);
      return (hit && is_place(hit->entry->type)) ||
             view_.gazetteer().country_of_capital(name) != nullptr;
    };
    if (!known(left) || !known(right)) continue;
    keep_name(first, i - 1, NameClass::kLocation);
    keep_name(i + 1, last, NameClass::kLocation);
    return;
  }
  // "Nordvax, Inc. of Oslo": a company and its seat.
  for (TokenIndex i = first + 1; i + 1 < last && type == NameClass::kOrganization; ++i) {
    if (!is_legal_form(lower(view_.token(i).form)) || view_.token(i + 1).form != "of") continue;
    keep_name(first, i, type);
    keep_name(i + 2, last, NameClass::kLocation);
    return;
  }
  // "Ada Holm of Varn University": bodies are nouns of something, persons of a body.
  for (TokenIndex i = first + 2; i + 1 < last && type == NameClass::kOrganization; ++i) {
    if (view_.token(i).form != "of") continue;
    const auto left = lower(view_.token(i - 1).form);
    const auto right = lower(view_.token(last).form);
    const auto& words = view_.gazetteer();
    if (is_common(i - 1) || words.noun_type(left) ||
        words.has(WordList::kOrganizationSuffix, left) || words.has(WordList::kLawWord, left) ||
        words.has(WordList::kEventWord, left) || words.place_word(left) ||
        !words.has(WordList::kOrganizationSuffix, right)) {
      break;
    }
    keep_name(first, i - 1, NameClass::kPerson);
    keep_name(i + 1, last, type);
    return;
  }
  // "Ada Holm of Lumo": a person of a body or place; but "Francis of Assisi", "Elizabeth II of
  // Spain"
  for (TokenIndex i = first + 2; i < last && type == NameClass::kPerson; ++i) {
    if (view_.token(i).form != "of") continue;
    const auto& before = view_.token(i - 1).form;
    const auto& words = view_.gazetteer();
    const auto given = lower(view_.token(first).form);
    if (before.find_first_not_of("IVX") == std::string::npos ||
        (!words.has(WordList::kGivenMale, given) && !words.has(WordList::kGivenFemale, given))) {
      break;
    }
    const bool place = words.find(view_.text(i + 1, last)) || known_place(i + 1, last);
    keep_name(first, i - 1, type);
    keep_name(i + 1, last, place ? NameClass::kLocation : NameClass::kOrganization);
    return;
  }
  // "Ashford Ontario": a town and its state.
  if (type == NameClass::kLocation && last > first && is_state(last) && !known_place(first, last) &&
      view_.token(last - 1).upos == Upos::kPropn && !is_direction(view_.token(last - 1).form) &&
      starts_upper(view_.token(first).form)) {
    keep_name(first, last - 1, type);
    keep_name(last, last, type);
    return;
  }
  // "Varn Air Base", "Oster Bridge": the tagger may leave the last word out.
  if (last + 1 < view_.size()) {
    const auto& next = view_.token(last + 1);
    const bool noun = next.upos == Upos::kPropn || next.upos == Upos::kNoun;
    if (noun && next.name == NameClass::kNone && starts_upper(next.form) &&
        view_.token(last).space_after && view_.token(last).head == last + 1 &&
        view_.gazetteer().place_word(lower(next.form)) && type != NameClass::kPerson) {
      ++last;
      type = NameClass::kLocation;
    }
  }
  // "the Kennedy Administration", "the Nunn Commission": bodies called after a person
  if (type == NameClass::kPerson && last + 1 < view_.size()) {
    const auto& next = view_.token(last + 1);
    if (next.name == NameClass::kNone && starts_upper(next.form) &&
        view_.token(last).head == last + 1 && view_.token(last).relation == Deprel::kCompound &&
        view_.gazetteer().has(WordList::kOrganizationSuffix, lower(next.form)) &&
        view_.gazetteer().noun_type(lower(next.form)) == EntityType::kOrganization) {
      ++last;
      type = NameClass::kOrganization;
    }
  }
  // The tagger may cut a name at its hyphens: "Min-jung".
  const auto count = view_.size();
  while (type == NameClass::kPerson && last + 2 < count && view_.token(last + 1).form == "-" &&
         !view_.token(last).space_after && !view_.token(last + 1).space_after &&
         view_.token(last + 2).upos == Upos::kPropn) {
    last += 2;
  }
  // "Ban Ki-moon", which the tagger may end at the hyphen or before it
  if (type == NameClass::kPerson && last > first) {
    const auto joined = [&](TokenIndex hyphen) {
      return hyphen + 1 < count && view_.token(hyphen).form == "-" &&
             !view_.token(hyphen).space_after && !view_.token(hyphen - 1).space_after &&
             view_.token(hyphen - 1).form.size() <= 6 && view_.token(hyphen + 1).form.size() <= 6;
    };
    if (joined(last)) {
      ++last;
    } else if (view_.token(last).upos == Upos::kPropn && joined(last + 1)) {
      last += 2;
    }
  }
  while (type == NameClass::kPerson && first >= 2 && view_.token(first - 1).form == "-" &&
         !view_.token(first - 2).space_after && !view_.token(first - 1).space_after &&
         view_.token(first - 2).upos == Upos::kPropn &&
         name_of_[static_cast<std::size_t>(first - 2)] < 0) {
    first -= 2;
    if (first > 0 && view_.token(first - 1).upos == Upos::kPropn &&
        view_.token(first - 1).space_after && name_of_[static_cast<std::size_t>(first - 1)] < 0 &&
        !view_.is_title(first - 1)) {
      --first;
    }
  }
  // "Chief Cabinet Secretary Hirokazu Matsuno": the name stands after the last title.
  const bool of_person = type == NameClass::kPerson || person_headed(first, last);
  if (of_person) {
    for (TokenIndex i = last - 1; i >= first; --i) {
      if (!view_.is_title(i)) continue;
      first = after_title(i, last);
      if (view_.token(first).form == "of") return;  // an office
      type = NameClass::kPerson;
      break;
    }
  } else if (type != NameClass::kLocation && last + 1 < count &&
             view_.token(last + 1).upos == Upos::kNum &&
             view_.token(last + 1).name == NameClass::kNone && view_.token(last).space_after &&
             view_.token(last + 1).head >= first && view_.token(last + 1).head <= last &&
             view_.token(last + 1).form.size() <= 3) {
    ++last;  // "Internet Explorer 6"
  }
  keep_name(first, last, type);
}

void NameSpans::keep_name(TokenIndex first, TokenIndex last, NameClass type) {
  // Where the tree gives it several heads ("South Korean plan"), the last one.
  TokenIndex head = first;
  for (TokenIndex i = first; i <= last; ++i) {
    const auto up = view_.token(i).head;
    if ((up < first || up > last) && view_.token(i).upos != Upos::kPunct) head = i;
  }
  for (TokenIndex i = first; i <= last; ++i) {
    name_of_[static_cast<std::size_t>(i)] = static_cast<TokenIndex>(names_.size());
  }
  NameSpan name{first, last, type, head, {}};
  for (TokenIndex i = last; i >= first; --i) {
    if (view_.token(i).name == type) name.scores = view_.token(i).name_scores;
  }
  names_.push_back(name);
}

// "U.S. Secretary", "French Ambassador": a title with its country.
bool NameSpans::is_office(TokenIndex first, TokenIndex last) const {
  if (first == last || !view_.is_title(last)) return false;
  for (TokenIndex i = first; i < last; ++i) {
    const auto& form = view_.token(i).form;
    if (!view_.is_title(i) && !view_.gazetteer().find_demonym(form) &&
        !view_.gazetteer().find(form)) {
      return false;
    }
  }
  return true;
}

bool NameSpans::known_place(TokenIndex first, TokenIndex last) const {
  const auto written = view_.text(first, last);
  const auto hit = view_.gazetteer().find(written);
  return (hit && is_place(hit->entry->type)) || view_.gazetteer().known_name(written);
}

// A part of a country, or a country.
bool NameSpans::is_state(TokenIndex i) const {
  const auto& form = view_.token(i).form;
  if (is_direction(form)) return false;
  if (const auto hit = view_.gazetteer().find(form)) {
    return hit->entry->type == EntityType::kCountry || hit->entry->type == EntityType::kRegion;
  }
  return view_.gazetteer().known_name(form) == EntityType::kRegion &&
         view_.gazetteer().find_demonym(form) == std::nullopt;
}

// "the Varn Conference of February", "the River Act of May 1921": the date stands outside.
TokenIndex NameSpans::without_date(TokenIndex first, TokenIndex last) const {
  auto end = last;
  while (end > first && view_.token(end).upos == Upos::kNum) --end;
  if (end - 1 > first && is_calendar_word(view_.token(end).form) &&
      view_.token(end - 1).upos == Upos::kAdp) {
    return end - 2;
  }
  return last;
}

// Where the person's name begins after the title at `i`: "Secretary [of State] Ada Holm".
TokenIndex NameSpans::after_title(TokenIndex i, TokenIndex last) const {
  ++i;
  if (i + 1 >= last || view_.token(i).form != "of") return i;
  ++i;
  while (i < last &&
         (view_.token(i).upos == Upos::kDet || view_.token(i).form == "and" || is_common(i))) {
    ++i;
  }
  return i;
}

// A word that is no given name, and a noun when written small.
bool NameSpans::is_common(TokenIndex i) const {
  const auto word = lower(view_.token(i).form);
  const auto& gazetteer = view_.gazetteer();
  return !gazetteer.has(WordList::kGivenMale, word) &&
         !gazetteer.has(WordList::kGivenFemale, word) &&
         (gazetteer.noun_kind(word) || gazetteer.noun_senses(word)[0] != 0);
}

// An article that is no part of the name: a small one, or one that begins the sentence. Elsewhere
// the capital says that it belongs ("a concert by The Lanterns").
bool NameSpans::is_plain_article(TokenIndex i) const {
  const auto& word = view_.token(i);
  if (word.upos != Upos::kDet) return false;
  if (!starts_upper(word.form)) return true;
  if (i == 0) return true;
  const auto& before = view_.token(i - 1);
  return before.upos == Upos::kPunct && before.form != "," && before.form != "-";
}

// In a sentence that writes names with capitals: small letters, and the tagger in doubt.
bool NameSpans::is_small_word(TokenIndex first, TokenIndex last) const {
  constexpr int kDoubt = 12;
  const auto no_name = static_cast<std::size_t>(NameClass::kNone);
  const auto& scores = view_.token(first).name_scores;
  const bool scored = std::any_of(scores.begin(), scores.end(), [](int s) { return s != 0; });
  return scored && scores[no_name] >= -kDoubt && !has_upper(first, last) &&
         has_upper(1, view_.size() - 1);
}

bool NameSpans::person_headed(TokenIndex first, TokenIndex last) const {
  for (TokenIndex i = first; i <= last; ++i) {
    const auto up = view_.token(i).head;
    if ((up < first || up > last) && view_.token(i).mention == MentionClass::kPerson &&
        view_.is_title(i)) {
      return true;
    }
  }
  return false;
}

// A title that heads its name in the tree (as some parses have it): the name hangs from it as
// flat.
const NameSpan* NameSpans::under_title(TokenIndex i) const {
  if (i + 1 >= view_.size() || at(i + 1) == nullptr || at(i) != nullptr || !view_.is_title(i)) {
    return nullptr;
  }
  for (const auto child : view_.children(i)) {
    if (child <= i) continue;
    const auto* name = at(child);
    if (name != nullptr && name->type == NameClass::kPerson && name->first == i + 1 &&
        name->head == child && view_.token(child).relation == Deprel::kFlat) {
      return name;
    }
  }
  return nullptr;
}

const NameSpan* NameSpans::at(TokenIndex i) const {
  const auto name = name_of_[static_cast<std::size_t>(i)];
  return name < 0 ? nullptr : &names_[static_cast<std::size_t>(name)];
}

// The block of name words around a proper noun that no tag covers.
NameSpan NameSpans::block(TokenIndex head) const {
  NameSpan name{head, head, NameClass::kNone, head, view_.token(head).name_scores};
  const auto belongs = [&](TokenIndex i) {
    const auto& word = view_.token(i);
    if (word.head != head && (word.head < 0 || view_.token(word.head).head != head)) return false;
    if (word.relation == Deprel::kFlat) return true;
    if (word.relation == Deprel::kCompound || word.relation == Deprel::kAmod) {
      return is_name_part(word) && starts_upper(word.form);
    }
    if (word.relation == Deprel::kNummod) return i > head;
    // "Jong - un", "U. S."
    return word.relation == Deprel::kPunct &&
           (word.form == "-" || word.form == "." || word.form == "–");
  };
  while (name.first > 0 && belongs(name.first - 1) &&
         view_.token(name.first - 1).upos != Upos::kPunct) {
    --name.first;
  }
  while (name.last + 1 < view_.size() && belongs(name.last + 1)) {
    ++name.last;
  }
  while (name.last > head && view_.token(name.last).upos == Upos::kPunct) --name.last;
  while (name.first < head && !starts_upper(view_.token(name.first).form) &&
         !is_particle(view_.token(name.first).form)) {
    ++name.first;
  }
  if (view_.token(head).mention == MentionClass::kPerson) {
    while (name.first < head && view_.is_title(name.first)) ++name.first;
  }
  return name;
}

// A name in a longer one: "Oslo" in "University of Oslo". Other words that head a phrase there
// ("Council" where the tree and the tagger are at odds about the head) are not.
bool NameSpans::stands_inside(const NameSpan& name, TokenIndex i) const {
  const auto inner = block(i);
  if (inner.first <= name.first && inner.last >= name.last) return false;
  const auto written = view_.text(inner.first, inner.last);
  if (view_.gazetteer().find(written) || view_.gazetteer().country_of_capital(written) != nullptr)
    return true;
  if (const auto known = view_.gazetteer().known_name(written); known) return true;
  // Elfa in "Elfa's Big Band"; a phrase after a preposition
  return view_.token(i).relation == Deprel::kNmodPoss ||
         (view_.token(i).relation == Deprel::kNmod && view_.token(i).upos == Upos::kPropn &&
          view_.token(i).mention == MentionClass::kPlace);
}

}  // namespace trine::extract
