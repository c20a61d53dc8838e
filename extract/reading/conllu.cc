#include "extract/reading/conllu.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace trine::extract {
namespace {

constexpr std::array<std::string_view, 5> kKinds = {"body", "headline", "caption", "boilerplate",
                                                    "dateline"};

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// --- reading -------------------------------------------------------------------------------------

std::optional<std::int32_t> parse_number(std::string_view text) {
  std::int32_t n = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), n);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || n < 0) return {};
  return n;
}

// The value of `key` in "A=x|B=y"; nullopt when it is not there.
std::optional<std::string_view> find_item(std::string_view items, std::string_view key) {
  while (!items.empty()) {
    const auto item = items.substr(0, items.find('|'));
    if (item.size() > key.size() && item[key.size()] == '=' && item.starts_with(key)) {
      return item.substr(key.size() + 1);
    }
    items.remove_prefix(std::min(items.size(), item.size() + 1));
  }
  return {};
}

// One root, labelled so, and no cycle.
bool is_tree(const std::vector<Token>& tokens) {
  const auto n = static_cast<std::int32_t>(tokens.size());
  std::vector<std::int32_t> reached(tokens.size(), -1);
  int roots = 0;
  for (std::int32_t t = 0; t < n; ++t) {
    if (tokens[static_cast<std::size_t>(t)].head == kRootHead) ++roots;
    auto at = t;
    while (at != kRootHead) {
      if (at < 0 || at >= n) return false;
      auto& mark = reached[static_cast<std::size_t>(at)];
      if (mark == t) return false;
      if (mark >= 0) break;
      mark = t;
      at = tokens[static_cast<std::size_t>(at)].head;
    }
  }
  return roots == 1;
}

class Reader {
 public:
  Reader(std::string source, Diagnostics& diagnostics)
      : source_(std::move(source)), diagnostics_(diagnostics) {}

