// What two names say of each other, from their words alone. Names are normalised
// (storage/identity/names.h) unless said otherwise.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "schema/entity_type.h"

namespace trine::storage {

using NameWords = std::vector<std::string_view>;

// The form in which the resolution compares a name as written: normalised; of persons with
// initials parted ("H.W." is "H. W."), of other things with numbers in digits ("World War Two",
// "World War II"; of events "Second World War" too), in American spelling ("Labour", "Centre") and,
// of bodies, laws and events, without "of" ("Treaty of Oslo").
std::string comparable_name(std::string_view written, EntityType type);

// "Department of State" is "State Department", "Treaty of Oslo" is "Oslo Treaty"; universities are
// not alike so.
std::string without_of(std::string name);

// An alias as written that is a name, not a description: its words begin with capitals, but for
// small ones ("Bank of Ghana").
bool looks_like_name(std::string_view written);

// Two to eight capitals, as written: "KCNA", "U.S."
bool is_acronym(std::string_view written);

// Without legal form at its end; empty if nothing is left or nothing was there.
std::string without_legal_form(std::string_view name);

// A time of which every document means the same: there is a year in it ("march 16 2023").
bool absolute_time(std::string_view name);

bool ends_with_words(std::string_view name, std::string_view last);

// Is the other name only that of what the thing is part of, or of? "United Nations" is no other
// name of "United Nations Charter", nor of "Charter of the United Nations".
bool names_the_whole(std::string_view other, std::string_view name);

// Does a person's other name share a word with the full one? "Prime Minister" and "His Excellency"
// name whoever holds the office.
bool names_person(std::string_view other, std::string_view name);

// Is the acronym made of the name's initials, small words left out or not?
bool initials_of(std::string_view name, std::string_view acronym);

// Is every word of `few` in `many`, in order, with the same first and last word? Initials stand for
// names: "Ana M. Ruiz" and "A. Ruiz" are short for "Ana Maria Ruiz" too.
bool middle_left_out(const NameWords& few, const NameWords& many);

// Full names of which every word but one is the same, and that one is spelled otherwise: "Josef",
// "Joseph"; not "Erik", "Erika".
bool spelled_otherwise(const NameWords& a, const NameWords& b);

// The given name that the first word is short for ("bill": "william"); else the first word.
std::string_view formal_given_name(std::string_view word);

// "World War I" and "World War II", "Apollo 11" and "Apollo 12", "North Fork" and "South Fork".
bool counted_apart(const NameWords& a, const NameWords& b);

// What is left of a name without vowels, doubled letters and the h of "ph" and "th": names spelled
// almost alike mostly share it.
std::string consonants(std::string_view name);

}  // namespace trine::storage
