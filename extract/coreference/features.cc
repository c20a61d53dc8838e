#include "extract/coreference/features.h"

#include "extract/coreference/agreement.h"
#include "extract/english/names.h"

namespace trine::extract::coreference {
namespace {

bool includes(const std::vector<std::uint32_t>& all, const std::vector<std::uint32_t>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

bool intersect(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](auto id) { return std::binary_search(b.begin(), b.end(), id); });
}

void add_if(FeatureVector& out, bool when, Feature feature) {
  if (when) out.push_back(feature);
}

}  // namespace

Features::Features(Discourse& d, const Candidates& candidates) : d_(d), candidates_(candidates) {
  find_senses();
  find_main_things();
  find_unique_heads();
}

// Where of two uses of a noun one always has all modifiers of the other, and none is "another",
// nothing says that there are two such things.
void Features::find_unique_heads() {
  std::map<std::pair<std::uint32_t, Number>, std::vector<Id>> uses;
  for (Id i = 0; i < d_.count(); ++i) {
    if (d_.mention(i).pronoun || d_.is_name(i)) continue;
    uses[{d_.of(i).head_word, d_.of(i).number}].push_back(i);
  }
  for (auto& [head, list] : uses) {
    if (list.size() < 2 || list.size() > 64) continue;
    std::sort(list.begin(), list.end(),
              [&](Id a, Id b) { return d_.of(a).words.size() < d_.of(b).words.size(); });
    bool unique = std::none_of(list.begin(), list.end(), [&](Id i) { return d_.of(i).another; });
    Id postmodified = kNone;
    for (std::size_t k = 0; k < list.size() && unique; ++k) {
      const auto& at = d_.of(list[k]);
      if (k > 0) unique = includes(at.words, d_.of(list[k - 1]).words);
      if (!at.postmodified) continue;
      if (postmodified != kNone) unique = unique && d_.of(postmodified).text_id == at.text_id;
      postmodified = list[k];
    }
    if (unique) unique_heads_.insert(head);
  }
}

void Features::begin(Id i, std::span<const Id> candidates) {
  mention_ = i;
  candidates_list_.assign(candidates.begin(), candidates.end());
  agreeing_.assign(candidates.size(), 0);
  std::uint32_t agreeing = 0;
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    if (agrees(d_, i, candidates[k])) agreeing_[k] = ++agreeing;
  }
  type_.reset();
  if (!d_.mention(i).pronoun && !d_.is_name(i)) type_ = d_.noun_type(i);
  parties_.clear();
  if (!d_.mention(i).pronoun) d_.find_parties(i, parties_);
  nearest_of_type_ = candidates.size();
  for (std::size_t k = candidates.size(); type_ && k-- > 0;) {
    const auto& group = d_.cluster(candidates[k]);
    if (group.named && group.type == *type_) nearest_of_type_ = k;
  }
  rank_by_role(candidates);
}

// The most prominent candidates that agree: of the latest sentence the subject, then the object,
// then others.
void Features::rank_by_role(std::span<const Id> candidates) {
  role_first_ = role_second_ = candidates.size();
  if (!d_.mention(mention_).pronoun) return;
  const auto rank = [&](std::size_t k) {
    const auto back = d_.mention(mention_).sentence - d_.mention(candidates[k]).sentence;
    return back * 8 + static_cast<std::uint32_t>(d_.of(candidates[k]).function);
  };
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    if (agreeing_[k] == 0) continue;
    if (role_first_ == candidates.size() || rank(k) < rank(role_first_)) {
      role_second_ = role_first_;
      role_first_ = k;
    } else if (role_second_ == candidates.size() || rank(k) < rank(role_second_)) {
      role_second_ = k;
    }
  }
}

