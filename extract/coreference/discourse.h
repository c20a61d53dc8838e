// The working state of coreference in one document: its mentions, what the sentences say of their
// structure, and the clusters found so far. Internal to extract.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extract/coreference/mention_attributes.h"
#include "extract/english/gazetteer.h"
#include "extract/mentions/mentions.h"
#include "extract/sentence/sentence.h"
#include "schema/document.h"

namespace trine::extract::coreference {

using Id = std::int32_t;  // a mention: its position in the document's list
inline constexpr Id kNone = -1;

template <class T>
bool contains(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}
template <class T>
void add_unique(std::vector<T>& list, const T& value, std::size_t limit = 32) {
  if (list.size() < limit && !contains(list, value)) list.push_back(value);
}

// What is known of a cluster, kept at its root. Words are ids of the discourse's word list.
struct Cluster {
  Id first = kNone;
  Id last = kNone;
  Id name = kNone;  // a mention that names it
  Number number = Number::kUnknown;
  Gender gender = Gender::kUnknown;
  bool named = false;
  EntityType type = EntityType::kAbstract;  // of its names
  std::uint32_t size = 0;
  std::vector<std::uint32_t> heads;        // head words
  std::vector<std::uint32_t> texts;        // phrases; bounded
  std::vector<std::uint32_t> words;        // content words, sorted
  std::vector<std::uint32_t> roles;        // words of titles and roles
  std::vector<std::uint32_t> name_words;   // words of names
  std::vector<Id> named_kinds;             // mentions like "the Oslo office"; bounded
  std::vector<std::uint32_t> identifiers;  // "posts 12 and 13"
  std::vector<std::uint32_t> marks;        // of its descriptions: names and numerals in them
  Id country = kNone;                      // cluster (some mention of it) that it is of
};

class Discourse {
 public:
  // Borrows its arguments.
  Discourse(const Document& document, std::span<const Sentence> sentences,
            std::span<ParsedMention> mentions, const Gazetteer& gazetteer);

  const Document& document() const { return document_; }
  std::span<const Sentence> sentences() const { return sentences_; }
  const Gazetteer& gazetteer() const { return gazetteer_; }
  WordIds& words() { return words_; }

  Id count() const { return static_cast<Id>(mentions_.size()); }
  const ParsedMention& parsed(Id i) const { return mentions_[index(i)]; }
  const Mention& mention(Id i) const { return parsed(i).mention; }
  Mention& mention(Id i) { return mentions_[index(i)].mention; }
  const MentionAttributes& of(Id i) const { return attributes_[index(i)]; }
  const Sentence& sentence_of(Id i) const { return sentences_[mention(i).sentence]; }
  const Token& token(std::uint32_t sentence, std::int32_t i) const {
    return sentences_[sentence].tokens[static_cast<std::size_t>(i)];
  }
  const Token& head_token(Id i) const { return token(mention(i).sentence, parsed(i).head); }
  // The first mention whose head is that token; kNone for none, and for a head of -1.
  Id headed_by(std::uint32_t sentence, std::int32_t head) const {
    return head < 0 ? kNone : heads_[sentence][static_cast<std::size_t>(head)];
  }

  // ---- Clusters: each mention starts as its own ----

  Id find(Id i);
  Cluster& cluster(Id i) { return clusters_[index(find(i))]; }
  void join(Id a, Id b);
  // Joined by rule: not to be weighed again, also where it is the earliest of its cluster.
  void settle(Id i) { settled_[index(i)] = true; }
  bool settled(Id i) const { return settled_[index(i)]; }
  // Takes the mentions for which `left_out` is true out of their clusters.
  void detach(const std::vector<bool>& left_out);

  // "They" for several that are named one by one; empty for all others.
  void set_members(Id i, std::vector<Id> members) { members_[i] = std::move(members); }
  const std::vector<Id>* members(Id i) const {
    const auto found = members_.find(i);
    return found == members_.end() ? nullptr : &found->second;
  }

  // ---- Structure; each may be kNone ----

  Id possessor(Id i) const { return possessor_[index(i)]; }
  // the mention that it stands in apposition to
  Id apposed(Id i) const { return apposed_[index(i)]; }
  // the subject that it is predicated of
  Id predicated(Id i) const { return predicated_[index(i)]; }
  // the place or nationality that modifies it
  Id country_of(Id i) const { return country_of_[index(i)]; }
  // Names, countries and their adjectives within the phrase: who takes part. Roots, sorted.
  void find_parties(Id i, std::vector<Id>& out);
  std::vector<Id> parties(Id i) {
    std::vector<Id> found;
    find_parties(i, found);
    return found;
  }
  // Who says the quotation of that number.
  Id speaker(std::int32_t quote) const;

  // A name that names by itself: not "the Union".
  bool is_name(Id i) const { return mention(i).named && !of(i).generic_name; }
  bool is_place_like(Id i) const;
  // "A and B": conjuncts of one phrase.
  bool coordinated(Id a, Id b) const;
  // The type of things that the mention's noun is used of, if the lexicon knows one.
  std::optional<EntityType> noun_type(Id i) { return noun(i).type; }
  // What the word lists say of its head noun; looked up once a noun.
  struct Noun {
    bool known = false;
    bool state = false;  // "government", "ministry"
    bool body = false;   // of a kind of bodies: "commission", "bank"
    std::optional<EntityType> type;
  };
  const Noun& noun(Id i);

 private:
  static std::size_t index(Id i) { return static_cast<std::size_t>(i); }
  void start_cluster(Id i);
  void index_heads();
  bool same_kind(Id a, Id b) const;
  void find_links();
  void find_titles();
  void find_speakers();

  const Document& document_;
  std::span<const Sentence> sentences_;
  std::span<ParsedMention> mentions_;
  const Gazetteer& gazetteer_;
  WordIds words_;
  std::vector<MentionAttributes> attributes_;
  std::vector<Id> parent_;
  std::vector<Cluster> clusters_;
  std::vector<bool> settled_;
  std::vector<std::vector<Id>> heads_;  // [sentence][token]: the mention headed there
  std::vector<Id> possessor_;
  std::vector<Id> apposed_;
  std::vector<Id> predicated_;
  std::vector<Id> country_of_;
  std::unordered_map<std::int32_t, Id> speakers_;
  std::unordered_map<Id, std::vector<Id>> members_;
  std::vector<Noun> nouns_;  // by word
};

}  // namespace trine::extract::coreference
