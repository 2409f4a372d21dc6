// Bleve as a peer of bench/run: `build CORPUS.tsv INDEX` and `serve INDEX PORT`.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/mapping"
)

const (
	batchArticles = 1000
	longestLine   = 64 << 20
	hits          = 10
	// English without stop words, so that phrases with them find what the other peers find.
	analyzer = "english"
)

type article struct {
	Title     string `json:"title"`
	Text      string `json:"text"` // title and text, which is the fastest to search
	Published string `json:"published"`
	Source    string `json:"source"`
}

func articleMapping() (mapping.IndexMapping, error) {
	index := bleve.NewIndexMapping()
	err := index.AddCustomAnalyzer(analyzer, map[string]interface{}{
		"type":          custom.Name,
		"tokenizer":     unicode.Name,
		"token_filters": []string{en.PossessiveName, lowercase.Name, en.SnowballStemmerName},
	})
	stored := bleve.NewTextFieldMapping()
	stored.Index, stored.DocValues, stored.IncludeInAll = false, false, false
	searched := bleve.NewTextFieldMapping()
	searched.Analyzer, searched.DocValues, searched.IncludeInAll = analyzer, false, false
	searched.IncludeTermVectors = true // for phrases and for highlighting
	document := bleve.NewDocumentStaticMapping()
	document.AddFieldMappingsAt("text", searched)
	for _, name := range []string{"title", "published", "source"} {
		document.AddFieldMappingsAt(name, stored)
	}
	index.DefaultMapping = document
	index.DefaultField = "text"
	index.DefaultAnalyzer = analyzer
	return index, err
}

// By the builder, which is the fastest for an index that is made once and then read.
func build(corpus, folder string) error {
	articles, err := articleMapping()
	if err != nil {
		return err
	}
	builder, err := bleve.NewBuilder(folder, articles, map[string]interface{}{"batchSize": batchArticles})
	if err != nil {
		return err
	}
	file, err := os.Open(corpus)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 1<<20), longestLine)
	for lines.Scan() {
		columns := strings.Split(lines.Text(), "\t")
		for at := range columns {
			columns[at] = unescaped(columns[at])
		}
		one := article{columns[1], columns[1] + ".\n" + columns[2], columns[3], columns[4]}
		if err := builder.Index(columns[0], one); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return builder.Close()
}

// The escapes of PostgreSQL's COPY.
func unescaped(raw string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\t`, "\t", `\r`, "\r").Replace(raw)
}

type hit struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Source    string `json:"source"`
	Snippet   string `json:"snippet"`
}

func search(index bleve.Index, text string) ([]byte, error) {
	request := bleve.NewSearchRequestOptions(bleve.NewQueryStringQuery(text), hits, 0, false)
	request.Fields = []string{"title", "published", "source"}
	request.Highlight = bleve.NewHighlightWithStyle("html")
	request.Highlight.Fields = []string{"text"}
	found, err := index.Search(request)
	if err != nil {
		return nil, err
	}
	answer := struct {
		Total uint64 `json:"total"`
		Hits  []hit  `json:"hits"`
	}{Total: found.Total, Hits: []hit{}}
	for _, match := range found.Hits {
		field := func(name string) string { return fmt.Sprint(match.Fields[name]) }
		snippet := strings.Join(match.Fragments["text"], " … ")
		answer.Hits = append(answer.Hits, hit{match.ID, field("title"), field("published"), field("source"), snippet})
	}
	return json.Marshal(answer)
}

func serve(folder, port string) error {
	index, err := bleve.OpenUsing(folder, map[string]interface{}{"read_only": true})
	if err != nil {
		return err
	}
	http.HandleFunc("/search", func(writer http.ResponseWriter, request *http.Request) {
		body, err := search(index, request.URL.Query().Get("q"))
		if err != nil {
			http.Error(writer, err.Error(), http.StatusInternalServerError)
			return
		}
		writer.Header().Set("Content-Type", "application/json")
		// A client that has gone gets nothing.
		_, _ = writer.Write(body)
	})
	return http.ListenAndServe("127.0.0.1:"+port, nil)
}

func main() {
	var err error
	switch {
	case len(os.Args) == 4 && os.Args[1] == "build":
		err = build(os.Args[2], os.Args[3])
	case len(os.Args) == 4 && os.Args[1] == "serve":
		err = serve(os.Args[2], os.Args[3])
	default:
		err = fmt.Errorf("usage: bleve-server build CORPUS.tsv INDEX | serve INDEX PORT")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bleve-server:", err)
		os.Exit(1)
	}
}
