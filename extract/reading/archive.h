// What is packed in zip and tar. Internal to extract.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "extract/reading/file_reader.h"

namespace trine::extract {

// The documents of all files within, archives within archives too, to a depth of three. Refused:
// more than 100,000 files, and what unpacks to a thousand times its size.
std::unique_ptr<FileReader> read_archive_file(LineReader bytes, FileContext context);

// The members of a packed document (DOCX, EPUB) for which `wanted` holds, by their paths. Throws
// Error{kInput}: damaged, or more than 128 MiB in all.
std::map<std::string, std::string> unpack(const std::string& zip,
                                          bool (*wanted)(std::string_view path));

}  // namespace trine::extract
