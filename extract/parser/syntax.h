// Tags, lemmas, trees, mention types and names, by the neural model of extract/model.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "extract/sentence/sentence.h"

namespace trine::extract {

// The models that are looked for. No accurate one is shipped yet (extract/train/README.md).
enum class Reader : std::uint8_t { kFast, kAccurate };

// The model file, memory-mapped. One instance serves all threads; const members are thread-safe and
// give the same bits whatever the batch, the thread count and the processor.
class SyntaxModel {
 public:
  // Throws Error: kIo when the file can't be read, kCorruption when it is damaged or of another
  // version; the message names the file.
  static SyntaxModel open(const std::filesystem::path& file);
  // Where the model is: `requested` if not empty, else $TRINE_MODEL, else the reader's, beside the
  // program or shared library that holds this code, in its install tree, in the source tree.
  // Throws Error{kIo} naming the places tried.
  static std::filesystem::path find_file(const std::filesystem::path& requested,
                                         Reader reader = Reader::kFast);

  SyntaxModel(SyntaxModel&&) noexcept;
  SyntaxModel& operator=(SyntaxModel&&) noexcept;
  ~SyntaxModel();

  // Fills in upos, xpos, features, lemma, head, relation, mention, name of every token of every
  // sentence that is not yet parsed, and sets `parsed`. Each result is a tree with one root.
  void parse(std::span<Sentence> sentences) const;

  std::uint64_t hash() const;   // of the file's content; kept in a store's metadata
  std::string name() const;     // of the reader, as the file has it: "fast", "accurate"
  std::string kernels() const;  // which code runs here: "AVX-512 VNNI int8, AVX-512 float32", ...

 private:
  class Impl;
  explicit SyntaxModel(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace trine::extract
