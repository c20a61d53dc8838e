#include "extract/parser/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <system_error>
#include <vector>

#include "extract/parser/encoder.h"
#include "extract/parser/kernels.h"
#include "extract/parser/lemmas.h"
#include "extract/parser/model_file.h"
#include "extract/parser/name_decoder.h"
#include "extract/parser/products.h"
#include "extract/parser/tree_decoder.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

// Words whose matrix products are made together: enough to amortise reading the weights, little
// enough for the intermediate values to stay in the second-level cache.
constexpr std::size_t kBatchWords = 256;

// Bits of the model's lexicon (extract/train/features.py): WordNet has the word as a noun of one of
// its 26 kinds.
constexpr std::uint64_t kNounBits = (std::uint64_t{1} << 26) - 1;

bool has_digit(std::string_view form) {
  return std::any_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Where to cut a sentence of more than `most` words: after a mark that parts clauses if one stands
// near the limit, else at the limit. Returns the piece's end.
std::size_t piece_end(const std::vector<Token>& tokens, std::size_t begin, std::size_t most) {
  if (tokens.size() - begin <= most) return tokens.size();
  const auto end = begin + most;
  for (const std::string_view marks : {".!?;:", ","}) {
    for (auto i = end; i > begin + most - most / 4; --i) {
      const auto& form = tokens[i - 1].form;
      if (form.size() == 1 && marks.find(form[0]) != std::string_view::npos) return i;
    }
  }
  return end;
}

// For ClassScores.
std::int8_t in_quarters(float nats) {
  return static_cast<std::int8_t>(std::max(nats * 4.0F - 0.5F, -127.0F));
}

}  // namespace

class SyntaxModel::Impl {
 public:
  explicit Impl(const std::filesystem::path& file)
      : model_(file), kernels_(row_kernels()), names_(model_.name_labels) {
    for (const auto& label : model_.upos_labels) upos_.push_back(parse_upos(label));
    for (const auto& label : model_.rel_labels) {
      if (label == "root") root_relation_ = relations_.size();
      relations_.push_back(parse_deprel(label));
    }
    if (relations_.size() < 2 || root_relation_ >= relations_.size()) {
      throw Error(ErrorKind::kCorruption, "the model knows no relation root");
    }
    for (const auto& label : model_.mention_labels) mentions_.push_back(parse_mention_class(label));
    for (const auto& script : model_.lemma_scripts) scripts_.push_back(LemmaScript::parse(script));
    for (const auto& label : model_.xpos_labels) {
      dict_states_.push_back(fnv("\t", fnv(label)));
      past_.push_back(label == "VBD" || label == "VBN");
      plural_.push_back(label == "NNS");
      verb_.push_back(label.starts_with("VB"));
    }
    for (auto& label : model_.feats_labels) {
      if (label == "_") label.clear();
    }
  }

  void parse(std::span<Sentence> sentences) const {
    const Lease lease(*this);
    auto& work = *lease.work;
    work.clear();
    for (auto& sentence : sentences) {
      if (sentence.parsed) continue;
      if (sentence.tokens.empty()) sentence.parsed = true;
      for (std::size_t begin = 0; begin < sentence.tokens.size();) {
        const auto end = piece_end(sentence.tokens, begin, model_.max_words);
        work.pieces.push_back({&sentence, begin});
        for (auto i = begin; i < end; ++i) work.forms.push_back(sentence.tokens[i].form);
        work.starts.push_back(static_cast<std::uint32_t>(work.forms.size()));
        begin = end;
        if (work.forms.size() >= kBatchWords) run(work);
      }
    }
    run(work);
  }

  std::uint64_t hash() const { return model_.checksum(); }
  const std::string& name() const { return model_.reader; }
  std::string kernels() const {
    return fmt::format("{} int8, {} float32", products().name(), kernels_.name);
  }

 private:
  std::uint32_t best_of(const float* scores, std::size_t n) const {
    return static_cast<std::uint32_t>(kernels_.best(scores, n));
  }

  struct Piece {
    Sentence* sentence;
    std::size_t begin;  // its first token
  };
  // What one call of parse() works in; used again by later calls.
  struct Work {
    explicit Work(const ModelFile& model) : encoder(model) { clear(); }
    void clear() {
      pieces.clear();
      forms.clear();
      starts.assign(1, 0);
    }
    Encoder encoder;
    TreeDecoder trees;
    NameDecoder::Scratch name_scratch;
    std::vector<Piece> pieces;
    std::vector<std::string_view> forms;
    std::vector<std::uint32_t> starts;
    std::vector<std::int32_t> heads;
    std::vector<float> head_probability;
    std::vector<std::uint32_t> names, misses, scripts;
    std::int32_t first_root = 0;  // of the sentence last begun
  };
  // Takes a free Work, or makes one: as many as there are calls at a time.
  struct Lease {
    explicit Lease(const Impl& owner) : impl(owner) {
      const std::lock_guard lock(impl.mutex_);
      if (impl.free_.empty()) {
        work = std::make_unique<Work>(impl.model_);
      } else {
        work = std::move(impl.free_.back());
        impl.free_.pop_back();
      }
    }
    ~Lease() {
      const std::lock_guard lock(impl.mutex_);
      impl.free_.push_back(std::move(work));
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    const Impl& impl;
    std::unique_ptr<Work> work;
  };

