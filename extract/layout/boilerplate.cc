// Rules of layout, in three steps. A block is first taken for what its words say ("(END)",
// "Photo:", "contributed to this report"); then for where it stands: short lines without a full
// stop above the first paragraph are headlines, those after the last are links to other stories;
// last, what repeats word for word is counted once. Texts that have no paragraphs to speak of are
// left alone by the second step, so that a list or a chat is not taken for furniture.
#include "extract/layout/boilerplate.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "extract/english/ascii.h"
#include "extract/english/calendar.h"
#include "extract/layout/dateline.h"
#include "extract/layout/paragraphs.h"
#include "schema/ids.h"

namespace trine::extract {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }
bool is_letter(char c) { return is_letter_ascii(c) || static_cast<unsigned char>(c) >= 0x80; }

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}
template <std::size_t N>
bool contains_any(std::string_view text, const std::array<std::string_view, N>& list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
}

Span trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && (is_space(text[begin]) || text[begin] == '\n')) ++begin;
  while (end > begin && (is_space(text[end - 1]) || text[end - 1] == '\n')) --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// What is looked at again and again of one block.
struct Shape {
  std::string_view text;
  std::string folded;     // lower case; only of short blocks and of the two ends of long ones
  std::size_t words = 0;  // with a letter or digit, counted up to kManyWords
  bool has_letters = false;
  bool full_stop = false;  // ends as a sentence does
  bool starts_lower = false;
  bool list_item = false;
};

constexpr std::size_t kManyWords = 40;
constexpr std::size_t kEnds = 200;  // bytes

bool ends_sentence(std::string_view text) {
  while (!text.empty()) {
    for (const std::string_view close : {"\"", "'", ")", "]", "”", "’", "»", "*"}) {
      if (text.ends_with(close)) {
        text.remove_suffix(close.size());
        goto next;
      }
    }
    break;
  next:;
  }
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with("…") ||
         text.ends_with(';');
}

// "The ministry did not elaborate. (Yonhap)": the agency after the full stop.
std::string_view without_agency(std::string_view text) {
  if (!text.ends_with(')')) return text;
  const auto open = text.rfind('(');
  if (open == std::string_view::npos || open < 2 || text.size() - open > 40) return text;
  auto before = text.substr(0, open);
  while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
  return before.empty() ? text : before;
}

Shape shape_of(std::string_view text) {
  Shape shape;
  shape.text = text;
  shape.folded = text.size() <= 2 * kEnds ? lower_ascii(text)
                                          : lower_ascii(text.substr(0, kEnds)) + ' ' +
                                                lower_ascii(text.substr(text.size() - kEnds));
  bool in_word = false;
  for (const char c : text) {
    const bool inside = is_letter(c) || is_digit_ascii(c);
    if (is_letter(c)) shape.has_letters = true;
    if (inside && !in_word && ++shape.words >= kManyWords) break;
    if (inside || is_space(c)) in_word = inside;
  }
  shape.full_stop = ends_sentence(text) || ends_sentence(without_agency(text));
  shape.starts_lower = is_lower_ascii(text.front());
  const auto first = text.substr(0, text.find(' '));
  shape.list_item = first == "-" || first == "*" || first == "•" || first == "·" ||
                    (first.size() <= 4 && (first.ends_with('.') || first.ends_with(')')) &&
                     is_digit_ascii(first.front()));
  return shape;
}

// "Written by Ana Bo | Coast Wire": names, no verb.
bool is_byline(const Shape& shape) {
  if (shape.words > 14 || !shape.folded.starts_with("by ") || shape.full_stop) return false;
  const auto name = shape.text.substr(3);
  return !name.empty() &&
         (is_upper_ascii(name.front()) || static_cast<unsigned char>(name.front()) >= 0x80);
}

bool is_address_line(const Shape& shape) {
  const auto at = shape.folded.find('@');
  const bool mail = at != std::string::npos && at > 0 &&
                    shape.folded.find('.', at) != std::string::npos &&
                    is_letter(shape.folded[at - 1]) && at + 1 < shape.folded.size() &&
                    is_letter(shape.folded[at + 1]);
  const bool web = shape.folded.starts_with("http://") || shape.folded.starts_with("https://") ||
                   shape.folded.starts_with("www.");
  return (mail && shape.words <= 9 && !shape.full_stop) ||
         (web && shape.words <= 14 && shape.folded.find(' ') == std::string::npos);
}

