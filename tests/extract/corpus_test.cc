#include "extract/reading/corpus.h"

#include <zlib.h>
#include <zstd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "extract/english/calendar.h"
#include "extract/reading/html.h"

namespace trine::extract {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

// A folder of its own for one test, removed at its end.
class TestFolder {
 public:
  TestFolder() {
    path_ = fs::temp_directory_path() / "trine-corpus-XXXXXX";
    auto name = path_.string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TestFolder() { fs::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  fs::path write(const std::string& name, const std::string& content) const {
    const auto file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string gzip(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

struct Outcome {
  std::vector<Document> documents;
  std::vector<std::string> keys;
  Diagnostics diagnostics;
};

Outcome read(const std::vector<fs::path>& paths, const CorpusOptions& options = {}) {
  Outcome outcome;
  CorpusReader reader(paths, options);
  while (auto input = reader.next()) {
    outcome.keys.push_back(input->document.key);
    outcome.documents.push_back(std::move(input->document));
  }
  outcome.diagnostics = reader.take_diagnostics();
  return outcome;
}

using Keys = std::vector<std::string>;

}  // namespace

SCENARIO("a folder is read recursively in sorted order", "[corpus]") {
  const TestFolder folder;
  folder.write("b.txt", "Ana met Bo.");
  folder.write("a/2.txt", "Bo left.");
  folder.write("a/1.txt.gz", gzip("Cy came."));
  folder.write("c.jsonl.zst", zstd("{\"id\":\"r1\",\"text\":\"Di wrote.\"}\n"));
  folder.write(".git/config", "not text for us");
  const auto outcome = read({folder.path()});
  REQUIRE(outcome.keys == Keys{"a/1.txt", "a/2.txt", "b.txt", "r1"});
  CHECK(outcome.documents[0].text == "Cy came.");
  CHECK(outcome.documents[3].text == "Di wrote.");
  CHECK(outcome.diagnostics.empty());
  THEN("a file that is given by name has its name for a key") {
    CHECK(read({folder.path() / "a/2.txt"}).keys == Keys{"2.txt"});
  }
  THEN("a file that is given twice is read once, with a note") {
    const auto twice = read({folder.path(), folder.path() / "a/2.txt"});
    CHECK(twice.keys.size() == 4);
    REQUIRE(twice.diagnostics.size() == 1);
    CHECK(twice.diagnostics[0].severity == Diagnostic::Severity::kNote);
  }
}

SCENARIO("JSON Lines: one bad line is one rejection", "[corpus]") {
  const TestFolder folder;
  const auto file =
      folder.write("news.jsonl", R"({"id":"a","text":"One.","title":"T","date":"May 3, 2024"})"
                                 "\n\n"
                                 R"({"id":7,"text":"Two.","uri":"http://x.org/2","extra":[1]})"
                                 "\n{broken\n[1]\n"
                                 R"({"id":"d"})"
                                 "\n"
                                 R"({"id":"e","text":" "})"
                                 "\n"
                                 R"({"id":"a","text":"Again."})"
                                 "\n"
                                 R"({"text":"No id.","date":"soon"})"
                                 "\n"
                                 R"({"text":5})"
                                 "\n"
                                 "{\"text\":\"\xff\"}");
  const auto outcome = read({file});
  REQUIRE(outcome.keys == Keys{"a", "7", "news.jsonl#9"});
  CHECK(outcome.documents[0].title == "T");
  CHECK(outcome.documents[0].date == "2024-05-03");
  CHECK(outcome.documents[1].uri == "http://x.org/2");
  Keys reasons;
  for (const auto& diagnostic : outcome.diagnostics) {
    reasons.push_back(diagnostic.source.substr(folder.path().string().size() + 1) + " " +
                      diagnostic.reason.substr(0, 24));
  }
  CHECK(reasons ==
        Keys{"news.jsonl:4 is not valid JSON: The J", "news.jsonl:5 is not a JSON object",
             "news.jsonl:6 has no field \"text\"", "news.jsonl:7 its text is empty",
             "news.jsonl#a its id \"a\" was already u", "news.jsonl:9 date \"soon\" is not under",
             "news.jsonl:10 field \"text\" is not a st", "news.jsonl:11 is not valid UTF-8: byte"});
}

SCENARIO("what is no text is rejected with its reason", "[corpus]") {
  const TestFolder folder;
  const auto good = folder.write("good.txt", "\xef\xbb\xbfOne.\r\n");
  struct Case {
    fs::path file;
    std::string reason;
  };
  const auto truncated = gzip(std::string(100000, 'a') + "b");
  const Case cases[] = {
      {folder.path() / "absent.txt", "no such file or folder"},
      {folder.write("binary.txt", "some\x00\x01\x00"s), "is binary, not text: byte 4 is zero"},
      {folder.write("empty.txt", ""), "file is empty"},
      {folder.write("empty.jsonl", ""), "file is empty"},
      {folder.write("blank.txt", " \n\t\r\n"), "has no text"},
      {folder.write("blank.jsonl", "\n\n"), "file has no records"},
      {folder.write("paper.pdf", "%PDF-1.4\nnone"), "PDF can't be read: "},
      {folder.write("photo.txt", "\x89PNG\r\n\x1a\n"), "is a picture (PNG)"},
      {folder.write("main.c", "int main() {}\n"), "is source code, not prose; --input text"},
      {folder.write("cut.txt.gz", truncated.substr(0, truncated.size() / 2)), "gzip data is"},
      {folder.write("cut.txt.zst", zstd("some text, cut").substr(0, 14)), "zstd data is truncated"},
      {folder.write("list.json", "[\n{\"text\":\"One.\"},\n{\"text\":\n"), "is not valid JSON: "},
      {folder.write("page.html", "<html><nav><a href=x>Home</a></nav>"), "page has no text"},
  };
  for (const auto& [file, reason] : cases) {
    CAPTURE(file, reason);
    const auto outcome = read({file, good});
    CHECK(outcome.keys == Keys{"good.txt"});
    REQUIRE(outcome.diagnostics.size() == 1);
    CHECK(outcome.diagnostics[0].severity == Diagnostic::Severity::kRejected);
    CHECK(outcome.diagnostics[0].source == file.string());
    CHECK_THAT(outcome.diagnostics[0].reason, Catch::StartsWith(reason));
  }
  CHECK(read({good}).documents.at(0).text == "One.\r\n");  // the byte order mark is gone
}

SCENARIO("a document over the limit is rejected without being held", "[corpus]") {
  const TestFolder folder;
  CorpusOptions options;
  options.max_document_bytes = std::size_t{1} << 20;
  const auto line = std::string(50 << 20, 'x');
  const auto outcome =
      read({folder.write("long.txt", line),
            folder.write("long.jsonl", "{\"id\":\"long\",\"text\":\"" + line + "\"}\n" +
                                           R"({"id":"short","text":"Fine."})")},
           options);
  CHECK(outcome.keys == Keys{"short"});
  REQUIRE(outcome.diagnostics.size() == 2);
  CHECK_THAT(outcome.diagnostics[0].reason, Catch::StartsWith("text is longer than 1 MiB"));
  CHECK_THAT(outcome.diagnostics[1].source, Catch::EndsWith("long.jsonl:1"));
  CHECK_THAT(outcome.diagnostics[1].reason, Catch::StartsWith("line is longer than 1 MiB"));
}

SCENARIO("a damaged end does not take the records before it", "[corpus]") {
  const TestFolder folder;
  std::string records;
  for (int i = 0; i < 50000; ++i) {
    records += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"Text " + std::to_string(i * 7919) +
               ".\"}\n";
  }
  const auto packed = gzip(records);
  const auto outcome =
      read({folder.write("cut.jsonl.gz", packed.substr(0, packed.size() - packed.size() / 10))});
  CHECK(outcome.keys.size() > 10000);
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics[0].reason == "gzip data is truncated");
}

SCENARIO("CoNLL-U: documents one by one, errors by line", "[corpus]") {
  const auto sentence = [](const std::string& word) {
    return "# text = " + word + " left\n1\t" + word +
           "\t_\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n\n";
  };
  const TestFolder folder;
  folder.write("a.conllu", "# global.columns = ID FORM\n# newdoc id = d1\n" + sentence("Ana") +
                               "# newdoc id = d2\n1\tbroken\n\n# newdoc\n" + sentence("Bo") +
                               "# newdoc\n" + sentence("Cy") + "# newdoc id = d1\n" +
                               sentence("Di"));
  folder.write("b.conllu", "# only a comment\n");
  const auto outcome = read({folder.path()});
  CHECK(outcome.keys == Keys{"d1", "a.conllu", "a.conllu#2"});
  CHECK(outcome.documents.at(1).text == "Bo left");
  Keys sources;
  for (const auto& diagnostic : outcome.diagnostics) {
    sources.push_back(diagnostic.source.substr(folder.path().string().size() + 1));
  }
  CHECK(sources == Keys{"a.conllu:8", "a.conllu#d1", "b.conllu"});
}

SCENARIO("a page is read for its main text", "[corpus]") {
  const std::string page = R"(<!doctype html><html><head><title>Ferry sinks - The Aven Post</title>
<meta property="article:published_time" content="2024-05-03T08:00:00Z">
<link rel="canonical" href="https://aven.example/ferry"></head>
<body class="page menu"><nav><a href="/">Home</a></nav><script>var x = "no";</script>
<div id="cookie-banner">We use cookies.</div>
<article><header><h1>Ferry sinks off
 Aven</h1></header><p>A ferry <b>sank</b> on
Friday, <a href="/p">police</a> said.</p><p><a href="/other">Ten best beaches</a></p>
<ul><li><a href="/1">Another story</a></li></ul><ul><li>Nobody was hurt.</li></ul>
<aside><p>Subscribe now!</p></aside><div>First line<br>Second line &amp; more</div></article>
<footer>Copyright</footer></body></html>)";
  const auto document = read_html(page);
  CHECK(document.title == "Ferry sinks off Aven");
  CHECK(document.date == "2024-05-03");
  CHECK(document.uri == "https://aven.example/ferry");
  CHECK(document.text ==
        "Ferry sinks off Aven\n\nA ferry sank on Friday, police said.\n\nNobody was hurt.\n\n"
        "First line\nSecond line & more\n");
  THEN("the date is also found in schema.org data and in <time>") {
    CHECK(read_html(R"(<script type="application/ld+json">{"@type":"NewsArticle",
"datePublished":"2024-05-03T08:00:00Z"}</script><p>Text.</p>)")
              .date == "2024-05-03");
    CHECK(read_html("<time datetime='2024-05-04'>Saturday</time><p>Text.</p>").date ==
          "2024-05-04");
  }
  THEN("a page in another declared character set is converted") {
    const TestFolder folder;
    const auto file = folder.write(
        "p.html", "<html><head><meta charset=windows-1252></head><p>Caf\xe9 \x93open\x94.</p>");
    CHECK(read({file}).documents.at(0).text == "Café “open”.\n");
  }
}

TEST_CASE("dates in many forms", "[corpus]") {
  const std::pair<std::string, std::string> cases[] = {
      {"2024-05-31", "2024-05-31"},
      {"2024-05-31T10:00:00+02:00", "2024-05-31"},
      {"20240531", "2024-05-31"},
      {"Updated: Thursday, November 04, 2021, 03:23 PM IST", "2021-11-04"},
      {"4 Nov. 2021", "2021-11-04"},
      {"the 4th of November, 2021", "2021-11-04"},
      {"November 4th, 2021", "2021-11-04"},
      {"11/04/2021", "2021-11-04"},
      {"31/12/2021", "2021-12-31"},
      {"04.11.2021", "2021-11-04"},
      {"30 February 2021", ""},
      {"2021", ""},
      {"", ""},
      {"May be 5 of 2021", ""},
      {"on 3 May with 2021 guests", ""},
  };
  for (const auto& [text, iso] : cases) {
    CAPTURE(text);
    const auto date = find_date(text);
    CHECK((date ? to_iso(*date) : "") == iso);
  }
}

TEST_CASE("a date that may be meant in two ways is not taken silently", "[corpus]") {
  CHECK_FALSE(find_date("01/04/2024", DateOrder::kUnknown));
  CHECK(to_iso(*find_date("01/04/2024", DateOrder::kDayFirst)) == "2024-04-01");
  CHECK(to_iso(*find_date("01/04/2024", DateOrder::kMonthFirst)) == "2024-01-04");
  CHECK(to_iso(*find_date("04/04/2024", DateOrder::kUnknown)) == "2024-04-04");
  CHECK(to_iso(*find_date("31/12/2021", DateOrder::kUnknown)) == "2021-12-31");
  CHECK(date_order_of("on 01/04/2024 and 13/04/2024") == DateOrder::kDayFirst);
  CHECK(date_order_of("on 04/13/2024") == DateOrder::kMonthFirst);
  CHECK(date_order_of("13/04/2024, 04/13/2024, 1/2 3 4444") == DateOrder::kUnknown);
  const TestFolder folder;
  const auto clear =
      folder.write("clear.csv", "id,text,date\n1,One.,01/04/2024\n2,Two.,13/04/2024\n");
  CHECK(read({clear}).documents.at(0).date == "2024-04-01");
  const auto doubtful = folder.write("doubtful.csv", "id,text,date\n1,One.,01/04/2024\n");
  const auto outcome = read({doubtful});
  CHECK(outcome.documents.at(0).date.empty());
  CHECK_THAT(outcome.diagnostics.at(0).reason, Catch::Contains("may be meant in two ways"));
  CorpusOptions options;
  options.date_order = DateOrder::kMonthFirst;
  CHECK(read({doubtful}, options).documents.at(0).date == "2024-01-04");
}

}  // namespace trine::extract
