"""Puts the tables of results into a page of docs/, between the marks that name them, so that no figure is copied by hand.

A place in the page is written `<!-- bench: NAME -->`, whatever was there before, `<!-- end -->`.
"""
import re

from harness import report

_PLACE = re.compile(r"(<!-- bench: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(page, results):
    """The page with the tables of the result of most interest, the first, and of how all of them grow."""
    tables = {name: _body(text) for name, text in report.tables(results[0]).items()}
    tables["growth"] = report.growth(results)
    unknown = []

    def filled(place):
        begin, name, end = place.groups()
        if name not in tables:
            unknown.append(name)
            return place[0]
        return f"{begin}\n{tables[name].strip()}\n\n{end}"

    return _PLACE.sub(filled, page), unknown


def _body(table):
    """A table without its heading: the page has one of its own."""
    heading, _, body = table.partition("\n\n")
    return body if heading.startswith("###") else table
