#include "extract/pipeline.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <mutex>

#include "extract/coreference/coreference.h"
#include "extract/english/gazetteer.h"
#include "extract/layout/boilerplate.h"
#include "extract/layout/dateline.h"
#include "extract/mentions/mentions.h"
#include "extract/parser/attachment.h"
#include "extract/parser/syntax.h"
#include "extract/statements/statements.h"
#include "extract/tokens/tokens.h"
#include "schema/error.h"
#include "schema/ids.h"

namespace trine {
extern const std::string_view kRulesVersion;  // made at build time: extract/CMakeLists.txt
}

namespace trine::extract {

class Pipeline::Impl {
 public:
  explicit Impl(const PipelineOptions& options)
      : options_(options),
        ontology_(options.ontology.empty() ? Ontology::builtin()
                                           : Ontology::with_user_file(options.ontology)),
        gazetteer_(options.gazetteer) {}

  const SyntaxModel& model() const {
    // An exception leaves the flag unset, so that the next caller hears of it too.
    std::call_once(model_opened_, [this] {
      model_.emplace(SyntaxModel::open(SyntaxModel::find_file(options_.model, options_.reader)));
    });
    return *model_;
  }

  const PipelineOptions& options() const { return options_; }
  const Ontology& ontology() const { return ontology_; }
  const Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  PipelineOptions options_;
  Ontology ontology_;
  Gazetteer gazetteer_;
  mutable std::once_flag model_opened_;
  mutable std::optional<SyntaxModel> model_;
};

Pipeline::Pipeline(const PipelineOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

const Ontology& Pipeline::ontology() const { return impl_->ontology(); }
const SyntaxModel& Pipeline::model() const { return impl_->model(); }

std::uint64_t Pipeline::reading_hash() const {
  const PipelineOptions& options = impl_->options();
  std::string parts(kRulesVersion);
  parts += to_hex(ontology().hash());
  if (options.tokenized) parts += " tokenized";
  if (!options.gazetteer.empty()) {
    std::ifstream file(options.gazetteer, std::ios::binary);
    parts.append(std::istreambuf_iterator<char>(file), {});
  }
  return content_hash(parts);
}

const SyntaxModel* Pipeline::model_if_any() const {
  try {
    return &model();
  } catch (const Error& error) {
    if (!impl_->options().model.empty() || error.kind() != ErrorKind::kIo) throw;
    return nullptr;
  }
}

ParsedDocument Pipeline::parse(Input input) const {
  ParsedDocument parsed{std::move(input.document), std::move(input.sentences)};
  auto& [document, sentences] = parsed;
  if (sentences.empty()) {
    if (impl_->options().tokenized) {
      sentences = read_tokenized(document);
    } else {
      complete_metadata(document);  // the corpus reader did; a caller's own input may lack it
      sentences = split_sentences(document);
      mark_structure(document.text, sentences);
    }
  }
  const bool parsed_already = std::all_of(sentences.begin(), sentences.end(),
                                          [](const Sentence& sentence) { return sentence.parsed; });
  if (!parsed_already) {
    // Trees that came with the text stay as they are.
    std::vector<char> given;
    given.reserve(sentences.size());
    for (const Sentence& sentence : sentences) given.push_back(sentence.parsed ? 1 : 0);
    impl_->model().parse(sentences);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (!given[i]) mend_attachments(sentences[i]);
    }
  }
  return parsed;
}

Analysis Pipeline::analyse(ParsedDocument parsed) const {
  Analysis analysis;
  const auto& sentences = parsed.sentences;
  auto mentions = find_mentions(parsed.document, sentences, impl_->gazetteer());
  // Other stories' headlines and the paper's own name are no part of what the document tells.
  std::erase_if(mentions, [&](const ParsedMention& mention) {
    return sentences[mention.mention.sentence].kind == SentenceKind::kBoilerplate;
  });
  analysis.entities = resolve_entities(parsed.document, sentences, mentions, impl_->gazetteer());
  analysis.statements =
      make_statements(parsed.document, sentences, mentions, analysis.entities, impl_->ontology());
  analysis.sentences.reserve(sentences.size());
  for (const auto& sentence : sentences) {
    analysis.sentences.push_back({sentence.span, sentence.kind});
  }
  analysis.mentions.reserve(mentions.size());
  for (auto& mention : mentions) analysis.mentions.push_back(std::move(mention.mention));
  std::stable_sort(
      analysis.mentions.begin(), analysis.mentions.end(), [](const Mention& a, const Mention& b) {
        return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
      });
  analysis.document = std::move(parsed.document);
  return analysis;
}

}  // namespace trine::extract