  std::vector<Input> read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
      ++line_;
      const auto end = text.find('\n');
      auto line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) {
        end_sentence();
      } else if (line[0] == '#') {
        comment(line);
      } else {
        row(line);
      }
    }
    end_sentence();
    end_document();
    return std::move(out_);
  }

 private:
  struct OpenMention {
    std::string group;
    MentionClass type;
    std::int32_t first;
  };
  struct Mentioned {
    MentionClass type;
    std::int32_t first, last;
  };

  void tell(Diagnostic::Severity severity, std::string reason) {
    diagnostics_.push_back({severity, fmt::format("{}:{}", source_, line_), std::move(reason)});
  }
  // The document is left out; what remains of it is skipped.
  void reject(std::string reason) {
    if (!rejected_) tell(Diagnostic::Severity::kRejected, std::move(reason));
    rejected_ = true;
  }

  void comment(std::string_view line) {
    line.remove_prefix(1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    const auto value = [&](std::string_view key) -> std::optional<std::string_view> {
      if (!line.starts_with(key)) return {};
      auto rest = line.substr(key.size());
      if (!rest.empty() && rest[0] != ' ' && rest[0] != '=') return {};
      while (rest.starts_with(' ')) rest.remove_prefix(1);
      if (rest.starts_with('=')) rest.remove_prefix(1);
      if (rest.starts_with(' ')) rest.remove_prefix(1);
      return rest;
    };
    if (!rows_seen_) {
      if (value("newdoc")) {
        end_document();
        const auto id = value("newdoc id");
        document_.document.key = id ? std::string(*id) : "";
        begun_ = true;
        paragraph_ = true;
      }
      if (value("newpar")) paragraph_ = true;
    }
    if (const auto text = value("text")) {
      text_ = *text;
      has_text_ = true;
    } else if (const auto title = value("meta::title")) {
      document_.document.title = *title;
    } else if (const auto date = value("meta::dateCreated")) {
      document_.document.date = *date;
    } else if (const auto uri = value("meta::sourceURL")) {
      document_.document.uri = *uri;
    } else if (const auto kind = value("kind")) {
      const auto found = std::find(kKinds.begin(), kKinds.end(), *kind);
      if (found != kKinds.end()) {
        sentence_.kind = static_cast<SentenceKind>(found - kKinds.begin());
      }
    } else if (auto fields = value("global.Entity")) {
      entity_fields_.clear();
      while (true) {
        const auto dash = fields->find('-');
        entity_fields_.emplace_back(fields->substr(0, dash));
        if (dash == std::string_view::npos) break;
        fields->remove_prefix(dash + 1);
      }
    }
  }

  void row(std::string_view line) {
    rows_seen_ = true;
    if (rejected_) return;
    std::array<std::string_view, 10> columns;
    std::size_t count = 0;
    auto rest = line;
    while (true) {
      const auto tab = rest.find('\t');
      if (count < 10) columns[count] = rest.substr(0, tab);
      ++count;
      if (tab == std::string_view::npos) break;
      rest.remove_prefix(tab + 1);
    }
    if (count != 10) return reject(fmt::format("{} columns where CoNLL-U has 10", count));
    const auto [id, form, lemma, upos, xpos, feats, head, deprel, deps, misc] = columns;
    static_cast<void>(deps);
    if (form.empty()) return reject("an empty form");
    if (form.size() > kLongestWord) return reject("a word of more than 4,096 bytes");
    if (sentence_.tokens.size() == kLongestSentence) {
      return reject("a sentence of more than 2,000 words");
    }
    const bool space_after = find_item(misc, "SpaceAfter") != std::string_view("No");
    const auto due = static_cast<std::int32_t>(sentence_.tokens.size()) + 1;
    if (id.find('.') != std::string_view::npos) return;  // an empty node
    if (const auto dash = id.find('-'); dash != std::string_view::npos) {
      const auto first = parse_number(id.substr(0, dash));
      const auto last = parse_number(id.substr(dash + 1));
      if (!first || !last || *first != due || *last < *first || *first <= range_end_) {
        return reject(fmt::format("a misplaced range {}", id));
      }
      range_end_ = *last;
      range_space_ = space_after;
      sentence_.multiword.push_back({*first - 1, *last - 1, std::string(form)});
      return;
    }
    if (parse_number(id) != due) {
      return reject(fmt::format("the word id {} where {} was due", id, due));
    }
    Token token;
    token.form = form;
    token.lemma = lemma == "_" && form != "_" ? form : lemma;
    if (upos == "_") {
      untagged_ = true;
    } else {
      token.upos = parse_upos(upos);
    }
    if (xpos != "_") token.xpos = xpos;
    if (feats != "_") token.features = feats;
    if (head == "_") {
      untagged_ = true;
    } else if (const auto number = parse_number(head)) {
      token.head = *number == 0 ? kRootHead : *number - 1;
    } else {
      return reject(fmt::format("the head {} is no number", head));
    }
    if (deprel != "_") token.relation = parse_deprel(deprel);
    token.space_after = due < range_end_ ? false : due == range_end_ ? range_space_ : space_after;
    if (const auto type = find_item(misc, "Mention")) token.mention = parse_mention_class(*type);
    if (const auto name = find_item(misc, "Name"); name && name->size() > 2) {
      const auto type = name->substr(2);
      token.name = type == "MISC" ? NameClass::kOther : parse_name_class(type);
      token.name_begins =
          token.name != NameClass::kNone && (name->front() == 'B' || name->front() == 'S');
    }
    sentence_.tokens.push_back(std::move(token));
    if (const auto entity = find_item(misc, "Entity")) read_entity(*entity, due - 1);
  }

  // "(7-person-new(3-place-...)7)": openings and closings at word `t`.
  void read_entity(std::string_view value, std::int32_t t) {
    const auto field = std::find(entity_fields_.begin(), entity_fields_.end(), "etype");
    const auto index = static_cast<std::size_t>(field - entity_fields_.begin());
    while (!value.empty()) {
      const bool opens = value[0] == '(';
      if (opens) value.remove_prefix(1);
      const auto end = value.find_first_of("()");
      const auto body = value.substr(0, end);
      const bool closes = end != std::string_view::npos && value[end] == ')';
      value.remove_prefix(end == std::string_view::npos ? value.size() : end + (closes ? 1 : 0));
      if (opens) {
        auto rest = body;
        for (std::size_t i = 0; i < index; ++i) {
          const auto dash = rest.find('-');
          rest.remove_prefix(dash == std::string_view::npos ? rest.size() : dash + 1);
        }
        const auto type = parse_mention_class(rest.substr(0, rest.find('-')));
        if (closes) {
          mentioned_.push_back({type, t, t});
        } else {
          open_.push_back({std::string(body.substr(0, body.find('-'))), type, t});
        }
      } else if (closes) {
        const auto found = std::find_if(open_.rbegin(), open_.rend(),
                                        [&](const OpenMention& m) { return m.group == body; });
        if (found == open_.rend()) continue;
        mentioned_.push_back({found->type, found->first, t});
        open_.erase(std::next(found).base());
      } else {
        break;
      }
    }
  }

  // Gives each mention's type to the word that heads it; the shortest mention wins.
  void place_mentions() {
    std::stable_sort(
        mentioned_.begin(), mentioned_.end(),
        [](const Mentioned& a, const Mentioned& b) { return a.last - a.first > b.last - b.first; });
    for (const auto& mention : mentioned_) {
      for (auto t = mention.first; t <= mention.last; ++t) {
        auto& token = sentence_.tokens[static_cast<std::size_t>(t)];
        if (token.head >= mention.first && token.head <= mention.last) continue;
        token.mention = mention.type;
        break;
      }
    }
  }

  void end_sentence() {
    if (!rows_seen_) return;
    rows_seen_ = false;
    if (!rejected_) {
      if (range_end_ > static_cast<std::int32_t>(sentence_.tokens.size())) {
        reject("a range ends beyond its sentence");
      } else if (!sentence_.tokens.empty()) {
        add_sentence();
      }
    }
    sentence_ = Sentence{};
    open_.clear();
    mentioned_.clear();
    range_end_ = 0;
    untagged_ = false;
    has_text_ = false;
    paragraph_ = false;
  }

  void add_sentence() {
    begun_ = true;
    auto& text = document_.document.text;
    if (!text.empty()) {
      if (paragraph_) {
        text += "\n\n";
      } else if (space_before_) {
        text += ' ';
      }
    }
    sentence_.begins_paragraph = paragraph_ || document_.sentences.empty();
    const auto begin = text.size();
    if (!has_text_ || !place_tokens(text_)) {
      if (has_text_) {
        tell(Diagnostic::Severity::kWarning, "the sentence's forms do not spell its text");
      }
      std::string built;
      each_surface([&](std::string_view form, bool space) {
        built += form;
        if (space) built += ' ';
      });
      while (built.ends_with(' ')) built.pop_back();
      place_tokens(built);
      text += built;
    } else {
      text += text_;
    }
    for (auto& token : sentence_.tokens) {
      token.span.begin += static_cast<std::uint32_t>(begin);
      token.span.end += static_cast<std::uint32_t>(begin);
    }
    sentence_.span = {sentence_.tokens.front().span.begin, sentence_.tokens.back().span.end};
    space_before_ = sentence_.tokens.back().space_after;
    sentence_.parsed = !untagged_;
    if (sentence_.parsed && !is_tree(sentence_.tokens)) {
      tell(Diagnostic::Severity::kWarning, "the sentence's heads form no tree; it is parsed anew");
      sentence_.parsed = false;
      for (auto& token : sentence_.tokens) token.head = kRootHead;
    }
    if (sentence_.parsed) place_mentions();
    document_.sentences.push_back(std::move(sentence_));
  }

  // Calls f(form, space after) for every surface token.
  template <class F>
  void each_surface(F f) const {
    std::size_t next = 0;
    for (std::size_t t = 0; t < sentence_.tokens.size(); ++t) {
      if (next < sentence_.multiword.size() &&
          sentence_.multiword[next].first == static_cast<std::int32_t>(t)) {
        const auto& range = sentence_.multiword[next++];
        t = static_cast<std::size_t>(range.last);
        f(std::string_view(range.form), sentence_.tokens[t].space_after);
      } else {
        f(std::string_view(sentence_.tokens[t].form), sentence_.tokens[t].space_after);
      }
    }
  }

  // Sets the tokens' spans to where their forms stand in `text`; false where they do not.
  bool place_tokens(std::string_view text) {
    std::size_t at = 0;
    const auto place = [&](std::string_view form) -> std::optional<Span> {
      while (at < text.size() && text.substr(at, form.size()) != form) {
        // Only white space may stand between.
        if (text[at] == ' ' || text[at] == '\t') {
          ++at;
        } else if (text.substr(at, 2) == "\u00A0") {
          at += 2;
        } else if (text.substr(at, 3) == "\u200B" || text.substr(at, 3) == "\u3000") {
          at += 3;
        } else {
          return {};
        }
      }
      if (at >= text.size()) return {};
      const auto begin = at;
      at += form.size();
      return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    };
    std::size_t next = 0;
    for (std::size_t t = 0; t < sentence_.tokens.size(); ++t) {
      if (next < sentence_.multiword.size() &&
          sentence_.multiword[next].first == static_cast<std::int32_t>(t)) {
        const auto& range = sentence_.multiword[next++];
        const auto span = place(range.form);
        if (!span) return false;
        divide(range, *span, text);
        t = static_cast<std::size_t>(range.last);
      } else {
        const auto span = place(sentence_.tokens[t].form);
        if (!span) return false;
        sentence_.tokens[t].span = *span;
      }
    }
    return true;
  }

  // The words of a multiword token share its span: each takes as many bytes as its form has, the
  // last what remains. Where the forms do not spell the surface, none is left without a character.
  void divide(const MultiwordToken& range, Span span, std::string_view text) {
    auto at = span.begin;
    for (auto w = range.first; w <= range.last; ++w) {
      auto& token = sentence_.tokens[static_cast<std::size_t>(w)];
      auto end = span.end;
      if (w < range.last) {
        const auto left = static_cast<std::uint32_t>(range.last - w);
        end = std::min<std::uint32_t>(at + static_cast<std::uint32_t>(token.form.size()),
                                      span.end > at + left ? span.end - left : span.end);
        while (end > at && end < span.end && continues_character(text[end])) --end;
        if (end == at) {
          while (end < span.end && (end == at || continues_character(text[end]))) ++end;
        }
      }
      token.span = {at, end};
      at = end;
    }
  }

  void end_document() {
    if (begun_ && !rejected_ && !document_.sentences.empty()) {
      if (document_.document.key.empty()) {
        ++unnamed_;
        document_.document.key = unnamed_ == 1 ? source_ : fmt::format("{}#{}", source_, unnamed_);
      }
      out_.push_back(std::move(document_));
    }
    document_ = Input{};
    begun_ = false;
    rejected_ = false;
    space_before_ = true;
  }

  std::string source_;
  Diagnostics& diagnostics_;
  std::vector<Input> out_;
  std::size_t line_ = 0;

  Input document_;
  bool begun_ = false;
  bool rejected_ = false;
  int unnamed_ = 0;
  bool space_before_ = true;
  std::vector<std::string> entity_fields_ = {"GRP", "etype"};

  Sentence sentence_;
  std::string text_;
  bool has_text_ = false;
  bool paragraph_ = false;
  bool rows_seen_ = false;
  bool untagged_ = false;
  std::int32_t range_end_ = 0;
  bool range_space_ = true;
  std::vector<OpenMention> open_;
  std::vector<Mentioned> mentioned_;
};

