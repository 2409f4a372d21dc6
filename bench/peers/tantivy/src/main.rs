//! tantivy as a peer of bench/run: `build CORPUS.tsv INDEX` and `serve INDEX PORT`.

mod http;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde_json::json;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{Query, QueryParser, RegexQuery};
use tantivy::schema::{
    Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value, STORED,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const INDEXING_THREADS: usize = 2;
const INDEXING_BYTES: usize = 256 << 20;
const SNIPPET_LETTERS: usize = 240;
const HITS: usize = 10;

#[derive(Clone, Copy)]
struct Fields {
    id: Field,
    title: Field,
    text: Field, // title and text, which is the fastest to search
    published: Field,
    source: Field,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let stemmed = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let searched = TextOptions::default()
        .set_indexing_options(stemmed)
        .set_stored();
    let fields = Fields {
        id: builder.add_text_field("id", STORED),
        title: builder.add_text_field("title", STORED),
        text: builder.add_text_field("text", searched),
        published: builder.add_text_field("published", STORED),
        source: builder.add_text_field("source", STORED),
    };
    (builder.build(), fields)
}

fn build(corpus: &str, folder: &str) -> Result<()> {
    let (schema, fields) = schema();
    std::fs::create_dir_all(folder)?;
    let index = Index::create_in_dir(Path::new(folder), schema)?;
    let mut writer: IndexWriter =
        index.writer_with_num_threads(INDEXING_THREADS, INDEXING_BYTES)?;
    for line in BufReader::new(File::open(corpus)?).lines() {
        let line = line?;
        let columns: Vec<String> = line.split('\t').map(unescaped).collect();
        let mut document = TantivyDocument::default();
        document.add_text(fields.id, &columns[0]);
        document.add_text(fields.title, &columns[1]);
        document.add_text(fields.text, format!("{}.\n{}", columns[1], columns[2]));
        document.add_text(fields.published, &columns[3]);
        document.add_text(fields.source, &columns[4]);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// The escapes of PostgreSQL's COPY.
fn unescaped(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut letters = raw.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            _ => letter,
        });
    }
    text
}

struct Session {
    index: Index,
    searcher: Searcher,
    parser: QueryParser,
    fields: Fields,
}

impl Session {
    fn open(folder: &str) -> Result<Session> {
        let index = Index::open_in_dir(folder)?;
        let (_, fields) = schema();
        let searcher = index.reader()?.searcher();
        let parser = QueryParser::for_index(&index, vec![fields.text]);
        Ok(Session { index, searcher, parser, fields })
    }

    /// The best by block-max WAND, and the total by itself, which is faster than both in one pass.
    fn answer(&self, text: &str) -> Result<String> {
        let (query, mut snippets) = self.parsed(text)?;
        snippets.set_max_num_chars(SNIPPET_LETTERS);
        let best = self
            .searcher
            .search(&query, &TopDocs::with_limit(HITS).order_by_score())?;
        let total = self.searcher.search(&query, &Count)?;
        let mut hits = Vec::with_capacity(HITS);
        for (_, address) in best {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let value = |field| document.get_first(field).and_then(|it| it.as_str()).unwrap_or("");
            let mut snippet = snippets.snippet(value(self.fields.text));
            snippet.set_snippet_prefix_postfix("<mark>", "</mark>");
            hits.push(json!({
                "id": value(self.fields.id),
                "title": value(self.fields.title),
                "published": value(self.fields.published),
                "source": value(self.fields.source),
                "snippet": snippet.to_html(),
            }));
        }
        Ok(json!({"total": total, "hits": hits}).to_string())
    }

    fn parsed(&self, text: &str) -> Result<(Box<dyn Query>, SnippetGenerator)> {
        if let Some(prefix) = text.strip_suffix('*') {
            return self.prefix(prefix);
        }
        let query = self.parser.parse_query(text)?;
        let snippets = SnippetGenerator::create(&self.searcher, &*query, self.fields.text)?;
        Ok((query, snippets))
    }

    /// The query parser has no prefix of one word, and a snippet needs to be told its words.
    fn prefix(&self, prefix: &str) -> Result<(Box<dyn Query>, SnippetGenerator)> {
        let query = RegexQuery::from_pattern(&format!("{prefix}.*"), self.fields.text)?;
        let mut words = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.text)?;
            let mut terms = inverted.terms().range().ge(prefix.as_bytes()).into_stream()?;
            while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                words.insert(String::from_utf8_lossy(terms.key()).into_owned(), 1.0);
            }
        }
        let tokenizer = self.index.tokenizer_for_field(self.fields.text)?;
        let snippets = SnippetGenerator::new(words, tokenizer, self.fields.text, SNIPPET_LETTERS);
        Ok((Box::new(query), snippets))
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["build", corpus, folder] => build(corpus, folder),
        ["serve", folder, port] => {
            let session = Session::open(folder)?;
            http::serve(port.parse()?, move |query| session.answer(query))
        }
        _ => Err("usage: tantivy-server build CORPUS.tsv INDEX | serve INDEX PORT".into()),
    }
}
