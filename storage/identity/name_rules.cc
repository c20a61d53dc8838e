#include "storage/identity/name_rules.h"

#include <algorithm>
#include <array>
#include <utility>

#include "storage/identity/names.h"

namespace trine::storage {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Words that stay small in names: "Bank of Ghana", "Marquis de Lafayette".
bool is_small_word(std::string_view word) {
  static constexpr std::array<std::string_view, 28> kSmall = {
      "a",  "al", "an",  "and", "at", "bin", "da", "de", "del", "della", "der", "di",  "do", "dos",
      "du", "el", "for", "in",  "la", "le",  "of", "on", "the", "to",    "van", "von", "y",  "zu"};
  return std::binary_search(kSmall.begin(), kSmall.end(), word);
}

// "H.W." is "H. W.": initials are words of their own, as they are where somebody left a space.
std::string with_spaced_initials(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    out += name[i];
    if (name[i] == '.' && i > 0 && is_upper(name[i - 1]) && i + 2 < name.size() &&
        is_upper(name[i + 1]) && name[i + 2] == '.') {
      out += ' ';
    }
  }
  return out;
}

// One given name in two spellings: "Josef" and "Joseph", "Mohamed" and "Mohammed". Not "Erik" and
// "Erika", nor "Jan" and "Jon".
bool spelling_of(std::string_view a, std::string_view b) {
  if (a.size() < 5 || b.size() < 5 || a[0] != b[0] || a.back() == 'a' || b.back() == 'a') {
    return false;
  }
  return consonants(a) == consonants(b) && edit_distance(a, b, 2) <= 2;
}

// Position in the list, from 1; 0 if it is not there.
template <class List>
std::size_t number_in(const List& list, std::string_view word) {
  const auto at = std::find(list.begin(), list.end(), word);
  return at == list.end() ? 0 : static_cast<std::size_t>(at - list.begin()) + 1;
}

// "World War Two" and "World War II" are "World War 2".
std::string with_digits(std::string_view written) {
  static constexpr std::array<std::string_view, 10> kRoman = {"I",  "II",  "III",  "IV", "V",
                                                              "VI", "VII", "VIII", "IX", "X"};
  static constexpr std::array<std::string_view, 10> kWords = {
      "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"};
  // only the last word: "World War Two", but "Group of Five Nations"
  const auto space = written.rfind(' ');
  if (space == std::string_view::npos) return std::string(written);
  const auto last = written.substr(space + 1);
  const auto number = std::max(number_in(kRoman, last), number_in(kWords, last));
  if (number == 0) return std::string(written);
  return std::string(written.substr(0, space + 1)) + std::to_string(number);
}

// British and American spellings of what bodies and treaties are called, in American.
std::string in_american(const std::string& name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kSpellings = {{
      {"centre", "center"},
      {"defence", "defense"},
      {"harbour", "harbor"},
      {"organisations", "organizations"},
      {"labour", "labor"},
      {"organisation", "organization"},
      {"programme", "program"},
      {"programmes", "programs"},
  }};
  // parties spell their own names: Labour in Britain, Labor in Israel
  if (name.ends_with(" party")) return name;
  std::string out;
  for (const auto word : words_of(name)) {
    if (!out.empty()) out += ' ';
    if (word == "operation" && out.ends_with("co ")) {
      out.resize(out.size() - 1);  // "co-operation"
    }
    const auto known = std::find_if(kSpellings.begin(), kSpellings.end(),
                                    [&](const auto& pair) { return pair.first == word; });
    out += known == kSpellings.end() ? word : known->second;
  }
  return out;
}

// "Second World War" is "World War 2".
std::string without_ordinal(std::string name) {
  static constexpr std::array<std::string_view, 10> kOrdinals = {
      "first", "second",  "third",  "fourth", "fifth",
      "sixth", "seventh", "eighth", "ninth",  "tenth"};
  const auto space = name.find(' ');
  if (space == std::string::npos) return name;
  const auto number = number_in(kOrdinals, std::string_view(name).substr(0, space));
  if (number == 0 || name.find(' ', space + 1) == std::string::npos) return name;
  return name.substr(space + 1) + ' ' + std::to_string(number);
}

}  // namespace

