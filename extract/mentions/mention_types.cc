#include "extract/mentions/mention_types.h"

#include <algorithm>
#include <array>

#include "extract/english/gazetteer.h"
#include "extract/english/lexicon.h"
#include "extract/english/names.h"

namespace trine::extract {
namespace {

bool speaks(std::string_view lemma) {
  static constexpr std::array<std::string_view, 12> kVerbs = {
      "say",   "tell",  "add",   "explain", "recall",  "note",
      "argue", "reply", "write", "think",   "believe", "joke"};
  return std::find(kVerbs.begin(), kVerbs.end(), lemma) != kVerbs.end();
}

// Letters, a hyphen, a number: "F-104".
bool is_designator(std::string_view form) {
  const auto hyphen = form.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen > 3 || hyphen + 1 == form.size()) {
    return false;
  }
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::all_of(form.begin(), form.begin() + static_cast<std::ptrdiff_t>(hyphen), is_upper) &&
         form[hyphen + 1] >= '0' && form[hyphen + 1] <= '9';
}

}  // namespace

EntityType type_of_class(MentionClass type) {
  switch (type) {
    case MentionClass::kAnimal:
      return EntityType::kAnimal;
    case MentionClass::kEvent:
      return EntityType::kEvent;
    case MentionClass::kObject:
      return EntityType::kProduct;
    case MentionClass::kOrganization:
      return EntityType::kOrganization;
    case MentionClass::kPerson:
      return EntityType::kPerson;
    case MentionClass::kPlace:
      return EntityType::kPlace;
    case MentionClass::kPlant:
      return EntityType::kPlant;
    case MentionClass::kSubstance:
      return EntityType::kSubstance;
    case MentionClass::kTime:
      return EntityType::kTime;
    case MentionClass::kNone:
    case MentionClass::kAbstract:
      break;
  }
  return EntityType::kAbstract;
}

bool tagger_tells(EntityType type) {
  const auto base = base_type(type);
  return base == EntityType::kPerson || base == EntityType::kOrganization ||
         base == EntityType::kPlace;
}

NameClass class_of_type(EntityType type) {
  if (is_place(type)) return NameClass::kLocation;
  switch (type) {
    case EntityType::kPerson:
      return NameClass::kPerson;
    case EntityType::kOrganization:
      return NameClass::kOrganization;
    case EntityType::kEvent:
      return NameClass::kEvent;
    default:
      return NameClass::kOther;
  }
}

EntityType type_of_pronoun(const Token& word) {
  if (word.mention != MentionClass::kNone) return type_of_class(word.mention);
  return word.xpos.starts_with("PRP") ? EntityType::kPerson : EntityType::kAbstract;
}

EntityType MentionTypes::place_subtype(TokenIndex first, TokenIndex last,
                                       std::string_view name) const {
  if (const auto hit = view_.gazetteer().find(name); hit && is_place(hit->entry->type)) {
    return hit->entry->type;
  }
  if (view_.gazetteer().country_of_capital(name) != nullptr) return EntityType::kCity;
  for (const TokenIndex i : {last, first}) {
    if (const auto type = view_.gazetteer().place_word(lower(view_.token(i).form));
        type && first != last) {
      return *type;
    }
  }
  if (const auto type = view_.gazetteer().known_name(name); type && is_place(*type)) return *type;
  return EntityType::kPlace;
}

// What the model says of a name: of its head, else of another word in it.
MentionClass MentionTypes::class_of(const NameSpan& name, const Token& head) const {
  if (head.mention != MentionClass::kNone) return head.mention;
  for (TokenIndex i = name.last; i >= name.first; --i) {
    if (view_.token(i).mention != MentionClass::kNone) return view_.token(i).mention;
  }
  return MentionClass::kNone;
}

