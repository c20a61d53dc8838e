// Whether a mention may be, and whether it agrees with, an earlier one. Internal to extract.
#pragma once
#include "extract/coreference/discourse.h"
#include "extract/coreference/ranker.h"

namespace trine::extract::coreference {

// "It rained": no thing.
bool means_nothing(const Discourse& d, Id i);
AnaphorKind kind_of(const Discourse& d, Id i);
bool nested(const ParsedMention& a, const ParsedMention& b);
bool gender_clash(Discourse& d, Id i, Id candidate);
bool number_clash(Discourse& d, Id i, Id candidate);
// In gender, number and type, as pronouns and nouns of its kind do.
bool agrees(Discourse& d, Id i, Id candidate);
// The entry of the lists for a place, by its name or its adjective; null if none.
const Gazetteer::Entry* listed_place(const Discourse& d, Id i);
// "French" of "French Government": the entry whose adjective stands before the name's last word.
const Gazetteer::Entry* owner_in_name(const Discourse& d, Id i);
// False for what no weighing may join.
bool compatible(Discourse& d, Id i, Id candidate);

}  // namespace trine::extract::coreference
