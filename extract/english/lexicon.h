// The one table of English: what a lemma (verb, adjective or noun) is. Rows:
// lexicon/properties.tsv; properties and their definitions: lexicon/property_names.tsv. A new word
// goes there, not in code.
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "extract/english/properties.h"

namespace trine::extract {

class Properties {
 public:
  constexpr Properties() = default;
  constexpr Properties(std::initializer_list<Property> all) {
    for (const Property one : all) words_[word(one)] |= bit(one);
  }
  // As the generated table spells them: bit i of the words is property i.
  static constexpr Properties of_words(
      std::array<std::uint64_t, (kPropertyCount + 63) / 64> words) {
    Properties made;
    made.words_ = words;
    return made;
  }

  constexpr bool has(Property one) const { return (words_[word(one)] & bit(one)) != 0; }
  constexpr bool has_any(const Properties& others) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((words_[i] & others.words_[i]) != 0) return true;
    }
    return false;
  }
  friend constexpr bool operator==(const Properties&, const Properties&) = default;

 private:
  static constexpr std::size_t word(Property one) { return static_cast<std::size_t>(one) / 64; }
  static constexpr std::uint64_t bit(Property one) {
    return std::uint64_t{1} << (static_cast<unsigned>(one) % 64);
  }
  std::array<std::uint64_t, (kPropertyCount + 63) / 64> words_{};
};

// Of a lemma in lower case; none of an unknown one. A search by halves, no allocation.
Properties properties_of(std::string_view lemma);

inline bool has(std::string_view lemma, Property property) {
  return properties_of(lemma).has(property);
}
inline bool has_any(std::string_view lemma, std::initializer_list<Property> properties) {
  return properties_of(lemma).has_any(properties);
}

}  // namespace trine::extract
