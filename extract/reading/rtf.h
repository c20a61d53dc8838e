// Rich Text Format to its text. No library of the distribution reads it; the format is small:
// groups in braces, control words, characters by code. Internal to extract.
#pragma once
#include <string>

#include "schema/document.h"

namespace trine::extract {

// Throws Error{kInput}: no RTF, or groups nested deeper than 1,000.
Document read_rtf(const std::string& bytes);

}  // namespace trine::extract