// --- writing -------------------------------------------------------------------------------------

// One line of a comment's value.
std::string one_line(std::string_view value) {
  std::string out(value);
  for (auto& c : out) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return out;
}

void append_column(std::string& out, std::string_view value) {
  out += '\t';
  if (value.empty()) {
    out += '_';
    return;
  }
  const auto begin = out.size();
  out += value;
  for (auto i = begin; i < out.size(); ++i) {
    if (out[i] == '\t' || out[i] == '\n' || out[i] == '\r') out[i] = ' ';
  }
}

void append_misc(std::string& out, const Token& token, bool space_after) {
  const auto begin = out.size() + 1;
  out += '\t';
  const auto item = [&](std::string_view key, std::string_view a, std::string_view b = {}) {
    if (out.size() > begin) out += '|';
    out += key;
    out += '=';
    out += a;
    out += b;
  };
  if (token.mention != MentionClass::kNone) item("Mention", to_string(token.mention));
  if (token.name != NameClass::kNone) {
    item("Name", token.name_begins ? "B-" : "I-", to_string(token.name));
  }
  if (!space_after) item("SpaceAfter", "No");
  if (out.size() == begin) out += '_';
  out += '\n';
}

void append_number(std::string& out, std::int32_t n) {
  std::array<char, 16> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), n).ptr;
  out.append(buffer.data(), end);
}

