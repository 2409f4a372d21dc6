"""The peers, in the order in which they are built and shown."""
from peers.postgresql import Postgresql
from peers.raw_xapian import RawXapian
from peers.sqlite_fts5 import SqliteFts5

ALL = (RawXapian, SqliteFts5, Postgresql)
