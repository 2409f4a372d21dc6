#include "server/page/page.h"

#include <algorithm>

#include "search/read_back.h"
#include "server/api/addresses.h"
#include "server/api/feed.h"
#include "server/api/html_text.h"
#include "server/api/parameters.h"
#include "server/http/mount.h"
#include "server/http/query_string.h"
#include "server/page/comparison_page.h"
#include "server/page/concordance_page.h"
#include "server/page/page_filters.h"

namespace dateline {
namespace {

constexpr std::string_view kTitleMark = "<!--title-->";
constexpr std::string_view kFeedMark = "<!--feed-->";
constexpr std::string_view kQueryMark = "<!--query-->";
constexpr std::string_view kResultsMark = "<!--results-->";

// Takes what stands before `mark`, and the mark, off the front of `html`; where there is no mark,
// nothing.
std::string take_until(std::string_view& html, std::string_view mark) {
  const std::size_t at = html.find(mark);
  if (at == std::string_view::npos) return {};
  std::string taken(html.substr(0, at));
  html.remove_prefix(at + mark.size());
  return taken;
}

// "1,200 have"
std::string having(std::uint64_t articles) {
  return with_commas(articles) + (articles == 1 ? " has" : " have");
}

// "2 stories in 5 articles"
std::string stories_text(const Total& total) {
  return with_commas(total.value) + (total.value == 1 ? " story in " : " stories in ") +
         with_commas(*total.articles) + (*total.articles == 1 ? " article" : " articles");
}

// How many have all the words, and how many only some of them, where there are such.
std::string count_text(const Total& total) {
  if (total.value == 0) return "No articles";
  const std::uint64_t full = total.all_words.value_or(total.value);
  if (full == 0) return "No article has all the words; " + having(total.value) + " some of them";
  const std::string about = total.exact ? "" : "About ";
  const std::string articles = about + with_commas(full) + (full == 1 ? " article" : " articles");
  if (full == total.value && total.stories) return stories_text(total);
  if (full == total.value) return articles;
  return articles + (full == 1 ? " has" : " have") + " all the words; " +
         having(total.value - full) + " some of them";
}

// A value in a direction of its own.
std::string isolated(std::string_view css_class, std::string_view value) {
  if (value.empty()) return {};
  return "<span class=\"" + std::string(css_class) + "\">" + element("bdi", "", value) + "</span>";
}

// Where, who, when: what a reader judges an article by before its title; and what there is to say
// besides.
template <typename Story>
std::string dateline_html(const Story& story, std::string_view besides = "") {
  std::string html = "<p class=\"dateline\">";
  html += isolated("place", story.place) + isolated("source", story.source);
  if (story.published) {
    const std::string day = format_day(*story.published);
    html += "<time datetime=\"" + day + "\">" + day_text(*story.published) + "</time>";
  } else {
    html += "<span class=\"undated\">undated</span>";
  }
  return html + element("span", "some-words", besides) + "</p>";
}

std::string title_html(const MarkedText& title) {
  return title.text.empty() ? "Untitled" : marked(title);
}

std::string snippets_html(const std::vector<MarkedText>& snippets) {
  std::string html;
  bool is_cut = false;  // the last snippet says itself that text is left out behind it
  for (const MarkedText& snippet : snippets) {
    if (!html.empty()) html += is_cut || snippet.text.starts_with("…") ? " " : " … ";
    append_marked(html, snippet);
    is_cut = snippet.text.ends_with("…");
  }
  return html.empty() ? html : "<p class=\"snippet\" dir=\"auto\">" + html + "</p>";
}

// `id` is that of the article it is like; where it is shown by itself, else empty.
std::string similar_article_html(const SimilarArticle& article, std::string_view query,
                                 std::string_view id) {
  const std::string title = article.title.empty() ? "Untitled" : escaped(article.title);
  std::string html = "<li>";
  html += link(article_address(article.id, query), "", title);
  html += element("span", "source", article.source);
  if (article.published) html += element("time", "", day_text(*article.published));
  if (!id.empty())
    html += "<span class=\"changes\">" +
            link(comparison_address(article.id, id, query), "", "compare") + "</span>";
  return html.append("</li>");
}

// The others of a group, behind a line that opens the list.
std::string similar_html(const SimilarArticles& similar, std::string_view query,
                         std::string_view id = "") {
  if (similar.articles.empty()) return {};
  std::string html = "<details class=\"similar\"><summary>";
  html.append(with_commas(similar.count)).append(" similar</summary><ul>");
  for (const SimilarArticle& each : similar.articles) html += similar_article_html(each, query, id);
  const std::uint64_t more = similar.count - similar.articles.size();
  if (more > 0) html.append("<li>and ").append(with_commas(more)).append(" more</li>");
  return html.append("</ul></details>");
}

// The article's page, with all of the search: its link back leads to these results.
std::string address_of_hit(const Hit& hit, const SearchRequest& request) {
  const std::string search = to_query_string(request);
  return article_address(hit.id, "") + (search.empty() ? "" : "?" + search);
}

std::string hit_html(const Hit& hit, const SearchRequest& request) {
  const bool is_partial = hit.all_words == false;
  return "<li class=\"hit\">" + dateline_html(hit, is_partial ? "some of the words" : "") +
         "<h2 class=\"hit-title\" dir=\"auto\">" +
         link(address_of_hit(hit, request), "hit-link", title_html(hit.title)) + "</h2>" +
         snippets_html(hit.snippets) + similar_html(hit.similar, request.query) + "</li>";
}

// Turns the grouping of similar articles on or off.
std::string grouping_html(const SearchRequest& request) {
  SearchRequest other = request;
  other.offset = 0;
  const bool grouped = request.group == Grouping::similar;
  other.group = grouped ? Grouping::none : Grouping::similar;
  return link(page_address(other), "grouping",
              grouped ? "Show similar articles one by one" : "Group similar articles");
}

std::string hits_html(const SearchRequest& request, const SearchResult& result) {
  if (result.hits.empty()) return {};
  std::string html = "<ol class=\"hits\" start=\"" + std::to_string(request.offset + 1) + "\">";
  for (const Hit& hit : result.hits) html += hit_html(hit, request);
  return html + "</ol>";
}

std::string feed_html(const SearchRequest& request) {
  return link(feed_address_of_page(request), "feed", "Feed");
}

// Every match as a file.
std::string export_html(const SearchRequest& request) {
  SearchRequest all = request;
  all.offset = 0;
  const SearchRequest defaults{.sort = Sort::newest};
  std::string parameters = to_query_string(all, defaults);
  append_parameter(parameters, "format", "csv");
  return link("/api/v1/export?" + parameters, "feed", "CSV");
}

// The words of the query where they stand.
std::string in_context_html(const SearchRequest& request, const SearchResult& result) {
  if (request.query.empty() || result.total.value == 0) return {};
  return link(context_address(request), "feed", "In context");
}

// How many there are, the switch that groups them, and the feed.
std::string summary_html(const SearchRequest& request, const SearchResult& result) {
  std::string html = "<div class=\"summary\"><h1 class=\"count\" id=\"results-title\">";
  Total total = result.total;
  if (request.broaden) total.all_words.reset();  // some have none of the words, but related ones
  html += count_text(total);
  const bool all_have_all_words =
      request.broaden || result.total.all_words.value_or(total.value) == total.value;
  const bool tells_stories = total.stories && all_have_all_words;
  if (request.group == Grouping::similar && !tells_stories) html += ", similar ones grouped";
  return html.append("</h1>")
      .append(grouping_html(request))
      .append(feed_html(request))
      .append(export_html(request))
      .append(in_context_html(request, result))
      .append(sorts_html(request))
      .append("</div>");
}

// Where no article has all of the query: what asking for less finds.
std::string relaxed_html(const SearchRequest& request, const SearchResult& result) {
  if (!result.read_as || result.read_as->relaxed.empty()) return {};
  std::string html = "<section class=\"relaxed\"><ul>";
  for (const Relaxation& each : result.read_as->relaxed) {
    SearchRequest less = narrowed_less(request, each.dropped);
    less.query = each.query;
    less.offset = 0;
    html += "<li>" + link(page_address(less), "", escaped(each.change)) + ": " +
            with_commas(each.count) + "</li>";
  }
  return html + "</ul></section>";
}

// How the query was read, where that tells more than the box does.
std::string read_as_html(const SearchRequest& request, const SearchResult& result) {
  if (!result.read_as || result.read_as->text == request.query) return {};
  return "<p class=\"read-as\">Read as: " + element("bdi", "", result.read_as->text) + "</p>";
}

std::string suggestion_html(const SearchRequest& request, const SearchResult& result) {
  if (!result.suggestion) return {};
  SearchRequest better = request;
  better.query = *result.suggestion;
  better.offset = 0;
  return "<p class=\"did-you-mean\">Did you mean " +
         link(page_address(better), "", escaped(better.query)) + "?</p>";
}

std::string pager_html(const SearchRequest& request, const SearchResult& result) {
  SearchRequest other = request;
  std::string html;
  if (request.offset > 0) {
    other.offset = request.offset - std::min(request.offset, request.limit);
    html += link(page_address(other), "button", "Previous");
  }
  other.offset = request.offset + request.limit;
  if (!result.hits.empty() && other.offset < result.total.value && is_reachable(other)) {
    html += link(page_address(other), "button", "Next");
  }
  if (html.empty()) return html;
  return "<nav class=\"pager\" aria-label=\"Pages of results\">" + html + "</nav>";
}

std::string body_html(const ArticleView& view) {
  std::string html;
  auto heading = view.article.headings.begin();
  for (std::size_t i = 0; i <= view.paragraphs.size(); ++i) {
    while (heading != view.article.headings.end() && heading->before == i) {
      html += element("h2", "", heading->text);
      ++heading;
    }
    if (i < view.paragraphs.size()) html += "<p>" + marked(view.paragraphs[i]) + "</p>";
  }
  return html;
}

std::string byline_html(const std::vector<std::string>& authors) {
  std::string names;
  for (const std::string& author : authors)
    names.append(names.empty() ? "By " : ", ").append(author);
  return element("p", "byline", names);
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text.append(text.empty() ? "" : ", ").append(value);
  return text;
}

std::string row_html(std::string_view label, std::string_view value) {
  if (value.empty()) return {};
  return "<div>" + element("dt", "", label) + element("dd", "", value) + "</div>";
}

// What is known about the article.
std::string record_html(const Article& article) {
  std::string html = "<aside class=\"record\"><h2>Record</h2><dl>";
  html += row_html("Published", article.published ? day_text(*article.published) : "undated");
  html += row_html("Updated", article.updated ? day_text(*article.updated) : "");
  html += row_html("Source", article.source) + row_html("Place", article.place);
  html += row_html("By", joined(article.authors)) + row_html("Section", article.section);
  html += row_html("Topics", joined(article.topics)) + row_html("People", joined(article.people));
  html += row_html("Organisations", joined(article.organisations));
  return html + row_html("Language", article.language) + "</dl></aside>";
}

std::string original_html(const std::string& url) {
  if (!may_be_linked(url)) return {};
  return "<p class=\"original\"><a href=\"" + escaped(url) +
         "\" rel=\"noopener nofollow noreferrer\">" + escaped(url) + "</a></p>";
}

}  // namespace

Page::Page(std::string_view html, std::string base_path) : base_path_(std::move(base_path)) {
  const std::string linked = with_base(std::string(html), base_path_);
  std::string_view rest = linked;
  before_title_ = take_until(rest, kTitleMark);
  before_feed_ = take_until(rest, kFeedMark);
  before_query_ = take_until(rest, kQueryMark);
  between_ = take_until(rest, kResultsMark);
  after_results_ = rest;
}

std::string Page::render(const PageContent& content) const {
  std::string html = before_title_;
  if (!before_title_.empty() && !content.title.empty()) append_escaped(html, content.title + " – ");
  html += before_feed_;
  if (!before_feed_.empty()) append_escaped(html, base_path_ + content.feed);
  html += before_query_;
  append_escaped(html, content.query);
  return html.append(between_)
      .append(with_base(content.main_html, base_path_))
      .append(after_results_);
}

std::string results_html(const SearchRequest& request, const SearchResult& result) {
  std::string html = "<div class=\"results-page\">" + filters_html(request, result);
  html += "<section class=\"results\" aria-labelledby=\"results-title\">";
  html += summary_html(request, result) + chips_html(request);
  html +=
      suggestion_html(request, result) + notes_html(result.notes) + read_as_html(request, result);
  html += relaxed_html(request, result) + timeline_html(request, result);
  html += hits_html(request, result) + pager_html(request, result);
  return html + "</section></div>";
}

std::string article_html(const ArticleView& view, std::string_view query, std::string_view back) {
  const Article& article = view.article;
  return "<div class=\"article-page\"><div class=\"article-bar\">" +
         link(back, "back", "Back to results") + "</div><article class=\"article\" dir=\"auto\">" +
         dateline_html(article) + "<h1>" + title_html(view.title) + "</h1>" +
         byline_html(article.authors) + element("p", "standfirst", article.summary) +
         "<div class=\"article-body\">" + body_html(view) + "</div>" + original_html(article.url) +
         record_html(article) + similar_html(view.similar, query, article.id) + "</article></div>";
}

std::string failure_html(std::string_view title, std::string_view detail) {
  return "<section class=\"message failure\">" + element("h1", "", title) +
         element("p", "", detail) + "</section>";
}

}  // namespace dateline
