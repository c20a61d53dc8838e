#include "extract/tokens/contractions.h"

#include <algorithm>
#include <string_view>

#include "extract/english/word_lists.h"

namespace trine::extract {
namespace {

// Contractions written without an apostrophe, and where they are cut.
struct Joined {
  std::string_view word;
  int cut;
};
constexpr auto kJoined = std::to_array<Joined>(
    {{"aint", 2},   {"arent", 3},  {"cannot", 3}, {"cant", 2},   {"couldnt", 5}, {"didnt", 3},
     {"doesnt", 4}, {"dont", 2},   {"elses", 4},  {"gimme", 3},  {"gonna", 3},   {"gotta", 3},
     {"hadnt", 3},  {"hasnt", 3},  {"havent", 4}, {"hes", 2},    {"im", 1},      {"isnt", 2},
     {"itll", 2},   {"ive", 1},    {"lemme", 3},  {"outta", 3},  {"shes", 3},    {"shouldnt", 6},
     {"thats", 4},  {"theres", 5}, {"theyll", 4}, {"theyre", 4}, {"theyve", 4},  {"wanna", 3},
     {"wasnt", 3},  {"weve", 2},   {"whats", 4},  {"wont", 2},   {"wouldnt", 5}, {"youll", 3},
     {"youre", 3},  {"youve", 3}});

// Is the next chunk a word that seldom follows a possessive?
bool before_predicate(const Chunk& chunk) {
  static constexpr auto kWords = sorted(std::to_array<std::string_view>(
      {"a", "already", "also", "always", "an", "been", "definitely", "getting", "gonna", "just",
       "not", "nothing", "really", "simply", "so", "the", "very"}));
  return is_in(kWords, chunk.next_word());
}

}  // namespace

std::size_t find_contractions(const Chunk& chunk, std::size_t i, std::size_t j,
                              std::array<std::size_t, 2>& cuts) {
  std::array<std::size_t, 2> found{};
  std::size_t n = 0;
  auto e = j;
  while (n < 2) {
    std::size_t where = 0;
    // the last apostrophe of [i, e)
    auto a = e;
    while (a > i && !is_apostrophe(chunk.at(a - 1)) && e - a < 4) --a;
    if (a > i + 1 && is_apostrophe(chunk.at(a - 1))) {
      --a;
      const auto tail = chunk.lower(a, e);
      const bool backquote = chunk.at(a) == '`';
      if (tail == "'s" || tail == "'m" || tail == "'d" ||
          (!backquote && (tail == "'re" || tail == "'ve" || tail == "'ll" || tail == "'em"))) {
        where = a;
      } else if (tail == "'t" && a >= i + 2 && (chunk.at(a - 1) == 'n' || chunk.at(a - 1) == 'N')) {
        where = a - 1;
      }
    }
    if (where == 0) break;
    found[n++] = where;
    e = where;
  }
  if (n == 0) {
    const auto w = chunk.lower(i, j);
    if (w == "y'all") {
      cuts[0] = i + 2;
      return 1;
    }
    // "its a pity": an apostrophe was left out
    if (w == "its" && j == chunk.size() && before_predicate(chunk)) {
      cuts[0] = i + 2;
      return 1;
    }
    if (w == "dunno") {
      cuts = {i + 2, i + 3};
      return 2;
    }
    const auto it =
        std::lower_bound(kJoined.begin(), kJoined.end(), w,
                         [](const Joined& a, std::string_view b) { return a.word < b; });
    if (it == kJoined.end() || it->word != w) return 0;
    // "IM", "HES" in capitals are more often something else.
    if (w.size() <= 3 && j - i > 1 && is_upper(chunk.at(i + 1))) return 0;
    cuts[0] = i + static_cast<std::size_t>(it->cut);
    return 1;
  }
  for (std::size_t k = 0; k < n; ++k) cuts[k] = found[n - 1 - k];
  return n;
}

}  // namespace trine::extract
