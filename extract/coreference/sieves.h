// What is joined by rule, without weighing: names, capitals and governments that act for their
// country, relative pronouns, leaders of a country. Internal to extract.
#pragma once
#include <span>

#include "extract/coreference/discourse.h"

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
// "himself" is the subject of his clause, or the noun beside which he stands.
void join_reflexives(Discourse& d);
// "I" in a quotation is who says it, where the sentence tells.
void join_speakers(Discourse& d);
// "The ministry said it would pay": a body or country that speaks of what it does.
void join_speaking_bodies(Discourse& d);
// "the Chilean people" are the Chileans.
void join_peoples(Discourse& d);
// "we as farmers": the pronoun before such a phrase, which says who we are; else kNone.
Id find_we(const Discourse& d, Id i);
// The ties of the same parties are one thing: "bilateral ties", "relations between the two".
void join_ties(Discourse& d);
// "the country's army" and the army that the document names.
void join_forces(Discourse& d);
// "the compensation plan" after "a plan to compensate the farmers".
void join_restated(Discourse& d);
// "the Greek company": the only one that was named just before.
void join_companies(Discourse& d);
// Consultations, talks and a meeting of the same parties, told one after the other.
void join_meetings(Discourse& d);
// "the Greek company Harbor Lines": the noun is what the name after it names, also where the parse
// hangs both on one verb.
void join_announced_names(Discourse& d);
// "The surgeon, Ana Ruiz, left": whom the description means is said right after it.
void join_apposed_names(Discourse& d);
// The "Harbor Lights" site: the site is what the quoted name names.
void join_quoted_names(Discourse& d);
// "who" is the noun that its clause describes.
void join_relative(Discourse& d, Id i);
// "the South Korean leader": the person named before who bears such a title, of that country or of
// none that is told; else kNone. `names`: names before it, latest last.
Id find_leader(Discourse& d, Id i, std::span<const Id> names);

}  // namespace trine::extract::coreference
