// Documents that are zip files of XML: Word (DOCX), OpenDocument text (ODT), e-books (EPUB).
// Internal to extract. All throw Error{kInput} for what is damaged or not what it seems.
#pragma once
#include <string>

#include "schema/document.h"

namespace trine::extract {

// Paragraphs, lists, tables (a row a line); no deleted text, comments or field codes. Title and
// date (of the last change) from the file's properties.
Document read_docx(const std::string& bytes);
Document read_odt(const std::string& bytes);

// The chapters in reading order; title and date as the book states them.
Document read_epub(const std::string& bytes);

}  // namespace trine::extract
