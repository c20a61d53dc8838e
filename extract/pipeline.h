// The stages composed: one document in, its analysis out. Documents are independent of each other.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "extract/parser/syntax.h"
#include "extract/sentence/input.h"
#include "schema/ontology.h"

namespace trine::extract {

class Gazetteer;

struct PipelineOptions {
  Reader reader = Reader::kFast;
  std::filesystem::path model;      // in its place; empty: searched for (SyntaxModel::find_file)
  std::filesystem::path ontology;   // a user's additions; empty: none
  std::filesystem::path gazetteer;  // a user's JSON Lines gazetteer; empty: none
  bool tokenized = false;           // read_tokenized instead of split_sentences
};

// Const members are thread-safe: one pipeline serves all worker threads. The model is opened at the
// first sentence that needs it, so that parsed input works without one.
class Pipeline {
 public:
  explicit Pipeline(const PipelineOptions& options);
  Pipeline(Pipeline&&) noexcept;
  ~Pipeline();

  ParsedDocument parse(Input input) const;
  Analysis analyse(ParsedDocument parsed) const;
  Analysis analyse(Input input) const { return analyse(parse(std::move(input))); }

  const Ontology& ontology() const;
  const SyntaxModel& model() const;  // opens it; throws as SyntaxModel::open does

  // Of all that decides what is read out of a text, the model apart: the rules and word lists that
  // this library was built from, ontology, gazetteer, the way of reading. What was read under
  // another one may read otherwise now.
  std::uint64_t reading_hash() const;
  // The model; nullptr where there is none and none was asked for, since parsed input needs none.
  const SyntaxModel* model_if_any() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace trine::extract
