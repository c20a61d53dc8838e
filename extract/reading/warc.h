// Web archives (WARC 1.0, 1.1) and their texts (WET): one document a page. Internal to extract.
#pragma once
#include <memory>

#include "extract/reading/file_reader.h"

namespace trine::extract {

// Pages that were answered with HTML or plain text; pictures, requests and redirects are passed
// over.
std::unique_ptr<FileReader> read_warc_file(LineReader bytes, FileContext context);

}  // namespace trine::extract