// The type that "the company", "a village" say of what they stand beside.
std::optional<EntityType> MentionTypes::type_said_by(TokenIndex noun) const {
  const auto& word = view_.token(noun);
  if (word.upos != Upos::kNoun) return std::nullopt;
  const auto lemma = lower(word.lemma);
  // "member", "partner", "unit" may be said of anything.
  if (view_.gazetteer().has(WordList::kVagueNoun, lemma)) return std::nullopt;
  if (const auto place = view_.gazetteer().place_word(lemma)) return place;
  auto type = view_.gazetteer().convention(lemma);
  // "Email: Ada Holm", "photo Bo Lund" do not say what is called so.
  if (!type || type == EntityType::kWork) type = view_.gazetteer().noun_type(lemma);
  if (!type || (*type != EntityType::kPerson && *type != EntityType::kOrganization &&
                *type != EntityType::kProduct && *type != EntityType::kWork && !is_place(*type))) {
    return std::nullopt;
  }
  return type;
}

// "the Swedish steel maker Varn": nouns that are said of persons too, but of who has one name and
// is no Ada, of companies.
std::optional<EntityType> MentionTypes::named_by_trade(const NameSpan& name) const {
  static constexpr std::array<std::string_view, 16> kTrades = {
      "maker",  "automaker",   "carmaker", "chipmaker",   "planemaker", "drugmaker",
      "brewer", "builder",     "carrier",  "distributor", "operator",   "provider",
      "rival",  "shipbuilder", "supplier", "wholesaler"};
  if (name.first == 0 || name.first != name.last) return std::nullopt;
  const auto& noun = view_.token(name.first - 1);
  const auto first = lower(view_.token(name.first).form);
  if (noun.upos != Upos::kNoun || noun.xpos != "NN" || starts_upper(noun.form) ||
      (noun.head != name.head && view_.token(name.head).head != name.first - 1) ||
      std::find(kTrades.begin(), kTrades.end(), noun.form) == kTrades.end() ||
      view_.gazetteer().has(WordList::kGivenMale, first) ||
      view_.gazetteer().has(WordList::kGivenFemale, first)) {
    return std::nullopt;
  }
  // "her rival Lund" is a person; "the Swedish rival Varn" plays in a league or a market
  if (noun.form == "rival" || noun.form == "operator" || noun.form == "builder") {
    const auto modified = [&](TokenIndex noun_or_name) {
      const auto& children = view_.children(noun_or_name);
      return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
        const auto relation = view_.token(child).relation;
        return child < name.first - 1 &&
               (relation == Deprel::kAmod || relation == Deprel::kCompound);
      });
    };
    if (!modified(name.head) && !modified(name.first - 1)) return std::nullopt;
  }
  return EntityType::kOrganization;
}

std::optional<EntityType> MentionTypes::told(const NameSpan& name) const {
  const TokenIndex head = name.head;
  // Trees err: what stands right before the name or in "X is a ..." is worth more than an
  // apposition, and the tagger knows places and bodies from persons better than trees do.
  const auto believed = [&](std::optional<EntityType> type, int quarters) {
    if (!type) return type;
    if (*type == EntityType::kPerson) {
      quarters = std::min(quarters, name.type == NameClass::kLocation ? 8 : 24);
    } else if (*type == EntityType::kOrganization && name.type == NameClass::kLocation) {
      quarters = std::min(quarters, 20);
    }
    if (!name.allows(class_of_type(*type), quarters)) type.reset();
    return type;
  };
  constexpr int kPlain = 66;
  constexpr int kApposed = 32;
  // "the Scottish company Deepline", "the ferry Guillemot", "river Venta"
  if (const auto trade = named_by_trade(name)) {
    if (const auto type = believed(trade, kPlain)) return type;
  }
  if (name.first > 0 && !starts_upper(view_.token(name.first - 1).form) &&
      view_.token(name.first - 1).upos == Upos::kNoun &&
      (view_.token(name.first - 1).head == head || view_.token(head).head == name.first - 1)) {
    if (const auto type = believed(type_said_by(name.first - 1), kPlain)) return type;
  }
  // "the vessel Northern Star" where the tree hangs both on one verb
  if (name.first > 0 && view_.token(name.first - 1).xpos == "NN" &&
      view_.token(name.first - 1).head == view_.token(head).head &&
      view_.token(name.first - 1).relation == view_.token(head).relation &&
      type_said_by(name.first - 1) == EntityType::kProduct) {
    return believed(EntityType::kProduct, kPlain);
  }
  const auto& word = view_.token(head);
  if (base(word.relation) == "nsubj" && word.head >= 0) {
    bool copula = false;
    for (const auto child : view_.children(word.head)) {
      if (view_.token(child).relation == Deprel::kCop) copula = true;
    }
    if (copula) return believed(type_said_by(word.head), kPlain);
  }
  if (has_versions(name)) return believed(EntityType::kProduct, kApposed);
  if (has_officers(name)) return believed(EntityType::kOrganization, kApposed);
  if (word.relation == Deprel::kAppos && word.head >= 0 && word.head < head) {
    if (const auto type = believed(type_said_by(word.head), kApposed)) return type;
  }
  for (const auto child : view_.children(head)) {
    if (view_.token(child).relation == Deprel::kAppos && child > head) {
      if (const auto type = believed(type_said_by(child), kApposed)) return type;
    }
    if (view_.token(child).relation == Deprel::kNmodDesc && child < head) {
      return believed(EntityType::kPerson, kPlain);
    }
  }
  return std::nullopt;
}

