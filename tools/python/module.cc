// trine._trine: what the Python package needs of the library. Statements and answers come as JSON
// Lines (docs/json.md), which trine/values.py makes into classes: one description of the fields for
// both worlds. Everything that takes time runs without the interpreter's lock.
#include <nanobind/nanobind.h>
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include "extract/parser/syntax.h"
#include "extract/pipeline.h"
#include "schema/document_key.h"
#include "schema/error.h"
#include "storage/store/store.h"
#include "tools/arguments.h"
#include "tools/telling/json.h"

namespace nb = nanobind;
using namespace trine;

namespace {

// The verbs of the program take over Ctrl-C for themselves; Python wants it back.
class KeptSignals {
 public:
  KeptSignals() {
    sigaction(SIGINT, nullptr, &interrupt_);
    sigaction(SIGTERM, nullptr, &terminate_);
  }
  KeptSignals(const KeptSignals&) = delete;
  KeptSignals& operator=(const KeptSignals&) = delete;
  ~KeptSignals() {
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGTERM, &terminate_, nullptr);
  }

 private:
  struct sigaction interrupt_ {};
  struct sigaction terminate_ {};
};

int run(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv{"trine"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  const KeptSignals kept;
  return tools::run(static_cast<int>(argv.size()), argv.data());
}

extract::Input input_of(std::string key, std::string text, std::string title, std::string date,
                        std::string uri) {
  extract::Input input;
  input.document = {std::move(key), std::move(text), std::move(title), std::move(date),
                    std::move(uri)};
  return input;
}

std::vector<std::string> statements(const Analysis& analysis) {
  std::vector<std::string> lines;
  for (const Statement& statement : analysis.statements)
    lines.push_back(tools::statement_json(analysis, statement));
  return lines;
}

// A store that documents are put into, one at a time.
class Writer {
 public:
  Writer(const std::filesystem::path& location, const extract::Pipeline& pipeline)
      : store_(storage::Store::open(location, options(pipeline))) {}

  std::string put(const Analysis& analysis) {
    switch (store_.put(analysis)) {
      case storage::PutOutcome::kAdded:
        return "added";
      case storage::PutOutcome::kReplaced:
        return "replaced";
      case storage::PutOutcome::kUnchanged:
        break;
    }
    return "unchanged";
  }
  bool wants(const std::string& key, const std::string& text, const std::string& title,
             const std::string& date) const {
    const Document document{key, text, title, date, {}};
    return store_.status(key, document.hash()) != storage::DocumentStatus::kUnchanged;
  }
  bool remove(const std::string& key) { return store_.remove(key); }
  void refresh() { store_.refresh_view(); }

 private:
  static storage::OpenOptions options(const extract::Pipeline& pipeline) {
    storage::OpenOptions open;
    open.mode = storage::OpenMode::kReadWrite;
    open.ontology_hash = pipeline.reading_hash();
    if (const extract::SyntaxModel* model = pipeline.model_if_any()) {
      open.model_hash = model->hash();
      open.reader = model->name();
    }
    return open;
  }
  storage::Store store_;
};

const char* class_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
      return "UsageError";
    case ErrorKind::kInput:
      return "InputError";
    case ErrorKind::kIo:
      return "IoError";
    case ErrorKind::kLocked:
      return "LockedError";
    case ErrorKind::kCorruption:
      return "CorruptionError";
    case ErrorKind::kNotFound:
      return "NotFoundError";
    case ErrorKind::kInterrupted:
      return "InterruptedReading";
    case ErrorKind::kInternal:
      break;
  }
  return "Error";
}

// The classes are Python's own (trine/errors.py).
void translate(const std::exception_ptr& thrown, void*) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Error& error) {
    const nb::object type = nb::module_::import_("trine.errors").attr(class_of(error.kind()));
    PyErr_SetString(type.ptr(), error.what());
  }
}

using Unlocked = nb::call_guard<nb::gil_scoped_release>;

}  // namespace

NB_MODULE(_trine, module) {
  nb::register_exception_translator(translate);
  module.def("run", &run, nb::arg("arguments"), Unlocked(), "A verb of the program; its exit code");
  module.def("make_key", &make_key, nb::arg("source"), nb::arg("name"));

  nb::class_<Analysis>(module, "Analysis")
      .def("statements", &statements, Unlocked())
      .def_prop_ro("text", [](const Analysis& analysis) { return analysis.document.text; })
      .def_prop_ro("date", [](const Analysis& analysis) { return analysis.document.date; })
      .def_prop_ro("title", [](const Analysis& analysis) { return analysis.document.title; })
      .def_prop_ro("key", [](const Analysis& analysis) { return analysis.document.key; });

  nb::class_<extract::Pipeline>(module, "Pipeline")
      .def(
          "__init__",
          [](extract::Pipeline* self, const std::filesystem::path& model,
             const std::filesystem::path& ontology, const std::filesystem::path& gazetteer) {
            extract::PipelineOptions options;
            options.model = model;
            options.ontology = ontology;
            options.gazetteer = gazetteer;
            new (self) extract::Pipeline(options);
          },
          nb::arg("model"), nb::arg("ontology"), nb::arg("gazetteer"))
      .def(
          "analyse",
          [](const extract::Pipeline& self, std::string key, std::string text, std::string title,
             std::string date, std::string uri) {
            return self.analyse(input_of(std::move(key), std::move(text), std::move(title),
                                         std::move(date), std::move(uri)));
          },
          nb::arg("key"), nb::arg("text"), nb::arg("title"), nb::arg("date"), nb::arg("uri"),
          Unlocked());

  nb::class_<Writer>(module, "Writer")
      .def(nb::init<const std::filesystem::path&, const extract::Pipeline&>(), nb::arg("location"),
           nb::arg("pipeline"), Unlocked())
      .def("put", &Writer::put, nb::arg("analysis"), Unlocked())
      .def("wants", &Writer::wants, nb::arg("key"), nb::arg("text"), nb::arg("title"),
           nb::arg("date"), Unlocked())
      .def("remove", &Writer::remove, nb::arg("key"), Unlocked())
      .def("refresh", &Writer::refresh, Unlocked());
}
