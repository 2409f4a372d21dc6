#include "bench/duplicates/archive.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>

#include <nlohmann/json.hpp>

#include "bench/scratch_folder.h"
#include "search/store/segment_builder.h"
#include "search/store/similar_groups.h"
#include "search/store/text/tokenizer.h"

namespace dateline::bench {
namespace {

std::vector<std::string> paragraphs_of(const std::string& text) {
  std::vector<std::string> paragraphs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    if (end > at) paragraphs.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return paragraphs;
}

}  // namespace

std::vector<Article> read_articles(std::istream& in) {
  std::vector<Article> articles;
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    articles.push_back({.id = json.value("id", std::to_string(articles.size())),
                        .title = json.value("title", ""),
                        .language = "en",
                        .published = parse_iso_date(json.value("published", "")),
                        .paragraphs = paragraphs_of(json.value("text", ""))});
  }
  return articles;
}

std::vector<Pair> grouped_pairs(const std::vector<Article>& articles) {
  const ScratchFolder scratch("duplicates");
  RememberedStems stems;
  SegmentBuilder builder(scratch.path() / "segment", std::make_shared<const Dictionary>(""), stems);
  for (const Article& article : articles) builder.add(article);
  builder.finish();
  write_similar_groups(scratch.path(), {"segment"});
  const SimilarGroups groups(scratch.path() / kGroupsFile);
  std::vector<Pair> pairs;
  for (std::uint32_t group = 0; group < groups.groups(); ++group) {
    std::vector<std::uint32_t> members = groups.members(group);
    std::sort(members.begin(), members.end());
    for (std::size_t j = 1; j < members.size(); ++j) {
      for (std::size_t i = 0; i < j; ++i) pairs.emplace_back(members[i], members[j]);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

std::vector<std::string> body_words(const Article& article) {
  std::vector<std::string> words;
  for (const std::string& paragraph : article.paragraphs) {
    Tokenizer tokenizer(paragraph);
    while (const Token* token = tokenizer.next()) words.emplace_back(token->folded);
  }
  return words;
}

std::vector<Pair> in_both(const std::vector<Pair>& a, const std::vector<Pair>& b) {
  std::vector<Pair> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

Score print_score(const std::string& name, const std::vector<Pair>& truth,
                  const std::vector<Pair>& found) {
  const std::vector<Pair> right = in_both(truth, found);
  const auto share = [&](std::size_t of) {
    return of == 0 ? 1 : static_cast<double>(right.size()) / static_cast<double>(of);
  };
  const Score score{share(found.size()), share(truth.size())};
  std::printf("%s: %zu pairs, %zu found, precision %.3f, recall %.3f\n", name.c_str(), truth.size(),
              found.size(), score.precision, score.recall);
  return score;
}

}  // namespace dateline::bench