void Features::find_main_things() {
  struct Count {
    std::uint32_t uses = 0;
    EntityType type = EntityType::kAbstract;
  };
  std::map<Id, Count> counts;  // by root
  for (Id i = 0; i < d_.count(); ++i) {
    if (!d_.mention(i).named) continue;
    const auto& group = d_.cluster(i);
    if (!group.named) continue;
    auto& count = counts[d_.find(i)];
    ++count.uses;
    count.type = group.type;
  }
  std::map<EntityType, std::uint32_t> most;
  for (const auto& [root, count] : counts) {
    auto& main = main_[count.type];
    ++main.things;
    if (count.uses > most[count.type]) {
      most[count.type] = count.uses;
      main.mention = root;
    }
  }
}

void Features::of_anaphor(FeatureVector& out) {
  out.clear();
  const Id i = mention_;
  const auto& at = d_.of(i);
  const auto& m = d_.mention(i);
  add_if(out, candidates_.head_seen(i), Feature::kNewHeadSeen);
  add_if(out, candidates_.text_seen(i), Feature::kNewTextSeen);
  add_if(out, at.postmodified, Feature::kNewPostmodified);
  add_if(out, !at.words.empty(), Feature::kNewPremodified);
  add_if(out, m.sentence == 0, Feature::kNewFirstSentence);
  add_if(out, at.number == Number::kPlural, Feature::kNewPlural);
  add_if(out, at.function == MentionFunction::kSubject, Feature::kNewSubject);
  add_if(out, candidates_list_.empty(), Feature::kNewNoCandidate);
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
  add_if(out, nearest_of_type_ < candidates_list_.size(), Feature::kNewTypeNamed);
  add_if(out, at.generic_name, Feature::kGenericName);
  add_if(out, !m.pronoun && unique_heads_.contains({at.head_word, at.number}),
         Feature::kNewHeadUnique);
  add_if(out, at.determiner == Determiner::kQuantifier, Feature::kNewQuantifier);
  add_if(out, at.negated, Feature::kNewNegated);
  add_if(out, !at.contrasts.empty(), Feature::kNewContrast);
  add_if(out, !at.marks.empty(), Feature::kNewMarks);
  add_if(out, d_.possessor(i) != kNone, Feature::kNewPossessor);
  add_if(out, at.function == MentionFunction::kObject, Feature::kNewObjectOf);
  add_if(out, at.function == MentionFunction::kOblique, Feature::kNewOblique);
  add_if(out, at.function == MentionFunction::kModifier, Feature::kNewModifier);
  add_if(out, d_.predicated(i) != kNone, Feature::kNewPredicate);
  add_if(out, d_.apposed(i) != kNone, Feature::kNewApposed);
  add_if(out, !parties_.empty(), Feature::kNewParties);
}