void append_sentence(std::string& out, const Sentence& sentence) {
  out += "# text = ";
  std::size_t next = 0;
  for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
    const std::string* form = &sentence.tokens[t].form;
    if (next < sentence.multiword.size() &&
        sentence.multiword[next].first == static_cast<std::int32_t>(t)) {
      form = &sentence.multiword[next].form;
      t = static_cast<std::size_t>(sentence.multiword[next++].last);
    }
    out += *form;
    if (sentence.tokens[t].space_after && t + 1 < sentence.tokens.size()) out += ' ';
  }
  out += '\n';
  next = 0;
  std::int32_t range_end = -1;
  for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
    const auto& token = sentence.tokens[t];
    const auto index = static_cast<std::int32_t>(t);
    if (next < sentence.multiword.size() && sentence.multiword[next].first == index) {
      const auto& range = sentence.multiword[next++];
      range_end = range.last;
      append_number(out, index + 1);
      out += '-';
      append_number(out, range.last + 1);
      append_column(out, range.form);
      out += "\t_\t_\t_\t_\t_\t_\t_";
      append_misc(out, Token{}, sentence.tokens[static_cast<std::size_t>(range.last)].space_after);
    }
    append_number(out, index + 1);
    append_column(out, token.form);
    if (sentence.parsed) {
      append_column(out, token.lemma);
      append_column(out, to_string(token.upos));
      append_column(out, token.xpos);
      append_column(out, token.features);
      out += '\t';
      append_number(out, token.head + 1);
      append_column(out, to_string(token.relation));
      out += "\t_";
    } else {
      out += "\t_\t_\t_\t_\t_\t_\t_";
    }
    append_misc(out, token, index <= range_end || token.space_after);
  }
  out += '\n';
}

}  // namespace

std::vector<Input> read_conllu(std::string_view text, std::string source,
                               Diagnostics& diagnostics) {
  return Reader(std::move(source), diagnostics).read(text);
}

std::string write_conllu(const ParsedDocument& parsed) {
  std::string out;
  const auto& document = parsed.document;
  const auto key = one_line(document.key);
  out += fmt::format("# newdoc id = {}\n", key);
  const auto meta = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out += fmt::format("# meta::{} = {}\n", name, one_line(value));
  };
  meta("title", document.title);
  meta("dateCreated", document.date);
  meta("sourceURL", document.uri);
  int number = 0;
  for (const auto& sentence : parsed.sentences) {
    if (sentence.tokens.empty()) continue;
    if (sentence.begins_paragraph) out += "# newpar\n";
    out += fmt::format("# sent_id = {}-{}\n", key, ++number);
    if (sentence.kind != SentenceKind::kBody) {
      out += fmt::format("# kind = {}\n", kKinds[static_cast<std::size_t>(sentence.kind)]);
    }
    append_sentence(out, sentence);
  }
  if (number == 0) out += '\n';
  return out;
}

}  // namespace trine::extract
