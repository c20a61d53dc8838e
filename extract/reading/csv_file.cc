#include "extract/reading/csv_file.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extract/reading/encoding.h"
#include "extract/reading/record_fields.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

// The commonest of the usual separators in the header.
char separator_of(std::string_view head) {
  const auto line = head.substr(0, head.find('\n'));
  char best = ',';
  for (const char c : {'\t', ';', ','}) {
    if (std::count(line.begin(), line.end(), c) > std::count(line.begin(), line.end(), best))
      best = c;
  }
  return best;
}

class CsvFile : public FileReader {
 public:
  CsvFile(LineReader bytes, FileContext context)
      : bytes_(std::move(bytes)), context_(std::move(context)), names_(context_.options->fields) {
    auto head = bytes_.peek(65536);
    if (head.empty()) throw Error(ErrorKind::kInput, "file is empty");
    names_.tell_date_order(*context_.options, head);
    if (csv_init(&parser_, CSV_APPEND_NULL) != 0) throw Error(ErrorKind::kInput, "out of memory");
    csv_set_delim(&parser_, static_cast<unsigned char>(separator_of(head)));
  }
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;
  ~CsvFile() override { csv_free(&parser_); }

  bool next(std::vector<ReadDocument>& out) override {
    out_ = &out;
    const auto result = bytes_.next(line_);
    if (result == LineReader::Result::kEnd) {
      csv_fini(&parser_, on_field, on_row, this);
      if (rows_ == 0) context_.reject(context_.name, "table has no rows");
      return false;
    }
    if (bytes_.line_number() == 1) drop_byte_order_mark(line_);
    line_ += '\n';
    in_row_ += line_.size();
    // An open quotation mark would swallow the file.
    if (result == LineReader::Result::kTooLong ||
        in_row_ > context_.options->max_document_bytes * 2) {
      throw Error(
          ErrorKind::kInput,
          fmt::format("the row that begins at line {} is longer than {} MiB; is a quotation "
                      "mark open?",
                      row_line_, context_.options->max_document_bytes * 2 >> 20));
    }
    if (csv_parse(&parser_, line_.data(), line_.size(), on_field, on_row, this) != line_.size()) {
      throw Error(ErrorKind::kInput, csv_strerror(csv_error(&parser_)));
    }
    return true;
  }
  std::uint64_t consumed() const override { return bytes_.consumed(); }
  InputFormat format() const override { return InputFormat::kCsv; }

 private:
  static void on_field(void* data, std::size_t size, void* self) {
    static_cast<CsvFile*>(self)->row_.emplace_back(static_cast<const char*>(data), size);
  }
  static void on_row(int, void* self) { static_cast<CsvFile*>(self)->end_row(); }

  void end_row() {
    const auto place = fmt::format("{}:{}", context_.name, row_line_);
    const auto number = fmt::format("#{}", row_line_);
    row_line_ = bytes_.line_number() + 1;
    in_row_ = 0;
    auto row = std::exchange(row_, {});
    if (std::all_of(row.begin(), row.end(), [](const auto& field) { return is_blank(field); }))
      return;
    if (header_.empty()) {
      header_ = std::move(row);
      begin_table();
      return;
    }
    ++rows_;
    const auto value = [&](const std::string& field) -> std::optional<std::string> {
      const auto column = std::find(header_.begin(), header_.end(), field) - header_.begin();
      if (column >= static_cast<std::ptrdiff_t>(row.size())) return std::nullopt;
      return row[static_cast<std::size_t>(column)];
    };
    for (const auto& field : row) {
      if (const auto reason = why_not_utf8(field)) return context_.reject(place, *reason);
    }
    ReadDocument read;
    read.place = number;
    if (const auto reason = fill_document(names_, value, context_, place, read.input.document)) {
      return context_.reject(place, *reason);
    }
    out_->push_back(std::move(read));
  }

  void begin_table() {
    names_.guess(header_);
    if (std::find(header_.begin(), header_.end(), names_.of("text")) == header_.end()) {
      std::string all;
      for (const auto& name : header_) all += (all.empty() ? "" : ", ") + name;
      throw Error(ErrorKind::kInput,
                  fmt::format("table has no column of text; say which it is: --map text=COLUMN (it "
                              "has {})",
                              all.substr(0, 200)));
    }
    if (!names_.guessed().empty()) {
      context_.warn(fmt::format("read {} (--map says otherwise)", names_.guessed()));
    }
  }

  LineReader bytes_;
  FileContext context_;
  FieldNames names_;
  csv_parser parser_{};
  std::string line_;
  std::vector<std::string> header_;
  std::vector<std::string> row_;
  std::uint64_t row_line_ = 1;
  std::uint64_t rows_ = 0;
  std::size_t in_row_ = 0;
  std::vector<ReadDocument>* out_ = nullptr;
};

}  // namespace

std::unique_ptr<FileReader> read_csv_file(LineReader bytes, FileContext context) {
  return std::make_unique<CsvFile>(std::move(bytes), std::move(context));
}

}  // namespace trine::extract