// "Varn's chairwoman", "Varn director Ada Holm", "the founder of Varn", "Varn shares".
bool MentionTypes::has_officers(const NameSpan& name) const {
  const auto& word = view_.token(name.head);
  if (word.head < 0) return false;
  const auto& noun = view_.token(word.head);
  bool of = false;
  for (const auto child : view_.children(name.head)) {
    if (view_.token(child).relation == Deprel::kCase && view_.token(child).form == "of") of = true;
  }
  const bool hangs = word.relation == Deprel::kNmodPoss || word.relation == Deprel::kCompound ||
                     (word.relation == Deprel::kNmod && of);
  return hangs && (noun.upos == Upos::kNoun || noun.upos == Upos::kPropn) &&
         view_.gazetteer().has(WordList::kCorporateNoun, lower(noun.lemma));
}

// "the latest version of Varn", "downloaded Varn", "installed Varn"
bool MentionTypes::has_versions(const NameSpan& name) const {
  const auto& word = view_.token(name.head);
  if (word.head < 0) return false;
  const auto& up = view_.token(word.head);
  if (word.relation == Deprel::kObj) {
    return up.lemma == "download" || up.lemma == "install" || up.lemma == "uninstall";
  }
  if (word.relation != Deprel::kNmod || up.lemma != "version") return false;
  for (const auto child : view_.children(name.head)) {
    if (view_.token(child).relation == Deprel::kCase) return view_.token(child).form == "of";
  }
  return false;
}

// The last word of a name before its complement: "War" in "War of the Three Crowns".
TokenIndex MentionTypes::core_end(const NameSpan& name) const {
  for (TokenIndex i = name.first + 1; i < name.last; ++i) {
    const auto& form = view_.token(i).form;
    if (form == "of" || form == "for" || form == "on" || form == "in" || form == "against") {
      return i - 1;
    }
  }
  return name.last;
}

// "Seo Min-jung", "Chen Shui-bian": a surname, and a given name of two syllables, the second one
// small.
bool MentionTypes::korean_name(const NameSpan& name) const {
  if (name.last - name.first != 3 && name.last - name.first != 1) return false;
  const auto written = view_.text(name.first, name.last);
  const auto space = written.find(' ');
  const auto hyphen = written.find('-');
  if (space == std::string::npos || hyphen == std::string::npos || hyphen < space + 2 ||
      written.find(' ', space + 1) != std::string::npos || hyphen + 2 >= written.size()) {
    return false;
  }
  const auto small = [&](std::size_t from, std::size_t to) {
    for (auto i = from; i < to; ++i) {
      if (written[i] < 'a' || written[i] > 'z') return false;
    }
    return true;
  };
  return space <= 6 && written.size() <= 18 && starts_upper(written) && small(1, space) &&
         starts_upper(written.substr(space + 1)) && small(space + 2, hyphen) &&
         small(hyphen + 1, written.size());
}