// Marks of the trade that stand alone: "(END)", "###", "-30-", "- - -".
bool is_mark(const Shape& shape) {
  if (!shape.has_letters) return shape.text.size() <= 40;
  constexpr std::array<std::string_view, 12> kMarks = {
      "(end)", "ends",   "end",      "(more)",        "more",          "xxx",
      "-end-", "(ends)", "- ends -", "article-image", "advertisement", "(mtf)"};
  return std::find(kMarks.begin(), kMarks.end(), shape.folded) != kMarks.end();
}
bool ends_article(const Shape& shape) {
  constexpr std::array<std::string_view, 8> kMarks = {"(end)", "ends",     "-end-", "(ends)",
                                                      "###",   "- ends -", "-30-",  "-0-"};
  return std::find(kMarks.begin(), kMarks.end(), shape.folded) != kMarks.end();
}

// Requests to the reader, copyright, credits of those who wrote.
bool is_furniture(const Shape& shape) {
  constexpr std::array<std::string_view, 31> kStarts = {"(attn:",
                                                        "attn:",
                                                        "copyright",
                                                        "©",
                                                        "(c) ",
                                                        "follow us",
                                                        "sign up",
                                                        "subscribe",
                                                        "click here",
                                                        "read more",
                                                        "read also",
                                                        "also read",
                                                        "read next",
                                                        "see also",
                                                        "related:",
                                                        "share this",
                                                        "share on",
                                                        "story continues",
                                                        "advertisement",
                                                        "download the",
                                                        "with inputs from",
                                                        "edited by",
                                                        "editing by",
                                                        "reporting by",
                                                        "(reporting by",
                                                        "additional reporting by",
                                                        "compiled by",
                                                        "translated by",
                                                        "skip to",
                                                        "loading...",
                                                        "editor's note:"};
  constexpr std::array<std::string_view, 13> kParts = {"contributed to this report",
                                                       "contributed to this story",
                                                       "contributed reporting",
                                                       "contributed to this article",
                                                       "contributed to the report",
                                                       "all rights reserved",
                                                       "may not be published",
                                                       "privacy policy",
                                                       "terms of service",
                                                       "terms of use",
                                                       "to our newsletter",
                                                       "for our newsletter",
                                                       "this story has been published from a wire"};
  if (starts_with_any(shape.folded, kStarts)) return shape.words <= 30;
  if (contains_any(shape.folded, kParts)) return shape.words <= 34;
  // "With Coast Wire inputs", "With agency inputs"
  if (shape.folded.starts_with("with ") && shape.words <= 7 && !shape.full_stop &&
      (shape.folded.ends_with(" inputs") || shape.folded.ends_with(" input"))) {
    return true;
  }
  // "Follow Ana Bo on Twitter"
  return shape.folded.starts_with("follow ") && shape.words <= 12 &&
         shape.folded.find(" on ") != std::string::npos &&
         shape.folded.find('@') != std::string::npos;
}

// What a message quotes of another, and the line that says of whom: "On Monday, Ana Bo wrote:".
bool is_quotation(const Shape& shape, const Shape* next) {
  if (shape.text.starts_with('>')) return true;
  return next != nullptr && next->text.starts_with('>') && shape.words <= 25 &&
         shape.folded.ends_with("wrote:");
}

// Where the writer's signature begins, which a line "-- " parts from a message: a few short lines
// at the end.
std::size_t find_signature(const std::vector<Shape>& shapes) {
  constexpr std::size_t kMostLines = 10;
  for (std::size_t i = shapes.size(); i-- > 1 && shapes.size() - i <= kMostLines;) {
    if (shapes[i].text == "--" || shapes[i].text.starts_with("--\n")) return i;
    if (shapes[i].words > 14) break;
  }
  return shapes.size();
}

// Headings of lists of other stories.
bool opens_link_list(const Shape& shape) {
  constexpr std::array<std::string_view, 30> kHeadings = {"recent stories",
                                                          "related stories",
                                                          "related articles",
                                                          "related news",
                                                          "related topics",
                                                          "related content",
                                                          "related posts",
                                                          "related coverage",
                                                          "more stories",
                                                          "more from",
                                                          "more news",
                                                          "more on this",
                                                          "more like this",
                                                          "most read",
                                                          "most popular",
                                                          "most viewed",
                                                          "trending",
                                                          "top stories",
                                                          "top news",
                                                          "latest news",
                                                          "latest stories",
                                                          "latest headlines",
                                                          "also in the news",
                                                          "you may also like",
                                                          "you might also like",
                                                          "recommended",
                                                          "other stories",
                                                          "other news",
                                                          "what to read next",
                                                          "keep reading"};
  if (shape.words > 6 || shape.full_stop) return false;
  return starts_with_any(shape.folded, kHeadings);
}

