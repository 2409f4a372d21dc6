"""The measures of a ranking, as trec_eval defines them. Relevance is graded; 0 is not relevant."""
import math

MEASURES = ("nDCG@10", "MAP", "P@10", "R@100")
DEPTH = 1000  # ranks that average precision looks at


def score(judged, ranked):
    """The means over all queries with a relevant document; a query that is not ranked counts as 0.

    judged: by query, by document, its grade. ranked: by query, document ids, best first.
    """
    queries = {query: _relevant(grades) for query, grades in judged.items()}
    queries = {query: relevant for query, relevant in queries.items() if relevant}
    scored = [_score_query(relevant, _distinct(ranked.get(query, []))) for query, relevant in queries.items()]
    return {measure: sum(one[measure] for one in scored) / len(scored) for measure in MEASURES}


def reciprocal_rank(wanted, ranked):
    """1 / the rank of the document, 0 if it is not there."""
    return 1 / (ranked.index(wanted) + 1) if wanted in ranked else 0.0


def _relevant(grades):
    return {document: grade for document, grade in grades.items() if grade > 0}


def _distinct(documents):
    return list(dict.fromkeys(documents))


def _score_query(relevant, ranked):
    found = [document in relevant for document in ranked]
    ideal = sorted(relevant.values(), reverse=True)
    gains = [relevant.get(document, 0) for document in ranked]
    return {
        "nDCG@10": _discounted(gains[:10]) / _discounted(ideal[:10]),
        "MAP": _precisions(found[:DEPTH]) / len(relevant),
        "P@10": sum(found[:10]) / 10,
        "R@100": sum(found[:100]) / len(relevant),
    }


def _discounted(gains):
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _precisions(found):
    """The sum of the precision at every rank where a relevant document stands."""
    total = hits = 0
    for rank, relevant in enumerate(found, start=1):
        if relevant:
            hits += 1
            total += hits / rank
    return total
