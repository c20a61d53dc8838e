#include "extract/parser/syntax.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "extract/english/ascii.h"
#include "extract/parser/kernels.h"
#include "extract/parser/lemmas.h"
#include "extract/parser/name_decoder.h"
#include "extract/parser/products.h"
#include "extract/parser/tree_decoder.h"
#include "extract/tokens/tokens.h"
#include "schema/error.h"

using namespace trine;
using namespace trine::extract;

namespace {

const SyntaxModel& model() {
  static const SyntaxModel shared = SyntaxModel::open(SyntaxModel::find_file({}));
  return shared;
}

// A transformer of random numbers (extract/train/tiny_model.py): it knows nothing, but is computed
// like a real one.
const SyntaxModel& transformer() {
  static const SyntaxModel shared =
      SyntaxModel::open(TRINE_SOURCE_DIR "/tests/data/tiny_transformer.trine");
  return shared;
}

Sentence words(const std::vector<std::string>& forms) {
  Sentence sentence;
  for (const auto& form : forms) {
    Token token;
    token.form = form;
    sentence.tokens.push_back(std::move(token));
  }
  return sentence;
}

std::vector<Sentence> sentences(const std::string& text) {
  Document document;
  document.text = text;
  return split_sentences(document);
}

bool is_tree(const Sentence& sentence) {
  const auto n = static_cast<std::int32_t>(sentence.tokens.size());
  int roots = 0;
  for (std::int32_t t = 0; t < n; ++t) {
    const auto& token = sentence.tokens[static_cast<std::size_t>(t)];
    if (token.head == kRootHead) ++roots;
    if ((token.head == kRootHead) != (token.relation == Deprel::kRoot)) return false;
    auto at = t;
    for (std::int32_t steps = 0; at != kRootHead; ++steps) {
      if (steps > n || at < 0 || at >= n) return false;
      at = sentence.tokens[static_cast<std::size_t>(at)].head;
    }
  }
  return roots == 1;
}

const char* const kStory =
    "Foreign ministers of the two states met in Oslo on Monday. \"We don't want another war,\" "
    "said "
    "Ms. Adeyemi, who leads the delegation. The talks, held behind closed doors, lasted 7 hours! "
    "Prime Minister Okoro's aides refused to comment; they'd been told not to.\n\nNobody knows "
    "what "
    "will happen next. Was the treaty signed? It wasn't.";

}  // namespace

TEST_CASE("the run time repeats the training program's labels", "[syntax]") {
  const bool random = GENERATE(false, true);
  const auto& used = random ? transformer() : model();
  std::ifstream file(random ? TRINE_SOURCE_DIR "/tests/data/tiny_golden.jsonl"
                            : TRINE_SOURCE_DIR "/tests/data/model_golden.jsonl");
  REQUIRE(file);
  std::string line;
  int checked = 0;
  const auto none = [](std::string label) { return label == "O" || label == "_" ? "" : label; };
  while (std::getline(file, line)) {
    const auto gold = nlohmann::json::parse(line);
    auto sentence = words(gold.at("form"));
    used.parse({&sentence, 1});
    CAPTURE(line);
    for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
      const auto& token = sentence.tokens[t];
      CAPTURE(token.form);
      CHECK(to_string(token.upos) == gold.at("upos").at(t));
      CHECK(token.xpos == gold.at("xpos").at(t));
      CHECK(token.features == none(gold.at("feats").at(t)));
      // The run time knows more irregular verbs, never takes one number's lemma for another's, and
      // keeps the capitals of nouns in names.
      const bool keeps_capital = token.xpos == "NN" && token.lemma == token.form;
      if (!random && !keeps_capital && irregular_lemma(token.form, IrregularKind::kVerb).empty() &&
          irregular_lemma(token.form, IrregularKind::kNoun).empty()) {
        CHECK(token.lemma == gold.at("lemma").at(t));
      }
      CHECK(token.head + 1 == gold.at("head").at(t));
      CHECK(to_string(token.mention) == none(gold.at("mention").at(t)));
      const std::string name = gold.at("name").at(t);
      CHECK((token.name == NameClass::kNone) == (name == "O"));
      CHECK(token.name_begins == (name[0] == 'B' || name[0] == 'S'));
      const std::string relation = gold.at("rel").at(t);
      // Where the label contradicts the head, the run time mends it.
      if ((relation == "root") == (token.head == kRootHead)) {
        CHECK(token.relation == parse_deprel(relation));
      }
      ++checked;
    }
  }
  CHECK(checked > 100);
}

