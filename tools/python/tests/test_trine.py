"""The package as its users see it. Needs the model; networkx and pandas where a test says so."""

import json
import pickle
import subprocess
import sys

import pytest
import trine

TEXTS = [
    {"id": "a", "text": "Ana Ruiz met Ben Okoro in Lisbon on Friday.", "date": "2024-05-31"},
    {"id": "b", "text": "Ben Okoro criticised Cem Lindqvist. Cem Lindqvist did not praise Ana Ruiz.",
     "date": "2024-06-01"},
    {"id": "c", "text": "Cem Lindqvist will meet Dia Moreau in Oslo.", "date": "2024-06-02"},
]


@pytest.fixture(scope="module")
def pipeline():
    return trine.Pipeline()


@pytest.fixture
def store(tmp_path, pipeline):
    made = trine.Store(tmp_path / "s")
    assert made.put(TEXTS, pipeline=pipeline) == {"added": 3, "replaced": 0, "unchanged": 0}
    return made


def test_a_text_gives_statements_with_all_their_fields(pipeline):
    doc = pipeline.analyse(TEXTS[0]["text"], date="2024-05-31")
    (met,) = doc
    assert (met.subject, met.relation, met.object) == ("Ana Ruiz", "meet", "Ben Okoro")
    assert (met.relation_class, met.polarity, met.modality) == ("CONSULT", "pos", "asserted")
    assert met.time_from == met.time_to == "2024-05-31"
    assert doc.text.encode()[slice(*met.span)].decode() == met.text
    assert 0 < met.confidence <= 1
    assert met.to_dict()["subject_type"] == met["subject_type"] == "Person"
    assert repr(met).startswith("<Ana Ruiz meet Ben Okoro [CONSULT, 2024-05-31]")


def test_what_is_denied_says_so(pipeline):
    assert "denied" in repr(pipeline("Ana Ruiz did not meet Ben Okoro.")[0])


def test_bytes_count_outside_ascii(pipeline):
    doc = pipeline.analyse("Zoë Müller traf niemanden. Zoë Müller met Ben Okoro.")
    for statement in doc:
        assert doc.text.encode()[slice(*statement.span)].decode() == statement.text


def test_an_empty_text_says_nothing(pipeline):
    doc = pipeline.analyse("")
    assert len(doc) == 0 and repr(doc) == "(nothing)"


def test_pipe_keeps_the_order_at_any_number_of_threads(pipeline):
    texts = [one["text"] for one in TEXTS] * 7
    one_by_one = [pipeline.analyse(text).to_dicts() for text in texts]
    for threads in (1, 3):
        piped = [doc.to_dicts() for doc in pipeline.pipe(iter(texts), n_process=threads)]
        for left, right in zip(piped, one_by_one):
            assert [{**s, "doc": 0} for s in left] == [{**s, "doc": 0} for s in right]
        assert len(piped) == len(texts)


def test_a_pipeline_goes_to_other_processes(pipeline):
    copy = pickle.loads(pickle.dumps(pipeline))
    assert copy("Ana Ruiz met Ben Okoro.") == list(pipeline("Ana Ruiz met Ben Okoro."))


def test_a_store_answers(store):
    (fact,) = store.rel("ruiz", "okoro")
    assert (fact.relation, fact.documents) == ("meet", 1)
    assert fact.evidence[0]["text"] == TEXTS[0]["text"]
    (path,) = store.path("Ana Ruiz", "Dia Moreau")
    assert path.nodes[0] == "Ana Ruiz" and path.nodes[-1] == "Dia Moreau"
    assert store.rel("Ruiz", "Okoro", classes="ACCUSE") == []
    assert store.show("Ruiz")[0].name == "Ana Ruiz"
    assert {one["name"] for one in store.neighbors("Okoro")} >= {"Ana Ruiz"}
    assert store.search("lindq")[0]["name"] == "Cem Lindqvist"
    assert store.stats()["documents"] == 3


def test_put_again_changes_nothing_and_remove_takes_out(store, pipeline):
    before = store.export()
    assert store.put(TEXTS, pipeline=pipeline)["unchanged"] == 3
    assert store.export() == before
    store.remove("python::c")
    store.put([], pipeline=pipeline)
    assert store.path("Ana Ruiz", "Cem Lindqvist")
    with pytest.raises(trine.NotFoundError):
        store.show("Dia Moreau")


def test_put_gives_what_build_gives(store, tmp_path):
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps(one) + "\n" for one in TEXTS))
    built = trine.Store(tmp_path / "built").build(feed, source="python")
    facts = lambda one: sorted((f.id, f.belief) for f in one.facts())  # noqa: E731
    assert facts(built) == facts(store)


def test_errors_come_by_kind(store, tmp_path):
    with pytest.raises(trine.NotFoundError, match="Okoro"):
        store.show("Okora Ben")
    with pytest.raises(trine.UsageError, match="no relation class"):
        store.rel("Ruiz", "Okoro", classes="NONSENSE")
    with pytest.raises(trine.Error):
        trine.Store(tmp_path / "none").stats()
    with pytest.raises(trine.IoError):
        trine.Pipeline(model=tmp_path / "no.trine").analyse("Ana Ruiz met Ben Okoro.")
    bad = tmp_path / "bad.toml"
    bad.write_text("[classes.X]\nverb = []\n")
    with pytest.raises(trine.InputError, match="bad.toml:2"):
        trine.Pipeline(ontology=bad)
    with pytest.raises(trine.InputError):
        trine.Store(tmp_path / "t").build(tmp_path / "no-such-file")


def test_ctrl_c_stays_python_s(store, tmp_path):
    import signal

    before = signal.getsignal(signal.SIGINT)
    store.stats()
    assert signal.getsignal(signal.SIGINT) is before
    # A process that was started in the background ignores the signal, and so would its Python.
    code = ("import os, signal, trine, sys\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "trine.Store(sys.argv[1]).build(sys.argv[2])\n"
            "os.kill(os.getpid(), signal.SIGINT)\n")
    sample = tmp_path / "note.txt"
    sample.write_text("Ana Ruiz met Ben Okoro in Lisbon.\n")
    done = subprocess.run([sys.executable, "-c", code, store.location, sample], capture_output=True, text=True)
    assert "KeyboardInterrupt" in done.stderr


def test_networkx(store):
    networkx = pytest.importorskip("networkx")
    graph = store.to_networkx()
    names = networkx.get_node_attributes(graph, "name")
    ids = {name: node for node, name in names.items()}
    assert networkx.has_path(graph.to_undirected(), ids["Ana Ruiz"], ids["Dia Moreau"])
    assert any(edge["quote"] for _, _, edge in graph.edges(data=True))


def test_pandas(store):
    pytest.importorskip("pandas")
    frame = store.to_pandas()
    assert {"relation", "belief"} <= set(frame.columns) and len(frame) == len(store.facts())


def test_notebooks_show_a_table_with_quotes(store):
    shown = store.rel("Ruiz", "Okoro")._repr_html_()
    assert shown.startswith("<table>") and TEXTS[0]["text"] in shown
    assert "&lt;b&gt;" in trine.Answers([trine.Statement(
        {**trine.Pipeline().analyse("Ana Ruiz met Ben Okoro.")[0].to_dict(), "text": "<b>"})])._repr_html_()
