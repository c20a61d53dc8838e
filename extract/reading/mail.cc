#include "extract/reading/mail.h"

#include <fmt/format.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "extract/reading/encoding.h"
#include "extract/reading/html.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

constexpr std::size_t kLongestMessage = std::size_t{64} << 20;  // with its attachments
constexpr int kMostParts = 1000;
// The library reads parts within parts by recursion.
constexpr std::size_t kMostBoundaries = 200;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

std::string text_of(GMimeObject* part) {
  char* text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
  if (text == nullptr) return {};
  std::string out(text);
  g_free(text);
  auto decoded = decode(std::move(out), {});
  std::erase(decoded.utf8, '\r');
  return decoded.utf8;
}

// The message's words, and how many attachments there are beside.
std::string body_of(GMimeMessage* message, std::size_t& attachments) {
  std::vector<GMimeObject*> open{g_mime_message_get_mime_part(message)};
  std::string plain;
  std::string html;
  for (int parts = 0; !open.empty() && parts < kMostParts; ++parts) {
    GMimeObject* part = open.back();
    open.pop_back();
    if (part == nullptr) continue;
    if (GMIME_IS_MULTIPART(part)) {
      auto* several = GMIME_MULTIPART(part);
      for (int i = g_mime_multipart_get_count(several); i-- > 0;) {
        open.push_back(g_mime_multipart_get_part(several, i));
      }
      continue;
    }
    const auto* disposition = g_mime_object_get_disposition(part);
    const bool attached =
        disposition != nullptr && g_ascii_strcasecmp(disposition, "attachment") == 0;
    if (!GMIME_IS_TEXT_PART(part) || attached) {
      ++attachments;
      continue;
    }
    auto* type = g_mime_object_get_content_type(part);
    auto& to = g_mime_content_type_is_type(type, "text", "html") ? html : plain;
    if (!g_mime_content_type_is_type(type, "text", "html") &&
        !g_mime_content_type_is_type(type, "text", "plain")) {
      continue;
    }
    if (!to.empty()) to += "\n";
    to += text_of(part);
  }
  return is_blank(plain) && !html.empty() ? read_html(html).text : plain;
}

std::size_t count_of(std::string_view what, std::string_view in) {
  std::size_t count = 0;
  for (auto at = in.find(what); at != std::string_view::npos; at = in.find(what, at + 1)) ++count;
  return count;
}

class MailFile : public FileReader {
 public:
  MailFile(LineReader bytes, FileContext context)
      : bytes_(std::move(bytes)), context_(std::move(context)) {
    static std::once_flag begun;
    std::call_once(begun, [] { g_mime_init(); });
    mbox_ = bytes_.peek(5) == "From ";
  }

  bool next(std::vector<ReadDocument>& out) override {
    std::string message;
    bool too_long = false;
    const auto line_number = bytes_.line_number() + 1;
    LineReader::Result result;
    bool blank_before = true;
    while ((result = bytes_.next(line_)) != LineReader::Result::kEnd) {
      // In a mailbox a message ends at an empty line and a line "From ".
      if (mbox_ && blank_before && line_.starts_with("From ")) {
        if (!message.empty() || too_long) break;
        continue;
      }
      blank_before = line_.empty() || line_ == "\r";
      // ">From " within a message stands for "From ".
      if (mbox_ && line_.starts_with(">From ")) line_.erase(0, 1);
      if (result == LineReader::Result::kTooLong ||
          message.size() + line_.size() > kLongestMessage) {
        too_long = true;
      } else if (!too_long) {
        message += line_;
        message += '\n';
      }
    }
    const auto place = mbox_ ? fmt::format("{}:{}", context_.name, line_number) : context_.name;
    if (too_long) {
      context_.reject(place, "message is longer than 64 MiB");
    } else if (!is_blank(message)) {
      try {
        take(message, place, out);
      } catch (const Error& error) {
        context_.reject(place, error.what());
      }
    } else if (count_ == 0) {
      context_.reject(context_.name, "file is empty");
    }
    return result != LineReader::Result::kEnd;
  }
  std::uint64_t consumed() const override { return bytes_.consumed(); }
  InputFormat format() const override { return InputFormat::kMail; }

 private:
  void take(const std::string& bytes, const std::string& place, std::vector<ReadDocument>& out) {
    ++count_;
    if (count_of("boundary", bytes) > kMostBoundaries) {
      throw Error(ErrorKind::kInput, "message has more than 200 parts within parts");
    }
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message) throw Error(ErrorKind::kInput, "is no e-mail message");
    ReadDocument read;
    auto& document = read.input.document;
    std::size_t attachments = 0;
    document.text = body_of(message.get(), attachments);
    if (const char* subject = g_mime_message_get_subject(message.get())) document.title = subject;
    if (GDateTime* date = g_mime_message_get_date(message.get())) {
      document.date = fmt::format("{:04}-{:02}-{:02}", g_date_time_get_year(date),
                                  g_date_time_get_month(date), g_date_time_get_day_of_month(date));
    }
    if (const char* id = g_mime_message_get_message_id(message.get()))
      document.key = printable_key(id);
    if (attachments > 0) {
      context_.tell({Diagnostic::Severity::kNote, place,
                     fmt::format("{} attachments left out", attachments)});
    }
    if (is_blank(document.text)) throw Error(ErrorKind::kInput, "message has no text");
    if (document.text.size() > context_.options->max_document_bytes) {
      throw Error(ErrorKind::kInput, context_.too_long("text"));
    }
    read.is_file = !mbox_;
    read.place = fmt::format("#{}", count_);
    out.push_back(std::move(read));
  }

  LineReader bytes_;
  FileContext context_;
  bool mbox_ = false;
  std::uint64_t count_ = 0;
  std::string line_;
};

}  // namespace

std::unique_ptr<FileReader> read_mail_file(LineReader bytes, FileContext context) {
  return std::make_unique<MailFile>(std::move(bytes), std::move(context));
}

}  // namespace trine::extract
