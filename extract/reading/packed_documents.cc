#include "extract/reading/packed_documents.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <vector>

#include "extract/english/calendar.h"
#include "extract/english/word_lists.h"
#include "extract/reading/archive.h"
#include "extract/reading/html.h"
#include "extract/reading/text_builder.h"
#include "extract/reading/xml.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

using Members = std::map<std::string, std::string>;

const std::string& member(const Members& members, const std::string& path) {
  const auto found = members.find(path);
  if (found == members.end()) throw Error(ErrorKind::kInput, "has no " + path);
  return found->second;
}

std::string trimmed(std::string text) {
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.pop_back();
  text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

// Title and date from elements of those local names, wherever they stand.
void read_properties(const std::string& xml, const std::vector<std::string_view>& dates,
                     Document& document) {
  pugi::xml_document parsed;
  parse_xml(xml, parsed);
  std::size_t best = dates.size();
  walk(
      parsed,
      [&](const pugi::xml_node& node) {
        if (local_name(node) == "title" && document.title.empty()) {
          document.title = trimmed(text_in(node));
        }
        for (std::size_t i = 0; i < best; ++i) {
          if (local_name(node) != dates[i]) continue;
          if (const auto date = find_date(text_in(node))) {
            document.date = to_iso(*date);
            best = i;
          }
        }
        return true;
      },
      [](const pugi::xml_node&) {});
}

// What an element of the text is to a reader.
enum class Part { kOther, kParagraph, kRow, kCell, kTab, kBreak, kText, kLeftOut };

// Cells of a row are parted by "; ". In ODT text stands in a paragraph itself; in DOCX what does is
// white space between its parts.
template <class PartOf>
std::string read_paragraphs(const std::string& xml, PartOf part_of, bool paragraphs_hold_text) {
  pugi::xml_document parsed;
  parse_xml(xml, parsed);
  TextBuilder out;
  std::vector<int> cells;  // of each open row
  walk(
      parsed,
      [&](const pugi::xml_node& node) {
        if (node.type() != pugi::node_element) {
          const auto around = part_of(node.parent());
          if (around == Part::kText || (around == Part::kParagraph && paragraphs_hold_text)) {
            out.add(node.value());
          }
          return true;
        }
        switch (part_of(node)) {
          case Part::kLeftOut:
            return false;
          case Part::kParagraph:
            if (cells.empty()) out.end_paragraph();
            break;
          case Part::kRow:
            out.end_paragraph();
            cells.push_back(0);
            break;
          case Part::kCell:
            if (!cells.empty() && cells.back()++ > 0) out.part_cells();
            break;
          case Part::kTab:
            out.add(" ");
            break;
          case Part::kBreak:
            out.break_line();
            break;
          default:
            break;
        }
        return true;
      },
      [&](const pugi::xml_node& node) {
        const auto part = part_of(node);
        if (part == Part::kRow && !cells.empty()) cells.pop_back();
        if (part == Part::kRow || (part == Part::kParagraph && cells.empty())) out.end_paragraph();
        if (part == Part::kParagraph && !cells.empty()) out.add(" ");
      });
  return out.take();
}

Part part_of_docx(const pugi::xml_node& node) {
  const auto name = local_name(node);
  if (name == "p") return Part::kParagraph;
  if (name == "t") return Part::kText;
  if (name == "tr") return Part::kRow;
  if (name == "tc") return Part::kCell;
  if (name == "tab") return Part::kTab;
  if (name == "br" || name == "cr") return Part::kBreak;
  // AlternateContent holds the same text twice.
  if (one_of(name, {"del", "moveFrom", "instrText", "delText", "Fallback"})) return Part::kLeftOut;
  return Part::kOther;
}

Part part_of_odt(const pugi::xml_node& node) {
  const auto name = local_name(node);
  if (name == "p" || name == "h") return Part::kParagraph;
  if (one_of(name, {"span", "a", "bookmark-ref", "ruby-base", "meta", "title"})) return Part::kText;
  if (name == "table-row") return Part::kRow;
  if (name == "table-cell") return Part::kCell;
  if (name == "tab" || name == "s") return Part::kTab;
  if (name == "line-break") return Part::kBreak;
  if (one_of(name, {"tracked-changes", "annotation", "note-citation", "automatic-styles",
                    "sequence-decls", "forms", "desc"})) {
    return Part::kLeftOut;
  }
  return Part::kOther;
}

// "OEBPS/a/../b.xhtml" -> "OEBPS/b.xhtml"; %20 read.
std::string resolved(const std::string& folder, std::string_view href) {
  std::string path = folder;
  href = href.substr(0, href.find('#'));
  for (std::size_t i = 0; i < href.size(); ++i) {
    if (href[i] == '%' && i + 2 < href.size()) {
      path +=
          static_cast<char>(std::strtol(std::string(href.substr(i + 1, 2)).c_str(), nullptr, 16));
      i += 2;
    } else {
      path += href[i];
    }
  }
  return std::filesystem::path(path).lexically_normal().generic_string();
}

}  // namespace

Document read_docx(const std::string& bytes) {
  const auto members = unpack(bytes, [](std::string_view path) {
    return path == "word/document.xml" || path == "docProps/core.xml";
  });
  Document document;
  if (members.contains("docProps/core.xml")) {
    read_properties(members.at("docProps/core.xml"), {"modified", "created"}, document);
  }
  document.text = read_paragraphs(member(members, "word/document.xml"), part_of_docx, false);
  return document;
}

Document read_odt(const std::string& bytes) {
  const auto members = unpack(
      bytes, [](std::string_view path) { return path == "content.xml" || path == "meta.xml"; });
  Document document;
  if (members.contains("meta.xml")) {
    read_properties(members.at("meta.xml"), {"date", "creation-date"}, document);
  }
  document.text = read_paragraphs(member(members, "content.xml"), part_of_odt, true);
  return document;
}

Document read_epub(const std::string& bytes) {
  const auto members = unpack(bytes, [](std::string_view path) {
    return path.ends_with(".xml") || path.ends_with(".opf") || path.ends_with("html") ||
           path.ends_with(".htm");
  });
  pugi::xml_document container;
  parse_xml(member(members, "META-INF/container.xml"), container);
  const auto root = container.find_node(
      [](const pugi::xml_node& node) { return local_name(node) == "rootfile"; });
  const std::string package = root.attribute("full-path").value();
  pugi::xml_document book;
  parse_xml(member(members, package), book);

  Document document;
  read_properties(members.at(package), {"date"}, document);
  const auto slash = package.rfind('/');
  const auto folder = slash == std::string::npos ? "" : package.substr(0, slash + 1);
  std::map<std::string, std::string> files;  // id -> path
  std::string text;
  walk(
      book,
      [&](const pugi::xml_node& node) {
        const auto name = local_name(node);
        if (name == "item") {
          const std::string_view properties = node.attribute("properties").value();
          if (properties.find("nav") == std::string_view::npos) {
            files[node.attribute("id").value()] = resolved(folder, node.attribute("href").value());
          }
        } else if (name == "itemref") {
          const auto file = files.find(node.attribute("idref").value());
          const auto page = file == files.end() ? members.end() : members.find(file->second);
          if (page != members.end()) {
            const auto chapter = read_html(page->second).text;
            if (!text.empty() && !chapter.empty()) text += '\n';
            text += chapter;
          }
        }
        return true;
      },
      [](const pugi::xml_node&) {});
  document.text = std::move(text);
  return document;
}

}  // namespace trine::extract
