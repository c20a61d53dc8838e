"""Word pieces of a BERT vocabulary (uncased), and the weights of a safetensors file."""
import json, struct, unicodedata
import numpy as np

CLS, SEP, UNK, MASK = "[CLS]", "[SEP]", "[UNK]", "[MASK]"
MOST = 8                                                         # pieces of one word; what is longer is cut


def weights(path):
    """-> {name: float32 array}"""
    d = open(path, "rb").read(); n = struct.unpack("<Q", d[:8])[0]; head = json.loads(d[8:8 + n]); out = {}
    for k, v in head.items():
        if k != "__metadata__" and v["dtype"] == "F32": a, b = v["data_offsets"]; out[k] = np.frombuffer(d[8 + n + a:8 + n + b], np.float32).reshape(v["shape"]).copy()
    return out


def plain(word):
    """Lower case without accents: canonical decomposition, non-spacing marks dropped."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


def _alone(c):
    """Characters that are words of their own in BERT's vocabulary: ASCII symbols, punctuation, Han."""
    o = ord(c)
    return 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126 or unicodedata.category(c)[0] == "P" or 0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF or 0xF900 <= o <= 0xFAFF


class Pieces:
    def __init__(s, path):
        s.items = open(path, encoding="utf8").read().split("\n")
        if not s.items[-1]: s.items.pop()
        s.ix = {w: i for i, w in enumerate(s.items)}; s.cls, s.sep, s.unk, s.mask = (s.ix[k] for k in (CLS, SEP, UNK, MASK))

    def split(s, word):
        """-> ids, at least one, at most MOST. Longest match from the left; a part that has none is unknown as a whole."""
        out, part = [], ""
        for c in plain(word):
            if _alone(c): out += s._part(part) + s._part(c); part = ""
            elif not c.isspace(): part += c
        return (out + s._part(part) or [s.unk])[:MOST]

    def _part(s, w):
        out, a = [], 0
        while a < len(w):
            b = len(w)
            while b > a and ("##" if a else "") + w[a:b] not in s.ix: b -= 1
            if b == a: return [s.unk]
            out.append(s.ix[("##" if a else "") + w[a:b]]); a = b
        return out