void Features::of_pair(std::size_t k, FeatureVector& out) {
  out.clear();
  const Id i = mention_;
  const Id c = candidates_list_[k];
  const auto agreeing = agreeing_[k];
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
  // the tagger wavers on a name; its cluster has one type
  const auto type = n.named && group.named ? group.type : n.type;
  switch (type) {
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
  out.push_back(base_type(m.type) == base_type(type) ? Feature::kSameType : Feature::kOtherType);
  if (at.number != Number::kUnknown && group.number != Number::kUnknown) {
    out.push_back(number_clash(d_, i, c) ? Feature::kOtherNumber : Feature::kSameNumber);
  }
  if (at.gender != Gender::kUnknown && group.gender != Gender::kUnknown) {
    out.push_back(at.gender == group.gender ? Feature::kSameGender : Feature::kOtherGender);
  }
  add_if(out, to.determiner == Determiner::kQuantifier, Feature::kCandidateQuantifier);
  add_if(out, to.negated, Feature::kCandidateNegated);
  add_if(out, n.sentence == 0, Feature::kCandidateFirstSentence);
  add_if(out,
         sentences > 0 &&
             d_.token(m.sentence, at.clause).lemma == d_.token(n.sentence, to.clause).lemma,
         Feature::kSameVerb);
  if (!m.pronoun) {
    if (!n.pronoun) {
      add_if(out, at.number == Number::kPlural && to.number == Number::kPlural,
             Feature::kBothPlural);
      add_marks(i, c, out);
      add_parties(c, out);
      // "a plan to compensate" and "the compensation plan"; "researchers" and "the research team"
      const bool stem = intersect(at.stems, to.all_stems) || intersect(to.stems, at.all_stems);
      add_if(out, stem,
             at.head_word == to.head_word ? Feature::kStemSharedHead : Feature::kStemShared);
    }
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
      add_same_head(i, c, out);
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
    if (!d_.is_name(i)) {
      const auto known = type_;
      add_if(out, known && *known == type && type != EntityType::kAbstract, Feature::kFineTypeSame);
      add_if(out,
             known && *known == type && group.named && at.determiner == Determiner::kDefinite &&
                 at.words.empty() && !at.postmodified,
             Feature::kDefiniteNameType);
      add_if(out, contains(group.roles, at.head_word), Feature::kRoleOfCluster);
      if (at.head_word != to.head_word) {
        add_senses(at.head_word, c, out);
        add_if(out,
               std::any_of(
                   at.words.begin(), at.words.end(),
                   [&](auto one) { return contains(to.words, one) && !contains(at.numbers, one); }),
               Feature::kSharedModifier);
      }
      if (type_ && group.named && group.type == *type_) add_type(i, c, out);
      add_if(out, k == nearest_of_type_, Feature::kTypeNearest);
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
    add_if(out, k == role_first_, Feature::kRoleFirst);
    add_if(out, k == role_second_, Feature::kRoleSecond);
    if (group.named && agreeing > 0) {
      const auto main = main_.find(group.type);
      add_if(out, main != main_.end() && d_.find(main->second.mention) == d_.find(c),
             Feature::kMainThing);
    }
  }
  if (to.function == MentionFunction::kSubject && d_.token(n.sentence, to.clause).head < 0) {
    add_if(out, sentences == 1, Feature::kPreviousSubject);
    add_if(out, sentences == 0 && at.clause != to.clause, Feature::kMainSubject);
  }
  out.push_back(group.size <= 1   ? Feature::kClusterSize1
                : group.size <= 3 ? Feature::kClusterSize3
                : group.size <= 7 ? Feature::kClusterSize7
                                  : Feature::kClusterSizeMore);
  add_if(out, group.named, Feature::kClusterNamed);
  if (sentences == 0) {
    if (at.clause == to.clause && at.function != MentionFunction::kPossessor &&
        to.function != MentionFunction::kPossessor && at.function != MentionFunction::kModifier &&
        to.function != MentionFunction::kModifier && at.function != MentionFunction::kOther &&
        to.function != MentionFunction::kOther) {
      out.push_back(at.reflexive ? Feature::kReflexiveSubject : Feature::kClauseArgument);
    } else {
      add_if(out, at.clause == to.clause && to.function == MentionFunction::kSubject,
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
  add_if(out, d_.is_name(i) && group.named, Feature::kSameNames);
}

// Names, numerals and words like "first" that tell the thing from others of its kind: "the Bergen
// office" is no longer just "the office" after "the Oslo office" has joined it.
void Features::add_marks(Id i, Id c, FeatureVector& out) {
  const auto& at = d_.of(i);
  const auto& to = d_.of(c);
  const auto& group = d_.cluster(c);
  if (!at.marks.empty() && !group.marks.empty()) {
    const bool shared = std::any_of(at.marks.begin(), at.marks.end(),
                                    [&](auto mark) { return contains(group.marks, mark); });
    out.push_back(shared ? Feature::kMarksShared : Feature::kMarksConflict);
  } else {
    add_if(out, !at.marks.empty(), Feature::kMarksMore);
    add_if(out, !group.marks.empty(), Feature::kMarksFewer);
  }
  add_if(out, !includes(group.words, at.contrasts), Feature::kContrastMore);
  add_if(out, !includes(at.all_words, to.contrasts), Feature::kContrastFewer);
}

// Who takes part: "talks between Oslo and Bergen", "the Oslo talks".
void Features::add_parties(Id c, FeatureVector& out) {
  auto& theirs = their_parties_;
  d_.find_parties(c, theirs);
  if (parties_.empty() || theirs.empty()) {
    add_if(out, !theirs.empty(), Feature::kPartiesFewer);
    return;
  }
  const bool shared = std::any_of(parties_.begin(), parties_.end(),
                                  [&](Id party) { return contains(theirs, party); });
  out.push_back(parties_ == theirs ? Feature::kPartiesSame
                : shared           ? Feature::kPartiesShared
                                   : Feature::kPartiesConflict);
}

// "the city", "our nation": how likely is this city or nation, among those of the document?
void Features::add_type(Id i, Id c, FeatureVector& out) {
  const auto& at = d_.of(i);
  if (!at.words.empty() || at.postmodified) return;
  const auto& main = main_.at(*type_);
  const bool is_main = main.mention != kNone && d_.find(main.mention) == d_.find(c);
  add_if(out, is_main, Feature::kTypeMain);
  add_if(out, main.things == 1, Feature::kTypeOnly);
  const Id owner = d_.possessor(i);
  add_if(out, is_main && owner != kNone && d_.of(owner).person == 1, Feature::kTypeMainOurs);
}

void Features::add_same_head(Id i, Id c, FeatureVector& out) {
  const auto& at = d_.of(i);
  const auto& to = d_.of(c);
  const auto sentences = d_.mention(i).sentence - d_.mention(c).sentence;
  const bool unique = unique_heads_.contains({at.head_word, at.number}) && at.number == to.number;
  add_if(out, unique, Feature::kHeadUnique);
  add_if(out, unique && !includes(to.words, at.words), Feature::kHeadUniqueMore);
  add_if(out, unique && to.determiner == Determiner::kNone, Feature::kHeadUniqueBare);
  add_if(out, unique && to.determiner == Determiner::kDefinite, Feature::kHeadUniqueDefinite);
  const bool shared = intersect(at.words, to.words);
  add_if(out, shared, Feature::kHeadSameShared);
  const bool more = !includes(to.words, at.words);
  const bool less = !includes(at.words, to.words);
  add_if(out, shared && !more, Feature::kHeadSameSharedInside);
  add_if(out, shared && more && less, Feature::kHeadSameSharedConflict);
  add_if(out, shared && sentences > 4, Feature::kHeadSameSharedFar);
  add_if(out, at.names_before != to.names_before, Feature::kHeadSameNameConflict);
  add_if(out,
         at.number == Number::kSingular && to.number == Number::kSingular &&
             at.determiner == Determiner::kNone && to.determiner == Determiner::kNone,
         Feature::kHeadSameBareMass);
  add_if(out, sentences <= 2 && more, Feature::kHeadSameWordsMoreNear);
  add_if(out, sentences <= 2, Feature::kHeadSameNear);
  add_if(out, sentences > 8, Feature::kHeadSameFar);
  const Id a = d_.possessor(i);
  const Id b = d_.possessor(c);
  if (a != kNone && b != kNone) {
    out.push_back(d_.find(a) == d_.find(b) ? Feature::kHeadSamePossessorSame
                                           : Feature::kHeadSamePossessorOther);
  }
  const Id mine = d_.country_of(i);
  const Id theirs = d_.country_of(c);
  add_if(out, mine != kNone && theirs != kNone && d_.find(mine) != d_.find(theirs),
         Feature::kHeadSameAffiliationOther);
  add_if(out, to.determiner == Determiner::kIndefinite, Feature::kHeadSameIndefinite);
  const bool bare = at.words.empty() && !at.postmodified;
  const bool bare_before = to.words.empty() && !to.postmodified;
  add_if(out, bare && bare_before, Feature::kHeadSameBothBare);
  add_if(out, bare && !bare_before, Feature::kHeadSameNowBare);
}

// Is the anaphor's noun a synonym of a word of the cluster, or a more general one ("the vessel"
// for a ferry)?
void Features::add_senses(std::uint32_t word, Id c, FeatureVector& out) {
  const auto& group = d_.cluster(c);
  const auto* known_mine = senses_of(word);
  if (known_mine == nullptr) return;
  const auto& mine = *known_mine;
  bool synonym = false;
  bool hypernym = false;
  bool hyponym = false;
  bool sibling = false;
  bool synonym_other = false;  // in some sense
  bool related = false;
  bool known_other = false;
  const auto compare = [&](std::uint32_t other) {
    const auto* known = senses_of(other);
    if (known == nullptr || other == word) return;
    const auto& theirs = *known;
    known_other = known_other || theirs.first[0] != 0;
    if (mine.first[0] != 0 && theirs.first[0] != 0) {
      synonym = synonym || theirs.first[0] == mine.first[0];
      sibling = sibling || (mine.first[1] != 0 && theirs.first[1] == mine.first[1]);
      for (std::size_t k = 1; k < 4; ++k) {
        hypernym = hypernym || theirs.first[k] == mine.first[0];
        hyponym = hyponym || mine.first[k] == theirs.first[0];
      }
    }
    const auto in_others = [](std::uint32_t sense, const Senses& senses) {
      return sense != 0 &&
             std::find(senses.others.begin(), senses.others.end(), sense) != senses.others.end();
    };
    synonym_other =
        synonym_other || in_others(mine.first[0], theirs) || in_others(theirs.first[0], mine);
    related = related || std::any_of(mine.others.begin(), mine.others.end(),
                                     [&](auto sense) { return in_others(sense, theirs); });
  };
  for (const auto other : group.heads) compare(other);
  for (const auto other : group.name_words) compare(other);
  add_if(out, synonym, Feature::kSynonym);
  add_if(out, hypernym && !synonym, Feature::kHypernym);
  add_if(out, hyponym && !synonym && !hypernym, Feature::kHyponym);
  add_if(out, sibling && !synonym, Feature::kSibling);
  add_if(out, synonym_other && !synonym, Feature::kSynonymOther);
  add_if(out, related && !synonym && !synonym_other, Feature::kRelatedOther);
  add_if(out,
         mine.first[0] != 0 && known_other && !synonym && !hypernym && !hyponym && !sibling &&
             !synonym_other && !related,
         Feature::kUnrelated);
  const bool near = d_.mention(c).sentence + 2 >= d_.mention(mention_).sentence;
  add_if(out, near && synonym, Feature::kSynonymNear);
  add_if(out, near && hypernym && !synonym, Feature::kHypernymNear);
}

void Features::find_senses(std::uint32_t word, std::string_view lemma) {
  if (word >= sense_of_.size()) sense_of_.resize(word + 1, 0);
  if (sense_of_[word] != 0) return;
  Senses senses{d_.gazetteer().noun_senses(lemma), d_.gazetteer().noun_other_senses(lemma)};
  if (senses.first[0] == 0 && senses.others[0] == 0) return;
  senses_.push_back(senses);
  sense_of_[word] = static_cast<std::uint32_t>(senses_.size());
}

void Features::find_senses() {
  for (Id i = 0; i < d_.count(); ++i) {
    const auto& at = d_.of(i);
    if (d_.mention(i).pronoun) continue;
    find_senses(at.head_word, at.head_lemma);
    if (!d_.mention(i).named) continue;
    for (const auto word : name_words(at.folded_name)) find_senses(d_.words().of(word), word);
  }
}

}  // namespace trine::extract::coreference
