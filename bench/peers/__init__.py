"""The peers, in the order in which they are built and shown."""
from peers.bleve import Bleve
from peers.dateline import Dateline, DatelineCached
from peers.groonga import Groonga
from peers.lucene import Lucene
from peers.omega import Omega
from peers.postgresql import Postgresql
from peers.public_xapian import PublicXapian
from peers.raw_xapian import RawXapian
from peers.sphinx import Sphinx
from peers.sqlite_fts5 import SqliteFts5
from peers.tantivy import Tantivy

ALL = (Dateline, DatelineCached, PublicXapian, RawXapian, Omega, SqliteFts5, Postgresql, Groonga, Lucene, Tantivy, Bleve, Sphinx)