bool is_photo_credit(const Shape& shape) {
  constexpr std::array<std::string_view, 10> kStarts = {
      "photo:",       "photos:",      "image:",  "picture:",    "photo by",
      "photo credit", "image credit", "credit:", "photograph:", "representative image"};
  return shape.words <= 14 && starts_with_any(shape.folded, kStarts);
}

// A caption's source in brackets at its end, or a caption's usual beginning.
bool is_caption(const Shape& shape) {
  constexpr std::array<std::string_view, 9> kStarts = {
      "file - ",       "file — ",      "file – ",       "file photo", "(file photo",
      "in this photo", "in this file", "in this image", "pictured: "};
  if (starts_with_any(shape.folded, kStarts)) return true;
  std::string_view tail = shape.folded;
  while (tail.ends_with(')')) {  // "... in Aven. (Pool photo) (Coast Wire)"
    const auto open = tail.rfind('(');
    if (open == std::string_view::npos || tail.size() - open > 90) return false;
    const auto inside = tail.substr(open + 1, tail.size() - open - 2);
    constexpr std::array<std::string_view, 6> kWords = {"photo", "image",    "picture",
                                                        "getty", "courtesy", "handout"};
    if (contains_any(inside, kWords)) return true;
    tail = tail.substr(0, open);
    while (!tail.empty() && is_space(tail.back())) tail.remove_suffix(1);
  }
  return false;
}

bool is_paragraph(const Shape& shape) {
  return (shape.full_stop && shape.words >= 8) || shape.words >= 28;
}

bool is_headline_like(const Shape& shape) {
  return shape.has_letters && !shape.full_stop && !shape.starts_lower && !shape.list_item &&
         shape.words >= 2 && shape.words <= 27 && !shape.text.ends_with(',') &&
         !shape.text.ends_with(':') && !shape.text.ends_with('-') && !shape.text.ends_with("—") &&
         !shape.text.ends_with("–");
}

// A dateline whose place is not in capitals and has neither date nor agency ("Seoul: ") is told
// only at the head of an article, where no other line opens in the same way.
std::optional<Dateline> place_and_colon(std::string_view text, const std::vector<Shape>& shapes,
                                        const std::vector<SentenceKind>& kinds, Span block) {
  const auto opening = [](std::string_view line) -> std::size_t {  // length of "Port Aven: "
    const auto colon = line.find(": ");
    if (colon > 30) return 0;  // too far, or nowhere
    std::size_t words = 1;
    bool at_start = true;
    for (const char c : line.substr(0, colon)) {
      if (c == ' ') {
        at_start = true;
        ++words;
      } else {
        if ((at_start && !is_upper_ascii(c)) || !(is_letter(c) || c == '.' || c == '-')) return 0;
        at_start = false;
      }
    }
    return words <= 3 ? colon + 2 : 0;
  };
  const auto length = opening(block.in(text));
  if (length == 0) return std::nullopt;
  std::size_t others = 0;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    if (kinds[i] == SentenceKind::kBody && opening(shapes[i].text) != 0) ++others;
  }
  constexpr std::array<std::string_view, 20> kNoPlaces = {
      "note",     "warning",  "update",     "exclusive", "breaking",  "watch",    "video",
      "opinion",  "analysis", "explainer",  "factbox",   "summary",   "abstract", "background",
      "question", "answer",   "correction", "live",      "editorial", "subject"};
  const auto word = lower_ascii(block.in(text).substr(0, length - 2));
  if (others > 1 || std::find(kNoPlaces.begin(), kNoPlaces.end(), word) != kNoPlaces.end()) {
    return std::nullopt;
  }
  const auto end = block.begin + static_cast<std::uint32_t>(length);
  return Dateline{.span = {block.begin, end}, .place = {block.begin, end - 2}};
}

}  // namespace

