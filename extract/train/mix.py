"""Averages the weights of models that share a parent: mix.py OUT.pt A.pt SHARE B.pt SHARE ..."""
import sys
import torch


def main(out, *parts):
    models = [(torch.load(path), float(share)) for path, share in zip(parts[::2], parts[1::2])]
    mixed = models[0][0]; mixed["sd"] = {k: sum(m["sd"][k] * share for m, share in models) for k in mixed["sd"]}
    torch.save(mixed, out)


if __name__ == "__main__": main(*sys.argv[1:])