  void run(Work& work) const {
    if (work.forms.empty()) return;
    auto& encoder = work.encoder;
    encoder.run(work.forms, work.starts);
    for (std::size_t p = 0; p < work.pieces.size(); ++p) tag(work, p);
    find_lemmas(work);
    for (std::size_t p = 0; p < work.pieces.size(); ++p) {
      const auto& [sentence, begin] = work.pieces[p];
      keep_capitals(std::span(sentence->tokens).subspan(begin, work.starts[p + 1] - work.starts[p]),
                    begin == 0);
    }
    const auto n = work.forms.size();
    work.heads.resize(n);
    work.head_probability.resize(n);
    for (std::size_t p = 0; p < work.pieces.size(); ++p) {
      const auto begin = work.starts[p];
      const std::size_t size = work.starts[p + 1] - begin;
      const auto scores = encoder.arcs(p);
      const auto heads = work.trees.decode(scores.data, size, scores.stride);
      for (std::size_t t = 0; t < size; ++t) {
        work.heads[begin + t] = heads[t];
        const float* row = scores.row(t);
        // Leaves the word itself out.
        const float chosen = row[heads[t]];
        const float sum = kernels_.exp_sum(row, t + 1, chosen) +
                          kernels_.exp_sum(row + t + 2, size - t - 1, chosen);
        work.head_probability[begin + t] = 1.0F / sum;
      }
    }
    attach(work, encoder.relations(work.heads));
    work.clear();
  }

  void tag(Work& work, std::size_t p) const {
    const auto begin = work.starts[p];
    const std::size_t size = work.starts[p + 1] - begin;
    auto* tokens = work.pieces[p].sentence->tokens.data() + work.pieces[p].begin;
    const auto scores = [&](std::size_t t) { return work.encoder.heads(begin + t); };
    const auto best = [&](std::size_t t, const ModelFile::Columns& columns) {
      return best_of(scores(t) + columns.begin, columns.size());
    };
    names_.decode(
        size, [&](std::size_t t) { return scores(t) + model_.names.begin; }, work.name_scratch,
        work.names);
    std::array<float, kNameClasses> compared{};
    for (std::size_t t = 0; t < size;) {
      const auto end = names_.end_of_name(work.names, t);
      names_.compare(
          t, end, [&](std::size_t word) { return scores(word) + model_.names.begin; }, work.names,
          compared);
      for (const auto first = t; t < end; ++t) {
        auto& token = tokens[t];
        token.name = names_.type(work.names[t]);
        token.name_begins = token.name != NameClass::kNone && t == first;
        std::transform(compared.begin(), compared.end(), token.name_scores.begin(), in_quarters);
      }
    }
    for (std::size_t t = 0; t < size; ++t) {
      auto& token = tokens[t];
      token.upos = upos_[best(t, model_.upos)];
      const auto xpos = best(t, model_.xpos);
      token.xpos = model_.xpos_labels[xpos];
      token.features = model_.feats_labels[best(t, model_.feats)];
      const auto mention = best(t, model_.mention);
      token.mention = mentions_[mention];
      const float* kinds = scores(t) + model_.mention.begin;
      for (std::size_t k = 0; k < mentions_.size(); ++k) {
        token.mention_scores.at(static_cast<std::size_t>(mentions_[k])) =
            in_quarters(kinds[k] - kinds[mention]);
      }
      // The treebanks have wrong lemmas for rare irregular verbs ("fled"): WordNet comes first.
      if (past_[xpos]) {
        token.lemma = irregular_lemma(token.form, IrregularKind::kVerb);
        if (!token.lemma.empty()) continue;
      }
      const auto at = model_.dict_table.find(fnv(token.form, dict_states_[xpos]), 0);
      const auto pool = model_.dict_pool;
      if (at != 0 && at < pool.size() && pool.size() - at > pool[at]) {
        token.lemma.assign(reinterpret_cast<const char*>(pool.data()) + at + 1, pool[at]);
        // The treebanks' slips: "fre" for "freed", "_" for a word that goes with the next.
        if (verb_[xpos] && !is_verb(token.lemma)) {
          auto regular = regular_lemma(token.form, token.xpos, is_verb);
          if (!regular.empty()) token.lemma = std::move(regular);
        }
      } else {
        token.lemma.clear();
        if (plural_[xpos]) token.lemma = irregular_lemma(token.form, IrregularKind::kNoun);
        if (!token.lemma.empty()) continue;
        work.misses.push_back(begin + static_cast<std::uint32_t>(t));
      }
    }
  }