TEST_CASE("results do not depend on batch, order, thread or earlier calls", "[syntax]") {
  const auto& used = GENERATE(false, true) ? transformer() : model();
  CAPTURE(used.name());
  auto together = sentences(kStory);
  REQUIRE(together.size() >= 6);
  const auto bare = together;
  used.parse(together);

  SECTION("one at a time, last first") {
    auto alone = bare;
    for (std::size_t i = alone.size(); i-- > 0;) used.parse({&alone[i], 1});
    CHECK((alone == together));
  }
  SECTION("among many others, after much else") {
    std::vector<Sentence> many;
    for (int i = 0; i < 3000; ++i)
      many.push_back(words({"x" + std::to_string(i * 7919), "came", "."}));
    many.insert(many.end(), bare.begin(), bare.end());
    used.parse(many);
    CHECK((std::vector<Sentence>(many.end() - static_cast<std::ptrdiff_t>(bare.size()),
                                 many.end()) == together));
  }
  SECTION("in four threads") {
    std::vector<std::vector<Sentence>> results(4, bare);
    std::vector<std::thread> threads;
    for (auto& result : results) {
      threads.emplace_back([&used, &result] { used.parse(result); });
    }
    for (auto& thread : threads) thread.join();
    for (const auto& result : results) CHECK((result == together));
  }
  SECTION("what is parsed is left alone") {
    auto again = together;
    again[0].tokens[0].lemma = "kept";
    used.parse(again);
    CHECK(again[0].tokens[0].lemma == "kept");
  }
}

