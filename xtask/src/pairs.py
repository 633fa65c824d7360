"""Pairs read claims with annotated ones by the shared scorer: pairs.py SCORER GOLD_FOLDER READ_FILE

Writes one JSON object: for each document its classes, confidences and pairs, and the scorer's totals by language and
for all. No word of a document is in it.
"""
import collections
import importlib.util
import json
import sys


def main():
    scorer, gold_folder, read_file = sys.argv[1:]
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    gold, read = shared.load([gold_folder], "gold"), shared.load([read_file], "read")
    names = sorted(shared.documents([gold_folder]))
    by_doc = {name: ([], []) for name in names}
    for claim in gold:
        by_doc[claim["doc"]][0].append(claim)
    for claim in read:
        if claim["doc"] in by_doc:
            by_doc[claim["doc"]][1].append(claim)
    documents = []
    for name in names:
        annotated, claims = by_doc[name]
        documents.append({
            "lang": language(name, claims),
            "annotated": [c["class"] for c in annotated],
            "read": [{"class": c["class"], "confidence": c["confidence"]} for c in claims],
            "pairs": shared.pair(annotated, claims),
        })
    langs = sorted({d["lang"] for d in documents})
    totals = {}
    for lang in langs + ["all"]:
        docs = {n for n, d in zip(names, documents) if lang in (d["lang"], "all")}
        of = lambda claims: [c for c in claims if c["doc"] in docs]
        totals[lang] = shared.score(of(gold), of(read), docs=docs)
    json.dump({"documents": documents, "totals": totals}, sys.stdout)


def language(name, claims):
    """What most of its claims are in; else what its name begins with."""
    counts = collections.Counter(c["lang"] for c in claims)
    return min(counts, key=lambda lang: (-counts[lang], lang)) if counts else name[:2]


main()
