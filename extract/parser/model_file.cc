#include "extract/parser/model_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "schema/error.h"

namespace trine::extract {

static_assert(std::endian::native == std::endian::little, "the model file is used in place");

MappedFile::MappedFile(const std::filesystem::path& file) {
  const auto fail = [&](int error) {
    throw Error(ErrorKind::kIo,
                fmt::format("can't read the model {}: {}", file.string(), std::strerror(error)));
  };
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail(errno);
  struct stat info {};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    const int error = S_ISREG(info.st_mode) ? errno : EISDIR;
    ::close(fd);
    fail(error);
  }
  size_ = static_cast<std::size_t>(info.st_size);
  if (size_ > 0) {
    void* data = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    if (data == MAP_FAILED) {
      const int error = errno;
      ::close(fd);
      fail(error);
    }
    data_ = static_cast<const std::byte*>(data);
  }
  ::close(fd);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

namespace {

constexpr std::string_view kMagic = "TRINEMDL";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderSize = 64;
constexpr std::size_t kMaxRows = std::size_t{1} << 28;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t tensors;
  std::uint64_t size;
  std::uint64_t metadata_at;
  std::uint64_t metadata_size;
  std::uint64_t checksum;
  std::uint64_t zero[2];
};
static_assert(sizeof(Header) == kHeaderSize);

template <class T>
constexpr std::uint32_t kTypeCode = 99;
template <>
constexpr std::uint32_t kTypeCode<std::int8_t> = 0;
template <>
constexpr std::uint32_t kTypeCode<std::uint8_t> = 1;
template <>
constexpr std::uint32_t kTypeCode<std::int32_t> = 2;
template <>
constexpr std::uint32_t kTypeCode<std::uint32_t> = 3;
template <>
constexpr std::uint32_t kTypeCode<std::uint64_t> = 4;
template <>
constexpr std::uint32_t kTypeCode<float> = 5;

}  // namespace

struct ModelFile::Record {
  char name[64];
  std::uint32_t type;
  std::uint32_t dimensions;
  std::uint64_t shape[4];
  std::uint64_t at;
  std::uint64_t bytes;
  std::uint64_t zero;
};

void ModelFile::damaged(const std::string& what) const {
  throw Error(ErrorKind::kCorruption,
              fmt::format("the model {} is damaged: {}", path_.string(), what));
}

void ModelFile::read_header() {
  static_assert(sizeof(Record) == 128);
  const auto bytes = file_.bytes();
  if (bytes.size() < kHeaderSize) damaged("too short");
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::string_view(header.magic, 8) != kMagic) {
    throw Error(ErrorKind::kCorruption, fmt::format("{} is not a Trine model", path_.string()));
  }
  if (header.version != kVersion) {
    throw Error(ErrorKind::kCorruption,
                fmt::format("the model {} has version {}; this program reads version {}",
                            path_.string(), header.version, kVersion));
  }
  if (header.size != bytes.size() || bytes.size() % 8 != 0) {
    damaged(fmt::format("{} bytes where {} were written", bytes.size(), header.size));
  }
  auto checksum = kFnvStart;
  for (std::size_t at = kHeaderSize; at < bytes.size(); at += 8) {
    std::uint64_t bits8 = 0;
    std::memcpy(&bits8, bytes.data() + at, 8);
    checksum = (checksum ^ bits8) * 0x100000001B3ULL;
  }
  if (checksum != header.checksum) damaged("its checksum differs");
  checksum_ = checksum;

  const auto fits = [&](std::uint64_t at, std::uint64_t size) {
    return at <= bytes.size() && size <= bytes.size() - at;
  };
  if (header.tensors > bytes.size() / sizeof(Record) ||
      !fits(kHeaderSize, header.tensors * sizeof(Record)) ||
      !fits(header.metadata_at, header.metadata_size)) {
    damaged("its tables lie outside");
  }
  // The mapping is page-aligned and records are multiples of 8 bytes: they can be used in place.
  const auto* record = reinterpret_cast<const Record*>(bytes.data() + kHeaderSize);
  for (std::uint32_t i = 0; i < header.tensors; ++i, ++record) {
    const std::string name(record->name, ::strnlen(record->name, sizeof record->name));
    if (!fits(record->at, record->bytes) || record->at % 64 != 0) {
      damaged(fmt::format("tensor {} lies outside", name));
    }
    static constexpr std::size_t kSizes[] = {1, 1, 4, 4, 8, 4};
    std::uint64_t count = 1;
    for (const auto d : record->shape) {
      if (d > kMaxRows || (d != 0 && count > kMaxRows / d)) damaged(name + " is too large");
      count *= d;
    }
    if (record->type >= std::size(kSizes) || count * kSizes[record->type] != record->bytes) {
      damaged(fmt::format("tensor {} has a wrong size", name));
    }
    records_.emplace_back(name, record);
  }
  std::sort(records_.begin(), records_.end());
  metadata_ = {reinterpret_cast<const char*>(bytes.data() + header.metadata_at),
               header.metadata_size};
}