EntityType MentionTypes::of_name(const NameSpan& name, const Token& head) const {
  const auto& gazetteer = view_.gazetteer();
  // A rule against the tagger's choice needs that the tagger can imagine it (quarters of a nat).
  constexpr int kImaginable = 64;
  constexpr int kDoubtful = 24;
  const auto type = tagged_type(name, head);
  if (type != EntityType::kPerson && korean_name(name) &&
      name.allows(NameClass::kPerson, kImaginable)) {
    return EntityType::kPerson;
  }
  const auto core = core_end(name);
  const auto& core_form = view_.token(core).form;
  const auto core_word = lower(core_form);
  const auto last_word = lower(view_.token(name.last).form);
  const bool several = name.last > name.first;
  const bool of_body = gazetteer.has(WordList::kOrganizationSuffix, core_word);
  // "Inc" and "War" at the end say more than the tagger.
  const bool of_tagger = tagger_tells(type);
  if (several && type != EntityType::kPerson && starts_upper(core_form) &&
      gazetteer.has(WordList::kEventWord, core_word) &&
      (!of_tagger || core_word.starts_with("championship") || core_word == "olympics" ||
       name.allows(NameClass::kEvent, kImaginable))) {
    return EntityType::kEvent;
  }
  // "Storm Agatha", "Tropical Storm Agatha": storms bear persons' names
  const bool storm = has(lower(view_.token(name.first).form), Property::kStorm) ||
                     (name.last > name.first + 1 &&
                      has(lower(view_.token(name.first + 1).form), Property::kStorm));
  if (several && storm && starts_upper(view_.token(name.last).form) &&
      !has(last_word, Property::kStorm)) {
    return EntityType::kEvent;
  }
  // "Varn Treaty", "Clean Rivers Act", whoever they are named after
  static constexpr std::array<std::string_view, 10> kAlwaysLaw = {
      "treaty",   "act",       "accord", "accords",   "pact",
      "protocol", "amendment", "decree", "agreement", "statute"};
  const auto is_law = [](std::string_view word) {
    return std::find(kAlwaysLaw.begin(), kAlwaysLaw.end(), word) != kAlwaysLaw.end();
  };
  if (several && (is_law(core_word) || (is_law(last_word) && type != EntityType::kPerson))) {
    return EntityType::kLaw;  // the second: "Safety in Mines Act"
  }
  // "Atlantic Charter", "Law of the Sea", "Marshall Plan", "Oslo Memorandum"
  if (several && type != EntityType::kPerson) {
    if (core_word == "law" && core < name.last) return EntityType::kLaw;
    const auto told_by_noun = gazetteer.name_noun(core_word);
    if (told_by_noun && starts_upper(core_form)) return *told_by_noun;
  }
  // "State Department Spokesman"
  static constexpr std::array<std::string_view, 6> kSpeakers = {
      "spokesman", "spokeswoman", "spokesperson", "ambassador", "correspondent", "minister"};
  if (several && type == EntityType::kOrganization && core == name.last &&
      std::find(kSpeakers.begin(), kSpeakers.end(), last_word) != kSpeakers.end()) {
    return EntityType::kPerson;
  }
  // "Operation Desert Storm"
  if (several && type != EntityType::kPerson && view_.token(name.first).form == "Operation" &&
      starts_upper(view_.token(name.first + 1).form)) {
    return EntityType::kEvent;
  }
  // "Article XIX", "Resolution 340"
  static constexpr std::array<std::string_view, 5> kNumberedLaw = {"article", "resolution",
                                                                   "directive", "decree", "law"};
  const auto& last_form = view_.token(name.last).form;
  const bool number = last_form.find_first_not_of("IVXLC") == std::string::npos ||
                      last_form.find_first_not_of("0123456789") == std::string::npos;
  if (name.last == name.first + 1 && number &&
      std::find(kNumberedLaw.begin(), kNumberedLaw.end(), lower(view_.token(name.first).form)) !=
          kNumberedLaw.end()) {
    return EntityType::kLaw;
  }
  // "U.S.S. Harrow"
  static constexpr std::array<std::string_view, 8> kShips = {"USS",    "HMS",    "RMS", "MV",
                                                             "U.S.S.", "H.M.S.", "SS",  "M/V"};
  if (several && type != EntityType::kPerson &&
      std::find(kShips.begin(), kShips.end(), view_.token(name.first).form) != kShips.end()) {
    return EntityType::kProduct;
  }
  const auto first_word = lower(view_.token(name.first).form);
  // "Nadia Varn" where the tagger wavers
  if (name.last == name.first + 1 && type == EntityType::kOrganization && !of_body &&
      name.allows(NameClass::kPerson, kDoubtful) && starts_upper(core_form) &&
      (gazetteer.has(WordList::kGivenMale, first_word) ||
       gazetteer.has(WordList::kGivenFemale, first_word))) {
    return EntityType::kPerson;
  }
  const bool given =
      type == EntityType::kPerson && (gazetteer.has(WordList::kGivenMale, first_word) ||
                                      gazetteer.has(WordList::kGivenFemale, first_word));
  const auto said = told(name);
  // "the vessel Northern Star" is no newspaper
  const bool made = said == EntityType::kProduct;
  const bool suffix = !made && (core == name.last ? !given && of_body : of_body);
  if (several && type != EntityType::kOrganization && starts_upper(core_form) && suffix &&
      name.allows(NameClass::kOrganization, kImaginable) &&
      !(is_place(type) && gazetteer.find(view_.text(name.first, name.last)))) {
    static constexpr std::array<std::string_view, 12> kAlsoPlaces = {
        "center", "centre", "hospital", "school",  "university", "college",
        "church", "house",  "court",    "chamber", "division",   "authority"};
    const bool also_place =
        std::find(kAlsoPlaces.begin(), kAlsoPlaces.end(), core_word) != kAlsoPlaces.end();
    if (!is_place(type) || !also_place) return EntityType::kOrganization;
  }
  // "Varn Office Building", "Mill Avenue": no body is called so
  static constexpr std::array<std::string_view, 30> kAlwaysPlace = {
      "street", "avenue",  "road",   "boulevard", "lane",      "highway",   "building", "bridge",
      "tower",  "river",   "lake",   "creek",     "canyon",    "valley",    "bay",      "beach",
      "island", "islands", "county", "mountain",  "mountains", "peninsula", "towers",   "stadium",
      "arena",  "airport", "palace", "castle",    "plaza",     "cemetery"};
  if (several && type == EntityType::kOrganization && core == name.last &&
      starts_upper(core_form) && name.allows(NameClass::kLocation, kDoubtful) &&
      std::find(kAlwaysPlace.begin(), kAlwaysPlace.end(), core_word) != kAlwaysPlace.end()) {
    return gazetteer.place_word(core_word).value_or(EntityType::kPlace);
  }
  // "Fort Varn", "Camp Varn"
  static constexpr std::array<std::string_view, 5> kPlaceFirst = {"Fort", "Camp", "Mount", "Lake",
                                                                  "Cape"};
  const auto& first_form = view_.token(name.first).form;
  if (name.last == name.first + 1 && type == EntityType::kOrganization &&
      std::find(kPlaceFirst.begin(), kPlaceFirst.end(), first_form) != kPlaceFirst.end()) {
    return first_form == "Fort" || first_form == "Camp" ? EntityType::kFacility
                                                        : EntityType::kRegion;
  }
  // "Stoicism" is a doctrine
  if (!several && type != EntityType::kAbstract && last_word.size() > 6 &&
      last_word.ends_with("ism") && !gazetteer.find(view_.text(name.first, name.last))) {
    return EntityType::kAbstract;
  }
  // "F-104 Starfighter", "B-25 Mitchell"
  if (type != EntityType::kProduct && is_designator(view_.token(name.first).form) &&
      name.allows(NameClass::kOther, kDoubtful)) {
    return EntityType::kProduct;
  }
  // "Windows 7", "F16", "IE6": what has a number is made
  if ((type == EntityType::kOrganization || type == EntityType::kWork) &&
      name.allows(NameClass::kOther, kDoubtful)) {
    const auto& form = view_.token(name.last).form;
    const bool numbered = several ? view_.token(name.last).upos == Upos::kNum && form.size() <= 3 &&
                                        !gazetteer.has(WordList::kOrganizationSuffix,
                                                       lower(view_.token(name.last - 1).form)) &&
                                        !gazetteer.has(WordList::kOrganizationSuffix, first_word)
                                  : form.size() <= 6 &&
                                        form.find_first_of("0123456789") != std::string::npos &&
                                        starts_upper(form) && !gazetteer.find(form);
    if (numbered) return EntityType::kProduct;
  }
  // "Vostok 1", "Apollo 11"; not "Chapter 7", "NSC 68"
  if ((type == EntityType::kAbstract || type == EntityType::kPerson) &&
      name.last == name.first + 1 && !given &&
      (type == EntityType::kAbstract || name.allows(NameClass::kOther, kDoubtful))) {
    const auto& form = view_.token(name.first).form;
    const auto& number_form = view_.token(name.last).form;
    if (starts_upper(form) && !all_upper(form) && form.size() > 3 && number_form.size() <= 3 &&
        number_form.find_first_not_of("0123456789") == std::string::npos &&
        gazetteer.noun_senses(first_word)[0] == 0 && !gazetteer.noun_kind(first_word)) {
      return EntityType::kProduct;
    }
  }
  if (!several && (!of_tagger || is_place(type))) {
    const auto& form = view_.token(name.last).form;
    if (form.starts_with("www.") || form.starts_with("http")) return EntityType::kWork;
    for (const std::string_view domain : {".com", ".org", ".net"}) {
      if (form.size() > domain.size() && form.ends_with(domain)) return EntityType::kOrganization;
    }
  }
  if (type == EntityType::kAbstract && name.type == NameClass::kNone) {
    // an unknown name that speaks
    if (head.relation == Deprel::kNsubj && head.head >= 0 && speaks(view_.token(head.head).lemma)) {
      return EntityType::kPerson;
    }
  }
  if (said && base_type(*said) != base_type(type)) {
    const bool weighs = type == EntityType::kPerson || type == EntityType::kOrganization ||
                        is_place(type) || type == EntityType::kAbstract ||
                        type == EntityType::kWork || type == EntityType::kProduct;
    if (weighs && !gazetteer.find(view_.text(name.first, name.last))) return *said;
  }
  return type;
}

