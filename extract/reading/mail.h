// E-mail: one message (EML) or many (mbox). Internal to extract.
#pragma once
#include <memory>

#include "extract/reading/file_reader.h"

namespace trine::extract {

// A message's plain text, else its HTML; title: subject; date; key: message id. Quoted lines and
// the signature stay in the text, where layout/boilerplate tells them; attachments are left out.
std::unique_ptr<FileReader> read_mail_file(LineReader bytes, FileContext context);

}  // namespace trine::extract