bool ModelFile::has(const std::string& name) const {
  const auto it = std::lower_bound(records_.begin(), records_.end(),
                                   std::pair<std::string, const Record*>(name, nullptr));
  return it != records_.end() && it->first == name;
}

const ModelFile::Record& ModelFile::find(const std::string& name) const {
  const auto it = std::lower_bound(records_.begin(), records_.end(),
                                   std::pair<std::string, const Record*>(name, nullptr));
  if (it == records_.end() || it->first != name) damaged("no tensor " + name);
  return *it->second;
}

template <class T>
std::span<const T> ModelFile::vector(const std::string& name) const {
  const auto& record = find(name);
  if (record.type != kTypeCode<T>) damaged(fmt::format("tensor {} has a wrong type", name));
  return {reinterpret_cast<const T*>(file_.bytes().data() + record.at), record.bytes / sizeof(T)};
}

template <class T>
std::span<const T> ModelFile::tensor(const std::string& name, std::size_t d0,
                                     std::size_t d1) const {
  const auto& record = find(name);
  if (record.shape[0] != d0 || record.shape[1] != d1 || record.shape[2] != 1 ||
      record.shape[3] != 1) {
    damaged(fmt::format("tensor {} has shape [{}, {}] where [{}, {}] is due", name, record.shape[0],
                        record.shape[1], d0, d1));
  }
  return vector<T>(name);
}

PackedWeights ModelFile::matrix(const std::string& name, std::size_t out, std::size_t in,
                                std::size_t parts) const {
  Weights weights{tensor<std::int8_t>(name + ".q", out, in).data(),
                  out,
                  in,
                  tensor<float>(name + ".scale", out),
                  {}};
  if (in % 4 != 0) damaged(name + " has a width that is no multiple of 4");
  if (has(name + ".bias")) weights.bias = tensor<float>(name + ".bias", out);
  PackedWeights packed;
  products().pack(weights, parts, packed);
  return packed;
}

Embedding ModelFile::embedding(const std::string& name, std::size_t dim) const {
  const auto rows = find(name + ".q").shape[0];
  if (rows == 0) damaged(name + " is empty");
  return {rows, dim, tensor<std::int8_t>(name + ".q", rows, dim).data(),
          tensor<float>(name + ".scale", rows)};
}

template <class T>
StringTable<T> ModelFile::table(const std::string& name) const {
  StringTable<T> t{vector<std::uint64_t>(name + ".key"), vector<T>(name + ".value")};
  if (t.keys.size() != t.values.size() || !std::has_single_bit(t.keys.size()) ||
      std::find(t.keys.begin(), t.keys.end(), 0U) == t.keys.end()) {
    damaged(fmt::format("table {} is malformed", name));
  }
  return t;
}

LayerNorm ModelFile::norm(const std::string& name, std::size_t n) const {
  return {tensor<float>(name + ".gain", n), tensor<float>(name + ".shift", n)};
}

void ModelFile::read_recurrence() {
  for (std::size_t i = 0; i < 3; ++i) {
    inputs.push_back(matrix(fmt::format("conv.{}", i), 2 * width, width));
    const auto in = i == 0 ? width : wide;
    qrnn[i] = matrix(fmt::format("qrnn.{}", i), 6 * hidden, in, 3);
    qrnn_norm[i] = norm(fmt::format("qrnn.{}.ln", i), in);
  }
}

void ModelFile::read_transformer(std::size_t layers) {
  auto& t = transformer;
  if (layers < 1 || layers > 48 || t.width % 32 != 0 || t.most_pieces < 1 || t.most_pieces > 64 ||
      t.longest_piece < 1) {
    damaged("a size of the transformer is out of range");
  }
  t.pieces = embedding("piece", t.width);
  t.positions = embedding("position", t.width);
  t.table = table<std::uint32_t>("piece");
  for (const auto row : t.table.values) {
    if (row >= t.pieces.rows) damaged("a piece has no row");
  }
  inputs.push_back(matrix("inject", t.width, width));
  t.norm = norm("pieceln", t.width);
  t.mean = tensor<float>("mean", layers + 1);
  for (std::size_t i = 0; i < layers; ++i) {
    const auto part = [&](const char* name) { return fmt::format("layer.{}.{}", i, name); };
    t.layers.push_back({matrix(part("qkv"), 3 * t.width, t.width),
                        matrix(part("out"), t.width, t.width), matrix(part("up"), t.inner, t.width),
                        matrix(part("down"), t.width, t.inner), norm(part("ln1"), t.width),
                        norm(part("ln2"), t.width)});
  }
}