EntityType MentionTypes::tagged_type(const NameSpan& name, const Token& head) const {
  const auto mention_class = class_of(name, head);
  const auto written = view_.text(name.first, name.last);
  const auto last_word = lower(view_.token(name.last).form);
  const auto head_word = lower(head.form);
  const auto hit = view_.gazetteer().find(written);
  if (hit && hit->entry->user) return hit->entry->type;
  // "May 1990"
  if (name.first < name.last && is_calendar_word(view_.token(name.first).form)) {
    bool numbers = true;
    for (TokenIndex i = name.first + 1; i <= name.last; ++i) {
      numbers = numbers && (view_.token(i).upos == Upos::kNum || view_.token(i).form == ",");
    }
    if (numbers) return EntityType::kTime;
  }
  // Unlike "May" and "August", a day of the week alone is nobody's name.
  if (name.first == name.last && is_weekday(written)) return EntityType::kTime;
  // The tagger sees more than one word of context; a known name needs no contradiction from it.
  const bool person = name.type == NameClass::kPerson ||
                      (name.type == NameClass::kNone && mention_class == MentionClass::kPerson);
  // "Israel wants": a country's name that is no given name is not a person's.
  const bool country = hit && !hit->weak && hit->entry->type == EntityType::kCountry &&
                       !view_.gazetteer().has(WordList::kGivenMale, lower(written)) &&
                       !view_.gazetteer().has(WordList::kGivenFemale, lower(written));
  // "Mozilla Firefox has won", "Reuters says": nor is that of a listed thing or body
  const bool thing = hit && !hit->weak && !is_place(hit->entry->type) &&
                     !view_.gazetteer().has(WordList::kGivenMale, lower(written)) &&
                     !view_.gazetteer().has(WordList::kGivenFemale, lower(written));
  if (hit && (!person || country || thing)) {
    const bool place = is_place(hit->entry->type);
    const bool told_place =
        name.type == NameClass::kLocation ||
        (name.type == NameClass::kNone && mention_class == MentionClass::kPlace);
    if (!hit->weak || (place && told_place)) return hit->entry->type;
  }
  switch (name.type) {
    case NameClass::kPerson:
      return EntityType::kPerson;
    case NameClass::kOrganization:
      return EntityType::kOrganization;
    case NameClass::kLocation:
      return place_subtype(name.first, name.last, written);
    case NameClass::kEvent:
      return EntityType::kEvent;
    case NameClass::kOther:
      if (view_.gazetteer().has(WordList::kLawWord, last_word) ||
          view_.gazetteer().has(WordList::kLawWord, head_word)) {
        return EntityType::kLaw;
      }
      return other_type(name, head);
    case NameClass::kNone:
      break;
  }
  switch (mention_class) {
    case MentionClass::kPlace:
      return place_subtype(name.first, name.last, written);
    case MentionClass::kPerson:
    case MentionClass::kOrganization:
    case MentionClass::kEvent:
    case MentionClass::kTime:
    case MentionClass::kAnimal:
    case MentionClass::kPlant:
    case MentionClass::kSubstance:
      return type_of_class(mention_class);
    case MentionClass::kObject:
      if (const auto type = view_.gazetteer().noun_type(last_word); type == EntityType::kWork)
        return *type;
      return EntityType::kProduct;
    case MentionClass::kAbstract:
      if (view_.gazetteer().has(WordList::kLawWord, last_word) ||
          view_.gazetteer().has(WordList::kLawWord, head_word)) {
        return EntityType::kLaw;
      }
      return EntityType::kAbstract;
    case MentionClass::kNone:
      break;
  }
  if (is_calendar_word(view_.token(name.first).form)) return EntityType::kTime;
  if (view_.gazetteer().has(WordList::kOrganizationSuffix, last_word))
    return EntityType::kOrganization;
  if (const auto type = view_.gazetteer().known_name(written)) return *type;
  return EntityType::kAbstract;
}