bool is_date_line(std::string_view line) {
  if (line.size() > 160 || line.ends_with('?')) return false;
  const auto folded = lower_ascii(line);
  const auto date = find_date(line);
  if (!date) return false;
  constexpr std::array<std::string_view, 6> kWords = {"updated",       "published", "posted",
                                                      "last modified", "date:",     "issued:"};
  const auto shape = shape_of(line);
  if (contains_any(folded, kWords)) return shape.words <= 20 && !shape.full_stop;
  // Nothing but a date: "Thursday, 9 March 2023", "March 9, 2023 10:15 GMT".
  std::size_t other = 0;
  std::size_t begin = 0;
  while (begin < line.size()) {
    auto end = line.find_first_of(" ,\t|/:", begin);
    if (end == std::string_view::npos) end = line.size();
    const auto word = line.substr(begin, end - begin);
    if (!word.empty() && is_letter(word.front()) && month_number(word) == 0 &&
        weekday_number(word) < 0) {
      ++other;
    }
    begin = end + 1;
  }
  return shape.words <= 10 && (other == 0 || (other <= 2 && !shape.full_stop));
}

std::vector<Block> find_blocks(std::string_view text) {
  const auto spans = find_paragraphs(text);
  std::vector<Shape> shapes;
  shapes.reserve(spans.size());
  for (const auto& span : spans) shapes.push_back(shape_of(span.in(text)));

  // What the words say.
  constexpr auto kBody = SentenceKind::kBody;
  constexpr auto kBoilerplate = SentenceKind::kBoilerplate;
  std::vector<SentenceKind> kinds(spans.size(), kBody);
  std::size_t paragraphs = 0;
  std::size_t first_paragraph = spans.size();
  std::size_t last_paragraph = 0;
  std::size_t article_end = spans.size();
  const auto signature = find_signature(shapes);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const auto& shape = shapes[i];
    const auto* next = i + 1 < spans.size() ? &shapes[i + 1] : nullptr;
    if (i >= signature || is_quotation(shape, next) || is_mark(shape) || is_byline(shape) ||
        is_address_line(shape) || is_furniture(shape) || is_photo_credit(shape) ||
        is_date_line(shape.text)) {
      kinds[i] = kBoilerplate;
    } else if (is_caption(shape)) {
      kinds[i] = SentenceKind::kCaption;
    } else if (is_paragraph(shape) && i < article_end) {
      ++paragraphs;
      first_paragraph = std::min(first_paragraph, i);
      last_paragraph = i;
    }
    if (paragraphs > 0 && article_end == spans.size() && ends_article(shape)) article_end = i;
  }

  // Where it stands. An article: paragraphs of some length, and most of the
  // text in them.
  std::size_t in_paragraphs = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < std::min(spans.size(), last_paragraph + 1); ++i) {
    if (kinds[i] == kBoilerplate) continue;
    all += spans[i].size();
    if (is_paragraph(shapes[i])) in_paragraphs += spans[i].size();
  }
  const bool article =
      paragraphs >= 1 && in_paragraphs * 2 >= all && in_paragraphs >= 70 * paragraphs;
  if (article) {
    std::size_t headlines = 0;
    for (std::size_t i = 0; i < first_paragraph; ++i) {
      if (kinds[i] == kBody && is_headline_like(shapes[i])) {
        kinds[i] = SentenceKind::kHeadline;
        if (shapes[i].words > 3) ++headlines;
      }
    }
    // "World", "Politics": the section, if a headline follows.
    for (std::size_t i = 0; i < first_paragraph; ++i) {
      const bool tag = kinds[i] == SentenceKind::kHeadline ||
                       (kinds[i] == kBody && shapes[i].words == 1 && !shapes[i].full_stop);
      if (tag && headlines > 0 && shapes[i].words <= 3) kinds[i] = kBoilerplate;
    }
    bool link_list = false;
    for (std::size_t i = first_paragraph; i < spans.size(); ++i) {
      if (opens_link_list(shapes[i])) link_list = true;
      const bool after = i > last_paragraph || i > article_end;
      if (i > article_end) {
        kinds[i] = kBoilerplate;
      } else if (link_list && (!is_paragraph(shapes[i]) || after)) {
        kinds[i] = kBoilerplate;
      } else if (after && paragraphs >= 3 && kinds[i] == kBody && is_headline_like(shapes[i])) {
        kinds[i] = kBoilerplate;
      } else if (kinds[i] == kBody && paragraphs >= 3 && is_headline_like(shapes[i]) &&
                 shapes[i].words <= 12) {
        kinds[i] = SentenceKind::kHeadline;  // between paragraphs
      } else if (is_paragraph(shapes[i]) && !after) {
        link_list = false;
      }
    }
  }

  // What stands there twice: teasers repeat the first paragraph, pages their headline.
  std::unordered_set<std::uint64_t> seen;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (kinds[i] == kBoilerplate || shapes[i].words < 8) continue;
    if (!seen.insert(content_hash(shapes[i].text)).second && article) kinds[i] = kBoilerplate;
  }

  std::vector<Block> blocks;
  blocks.reserve(spans.size() + 1);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    auto rest = spans[i];
    if (kinds[i] == kBody && i <= last_paragraph && is_paragraph(shapes[i])) {
      std::optional<Dateline> dateline = find_dateline(text, spans[i]);
      if (dateline) {
        // Without date or agency, capitals and a dash may be anything but at the head.
        const bool agency = dateline->span.in(text).find('(') != std::string_view::npos;
        if (i != first_paragraph && dateline->month == 0 && !agency) dateline.reset();
      } else if (article && i > 0 && (i == first_paragraph || kinds[i - 1] == kBoilerplate)) {
        dateline = place_and_colon(text, shapes, kinds, spans[i]);
      }
      if (dateline && dateline->span.end < spans[i].end) {
        // The place alone tells something; date, agency and dash are the paper's.
        const auto place = dateline->place;
        if (!place.empty()) blocks.push_back({place, SentenceKind::kDateline});
        const auto after = place.empty() ? dateline->span.begin : place.end;
        blocks.push_back({trimmed(text, after, dateline->span.end), kBoilerplate});
        rest.begin = dateline->span.end;
      }
    }
    blocks.push_back({rest, kinds[i]});
  }
  return blocks;
}

