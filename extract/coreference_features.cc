#include "extract/coreference_features.h"

#include "extract/coreference_agreement.h"
#include "extract/names.h"

namespace trine::extract::coreference {
namespace {

bool includes(const std::vector<std::uint32_t>& all, const std::vector<std::uint32_t>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

void add_if(FeatureVector& out, bool when, Feature feature) {
  if (when) out.push_back(feature);
}

}  // namespace

Features::Features(Discourse& d, const Candidates& candidates) : d_(d), candidates_(candidates) {
  find_senses();
}

void Features::of_new(Id i, bool no_candidate, FeatureVector& out) const {
  out.clear();
  const auto& at = d_.of(i);
  const auto& m = d_.mention(i);
  out.push_back(Feature::kNew);
  add_if(out, candidates_.head_seen(i), Feature::kNewHeadSeen);
  add_if(out, candidates_.text_seen(i), Feature::kNewTextSeen);
  add_if(out, at.postmodified, Feature::kNewPostmodified);
  add_if(out, !at.words.empty(), Feature::kNewPremodified);
  add_if(out, m.sentence == 0, Feature::kNewFirstSentence);
  add_if(out, at.number == Number::kPlural, Feature::kNewPlural);
  add_if(out, at.function == Function::kSubject, Feature::kNewSubject);
  add_if(out, no_candidate, Feature::kNewNoCandidate);
  add_if(out, at.quote >= 0, Feature::kNewInQuote);
  add_if(out, at.all_words.size() == 1, Feature::kNewOneWord);
  switch (base_type(m.type)) {
    case EntityType::kPerson:
      out.push_back(Feature::kNewPerson);
      break;
    case EntityType::kOrganization:
      out.push_back(Feature::kNewOrganization);
      break;
    case EntityType::kPlace:
      out.push_back(Feature::kNewPlace);
      break;
    case EntityType::kEvent:
      out.push_back(Feature::kNewEvent);
      break;
    case EntityType::kTime:
      out.push_back(Feature::kNewTime);
      break;
    case EntityType::kAbstract:
    case EntityType::kQuantity:
    case EntityType::kLaw:
      out.push_back(Feature::kNewAbstract);
      break;
    default:
      out.push_back(Feature::kNewObject);
      break;
  }
  // part of a bigger mention
  const auto up = d_.head_token(i).head;
  add_if(out, up >= 0 && d_.headed_by(m.sentence, up) != kNone, Feature::kNewNested);
}

void Features::of_pair(Id i, Id c, std::size_t agreeing, FeatureVector& out) {
  out.clear();
  const auto& at = d_.of(i);
  const auto& to = d_.of(c);
  const auto& m = d_.mention(i);
  const auto& n = d_.mention(c);
  auto& group = d_.cluster(c);
  const auto sentences = m.sentence - n.sentence;
  constexpr std::array<Feature, 5> kBySentence = {Feature::kSameSentence, Feature::kSentence1,
                                                  Feature::kSentence2, Feature::kSentence3,
                                                  Feature::kSentence4};
  out.push_back(sentences < kBySentence.size() ? kBySentence[sentences] : Feature::kSentenceFar);
  const Id apart = i - c;
  out.push_back(apart <= 1    ? Feature::kMention1
                : apart <= 3  ? Feature::kMention2
                : apart <= 7  ? Feature::kMention4
                : apart <= 15 ? Feature::kMention8
                : apart <= 30 ? Feature::kMention16
                              : Feature::kMentionFar);
  constexpr std::array<Feature, 6> kByFunction = {
      Feature::kCandidateSubject,   Feature::kCandidateObject,   Feature::kCandidateOblique,
      Feature::kCandidatePossessor, Feature::kCandidateModifier, Feature::kCandidateOther};
  out.push_back(kByFunction[static_cast<std::size_t>(to.function)]);
  add_if(out, at.function == to.function, Feature::kSameFunction);
  add_if(out, at.paragraph == to.paragraph, Feature::kSameParagraph);
  if (n.pronoun) {
    out.push_back(to.person == 1 || to.person == 2 ? Feature::kCandidatePronoun12
                                                   : Feature::kCandidatePronoun3);
  } else if (n.named) {
    out.push_back(Feature::kCandidateName);
  } else if (to.determiner == Determiner::kIndefinite) {
    out.push_back(Feature::kCandidateIndefinite);
  } else if (to.determiner == Determiner::kNone || to.determiner == Determiner::kQuantifier) {
    out.push_back(Feature::kCandidateBare);
  } else {
    out.push_back(Feature::kCandidateDefinite);
  }
  switch (n.type) {
    case EntityType::kPerson:
      out.push_back(Feature::kCandidatePerson);
      break;
    case EntityType::kOrganization:
      out.push_back(Feature::kCandidateOrganization);
      break;
    case EntityType::kCountry:
      out.push_back(Feature::kCandidateCountry);
      break;
    case EntityType::kPlace:
    case EntityType::kCity:
    case EntityType::kRegion:
    case EntityType::kFacility:
      out.push_back(Feature::kCandidatePlace);
      break;
    case EntityType::kEvent:
      out.push_back(Feature::kCandidateEvent);
      break;
    case EntityType::kTime:
      out.push_back(Feature::kCandidateTime);
      break;
    case EntityType::kAbstract:
    case EntityType::kLaw:
    case EntityType::kQuantity:
      out.push_back(Feature::kCandidateAbstract);
      break;
    case EntityType::kAnimal:
    case EntityType::kPlant:
      out.push_back(Feature::kCandidateAnimal);
      break;
    default:
      out.push_back(Feature::kCandidateObjectType);
      break;
  }
  out.push_back(base_type(m.type) == base_type(n.type) ? Feature::kSameType : Feature::kOtherType);
  if (at.number != Number::kUnknown && group.number != Number::kUnknown) {
    out.push_back(number_clash(d_, i, c) ? Feature::kOtherNumber : Feature::kSameNumber);
  }
  if (at.gender != Gender::kUnknown && group.gender != Gender::kUnknown) {
    out.push_back(at.gender == group.gender ? Feature::kSameGender : Feature::kOtherGender);
  }
  if (!m.pronoun) {
    if (!n.pronoun && at.head_word == to.head_word) {
      out.push_back(Feature::kHeadSame);
      const bool inside = includes(group.words, at.words);
      const bool more = includes(at.all_words, to.words);
      if (inside) {
        out.push_back(Feature::kHeadSameWordsInside);
      } else if (more) {
        out.push_back(Feature::kHeadSameWordsMore);
      } else {
        out.push_back(Feature::kHeadSameWordsConflict);
      }
      add_if(out, at.text_id == to.text_id, Feature::kTextSame);
    } else {
      add_if(out, contains(group.heads, at.head_word), Feature::kClusterHead);
      add_if(out, contains(group.texts, at.text_id), Feature::kClusterText);
    }
    if (!n.pronoun && !at.numbers.empty() && !to.numbers.empty() && at.numbers != to.numbers) {
      out.push_back(Feature::kNumbersConflict);
    }
    if (!n.pronoun && at.head_word != to.head_word) {
      add_if(out, std::binary_search(to.all_words.begin(), to.all_words.end(), at.head_word),
             Feature::kHeadInCandidate);
      add_if(out, std::binary_search(at.all_words.begin(), at.all_words.end(), to.head_word),
             Feature::kCandidateHeadInside);
    }
    add_if(out, contains(group.name_words, at.head_word), Feature::kHeadInClusterName);
    if (!m.named) {
      const auto known = d_.noun_type(i);
      add_if(out, known && *known == n.type && n.type != EntityType::kAbstract,
             Feature::kFineTypeSame);
      add_if(out,
             known && *known == n.type && group.named && at.determiner == Determiner::kDefinite &&
                 at.words.empty() && !at.postmodified,
             Feature::kDefiniteNameType);
      add_if(out, contains(group.roles, at.head_word), Feature::kRoleOfCluster);
      if (at.head_word != to.head_word) add_senses(at.head_word, group, out);
    }
    const Id mine = d_.country_of(i);
    const Id theirs = d_.country_of(c) != kNone ? d_.country_of(c) : group.country;
    if (mine != kNone && theirs != kNone) {
      out.push_back(d_.find(mine) == d_.find(theirs) ? Feature::kAffiliationSame
                                                     : Feature::kAffiliationOther);
    }
    const Id a = d_.possessor(i);
    const Id b = d_.possessor(c);
    if (a != kNone && b != kNone) {
      out.push_back(d_.find(a) == d_.find(b) ? Feature::kPossessorSame : Feature::kPossessorOther);
    }
  } else {
    add_if(out, n.pronoun && at.head_word == to.head_word, Feature::kHeadSame);
  }
  out.push_back(group.size <= 1   ? Feature::kClusterSize1
                : group.size <= 3 ? Feature::kClusterSize3
                : group.size <= 7 ? Feature::kClusterSize7
                                  : Feature::kClusterSizeMore);
  add_if(out, group.named, Feature::kClusterNamed);
  if (sentences == 0) {
    if (at.clause == to.clause && at.function != Function::kPossessor &&
        to.function != Function::kPossessor && at.function != Function::kModifier &&
        to.function != Function::kModifier && at.function != Function::kOther &&
        to.function != Function::kOther) {
      out.push_back(at.reflexive ? Feature::kReflexiveSubject : Feature::kClauseArgument);
    } else {
      add_if(out, at.clause == to.clause && to.function == Function::kSubject,
             Feature::kClauseSubject);
    }
    add_if(out, d_.coordinated(i, c), Feature::kCoordinated);
  }
  add_if(out, d_.apposed(i) == c, Feature::kApposition);
  add_if(out, d_.predicated(i) == c, Feature::kCopula);
  out.push_back(at.quote == to.quote ? Feature::kSameQuote : Feature::kOtherQuote);
  if (at.quote >= 0) {
    const Id who = d_.speaker(at.quote);
    add_if(out, who != kNone && d_.find(who) == d_.find(c), Feature::kSpeaker);
  }
  if (agreeing > 0) {
    out.push_back(agreeing == 1   ? Feature::kAgrees1
                  : agreeing == 2 ? Feature::kAgrees2
                  : agreeing == 3 ? Feature::kAgrees3
                                  : Feature::kAgreesMore);
  }
  add_if(out, m.named && group.named, Feature::kSameNames);
}

// Is the anaphor's noun a synonym of a word of the cluster, or a more general one ("the vessel"
// for a ferry)?
void Features::add_senses(std::uint32_t word, const Cluster& group, FeatureVector& out) {
  const auto& mine = senses_[word];
  if (mine[0] == 0) return;
  bool synonym = false;
  bool hypernym = false;
  bool hyponym = false;
  const auto compare = [&](std::uint32_t other) {
    const auto known = senses_.find(other);
    if (known == senses_.end() || other == word) return;
    const auto& theirs = known->second;
    if (theirs[0] == 0) return;
    synonym = synonym || theirs[0] == mine[0];
    for (std::size_t k = 1; k < 4; ++k) {
      hypernym = hypernym || theirs[k] == mine[0];
      hyponym = hyponym || mine[k] == theirs[0];
    }
  };
  for (const auto other : group.heads) compare(other);
  for (const auto other : group.name_words) compare(other);
  add_if(out, synonym, Feature::kSynonym);
  add_if(out, hypernym && !synonym, Feature::kHypernym);
  add_if(out, hyponym && !synonym && !hypernym, Feature::kHyponym);
}

void Features::find_senses() {
  for (Id i = 0; i < d_.count(); ++i) {
    const auto& at = d_.of(i);
    if (d_.mention(i).pronoun) continue;
    if (senses_.emplace(at.head_word, std::array<std::uint32_t, 4>{}).second) {
      senses_[at.head_word] = d_.gazetteer().noun_senses(at.head_lemma);
    }
    if (!d_.mention(i).named) continue;
    for (const auto word : name_words(at.folded_name)) {
      const auto id = d_.words().of(word);
      if (senses_.emplace(id, std::array<std::uint32_t, 4>{}).second) {
        senses_[id] = d_.gazetteer().noun_senses(word);
      }
    }
  }
}

}  // namespace trine::extract::coreference
