module bleve-server

go 1.25.0

require github.com/blevesearch/bleve/v2 v2.6.3