std::string without_of(std::string name) {
  const auto of = name.find(" of ");
  if (of == std::string::npos || name.find(" of ", of + 1) != std::string::npos) return name;
  const std::string_view kind = std::string_view(name).substr(0, of);
  const auto word = kind.substr(kind.rfind(' ') + 1);  // npos + 1 is 0
  // Miami University is in Ohio, the University of Miami in Florida.
  if (word == "university" || word == "college" || word == "school" || word == "institute") {
    return name;
  }
  auto whole = std::string_view(name).substr(of + 4);
  if (whole.starts_with("the ")) whole.remove_prefix(4);
  return std::string(whole) + ' ' + std::string(kind);
}

std::string comparable_name(std::string_view written, EntityType type) {
  const auto base = base_type(type);
  if (base == EntityType::kPerson) {
    const auto name = with_spaced_initials(written);
    // "A. Palm": no article
    return name.starts_with("A. ") ? "a " + normalised_name(name.substr(3)) : normalised_name(name);
  }
  auto name = in_american(normalised_name(with_digits(written)));
  if (base == EntityType::kEvent) name = without_ordinal(std::move(name));
  const bool kind =
      base == EntityType::kOrganization || base == EntityType::kLaw || base == EntityType::kEvent;
  return kind ? without_of(std::move(name)) : name;
}

bool looks_like_name(std::string_view alias) {
  // "This Organization" only begins a sentence
  static constexpr std::array<std::string_view, 20> kPointing = {
      "All", "Any",  "Both", "Each", "Every", "Her",  "His",   "Its",   "My",    "No",
      "Our", "Some", "Such", "That", "Their", "This", "These", "Those", "Which", "Your"};
  if (number_in(kPointing, alias.substr(0, alias.find(' '))) != 0) return false;
  bool any = false;
  bool begins = true;
  bool hyphened = false;  // "Min-jung", "Mills-born"
  for (std::size_t i = 0; i <= alias.size(); ++i) {
    const char c = i < alias.size() ? alias[i] : ' ';
    if (c == ' ' || c == '-') {
      begins = true;
      hyphened = c == '-';
      continue;
    }
    if (begins) {
      begins = false;
      std::size_t end = i;
      while (end < alias.size() && alias[end] != ' ' && alias[end] != '-') ++end;
      const auto length = end - i;
      const bool other_script = static_cast<unsigned char>(c) >= 0x80;
      const bool digit = c >= '0' && c <= '9';
      if (is_upper(c) || other_script) {
        any = true;
      } else if (!digit && !is_small_word(alias.substr(i, length)) && !(hyphened && length <= 4)) {
        return false;
      }
    }
  }
  return any;
}

bool is_acronym(std::string_view alias) {
  std::size_t letters = 0;
  for (const char c : alias) {
    if (is_upper(c)) {
      ++letters;
    } else if (c != '.' && c != '&') {
      return false;
    }
  }
  return letters >= 2 && letters <= 8;
}

std::string without_legal_form(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kForms = {
      " inc",     " incorporated", " corp", " corporation", " co", " company", " ltd",
      " limited", " llc",          " plc",  " gmbh",        " ag", " sa",      " holdings"};
  for (const auto form : kForms) {
    if (name.size() > form.size() && name.ends_with(form)) {
      return std::string(name.substr(0, name.size() - form.size()));
    }
  }
  return {};
}

bool absolute_time(std::string_view name) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && name[i] >= '0' && name[i] <= '9') {
      ++digits;
    } else {
      if (digits == 4) return true;
      digits = 0;
    }
  }
  return false;
}

bool ends_with_words(std::string_view name, std::string_view last) {
  return name.size() > last.size() && name.ends_with(last) &&
         name[name.size() - last.size() - 1] == ' ';
}

bool names_the_whole(std::string_view other, std::string_view name) {
  if (name.size() <= other.size()) return false;
  if (name.starts_with(other) && name[other.size()] == ' ') {
    return without_legal_form(name) != other;
  }
  const auto before = name.substr(0, name.size() - other.size());
  return name.ends_with(other) && (before.ends_with(" of ") || before.ends_with(" of the "));
}