  void find_lemmas(Work& work) const {
    work.encoder.lemma_scripts(work.misses, work.scripts);
    std::size_t p = 0;
    for (std::size_t k = 0; k < work.misses.size(); ++k) {
      const auto t = work.misses[k];
      while (work.starts[p + 1] <= t) ++p;
      auto& token = work.pieces[p].sentence->tokens[work.pieces[p].begin + (t - work.starts[p])];
      token.lemma = lemma_by_script(token, scripts_[work.scripts[k]]);
    }
    work.misses.clear();
  }

  // For words that the dictionary lacks. Scripts are learnt from the ends of words and go wrong
  // where the spelling alone does not tell ("presid", "hop" for "hoped"): known stems come first.
  std::string lemma_by_script(const Token& token, const LemmaScript& script) const {
    // A whole lemma learnt from another number says nothing about this one.
    if (script.letter_case == LemmaScript::Case::kWhole && has_digit(token.form)) return token.form;
    auto lemma = script.apply(token.form);
    if (token.xpos.starts_with("VB")) {
      auto regular = regular_lemma(token.form, token.xpos, is_verb);
      if (!regular.empty()) return regular;
    } else if (token.xpos == "NNS") {
      const auto is_noun = [&](std::string_view word) {
        return (model_.lex_table.find(fnv(word), 0) & kNounBits) != 0;
      };
      if (is_noun(lower_script_.apply(lemma))) return lemma;
      auto regular = regular_lemma(token.form, token.xpos, is_noun);
      if (!regular.empty()) return regular;
    }
    return lemma;
  }

  void attach(Work& work, const Scores& scores) const {
    const auto relations = relations_.size();
    for (std::size_t p = 0; p < work.pieces.size(); ++p) {
      const auto [sentence, offset] = work.pieces[p];
      const auto begin = work.starts[p];
      const std::size_t size = work.starts[p + 1] - begin;
      for (std::size_t t = 0; t < size; ++t) {
        auto& token = sentence->tokens[offset + t];
        const auto head = work.heads[begin + t];
        const float* row = scores.row(begin + t);
        auto label = best_of(row, relations);
        if (head == 0) {
          label = static_cast<std::uint32_t>(root_relation_);
        } else if (label == root_relation_) {
          label = root_relation_ == 0 ? 0 : best_of(row, root_relation_);
          const auto after = root_relation_ + 1;
          if (after < relations) {
            const auto other = after + best_of(row + after, relations - after);
            if (root_relation_ == 0 || row[other] > row[label]) {
              label = static_cast<std::uint32_t>(other);
            }
          }
        }
        token.relation = relations_[label];
        token.head = head == 0 ? kRootHead : static_cast<std::int32_t>(offset) + head - 1;
        token.head_probability = work.head_probability[begin + t] /
                                 (head == 0 ? 1.0F : kernels_.exp_sum(row, relations, row[label]));
        if (head != 0) continue;
        // A later piece of a long sentence hangs on the first one's root.
        if (offset == 0) {
          work.first_root = static_cast<std::int32_t>(t);
        } else {
          token.head = work.first_root;
          token.relation = Deprel::kParataxis;
        }
      }
      if (offset + size == sentence->tokens.size()) sentence->parsed = true;
    }
  }

  ModelFile model_;
  const RowKernels& kernels_;
  NameDecoder names_;
  std::vector<Upos> upos_;
  std::vector<Deprel> relations_;
  std::size_t root_relation_ = ~std::size_t{0};
  std::vector<MentionClass> mentions_;
  std::vector<LemmaScript> scripts_;
  const LemmaScript lower_script_ = LemmaScript::parse("l0+");
  std::vector<std::uint64_t> dict_states_;  // hash of each XPOS and a tab
  std::vector<bool> past_, plural_, verb_;  // is the XPOS VBD or VBN, NNS, any VB?

  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Work>> free_;
};

SyntaxModel::SyntaxModel(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SyntaxModel::SyntaxModel(SyntaxModel&&) noexcept = default;
SyntaxModel& SyntaxModel::operator=(SyntaxModel&&) noexcept = default;
SyntaxModel::~SyntaxModel() = default;

SyntaxModel SyntaxModel::open(const std::filesystem::path& file) {
  return SyntaxModel(std::make_unique<Impl>(file));
}

void SyntaxModel::parse(std::span<Sentence> sentences) const { impl_->parse(sentences); }
std::uint64_t SyntaxModel::hash() const { return impl_->hash(); }
std::string SyntaxModel::name() const { return impl_->name(); }
std::string SyntaxModel::kernels() const { return impl_->kernels(); }

}  // namespace trine::extract
