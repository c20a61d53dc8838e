// PDF to text, by poppler's pdftotext as a process of its own, with limits of time, memory and
// output. Internal to extract.
#pragma once
#include <cstddef>
#include <string>

#include "schema/document.h"

namespace trine::extract {

// Pages begin with a form feed, so that a byte's page is one more than the form feeds before it.
// Running heads, feet and page numbers are left out; words and paragraphs parted by the end of a
// line or page are joined. Throws Error{kInput}: pdftotext is missing or fails (with its reason),
// there is no text (a scan), or more than `most` bytes of it.
Document read_pdf(const std::string& bytes, std::size_t most);

// The same of what pdftotext gave. For tests.
std::string prose_of_pages(const std::string& pages);

}  // namespace trine::extract
