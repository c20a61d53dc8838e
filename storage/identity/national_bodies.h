// Bodies that every country has one of: "the U.S. Supreme Court", "Norway's Supreme Court",
// "Supreme Court of Ghana" and, in an article on Ghana, "the Supreme Court". Name alone would make
// them one; here a body is its country and what it is called without it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/identity/resolution.h"

namespace trine::storage {

class NationalBodies {
 public:
  // Reads the countries (entities with an entry of a gazetteer that is a country) and their names.
  explicit NationalBodies(const ResolutionInput& input);

  struct Body {
    std::string country;  // entry of the gazetteer; empty: nobody can tell whose body it is
    std::string name;     // normalised, without the country
    bool bare = false;    // the country is the document's, not the name's
  };
  // Of a named organisation, by its position; nothing for names that are no such body's.
  std::optional<Body> find(std::uint32_t position) const;

  // A country's name for a user.
  std::string_view country_name(const std::string& country) const;

 private:
  std::optional<Body> named_by_country(const std::string& name) const;
  std::string country_in(std::uint32_t document, const std::string& name) const;

  const ResolutionInput& input_;
  std::unordered_map<std::string, std::string> country_of_;  // normalised name or adjective
  std::unordered_map<std::string, std::string> name_of_;     // by the gazetteer's entry
  std::unordered_map<std::string, std::vector<std::string>> owners_;  // bare name -> countries
  // by document: the countries that it speaks of, with mentions
  std::vector<std::vector<std::pair<std::string, std::uint32_t>>> spoken_of_;
};

}  // namespace trine::storage
