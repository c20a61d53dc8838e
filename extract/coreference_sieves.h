// What is joined by rule, without weighing: names, capitals and governments that act for their
// country, relative pronouns, leaders of a country. Internal to extract.
#pragma once
#include <span>

#include "extract/coreference_discourse.h"

namespace trine::extract::coreference {

void join_names(Discourse& d);
// A capital that acts for its government ("Tokyo agreed") joins the country, if the document speaks
// of that by name.
void join_metonyms(Discourse& d);
// "the Japanese government" is what Japan does; "his government" that of his country.
void join_governments(Discourse& d);
// "our nation", "this country", "the republic": the country that the document speaks of, where that
// is plain.
void join_nations(Discourse& d);
// "who" is the noun that its clause describes.
void join_relative(Discourse& d, Id i);
// "the South Korean leader": the person named before who bears such a title, of that country or of
// none that is told; else kNone. `names`: names before it, latest last.
Id find_leader(Discourse& d, Id i, std::span<const Id> names);

}  // namespace trine::extract::coreference
