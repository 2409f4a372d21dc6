#include "indexer/html/fields/article_dates.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "indexer/html/body/dates.h"
#include "indexer/html/dom/loose_json.h"
#include "indexer/html/fields/shown_dates.h"

namespace dateline::html {
namespace {

struct TracedDate {
  std::optional<Date> date;
  std::string method;
};

TracedDate claimed_date(const std::vector<Claim>& claims, Field field, std::string_view locale) {
  for (const Claim& claim : claims) {
    if (claim.field != field) continue;
    const std::optional<Date> date = read_date(claim.value, locale);
    if (date) return {date, claim.method};
  }
  return {};
}

// The page's own word for its language and country.
std::string locale_of(const std::vector<Claim>& claims, const Article& article) {
  const auto said = std::find_if(claims.begin(), claims.end(), [&](const Claim& claim) {
    return claim.field == Field::language && claim.value.starts_with(article.language);
  });
  return page_locale(said == claims.end() ? article.language : said->value, article.url);
}

// The block that the article's last line stands in; the page's last where it is not known.
std::size_t last_block(const std::vector<Block>& blocks, const Body& body) {
  const auto found = std::find_if(blocks.rbegin(), blocks.rend(), [&](const Block& block) {
    return !body.lines.empty() && block.text == body.lines.back().text;
  });
  if (found == blocks.rend()) return blocks.empty() ? 0 : blocks.size() - 1;
  return static_cast<std::size_t>(blocks.rend() - found) - 1;
}

// Whether a moment in UTC can be of the day beside it, by the zones that most people live in.
bool may_be_of_day(const Date& utc, const Date& day) {
  constexpr int kHour = 3600;
  const std::int32_t later = day_number(day) - day_number(utc);
  return (later == 1 && utc.second >= 11 * kHour) || (later == -1 && utc.second < 10 * kHour);
}

// What the page's readers call the day of a moment that is told in UTC.
TracedDate local_date(TracedDate claimed, const std::optional<Date>& shown_day,
                      const std::optional<Date>& path_day) {
  const Date date = *claimed.date;
  if (date.precision < Precision::minute || date.utc_offset != 0) return claimed;
  if (shown_day && day_number(*shown_day) == day_number(date)) return claimed;
  if (shown_day && may_be_of_day(date, *shown_day))
    return {shown_day, claimed.method + ", day as shown"};
  if (path_day && may_be_of_day(date, *path_day))
    return {path_day, claimed.method + ", day of the address"};
  return claimed;
}

// A shown date that is far from the path's is of something else.
bool agrees(const Date& date, const std::optional<Date>& path_date) {
  constexpr std::int32_t kDays = 2;
  return !path_date || std::abs(day_number(date) - day_number(*path_date)) <= kDays;
}

struct PlacedDate {
  Date date;
  std::size_t at = 0;  // in the page
};

std::vector<PlacedDate> dates_of_member(std::string_view html, std::string_view name,
                                        std::string_view locale) {
  std::vector<PlacedDate> dates;
  for (const LooseValue& value : loose_values(html, name)) {
    const std::optional<Date> date = read_whole_date(value.text, locale);
    if (date && date->precision >= Precision::day) dates.push_back({*date, value.at});
  }
  return dates;
}

// How far a place in a page is from the nearest that has the title.
std::size_t distance_to(std::string_view html, std::string_view title, std::size_t at) {
  const std::size_t before = html.rfind(title, at);
  const std::size_t behind = html.find(title, at);
  return std::min(before == std::string_view::npos ? html.size() : at - before,
                  behind == std::string_view::npos ? html.size() : behind - at);
}

// A date of publication in the data that scripts make the page of: one that all agree on, or else
// that of the object with the article's title.
TracedDate script_date(std::string_view html, std::string_view title, std::string_view locale) {
  constexpr std::size_t kSameObject = 1500;                                  // bytes
  constexpr std::string_view kParts[] = {"ubli", "pubDate", "displayDate"};  // each name has one
  const bool may_have_name =
      std::any_of(std::begin(kParts), std::end(kParts),
                  [&](std::string_view part) { return html.find(part) != std::string_view::npos; });
  if (!may_have_name) return {};
  for (const char* name : {"datePublished", "publishedAt", "published_at", "publishDate",
                           "publish_date", "publishedDate", "published_date", "publicationDate",
                           "publication_date", "pubDate", "firstPublished", "firstPublishedAt",
                           "publishTime", "publishedTime", "published_time", "displayDate"}) {
    const std::vector<PlacedDate> dates = dates_of_member(html, name, locale);
    if (dates.empty()) continue;
    const auto nearest =
        std::min_element(dates.begin(), dates.end(), [&](const PlacedDate& a, const PlacedDate& b) {
          return distance_to(html, title, a.at) < distance_to(html, title, b.at);
        });
    const bool all_agree = std::all_of(dates.begin(), dates.end(), [&](const PlacedDate& each) {
      return day_number(each.date) == day_number(nearest->date);
    });
    const bool is_beside = !title.empty() && distance_to(html, title, nearest->at) < kSameObject;
    if (all_agree || is_beside) return {nearest->date, "script"};
  }
  return {};
}

// The day that the page shows; none where it may be that of the change.
std::optional<Date> shown_day(const ShownDates& shown, const std::optional<Date>& updated) {
  const bool is_of_update = updated && shown.day && day_number(*updated) == day_number(*shown.day);
  return is_of_update ? std::nullopt : shown.day;
}

TracedDate published_date(const TracedDate& claimed, const std::optional<Date>& updated,
                          const ShownDates& shown, const Article& article) {
  const std::optional<Date> path = date_of_url(article.url);
  if (claimed.date) return local_date(claimed, shown_day(shown, updated), path);
  if (shown.published && agrees(*shown.published, path))
    return {shown.published, shown.published_method};
  if (path) return {path, "url path"};
  return {};
}

}  // namespace

ArticleDates find_article_dates(std::string_view html, const Page& page,
                                const std::vector<Block>& blocks, const Body& body,
                                const std::vector<Claim>& claims, const Article& article) {
  const std::string locale = locale_of(claims, article);
  const ShownDates shown = read_shown_dates(
      page, blocks,
      {.title = body.title_block, .first = body.first_block, .last = last_block(blocks, body)},
      locale);
  TracedDate updated = claimed_date(claims, Field::updated, locale);
  TracedDate published =
      published_date(claimed_date(claims, Field::published, locale), updated.date, shown, article);
  if (!published.date) published = script_date(html, article.title, locale);
  if (!updated.date) updated = {shown.updated, shown.updated_method};
  return {.published = published.date,
          .updated = updated.date,
          .published_method = std::move(published.method),
          .updated_method = std::move(updated.method)};
}

}  // namespace dateline::html