bool names_person(std::string_view other, std::string_view name) {
  const auto mine = words_of(other);
  const auto theirs = words_of(name);
  return std::find(mine.begin(), mine.end(), "of") == mine.end() &&
         std::any_of(mine.begin(), mine.end(), [&](std::string_view word) {
           return std::find(theirs.begin(), theirs.end(), word) != theirs.end();
         });
}

bool initials_of(std::string_view name, std::string_view acronym) {
  std::string all;
  std::string long_ones;
  for (const auto word : words_of(name)) {
    all += word[0];
    if (!is_small_word(word)) long_ones += word[0];
  }
  return acronym == all || acronym == long_ones;
}

bool middle_left_out(const NameWords& few, const NameWords& many) {
  if (few.size() < 2 || few.size() > many.size() || few == many) return false;
  const bool initial = few.front().size() == 1 && few.front()[0] == many.front()[0];
  if ((few.front() != many.front() && !initial) || few.back() != many.back()) return false;
  std::size_t at = 0;
  for (const auto word : many) {
    if (at < few.size() && (few[at] == word || (few[at].size() == 1 && few[at][0] == word[0]))) {
      ++at;
    }
  }
  return at == few.size();
}

bool spelled_otherwise(const NameWords& a, const NameWords& b) {
  if (a.size() != b.size() || a.size() < 2) return false;
  std::size_t other = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    if (++other > 1 || !spelling_of(a[i], b[i])) return false;
  }
  return other == 1;
}

std::string_view formal_given_name(std::string_view word) {
  // Short forms of one name only: "Al" and "Ted" may be two.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kShort = {{
      {"andy", "andrew"},     {"ben", "benjamin"},  {"bill", "william"},   {"bob", "robert"},
      {"charlie", "charles"}, {"chuck", "charles"}, {"dan", "daniel"},     {"dave", "david"},
      {"dick", "richard"},    {"don", "donald"},    {"doug", "douglas"},   {"fred", "frederick"},
      {"greg", "gregory"},    {"jeff", "jeffrey"},  {"jim", "james"},      {"jimmy", "james"},
      {"joe", "joseph"},      {"josh", "joshua"},   {"ken", "kenneth"},    {"larry", "lawrence"},
      {"matt", "matthew"},    {"mike", "michael"},  {"mitch", "mitchell"}, {"pete", "peter"},
      {"rob", "robert"},      {"ron", "ronald"},    {"sam", "samuel"},     {"tim", "timothy"},
      {"tom", "thomas"},      {"will", "william"},
  }};
  const auto at = std::lower_bound(kShort.begin(), kShort.end(), word,
                                   [](const auto& pair, auto key) { return pair.first < key; });
  return at != kShort.end() && at->first == word ? at->second : word;
}

bool counted_apart(const NameWords& a, const NameWords& b) {
  const auto counts = [](std::string_view word) {
    static constexpr std::array<std::string_view, 12> kCounts = {
        "east",  "first", "north", "one",  "second", "south",
        "third", "three", "two",   "west", "lower",  "upper"};
    return word.find_first_of("0123456789") != std::string_view::npos ||
           word.find_first_not_of("ivx") == std::string_view::npos ||
           std::find(kCounts.begin(), kCounts.end(), word) != kCounts.end();
  };
  const auto only_in = [&](const auto& from, const auto& other) {
    return std::any_of(from.begin(), from.end(), [&](std::string_view word) {
      return counts(word) && std::find(other.begin(), other.end(), word) == other.end();
    });
  };
  return only_in(a, b) || only_in(b, a);
}

std::string consonants(std::string_view name) {
  static constexpr std::string_view kSilent = " aeiouyh";
  std::string out;
  char last = 0;
  for (const char written : name) {
    const char c = written == 'p' ? 'f' : written;  // "Joseph" is "Josef"
    if (kSilent.find(c) != std::string_view::npos || c == last) continue;
    out += last = c;
  }
  return out;
}

}  // namespace trine::storage
