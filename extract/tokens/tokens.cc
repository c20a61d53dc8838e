#include "extract/tokens/tokens.h"

#include <fmt/format.h>

#include <span>

#include "extract/layout/paragraphs.h"
#include "extract/sentence/input.h"
#include "extract/tokens/sentence_ends.h"
#include "extract/tokens/word_rules.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

// A longer paragraph is worked on in parts, so that working memory stays bounded.
constexpr std::uint32_t kLongestParagraph = 1U << 20;  // bytes

// The start of `paragraph`, cut at white space if there is any, else between characters.
Span first_part(std::string_view text, Span paragraph) {
  if (paragraph.size() <= kLongestParagraph) return paragraph;
  auto end = paragraph.begin + kLongestParagraph;
  for (auto i = end; i > end - kLongestParagraph / 2; --i) {
    if (text[i - 1] == ' ' || text[i - 1] == '\n') return {paragraph.begin, i};
  }
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return {paragraph.begin, end};
}

void append(std::string_view text, const RawToken& raw, bool space_after, Sentence& sentence) {
  if (raw.parts > 1) {
    const auto first = static_cast<std::int32_t>(sentence.tokens.size());
    sentence.multiword.push_back({first, first + raw.parts - 1, std::string(raw.span.in(text))});
  }
  auto begin = raw.span.begin;
  for (int part = 0; part < raw.parts; ++part) {
    const bool last = part + 1 == raw.parts;
    Token token;
    token.span = {begin, last ? raw.span.end : raw.cut[part]};
    token.form = token.span.in(text);
    token.space_after = last && space_after;
    begin = token.span.end;
    sentence.tokens.push_back(std::move(token));
  }
}

Sentence make_sentence(std::string_view text, std::span<const RawToken> words, bool space_after) {
  Sentence sentence;
  sentence.tokens.reserve(words.size() + 4);
  for (std::size_t i = 0; i < words.size(); ++i) {
    append(text, words[i], i + 1 < words.size() ? words[i + 1].space_before : space_after,
           sentence);
  }
  sentence.span = {words.front().span.begin, words.back().span.end};
  return sentence;
}

}  // namespace

std::vector<Sentence> split_sentences(const Document& document) {
  std::vector<Sentence> out;
  std::vector<RawToken> words;
  const std::string_view text = document.text;
  for (const auto paragraph : find_paragraphs(text)) {
    auto rest = paragraph;
    while (!rest.empty()) {
      words.clear();
      const auto part = first_part(text, rest);
      rest.begin = part.end;
      find_words(text, part, words);
      if (words.empty()) continue;
      const SentenceEnds ends(text, words);
      std::size_t begin = 0;
      for (std::size_t i = 0; i < words.size(); ++i) {
        const bool last = i + 1 == words.size();
        if (!last && i + 1 - begin < kLongestSentence && !ends.ends(i, begin)) continue;
        out.push_back(make_sentence(text, std::span(words).subspan(begin, i + 1 - begin),
                                    last || words[i + 1].space_before));
        out.back().begins_paragraph = begin == 0 && part.begin == paragraph.begin;
        begin = i + 1;
      }
    }
  }
  return out;
}

std::vector<Sentence> read_tokenized(const Document& document) {
  std::vector<Sentence> out;
  const std::string_view text = document.text;
  std::size_t at = 0;
  for (std::size_t line = 1; at < text.size(); ++line) {
    auto end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    Sentence sentence;
    auto i = at;
    while (i < end) {
      const auto is_space = [&](std::size_t k) {
        return text[k] == ' ' || text[k] == '\t' || text[k] == '\r';
      };
      while (i < end && is_space(i)) ++i;
      if (i == end) break;
      Token token;
      token.span.begin = static_cast<std::uint32_t>(i);
      while (i < end && !is_space(i)) ++i;
      token.span.end = static_cast<std::uint32_t>(i);
      token.form = token.span.in(text);
      if (token.form.size() > kLongestWord || sentence.tokens.size() == kLongestSentence) {
        throw Error(ErrorKind::kInput, fmt::format("line {} has more than {} words, or a word of "
                                                   "more than {} bytes",
                                                   line, kLongestSentence, kLongestWord));
      }
      sentence.tokens.push_back(std::move(token));
    }
    if (!sentence.tokens.empty()) {
      sentence.span = {sentence.tokens.front().span.begin, sentence.tokens.back().span.end};
      sentence.begins_paragraph = true;
      out.push_back(std::move(sentence));
    }
    at = end + 1;
  }
  return out;
}

}  // namespace trine::extract
