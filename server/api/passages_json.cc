#include "server/api/passages_json.h"

#include "server/api/addresses.h"
#include "server/api/html_text.h"
#include "server/api/json_fields.h"

namespace dateline {
namespace {

void write_passage_date(JsonWriter& json, const Article& article) {
  write_date(json, "published", article.published);
  std::string_view method;
  for (const Provenance& each : article.extraction) {
    if (each.field == "published") method = each.method;
  }
  json.key("published_found").string_or_null(method);
}

void write_offsets(JsonWriter& json, const Passage& passage) {
  json.key("marks").begin_array();
  for (const Span& mark : passage.marks)
    json.begin_array().number(mark.begin).number(mark.end).end_array();
  json.end_array();
}

// The passage with its marks, which are offsets of the paragraph in characters, as bytes of it.
MarkedText marked_passage(const Passage& passage) {
  MarkedText text{.text = passage.text};
  std::size_t character = passage.begin;
  std::size_t byte = 0;
  const auto byte_of = [&](std::size_t wanted) {
    for (; character < wanted && byte < text.text.size(); ++character) {
      do {
        ++byte;
      } while (byte < text.text.size() &&
               (static_cast<unsigned char>(text.text[byte]) & 0xC0U) == 0x80U);
    }
    return byte;
  };
  for (const Span& mark : passage.marks) {
    const std::size_t begin = byte_of(mark.begin);
    text.marks.push_back({begin, byte_of(mark.end)});
  }
  return text;
}

void write_passage(JsonWriter& json, const QuotedArticle& quoted, const Passage& passage,
                   PassageMarks marks, std::string_view web_root) {
  const Article& article = quoted.article;
  const std::string page = std::string(web_root) + article_address(article.id, "");
  json.begin_object();
  json.key("id").string(article.id).key("title").string(article.title);
  json.key("source").string_or_null(article.source).key("place").string_or_null(article.place);
  write_strings(json, "authors", article.authors);
  write_passage_date(json, article);
  json.key("url").string_or_null(article.url).key("language").string(article.language);
  if (quoted.all_words) json.key("all_words").boolean(*quoted.all_words);
  json.key("score").decimal(quoted.score, 4);
  json.key("paragraph").number(passage.paragraph);
  json.key("begin").number(passage.begin).key("end").number(passage.end);
  json.key("text").string(passage.text);
  if (marks == PassageMarks::offsets) write_offsets(json, passage);
  if (marks == PassageMarks::html) json.key("text_html").string(marked(marked_passage(passage)));
  json.key("words").number(passage.words);
  json.key("link").string(address_at_text(page, passage.text));
  json.key("source_link");
  json.string_or_null(may_be_linked(article.url) ? address_at_text(article.url, passage.text) : "");
  json.key("citation");
  write_citation(json, citation_of(article, reading_address(article, web_root), passage.paragraph));
  json.end_object();
}

}  // namespace

std::string reading_address(const Article& article, std::string_view web_root) {
  if (may_be_linked(article.url)) return article.url;
  return std::string(web_root) + article_address(article.id, "");
}

void write_citation(JsonWriter& json, const Citation& citation) {
  json.begin_object().key("plain").string(citation.plain).key("bibtex").string(citation.bibtex);
  json.key("csl").raw(citation.csl_json).end_object();
}

std::string to_json(const PassageParameters& wanted, const PassageResult& result,
                    std::string_view web_root) {
  JsonWriter json;
  json.begin_object().key("query").begin_object();
  json.key("text").string(wanted.request.search.query);
  write_strings(json, "notes", result.notes);
  json.end_object().key("total").begin_object();
  json.key("value").number(result.total.value).key("exact").boolean(result.total.exact);
  if (result.total.all_words) json.key("all_words").number(*result.total.all_words);
  json.end_object().key("passages").begin_array();
  for (const QuotedArticle& quoted : result.articles) {
    for (const Passage& passage : quoted.passages)
      write_passage(json, quoted, passage, wanted.marks, web_root);
  }
  json.end_array().key("words").number(result.words).key("left_out").number(result.left_out);
  json.key("generation").number(result.generation).end_object();
  return json.take();
}

}  // namespace dateline