void ModelFile::read_metadata(std::string_view text) {
  const auto json = nlohmann::json::parse(text);
  const bool pieces = json.value("encoder", "qrnn") == "transformer";
  reader = json.value("reader", "fast");
  width = json.at("width");
  if (pieces) {
    transformer.width = json.at("piece");
    transformer.inner = json.at("inner");
    transformer.most_pieces = json.at("most_pieces");
    transformer.longest_piece = json.at("longest_piece");
    wide = transformer.width;
  } else {
    hidden = json.at("hidden");
    wide = 2 * hidden;
  }
  arc = json.at("arc");
  rel = json.at("rel");
  max_words = json.at("max_words");
  bits = json.at("bits");
  for (const auto size : {width, wide / 2, arc, rel, pieces ? transformer.inner : wide}) {
    // Sums run in 16 lanes.
    if (size == 0 || size % 16 != 0 || size > 4096) damaged("a size is no multiple of 16");
  }
  if (max_words < 1 || max_words > 4096 || bits > 64) damaged("a size is out of range");
  const auto& labels = json.at("labels");
  upos_labels = labels.at("upos");
  xpos_labels = labels.at("xpos");
  feats_labels = labels.at("feats");
  mention_labels = labels.at("mention");
  name_labels = labels.at("name");
  rel_labels = labels.at("rel");
  lemma_scripts = json.at("lemma_scripts");

  const std::size_t word_dim = json.at("word_dim");
  const std::size_t affix_dim = json.at("affix_dim");
  words = embedding("word", word_dim);
  std::size_t input = word_dim;
  for (const auto& affix : json.at("affixes")) {
    const std::string name = affix.at(0);
    const std::size_t buckets = affix.at(1);
    static constexpr std::string_view kKnown[] = {"p1", "p2", "p3", "p4", "s1",
                                                  "s2", "s3", "s4", "s5", "sh"};
    if (std::find(std::begin(kKnown), std::end(kKnown), name) == std::end(kKnown)) {
      damaged("unknown affix feature " + name);
    }
    affixes.push_back({name, embedding("affix." + name, affix_dim)});
    if (affixes.back().rows.rows != buckets) damaged("affix " + name + " has a wrong size");
    input += affix_dim;
  }
  vectors = embedding("vec", json.at("vector_dim"));

  std::size_t columns = 0;
  const auto column = [&](const char* name, Columns& to, std::size_t size) {
    for (const auto& head : json.at("heads")) {
      if (head.at(0) != name) continue;
      to = {head.at(1), head.at(2)};
      if (to.end < to.begin || to.size() != size || size == 0) damaged("labels do not fit heads");
      columns = std::max(columns, to.end);
      return;
    }
    damaged(fmt::format("no head {}", name));
  };
  column("upos", upos, upos_labels.size());
  column("xpos", xpos, xpos_labels.size());
  column("feats", feats, feats_labels.size());
  column("mention", mention, mention_labels.size());
  column("name", names, name_labels.size());
  column("ad", arc_dependent, arc);
  column("ah", arc_head, arc);
  column("rd", rel_dependent, rel);
  column("rh", rel_head, rel);

  mix = matrix("mix", 2 * width, input);
  mixv = matrix("mixv", 2 * width, vectors.dim);
  if (bits > 0) lex_bias = tensor<float>("mixb", bits, 2 * width);
  mix_norm = norm("mixln", width);
  if (pieces) {
    read_transformer(json.at("layers"));
  } else {
    read_recurrence();
  }
  top_norm = norm("topln", wide);
  heads = matrix("heads", columns, wide);
  headsv = matrix("headsv", columns, width);
  lemma = matrix("lemma", lemma_scripts.size(), wide);
  lemmav = matrix("lemmav", lemma_scripts.size(), width);
  arc_product = matrix("arc", arc, arc);
  rel_product = matrix("rel", rel_labels.size(), rel);
  root_arc = tensor<float>("root.arc", arc);
  root_rel = tensor<float>("root.rel", rel);

  word_table = table<std::uint32_t>("word");
  vec_table = table<std::uint32_t>("vec");
  lex_table = table<std::uint64_t>("lex");
  dict_table = table<std::uint32_t>("dict");
  dict_pool = vector<std::uint8_t>("dict.pool");
}

ModelFile::ModelFile(const std::filesystem::path& file) : path_(file), file_(file) {
  read_header();
  try {
    read_metadata(metadata_);
  } catch (const nlohmann::json::exception& e) {
    damaged(fmt::format("its description can't be read ({})", e.what()));
  }
}

}  // namespace trine::extract
