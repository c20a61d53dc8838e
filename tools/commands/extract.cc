// Text in, statements out; no store. Output follows the order of the input.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <span>
#include <sstream>

#include "extract/reading/conllu.h"
#include "extract/views/explain.h"
#include "extract/views/mentions_json.h"
#include "extract/views/oie.h"
#include "schema/error.h"
#include "tools/commands/commands.h"
#include "tools/reading/in_order.h"
#include "tools/reading/interrupt.h"
#include "tools/reading/reading.h"
#include "tools/telling/json.h"
#include "tools/telling/session.h"
#include "tools/telling/teller.h"

namespace trine::tools {
namespace {

struct Work {
  extract::Input input;
  std::string text;      // what to print
  std::string rejected;  // why, where it was
  std::uint64_t sentences = 0;
  std::uint64_t bytes_read = 0;
};

std::string tab_free(std::string_view text) { return one_line(text); }

std::string joined_forms(const extract::Sentence& sentence) {
  std::string text;
  for (const extract::Token& token : sentence.tokens) {
    if (!text.empty()) text += ' ';
    text += token.form;
  }
  return text;
}

// sentence TAB confidence TAB predicate TAB arg1 TAB arg2 ...
std::string oie_lines(const extract::ParsedDocument& parsed, extract::OieView view,
                      bool tokenized) {
  std::string lines;
  for (const extract::Sentence& sentence : parsed.sentences) {
    const std::string text =
        tokenized ? joined_forms(sentence) : tab_free(sentence.span.in(parsed.document.text));
    for (const extract::OieTuple& tuple : extract::oie_tuples(sentence, view)) {
      lines += fmt::format("{}\t{:.4f}\t{}", text, tuple.confidence, tab_free(tuple.predicate));
      for (const std::string& argument : tuple.arguments) lines += "\t" + tab_free(argument);
      lines += "\n";
    }
  }
  return lines;
}

constexpr const char* kTsvHeader =
    "doc\tsentence\tsubject\tsubject_type\trelation\trelation_class\tobject\tobject_"
    "type\tpolarity\t"
    "modality\tattribution\ttime\tplace\tconfidence\trule\n";

bool is_pronoun(const Analysis& analysis, const Span& span) {
  const auto& mentions = analysis.mentions;
  const auto at = std::lower_bound(
      mentions.begin(), mentions.end(), span.begin,
      [](const Mention& mention, std::size_t begin) { return mention.span.begin < begin; });
  return at != mentions.end() && at->pronoun && at->span == span;
}

// The entity's name; a description as it stands here, which a pronoun would not tell.
std::string called(const Analysis& analysis, const Argument& argument) {
  if (argument.is_entity() && argument.entity < analysis.entities.size()) {
    const auto& entity = analysis.entities[argument.entity];
    if (entity.named || argument.text.empty() ||
        (!entity.name.empty() && is_pronoun(analysis, argument.span))) {
      return tab_free(entity.name);
    }
  }
  return tab_free(argument.text);
}

std::string tsv_lines(const Analysis& analysis) {
  std::string lines;
  for (const Statement& s : analysis.statements)
    lines +=
        fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.4f}\t{}\n",
                    tab_free(analysis.document.key), s.sentence, called(analysis, s.subject),
                    to_string(s.subject.type), tab_free(s.relation), s.relation_class,
                    called(analysis, s.object), s.object.empty() ? "" : to_string(s.object.type),
                    to_string(s.polarity), to_string(s.modality), called(analysis, s.attribution),
                    tab_free(s.time.text), tab_free(s.place), s.confidence, s.rule);
  return lines;
}

// The tree that statements were read from: number, word, lemma, tag, head, relation.
std::string tree_lines(const extract::Sentence& sentence, const Paint& paint) {
  Table table({0, 4});
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const extract::Token& token = sentence.tokens[i];
    std::string name(extract::to_string(token.name));
    if (!name.empty()) name = (token.name_begins ? "B-" : "I-") + name;
    table.row({std::to_string(i + 1), one_line(token.form), one_line(token.lemma),
               std::string(extract::to_string(token.upos)), std::to_string(token.head + 1),
               std::string(extract::to_string(token.relation)),
               std::string(extract::to_string(token.mention)), name,
               fmt::format("{:.2f}", token.head_probability)});
  }
  std::istringstream lines(table.text("    "));
  std::string text;
  for (std::string line; std::getline(lines, line);) text += paint.dim(line) + "\n";
  return text;
}

