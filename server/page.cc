#include "server/page.h"

#include <algorithm>

#include "server/addresses.h"
#include "server/feed.h"
#include "server/html_text.h"
#include "server/mount.h"
#include "server/parameters.h"
#include "server/query_string.h"

namespace dateline {
namespace {

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

// `<name class="class">text</name>`, or nothing where the text is empty.
std::string element(std::string_view name, std::string_view css_class, std::string_view text) {
  if (text.empty()) return {};
  std::string html = "<" + std::string(name);
  if (!css_class.empty()) html.append(" class=\"").append(css_class).append("\"");
  html += ">";
  append_escaped(html, text);
  return html.append("</").append(name).append(">");
}

std::string link(std::string_view address, std::string_view css_class,
                 std::string_view content_html) {
  std::string html = "<a href=\"" + escaped(address) + "\"";
  if (!css_class.empty()) html.append(" class=\"").append(css_class).append("\"");
  return html.append(">").append(content_html).append("</a>");
}

// 12345 → "12,345"
std::string with_commas(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

// "1,200 have"
std::string having(std::uint64_t articles) {
  return with_commas(articles) + (articles == 1 ? " has" : " have");
}

// How many have all the words, and how many only some of them, where there are such.
std::string count_text(const Total& total) {
  if (total.value == 0) return "No articles";
  const std::uint64_t full = total.all_words.value_or(total.value);
  if (full == 0) return "No article has all the words; " + having(total.value) + " some of them";
  const std::string about = total.exact ? "" : "About ";
  const std::string articles = about + with_commas(full) + (full == 1 ? " article" : " articles");
  if (full == total.value) return articles;
  return articles + (full == 1 ? " has" : " have") + " all the words; " +
         having(total.value - full) + " some of them";
}

// Where, who, when: what a reader judges an article by before its title; and what there is to say
// besides.
template <typename Story>
std::string dateline_html(const Story& story, std::string_view besides = "") {
  std::string html = "<p class=\"dateline\">";
  html += element("span", "place", story.place) + element("span", "source", story.source);
  if (story.published) {
    const std::string day = format_day(*story.published);
    html += "<time datetime=\"" + day + "\">" + day + "</time>";
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
  for (const MarkedText& snippet : snippets) {
    if (!html.empty()) html += " … ";
    append_marked(html, snippet);
  }
  return html.empty() ? html : "<p class=\"snippet\" dir=\"auto\">" + html + "</p>";
}

std::string similar_article_html(const SimilarArticle& article, std::string_view query) {
  const std::string title = article.title.empty() ? "Untitled" : escaped(article.title);
  std::string html = "<li>";
  html += link(article_address(article.id, query), "", title);
  html += element("span", "source", article.source);
  if (article.published) html += element("time", "", format_day(*article.published));
  return html.append("</li>");
}

// The others of a group, behind a line that opens the list.
std::string similar_html(const SimilarArticles& similar, std::string_view query) {
  if (similar.articles.empty()) return {};
  std::string html = "<details class=\"similar\"><summary>";
  html.append(with_commas(similar.count)).append(" similar</summary><ul>");
  for (const SimilarArticle& each : similar.articles) html += similar_article_html(each, query);
  const std::uint64_t more = similar.count - similar.articles.size();
  if (more > 0) html.append("<li>and ").append(with_commas(more)).append(" more</li>");
  return html.append("</ul></details>");
}

std::string hit_html(const Hit& hit, std::string_view query) {
  const bool is_partial = hit.all_words == false;
  return "<li class=\"hit\">" + dateline_html(hit, is_partial ? "some of the words" : "") +
         "<h2 class=\"hit-title\" dir=\"auto\">" +
         link(article_address(hit.id, query), "hit-link", title_html(hit.title)) + "</h2>" +
         snippets_html(hit.snippets) + similar_html(hit.similar, query) + "</li>";
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
  for (const Hit& hit : result.hits) html += hit_html(hit, request.query);
  return html + "</ol>";
}

// The search for feed readers: from its newest article on, in whatever order and on whatever page
// it is shown here.
std::string feed_html(const SearchRequest& request) {
  SearchRequest feed = request;
  feed.offset = 0;
  feed.limit = feed_defaults().limit;
  feed.sort = feed_defaults().sort;
  return link(feed_address(feed), "feed", "Feed");
}

// How many there are, the switch that groups them, and the feed.
std::string summary_html(const SearchRequest& request, const SearchResult& result) {
  std::string html = "<div class=\"summary\"><h1 class=\"count\" id=\"results-title\">";
  Total total = result.total;
  if (request.broaden) total.all_words.reset();  // some have none of the words, but related ones
  html += count_text(total);
  if (request.group == Grouping::similar) html += ", similar ones grouped";
  return html.append("</h1>")
      .append(grouping_html(request))
      .append(feed_html(request))
      .append("</div>");
}

std::string notes_html(const SearchResult& result) {
  std::string html;
  for (const std::string& note : result.notes) html += element("li", "", note);
  return html.empty() ? html : "<ul class=\"notes\">" + html + "</ul>";
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

std::string original_html(const std::string& url) {
  if (!is_web_address(url)) return {};
  return "<p class=\"original\"><a href=\"" + escaped(url) +
         "\" rel=\"noopener nofollow noreferrer\">" + escaped(url) + "</a></p>";
}

}  // namespace

Page::Page(std::string_view html, std::string base_path) : base_path_(std::move(base_path)) {
  const std::string linked = with_base(std::string(html), base_path_);
  std::string_view rest = linked;
  before_query_ = take_until(rest, kQueryMark);
  between_ = take_until(rest, kResultsMark);
  after_results_ = rest;
}

std::string Page::render(std::string_view query, std::string_view main_html) const {
  std::string html = before_query_;
  append_escaped(html, query);
  return html.append(between_)
      .append(with_base(std::string(main_html), base_path_))
      .append(after_results_);
}

std::string results_html(const SearchRequest& request, const SearchResult& result) {
  std::string html = "<section class=\"results\" aria-labelledby=\"results-title\">";
  html += summary_html(request, result);
  html += suggestion_html(request, result) + notes_html(result) + hits_html(request, result);
  return html.append(pager_html(request, result)).append("</section>");
}

std::string article_html(const ArticleView& view, std::string_view query) {
  const Article& article = view.article;
  std::string back = "/";
  if (!query.empty()) {
    back += '?';
    back += "q=";
    append_percent_encoded(back, query);
  }
  return "<div class=\"article-page\"><div class=\"article-bar\">" +
         link(back, "back", "Back to results") + "</div><article class=\"article\" dir=\"auto\">" +
         dateline_html(article) + "<h1>" + title_html(view.title) + "</h1>" +
         byline_html(article.authors) + element("p", "standfirst", article.summary) +
         "<div class=\"article-body\">" + body_html(view) + "</div>" + original_html(article.url) +
         similar_html(view.similar, query) + "</article></div>";
}

std::string failure_html(std::string_view title, std::string_view detail) {
  return "<section class=\"message failure\">" + element("h1", "", title) +
         element("p", "", detail) + "</section>";
}

}  // namespace dateline