bool MentionTypes::quoted(const NameSpan& name) const {
  if (name.first == 0 || name.last + 1 >= view_.size()) return false;
  const auto& before = view_.token(name.first - 1).form;
  return before == "\"" || before == "“" || before == "``" || before == "'" || before == "‘";
}

// Of names that the tagger calls neither person nor body nor place: works, products, peoples,
// events.
EntityType MentionTypes::other_type(const NameSpan& name, const Token& head) const {
  const auto mention_class = class_of(name, head);
  auto type = type_of_class(mention_class);
  if (mention_class == MentionClass::kAbstract || mention_class == MentionClass::kNone) {
    // "the Varn Doctrine", "the Long Depression": its noun; works are called anything
    const auto& core = view_.token(core_end(name));
    if (name.first < name.last && starts_upper(core.form)) {
      const auto kind = view_.gazetteer().noun_kind(lower(core.lemma));
      if (kind == EntityType::kAbstract || kind == EntityType::kEvent) return *kind;
    }
    // "Apartheid": a noun of its own, unless it is quoted as a title
    if (name.first == name.last && !quoted(name) &&
        view_.gazetteer().noun_senses(lower(core.form))[0] != 0) {
      return EntityType::kAbstract;
    }
    return EntityType::kWork;
  }
  // The mention head was trained on fewer names than the tagger: against it only where that
  // wavered. Peoples and believers are persons to one and "other" to the other.
  constexpr int kWavering = 16;
  const auto people = [&] {
    return head.xpos == "NNPS" || head.xpos == "NNS" ||
           view_.gazetteer().noun_type(lower(head.form)) == EntityType::kPerson;
  };
  const auto name_class = class_of_type(type);
  if (name_class != NameClass::kOther && name_class != NameClass::kEvent &&
      !name.allows(name_class, kWavering) && !(type == EntityType::kPerson && people())) {
    return EntityType::kWork;
  }
  if (is_place(type)) {
    return place_subtype(name.first, name.last, view_.text(name.first, name.last));
  }
  if (type == EntityType::kProduct &&
      view_.gazetteer().noun_type(lower(view_.token(name.last).form)) == EntityType::kWork) {
    return EntityType::kWork;
  }
  return type;
}

}  // namespace trine::extract