// A sentence, and under it what it says; with its tree where `sentences` are given.
std::string text_lines(const Analysis& analysis, std::span<const extract::Sentence> sentences,
                       const Paint& paint, std::size_t width) {
  std::string text = paint.yellow(one_line(analysis.document.key));
  if (!analysis.document.title.empty()) text += "  " + one_line(analysis.document.title);
  if (!analysis.document.date.empty()) text += "  " + paint.dim(one_line(analysis.document.date));
  text += "\n";
  std::uint32_t shown = kNoEntity;
  for (const Statement& s : analysis.statements) {
    if (s.sentence != shown && s.sentence < analysis.sentences.size()) {
      text += "\n";
      for (const std::string& line : wrap_text(
               one_line(analysis.sentences[s.sentence].span.in(analysis.document.text)), width))
        text += line + "\n";
      shown = s.sentence;
      if (s.sentence < sentences.size()) {
        text += tree_lines(sentences[s.sentence], paint);
        for (const std::string& line : extract::clause_lines(sentences[s.sentence]))
          text += "    " + paint.dim(harmless(line)) + "\n";
      }
    }
    const bool negative = s.polarity == Polarity::kNegative;
    std::string triple = fmt::format(
        "{} ── {}", paint.node(s.subject.type, called(analysis, s.subject)),
        negative ? paint.red("not: " + one_line(s.relation)) : paint.bold(one_line(s.relation)));
    if (!s.object.empty())
      triple += fmt::format(" {} {}", s.symmetric ? "──" : "─▶",
                            paint.node(s.object.type, called(analysis, s.object)));
    std::string more = s.relation_class + " · " + manner_words(s);
    if (!s.attribution.empty()) more += " · says " + called(analysis, s.attribution);
    if (!s.time.empty()) {
      more += " · when: " + one_line(s.time.text);
      const std::string iso = time_words(s.time.from, s.time.to);
      if (!iso.empty() && iso != s.time.text) more += " (" + iso + ")";
    }
    for (const Qualifier& qualifier : s.qualifiers) {
      if (qualifier.role == Role::kTime) continue;
      more += fmt::format(" · {}: {}", to_string(qualifier.role),
                          shorten(called(analysis, qualifier.argument), 40));
    }
    if (!sentences.empty())
      more += fmt::format(" · rule {} · confidence {:.2f}", s.rule, s.confidence);
    text += fmt::format("  {}\n", triple);
    for (const std::string& line : wrap_text(more, width > 10 ? width - 6 : width))
      text += "      " + paint.dim(line) + "\n";
  }
  return text + "\n";
}

using Printer = std::function<std::string(const extract::Pipeline&, Work&)>;

Printer printer(const ExtractOptions& options, const Paint& paint, std::size_t width) {
  const auto analysed = [](std::string (*print)(const Analysis&)) -> Printer {
    return [print](const extract::Pipeline& pipeline, Work& work) {
      const Analysis analysis = pipeline.analyse(std::move(work.input));
      work.sentences = analysis.sentences.size();
      return print(analysis);
    };
  };
  const auto parsed = [](auto print) -> Printer {
    return [print](const extract::Pipeline& pipeline, Work& work) {
      const extract::ParsedDocument document = pipeline.parse(std::move(work.input));
      work.sentences = document.sentences.size();
      return print(document);
    };
  };
  const std::string& format = options.format;
  if (options.explain && format != "text")
    throw Error(ErrorKind::kUsage, "--explain is for --format text");
  if (format == "jsonl")
    return analysed([](const Analysis& analysis) {
      std::string lines;
      for (const Statement& s : analysis.statements) lines += statement_json(analysis, s) + "\n";
      return lines;
    });
  if (format == "mentions")
    return analysed(
        [](const Analysis& analysis) { return extract::mentions_json(analysis) + "\n"; });
  if (format == "tsv") return analysed(tsv_lines);
  if (format == "text")
    return
        [paint, width, explain = options.explain](const extract::Pipeline& pipeline, Work& work) {
          extract::ParsedDocument document = pipeline.parse(std::move(work.input));
          work.sentences = document.sentences.size();
          const std::vector<extract::Sentence> trees =
              explain ? document.sentences : std::vector<extract::Sentence>{};
          return text_lines(pipeline.analyse(std::move(document)), trees, paint, width);
        };
  if (format == "conllu")
    return parsed(
        [](const extract::ParsedDocument& document) { return extract::write_conllu(document); });
  const extract::OieView view =
      options.view == "benchie" ? extract::OieView::kBenchie : extract::OieView::kCarb;
  const bool tokenized = options.tokenized;
  return parsed([view, tokenized](const extract::ParsedDocument& document) {
    return oie_lines(document, view, tokenized);
  });
}

}  // namespace

int extract(const ExtractOptions& options) {
  catch_interrupts();
  const extract::Pipeline pipeline(pipeline_options(options));
  Output out(options.output);
  const Paint paint(use_colour(options, out));
  const Printer print = printer(options, paint, terminal_width(out.is_terminal()));
  // A bar would run through the answer where both go to one terminal.
  Reading reading(options, options.quiet || out.is_terminal());
  std::uint64_t documents = 0;
  std::uint64_t sentences = 0;

  const auto read = [&]() -> std::shared_ptr<Work> {
    std::optional<extract::Input> input = reading.next();
    if (!input) return nullptr;
    auto work = std::make_shared<Work>();
    work->input = std::move(*input);
    work->bytes_read = reading.bytes_read();
    return work;
  };
  const auto work_out = [&](Work& work) {
    if (interrupted()) return;
    const std::string key = work.input.document.key;
    try {
      work.text = print(pipeline, work);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kInput) throw;
      work.rejected = error.what();
      work.input.document.key = key;
    }
  };
  const auto write = [&](const Work& work) {
    if (!work.rejected.empty()) reading.reject(work.input.document.key, work.rejected);
    out.write(work.text);
    if (interrupted()) out.flush();
    reading.done();
    ++documents;
    sentences += work.sentences;
    reading.progress(work.bytes_read, documents, sentences);
  };
  if (options.format == "tsv") out.write(kTsvHeader);
  in_order<Work>(job_count(options), read, work_out, write);
  if (interrupted()) throw Error(ErrorKind::kInterrupted, "interrupted");
  out.finish();
  reading.finish();
  return reading.rejected() != 0 ? kSomeRejected : kFound;
}

}  // namespace trine::tools
