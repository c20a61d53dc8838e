#include "extract/reading/format.h"

#include <algorithm>
#include <array>

#include "extract/english/ascii.h"
#include "extract/english/word_lists.h"
#include "extract/reading/find_files.h"

namespace trine::extract {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  std::size_t at;
  std::string_view what;
};

// Files that hold no text, by their first bytes.
constexpr std::array<Magic, 21> kOther = {{
    {"\x89PNG"sv, 0, "is a picture (PNG)"},
    {"\xff\xd8\xff"sv, 0, "is a picture (JPEG)"},
    {"GIF8"sv, 0, "is a picture (GIF)"},
    {"II*\0"sv, 0, "is a picture (TIFF)"},
    {"MM\0*"sv, 0, "is a picture (TIFF)"},
    {"WEBP"sv, 8, "is a picture (WebP)"},
    {"WAVE"sv, 8, "is sound (WAV)"},
    {"AVI "sv, 8, "is a film (AVI)"},
    {"ID3"sv, 0, "is sound (MP3)"},
    {"OggS"sv, 0, "is sound (Ogg)"},
    {"fLaC"sv, 0, "is sound (FLAC)"},
    {"ftyp"sv, 4, "is a film (MP4)"},
    {"\x7f"
     "ELF"sv,
     0, "is a program"},
    {"MZ"sv, 0, "is a program"},
    {"SQLite format 3"sv, 0, "is a database (SQLite)"},
    {"PAR1"sv, 0, "is a table (Parquet)"},
    {"7z\xbc\xaf"sv, 0, "is a 7z archive; unpack it, or pack it as zip or tar"},
    {"Rar!"sv, 0, "is a RAR archive; unpack it, or pack it as zip or tar"},
    {"\xd0\xcf\x11\xe0"sv, 0, "is a file of old Microsoft Office; save it as DOCX"},
    {"wOF"sv, 0, "is a font"},
    {"\0asm"sv, 0, "is a program"},
}};

// Text, but no prose, by the name. --input text reads it all the same.
struct Kind {
  std::string_view extension;
  std::string_view what;
};
constexpr std::array<Kind, 50> kNoProse = {{
    {".c", "source code"},       {".cc", "source code"},
    {".cpp", "source code"},     {".h", "source code"},
    {".hpp", "source code"},     {".py", "source code"},
    {".js", "source code"},      {".ts", "source code"},
    {".java", "source code"},    {".go", "source code"},
    {".rs", "source code"},      {".rb", "source code"},
    {".php", "source code"},     {".sh", "source code"},
    {".pl", "source code"},      {".sql", "source code"},
    {".css", "source code"},     {".cs", "source code"},
    {".swift", "source code"},   {".kt", "source code"},
    {".lua", "source code"},     {".r", "source code"},
    {".tex", "TeX source"},      {".bib", "a bibliography"},
    {".srt", "subtitles"},       {".vtt", "subtitles"},
    {".log", "a log"},           {".yaml", "settings"},
    {".yml", "settings"},        {".toml", "settings"},
    {".ini", "settings"},        {".cfg", "settings"},
    {".svg", "a picture (SVG)"}, {".jpg", "a picture"},
    {".jpeg", "a picture"},      {".png", "a picture"},
    {".gif", "a picture"},       {".mp3", "sound"},
    {".mp4", "a film"},          {".xls", "a spreadsheet"},
    {".xlsx", "a spreadsheet"},  {".ppt", "slides"},
    {".pptx", "slides"},         {".ods", "a spreadsheet"},
    {".odp", "slides"},          {".parquet", "a table (Parquet)"},
    {".db", "a database"},       {".sqlite", "a database"},
    {".ics", "a calendar"},      {".vcf", "a list of addresses"},
}};

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

bool is_conllu(std::string_view head) {
  const auto line = first_line(head);
  const bool ten_columns = std::count(line.begin(), line.end(), '\t') == 9;
  return one_of(line.substr(0, line.find_first_of(" =", 2)), {"# newdoc", "# sent_id", "# text"}) ||
         (ten_columns && line.starts_with("1"));
}

// "Name: value" lines, of which a message has at least two of the usual ones.
bool is_message(std::string_view head) {
  int known = 0;
  while (!head.empty()) {
    const auto line = first_line(head);
    head.remove_prefix(std::min(head.size(), line.size() + 1));
    if (line.empty() || line == "\r") break;
    if (line[0] == ' ' || line[0] == '\t') continue;  // goes on
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 ||
        line.substr(0, colon).find(' ') != std::string_view::npos) {
      return false;
    }
    const auto name = lower_ascii(line.substr(0, colon));
    known += one_of(name, {"from", "to", "date", "message-id", "received", "return-path",
                           "mime-version", "subject", "delivered-to"})
                 ? 1
                 : 0;
  }
  return known >= 3;
}