TEST_CASE("odd input is parsed into trees", "[syntax]") {
  const auto& used = GENERATE(false, true) ? transformer() : model();
  CAPTURE(used.name());
  std::vector<Sentence> odd;
  odd.push_back(Sentence{});
  odd.push_back(words({"Stop"}));
  odd.push_back(words({"."}));
  odd.push_back(words({std::string(50000, 'z'), "\x01", "", "\xF0\x9F\x98\x80\xF0\x9F\x91\x8D"}));
  odd.push_back(
      words({"\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "\xE2\x80\x8F", "\xEF\xBF\xBD", "\xC4\xB0"}));
  odd.push_back(words(std::vector<std::string>(300, "buffalo")));
  std::mt19937 random(7);
  std::vector<std::string> noise;
  for (int i = 0; i < 20000; ++i) {
    std::string form;
    for (unsigned k = 0; k < 1 + random() % 6; ++k) form += static_cast<char>('!' + random() % 90);
    noise.push_back(form);
  }
  odd.push_back(words(noise));
  for (auto& sentence :
       sentences("PRESIDENT VOWS TO VETO BILL; SENATE FURIOUS!!! :-( \n\nno caps no "
                 "stops just words and words")) {
    odd.push_back(std::move(sentence));
  }
  used.parse(odd);
  for (std::size_t i = 1; i < odd.size(); ++i) {
    CAPTURE(i);
    CHECK(odd[i].parsed);
    CHECK(is_tree(odd[i]));
  }
  CHECK(odd[0].parsed);
  for (const auto& token : odd[6].tokens) {
    REQUIRE(token.head_probability > 0.0F);
    REQUIRE(token.head_probability <= 1.0F);
  }
}

namespace {

struct TemporaryFile {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() /
      ("trine_model_test_" + std::to_string(std::random_device{}()) + ".trine");
  ~TemporaryFile() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("a damaged, foreign or missing model is refused", "[syntax]") {
  std::ifstream file(SyntaxModel::find_file({}), std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), {});
  const TemporaryFile copy;
  const auto [what, change, kind] =
      GENERATE_REF(table<std::string, std::function<void(std::string&)>, ErrorKind>({
          {"empty", [](std::string& b) { b.clear(); }, ErrorKind::kCorruption},
          {"cut short", [](std::string& b) { b.resize(b.size() / 2); }, ErrorKind::kCorruption},
          {"another kind of file", [](std::string& b) { b[0] = '#'; }, ErrorKind::kCorruption},
          {"another version", [](std::string& b) { b[8] = 9; }, ErrorKind::kCorruption},
          {"one bit", [](std::string& b) { b[b.size() / 3] ^= 4; }, ErrorKind::kCorruption},
          {"tensor count", [](std::string& b) { b[15] = '\x7F'; }, ErrorKind::kCorruption},
          {"longer", [](std::string& b) { b += "12345678"; }, ErrorKind::kCorruption},
      }));
  CAPTURE(what);
  change(bytes);
  std::ofstream(copy.path, std::ios::binary) << bytes;
  try {
    SyntaxModel::open(copy.path);
    FAIL("was opened");
  } catch (const Error& error) {
    CHECK(error.kind() == kind);
    CHECK(std::string(error.what()).find(copy.path.string()) != std::string::npos);
  }
  CHECK_THROWS_AS(SyntaxModel::open("/nonexistent/english.trine"), Error);
  CHECK_THROWS_AS(SyntaxModel::open("/"), Error);
}

TEST_CASE("every instruction set gives the same bits", "[syntax]") {
  constexpr std::size_t n = 96;
  std::mt19937 random(3);
  std::vector<float> x(6 * n), gain(6 * n), shift(6 * n);
  for (std::size_t i = 0; i < 6 * n; ++i) {
    x[i] = static_cast<float>(static_cast<int>(random() % 2001) - 1000) / 97.0F;
    gain[i] = static_cast<float>(random() % 1000) / 500.0F;
    shift[i] = static_cast<float>(random() % 1000) / 250.0F - 2.0F;
  }
  // Everything that the kernels compute, one after the other.
  const auto run = [&](const RowKernels& k) {
    std::vector<float> out;
    const auto keep = [&](const std::vector<float>& v) {
      out.insert(out.end(), v.begin(), v.end());
    };
    std::vector<float> y(6 * n);
    k.layer_norm(x.data(), n, gain.data(), shift.data(), y.data());
    keep(y);
    std::vector<std::uint8_t> normed(n);
    out.push_back(
        k.layer_norm_quantised(x.data(), n, gain.data(), shift.data(), y.data(), normed.data()));
    keep(y);
    out.insert(out.end(), normed.begin(), normed.end());
    for (const std::size_t m : {n, std::size_t{13}, std::size_t{1}, std::size_t{0}}) {
      std::vector<std::uint8_t> u(n, 0);
      out.push_back(k.quantise(x.data(), m, 127.0F, u.data()));
      out.insert(out.end(), u.begin(), u.end());
      std::vector<std::int8_t> q(n, 0);
      out.push_back(k.quantise_signed(x.data(), m, 63.0F, q.data()));
      out.insert(out.end(), q.begin(), q.end());
      k.add(x.data(), m, y.data());
      keep(y);
      out.push_back(k.exp_sum(x.data(), m, 3.0F));
    }
    k.maxout(x.data(), n, y.data());
    k.gated_convolution(x.data(), shift.data(), gain.data(), x.data() + n, n, y.data() + n);
    k.gated_convolution(nullptr, shift.data(), nullptr, x.data() + n, n, y.data() + 2 * n);
    k.leaky(x.data(), n, y.data() + 3 * n);
    k.leaky_sum(x.data(), shift.data(), n, y.data() + 4 * n);
    keep(y);
    return out;
  };
  const auto expected = run(row_kernels());
  for (std::size_t i = 1; row_kernels(i) != nullptr; ++i) {
    CAPTURE(row_kernels(i)->name);
    const auto got = run(*row_kernels(i));
    REQUIRE(got.size() == expected.size());
    CHECK(std::memcmp(got.data(), expected.data(), got.size() * sizeof(float)) == 0);
  }
  // The first of the best, wherever it stands.
  for (std::size_t i = 0; row_kernels(i) != nullptr; ++i) {
    CAPTURE(row_kernels(i)->name);
    for (std::size_t length = 1; length < 70; ++length) {
      std::vector<float> scores(length, -2.0F);
      for (std::size_t at = length; at-- > 0;) {
        scores[at] = -1.0F;
        REQUIRE(row_kernels(i)->best(scores.data(), length) == at);
      }
    }
  }
}

namespace {

// Weights and activations for products, and the sums that they must give.
struct ProductCase {
  std::size_t in, out, rows;
  std::vector<std::int8_t> q;
  std::vector<std::uint8_t> u;
  std::vector<float> scale, bias, scales;

  // `spread`: how great the numbers are, up to the ends of their ranges at 100.
  ProductCase(std::size_t in_, std::size_t out_, std::size_t rows_, int spread, unsigned seed)
      : in(in_), out(out_), rows(rows_), q(in * out), u(rows * in + Products::kSlack, 0xFF) {
    std::mt19937 random(seed);
    const auto number = [&](int top) {
      const auto x = static_cast<std::int64_t>(random() % 2001) - 1000;
      return static_cast<int>(std::clamp<std::int64_t>(x * spread * top / 20000, -top, top));
    };
    for (auto& w : q) w = static_cast<std::int8_t>(number(63));
    for (std::size_t i = 0; i < rows * in; ++i) u[i] = static_cast<std::uint8_t>(128 + number(127));
    for (std::size_t j = 0; j < out; ++j) {
      scale.push_back(0.001F * static_cast<float>(1 + random() % 9));
      bias.push_back(static_cast<float>(random() % 100) / 50.0F - 1.0F);
    }
    for (std::size_t t = 0; t < rows; ++t) scales.push_back(0.01F * static_cast<float>(1 + t % 5));
  }
  Weights weights() const { return {q.data(), out, in, scale, bias}; }
  float result(std::size_t t, std::size_t j) const {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < in; ++i) sum += (u[t * in + i] - 128) * q[j * in + i];
    return static_cast<float>(sum) * (scales[t] * scale[j]) + bias[j];
  }
};

}  // namespace

TEST_CASE("products are exact on every instruction set", "[syntax]") {
  // Ordinary numbers, and such as would overflow 16 bits if that were not looked after: everything
  // at the ends of the ranges; and shapes that fill no tile and no chunk.
  const auto [in, out, rows, spread] =
      GENERATE(table<std::size_t, std::size_t, std::size_t, int>({{448, 51, 13, 8},
                                                                  {448, 100, 7, 25},
                                                                  {192, 48, 9, 100000},
                                                                  {112, 17, 3, 10},
                                                                  {16, 1, 1, 10},
                                                                  {4, 33, 21, 100000},
                                                                  {160, 5, 30, 40}}));
  CAPTURE(in, out, rows, spread);
  const ProductCase c(in, out, rows, spread, 17);
  const std::vector<float> more(64 * 3, 0.5F);
  const std::vector<const float*> plus(rows, more.data());
  for (std::size_t i = 0; products(i) != nullptr; ++i) {
    CAPTURE(products(i)->name());
    PackedWeights packed;
    products(i)->pack(c.weights(), 1, packed);
    REQUIRE(packed.columns == (out + 15) / 16 * 16);
    const auto stride = packed.columns + 3;
    std::vector<float> y(rows * stride);
    for (const bool add : {false, true}) {
      products(i)->scaled(packed, c.u.data(), c.scales.data(), rows, add ? plus.data() : nullptr,
                          y.data(), stride);
      for (std::size_t t = 0; t < rows; ++t) {
        for (std::size_t j = 0; j < out; ++j) {
          const auto expected = add ? c.result(t, j) + 0.5F : c.result(t, j);
          REQUIRE(y[t * stride + j] == expected);
        }
      }
    }
  }
}

TEST_CASE("states run both ways and stop at the ends of sentences", "[syntax]") {
  constexpr std::size_t kStates = 32;  // 16 each way
  const auto rows = GENERATE(std::size_t{1}, std::size_t{8}, std::size_t{29});
  const ProductCase c(64, 3 * kStates, rows, 10, 23);
  // Sentences of one, two, three ... words.
  std::vector<std::uint8_t> begins(rows, 0), ends(rows, 0);
  for (std::size_t t = 0, length = 1; t < rows; t += length++) {
    begins[t] = 1;
    ends[std::min(rows, t + length) - 1] = 1;
  }
  std::vector<float> before(rows * kStates);
  for (std::size_t k = 0; k < before.size(); ++k) before[k] = static_cast<float>(k % 7) / 7.0F;

  auto expected = before;
  const auto sigmoid_of = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
  for (std::size_t j = 0; j < kStates; ++j) {
    double state = 0;
    for (std::size_t step = 0; step < rows; ++step) {
      const auto t = j < kStates / 2 ? step : rows - 1 - step;
      if ((j < kStates / 2 ? begins : ends)[t] != 0) state = 0;
      const auto f = sigmoid_of(static_cast<double>(c.result(t, j)));
      const auto z = std::tanh(static_cast<double>(c.result(t, j + kStates)));
      const auto o = sigmoid_of(static_cast<double>(c.result(t, j + 2 * kStates)));
      state = f * state + (1 - f) * z;
      expected[t * kStates + j] += static_cast<float>(state * o);
    }
  }
  std::vector<float> first;
  for (std::size_t i = 0; products(i) != nullptr; ++i) {
    CAPTURE(products(i)->name());
    PackedWeights packed;
    products(i)->pack(c.weights(), 3, packed);
    auto x = before;
    products(i)->recurrence(packed, c.u.data(), c.scales.data(), rows, begins.data(), ends.data(),
                            true, x.data());
    for (std::size_t k = 0; k < x.size(); ++k) REQUIRE(x[k] == Approx(expected[k]).margin(1e-5));
    if (i == 0) first = x;
    CHECK(std::memcmp(x.data(), first.data(), x.size() * sizeof(float)) == 0);
  }
}

TEST_CASE("the decoder finds the best tree", "[syntax]") {
  // Against all trees with one child of the root.
  std::mt19937 random(11);
  TreeDecoder decoder;
  for (int round = 0; round < 400; ++round) {
    const std::size_t n = 1 + random() % 5;
    std::vector<float> scores(n * (n + 1));
    for (auto& s : scores) s = static_cast<float>(random() % 10007) / 100.0F;
    std::vector<std::int32_t> heads(n, 0), best;
    double best_sum = -1;
    const std::function<void(std::size_t)> each = [&](std::size_t t) {
      if (t < n) {
        for (std::size_t h = 0; h <= n; ++h) {
          heads[t] = static_cast<std::int32_t>(h);
          if (h != t + 1) each(t + 1);
        }
        return;
      }
      Sentence sentence = words(std::vector<std::string>(n, "x"));
      double sum = 0;
      for (std::size_t i = 0; i < n; ++i) {
        sentence.tokens[i].head = heads[i] - 1;
        sentence.tokens[i].relation = heads[i] == 0 ? Deprel::kRoot : Deprel::kDep;
        sum += static_cast<double>(scores[i * (n + 1) + static_cast<std::size_t>(heads[i])]);
      }
      if (is_tree(sentence) && sum > best_sum) {
        best_sum = sum;
        best = heads;
      }
    };
    each(0);
    const auto found = decoder.decode(scores.data(), n, n + 1);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      sum += static_cast<double>(scores[i * (n + 1) + static_cast<std::size_t>(found[i])]);
    }
    CAPTURE(round, n);
    CHECK(sum == Approx(best_sum));
  }
  // Many nested cycles: every two words, then every two pairs, ... prefer each other.
  constexpr std::size_t n = 2048;  // the longest sentences are as long; seconds if it were cubic
  std::vector<float> scores(n * (n + 1), 0.0F);
  for (std::size_t t = 0; t < n; ++t) {
    for (std::size_t h = 0; h < n; ++h) {
      if (h != t) scores[t * (n + 1) + h + 1] = 100.0F - static_cast<float>(t ^ h) / 3.0F;
    }
  }
  Sentence sentence = words(std::vector<std::string>(n, "x"));
  const auto heads = decoder.decode(scores.data(), n, n + 1);
  for (std::size_t i = 0; i < n; ++i) {
    sentence.tokens[i].head = heads[i] - 1;
    sentence.tokens[i].relation = heads[i] == 0 ? Deprel::kRoot : Deprel::kDep;
  }
  CHECK(is_tree(sentence));
}

TEST_CASE("lemma scripts", "[syntax]") {
  const auto [script, form, lemma] = GENERATE(table<std::string, std::string, std::string>({
      {"l0+", "The", "the"},
      {"l3+y", "Ladies", "lady"},
      {"k1+", "Germans", "German"},
      {"t0+", "PARIS", "Paris"},
      {"=be", "were", "be"},
      {"l5+x", "abc", "abc"},
      {"l3+", "abc", "abc"},
      {"l3+go", "Got", "go"},
      {"l1+", "\xC3\x89T\xC3\x89S", "\xC3\xA9t\xC3\xA9"},
  }));
  CHECK(LemmaScript::parse(script).apply(form) == lemma);
  for (const auto* bad : {"", "l", "l+", "x1+", "l1", "lx+a"}) {
    CHECK_THROWS_AS(LemmaScript::parse(bad), Error);
  }
}

TEST_CASE("irregular forms", "[syntax]") {
  CHECK(is_verb("reconvene"));
  CHECK_FALSE(is_verb("reconven"));
  CHECK_FALSE(is_verb("_"));
  CHECK(irregular_lemma("fled", IrregularKind::kVerb) == "flee");
  CHECK(irregular_lemma("Found", IrregularKind::kVerb) == "find");
  CHECK(irregular_lemma("lice", IrregularKind::kNoun) == "louse");
  for (const auto* regular : {"installed", "walked", "", "fle", "fledd"}) {
    CAPTURE(regular);
    CHECK(irregular_lemma(regular, IrregularKind::kVerb).empty());
  }
  CHECK(irregular_lemma(std::string(500, 'x'), IrregularKind::kVerb).empty());
}

TEST_CASE("regular forms go back to known stems", "[syntax]") {
  const std::set<std::string, std::less<>> known = {
      "preside", "accede",  "hope", "hop",   "plan",  "plane", "pass", "study",
      "die",     "lie",     "go",   "sing",  "singe", "visit", "make", "add",
      "free",    "country", "wolf", "knife", "bus",   "agree"};
  const auto is_known = [&](std::string_view word) { return known.find(word) != known.end(); };
  const auto [form, xpos, lemma] = GENERATE(table<std::string, std::string, std::string>({
      {"presided", "VBD", "preside"},
      {"Acceded", "VBN", "accede"},
      {"hoped", "VBD", "hope"},
      {"hopped", "VBD", "hop"},
      {"hoping", "VBG", "hope"},
      {"hopping", "VBG", "hop"},
      {"planned", "VBN", "plan"},
      {"passed", "VBD", "pass"},
      {"passes", "VBZ", "pass"},
      {"studied", "VBD", "study"},
      {"studies", "VBZ", "study"},
      {"dying", "VBG", "die"},
      {"goes", "VBZ", "go"},
      {"singing", "VBG", "sing"},
      {"visiting", "VBG", "visit"},
      {"making", "VBG", "make"},
      {"adding", "VBG", "add"},
      {"freed", "VBD", "free"},
      {"agreed", "VBD", "agree"},
      {"countries", "NNS", "country"},
      {"wolves", "NNS", "wolf"},
      {"knives", "NNS", "knife"},
      {"buses", "NNS", "bus"},
      {"zorbed", "VBD", ""},
      {"caf\xC3\xA9s", "NNS", ""},
      {"hoped", "JJ", ""},
      {"pass", "NNS", ""},
      {"ed", "VBD", ""},
  }));
  CAPTURE(form, xpos);
  CHECK(regular_lemma(form, xpos, is_known) == lemma);
}

TEST_CASE("a capital inside a sentence is a name's", "[syntax]") {
  const auto lemmas = [](std::string_view text, std::string_view nouns) {
    std::vector<Token> tokens;
    std::istringstream words{std::string(text)};
    for (std::string word; words >> word;) {
      auto& token = tokens.emplace_back();
      token.form = word;
      token.lemma = lower_ascii(word);
      if (nouns.find(word) != std::string_view::npos) token.xpos = "NN";
    }
    keep_capitals(tokens, true);
    std::string out;
    for (const auto& token : tokens) out += (out.empty() ? "" : " ") + token.lemma;
    return out;
  };
  CHECK(lemmas("\" Talks on the Accord go on", "Talks Accord") == "\" talks on the Accord go on");
  CHECK(lemmas("he saw the accord", "accord") == "he saw the accord");
  CHECK(lemmas("Council Signs New Accord in Oslo", "Accord") == "council signs new accord in oslo");
  CHECK(lemmas("they want an IPO now", "IPO") == "they want an ipo now");
}

TEST_CASE("names are whole", "[syntax]") {
  const std::vector<std::string> labels = {"O",     "B-PER", "I-PER", "E-PER", "S-PER",
                                           "B-ORG", "I-ORG", "E-ORG", "S-ORG"};
  const NameDecoder decoder(labels);
  std::mt19937 random(5);
  NameDecoder::Scratch scratch;
  std::vector<std::uint32_t> tags;
  for (int round = 0; round < 200; ++round) {
    const std::size_t n = 1 + random() % 9;
    std::vector<float> scores(n * labels.size());
    for (auto& s : scores) s = static_cast<float>(random() % 1000) / 100.0F;
    decoder.decode(
        n, [&](std::size_t t) { return scores.data() + t * labels.size(); }, scratch, tags);
    // A sentence with another class in place of a name scores as much less as compare() says.
    const auto score = [&](std::size_t t, std::string_view label) {
      const auto at = std::find(labels.begin(), labels.end(), label) - labels.begin();
      return scores[t * labels.size() + static_cast<std::size_t>(at)];
    };
    for (std::size_t t = 0; t < n;) {
      const auto end = decoder.end_of_name(tags, t);
      std::array<float, kNameClasses> less{};
      decoder.compare(
          t, end, [&](std::size_t word) { return scores.data() + word * labels.size(); }, tags,
          less);
      float as_person = 0;
      for (auto word = t; word < end; ++word) {
        const std::string part = end == t + 1 ? "S" : word == t ? "B" : word + 1 == end ? "E" : "I";
        as_person += score(word, part + "-PER") - scores[word * labels.size() + tags[word]];
      }
      CHECK(less[static_cast<std::size_t>(NameClass::kPerson)] == Approx(as_person).margin(1e-4));
      CHECK(*std::max_element(less.begin(), less.end()) == Approx(0).margin(1e-4));
      t = end;
    }
    std::string open;
    for (const auto tag : tags) {
      const auto& label = labels[tag];
      if (label[0] == 'I' || label[0] == 'E') {
        CHECK(open == label.substr(2));
      } else {
        CHECK(open.empty());
      }
      open = label[0] == 'B' || label[0] == 'I' ? label.substr(2) : "";
    }
    CHECK(open.empty());
  }
  CHECK_THROWS_AS(NameDecoder(std::vector<std::string>{"X"}), Error);
}

TEST_CASE("the model is found where it is said to be", "[syntax]") {
  CHECK(SyntaxModel::find_file("some/file") == "some/file");
  const char* before = std::getenv("TRINE_MODEL");
  const std::string saved = before != nullptr ? before : "";
  ::setenv("TRINE_MODEL", "/from/environment", 1);
  CHECK(SyntaxModel::find_file({}) == "/from/environment");
  if (saved.empty()) {
    ::unsetenv("TRINE_MODEL");
  } else {
    ::setenv("TRINE_MODEL", saved.c_str(), 1);
  }
  CHECK(model().hash() != 0);
  CHECK(model().kernels().find("int8") != std::string::npos);
}