namespace {

// Moves the tokens from `at` on to a sentence of their own.
Sentence cut(Sentence& sentence, std::size_t at) {
  Sentence tail;
  tail.kind = sentence.kind;
  tail.tokens.assign(
      std::make_move_iterator(sentence.tokens.begin() + static_cast<std::ptrdiff_t>(at)),
      std::make_move_iterator(sentence.tokens.end()));
  sentence.tokens.resize(at);
  const auto shift = static_cast<std::int32_t>(at);
  for (const auto& word : sentence.multiword) {
    if (word.first >= shift) {
      tail.multiword.push_back({word.first - shift, word.last - shift, word.form});
    }
  }
  std::erase_if(sentence.multiword,
                [&](const MultiwordToken& word) { return word.first >= shift; });
  sentence.span.end = sentence.tokens.back().span.end;
  tail.span = {tail.tokens.front().span.begin, tail.tokens.back().span.end};
  return tail;
}

}  // namespace

void mark_structure(std::string_view text, std::vector<Sentence>& sentences) {
  const auto blocks = find_blocks(text);
  std::vector<Sentence> marked;
  marked.reserve(sentences.size() + 4);
  std::size_t at = 0;  // the block that holds the next token
  for (auto& whole : sentences) {
    Sentence sentence = std::move(whole);
    while (true) {
      while (at < blocks.size() && blocks[at].span.end <= sentence.span.begin) ++at;
      if (at == blocks.size()) break;
      sentence.kind = blocks[at].kind;
      // The first token that lies in a block of another kind.
      std::size_t token = 0;
      for (auto block = at; block < blocks.size() && blocks[block].span.begin < sentence.span.end;
           ++block) {
        if (blocks[block].kind == sentence.kind) continue;
        while (token < sentence.tokens.size() &&
               sentence.tokens[token].span.begin < blocks[block].span.begin) {
          ++token;
        }
        break;
      }
      // A multiword token is not cut in two.
      for (const auto& word : sentence.multiword) {
        if (word.first < static_cast<std::int32_t>(token) &&
            word.last >= static_cast<std::int32_t>(token)) {
          token = static_cast<std::size_t>(word.first);
        }
      }
      if (token == 0 || token >= sentence.tokens.size()) break;
      auto tail = cut(sentence, token);
      marked.push_back(std::move(sentence));
      sentence = std::move(tail);
    }
    marked.push_back(std::move(sentence));
  }
  sentences = std::move(marked);
}

}  // namespace trine::extract