Told tell_zip(std::string_view head) {
  if (head.find("mimetypeapplication/epub+zip") == 30) return {InputFormat::kEpub, {}};
  if (head.find("mimetypeapplication/vnd.oasis.opendocument.text") == 30) {
    return {InputFormat::kOdt, {}};
  }
  if (head.find("mimetypeapplication/vnd.oasis.opendocument.") == 30) {
    return {InputFormat::kText, "is a spreadsheet, slides or a drawing, not prose"};
  }
  const auto has = [&](std::string_view part) { return head.find(part) != std::string_view::npos; };
  if (has("word/")) return {InputFormat::kDocx, {}};
  if (has("xl/") && has("[Content_Types]"))
    return {InputFormat::kText, "is a spreadsheet, not prose"};
  if (has("ppt/") && has("[Content_Types]")) return {InputFormat::kText, "is slides, not prose"};
  if (has("[Content_Types]")) return {InputFormat::kDocx, {}};
  return {InputFormat::kArchive, {}};
}

// The name of the first element of an XML text.
std::string root_of(std::string_view xml) {
  for (auto at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    const auto rest = xml.substr(at);
    if (rest.starts_with("<!--")) {
      at += std::min(rest.find("-->"), rest.size() - 1);
    } else if (rest.size() > 1 && rest[1] != '?' && rest[1] != '!') {
      return lower_ascii(rest.substr(1, rest.find_first_of(" \t\r\n/>", 1) - 1));
    }
  }
  return {};
}

}  // namespace

Told tell_format(std::string_view head, const std::string& file) {
  for (const auto& magic : kOther) {
    if (head.size() > magic.at && head.substr(magic.at).starts_with(magic.bytes)) {
      return {InputFormat::kText, std::string(magic.what)};
    }
  }
  if (head.starts_with("%PDF-")) return {InputFormat::kPdf, {}};
  if (head.starts_with("PK\x03\x04")) return tell_zip(head);
  if (head.starts_with("PK\x05\x06")) return {InputFormat::kArchive, {}};
  if (head.size() > 262 && head.substr(257).starts_with("ustar"))
    return {InputFormat::kArchive, {}};
  if (head.starts_with("{\\rtf")) return {InputFormat::kRtf, {}};
  if (head.starts_with("WARC/")) return {InputFormat::kWarc, {}};

  const auto extension = format_extension(file);
  auto start = head;
  start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n\xef\xbb\xbf"), start.size()));
  const auto opening = lower_ascii(start.substr(0, 16));
  if (opening.starts_with("<?xml") || opening.starts_with("<rss") || opening.starts_with("<feed")) {
    const auto root = root_of(start);
    if (one_of(root, {"rss", "feed", "rdf:rdf"})) return {InputFormat::kFeed, {}};
    if (root != "html" && extension != ".html" && extension != ".htm") {
      return {InputFormat::kText, "is XML of a kind that is not read (<" + root + ">)"};
    }
    return {InputFormat::kHtml, {}};
  }
  if (opening.starts_with("<!doctype html") || opening.starts_with("<html") ||
      one_of(extension, {".html", ".htm", ".xhtml"})) {
    return {InputFormat::kHtml, {}};
  }
  if (one_of(extension, {".jsonl", ".ndjson", ".jl"})) return {InputFormat::kJsonLines, {}};
  if (one_of(extension, {".conllu", ".conll"})) return {InputFormat::kConllu, {}};
  if (one_of(extension, {".csv", ".tsv"})) return {InputFormat::kCsv, {}};
  if (one_of(extension, {".md", ".markdown"})) return {InputFormat::kMarkdown, {}};
  if (head.starts_with("From ") &&
      is_message(head.substr(std::min(head.size(), first_line(head).size() + 1)))) {
    return {InputFormat::kMail, {}};
  }
  if (one_of(extension, {".eml", ".mbox"}) || is_message(head)) return {InputFormat::kMail, {}};
  if (extension == ".json" || (start.starts_with('{') && start.find('"') < 16) ||
      (start.starts_with('[') &&
       start.substr(1).find_first_not_of(" \t\r\n") == start.substr(1).find('{'))) {
    return {InputFormat::kJsonLines, {}};
  }
  if (is_conllu(start)) return {InputFormat::kConllu, {}};
  for (const auto& kind : kNoProse) {
    if (extension == kind.extension) {
      return {InputFormat::kText,
              "is " + std::string(kind.what) + ", not prose; --input text reads it all the same"};
    }
  }
  return {InputFormat::kText, {}};
}

}  // namespace trine::extract
